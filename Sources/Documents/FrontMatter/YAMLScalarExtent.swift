internal import YAML

/// Where a scalar's bytes are: the parser tells only where it begins.
struct YAMLScalarExtent {
  /// The scalar with its quotes.
  let whole: Range<Int>
  /// What the quotes enclose.
  let inner: Range<Int>
  /// How the scalar is written.
  let style: YAMLSyntax.Style

  /// Finds the end of the scalar that the bytes begin with; nil where it does not begin there.
  init?(in bytes: ArraySlice<UInt8>, style: YAMLNode.Style) {
    let start = bytes.startIndex
    guard let first = bytes.first else { return nil }
    switch style {
    case .doubleQuoted, .singleQuoted:
      guard let end = Self.closingQuote(in: bytes, quote: first) else { return nil }
      whole = start..<end + 1
      inner = start + 1..<end
      self.style = first == UInt8(ascii: "\"") ? .doubleQuoted : .singleQuoted
    case .plain:
      let end = Self.plainEnd(in: bytes)
      guard end > start else { return nil }
      whole = start..<end
      inner = whole
      self.style = .plain
    case .literal, .folded:
      whole = start..<Self.blockEnd(in: bytes)
      inner = whole
      self.style = .whole
    }
  }

  /// What the bytes say when they are read by themselves: the proof that the end is right.
  func text(in bytes: [UInt8]) -> String? {
    (try? YAMLNode(yaml: bytes[whole].repairedUTF8))??.string
  }

  private static func closingQuote(in bytes: ArraySlice<UInt8>, quote: UInt8) -> Int? {
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    var index = bytes.startIndex + 1
    while index < bytes.endIndex {
      if bytes[index] == quote {
        let isDoubled =
          quote == UInt8(ascii: "'") && index + 1 < bytes.endIndex && bytes[index + 1] == quote
        if !isDoubled { return index }
        index += 1
      } else if bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        index += 1
      }
      index += 1
    }
    return nil
  }

  /// The same scalar, if it is a plain one, going on over the lines below that are indented.
  func withFollowingLines(in bytes: ArraySlice<UInt8>) -> YAMLScalarExtent? {
    let end = Self.blockEnd(in: bytes)
    guard style == .plain, end > whole.upperBound else { return nil }
    return YAMLScalarExtent(whole: whole.lowerBound..<end)
  }

  private init(whole: Range<Int>) {
    self.whole = whole
    inner = whole
    style = .whole
  }

  /// A plain scalar ends with its line or before a comment. In a flow sequence it ends at a comma or
  /// a bracket.
  private static func plainEnd(in bytes: ArraySlice<UInt8>) -> Int {
    var end = bytes.startIndex
    var index = bytes.startIndex
    while index < bytes.endIndex, bytes[index] != 0x0A, bytes[index] != 0x0D {
      if bytes[index] == UInt8(ascii: "#"), index > bytes.startIndex,
        bytes[index - 1].isASCIISpace
      {
        break
      }
      if !bytes[index].isASCIISpace { end = index + 1 }
      index += 1
    }
    return end
  }

  /// A block scalar ends before the next line that is not indented and not empty.
  private static func blockEnd(in bytes: ArraySlice<UInt8>) -> Int {
    var end = bytes.startIndex
    var index = bytes.startIndex
    var isFirst = true
    while index < bytes.endIndex {
      let line = bytes[index...].prefix { $0 != 0x0A && $0 != 0x0D }
      let isBlank = line.allSatisfy(\.isASCIISpace)
      if !isFirst, !isBlank, line.first != 0x20, line.first != 0x09 { break }
      if !isBlank { end = line.endIndex }
      index = line.endIndex + 1
      isFirst = false
    }
    return end
  }
}

extension ArraySlice<UInt8> {
  /// The bytes with a replacement character for each that is not UTF-8: one bad byte must not hide
  /// the values around it.
  var repairedUTF8: [UInt8] { Array(String(decoding: self, as: UTF8.self).utf8) }
}
