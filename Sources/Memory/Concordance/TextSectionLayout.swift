/// Where the parts of a section of texts are in its bytes. Numbers are those of the machine; each part begins
/// at a multiple of 16.
struct TextSectionLayout {
  /// Names the kind of file, its version and the order of bytes.
  private static let magic: UInt32 = 0x4C31_3102
  static let headerSize = 64
  /// How many translations a block has, at most.
  static let blockSize = 32
  /// How many translations a section has, at most.
  static let mostSegments = 1 << 16
  static let filterBits = 14
  static let filterRows = 1 << filterBits

  let start: Int
  /// Which store the texts are of: another one has other numbers.
  let store: UInt64
  let segments: Int
  let smallCount: Int
  let plainCount: Int
  /// The sum of all behind the header.
  private(set) var checksum: UInt64 = 0

  init(start: Int = 0, store: UInt64, segments: Int, smallCount: Int, plainCount: Int) {
    self.start = start
    self.store = store
    self.segments = segments
    self.smallCount = smallCount
    self.plainCount = plainCount
  }

  /// Reads the header; nil where the bytes have no section there, or not all of it.
  init?(of bytes: IndexBytes, at start: Int) {
    guard start % 16 == 0, start + Self.headerSize <= bytes.count else { return nil }
    let header = bytes.numbers(at: start, count: Self.headerSize / 4)
    guard header[0] == Self.magic else { return nil }
    self.start = start
    store = UInt64(header[2]) | UInt64(header[3]) << 32
    (segments, smallCount, plainCount) = (Int(header[1]), Int(header[4]), Int(header[5]))
    checksum = UInt64(header[6]) | UInt64(header[7]) << 32
    guard segments > 0, segments <= Self.mostSegments, end <= bytes.count else { return nil }
  }

  /// The header of a section whose other bytes are written.
  func header(of bytes: IndexBytes) -> [UInt32] {
    let sum = sum(of: bytes)
    return [
      Self.magic, UInt32(segments), UInt32(truncatingIfNeeded: store), UInt32(store >> 32),
      UInt32(smallCount), UInt32(plainCount), UInt32(truncatingIfNeeded: sum), UInt32(sum >> 32),
    ]
  }

  /// The sum of what stands behind the header (FNV-1a over numbers of 64 bits).
  func sum(of bytes: IndexBytes) -> UInt64 {
    let numbers = bytes.longNumbers(at: ids, count: (end - ids) / 8)
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in numbers.indices { sum = (sum ^ numbers[index]) &* 0x100_0000_01B3 }
    return sum
  }

  var blocks: Int { (segments + Self.blockSize - 1) / Self.blockSize }
  /// How many numbers of 64 bits a row of the filter has: a bit for each block.
  var stride: Int { (blocks + 63) / 64 }

  // The parts, in their order.

  /// For each translation its number in the store, rising.
  var ids: Int { start + Self.headerSize }
  /// For each translation the number of its pair of languages.
  var pairs: Int { IndexBytes.after(ids, segments * 4) }
  /// For each source and target where it begins among the texts with marks, and for the end.
  var smallStarts: Int { IndexBytes.after(pairs, segments * 4) }
  /// The same for those without; one that has no marks is empty there.
  var plainStarts: Int { IndexBytes.after(smallStarts, (segments * 2 + 1) * 4) }
  /// For each row of groups of letters the blocks that have one of them.
  var filter: Int { IndexBytes.after(plainStarts, (segments * 2 + 1) * 4) }
  var small: Int { IndexBytes.after(filter, Self.filterRows * stride * 8) }
  var plain: Int { IndexBytes.after(small, smallCount) }
  var end: Int { IndexBytes.after(plain, plainCount) }

  /// Whether the texts stay within their part.
  func isConsistent(in bytes: IndexBytes) -> Bool {
    let count = segments * 2 + 1
    return bytes.rises(at: smallStarts, count: count, to: smallCount)
      && bytes.rises(at: plainStarts, count: count, to: plainCount)
  }
}
