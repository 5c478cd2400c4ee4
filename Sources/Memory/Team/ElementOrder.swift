import Units

/// The order of elements by which a team's memory finds similar sources, rarest first: by how often each
/// occurred when they were counted last, which is the same for all who write and ask until they are
/// counted again.
///
/// Any order finds everything (`IndexSearcher` says why); this one looks at few sources.
struct ElementOrder {
  /// How often elements occurred; those that are not here occurred less often than all that are.
  private let counts: [Int64: Int]

  /// An order by counts.
  init(counts: [Int64: Int]) { self.counts = counts }

  /// Counts the elements of some sources. Those that occur a few times at most are not told apart.
  init(of sources: [[UInt64]]) {
    var counts: [Int64: Int] = [:]
    for words in sources {
      for element in Self.elements(of: words) { counts[element, default: 0] += 1 }
    }
    self.counts = counts.filter { $0.value > 3 }
  }

  /// The elements with their counts.
  var counted: [Int64: Int] { counts }

  /// The elements of a list of words, rarest first.
  func elements(of words: [UInt64]) -> [Int64] {
    Self.elements(of: words).sorted { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) }
  }

  /// The elements of a list of words, in its order. The second time that a word occurs is another element.
  static func elements(of words: [UInt64]) -> [Int64] {
    var occurrences: [UInt64: UInt64] = [:]
    return words.map { word in
      let occurrence = occurrences[word, default: 0]
      occurrences[word] = occurrence + 1
      return Int64(bitPattern: word ^ (occurrence &* 0x9E37_79B9_7F4A_7C15))
    }
  }
}
