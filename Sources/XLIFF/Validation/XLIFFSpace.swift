/// The namespaces that the rules know, by the prefixes of the specification.
enum XLIFFSpace: String, Hashable {
  case core = "xlf"
  case matches = "mtc"
  case glossary = "gls"
  case formatStyle = "fs"
  case metadata = "mda"
  case resourceData = "res"
  case changeTracking = "ctr"
  case sizeRestriction = "slr"
  case validation = "val"
  case its
  case itsm
  case pluralGenderSelect = "pgs"
  case xml
  case none = ""
  /// An extension.
  case foreign = "?"

  /// The namespace with a name; `core` is that of the document.
  init(_ name: String, core: String) {
    switch name {
    case core: self = .core
    case "": self = .none
    case "http://www.w3.org/XML/1998/namespace": self = .xml
    case "urn:oasis:names:tc:xliff:matches:2.0": self = .matches
    case "urn:oasis:names:tc:xliff:glossary:2.0": self = .glossary
    case "urn:oasis:names:tc:xliff:fs:2.0": self = .formatStyle
    case "urn:oasis:names:tc:xliff:metadata:2.0": self = .metadata
    case "urn:oasis:names:tc:xliff:resourcedata:2.0": self = .resourceData
    case "urn:oasis:names:tc:xliff:changetracking:2.0": self = .changeTracking
    case "urn:oasis:names:tc:xliff:sizerestriction:2.0": self = .sizeRestriction
    case "urn:oasis:names:tc:xliff:validation:2.0": self = .validation
    case "http://www.w3.org/2005/11/its": self = .its
    case "urn:oasis:names:tc:xliff:itsm:2.1": self = .itsm
    case "urn:oasis:names:tc:xliff:pgs:1.0": self = .pluralGenderSelect
    default: self = .foreign
    }
  }
}
