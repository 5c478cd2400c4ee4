/// A 64-bit FNV-1a hash: the same on every machine and in every run, short enough to be read and
/// merged in a committed file. It tells texts apart; it proves nothing against an adversary.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// The hash itself.
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash of some bytes.
  package init(_ bytes: some Sequence<UInt8>) { add(bytes) }

  /// The hash of a text's UTF-8.
  package init(_ text: String) {
    var text = text
    text.withUTF8 { for byte in $0 { add(byte) } }
  }

  /// The hash of a whole file's bytes.
  package init(_ bytes: [UInt8]) { add(bytes[...]) }

  /// Adds bytes at the end.
  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  /// Adds a part of a file's bytes. Other modules call the general form byte by byte.
  package mutating func add(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes { add(byte) }
  }

  private mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

  /// Sixteen hexadecimal digits.
  package var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The first `length` characters of the hash in base 32 without letters that look alike; always
  /// beginning with a letter, so that it can serve as an XML name.
  package func name(length: Int) -> String {
    let alphabet = Array("abcdefghjkmnpqrstvwxyz23456789aa".unicodeScalars)
    // FNV mixes upwards: fold the high half down before taking the low bits.
    var rest = value ^ (value >> 29)
    var name = String.UnicodeScalarView()
    name.append(alphabet[Int(rest % 22)])
    rest /= 22
    while name.count < length {
      name.append(alphabet[Int(rest & 31)])
      rest >>= 5
    }
    return String(name)
  }
}
