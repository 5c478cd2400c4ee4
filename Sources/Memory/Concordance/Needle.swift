import Units

/// A text that is looked for.
struct Needle {
  let side: ConcordanceQuery.Side
  let ignoresAccents: Bool
  /// As it must occur, in small letters and UTF-8.
  let wanted: [UInt8]
  /// Without marks, as indexes have it.
  let plain: [UInt8]
  private let wholeWords: Bool

  /// Takes a query apart; nil for one without a text.
  init?(_ query: ConcordanceQuery) {
    guard !query.text.allSatisfy(\.isWhitespace) else { return nil }
    side = query.side
    ignoresAccents = query.ignoresAccents
    wholeWords = query.wholeWords
    let (small, plain) = SmallLetters.forms(of: query.text)
    self.plain = plain
    wanted = ignoresAccents ? plain : small
    // Of a text of marks alone nothing is left to look for.
    if wanted.isEmpty { return nil }
  }

  /// Whether it occurs in a translation, on the side on which it is looked for.
  func isIn(_ row: FoundRow) -> Bool {
    (side != .target && isIn(row.source.text)) || (side != .source && isIn(row.target.text))
  }

  private func isIn(_ text: String) -> Bool {
    let (small, plain) = SmallLetters.forms(of: text)
    let text = ignoresAccents ? plain : small
    var start = 0
    while let place = text.span.place(of: wanted, from: start) {
      if isWanted(at: place, in: text.span) { return true }
      start = place + 1
    }
    return false
  }

  /// Whether a place at which it occurs in a text counts.
  func isWanted(at place: Int, in text: Span<UInt8>) -> Bool {
    guard wholeWords else { return true }
    let behind = place + wanted.count
    return !text.isOfWord(endingAt: place) && !text.isOfWord(at: behind)
  }
}

extension Span<UInt8> {
  /// The first place from another one on at which some bytes occur.
  func place(of wanted: [UInt8], from start: Int) -> Int? {
    guard let first = wanted.first, let last = wanted.last else { return nil }
    let length = wanted.count
    var place = start
    // Sixteen places at a time: where the first byte is, and the last one at its distance.
    let (firsts, lasts) = (SIMD16(repeating: first), SIMD16(repeating: last))
    while place + length + 15 <= count {
      let matches = (sixteen(at: place) .== firsts) .& (sixteen(at: place + length - 1) .== lasts)
      let halves = unsafe unsafeBitCast(matches, to: SIMD2<UInt64>.self)
      if halves.x | halves.y != 0 {
        for offset in 0..<16 where matches[offset] {
          if isEqual(to: wanted, at: place + offset) { return place + offset }
        }
      }
      place += 16
    }
    while place + length <= count {
      if isEqual(to: wanted, at: place) { return place }
      place += 1
    }
    return nil
  }

  @inline(__always)
  private func sixteen(at place: Int) -> SIMD16<UInt8> {
    // Both ends are checked.
    unsafe extracting(place..<place + 16).withUnsafeBytes { bytes in
      unsafe bytes.loadUnaligned(as: SIMD16<UInt8>.self)
    }
  }

  private func isEqual(to wanted: [UInt8], at place: Int) -> Bool {
    for index in wanted.indices where self[place + index] != wanted[index] { return false }
    return true
  }

  /// Whether the character of UTF-8 that begins at a place is one of a word.
  fileprivate func isOfWord(at place: Int) -> Bool {
    guard place < count else { return false }
    if self[place] < 0x80 { return self[place].isOfWord }
    var end = place + 1
    while end < count, self[end] & 0xC0 == 0x80 { end += 1 }
    var bytes: [UInt8] = []
    for index in place..<end { bytes.append(self[index]) }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first?.isOfWord ?? false
  }

  /// Whether the character that ends in front of a place is one of a word.
  fileprivate func isOfWord(endingAt place: Int) -> Bool {
    guard place > 0 else { return false }
    var start = place - 1
    while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    return isOfWord(at: start)
  }
}

extension UInt8 {
  /// Whether it is a letter or a digit of ASCII.
  fileprivate var isOfWord: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isOfWord: Bool {
    properties.isAlphabetic || properties.numericType != nil
      || properties.generalCategory == .nonspacingMark
  }
}
