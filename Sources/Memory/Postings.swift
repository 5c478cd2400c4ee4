/// Which lists have an element among their rarest, where an element is a word with the number of its
/// occurrence in the list: the second “the” is another element than the first.
struct Postings {
  private struct Element: Hashable {
    let word: Int32
    let occurrence: Int32
  }

  /// The lists by their lengths; postings name them by their place here, so that lists of some lengths
  /// are a range.
  let order: [Int]
  private let lengths: [Int32]
  /// The places of elements from the rarest to the most frequent.
  private var ranks: [Element: Int32] = [:]
  /// For each rank where its postings end in `lists` and `places`.
  private var ends: [Int32] = []
  private var lists: [Int32] = []
  private var places: [UInt16] = []

  init(_ words: WordLists) {
    let counts = (0..<words.count).map { words.length(of: $0) }
    let order = (0..<words.count).sorted { (counts[$0], $0) < (counts[$1], $1) }
    self.order = order
    lengths = order.map { Int32(counts[$0]) }
    var frequencies: [Element: Int32] = [:]
    for list in order {
      for element in Self.elements(of: words[list]) { frequencies[element, default: 0] += 1 }
    }
    let sorted = frequencies.sorted {
      ($0.value, $0.key.word, $0.key.occurrence) < ($1.value, $1.key.word, $1.key.occurrence)
    }
    ranks.reserveCapacity(sorted.count)
    for (rank, element) in sorted.enumerated() { ranks[element.key] = Int32(rank) }
    fill(words)
  }

  private mutating func fill(_ words: WordLists) {
    let minimum = FuzzyIndex.lowestMinimum
    let prefixes = order.map { list -> ArraySlice<Int32> in
      let elements = Self.elements(of: words[list]).compactMap { ranks[$0] }.sorted()
      return elements.prefix(Likeness.prefix(elements.count, minimum))
    }
    var counts = Array(repeating: Int32(0), count: ranks.count)
    for prefix in prefixes { for rank in prefix { counts[Int(rank)] += 1 } }
    ends = counts
    for rank in ends.indices.dropFirst() { ends[rank] += ends[rank - 1] }
    let total = Int(ends.last ?? 0)
    lists = Array(repeating: 0, count: total)
    places = Array(repeating: 0, count: total)
    var next = ends.indices.map { $0 == 0 ? 0 : ends[$0 - 1] }
    for (position, prefix) in prefixes.enumerated() {
      for (place, rank) in prefix.enumerated() {
        let slot = Int(next[Int(rank)])
        lists[slot] = Int32(position)
        places[slot] = UInt16(clamping: place)
        next[Int(rank)] += 1
      }
    }
  }

  private static func elements(of words: some Sequence<Int32>) -> [Element] {
    var occurrences: [Int32: Int32] = [:]
    return words.map { word in
      let occurrence = occurrences[word, default: 0]
      occurrences[word] = occurrence + 1
      return Element(word: word, occurrence: occurrence)
    }
  }

  /// The ranks of a list's elements, rarest first; nil for those that no list has.
  func elements(of words: [Int32]) -> [Int32?] {
    let ranks = Self.elements(of: words).map { self.ranks[$0] }
    return ranks.sorted { ($0 ?? -1) < ($1 ?? -1) }
  }

  /// The places in `order` of the lists of some lengths.
  func lists(ofLengths range: ClosedRange<Int>) -> Range<Int> {
    firstList { $0 >= range.lowerBound }..<firstList { $0 > range.upperBound }
  }

  private func firstList(where isFar: (Int) -> Bool) -> Int {
    var (low, high) = (0, lengths.count)
    while low < high {
      let middle = (low + high) / 2
      if isFar(Int(lengths[middle])) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Calls a function with each list that has an element among its rarest: its place in `order`, and
  /// the element's place in the list.
  func forEach(_ rank: Int32, within bounds: Range<Int>, _ body: (Int, Int) -> Void) {
    let start = rank == 0 ? 0 : Int(ends[Int(rank) - 1])
    let end = Int(ends[Int(rank)])
    var (low, high) = (start, end)
    while low < high {
      let middle = (low + high) / 2
      if Int(lists[middle]) >= bounds.lowerBound { high = middle } else { low = middle + 1 }
    }
    while low < end, Int(lists[low]) < bounds.upperBound {
      body(Int(lists[low]), Int(places[low]))
      low += 1
    }
  }
}
