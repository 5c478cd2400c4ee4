/// Refuses a start tag that is too long before the parser meets it. A quoted `>` ends nothing;
/// comments, CDATA and instructions are passed over.
struct TagLimit {
  private enum Place {
    case outside
    /// Behind a `<` that was the last byte.
    case opened
    case inTag(quote: UInt8?)
  }

  private let limit: Int
  private var place = Place.outside
  private var length = 0

  init(bytes: Int) { limit = bytes }

  /// Whether all tags so far are short enough, with those in the next piece of the document. A piece
  /// may not be longer than a tag: so only what begins before it or ends behind it can be too long.
  mutating func accepts(_ piece: Span<UInt8>) -> Bool {
    let rest = advance(through: piece, from: 0)
    var last = piece.count - 1
    while last >= rest, piece[last] != UInt8(ascii: "<") { last -= 1 }
    if last >= rest {
      place = .opened
      length = 0
      _ = advance(through: piece, from: last + 1)
    }
    return length <= limit
  }

  /// Goes on in a tag that is open, to its end or to that of the piece.
  private mutating func advance(through piece: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < piece.count {
      let byte = piece[index]
      switch place {
      case .outside: return index
      case .opened:
        let isMarkup = byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
        place = isMarkup ? .outside : .inTag(quote: nil)
      case .inTag(let quote?):
        if byte == quote { place = .inTag(quote: nil) }
      case .inTag(nil):
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): place = .inTag(quote: byte)
        case UInt8(ascii: ">"), UInt8(ascii: "<"):
          place = .outside
          length = 0
          // Another `<` is one that opens, and is found from the end of the piece.
          return index
        default: break
        }
      }
      length += 1
      index += 1
    }
    return index
  }
}
