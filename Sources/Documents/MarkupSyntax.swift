import Units

/// Writes translated text into HTML or XML.
struct MarkupSyntax: UnitSyntax {
  enum Place: Sendable {
    case text
    /// Between quotation marks of a kind, or without any.
    case attribute(quote: UInt8?)
  }

  /// Characters that the source writes as references, with these.
  var entities: [String: [UInt8]] = [:]
  let place: Place

  func write(_ parts: [UnitPart], original: ArraySlice<UInt8>) -> [UInt8] {
    let bytes = parts.flatMap { $0.bytes(escaping: escaped) }
    if case .attribute(quote: nil) = place { return [0x22] + bytes + [0x22] }
    return bytes
  }

  /// The bytes of a text with what is markup written as references.
  func escaped(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for character in text.unicodeScalars {
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
