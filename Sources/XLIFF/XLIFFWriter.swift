import LibXML
package import Units

/// Writes records as XLIFF: the same record always gives the same bytes.
///
/// The form merges well: no dates, no line numbers, one element a line outside content.
package struct XLIFFWriter: Sendable {
  package var version: XLIFFVersion
  /// Whether a segment without a target gets its source as one, for editors that show only
  /// segments that have a target.
  package var copiesSource: Bool

  /// Makes a writer.
  package init(version: XLIFFVersion, copiesSource: Bool = false) {
    self.version = version
    self.copiesSource = copiesSource
  }

  /// The bytes of an XLIFF file with one document.
  package func write(_ record: Record) -> [UInt8] {
    switch version {
    case .v1_2: write1_2(record)
    case .v2_0, .v2_1, .v2_2: write2(record)
    }
  }

  /// The target to write, with its state.
  func target(of segment: Segment) -> (content: Content, state: SegmentState)? {
    if let target = segment.target { return (target, segment.state) }
    return copiesSource ? (segment.source, .initial) : nil
  }
}

/// The id of the group that holds what the source no longer has.
let retiredGroupID = "retired"

extension Content {
  /// The ids of codes of which only one half is here, or whose halves cross others: no element can
  /// enclose what stands between them.
  var looseIDs: Set<String> {
    if isWellNested { return [] }
    return Set(codes.filter { $0.kind != .standalone }.map(\.id))
  }

  /// What the closing halves of pairs say, by their ids: an element shows both halves at its start.
  var closings: [String: String] {
    Dictionary(
      codes.filter { $0.kind == .close }.map { ($0.id, $0.original) },
      uniquingKeysWith: { first, _ in first })
  }
}
