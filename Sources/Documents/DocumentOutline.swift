package import Units

/// Where the text of a source file is: its units and their segments as places in the file. What they
/// say is read from the file when someone asks for it.
package struct DocumentOutline: Sendable {
  /// The name of the format.
  package let format: String
  /// The name of the rules that cut the text into sentences, with their version.
  package let segmentation: String?
  /// What a person should know of how the file was read.
  package let remarks: [Remark]
  let file: OpenedFile
  let marks: [LanguageMark]
  /// The addresses of links, where they stand.
  let links: [Range<Int>]
  /// The units, in the order in which they begin.
  let units: [UnitOutline]
  /// The segments of all units, one unit's after the other's.
  let extents: [Range<Int>]

  /// Takes a file apart. `sentences` tells where the sentences are in a text; `codeSides` where the
  /// inline codes between two of them go.
  ///
  /// - Throws: `DocumentError` where the file cannot be read as its format, or what `sentences`
  ///   throws.
  package init(
    _ file: [UInt8], format: any DocumentFormat, options: ExtractionOptions,
    codeSides: CodeSides = CodeSides(), segmentation: String? = nil,
    sentences: @escaping SentenceFinder
  ) throws {
    self.file = try format.open(file)
    self.format = format.name
    self.segmentation = segmentation
    let extraction = Extraction(of: self.file.bytes, codeSides: codeSides, sentences: sentences)
    try format.extract(from: self.file, options: options, into: extraction)
    if let failure = extraction.failure { throw failure }
    remarks = extraction.remarks
    links = extraction.links
    marks = extraction.marks.sorted { $0.range.lowerBound < $1.range.lowerBound }
    extents = extraction.extents
    let units = extraction.units
    let isInOrder = units.indices.dropFirst().allSatisfy {
      units[$0 - 1].range.lowerBound <= units[$0].range.lowerBound
    }
    self.units = isInOrder ? units : units.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// How many segments there are.
  package var segmentCount: Int { extents.count }

  /// Calls a function with the text of each segment in turn, in UTF-8 and without inline codes.
  package func forEachText(_ body: (ArraySlice<UInt8>) -> Void) {
    for unit in units {
      var run = 0
      for extent in extents[unit.segments] {
        body(unit.text(of: extent, from: &run, in: file.bytes))
      }
    }
  }
}

/// Calls a function with each sentence of a text in UTF-8, as ranges of its bytes.
package typealias SentenceFinder = (_ text: [UInt8], _ found: (Range<Int>) -> Void) throws -> Void

/// A unit as places in its source file.
struct UnitOutline: Sendable {
  let kind: UnitKind
  let range: Range<Int>
  /// The pieces of the unit; none where it is text and nothing else, as most are.
  let runs: [Block.Run]
  let syntax: any UnitSyntax
  /// What the source says to translators about the unit.
  let notes: [String]
  /// Which of the document's extents are the unit's.
  let segments: Range<Int>

  /// The text of a segment, inline codes left out. `run` is where to look for it, and moves on.
  func text(
    of extent: Range<Int>, from run: inout Int, in bytes: [UInt8]
  ) -> ArraySlice<UInt8> {
    if runs.isEmpty { return bytes[extent] }
    var text: [UInt8] = []
    for index in runs.indices(within: extent, from: &run) {
      let part = runs[index].range.clamped(to: extent)
      if part.isEmpty { continue }
      switch runs[index].payload {
      case .literal: text += bytes[part]
      case .replaced(let replacement): text += replacement.utf8
      case .code: break
      }
    }
    return text[...]
  }
}

extension [Block.Run] {
  /// The runs that begin in front of the end of an extent, from one on. `next` moves to the first that
  /// reaches beyond the extent, and so into the one behind.
  func indices(within extent: Range<Int>, from next: inout Int) -> Range<Int> {
    let first = next
    while next < count, self[next].range.upperBound <= extent.upperBound,
      self[next].range.lowerBound < extent.upperBound
    {
      next += 1
    }
    let reachesBeyond = next < count && self[next].range.lowerBound < extent.upperBound
    return first..<(reachesBeyond ? next + 1 : next)
  }
}
