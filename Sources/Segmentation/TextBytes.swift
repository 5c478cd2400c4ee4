/// A view of UTF-8 text with the questions that the rules ask of it: what stands at a byte, before
/// it and behind it.
struct TextBytes: ~Escapable {
  let bytes: Span<UInt8>
  private let common: Span<LetterClass>

  /// A view of a text, with `LetterClass.common`.
  @_lifetime(copy bytes, copy common)
  init(_ bytes: Span<UInt8>, common: Span<LetterClass>) {
    self.bytes = bytes
    self.common = common
  }

  var count: Int { bytes.count }

  /// The byte at an index; zero beyond the text.
  func byte(at index: Int) -> UInt8 { index >= 0 && index < bytes.count ? bytes[index] : 0 }

  /// Whether three bytes stand at an index.
  func has(_ first: UInt8, _ second: UInt8, _ third: UInt8, at index: Int) -> Bool {
    index + 2 < bytes.count && bytes[index] == first && bytes[index + 1] == second
      && bytes[index + 2] == third
  }

  // MARK: Characters

  /// The character that begins at an index; nil at the end.
  func scalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    guard index < bytes.count else { return nil }
    let lead = bytes[index]
    if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard index + length <= bytes.count else { return ("\u{FFFD}", 1) }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  /// The class of the character at an index; `other` at the end.
  func letterClass(at index: Int) -> LetterClass {
    guard index < bytes.count else { return .other }
    let lead = bytes[index]
    if lead < 0x80 { return common[Int(lead)] }
    // U+0080 to U+024F, and U+1E00 to U+1EFF: nearly all letters of our languages.
    if lead >= 0xC2, lead < 0xC9, index + 1 < bytes.count {
      return common[Int(lead & 0x1F) << 6 | Int(bytes[index + 1] & 0x3F)]
    }
    if lead == 0xE1, index + 2 < bytes.count, bytes[index + 1] & 0xFC == 0xB8 {
      return common[
        0x250 + (Int(bytes[index + 1] & 0x03) << 6 | Int(bytes[index + 2] & 0x3F))]
    }
    guard let scalar = scalar(at: index)?.scalar else { return .other }
    return LetterClass(of: scalar)
  }

  /// Where the character that ends before an index begins.
  func start(ofCharacterBefore index: Int) -> Int {
    var start = index - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  // MARK: Space

  /// The length of a space at an index: ASCII, no-break or one of U+2000 to U+200B; 0 for none.
  func spaceLength(at index: Int) -> Int {
    guard index < bytes.count else { return 0 }
    switch bytes[index] {
    case 0x20, 0x09...0x0D: return 1
    case 0xC2: return byte(at: index + 1) == 0xA0 ? 2 : 0
    case 0xE2:
      guard index + 2 < bytes.count else { return 0 }
      if bytes[index + 1] == 0x80, (0x80...0x8B).contains(bytes[index + 2]) { return 3 }
      return bytes[index + 1] == 0x80 && bytes[index + 2] == 0xAF ? 3 : 0
    case 0xE3: return has(0xE3, 0x80, 0x80, at: index) ? 3 : 0
    default: return 0
    }
  }

  func skippingSpace(from index: Int) -> Int {
    var index = index
    while true {
      let length = spaceLength(at: index)
      if length == 0 { return index }
      index += length
    }
  }

  /// Where the space that ends at `end` begins.
  func trimmingSpace(to end: Int) -> Int {
    var end = end
    while end > 0 {
      let start = start(ofCharacterBefore: end)
      guard spaceLength(at: start) == end - start else { break }
      end = start
    }
    return end
  }

  // MARK: Words

  /// A word that ends before a stop.
  struct Word {
    let start: Int
    let end: Int
    let key: WordKey
    /// The part behind the last inner stop; the whole word where there is none.
    let lastPart: Range<Int>
    let lastPartLetters: Int
    let letters: Int
    let digits: Int
    let innerStops: Int
    let hasVowel: Bool
    let hasLower: Bool
    let isCapitalised: Bool
    /// Letters with inner stops, each part of at most two letters or in capitals: `U.S`, `Ph.D`.
    let isAcronym: Bool

    var isEmpty: Bool { start == end }
    /// Whether the word is one capital, as before a name.
    var isInitial: Bool { letters == 1 && !hasLower && digits == 0 }
  }

  /// No abbreviation is longer; what is cut off there is an ordinary word.
  private static let longestWord = 28

  /// The word that ends at an index: letters, digits, inner stops, apostrophes and ordinal signs.
  func word(before end: Int) -> Word {
    var shape = WordShape()
    var start = end
    var first = LetterClass.other
    while start > 0, end - start < Self.longestWord {
      let byte = bytes[start - 1]
      if byte == UInt8(ascii: ".") {
        shape.addStop(at: start - 1)
        start -= 1
        first = .other
        continue
      }
      let place = byte < 0x80 ? start - 1 : self.start(ofCharacterBefore: start)
      let found = letterClass(at: place)
      guard found.isLetter || found == .digit || isSign(at: place) else { break }
      shape.add(found, isVowel: byte >= 0x80 || byte.isASCIIVowel)
      first = found
      start = place
    }
    shape.endPart()
    let lastPart = (shape.lastStop.map { $0 + 1 } ?? start)..<end
    return Word(
      start: start, end: end, key: WordKey(bytes, start..<end), lastPart: lastPart,
      lastPartLetters: shape.lastPartLetters, letters: shape.letters, digits: shape.digits,
      innerStops: shape.stops, hasVowel: shape.hasVowel, hasLower: shape.hasLower,
      isCapitalised: first == .upper,
      isAcronym: shape.isAcronym && shape.stops > 0 && shape.digits == 0)
  }

  /// Whether a sign that can be part of a word stands at an index: `'`, `&`, ª, º, ° or ’.
  private func isSign(at index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "'"), UInt8(ascii: "&"): true
    case 0xC2: byte(at: index + 1) == 0xB0
    case 0xE2: has(0xE2, 0x80, 0x99, at: index)
    default: false
    }
  }
}

/// What is known of a word while it is read from its end to its start.
private struct WordShape {
  private(set) var letters = 0
  private(set) var digits = 0
  private(set) var stops = 0
  private(set) var hasVowel = false
  private(set) var hasLower = false
  private(set) var isAcronym = true
  private(set) var lastStop: Int?
  private(set) var lastPartLetters = 0
  private var partLetters = 0
  private var partLower = 0

  mutating func add(_ found: LetterClass, isVowel: Bool) {
    switch found {
    case .upper, .lower, .caseless:
      letters += 1
      partLetters += 1
      if isVowel { hasVowel = true }
      if found == .lower {
        partLower += 1
        hasLower = true
      }
    case .digit: digits += 1
    case .space, .other: break
    }
  }

  mutating func addStop(at index: Int) {
    endPart()
    if lastStop == nil { lastStop = index }
    stops += 1
  }

  /// Ends the part in front of a stop, or of the end of the word.
  mutating func endPart() {
    if stops == 0 { lastPartLetters = partLetters }
    if partLetters > 4 || (partLetters > 2 && partLower > 0) { isAcronym = false }
    (partLetters, partLower) = (0, 0)
  }
}

extension UInt8 {
  /// A vowel of English, in either case.
  fileprivate var isASCIIVowel: Bool {
    switch self | 0x20 {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"), UInt8(ascii: "y"):
      true
    default: false
    }
  }
}
