/// A fragment identifier of XLIFF 2 (section 3), such as `f=f1/u=u1/n=n2`.
struct FragmentIdentifier {
  var file: String?
  var group: String?
  var unit: String?
  /// What is meant inside the file, group or unit: the prefix, empty for a segment or an inline
  /// element of a source, and the id.
  var leaf: (prefix: String, id: String)?

  /// What is wrong with the form of one.
  struct Problem: Error { let message: String }

  /// The prefixes of modules.
  static let modules: Set<String> = [
    "mtc", "gls", "fs", "mda", "res", "ctr", "slr", "val", "its", "itsm", "pgs",
  ]

  /// The prefixes of extensions that are registered: that of TBX (ISO 30042).
  static let extensions: Set<String> = ["tbx"]

  /// Takes a text behind `#` apart.
  init(_ text: some StringProtocol) throws(Problem) {
    let body = text.hasPrefix("/") ? text.dropFirst() : text[...]
    for selector in body.split(separator: "/", omittingEmptySubsequences: false) {
      let parts = selector.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let id = parts.last, ValueType.isToken(id) else {
        throw Problem(message: "“\(selector)” names nothing")
      }
      if leaf != nil {
        throw Problem(message: "“\(selector)” stands behind what must be last")
      }
      guard parts.count == 2 else {
        leaf = ("", String(id))
        continue
      }
      try take(String(parts[0]), String(id))
    }
  }

  private mutating func take(_ prefix: String, _ id: String) throws(Problem) {
    switch prefix {
    case "f":
      guard file == nil, group == nil, unit == nil else {
        throw Problem(message: "“f=\(id)” must be first, and once")
      }
      file = id
    case "g":
      guard group == nil, unit == nil else {
        throw Problem(message: "“g=\(id)” must stand before a unit, and once")
      }
      group = id
    case "u":
      guard unit == nil else { throw Problem(message: "“u=\(id)” must stand once") }
      unit = id
    case "n", "d", "t": leaf = (prefix, id)
    default:
      guard ValueType.isToken(prefix), prefix.count > 1 else {
        throw Problem(message: "“\(prefix)=” is no prefix of the specification or of a module")
      }
      leaf = (prefix, id)
    }
  }
}
