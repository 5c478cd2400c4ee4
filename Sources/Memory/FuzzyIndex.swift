import Units

/// Finds sources that are alike, word by word: similarity is 1 − d / max(n, m), where d is the
/// Levenshtein distance of the two lists of words and n and m are their lengths.
///
/// Every source is looked at; lengths and shared words rule most of them out before the distance is
/// computed. Nothing is missed, and the time of a search grows with the memory.
struct FuzzyIndex {
  private struct Entry {
    let key: String
    let words: [Int32]
    let sorted: [Int32]
  }

  private var entries: [Entry] = []
  private var numbers: [String: Int32] = [:]

  /// Adds a source under its structural key.
  mutating func add(key: String, source: Content) {
    let words = Self.words(of: source).map { word -> Int32 in
      if let number = numbers[word] { return number }
      let number = Int32(numbers.count)
      numbers[word] = number
      return number
    }
    entries.append(Entry(key: key, words: words, sorted: words.sorted()))
  }

  /// The keys of the sources that are most alike, best first, with their scores in per cent.
  ///
  /// A score never reaches 100: that is for sources that are the same.
  func search(_ source: Content, minimum: Int, limit: Int) -> [(key: String, score: Int)] {
    // Words that the index does not know match nothing, not even each other.
    var unknown: Int32 = 0
    let words = Self.words(of: source).map { word -> Int32 in
      if let number = numbers[word] { return number }
      unknown -= 1
      return unknown
    }
    guard !words.isEmpty else { return [] }
    let sorted = words.sorted()
    var found: [(key: String, score: Int)] = []
    for entry in entries {
      let longer = max(words.count, entry.words.count)
      let allowed = longer * (100 - minimum) / 100
      guard abs(words.count - entry.words.count) <= allowed,
        longer - Self.sharedCount(sorted, entry.sorted) <= allowed,
        let distance = Self.distance(words, entry.words, allowed: allowed)
      else { continue }
      let score = min(99, 100 * (longer - distance) / longer)
      if score >= minimum { found.append((entry.key, score)) }
    }
    return Array(found.sorted { ($1.score, $0.key) < ($0.score, $1.key) }.prefix(limit))
  }

  /// Runs of letters and digits, single marks, and codes; in lower case.
  static func words(of content: Content) -> [String] {
    var words: [String] = []
    for element in content.elements {
      guard case .text(let text) = element else {
        words.append("\u{FFFC}")
        continue
      }
      var word = ""
      for character in text.normalizedToNFC.lowercased() {
        if character.isLetter || character.isNumber {
          word.append(character)
          continue
        }
        if !word.isEmpty { words.append(word) }
        word = ""
        if !character.isWhitespace { words.append(String(character)) }
      }
      if !word.isEmpty { words.append(word) }
    }
    return words
  }

  /// How many elements two sorted lists have in common, counting repeats.
  private static func sharedCount(_ a: [Int32], _ b: [Int32]) -> Int {
    var (i, j, count) = (0, 0, 0)
    while i < a.count, j < b.count {
      if a[i] == b[j] {
        (i, j, count) = (i + 1, j + 1, count + 1)
      } else if a[i] < b[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return count
  }

  /// The Levenshtein distance, or nil where it exceeds what is allowed.
  static func distance(_ a: [Int32], _ b: [Int32], allowed: Int) -> Int? {
    var previous = Array(0...b.count)
    var current = previous
    for i in a.indices {
      current[0] = i + 1
      var least = current[0]
      for j in b.indices {
        let substitution = previous[j] + (a[i] == b[j] ? 0 : 1)
        current[j + 1] = min(substitution, previous[j + 1] + 1, current[j] + 1)
        least = min(least, current[j + 1])
      }
      if least > allowed { return nil }
      swap(&previous, &current)
    }
    return previous[b.count] <= allowed ? previous[b.count] : nil
  }
}
