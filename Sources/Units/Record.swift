/// What is known of one translation of one document: the truth about it, kept as XLIFF.
package struct Record: Hashable, Sendable {
  /// The path of the source version from the project's top.
  package var original: String
  package var sourceLanguage: LanguageTag
  package var targetLanguage: LanguageTag
  /// Whether the file named no target language, so that the source's stands in its place.
  package var lacksTargetLanguage = false
  /// The ids of units whose translated sentences the file puts in another order than their sources
  /// (XLIFF 2, `order`). Versions keep the order of the source, so a person has to look at them.
  package var reorderedUnits: Set<String> = []
  /// The name of the document's format, such as `markdown`.
  package var format: String
  /// The name of the rules that cut the source into sentences, with their version; nil for a record
  /// that does not say.
  package var segmentation: String?
  /// The target version as it was last built.
  package var built: BuiltVersion?
  /// The units of the source, in its order.
  package var units: [Unit]
  /// Units and segments that the source no longer has. Their translations are kept.
  package var retired: [Unit]

  /// Makes a record.
  package init(
    original: String, sourceLanguage: LanguageTag, targetLanguage: LanguageTag, format: String,
    built: BuiltVersion? = nil, units: [Unit] = [], retired: [Unit] = []
  ) {
    self.original = original
    self.sourceLanguage = sourceLanguage
    self.targetLanguage = targetLanguage
    self.format = format
    self.built = built
    self.units = units
    self.retired = retired
  }

  /// Whether anyone has begun to translate: a person's target, or matches from the memory for every
  /// segment, as in a document that has none. A few sentences that the memory happens to know make no version.
  package var isBegun: Bool {
    let segments = units.flatMap(\.segments)
    return segments.contains { $0.target != nil && $0.origin == nil }
      || segments.allSatisfy { $0.target != nil }
  }
}

/// The target version that a build wrote last: a difference tells a hand edit from an old build.
package struct BuiltVersion: Hashable, Sendable {
  /// The path from the project's top.
  package var path: String
  /// The digest of its bytes, as `Digest` prints it.
  package var digest: String

  /// Makes a mark of a built version.
  package init(path: String, digest: String) {
    self.path = path
    self.digest = digest
  }
}

/// A translatable block of a document.
package struct Unit: Hashable, Sendable {
  /// Born once from the content, unique in the record, kept while the text changes and moves.
  package var id: String
  package var kind: UnitKind
  package var segments: [Segment]

  /// Makes a unit.
  package init(id: String, kind: UnitKind, segments: [Segment]) {
    self.id = id
    self.kind = kind
    self.segments = segments
  }
}

extension Unit {
  /// The id of one of its segments in the whole record, such as `k3f9zq-2`.
  package func segmentID(_ number: Int) -> String { "\(id)-\(number)" }
}

/// A sentence of a unit.
package struct Segment: Hashable, Sendable {
  /// The segment's number in its unit: born once, counted from 1, never reused in the unit.
  package var number: Int
  /// What stands between the segment before and this one: white space, perhaps a line break's
  /// code. It is not translated.
  package var ignorable: Content
  package var source: Content
  package var target: Content?
  package var state: SegmentState
  /// Where the target came from, when no translator wrote it.
  package var origin: TargetOrigin?
  package var notes: [Note]
  package var alternatives: [Alternative]
  /// The digest of the target that this file was handed out with. A returned file still carries
  /// it, and so tells what the translator started from.
  package var base: String?

  /// Makes a segment without a translation.
  package init(number: Int, ignorable: Content = Content(), source: Content) {
    self.number = number
    self.ignorable = ignorable
    self.source = source
    state = .initial
    notes = []
    alternatives = []
  }

  /// The digest of a target: what `base` is compared with.
  package static func digest(of target: Content?) -> String? {
    target.map { String(Digest($0.exactKey).description.prefix(8)) }
  }

  /// The last version of the source with the translation made for it, while the segment waits to
  /// be brought up to date.
  package var previous: Alternative? { alternatives.first { $0.kind == .previousVersion } }

  /// Whether a second translation waits for a decision.
  package var hasConflict: Bool { alternatives.contains { $0.kind == .conflict } }

  /// Removes the target and all that belongs to it.
  package mutating func clearTarget() {
    target = nil
    state = .initial
    origin = nil
  }
}

/// A remark of a person or of this tool on a segment.
package struct Note: Hashable, Sendable {
  /// Who wrote it: `l10n` for this tool.
  package var author: String?
  package var text: String

  /// The author of this tool's own notes.
  package static let toolAuthor = "l10n"
  /// The author of notes that stand in the source document.
  package static let sourceAuthor = "source"

  /// Makes a note.
  package init(author: String?, text: String) {
    self.author = author
    self.text = text
  }
}

/// Another translation than the target: an `alt-trans` of XLIFF 1.2, a `match` of XLIFF 2.
package struct Alternative: Hashable, Sendable {
  /// Why it is kept.
  package enum Kind: String, Hashable, Sendable {
    /// The source before it changed, with the translation made for it.
    case previousVersion = "previous-version"
    /// A match from the memory.
    case suggestion = "proposal"
    /// A returned translation of a segment that got another one meanwhile.
    case conflict = "x-conflict"
  }

  package var kind: Kind
  package var source: Content
  package var target: Content
  /// The likeness of the sources in per cent.
  package var score: Int?
  /// The document it comes from.
  package var origin: String?
  /// How far a previous version had come, to be restored when its source comes back.
  package var state: SegmentState?

  /// Makes an alternative.
  package init(
    kind: Kind, source: Content, target: Content, score: Int? = nil, origin: String? = nil,
    state: SegmentState? = nil
  ) {
    self.kind = kind
    self.source = source
    self.target = target
    self.score = score
    self.origin = origin
    self.state = state
  }
}
