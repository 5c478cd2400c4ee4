package import Units

/// A source file taken apart: its own text, and what its segments say.
package struct SourceDocument: Sendable {
  /// The name of the format.
  package var format: String { outline.format }
  /// The units, in the order in which they begin. A unit may lie inside a code of another: the
  /// text of an image, the title of a link.
  package let units: [SourceUnit]
  /// The name of the rules that cut the text into sentences, with their version.
  package var segmentation: String? { outline.segmentation }
  /// What a person should know of how the file was read.
  package var remarks: [Remark] { outline.remarks }
  let outline: DocumentOutline

  /// The text of the file in UTF-8; of several parts, one after the other.
  package var bytes: [UInt8] { outline.file.bytes }

  /// Reads what the segments of an outline say.
  package init(_ outline: DocumentOutline) {
    self.outline = outline
    let bytes = outline.file.bytes
    units = outline.units.map { $0.contents(in: bytes, extents: outline.extents[$0.segments]) }
  }

  /// The places of the file. In a file of several parts that no person reads as lines, the line is
  /// the number of the unit.
  package var places: LineTable {
    outline.file.isText ? LineTable(bytes) : LineTable(bytes, starts: units.map(\.range.lowerBound))
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

/// A stretch of a unit as it is in the source.
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
