package import Units

/// A source file taken apart: its own text, and where in it the segments are.
package struct SourceDocument: Sendable {
  /// The name of the format.
  package let format: String
  /// The units, in the order in which they begin. A unit may lie inside a code of another: the
  /// text of an image, the title of a link.
  package let units: [SourceUnit]
  /// The name of the rules that cut the text into sentences, with their version.
  package let segmentation: String?
  /// What a person should know of how the file was read.
  package let remarks: [Remark]
  let file: OpenedFile
  let marks: [LanguageMark]
  /// The addresses of links, where they stand.
  let links: [Range<Int>]

  /// The text of the file in UTF-8; of several parts, one after the other.
  package var bytes: [UInt8] { file.bytes }

  /// Takes a file apart. `split` tells where the sentences are in a text, as ranges of its UTF-8
  /// bytes; `codeSides` where the inline codes between two of them go.
  package init(
    _ file: [UInt8], format: any DocumentFormat, options: ExtractionOptions,
    codeSides: CodeSides = CodeSides(), segmentation: String? = nil,
    split: @escaping ([UInt8]) throws -> [Range<Int>]
  ) throws {
    self.file = try format.open(file)
    self.format = format.name
    self.segmentation = segmentation
    let extraction = Extraction(of: self.file.bytes, codeSides: codeSides, sentences: split)
    try format.extract(from: self.file, options: options, into: extraction)
    if let failure = extraction.failure { throw failure }
    remarks = extraction.remarks
    links = extraction.links
    marks = extraction.marks.sorted { $0.range.lowerBound < $1.range.lowerBound }
    let units = extraction.units
    let isInOrder = units.indices.dropFirst().allSatisfy {
      units[$0 - 1].range.lowerBound <= units[$0].range.lowerBound
    }
    self.units = isInOrder ? units : units.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The places of the file. In a file of several parts that no person reads as lines, the line is
  /// the number of the unit.
  package var places: LineTable {
    file.isText ? LineTable(bytes) : LineTable(bytes, starts: units.map(\.range.lowerBound))
  }
}

/// A unit where it stands in its source file. There are many of them, and they never change: they
/// are shared, not copied.
package final class SourceUnit: Sendable {
  package let kind: UnitKind
  package let range: Range<Int>
  package let segments: [SourceSegment]
  /// What the source says to translators about the unit.
  package let notes: [String]
  let syntax: any UnitSyntax
  /// What stands behind the last segment.
  let tail: SourceGap

  init(
    kind: UnitKind, range: Range<Int>, segments: [SourceSegment], notes: [String],
    syntax: any UnitSyntax, tail: SourceGap
  ) {
    self.kind = kind
    self.range = range
    self.segments = segments
    self.notes = notes
    self.syntax = syntax
    self.tail = tail
  }
}

/// A segment where it stands in its source file.
package struct SourceSegment: Sendable {
  package let range: Range<Int>
  package let content: Content
  /// What stands between the segment before and this one.
  package let ignorable: Content
  /// Where the inline codes of the content stand, in their order.
  let codes: CodePlaces
  /// All that stands between the segment before, or the start of the unit, and this one.
  let gap: SourceGap
}

/// What stands between two segments as it is in the source.
struct SourceGap: Sendable {
  let content: Content
  let codes: CodePlaces
}

/// Where the inline codes of a content stand in the file, and what is written for them.
struct CodePlaces: Sendable {
  struct Place: Sendable {
    let key: CodeKey
    let range: Range<Int>
    /// What to write instead of the bytes where the text around the code was translated.
    let whenTranslated: [UInt8]?
  }

  private(set) var places: [Place] = []

  mutating func append(_ place: Place) { places.append(place) }

  /// The places by the names of their codes.
  var byKey: [CodeKey: Place] {
    Dictionary(places.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
