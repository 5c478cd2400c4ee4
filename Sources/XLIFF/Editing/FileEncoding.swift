import LibXML
import Units

/// How the text of a file is stored, so that a file in another encoding than UTF-8 can be changed as
/// if it were in it, and be written back as it was.
package struct FileEncoding {
  private enum Form {
    case utf8
    case utf16(isBigEndian: Bool)
    case latin1
    case windows1252
  }

  private let form: Form
  /// What the declaration says of the encoding; nil where it says nothing.
  private let declared: String?

  /// Takes a file apart: its encoding, and its bytes as they would be in UTF-8.
  ///
  /// Known are UTF-8, UTF-16 with a byte order mark, and ISO 8859-1 and windows-1252 where they are
  /// declared; nil for any other.
  package static func read(_ bytes: [UInt8]) -> (encoding: FileEncoding, utf8: [UInt8])? {
    if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes, isBigEndian: false) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes, isBigEndian: true) }
    let declared = declaredEncoding(in: bytes)
    switch declared.map({ String(decoding: bytes[$0], as: UTF8.self).lowercased() }) {
    case nil, "utf-8", "us-ascii", "ascii":
      return (FileEncoding(form: .utf8, declared: nil), bytes)
    case "iso-8859-1", "latin1":
      return make(.latin1, utf8(of: bytes.map { Unicode.Scalar($0) }))
    case "windows-1252", "cp1252":
      return make(.windows1252, utf8(of: bytes.map(Windows1252.character)))
    default: return nil
    }
  }

  private static func utf8(of scalars: [Unicode.Scalar]) -> [UInt8] {
    scalars.flatMap { UTF8.encode($0) ?? UTF8.encodedReplacementCharacter }
  }

  /// What is wrong with a file whose encoding `read` does not know.
  static func unknown(at location: XMLLocation) -> XLIFFError {
    XLIFFError(
      code: .xml, at: location,
      "the encoding of the file is not known here; save it as UTF-8 first")
  }

  private static func utf16(
    _ bytes: [UInt8], isBigEndian: Bool
  ) -> (encoding: FileEncoding, utf8: [UInt8])? {
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
      return nil
    }
    return make(.utf16(isBigEndian: isBigEndian), Array(text.utf8))
  }

  /// Puts UTF-8 into the declaration, or the parser would not believe it.
  private static func make(
    _ form: Form, _ text: [UInt8]
  ) -> (encoding: FileEncoding, utf8: [UInt8]) {
    var text = text
    var declared: String?
    if let range = declaredEncoding(in: text) {
      declared = String(decoding: text[range], as: UTF8.self)
      text.replaceSubrange(range, with: Array("UTF-8".utf8))
    }
    return (FileEncoding(form: form, declared: declared), text)
  }

  /// The bytes of a file that was read with `read` and has changed since. Characters that the encoding
  /// lacks become references.
  package func write(_ utf8: [UInt8]) -> [UInt8] {
    var text = utf8
    if let declared, let range = Self.declaredEncoding(in: text) {
      text.replaceSubrange(range, with: Array(declared.utf8))
    }
    switch form {
    case .utf8: return text
    case .utf16(let isBigEndian):
      let units = [0xFEFF] + Array(String(decoding: text, as: UTF8.self).utf16)
      return units.flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return isBigEndian ? [high, low] : [low, high]
      }
    case .latin1:
      return Self.bytes(of: text) { $0.value < 0x100 ? UInt8($0.value) : nil }
    case .windows1252: return Self.bytes(of: text, Windows1252.byte)
    }
  }

  private static func bytes(
    of text: [UInt8], _ byte: (Unicode.Scalar) -> UInt8?
  ) -> [UInt8] {
    String(decoding: text, as: UTF8.self).unicodeScalars.flatMap { scalar in
      byte(scalar).map { [$0] } ?? Array("&#\(scalar.value);".utf8)
    }
  }

  /// Where the declaration of a file names its encoding.
  private static func declaredEncoding(in bytes: [UInt8]) -> Range<Int>? {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard bytes[start...].starts(with: "<?xml".utf8),
      let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")), end > start + 6
    else { return nil }
    return XMLTag(in: bytes, endingAt: end - 1).value(of: "encoding")
  }
}
