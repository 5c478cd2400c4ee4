import Units

/// Writes translated text into HTML or XML.
struct MarkupSyntax: UnitSyntax {
  enum Place: Equatable, Sendable {
    case text
    /// Between quotation marks of a kind, or without any.
    case attribute(quote: UInt8?)
  }

  /// Characters that the source writes as references, with these.
  var entities: [String: [UInt8]] = [:]
  let place: Place
  /// Whether the markup stands in Markdown, where the start of a line can mean something.
  var isInMarkdown = false

  func write(_ parts: [UnitPart], original: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = parts.flatMap { $0.bytes(escaping: escaped) }
    if isInMarkdown, place == .text, let first = bytes.first, ":!?=[$".utf8.contains(first) {
      bytes.replaceSubrange(0..<1, with: "&#\(first);".utf8)
    }
    if case .attribute(quote: nil) = place { return [0x22] + bytes + [0x22] }
    return bytes
  }

  /// The bytes of a text with what is markup written as references.
  func escaped(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    var previous: Unicode.Scalar?
    for character in text.unicodeScalars {
      defer { previous = character }
      // A brace in a translation begins no template code.
      if previous == "{", character == "{" || character == "%" {
        result.removeLast()
        result += "&#123;".utf8
      }
      switch (character, place) {
      case ("&", _): result += "&amp;".utf8
      case ("<", _): result += "&lt;".utf8
      case (">", .text): result += "&gt;".utf8
      case ("\"", .attribute(quote: UInt8(ascii: "\""))), ("\"", .attribute(quote: nil)):
        result += "&quot;".utf8
      case ("'", .attribute(quote: UInt8(ascii: "'"))): result += "&#39;".utf8
      default:
        if !entities.isEmpty, let reference = entities[String(character)] {
          result += reference
        } else {
          result += String(character).utf8
        }
      }
    }
    return result
  }
}
