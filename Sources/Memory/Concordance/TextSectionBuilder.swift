import Units

/// Builds a section of texts.
struct TextSectionBuilder {
  private var ids: [UInt32] = []
  private var pairs: [UInt32] = []
  private var small: [UInt8] = []
  private var plain: [UInt8] = []
  private var smallStarts: [UInt32] = [0]
  private var plainStarts: [UInt32] = [0]

  var isEmpty: Bool { ids.isEmpty }

  /// Whether it has so many translations, or cannot take more.
  func isFull(_ size: Int) -> Bool { ids.count >= size || small.count > Self.mostBytes }

  /// Offsets have 32 bits.
  private static let mostBytes = 1 << 30

  /// Adds a translation under its number; translations come in the order of their numbers.
  mutating func add(_ id: Int64, pair: Int64, source: String, target: String) {
    ids.append(UInt32(truncatingIfNeeded: id))
    pairs.append(UInt32(truncatingIfNeeded: pair))
    for text in [source, target] {
      SmallLetters.append(Content(stored: text).text, small: &small, plain: &plain)
      smallStarts.append(UInt32(small.count))
      plainStarts.append(UInt32(plain.count))
    }
  }

  /// The bytes of the section.
  consuming func build(store: UInt64) -> IndexBytes {
    let layout = TextSectionLayout(
      store: store, segments: ids.count, smallCount: small.count, plainCount: plain.count)
    let bytes = IndexBytes(count: layout.end)
    bytes.write(ids, at: layout.ids)
    bytes.write(pairs, at: layout.pairs)
    bytes.write(smallStarts, at: layout.smallStarts)
    bytes.write(plainStarts, at: layout.plainStarts)
    bytes.write(filter(layout), at: layout.filter)
    bytes.write(small, at: layout.small)
    bytes.write(plain, at: layout.plain)
    bytes.write(layout.header(of: bytes), at: 0)
    return bytes
  }

  private func filter(_ layout: TextSectionLayout) -> [UInt64] {
    let stride = layout.stride
    var filter = [UInt64](repeating: 0, count: TextSectionLayout.filterRows * stride)
    for text in 0..<ids.count * 2 {
      let block = text / 2 / TextSectionLayout.blockSize
      let (word, bit) = (block / 64, UInt64(1) << (block % 64))
      let hasPlain = plainStarts[text] < plainStarts[text + 1]
      let starts = hasPlain ? plainStarts : smallStarts
      let letters = (hasPlain ? plain : small).span
        .extracting(Int(starts[text])..<Int(starts[text + 1]))
      LetterGroups.forEach(in: letters) { filter[$0 * stride + word] |= bit }
    }
    return filter
  }
}
