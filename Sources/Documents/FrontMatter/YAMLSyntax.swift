import Units

/// Writes a translated value of the front matter, in quotes where it needs them.
struct YAMLSyntax: UnitSyntax {
  /// How the source writes the value.
  enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted
    /// The unit's bytes are the whole scalar, quotes or block indicator included.
    case whole
  }

  let style: Style

  func write(_ parts: [UnitPart], original: ArraySlice<UInt8>) -> [UInt8] {
    var text = ""
    for part in parts {
      guard let pieces = part.translation else {
        text += part.sourceText
        continue
      }
      for case .text(let piece) in pieces { text += piece }
    }
    text = text.collapsingWhitespace
    switch style {
    case .plain: return Array((Self.isPlain(text) ? text : Self.doubleQuoted(text)).utf8)
    case .singleQuoted: return Self.doublingQuotes(text)
    case .doubleQuoted: return Array(Self.doubleQuoted(text).utf8.dropFirst().dropLast())
    case .whole where original.first == UInt8(ascii: "'"):
      return [0x27] + Self.doublingQuotes(text) + [0x27]
    case .whole: return Array(Self.doubleQuoted(text).utf8)
    }
  }

  private static func doublingQuotes(_ text: String) -> [UInt8] {
    text.utf8.flatMap { $0 == 0x27 ? [0x27, 0x27] : [$0] }
  }

  /// Whether a text reads as itself without quotes (YAML 1.2.2, section 7.3.3): a conservative
  /// answer, since quotes never hurt.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    if text.contains(": ") || text.contains(" #") || text.hasSuffix(":") { return false }
    // Inside a flow sequence these end a value.
    if text.contains(where: { ",[]{}".contains($0) }) { return false }
    let reserved = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
    return !reserved.contains(text.lowercased())
  }

  private static func doubleQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
