package import Units

/// What became of a returned XLIFF file, segment by segment.
package struct ImportReport: Sendable {
  /// How a segment ended: exactly one of these.
  package enum Outcome: String, Sendable, CaseIterable {
    /// The returned translation, or its higher state, is in the record now.
    case taken
    /// The returned file says what the record says, or nothing new.
    case unchanged
    /// The source changed since the file was handed out; the translation is kept as a draft.
    case stale
    /// The record got another translation meanwhile; both are kept.
    case conflict
    /// The translation cannot be used; the record stays as it was.
    case rejected
  }

  /// A segment with its outcome.
  package struct Entry: Sendable {
    /// The segment, as `unit-number`.
    package let segment: String
    package let outcome: Outcome
    /// Why, for a person; nil where the outcome says it all.
    package let reason: String?
    package let source: String
  }

  /// The returned file.
  package let file: String
  /// The document's name.
  package let document: String
  package let locale: LanguageTag
  package internal(set) var entries: [Entry] = []
  /// How many repetitions of a taken translation were filled with it.
  package internal(set) var repetitions = 0
  /// Whether the record changed.
  package internal(set) var changesRecord = false

  /// How many segments ended in a way.
  package func count(_ outcome: Outcome) -> Int { entries.count { $0.outcome == outcome } }
}
