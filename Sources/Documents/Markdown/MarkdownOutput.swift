import Units

/// Markdown on its way into a file, in which emphasis takes whatever stands beside it.
///
/// A `**` opens nothing between a letter and a quotation mark (CommonMark 0.31.2, section 6.2). A
/// letter that is written as a reference says the same and counts as punctuation, so it lets the
/// markers take.
struct MarkdownOutput {
  var bytes: [UInt8] = []
  /// Whether the last bytes are text of a translation, which may be written in another way.
  private var endsInText = false
  /// The marker that was closed last, while nothing follows it.
  private var closed: (marker: UInt8, isAfterPunctuation: Bool)?

  /// Bytes of the source, as they are.
  mutating func append(source: [UInt8]) {
    bytes += source
    endsInText = false
    closed = nil
  }

  /// Text that is escaped already.
  mutating func append(text: [UInt8]) {
    guard !text.isEmpty else { return }
    var text = text[...]
    if let closed, let (scalar, length) = Self.first(in: text), scalar.isWord,
      closed.marker == UInt8(ascii: "_") || closed.isAfterPunctuation
    {
      bytes += Self.reference(scalar)
      text = text.dropFirst(length)
    }
    bytes += text
    endsInText = true
    closed = nil
  }

  /// A code; `next` is the first character of the text behind it, or nil where another code follows.
  mutating func append(code: [UInt8], _ kind: InlineCode.Kind, next: Unicode.Scalar?) {
    let marker = code.first ?? 0
    let isEmphasis =
      (marker == UInt8(ascii: "*") || marker == UInt8(ascii: "_"))
      && code.allSatisfy { $0 == marker }
    let last = Self.last(in: bytes)
    if isEmphasis, kind == .open, endsInText, let last, last.scalar.isWord,
      marker == UInt8(ascii: "_") || !(next?.isWord ?? false)
    {
      bytes.removeLast(last.length)
      bytes += Self.reference(last.scalar)
    }
    bytes += code
    endsInText = false
    closed =
      isEmphasis && kind == .close ? (marker, !(last.map(\.scalar.isWord) ?? false)) : nil
  }

  private static func reference(_ scalar: Unicode.Scalar) -> [UInt8] {
    Array("&#\(scalar.value);".utf8)
  }

  private static func first(in text: ArraySlice<UInt8>) -> (scalar: Unicode.Scalar, length: Int)? {
    String(decoding: text.prefix(4), as: UTF8.self).unicodeScalars.first.map {
      ($0, UTF8.width($0))
    }
  }

  private static func last(in text: [UInt8]) -> (scalar: Unicode.Scalar, length: Int)? {
    guard let start = text.lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return nil }
    return first(in: text[start...])
  }
}

extension Unicode.Scalar {
  /// Whether the character is neither white space nor punctuation nor a symbol.
  fileprivate var isWord: Bool {
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol, .spaceSeparator, .lineSeparator, .paragraphSeparator, .control:
      false
    default: true
    }
  }
}
