/// The texts of some thousand translations in small letters, one behind the other, with what tells in which
/// of them a text can be: for each block of some translations the groups of two to four letters that
/// occur in it.
///
/// A letter is a byte of UTF-8 here. Groups share bits of a filter, so that a block may be looked through in
/// vain, and never is one left out.
struct TextSection: Sendable {
  let bytes: IndexBytes
  let layout: TextSectionLayout

  /// The number of the last translation.
  var lastID: Int64 {
    let bytes = bytes
    return Int64(bytes.numbers(at: layout.ids, count: layout.segments)[layout.segments - 1])
  }

  /// Whether its bytes are what they were when it was built.
  var isIntact: Bool { layout.sum(of: bytes) == layout.checksum }

  /// The texts of the last translation, in small letters one behind the other.
  var lastTexts: [UInt8] {
    let bytes = bytes
    let starts = bytes.numbers(at: layout.smallStarts, count: layout.segments * 2 + 1)
    let (start, end) = (Int(starts[layout.segments * 2 - 2]), layout.smallCount)
    let small = bytes.bytes(at: layout.small + start, count: end - start)
    return small.indices.map { small[$0] }
  }

  /// A section that begins at an offset in some bytes; nil where there is none, or not all of it.
  init?(_ bytes: IndexBytes, at start: Int) {
    guard let layout = TextSectionLayout(of: bytes, at: start), layout.isConsistent(in: bytes)
    else { return nil }
    self.bytes = bytes
    self.layout = layout
  }

  /// A translation in which a text occurs: its number in the store, and that of its pair of languages.
  struct Found {
    let id: Int64
    let pair: UInt32
  }

  /// Calls a function with each translation in which a text occurs, in their order, as long as it wants more.
  ///
  /// - Returns: Whether it still wants more.
  func search(
    _ needle: Needle, _ take: (Found) throws -> Bool
  ) rethrows -> Bool {
    // Views depend on what is held here.
    let bytes = bytes
    let ids = bytes.numbers(at: layout.ids, count: layout.segments)
    let pairs = bytes.numbers(at: layout.pairs, count: layout.segments)
    let blocks = candidates(for: needle.plain)
    for word in blocks.indices {
      var rest = blocks[word]
      while rest != 0 {
        let block = word * 64 + rest.trailingZeroBitCount
        rest &= rest - 1
        var hits = self.hits(of: needle, inBlock: block)
        while hits != 0 {
          let segment = block * TextSectionLayout.blockSize + hits.trailingZeroBitCount
          hits &= hits - 1
          guard try take(Found(id: Int64(ids[segment]), pair: pairs[segment])) else {
            return false
          }
        }
      }
    }
    return true
  }

  /// The blocks that have all groups of letters of a text, a bit each.
  private func candidates(for plain: [UInt8]) -> [UInt64] {
    let stride = layout.stride
    let bytes = bytes
    let filter = bytes.longNumbers(at: layout.filter, count: TextSectionLayout.filterRows * stride)
    // Bits behind the last block are never set.
    var blocks = [UInt64](repeating: .max, count: stride)
    if layout.blocks % 64 != 0 { blocks[stride - 1] = 1 << (layout.blocks % 64) - 1 }
    LetterGroups.forEach(in: plain.span) { row in
      for word in blocks.indices { blocks[word] &= filter[row * stride + word] }
    }
    return blocks
  }

  /// The translations of a block in which a text occurs, a bit each.
  private func hits(of needle: Needle, inBlock block: Int) -> UInt32 {
    let first = block * TextSectionLayout.blockSize
    let count = min(TextSectionLayout.blockSize, layout.segments - first)
    let bytes = bytes
    let smallStarts = bytes.numbers(at: layout.smallStarts, count: layout.segments * 2 + 1)
    let plainStarts = bytes.numbers(at: layout.plainStarts, count: layout.segments * 2 + 1)
    let small = bytes.bytes(at: layout.small, count: layout.smallCount)
    var hits: UInt32 = 0
    Self.look(for: needle, in: small, smallStarts, first, count) { text in
      // What also has a plain form is looked for there.
      if !needle.ignoresAccents || plainStarts[text] == plainStarts[text + 1] {
        hits |= 1 << (text / 2 - first)
      }
    }
    if needle.ignoresAccents {
      let plain = bytes.bytes(at: layout.plain, count: layout.plainCount)
      Self.look(for: needle, in: plain, plainStarts, first, count) { text in
        hits |= 1 << (text / 2 - first)
      }
    }
    return hits
  }

  /// Calls a function with the texts in which something occurs, of some translations from one on: twice the
  /// number of a translation is its source, one more its target.
  private static func look(
    for needle: Needle, in letters: Span<UInt8>, _ starts: Span<UInt32>, _ first: Int, _ count: Int,
    _ take: (Int) -> Void
  ) {
    let end = Int(starts[(first + count) * 2])
    let block = letters.extracting(first: end)
    var place = Int(starts[first * 2])
    var text = first * 2
    while let found = block.place(of: needle.wanted, from: place) {
      while Int(starts[text + 1]) <= found { text += 1 }
      place = found + 1
      let isThere = text % 2 == 0 ? needle.side != .target : needle.side != .source
      let (start, end) = (Int(starts[text]), Int(starts[text + 1]))
      guard isThere, found + needle.wanted.count <= end,
        needle.isWanted(at: found - start, in: letters.extracting(start..<end))
      else { continue }
      take(text)
      place = end
    }
  }
}

/// The groups of letters by which blocks are found.
enum LetterGroups {
  /// Calls a function with the row of the filter of each two, three and four letters of a text.
  @inline(__always)
  static func forEach(in letters: Span<UInt8>, _ take: (Int) -> Void) {
    var last: UInt32 = 0
    for place in letters.indices {
      last = last << 8 | UInt32(letters[place])
      if place > 0 { take(row(of: last & 0xFFFF)) }
      if place > 1 { take(row(of: last & 0xFF_FFFF)) }
      if place > 2 { take(row(of: last)) }
    }
  }

  /// Spreads groups over the rows (Fibonacci hashing).
  private static func row(of group: UInt32) -> Int {
    Int((group &* 2_654_435_769) >> (32 - UInt32(TextSectionLayout.filterBits)))
  }
}
