/// Builds an index of sources, in time that grows with their words.
struct SourceIndexBuilder {
  private var sources: [UInt32] = []
  private var ends: [UInt32] = []
  private var tokens: [UInt32] = []
  private var vocabulary = WordTable()

  /// Adds a source under its number; sources come in the order of their numbers.
  mutating func add(_ source: UInt32, words: [UInt64]) {
    sources.append(source)
    for word in words { tokens.append(vocabulary.number(of: word)) }
    ends.append(UInt32(tokens.count))
  }

  /// The bytes of the index.
  consuming func build(store: UInt64) -> IndexBytes {
    let lengths = sortByLength()
    let elements = ElementTable(tokens: tokens, ends: ends, words: vocabulary.count)
    let postings = PostingTable(tokens: tokens, ends: ends, elements: elements)
    let layout = IndexLayout(
      store: store, lastSource: sources.max() ?? 0, lists: sources.count, tokens: tokens.count,
      lengths: lengths.lists.count, words: vocabulary.count, slots: vocabulary.hashes.count,
      elements: elements.ranks.count, postings: postings.lists.count)
    let bytes = IndexBytes(count: layout.size)
    bytes.write(layout.header, at: 0)
    bytes.write(sources, at: layout.sources)
    bytes.write(lengths.lists, at: layout.listStarts)
    bytes.write(lengths.tokens, at: layout.tokenStarts)
    bytes.write(packed(layout.tokenWidth), at: layout.tokenList)
    bytes.write(vocabulary.hashes, at: layout.hashes)
    bytes.write(vocabulary.numbers, at: layout.numbers)
    bytes.write(elements.rankEnds, at: layout.rankEnds)
    bytes.write(elements.ranks, at: layout.ranks)
    bytes.write(postings.ends, at: layout.postingEnds)
    bytes.write(postings.lists, at: layout.postingLists)
    bytes.write(postings.places, at: layout.postingPlaces)
    return bytes
  }

  private func packed(_ width: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(tokens.count * width)
    for token in tokens {
      for place in 0..<width { bytes.append(UInt8(truncatingIfNeeded: token >> (place * 8))) }
    }
    return bytes
  }

  /// Puts the lists in the order of their lengths, so that those of some lengths are a range.
  ///
  /// - Returns: For each length how many lists are shorter, and how many words those have.
  private mutating func sortByLength() -> (lists: [UInt32], tokens: [UInt32]) {
    func start(_ list: Int) -> Int { list == 0 ? 0 : Int(ends[list - 1]) }
    var lists: [UInt32] = [0, 0]
    for list in sources.indices {
      let length = Int(ends[list]) - start(list)
      while lists.count <= length + 1 { lists.append(0) }
      lists[length + 1] += 1
    }
    var before: [UInt32] = [0]
    for length in lists.indices.dropFirst() {
      before.append(before[length - 1] + lists[length] * UInt32(length - 1))
      lists[length] += lists[length - 1]
    }
    var next = lists.map(Int.init)
    var order = [Int](repeating: 0, count: sources.count)
    for list in sources.indices {
      let length = Int(ends[list]) - start(list)
      order[next[length]] = list
      next[length] += 1
    }
    var (newSources, newEnds, newTokens): ([UInt32], [UInt32], [UInt32]) = ([], [], [])
    newSources.reserveCapacity(sources.count)
    newEnds.reserveCapacity(sources.count)
    newTokens.reserveCapacity(tokens.count)
    for list in order {
      newSources.append(sources[list])
      newTokens.append(contentsOf: tokens[start(list)..<Int(ends[list])])
      newEnds.append(UInt32(newTokens.count))
    }
    (sources, ends, tokens) = (newSources, newEnds, newTokens)
    return (lists, before)
  }
}

/// Numbers for words, by their hashes.
private struct WordTable {
  private(set) var hashes = [UInt64](repeating: 0, count: 1024)
  private(set) var numbers = [UInt32](repeating: 0, count: 1024)
  private(set) var count = 0

  mutating func number(of word: UInt64) -> UInt32 {
    if count * 4 >= hashes.count * 3 { grow() }
    let slot = slot(of: word)
    if hashes[slot] == 0 {
      hashes[slot] = word
      numbers[slot] = UInt32(count)
      count += 1
    }
    return numbers[slot]
  }

  private func slot(of word: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: word) & (hashes.count - 1)
    while hashes[slot] != 0, hashes[slot] != word { slot = (slot + 1) & (hashes.count - 1) }
    return slot
  }

  private mutating func grow() {
    let (oldHashes, oldNumbers) = (hashes, numbers)
    hashes = Array(repeating: 0, count: oldHashes.count * 2)
    numbers = Array(repeating: 0, count: oldHashes.count * 2)
    for (hash, number) in zip(oldHashes, oldNumbers) where hash != 0 {
      let slot = slot(of: hash)
      hashes[slot] = hash
      numbers[slot] = number
    }
  }
}

/// The ranks of elements, where an element is a word with the number of its occurrence in the list: the
/// second “the” is another element than the first.
private struct ElementTable {
  /// For each word where the ranks of its elements end.
  private(set) var rankEnds: [UInt32]
  private(set) var ranks: [UInt32]

  init(tokens: [UInt32], ends: [UInt32], words: Int) {
    // How often words occur in the list that has them most often.
    var most = [UInt32](repeating: 0, count: words)
    var counter = OccurrenceCounter(words: words)
    counter.forEachElement(tokens, ends) { word, occurrence in
      most[word] = max(most[word], UInt32(occurrence + 1))
    }
    rankEnds = most
    for word in rankEnds.indices.dropFirst() { rankEnds[word] += rankEnds[word - 1] }
    var frequencies = [UInt32](repeating: 0, count: Int(rankEnds.last ?? 0))
    let rankEnds = rankEnds
    counter.forEachElement(tokens, ends) { word, occurrence in
      let start = word == 0 ? 0 : Int(rankEnds[word - 1])
      frequencies[start + occurrence] += 1
    }
    let order = frequencies.indices.sorted { (frequencies[$0], $0) < (frequencies[$1], $1) }
    ranks = Array(repeating: 0, count: frequencies.count)
    for (rank, element) in order.enumerated() { ranks[element] = UInt32(rank) }
  }

  /// The rank of a word's occurrence.
  func rank(_ word: Int, _ occurrence: Int) -> UInt32 {
    ranks[(word == 0 ? 0 : Int(rankEnds[word - 1])) + occurrence]
  }
}

/// Counts the occurrences of words in one list after the other.
private struct OccurrenceCounter {
  private var counts: [UInt32]

  init(words: Int) { counts = Array(repeating: 0, count: words) }

  mutating func forEachElement(
    _ tokens: [UInt32], _ ends: [UInt32], _ body: (_ word: Int, _ occurrence: Int) -> Void,
    endOfList: () -> Void = {}
  ) {
    var start = 0
    for end in ends {
      let list = start..<Int(end)
      for place in list {
        let word = Int(tokens[place])
        body(word, Int(counts[word]))
        counts[word] += 1
      }
      for place in list { counts[Int(tokens[place])] = 0 }
      endOfList()
      start = Int(end)
    }
  }
}

/// Which lists have an element among their rarest.
private struct PostingTable {
  /// For each rank where its postings end.
  private(set) var ends: [UInt32]
  private(set) var lists: [UInt32]
  private(set) var places: [UInt8]

  init(tokens: [UInt32], ends listEnds: [UInt32], elements: ElementTable) {
    // The rarest elements of all lists, one list behind the other.
    var prefixes: [UInt32] = []
    prefixes.reserveCapacity(listEnds.count * 6)
    var prefixEnds: [Int] = []
    prefixEnds.reserveCapacity(listEnds.count)
    var ranks: [UInt32] = []
    var counter = OccurrenceCounter(words: elements.rankEnds.count)
    counter.forEachElement(tokens, listEnds) { word, occurrence in
      ranks.append(elements.rank(word, occurrence))
    } endOfList: {
      ranks.sort()
      prefixes += ranks.prefix(Likeness.prefix(ranks.count, Likeness.lowestMinimum))
      prefixEnds.append(prefixes.count)
      ranks.removeAll(keepingCapacity: true)
    }
    var counts = [UInt32](repeating: 0, count: elements.ranks.count)
    for rank in prefixes { counts[Int(rank)] += 1 }
    ends = counts
    for rank in ends.indices.dropFirst() { ends[rank] += ends[rank - 1] }
    lists = Array(repeating: 0, count: prefixes.count)
    places = Array(repeating: 0, count: prefixes.count)
    var next = ends.indices.map { $0 == 0 ? 0 : ends[$0 - 1] }
    var first = 0
    for (list, end) in prefixEnds.enumerated() {
      for index in first..<end {
        let rank = Int(prefixes[index])
        let slot = Int(next[rank])
        lists[slot] = UInt32(list)
        places[slot] = UInt8(clamping: index - first)
        next[rank] += 1
      }
      first = end
    }
  }
}
