package import Units

/// Takes what a format finds in a file, block by block, and finds the segments in it.
package final class Extraction {
  /// The units found so far.
  private(set) var units: [UnitOutline] = []
  /// The segments of the units.
  private(set) var extents: [Range<Int>] = []
  /// What a person should know of how the file was read.
  var remarks: [Remark] = []
  /// Places outside the text that change with the language of a version.
  var marks: [LanguageMark] = []
  /// The addresses of links, where they stand.
  var links: [Range<Int>] = []
  /// Why text could not be split.
  private(set) var failure: (any Error)?

  private let bytes: [UInt8]
  private let codeSides: CodeSides
  private let sentences: SentenceFinder
  /// Room for the text of one block after the other.
  private var flat = FlatText()

  init(of bytes: [UInt8], codeSides: CodeSides, sentences: @escaping SentenceFinder) {
    self.bytes = bytes
    self.codeSides = codeSides
    self.sentences = sentences
    // Room that is not used costs nothing; growing does.
    units.reserveCapacity(bytes.count / 128)
    extents.reserveCapacity(bytes.count / 64)
  }

  /// Takes a block, unless it holds nothing to translate.
  func add(_ block: Block) {
    guard let trimmed = block.trimmed(in: bytes) else { return }
    if trimmed.runs.count == 1, case .literal = trimmed.runs[0].payload {
      let range = trimmed.range
      return add(
        UnitParts(kind: block.kind, range: range, syntax: block.syntax, notes: block.notes))
    }
    add(
      UnitParts(
        kind: block.kind, range: trimmed.range, runs: trimmed.runs, syntax: block.syntax,
        notes: block.notes))
  }

  /// Takes a block that is text and nothing else, unless it holds nothing to translate.
  func addText(
    _ range: Range<Int>, kind: UnitKind, syntax: some UnitSyntax, notes: [String] = []
  ) {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start].isASCIISpace { start += 1 }
    while start < end, bytes[end - 1].isASCIISpace { end -= 1 }
    guard bytes[start..<end].holdLetter else { return }
    add(UnitParts(kind: kind, range: start..<end, syntax: syntax, notes: notes))
  }

  /// A unit before its segments are known.
  private struct UnitParts {
    let kind: UnitKind
    let range: Range<Int>
    var runs: [Block.Run] = []
    let syntax: any UnitSyntax
    let notes: [String]
  }

  private func add(_ unit: UnitParts) {
    guard failure == nil else { return }
    let first = extents.count
    do {
      if unit.runs.isEmpty {
        try split(unit.range)
      } else {
        try split(unit.runs)
      }
    } catch {
      failure = error
    }
    units.append(
      UnitOutline(
        kind: unit.kind, range: unit.range, runs: unit.runs, syntax: unit.syntax,
        notes: unit.notes, segments: first..<extents.count))
  }

  /// Finds the segments of plain text.
  private func split(_ range: Range<Int>) throws {
    flat.fill(with: bytes[range])
    var isLastKept = false
    try sentences(flat.bytes) { sentence in
      // A number by itself needs no translator: it stays in what lies between.
      isLastKept = flat.bytes[sentence].holdLetter
      guard isLastKept else { return }
      extents.append(
        range.lowerBound + sentence.lowerBound..<range.lowerBound + sentence.upperBound)
    }
    if isLastKept { takeRest(upTo: range.upperBound) }
  }

  /// Finds the segments of text with inline codes: for each sentence its text, with the codes that
  /// belong to it.
  private func split(_ runs: [Block.Run]) throws {
    flat.fill(with: runs, in: bytes)
    let start = runs[0].range.lowerBound
    let limit = runs[runs.count - 1].range.upperBound
    var run = 0
    var end = start
    /// Where the last sentence begins, where it is a segment.
    var last: Int?
    try sentences(flat.bytes) { sentence in
      last = nil
      guard flat.bytes[sentence].holdLetter,
        let found = flat.extent(of: sentence, in: runs, from: &run, codeSides)
      else { return }
      // Two sentences can claim a code between them; the first has it.
      let start = max(found.lowerBound, end)
      last = start
      guard start < found.upperBound else { return }
      extents.append(start..<found.upperBound)
      end = found.upperBound
    }
    // No code of the block is lost to its last sentence.
    guard let last else { return }
    if last < end { takeRest(upTo: limit) } else if last < limit { extents.append(last..<limit) }
  }

  /// Makes the last segment end at a place.
  private func takeRest(upTo end: Int) {
    extents[extents.count - 1] = extents[extents.count - 1].lowerBound..<end
  }
}

/// What a person should know of how a file was read.
package struct Remark: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Front matter that cannot be read.
    case frontMatter
    /// Changes that nobody has accepted or rejected yet.
    case trackedChanges
  }

  package let kind: Kind
  package let position: Position
  /// One sentence.
  package let message: String

  /// A document with tracked changes.
  static let trackedChanges = Remark(
    kind: .trackedChanges, position: Position(line: 1, column: 1),
    message: "the tracked changes in the document are taken as accepted")
}
