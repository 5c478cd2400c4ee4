import Units

/// Text without markup: paragraphs with empty lines between them, list items, and lines that were
/// broken by a mail program.
struct PlainTextFormat: DocumentFormat {
  let name = "text"
  let fileExtensions = ["txt", "text", "eml"]
  let summary = "Plain text: paragraphs, lists, hard-wrapped mail"

  func extract(
    from file: OpenedFile, options: ExtractionOptions, into extraction: Extraction
  ) throws(DocumentError) {
    let bytes = file.bytes
    var paragraphs = PlainTextParagraphs(bytes)
    for block in paragraphs.blocks() { extraction.add(block) }
  }
}

/// Takes lines together to paragraphs.
private struct PlainTextParagraphs {
  private struct Line {
    /// The text without white space, quotation marks and list marker.
    let text: Range<Int>
    /// What stands before the text.
    let prefix: Range<Int>
    let isItem: Bool
    /// How deep the line is quoted, as mail programs do with `>`.
    let quotation: Int
  }

  private let bytes: [UInt8]
  private let lineEnd: [UInt8]
  private var width = 60
  private var lines: [Line] = []
  private var found: [Block] = []

  /// A line that is longer was not broken by a program.
  private static let longestWrapped = 100

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let first = bytes.firstIndex { $0 == 0x0A || $0 == 0x0D }
    lineEnd =
      first.map {
        bytes[$0] == 0x0A ? [0x0A] : bytes.dropFirst($0 + 1).first == 0x0A ? [0x0D, 0x0A] : [0x0D]
      }
      ?? [0x0A]
  }

  mutating func blocks() -> [Block] {
    let ranges = lineRanges(from: bytes.byteOrderMarkLength)
    width = max(
      60, ranges.map(length(of:)).filter { $0 <= Self.longestWrapped }.max() ?? 0)
    for range in ranges {
      guard let line = line(range) else {
        flush()
        continue
      }
      if let last = lines.last, !continues(last, line) { flush() }
      lines.append(line)
    }
    flush()
    return found
  }

  /// Whether a line goes on with the paragraph of the one before: the break between them was made
  /// because the next word did not fit, or stands inside a sentence.
  private func continues(_ last: Line, _ next: Line) -> Bool {
    if next.isItem || next.quotation != last.quotation { return false }
    let lastLength = length(of: last.prefix.lowerBound..<last.text.upperBound)
    if lastLength > Self.longestWrapped { return false }
    let word = bytes[next.text].prefix { !$0.isASCIISpace }
    if lastLength + 1 + word.count(where: { $0 & 0xC0 != 0x80 }) > width { return true }
    let first = String(decoding: word.prefix(8), as: UTF8.self).unicodeScalars.first
    return first?.properties.isLowercase ?? false
  }

  private func length(of range: Range<Int>) -> Int { bytes[range].count { $0 & 0xC0 != 0x80 } }

  private func line(_ range: Range<Int>) -> Line? {
    var index = range.lowerBound
    var quotation = 0
    while index < range.upperBound, bytes[index].isASCIISpace || bytes[index] == UInt8(ascii: ">") {
      if bytes[index] == UInt8(ascii: ">") { quotation += 1 }
      index += 1
    }
    guard index < range.upperBound else { return nil }
    let end = (bytes[range].lastIndex { !$0.isASCIISpace } ?? index) + 1
    let marker = Self.markerLength(in: bytes[index..<end])
    let start = index + (marker ?? 0)
    guard start < end else { return nil }
    return Line(
      text: start..<end, prefix: range.lowerBound..<start, isItem: marker != nil,
      quotation: quotation)
  }

  private mutating func flush() {
    defer { lines = [] }
    guard let first = lines.first else { return }
    var runs: [Block.Run] = []
    for line in lines {
      if let last = runs.last {
        runs.append(
          Block.Run(
            range: last.range.upperBound..<line.text.lowerBound, payload: .replaced(" ")))
      }
      runs.append(Block.Run(line.text))
    }
    // Lines after the first stand under its text, quoted as deep.
    let hanging = bytes[lines.count > 1 ? lines[1].prefix : first.prefix]
    var block = Block(
      kind: first.isItem ? .listItem : .paragraph, runs: runs,
      syntax: PlainTextSyntax(
        wrapping: lines.count > 1
          ? PlainTextSyntax.Wrapping(
            width: lines.map { length(of: $0.prefix.lowerBound..<$0.text.upperBound) }.max()
              ?? width,
            firstColumn: length(of: first.prefix), lineStart: lineEnd + hanging,
            column: length(of: hanging.indices))
          : nil))
    block.markControlCharacters(in: bytes)
    found.append(block)
  }

  private func lineRanges(from start: Int) -> [Range<Int>] {
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
    if ["-", "*", "•", "–", "·", "◦", "▪", "‣", "o"].contains(marker) { return length }
    guard let last = marker.last, last == "." || last == ")" else { return nil }
    let label = marker.dropLast()
    let isNumber = !label.isEmpty && label.count <= 3 && label.allSatisfy(\.isNumber)
    let isLetter = label.count == 1 && label.allSatisfy(\.isLetter) && last == ")"
    return isNumber || isLetter ? length : nil
  }
}

/// Writes a translation as it is: on one line, or broken into lines as its source is.
struct PlainTextSyntax: UnitSyntax {
  /// How a paragraph of several lines is broken.
  struct Wrapping: Sendable {
    /// The longest line of the source, in characters.
    let width: Int
    /// The characters before the text of the first line.
    let firstColumn: Int
    /// The line end with what stands before the text of the next line.
    let lineStart: [UInt8]
    /// How many characters of `lineStart` stand on the line.
    let column: Int
  }

  let wrapping: Wrapping?

  func write(_ parts: [UnitPart], original: ArraySlice<UInt8>) -> [UInt8] {
    guard let wrapping else { return parts.flatMap { $0.bytes { Array($0.utf8) } } }
    // Parts that stay are broken anew too: their lines begin elsewhere now.
    var text: [UInt8] = []
    for part in parts {
      text += part.translation == nil ? Array(part.sourceText.utf8) : part.bytes { Array($0.utf8) }
    }
    var output: [UInt8] = []
    var column = wrapping.firstColumn
    for word in text.split(whereSeparator: \.isASCIISpace) {
      let length = word.count { $0 & 0xC0 != 0x80 }
      if !output.isEmpty {
        if column + 1 + length > wrapping.width {
          output += wrapping.lineStart
          column = wrapping.column
        } else {
          output.append(0x20)
          column += 1
        }
      }
      output += word
      column += length
    }
    return output
  }
}

extension Block {
  /// Turns characters that XML cannot hold into codes.
  fileprivate mutating func markControlCharacters(in bytes: [UInt8]) {
    let hasControl = runs.contains { run in
      bytes[run.range].contains { ($0 < 0x20 && !$0.isASCIISpace) || $0 == 0xF4 || $0 == 0xEF }
    }
    if hasControl { markOpaqueText(in: bytes, .plain) }
  }
}
