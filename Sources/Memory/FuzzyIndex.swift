import Units

/// Finds sources that are alike, word by word: similarity is 1 − d / max(n, m), where d is the
/// Levenshtein distance of the two lists of words and n and m are their lengths.
///
/// Nothing is missed. Two lists that are alike enough share one of the rarest words of both, so only
/// the lists that have one of the query's rarest words are looked at (prefix filter: Bayardo, Ma and
/// Srikant, “Scaling Up All Pairs Similarity Search”, 2007; Xiao et al., “PPJoin”, 2008).
final class FuzzyIndex {
  /// The least score, in per cent, for which the index is built.
  static let lowestMinimum = 50

  private var keys: [String] = []
  private var words = WordLists()
  private var vocabulary: [String: Int32] = [:]
  private var postings: Postings?
  /// The searches in which lists were seen last, so that none is measured twice in one.
  private var seen: [UInt32] = []
  private var search: UInt32 = 0
  private var measure = EditDistance()

  /// Adds a source under its structural key.
  func add(key: String, source: Content) {
    keys.append(key)
    words.append(
      Self.words(of: source).map { word in
        if let number = vocabulary[word] { return number }
        let number = Int32(vocabulary.count)
        vocabulary[word] = number
        return number
      })
    postings = nil
  }

  /// The keys of the sources that are most alike, best first, with their scores in per cent; equal
  /// ones in the order of their keys.
  ///
  /// A score never reaches 100: that is for sources that are the same.
  func search(_ source: Content, minimum: Int, limit: Int) -> [(key: String, score: Int)] {
    // Words that the index does not know match nothing, not even each other.
    var unknown: Int32 = 0
    let query = Self.words(of: source).map { word -> Int32 in
      if let number = vocabulary[word] { return number }
      unknown -= 1
      return unknown
    }
    guard !query.isEmpty, words.count > 0, minimum <= 100 else { return [] }
    let minimum = max(minimum, Self.lowestMinimum)
    let postings = self.postings ?? Postings(words)
    self.postings = postings
    measure.prepare(query, vocabulary: vocabulary.count)
    defer { measure.finish() }
    var found: [(list: Int, score: Int)] = []
    // Near matches are few and quickly found, and where there are enough of them no others matter.
    for band in [90, 80, 70, 60, 50].filter({ $0 > minimum }) + [minimum] {
      found = matches(of: query, postings, minimum: band)
      if found.count >= limit { break }
    }
    let ranked = found.map { (key: keys[$0.list], score: $0.score) }
      .sorted { ($1.score, $0.key) < ($0.score, $1.key) }
    return Array(ranked.prefix(limit))
  }

  private func matches(
    of query: [Int32], _ postings: Postings, minimum: Int
  ) -> [(list: Int, score: Int)] {
    if seen.count != words.count { seen = Array(repeating: 0, count: words.count) }
    search &+= 1
    var found: [(list: Int, score: Int)] = []
    let count = query.count
    let bounds = postings.lists(
      ofLengths: Likeness.fewest(count, minimum)...(count * 100 / minimum))
    let elements = postings.elements(of: query)
    for (place, element) in elements.prefix(Likeness.prefix(count, minimum)).enumerated() {
      guard let element else { continue }
      postings.forEach(element, within: bounds) { position, placeThere in
        guard seen[position] != search else { return }
        let list = postings.order[position]
        let length = words.length(of: list)
        guard placeThere < Likeness.prefix(length, minimum) else { return }
        let longer = max(count, length)
        let allowed = Likeness.allowed(longer, minimum)
        // All that can still be shared, this element included.
        guard min(count - place, length - placeThere) >= longer - allowed else { return }
        seen[position] = search
        guard let distance = measure.distance(to: words[list], allowed: allowed) else { return }
        found.append((list, min(99, 100 * (longer - distance) / longer)))
      }
    }
    return found
  }

  /// Runs of letters and digits, single marks, and codes; in lower case.
  static func words(of content: Content) -> [String] {
    var words: [String] = []
    for element in content.elements {
      guard case .text(let text) = element else {
        words.append("\u{FFFC}")
        continue
      }
      var word: [UInt8] = []
      func endWord() {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word.removeAll(keepingCapacity: true)
      }
      for scalar in text.normalizedToNFC.lowercased().unicodeScalars {
        if scalar.isOfWord {
          if scalar.isASCII {
            word.append(UInt8(truncatingIfNeeded: scalar.value))
          } else {
            word += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
          }
          continue
        }
        endWord()
        if !scalar.properties.isWhitespace { words.append(String(Character(scalar))) }
      }
      endWord()
    }
    return words
  }
}

extension Unicode.Scalar {
  /// Whether the character is part of a word: a letter, a figure, or a mark on one.
  fileprivate var isOfWord: Bool {
    switch value {
    case 0x61...0x7A, 0x30...0x39: return true
    case 0..<0x80: return false
    default: break
    }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
      return true
    default: return false
    }
  }
}

/// What a least score in per cent means for lists of words.
enum Likeness {
  /// The greatest distance that two lists may have, the longer of which has `count` words.
  static func allowed(_ count: Int, _ minimum: Int) -> Int { count * (100 - minimum) / 100 }

  /// The fewest words that a list may have which is like one of `count` words, and also the fewest
  /// that the two must share.
  static func fewest(_ count: Int, _ minimum: Int) -> Int { (count * minimum + 99) / 100 }

  /// How many of the rarest elements of a list of `count` words are looked at: lists that are alike
  /// share one of them.
  static func prefix(_ count: Int, _ minimum: Int) -> Int { count - fewest(count, minimum) + 1 }
}

/// Lists of words by their numbers, one behind the other.
struct WordLists {
  private var numbers: [Int32] = []
  private var ends: [Int32] = []

  /// How many lists there are.
  var count: Int { ends.count }

  mutating func append(_ words: [Int32]) {
    numbers += words
    ends.append(Int32(numbers.count))
  }

  subscript(list: Int) -> ArraySlice<Int32> { numbers[start(of: list)..<Int(ends[list])] }

  func length(of list: Int) -> Int { Int(ends[list]) - start(of: list) }

  private func start(of list: Int) -> Int { list == 0 ? 0 : Int(ends[list - 1]) }
}
