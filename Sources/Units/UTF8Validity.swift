extension [UInt8] {
  /// Whether the bytes are UTF-8 throughout (The Unicode Standard, table 3-7).
  ///
  /// The standard library's own check takes a character at a time, which on text in Vietnamese costs
  /// half as much as splitting it into sentences. Here eight bytes at once are compared with those
  /// one, two and three places before them.
  package var isValidUTF8: Bool {
    withUnsafeBytes { bytes in
      guard EightBytes.areValid(bytes.prefix(8), behind: EmptyCollection()) else { return false }
      var index = 8
      while index + 8 <= bytes.count {
        guard EightBytes(at: index, in: bytes).isValid else { return false }
        index += 8
      }
      return index > bytes.count
        || EightBytes.areValid(bytes[index...], behind: bytes[(index - 3)..<index])
    }
  }
}

/// Eight bytes of a text, and for each of them those one, two and three places before.
private struct EightBytes {
  private let current: UInt64
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64

  /// The bytes at an index of three or more.
  @inline(__always)
  init(at index: Int, in bytes: UnsafeRawBufferPointer) {
    current = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    first = bytes.loadUnaligned(fromByteOffset: index &- 1, as: UInt64.self)
    second = bytes.loadUnaligned(fromByteOffset: index &- 2, as: UInt64.self)
    third = bytes.loadUnaligned(fromByteOffset: index &- 3, as: UInt64.self)
  }

  /// Whether at most eight bytes can stand behind at most three others, and nothing or only ASCII
  /// behind them: zeros fill them up, and none can stand in a character.
  static func areValid(
    _ bytes: some Collection<UInt8>, behind before: some Collection<UInt8>
  ) -> Bool {
    var padded = Array(repeating: 0, count: 3 - before.count) + before + bytes
    padded += Array(repeating: 0, count: 11 - padded.count)
    return padded.withUnsafeBytes { EightBytes(at: 3, in: $0).isValid }
  }

  private static let high: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  @inline(__always)
  var isValid: Bool {
    if (current | third) & Self.high == 0 { return true }
    let continuations = current & ~(current << 1) & Self.high
    let expected = Self.leads(first, 2) | Self.leads(second, 3) | Self.leads(third, 4)
    guard continuations == expected else { return false }
    return !hasUnusualLead || hasUsualSequences
  }

  /// The high bits of bytes that begin a character of at least so many bytes.
  @inline(__always)
  private static func leads(_ bytes: UInt64, _ length: Int) -> UInt64 {
    var found = bytes & (bytes << 1)
    if length > 2 { found &= bytes << 2 }
    if length > 3 { found &= bytes << 3 }
    return found & high
  }

  /// Whether a byte, or the one before it, is a lead behind which not every continuation is allowed:
  /// C0, C1, E0, ED, or F0 and upwards.
  @inline(__always)
  private var hasUnusualLead: Bool {
    Self.leads(current, 4) | Self.leads(first, 4) != 0 || Self.has(0xE0, 0xFF, first)
      || Self.has(0xED, 0xFF, first)
      || Self.has(0xC0, 0xFE, current)
  }

  /// Whether one of the bytes, masked, is a value.
  @inline(__always)
  private static func has(_ value: UInt64, _ mask: UInt64, _ bytes: UInt64) -> Bool {
    let difference = (bytes & (mask &* ones)) ^ (value &* ones)
    return (difference &- ones) & ~difference & high != 0
  }

  /// Whether no byte is one that never occurs (C0, C1, F5 and upwards), and none writes a character
  /// too long, a surrogate or what lies beyond Unicode (behind E0 and F0, ED, F4).
  private var hasUsualSequences: Bool {
    (0..<8).allSatisfy { place in
      let byte = UInt8(truncatingIfNeeded: current >> UInt64(place * 8))
      if byte & 0xFE == 0xC0 || byte >= 0xF5 { return false }
      return switch UInt8(truncatingIfNeeded: first >> UInt64(place * 8)) {
      case 0xE0: byte >= 0xA0
      case 0xED: byte < 0xA0
      case 0xF0: byte >= 0x90
      case 0xF4: byte < 0x90
      default: true
      }
    }
  }
}

extension [UInt8] {
  /// The length of a UTF-8 byte order mark at the start: 3 or 0.
  package var byteOrderMarkLength: Int { starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}
