extension TextBytes {
  /// What a search for the end of something embedded found.
  struct Embedding {
    /// Behind the closing sign, where the sentence goes on behind it; nil where it does not, or
    /// where nothing closes.
    let end: Int?
    /// How far the search went: from an opening sign before that, another would find nothing new.
    let searched: Int
  }

  /// How many bytes are looked at for what closes a quotation or a bracket.
  private static let longestEmbedding = 400

  /// Looks for the end of a quotation or a bracket that opens at an index and stands inside a longer
  /// sentence, so that no stop in it ends anything: `“I was late. They had left,” she said.`
  func embedding(at index: Int) -> Embedding {
    guard let signs = EmbeddingSigns(at: index, in: self) else {
      return Embedding(end: nil, searched: index)
    }
    let limit = min(count, index + Self.longestEmbedding)
    var next = index + signs.length
    while next < limit {
      let byte = bytes[next]
      if byte == 0x0A || byte == 0x0D, !letterClass(at: next + 1).isLetter { break }
      if signs.closes(at: next, in: self) {
        let end = next + signs.length
        return Embedding(end: goesOn(at: end) ? end : nil, searched: end)
      }
      if signs.opens(at: next, in: self) { break }
      next += 1
    }
    return Embedding(end: nil, searched: next)
  }

  /// Whether a comma, a semicolon or a word in small letters follows.
  private func goesOn(at index: Int) -> Bool {
    switch byte(at: index) {
    case UInt8(ascii: ","), UInt8(ascii: ";"): return true
    default:
      let next = skippingSpace(from: index)
      return next > index && letterClass(at: next) == .lower
    }
  }
}

/// The signs of a quotation or a bracket.
private enum EmbeddingSigns {
  case round, straight, curly, angled

  /// The kind that opens at an index.
  init?(at index: Int, in text: TextBytes) {
    switch text.byte(at: index) {
    case UInt8(ascii: "("): self = .round
    case UInt8(ascii: "\""):
      let isBehindSpace = index == 0 || [0x20, 0x0A, 0x28].contains(text.byte(at: index - 1))
      guard isBehindSpace, text.spaceLength(at: index + 1) == 0 else { return nil }
      self = .straight
    case 0xE2 where text.has(0xE2, 0x80, 0x9C, at: index): self = .curly
    case 0xC2 where text.byte(at: index + 1) == 0xAB: self = .angled
    default: return nil
    }
  }

  var length: Int {
    switch self {
    case .round, .straight: 1
    case .angled: 2
    case .curly: 3
    }
  }

  func closes(at index: Int, in text: TextBytes) -> Bool {
    switch self {
    case .round: text.bytes[index] == UInt8(ascii: ")")
    case .straight: text.bytes[index] == UInt8(ascii: "\"")
    case .curly: text.has(0xE2, 0x80, 0x9D, at: index)
    case .angled: text.bytes[index] == 0xC2 && text.byte(at: index + 1) == 0xBB
    }
  }

  func opens(at index: Int, in text: TextBytes) -> Bool {
    // A straight one that opens looks like one that closes.
    self != .straight && EmbeddingSigns(at: index, in: text) == self
  }
}
