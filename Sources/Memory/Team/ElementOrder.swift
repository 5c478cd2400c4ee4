import Units

/// The order of elements by which a team's memory finds similar sources, rarest first. It is one order
/// for all who write and ask: elements that are known to be frequent come last, by their ranks, and all
/// others before them by their own numbers.
///
/// Any order finds everything (`IndexSearcher` says why); this one looks at few sources.
struct ElementOrder {
  /// The ranks of frequent elements.
  private let ranks: [Int64: Int]

  init(ranks: [Int64: Int]) { self.ranks = ranks }

  /// Orders elements by how often they occur in some sources; frequent are those in one of a thousand.
  init(of sources: [[UInt64]]) {
    var counts: [Int64: Int] = [:]
    for words in sources {
      for element in Self.elements(of: words) { counts[element, default: 0] += 1 }
    }
    let least = max(20, sources.count / 1000)
    let frequent = counts.filter { $0.value >= least }
      .sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    ranks = Dictionary(
      uniqueKeysWithValues: frequent.enumerated().map { ($0.element.key, $0.offset + 1) })
  }

  /// The frequent elements with their ranks.
  var frequent: [(element: Int64, rank: Int)] { ranks.map { ($0.key, $0.value) } }

  /// The elements of a list of words, rarest first. The second time that a word occurs is another element.
  func elements(of words: [UInt64]) -> [Int64] {
    Self.elements(of: words).sorted {
      (ranks[$0] ?? 0, $0) < (ranks[$1] ?? 0, $1)
    }
  }

  private static func elements(of words: [UInt64]) -> [Int64] {
    var occurrences: [UInt64: UInt64] = [:]
    return words.map { word in
      let occurrence = occurrences[word, default: 0]
      occurrences[word] = occurrence + 1
      return Int64(bitPattern: word ^ (occurrence &* 0x9E37_79B9_7F4A_7C15))
    }
  }
}
