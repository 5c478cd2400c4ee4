/// Comments in a source that speak to this tool: `<!-- l10n: note … -->` tells translators
/// something about the next unit, and what stands between `<!-- l10n:off -->` and
/// `<!-- l10n:on -->` is not translated.
struct Directives: Sendable {
  enum Directive: Equatable, Sendable {
    case note(String)
    case off, on
  }

  /// Whether text is held out where the reading stands.
  private(set) var isOff = false

  /// Reads a comment, its delimiters included; nil for one that says nothing to us.
  mutating func read(_ comment: ArraySlice<UInt8>) -> Directive? {
    let directive = Self.parse(comment)
    switch directive {
    case .off: isOff = true
    case .on: isOff = false
    case .note, nil: break
    }
    return directive
  }

  /// What a comment says.
  static func parse(_ comment: ArraySlice<UInt8>) -> Directive? {
    let openings = ["<!--", "{/*"].map { Array($0.utf8) }
    let closings = ["-->", "*/}"].map { Array($0.utf8) }
    guard let form = openings.firstIndex(where: comment.starts(with:)) else { return nil }
    var inner = comment.dropFirst(openings[form].count)
    if inner.reversed().starts(with: closings[form].reversed()) {
      inner = inner.dropLast(closings[form].count)
    }
    let text = String(decoding: inner, as: UTF8.self).drop(while: \.isWhitespace)
    guard text.hasPrefix("l10n:") else { return nil }
    let rest = String(
      text.dropFirst(5).drop(while: \.isWhitespace).reversed()
        .drop(while: \.isWhitespace).reversed())
    switch rest {
    case "off": return .off
    case "on": return .on
    default:
      guard rest.hasPrefix("note") else { return nil }
      let note = rest.dropFirst(4).drop { $0 == ":" || $0.isWhitespace }
      return note.isEmpty ? nil : .note(String(note))
    }
  }
}
