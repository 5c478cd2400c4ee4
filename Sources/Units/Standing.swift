/// Where a segment of a version stands against the source of today.
package enum SegmentStanding: String, Hashable, Sendable, CaseIterable {
  /// Translated, and the source is still the one that was translated.
  case current
  /// The source changed since; the old translation stays in place.
  case stale
  /// There is a target, but a person has to look at it.
  case draft
  /// There is no target.
  case missing
}

extension Segment {
  /// Where the segment stands, in a record that follows the source of today.
  package var standing: SegmentStanding {
    guard target != nil else { return .missing }
    if state >= .translated { return .current }
    return previous != nil ? .stale : .draft
  }
}

/// Where a version of a document stands.
package enum VersionStanding: String, Hashable, Sendable, CaseIterable {
  /// This is the version that the others are translated from.
  case source
  /// The document is translated from this version, but it does not exist.
  case missingSource = "missing-source"
  /// There is neither a version nor a translation of any segment.
  case missing
  /// There is a version, but no record of how it came about.
  case untracked
  /// Some segments have no translation, or only a draft.
  case incomplete
  /// Some segments' sources have changed since they were translated.
  case stale
  /// The record is ahead of the version.
  case unbuilt
  /// Someone changed the version without the record.
  case handEdited = "hand-edited"
  /// The version says what the source says.
  case current
}
