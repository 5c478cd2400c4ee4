/// The character references that are plain characters to a translator; all others stay codes, so
/// that they are written as they were.
enum CharacterReference {
  /// The length of the reference that begins with `&` at an index; nil where none does.
  static func length(at index: Int, in bytes: ArraySlice<UInt8>) -> Int? {
    var end = index + 1
    while end < bytes.endIndex, end - index < 34 {
      let byte = bytes[end]
      if byte == UInt8(ascii: ";") { return end > index + 1 ? end + 1 - index : nil }
      let isName =
        byte == UInt8(ascii: "#") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte)
      guard isName else { return nil }
      end += 1
    }
    return nil
  }

  /// The text of `&amp;`, `&#8217;`, `&#x2019;` and the like.
  static func text(of reference: some Collection<UInt8>) -> String? {
    let name = String(decoding: reference.dropFirst().dropLast(), as: UTF8.self)
    guard name.hasPrefix("#") else { return named[name] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let value, value > 0, let scalar = Unicode.Scalar(value), !scalar.isForbiddenInXML,
      !scalar.properties.isWhitespace
    else { return nil }
    return String(Character(scalar))
  }

  private static let named = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "laquo": "«", "raquo": "»",
    "ndash": "–", "mdash": "—", "hellip": "…", "sect": "§", "copy": "©", "iquest": "¿",
    "iexcl": "¡", "middot": "·", "bull": "•",
  ]
}
