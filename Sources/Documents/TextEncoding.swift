import Units

/// How the characters of a text file are written as bytes.
///
/// Decoding loses nothing, whatever the bytes are: a byte that is no character becomes a character
/// of its own at the end of the last private plane, and goes back to that byte.
struct TextEncoding: Sendable, Equatable {
  enum Form: Sendable { case utf8, utf16LittleEndian, utf16BigEndian, windows1252 }

  let form: Form
  /// Whether a character that the encoding lacks is written as `&#…;`.
  var writesReferences = false

  static let utf8 = TextEncoding(form: .utf8)
  static let windows1252 = TextEncoding(form: .windows1252, writesReferences: true)

  init(form: Form, writesReferences: Bool = false) {
    self.form = form
    self.writesReferences = writesReferences
  }

  /// The encoding that a byte order mark tells; nil without one.
  init?(markedIn file: [UInt8]) {
    if file.starts(with: [0xFF, 0xFE]) {
      self.init(form: .utf16LittleEndian)
    } else if file.starts(with: [0xFE, 0xFF]) {
      self.init(form: .utf16BigEndian)
    } else if file.starts(with: [0xEF, 0xBB, 0xBF]) {
      self.init(form: .utf8)
    } else {
      return nil
    }
  }

  // MARK: Bytes that are no text

  /// The characters that stand for the bytes 0 to 255.
  static let strayBytes: ClosedRange<UInt32> = 0x10FE00...0x10FEFF
  /// How all of them begin in UTF-8.
  static let strayPrefix: [UInt8] = [0xF4, 0x8F]

  private static func append(strayByte byte: UInt8, to text: inout [UInt8]) {
    text.append(contentsOf: [0xF4, 0x8F, 0xB8 | byte >> 6, 0x80 | byte & 0x3F])
  }

  /// The byte that a character of four bytes stands for; nil for any other character.
  private static func strayByte(at index: Int, in text: [UInt8]) -> UInt8? {
    guard index + 3 < text.count, text[index] == 0xF4, text[index + 1] == 0x8F,
      (0xB8...0xBB).contains(text[index + 2])
    else { return nil }
    return (text[index + 2] & 0x03) << 6 | text[index + 3] & 0x3F
  }

  // MARK: Decoding

  /// The text of a file in UTF-8.
  func decode(_ file: [UInt8]) -> [UInt8] {
    switch form {
    case .utf8: Self.decodeUTF8(file)
    case .utf16LittleEndian: Self.decodeUTF16(file, low: 0)
    case .utf16BigEndian: Self.decodeUTF16(file, low: 1)
    case .windows1252: Self.decodeWindows1252(file)
    }
  }

  private static func decodeUTF8(_ file: [UInt8]) -> [UInt8] {
    if file.isValidUTF8, !file.contains(0xF4) { return file }
    var text: [UInt8] = []
    text.reserveCapacity(file.count + 64)
    var start = 0
    var index = 0
    while index < file.count {
      guard file[index] >= 0x80 else {
        index += 1
        continue
      }
      let length = characterLength(at: index, in: file)
      if length > 0, strayByte(at: index, in: file) == nil {
        index += length
      } else {
        text += file[start..<index]
        append(strayByte: file[index], to: &text)
        index += 1
        start = index
      }
    }
    return text + file[start...]
  }

  /// The length of the valid character at an index; 0 for none (Unicode, table 3-7).
  private static func characterLength(at index: Int, in file: [UInt8]) -> Int {
    let lead = file[index]
    func isTail(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + offset < file.count && range.contains(file[index + offset])
    }
    switch lead {
    case 0..<0x80: return 1
    case 0xC2...0xDF: return isTail(1) ? 2 : 0
    case 0xE0: return isTail(1, 0xA0...0xBF) && isTail(2) ? 3 : 0
    case 0xED: return isTail(1, 0x80...0x9F) && isTail(2) ? 3 : 0
    case 0xE1...0xEF: return isTail(1) && isTail(2) ? 3 : 0
    case 0xF0: return isTail(1, 0x90...0xBF) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF1...0xF3: return isTail(1) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF4: return isTail(1, 0x80...0x8F) && isTail(2) && isTail(3) ? 4 : 0
    default: return 0
    }
  }

  /// `low` is the place of the low byte in a pair.
  private static func decodeUTF16(_ file: [UInt8], low: Int) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(file.count)
    func unit(_ index: Int) -> UInt32? {
      guard index + 1 < file.count else { return nil }
      return UInt32(file[index + low]) | UInt32(file[index + 1 - low]) << 8
    }
    var index = 0
    while index < file.count {
      guard let first = unit(index) else {
        append(strayByte: file[index], to: &text)
        break
      }
      var value = first
      var length = 2
      if (0xD800...0xDBFF).contains(first), let second = unit(index + 2),
        (0xDC00...0xDFFF).contains(second)
      {
        value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        length = 4
      }
      if let scalar = Unicode.Scalar(value), !strayBytes.contains(value) {
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      } else {
        for byte in file[index..<index + length] { append(strayByte: byte, to: &text) }
      }
      index += length
    }
    return text
  }

  private static func decodeWindows1252(_ file: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(file.count + file.count / 8)
    for byte in file {
      if byte < 0x80 {
        text.append(byte)
      } else {
        text.append(
          contentsOf: UTF8.encode(Windows1252.character(byte)) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return text
  }

  // MARK: Encoding

  /// The bytes of a file with a text.
  func encode(_ text: [UInt8]) -> [UInt8] {
    if form == .utf8, !text.contains(0xF4) { return text }
    var file: [UInt8] = []
    file.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if let byte = Self.strayByte(at: index, in: text) {
        file.append(byte)
        index += 4
        continue
      }
      let length = max(1, Self.characterLength(at: index, in: text))
      append(text[index..<index + length], to: &file)
      index += length
    }
    return file
  }

  private func append(_ character: ArraySlice<UInt8>, to file: inout [UInt8]) {
    if form == .utf8 {
      file.append(contentsOf: character)
      return
    }
    guard let scalar = String(decoding: character, as: UTF8.self).unicodeScalars.first else {
      return
    }
    switch form {
    case .utf8: break
    case .utf16LittleEndian, .utf16BigEndian:
      for unit in String(scalar).utf16 {
        let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        file.append(contentsOf: form == .utf16LittleEndian ? bytes : bytes.reversed())
      }
    case .windows1252:
      if let byte = Windows1252.byte(scalar) {
        file.append(byte)
      } else {
        file.append(
          contentsOf: writesReferences ? Array("&#\(scalar.value);".utf8) : [UInt8(ascii: "?")])
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether the character stands for a byte that is no text.
  var isStrayByte: Bool { TextEncoding.strayBytes.contains(value) }
}
