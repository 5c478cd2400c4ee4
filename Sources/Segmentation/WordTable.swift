/// What a word means to the rules of sentence ends.
struct WordClass: OptionSet, Sendable {
  let rawValue: UInt16

  /// A stop behind it never ends a sentence: it stands before a name.
  static let title = WordClass(rawValue: 1)
  /// No sentence ends between it and a number.
  static let numbered = WordClass(rawValue: 2)
  /// A sentence ends behind it only before a word that usually begins one.
  static let ambiguous = WordClass(rawValue: 4)
  /// A sentence ends behind it where a capital follows.
  static let closing = WordClass(rawValue: 8)
  /// Usually begins a sentence.
  static let starter = WordClass(rawValue: 16)
  /// Goes on with a time of day: a weekday, a month, a time zone.
  static let calendar = WordClass(rawValue: 32)
  /// Tells of speech: `asked`, `said`.
  static let speech = WordClass(rawValue: 64)
  /// Begins a phrase that tells the time, before the sentence proper.
  static let timePhrase = WordClass(rawValue: 128)
  /// An abbreviation of a time of day.
  static let timeOfDay = WordClass(rawValue: 256)
  /// `no`: a number follows only in digits.
  static let plainNumber = WordClass(rawValue: 512)
  /// Names what a number or a single letter behind it labels: `box A`, `Step 2`.
  static let labelled = WordClass(rawValue: 1024)
  /// Is a label by itself where it begins a sentence: `Primero.`
  static let ordinal = WordClass(rawValue: 2048)

  /// All by which a stop is taken for the end of an abbreviation.
  static let abbreviation: WordClass = [.title, .numbered, .ambiguous, .closing]
}

/// A set of words with their classes, searched by the bytes of a word.
///
/// Words are packed into two machine words, so that a search neither allocates nor compares text.
struct WordTable: Sendable {
  /// The longest word that can be in the table, in bytes of UTF-8.
  static let longest = 16

  private var keys: [WordKey]
  private var classes: [WordClass]
  private let mask: Int

  init(_ words: [String: WordClass]) {
    var size = 64
    while size < words.count * 3 { size *= 2 }
    mask = size - 1
    keys = Array(repeating: WordKey(), count: size)
    classes = Array(repeating: [], count: size)
    for (word, wordClass) in words {
      guard word.utf8.count <= Self.longest else { continue }
      let key = WordKey(Array(word.utf8).span, 0..<word.utf8.count)
      var slot = key.hash & mask
      while !keys[slot].isEmpty { slot = (slot + 1) & mask }
      keys[slot] = key
      classes[slot] = wordClass
    }
  }

  /// The classes of a word; none for one that is not in the table.
  func classes(of key: WordKey) -> WordClass {
    var slot = key.hash & mask
    while !keys[slot].isEmpty {
      if keys[slot] == key { return classes[slot] }
      slot = (slot + 1) & mask
    }
    return []
  }
}

/// Up to sixteen bytes of a word.
struct WordKey: Equatable, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var count: Int = 0

  var isEmpty: Bool { count == 0 }

  /// An empty word.
  init() {}

  /// A word that stands in a text. One that is too long equals none of the table.
  init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    count = range.count
    if range.lowerBound + WordTable.longest <= bytes.count {
      (low, high) = unsafe bytes.withUnsafeBytes { buffer in
        let low = unsafe buffer.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)
        let high = unsafe buffer.loadUnaligned(
          fromByteOffset: range.lowerBound + 8, as: UInt64.self)
        return (low.littleEndian, high.littleEndian)
      }
      if count < 16 { high &= count > 8 ? (1 << (UInt64(count - 8) * 8)) - 1 : 0 }
      if count < 8 { low &= (1 << (UInt64(count) * 8)) - 1 }
      return
    }
    var shift: UInt64 = 0
    for index in range.prefix(WordTable.longest) {
      let byte = UInt64(bytes[index])
      if shift < 64 { low |= byte << shift } else { high |= byte << (shift - 64) }
      shift += 8
    }
  }

  var hash: Int {
    let mixed = (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xFF51_AFD7_ED55_8CCD
    return Int(truncatingIfNeeded: (mixed ^ (mixed >> 32)) & 0x7FFF_FFFF)
  }
}
