/// The sources of a pair of languages as lists of words, with what finds those that are alike.
struct SourceIndex: Sendable {
  fileprivate let bytes: IndexBytes
  let layout: IndexLayout

  /// An index in some bytes; nil where they hold none, or one whose tables contradict each other. A file
  /// may be damaged: what this does not see only changes what is found.
  init?(_ bytes: IndexBytes) {
    guard let layout = IndexLayout(of: bytes), layout.isConsistent(in: bytes) else { return nil }
    self.bytes = bytes
    self.layout = layout
  }
}

/// Finds sources that are alike, word by word, in an index that was built before: one searcher for
/// each thread.
///
/// Nothing is missed. Two lists that are alike enough share one of the rarest words of both, so only
/// the lists that have one of the query's rarest words are looked at (prefix filter: Bayardo, Ma and
/// Srikant, “Scaling Up All Pairs Similarity Search”, 2007; Xiao et al., “PPJoin”, 2008).
struct IndexSearcher {
  private let bytes: IndexBytes
  private let layout: IndexLayout
  /// The searches in which lists were seen last, so that none is measured twice in one.
  private var seen: [UInt32]
  private var search: UInt32 = 0
  private var measure: EditDistance
  /// The words of the list that is measured.
  private var list: [UInt32] = []

  /// A source that is like what was asked for.
  struct Found: Hashable, Sendable {
    let source: UInt32
    let score: Int
  }

  /// Searches an index.
  init(_ index: SourceIndex) {
    bytes = index.bytes
    layout = index.layout
    seen = Array(repeating: 0, count: layout.lists)
    measure = EditDistance(vocabulary: layout.words)
  }

  /// Finds the sources that are like a list of words.
  ///
  /// - Parameters:
  ///   - words: The words, as hashes.
  ///   - minimum: The least score.
  ///   - limit: How many of the best suffice.
  ///   - slack: How many points may yet be taken off a match: none is left out that could still be
  ///     among the best.
  ///   - isKnown: Whether a source still counts.
  /// - Returns: All from the least score on, in no order; where more than `limit` are better than that, at
  ///   least so many of the best with all that are less than `slack` points behind the last of them.
  mutating func search(
    _ words: [UInt64], minimum: Int, limit: Int, slack: Int = 0, where isKnown: (UInt32) -> Bool
  ) -> [Found] {
    guard !words.isEmpty, layout.lists > 0, minimum <= 100 else { return [] }
    let minimum = max(minimum, Likeness.lowestMinimum)
    let query = words.map { number(of: $0) ?? EditDistance.unknown }
    let elements = elements(of: query)
    measure.prepare(query)
    // Near matches are few and quickly found, and where there are enough of them no others matter.
    var band = max(90, minimum)
    while true {
      let found = matches(of: query, elements, minimum: band, where: isKnown)
      guard band > minimum else { return found }
      if limit > 0, found.count >= limit {
        let least = found.map(\.score).sorted(by: >)[limit - 1]
        if least >= band + slack { return found }
        band = max(minimum, least - slack)
      } else {
        band = max(minimum, band - 10)
      }
    }
  }

  private mutating func matches(
    of query: [UInt32], _ elements: [UInt32?], minimum: Int, where isKnown: (UInt32) -> Bool
  ) -> [Found] {
    search &+= 1
    // Views depend on what is held here.
    let bytes = bytes
    let listStarts = bytes.numbers(at: layout.listStarts, count: layout.lengths)
    let tokenStarts = bytes.numbers(at: layout.tokenStarts, count: layout.lengths)
    let tokens = bytes.bytes(at: layout.tokenList, count: layout.tokens * layout.tokenWidth)
    let sources = bytes.numbers(at: layout.sources, count: layout.lists)
    let postingEnds = bytes.numbers(at: layout.postingEnds, count: layout.elements)
    let lists = bytes.numbers(at: layout.postingLists, count: layout.postings)
    let places = bytes.bytes(at: layout.postingPlaces, count: layout.postings)
    let count = query.count
    let shortest = min(Likeness.fewest(count, minimum), layout.lengths - 1)
    let longest = min(count * 100 / minimum, layout.lengths - 2)
    guard shortest <= longest else { return [] }
    let first = Int(listStarts[shortest])
    let behind = Int(listStarts[longest + 1])
    guard first < behind else { return [] }
    var found: [Found] = []
    for (place, rank) in elements.prefix(Likeness.prefix(count, minimum)).enumerated() {
      guard let rank = rank.map(Int.init) else { continue }
      let end = Int(postingEnds[rank])
      var posting = rank == 0 ? 0 : Int(postingEnds[rank - 1])
      posting = Self.firstIndex(in: posting..<end) { Int(lists[$0]) >= first }
      var length = shortest
      while posting < end, Int(lists[posting]) < behind {
        defer { posting += 1 }
        let number = max(first, Int(lists[posting]))
        // Lists rise within the postings of an element, and their lengths with them.
        if number < Int(listStarts[length]) { length = shortest }
        while number >= Int(listStarts[length + 1]) { length += 1 }
        guard seen[number] != search else { continue }
        let placeThere = Int(places[posting])
        guard placeThere < Likeness.prefix(length, minimum) || placeThere == 255 else { continue }
        let longer = max(count, length)
        let allowed = Likeness.allowed(longer, minimum)
        // All that can still be shared, this element included.
        guard min(count - place, length - placeThere) >= longer - allowed else { continue }
        seen[number] = search
        let start = Int(tokenStarts[length]) + (number - Int(listStarts[length])) * length
        readList(tokens, from: start, count: length)
        guard let distance = measure.distance(to: list.span, allowed: allowed),
          isKnown(sources[number])
        else { continue }
        found.append(
          Found(source: sources[number], score: Likeness.score(distance: distance, of: longer)))
      }
    }
    return found
  }

  private mutating func readList(_ tokens: Span<UInt8>, from start: Int, count: Int) {
    list.removeAll(keepingCapacity: true)
    let width = layout.tokenWidth
    for place in start..<start + count {
      let offset = place * width
      var token = UInt32(tokens[offset]) | UInt32(tokens[offset + 1]) << 8
      token |= UInt32(tokens[offset + 2]) << 16
      if width > 3 { token |= UInt32(tokens[offset + 3]) << 24 }
      list.append(min(token, UInt32(layout.words - 1)))
    }
  }

  /// The first number of a range for which something holds that then holds for all behind it.
  private static func firstIndex(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  // MARK: Words

  private func number(of word: UInt64) -> UInt32? {
    let bytes = bytes
    let hashes = bytes.longNumbers(at: layout.hashes, count: layout.slots)
    var slot = Int(truncatingIfNeeded: word) & (layout.slots - 1)
    for _ in 0..<layout.slots {
      if hashes[slot] == word {
        let number = bytes.numbers(at: layout.numbers, count: layout.slots)[slot]
        return number < layout.words ? number : nil
      }
      if hashes[slot] == 0 { return nil }
      slot = (slot + 1) & (layout.slots - 1)
    }
    return nil
  }

  /// The ranks of a list's elements, rarest first; nil for those that no list has.
  private func elements(of words: [UInt32]) -> [UInt32?] {
    let bytes = bytes
    let ends = bytes.numbers(at: layout.rankEnds, count: layout.words)
    let ranks = bytes.numbers(at: layout.ranks, count: layout.elements)
    var occurrences: [UInt32: Int] = [:]
    var elements: [UInt32?] = []
    for word in words {
      guard word != EditDistance.unknown else {
        elements.append(nil)
        continue
      }
      let occurrence = occurrences[word, default: 0]
      occurrences[word] = occurrence + 1
      let place = (word == 0 ? 0 : Int(ends[Int(word) - 1])) + occurrence
      elements.append(place < Int(ends[Int(word)]) ? ranks[place] : nil)
    }
    return elements.sorted { ($0.map(Int.init) ?? -1) < ($1.map(Int.init) ?? -1) }
  }
}
