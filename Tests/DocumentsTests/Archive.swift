/// A zip archive without compression, made for tests (APPNOTE 6.3, sections 4.3.7 to 4.3.16).
enum Archive {
  /// The bytes of an archive with these members, in this order.
  static func bytes(_ members: [(name: String, text: String)]) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, text) in members {
      let content = Array(text.utf8)
      let offset = archive.count
      // Version, flags, method, time and date, checksum, sizes, length of the name, of extras.
      let common =
        number(20, 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(0x5A21, 2)
        + number(Int(checksum(content)), 4) + number(content.count, 4) + number(content.count, 4)
        + number(name.utf8.count, 2) + number(0, 2)
      archive += number(0x0403_4B50, 4) + common + Array(name.utf8) + content
      directory +=
        number(0x0201_4B50, 4) + number(20, 2) + common + number(0, 2) + number(0, 2)
        + number(0, 2) + number(0, 4) + number(offset, 4) + Array(name.utf8)
    }
    let start = archive.count
    archive += directory
    return archive + number(0x0605_4B50, 4) + number(0, 4) + number(members.count, 2)
      + number(members.count, 2) + number(directory.count, 4) + number(start, 4) + number(0, 2)
  }

  private static func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }
}
