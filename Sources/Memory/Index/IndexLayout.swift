/// Where the parts of an index are in its bytes. Numbers are those of the machine; each part begins at
/// a multiple of 16.
struct IndexLayout: Equatable {
  /// Names the kind of file, its version and the order of bytes.
  private static let magic: UInt32 = 0x4C31_3004
  static let headerSize = 64

  /// Which store the index is of: another one has other numbers for its sources.
  let store: UInt64
  /// The last source that is in the index.
  let lastSource: UInt32
  /// How many lists, how many words in all of them, how many lengths, how many different words, how
  /// many slots for those, how many elements, and how many postings there are.
  let lists: Int
  let tokens: Int
  /// One more than the longest list has words, and one for the end.
  let lengths: Int
  let words: Int
  let slots: Int
  let elements: Int
  let postings: Int

  init(
    store: UInt64, lastSource: UInt32, lists: Int, tokens: Int, lengths: Int, words: Int,
    slots: Int, elements: Int, postings: Int
  ) {
    self.store = store
    self.lastSource = lastSource
    self.lists = lists
    self.tokens = tokens
    self.lengths = lengths
    self.words = words
    self.slots = slots
    self.elements = elements
    self.postings = postings
  }

  /// Reads the header; nil where the bytes are no index of this layout, or not all of it.
  init?(of bytes: IndexBytes) {
    guard bytes.count >= Self.headerSize else { return nil }
    let header = bytes.numbers(at: 0, count: Self.headerSize / 4)
    guard header[0] == Self.magic else { return nil }
    store = UInt64(header[2]) | UInt64(header[3]) << 32
    lastSource = header[1]
    (lists, tokens, words) = (Int(header[4]), Int(header[5]), Int(header[6]))
    (slots, elements, postings) = (Int(header[7]), Int(header[8]), Int(header[9]))
    lengths = Int(header[10])
    guard slots > 0, slots & (slots - 1) == 0, lengths > 1, size == bytes.count else { return nil }
  }

  var header: [UInt32] {
    [
      Self.magic, lastSource, UInt32(truncatingIfNeeded: store), UInt32(store >> 32),
      UInt32(lists), UInt32(tokens), UInt32(words), UInt32(slots), UInt32(elements),
      UInt32(postings), UInt32(lengths),
    ]
  }

  // The parts, in their order.

  /// For each list, by length, the number of its source.
  var sources: Int { Self.headerSize }
  /// For each length how many lists are shorter, the longest and one more included.
  var listStarts: Int { IndexBytes.after(sources, lists * 4) }
  /// For each length how many words all shorter lists have.
  var tokenStarts: Int { IndexBytes.after(listStarts, lengths * 4) }
  /// The words of all lists, each in three bytes where that is enough.
  var tokenList: Int { IndexBytes.after(tokenStarts, lengths * 4) }
  var tokenWidth: Int { words <= 1 << 24 ? 3 : 4 }
  /// The hashes of the words, each in its slot or the next free one; 0 for a free one.
  var hashes: Int { IndexBytes.after(tokenList, tokens * tokenWidth) }
  /// The number of the word in each slot.
  var numbers: Int { IndexBytes.after(hashes, slots * 8) }
  /// For each word where the ranks of its occurrences end.
  var rankEnds: Int { IndexBytes.after(numbers, slots * 4) }
  /// The ranks of elements, from the rarest: those of a word's first, second … occurrence in a list.
  var ranks: Int { IndexBytes.after(rankEnds, words * 4) }
  /// For each rank where its postings end.
  var postingEnds: Int { IndexBytes.after(ranks, elements * 4) }
  /// The list of each posting.
  var postingLists: Int { IndexBytes.after(postingEnds, elements * 4) }
  /// The place of the element among the rarest of that list; 255 for it and all behind.
  var postingPlaces: Int { IndexBytes.after(postingLists, postings * 4) }
  var size: Int { IndexBytes.after(postingPlaces, postings) }

  /// Whether the tables that lead to others stay within them.
  func isConsistent(in bytes: IndexBytes) -> Bool {
    func tokensFit() -> Bool {
      let lists = bytes.numbers(at: listStarts, count: lengths)
      let tokens = bytes.numbers(at: tokenStarts, count: lengths)
      for length in 0..<lengths - 1 {
        let inLength = Int(lists[length + 1]) - Int(lists[length])
        guard Int(tokens[length + 1]) == Int(tokens[length]) + inLength * length else {
          return false
        }
      }
      return lists[0] == 0 && tokens[0] == 0
    }
    func ranksFit() -> Bool {
      let numbers = bytes.numbers(at: ranks, count: elements)
      for index in numbers.indices where numbers[index] >= elements { return false }
      return true
    }
    return bytes.rises(at: listStarts, count: lengths, to: lists)
      && bytes.rises(at: tokenStarts, count: lengths, to: tokens) && tokensFit()
      && bytes.rises(at: rankEnds, count: words, to: elements)
      && bytes.rises(at: postingEnds, count: elements, to: postings) && ranksFit()
  }
}
