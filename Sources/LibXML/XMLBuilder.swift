/// Writes XML into a byte buffer: one place that escapes, and no indentation inside content.
package struct XMLBuilder {
  /// What has been written.
  package private(set) var bytes: [UInt8] = []

  /// The bytes since the last time, for what is written part by part.
  package mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

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
    endTag(name)
    append("\n")
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
    endTag(name)
    append("\n")
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
  package mutating func endTag(_ name: String) {
    append("</")
    append(name)
    append(">")
  }

  /// Text inside content. A character that XML 1.0 cannot hold (section 2.2) becomes U+FFFD: what others
  /// hand over must not make a file that nobody can read.
  package mutating func text(_ text: some StringProtocol) { escape(text, inAttribute: false) }

  private mutating func indent() {
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
  }

  private mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { unsafe bytes.append(contentsOf: $0) }
  }

  private mutating func escape(_ text: some StringProtocol, inAttribute: Bool) {
    // Native texts hand out their bytes as they are.
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { buffer in
      unsafe escape(buffer.span, inAttribute: inAttribute)
    }
    if isDone == nil { escape(Array(text.utf8).span, inAttribute: inAttribute) }
  }

  /// Most bytes need no escape, and are taken in runs.
  private mutating func escape(_ text: Span<UInt8>, inAttribute: Bool) {
    var start = 0
    for index in text.indices where Self.isSpecial[Int(text[index])] {
      // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
      if text[index] == 0xEF {
        guard index + 2 < text.count, text[index + 1] == 0xBF, text[index + 2] >= 0xBE else {
          continue
        }
        bytes.append(text.extracting(start..<index))
        append("\u{FFFD}")
        start = index + 3
        continue
      }
      guard let escape = Self.escape(of: text[index], inAttribute: inAttribute) else { continue }
      bytes.append(text.extracting(start..<index))
      append(escape)
      start = index + 1
    }
    bytes.append(text.extracting(start..<text.count))
  }

  private static let isSpecial = (0...255).map {
    $0 == 0xEF || escape(of: UInt8($0), inAttribute: true) != nil
  }

  /// How a byte is written; nil for as it is.
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
    case 0x09, 0x0A: nil
    case 0..<0x20: "\u{FFFD}"
    default: nil
    }
  }
}
