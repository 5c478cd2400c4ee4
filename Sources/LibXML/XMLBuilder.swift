/// Writes XML into a byte buffer: one place that escapes, and no indentation inside content.
package struct XMLBuilder {
  /// What has been written.
  package private(set) var bytes: [UInt8] = []
  /// How many elements are open.
  package private(set) var depth = 0

  /// Begins with the XML declaration.
  package init() {
    append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
  }

  /// Begins a part that is added to another builder later, indented as there.
  package init(fragmentAtDepth depth: Int) { self.depth = depth }

  /// Adds a part that was begun with `init(fragmentAtDepth:)`.
  package mutating func append(_ fragment: XMLBuilder) { bytes += fragment.bytes }

  /// A start tag on a line of its own, whose children follow on lines of their own.
  package mutating func open(_ name: String, _ attributes: [(String, String?)] = []) {
    indent()
    tag(name, attributes, end: ">\n")
    depth += 1
  }

  /// The end of an element begun with `open`.
  package mutating func close(_ name: String) {
    depth -= 1
    indent()
    append("</\(name)>\n")
  }

  /// An element without content on a line of its own.
  package mutating func empty(_ name: String, _ attributes: [(String, String?)] = []) {
    indent()
    tag(name, attributes, end: "/>\n")
  }

  /// An element on a line of its own whose content is written by `content`, as it is.
  package mutating func element(
    _ name: String, _ attributes: [(String, String?)] = [],
    content: (inout XMLBuilder) -> Void
  ) {
    indent()
    tag(name, attributes, end: ">")
    content(&self)
    append("</\(name)>\n")
  }

  /// A start tag inside content. Attributes whose value is nil are left out.
  package mutating func tag(_ name: String, _ attributes: [(String, String?)], end: String) {
    append("<")
    append(name)
    for case (let key, let value?) in attributes {
      append(" ")
      append(key)
      append("=\"")
      escape(value, inAttribute: true)
      append("\"")
    }
    append(end)
  }

  /// An end tag inside content.
  package mutating func endTag(_ name: String) { append("</\(name)>") }

  /// Text inside content. Characters that XML 1.0 cannot hold must not come here.
  package mutating func text(_ text: String) { escape(text, inAttribute: false) }

  private mutating func indent() {
    for _ in 0..<depth { append("  ") }
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func escape(_ text: String, inAttribute: Bool) {
    // Most texts need no escape and are taken as they are.
    let isPlain = text.utf8.allSatisfy { Self.escape(of: $0, inAttribute: inAttribute) == nil }
    if isPlain { return append(text) }
    for byte in text.utf8 {
      if let escape = Self.escape(of: byte, inAttribute: inAttribute) {
        append(escape)
      } else {
        bytes.append(byte)
      }
    }
  }

  /// How a byte is written; nil for as it is.
  @inline(__always)
  private static func escape(of byte: UInt8, inAttribute: Bool) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    // A parser turns a bare CR into LF, and white space in an attribute into spaces.
    case 0x0D: "&#13;"
    case UInt8(ascii: "\"") where inAttribute: "&quot;"
    case 0x0A where inAttribute: "&#10;"
    case 0x09 where inAttribute: "&#9;"
    default: nil
    }
  }
}
