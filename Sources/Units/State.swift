/// How far the translation of a segment has come.
package enum SegmentState: String, Hashable, Sendable, Comparable, CaseIterable {
  /// No target yet.
  case initial
  /// A target that needs a person: a fuzzy match, an adopted guess, an old translation of a
  /// changed source.
  case draft
  /// Translated by a person, or filled with a translation that a person made.
  case translated
  /// Read and approved by a second person.
  case reviewed
  /// Closed.
  case final

  package static func < (a: SegmentState, b: SegmentState) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .initial: 0
    case .draft: 1
    case .translated: 2
    case .reviewed: 3
    case .final: 4
    }
  }
}

/// Where the target of a segment came from, when it was not a translator.
package enum TargetOrigin: String, Hashable, Sendable, CaseIterable {
  /// The memory, with the same neighbours.
  case contextMatch = "context-match"
  /// The memory, from another place.
  case exactMatch = "exact-match"
  /// The memory, from a source that is alike, or put together: a person has to look at it.
  case fuzzyMatch = "fuzzy-match"
}
