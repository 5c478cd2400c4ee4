/// The characters of windows-1252, which files from Windows are written in.
package enum Windows1252 {
  /// The characters of the bytes from 0x80 (WHATWG Encoding Standard, index windows-1252).
  package static let upperHalf: [UInt32] =
    [
      0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
      0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
      0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
    ] + (0xA0...0xFF)

  /// The character of a byte.
  package static func character(_ byte: UInt8) -> Unicode.Scalar {
    byte < 0x80 ? Unicode.Scalar(byte) : Unicode.Scalar(upperHalf[Int(byte) - 0x80]) ?? "?"
  }

  /// The byte of a character; nil where there is none.
  package static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x80 { return UInt8(scalar.value) }
    return upperHalf.firstIndex(of: scalar.value).map { UInt8(0x80 + $0) }
  }
}
