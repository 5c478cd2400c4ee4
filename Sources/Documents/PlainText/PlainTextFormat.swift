import Units

/// Text without markup: paragraphs with empty lines between them, and list items, each beginning on
/// a line of its own.
struct PlainTextFormat: DocumentFormat {
  let name = "text"
  let fileExtensions = ["txt", "text"]

  func blocks(
    in bytes: [UInt8], options: ExtractionOptions
  ) throws(DocumentError) -> [Block] {
    var blocks: [Block] = []
    var lines: [Range<Int>] = []
    var kind = UnitKind.paragraph
    func flush() {
      guard let block = Self.block(kind, lines: lines, in: bytes) else { return }
      blocks.append(block)
      lines = []
    }
    for line in Self.lines(of: bytes, from: bytes.byteOrderMarkLength) {
      guard let start = bytes[line].firstIndex(where: { !$0.isASCIISpace }) else {
        flush()
        kind = .paragraph
        continue
      }
      let end = (bytes[line].lastIndex { !$0.isASCIISpace } ?? start) + 1
      if let marker = Self.markerLength(in: bytes[start..<end]) {
        flush()
        kind = .listItem
        lines.append(start + marker..<end)
      } else {
        lines.append(start..<end)
      }
    }
    flush()
    return blocks
  }

  private static func block(_ kind: UnitKind, lines: [Range<Int>], in bytes: [UInt8]) -> Block? {
    var runs: [Block.Run] = []
    for line in lines {
      if let last = runs.last {
        runs.append(
          Block.Run(
            range: last.range.upperBound..<line.lowerBound, payload: .replaced(" ")))
      }
      runs.append(Block.Run(line))
    }
    guard !runs.isEmpty else { return nil }
    var block = Block(kind: kind, runs: runs, syntax: PlainTextSyntax())
    block.markControlCharacters(in: bytes)
    return block
  }

  private static func lines(of bytes: [UInt8], from start: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = start
    while start < bytes.count {
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      lines.append(start..<end)
      let isCRLF = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
      start = end + (isCRLF ? 2 : 1)
    }
    return lines
  }

  /// The length of `- `, `* `, `• `, `1. ` or `a) ` at the start of a line.
  private static func markerLength(in line: ArraySlice<UInt8>) -> Int? {
    let text = String(decoding: line.prefix(12), as: UTF8.self)
    guard let space = text.firstIndex(where: { $0 == " " || $0 == "\t" }) else { return nil }
    let marker = text[..<space]
    let length = text[...space].utf8.count
    if ["-", "*", "•", "–", "·"].contains(marker) { return length }
    guard let last = marker.last, last == "." || last == ")" else { return nil }
    let label = marker.dropLast()
    let isNumber = !label.isEmpty && label.count <= 3 && label.allSatisfy(\.isNumber)
    let isLetter = label.count == 1 && label.allSatisfy(\.isLetter) && last == ")"
    return isNumber || isLetter ? length : nil
  }
}

/// Writes a translation as it is, on one line.
struct PlainTextSyntax: UnitSyntax {
  func write(_ parts: [UnitPart], original: ArraySlice<UInt8>) -> [UInt8] {
    parts.flatMap { $0.bytes { Array($0.utf8) } }
  }
}

extension Block {
  /// Turns characters that XML cannot hold into codes.
  fileprivate mutating func markControlCharacters(in bytes: [UInt8]) {
    let hasControl = runs.contains { bytes[$0.range].contains { $0 < 0x20 && !$0.isASCIISpace } }
    if hasControl { markOpaqueText(in: bytes) }
  }
}
