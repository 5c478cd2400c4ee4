import LibXML

/// The elements that are read, of both families and of the modules that carry our data.
enum XLIFFElement: String {
  // Structure.
  case xliff, file, group, unit, segment, ignorable, source, target, note, reference, tool
  case externalFile = "external-file"
  case transUnit = "trans-unit"
  case segSource = "seg-source"
  case altTrans = "alt-trans"
  case originalData, data
  // Inline, 1.x.
  case g, x, bx, ex, bpt, ept, it
  // Inline, both or 2.x.
  case ph, pc, sc, ec, cp, mrk
  // Modules.
  case match, metaGroup, meta
  /// Anything else: other annotations, which only enclose text, and what belongs to others.
  case other

  /// The element with a name, in a document whose root is in some namespace. Elements of another
  /// version count too, as some tools mix them in one file.
  init(_ name: XMLName, root namespace: String) {
    let element = XLIFFElement(rawValue: name.local) ?? .other
    switch element {
    case .match: self = name.namespace == Namespace.matches ? element : .other
    case .metaGroup, .meta: self = name.namespace == Namespace.metadata ? element : .other
    default:
      let isCore =
        name.namespace == namespace
        || name.namespace.hasPrefix("urn:oasis:names:tc:xliff:document:")
      self = isCore ? element : .other
    }
  }
}

/// What the names of a document mean, looked up once for each that occurs.
struct XLIFFElementTable {
  private let namespace: String
  private var elements: [XLIFFElement] = []

  /// A table for a document whose root is in some namespace.
  init(root namespace: String = "") { self.namespace = namespace }

  subscript(name: XMLName) -> XLIFFElement {
    mutating get {
      // Names come in the order of their numbers.
      if name.index == elements.count { elements.append(XLIFFElement(name, root: namespace)) }
      return elements[name.index]
    }
  }
}
