import Units

/// The strings of a front matter in TOML by their keys (TOML 1.0.0, “String”).
///
/// Only where values stand is read; what else the text holds is another reader's affair.
struct TOMLValues {
  struct Value {
    /// The key with those of the tables around it, joined by dots.
    let key: String
    /// The text between the quotation marks.
    let range: Range<Int>
    /// Whether backslashes mean something in it.
    let isBasic: Bool
  }

  private(set) var values: [Value] = []

  init(in source: [UInt8], _ range: Range<Int>) {
    var table = ""
    var index = range.lowerBound
    while index < range.upperBound {
      let end =
        source[index..<range.upperBound].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? range.upperBound
      let next = read(source, index..<end, limit: range.upperBound, &table)
      index = max(next, end) + 1
    }
  }

  /// Reads a line; gives where its value ends.
  private mutating func read(
    _ source: [UInt8], _ line: Range<Int>, limit: Int, _ table: inout String
  ) -> Int {
    let text = source[line].drop(while: \.isASCIISpace)
    if text.first == UInt8(ascii: "[") {
      let name = text.drop { $0 == UInt8(ascii: "[") }.prefix { $0 != UInt8(ascii: "]") }
      table = String(decoding: name, as: UTF8.self).filter { !$0.isWhitespace && $0 != "\"" }
      return line.upperBound
    }
    guard let equals = text.firstIndex(of: UInt8(ascii: "=")), text.first != UInt8(ascii: "#")
    else {
      return line.upperBound
    }
    let name = String(decoding: text[..<equals], as: UTF8.self).filter {
      !$0.isWhitespace && $0 != "\""
    }
    let key = table.isEmpty ? name : "\(table).\(name)"
    var place = equals + 1
    while place < line.upperBound, source[place].isASCIISpace { place += 1 }
    if place < line.upperBound, source[place] == UInt8(ascii: "[") { place += 1 }
    while place < limit {
      while place < line.upperBound,
        source[place].isASCIISpace || source[place] == UInt8(ascii: ",")
      {
        place += 1
      }
      guard place < limit, source[place] == 0x22 || source[place] == 0x27 else { return place }
      let quote = source[place]
      let isLong = source[place...].starts(with: [quote, quote, quote])
      let width = isLong ? 3 : 1
      guard let end = Self.end(of: quote, width, from: place + width, limit, source) else {
        return line.upperBound
      }
      values.append(Value(key: key, range: place + width..<end, isBasic: quote == 0x22))
      place = end + width
      if place >= line.upperBound { return place }
    }
    return place
  }

  private static func end(
    of quote: UInt8, _ width: Int, from start: Int, _ limit: Int, _ source: [UInt8]
  ) -> Int? {
    var index = start
    while index < limit {
      if source[index] == UInt8(ascii: "\\"), quote == 0x22 {
        index += 2
        continue
      }
      if width == 1, source[index] == 0x0A || source[index] == 0x0D { return nil }
      if source[index] == quote,
        source[index...].prefix(width).count(where: { $0 == quote }) == width
      {
        return index
      }
      index += 1
    }
    return nil
  }

  /// A value as a block; escapes other than of quotation marks and backslashes are codes.
  static func block(_ value: Value, key: String, in source: [UInt8]) -> Block {
    var runs: [Block.Run] = []
    var start = value.range.lowerBound
    var index = start
    func literal(_ end: Int) { if end > start { runs.append(Block.Run(start..<end)) } }
    while index < value.range.upperBound {
      let byte = source[index]
      if byte == UInt8(ascii: "\\"), value.isBasic, index + 1 < value.range.upperBound {
        literal(index)
        let escaped = source[index + 1]
        let payload: Block.Run.Payload =
          escaped == 0x22 || escaped == 0x5C
          ? .replaced(String(UnicodeScalar(escaped)))
          : .code(Block.Code(kind: .standalone, meaning: .other, pair: nil, whenTranslated: nil))
        runs.append(Block.Run(range: index..<index + 2, payload: payload))
        index += 2
        start = index
      } else if byte == 0x0A || byte == 0x0D {
        literal(index)
        var end = index
        while end < value.range.upperBound, source[end].isASCIISpace { end += 1 }
        runs.append(Block.Run(range: index..<end, payload: .replaced(" ")))
        index = end
        start = index
      } else {
        index += 1
      }
    }
    literal(index)
    return Block(
      kind: .frontMatter(key: key), runs: runs, syntax: TOMLSyntax(isBasic: value.isBasic))
  }
}

/// Writes a translated value into TOML.
struct TOMLSyntax: UnitSyntax {
  /// Whether the value stands in double quotes.
  let isBasic: Bool

  func write(_ parts: [UnitPart], original: ArraySlice<UInt8>) -> [UInt8] {
    parts.flatMap { part in
      part.bytes { text in
        text.utf8.flatMap { byte -> [UInt8] in
          guard isBasic else {
            // A literal string can hold no apostrophe; the typographic one says the same.
            return byte == 0x27 ? Array("’".utf8) : [byte]
          }
          return byte == 0x22 || byte == 0x5C ? [0x5C, byte] : [byte]
        }
      }
    }
  }
}
