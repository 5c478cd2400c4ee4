package import Units

/// Whatever answers which translations exist of a segment or of one like it.
package protocol MatchSource {
  /// The matches for each of some segments, best first. All translations of the very segment come, and
  /// those of others up to the limit.
  func matches(for queries: [MemoryQuery], limits: MatchLimits) throws -> [[MemoryMatch]]
}

extension MatchSource {
  /// The matches for one segment.
  package func matches(for query: MemoryQuery, limits: MatchLimits) throws -> [MemoryMatch] {
    try matches(for: [query], limits: limits).first ?? []
  }
}

/// Which matches are wanted.
package struct MatchLimits: Sendable {
  /// The least score of a match, in per cent.
  package var minimum: Int
  /// How many matches there may be beside those of the very segment.
  package var count: Int
  /// Whether those of other segments are wanted where there are some of the very segment.
  package var wantsFuzzyBesideExact = false

  /// Makes limits.
  package init(minimum: Int, count: Int, wantsFuzzyBesideExact: Bool = false) {
    self.minimum = minimum
    self.count = count
    self.wantsFuzzyBesideExact = wantsFuzzyBesideExact
  }
}

/// What the memory is asked.
package struct MemoryQuery: Sendable {
  package let source: Content
  /// The sources before and after the segment in its document.
  package let context: SegmentContext
  package let languages: LanguagePair
  /// The source version of the document that asks; its own translations go first among equals.
  package let document: String
  /// The id of the segment in its document; empty where it has none.
  package let unit: String

  /// Makes a query.
  package init(
    source: Content, context: SegmentContext = SegmentContext(previous: nil, next: nil),
    languages: LanguagePair, document: String = "", unit: String = ""
  ) {
    self.source = source
    self.context = context
    self.languages = languages
    self.document = document
    self.unit = unit
  }
}

/// A segment's neighbours, as digests of their structural keys; empty at the ends of a document.
package struct SegmentContext: Hashable, Sendable {
  package let previous: String
  package let next: String

  /// Digests the neighbours of a segment, by its place among the sources of its document.
  package init(at index: Int, in sources: [Content]) {
    self.init(
      previous: index > 0 ? sources[index - 1] : nil,
      next: index + 1 < sources.count ? sources[index + 1] : nil)
  }

  /// Digests the neighbours of a segment.
  package init(previous: Content?, next: Content?) {
    self.previous = previous.map { Digest($0.structuralKey).description } ?? ""
    self.next = next.map { Digest($0.structuralKey).description } ?? ""
  }

  /// Takes stored digests.
  package init(previous: String, next: String) {
    self.previous = previous
    self.next = next
  }

  /// Whether there is no neighbour.
  package var isEmpty: Bool { previous.isEmpty && next.isEmpty }
}

/// A translation that the memory offers.
package struct MemoryMatch: Hashable, Sendable {
  /// How sure the match is.
  package enum Kind: String, Hashable, Sendable {
    /// The translation of this very segment of this very document.
    case unit
    /// The same source between the same neighbours.
    case context
    /// The same source elsewhere.
    case exact
    /// A source that is alike, its translation changed by rule to what this source says.
    case repaired
    /// A source that is alike.
    case fuzzy
  }

  package let kind: Kind
  /// 102 for the very segment, 101 in context, 100 for the same source; below that what the reasons
  /// leave.
  package let score: Int
  /// The source that was translated.
  package let source: Content
  /// Its translation; in a repaired match already what this source says.
  package let target: Content
  /// Why the score is what it is.
  package let reasons: [MatchReason]
  /// What was changed in the translation, a phrase each.
  package let repairs: [String]
  package let entry: MemoryEntry

  /// The source version, or the file, that the match comes from.
  package var document: String { entry.document }

  /// The target with the codes of the source that was asked for; nil where its codes are others.
  package func target(for source: Content) -> Content? {
    // A repaired target has them already.
    let target =
      kind == .repaired ? target : target.remappingCodes(from: self.source, to: source)
    return source.codeDifference(to: target).isEmpty ? target : nil
  }

  /// Whether it is a translation of the very text that was asked for.
  package var isOfSameText: Bool {
    switch kind {
    case .unit, .context, .exact: true
    case .repaired, .fuzzy: false
    }
  }
}

/// Something that speaks for a match, or takes points off it.
package struct MatchReason: Hashable, Sendable {
  /// The points that it takes off.
  package let points: Int
  /// One phrase.
  package let text: String
}

extension MatchReason: CustomStringConvertible {
  package var description: String { points == 0 ? text : "\(text) (−\(points))" }
}

/// The points that are taken off a match for where its translation comes from.
package struct MatchPenalties: Hashable, Sendable {
  /// Two versions of a text were laid side by side, and nobody looked at the pair.
  package var aligned = 2
  /// A machine translated it.
  package var machine = 5
  /// The source has several different translations.
  package var several = 0
  /// It is meant for another variant of the language.
  package var variant = 1
  /// Nobody reviewed it.
  package var unreviewed = 0

  /// The usual points.
  package init() {}

  /// The most that can come together.
  var greatest: Int { max(aligned, machine) + several + variant + unreviewed }

  /// The names in `l10n.yml`.
  package static var names: [String: WritableKeyPath<MatchPenalties, Int>] {
    [
      "aligned": \.aligned, "machine": \.machine, "several": \.several, "variant": \.variant,
      "unreviewed": \.unreviewed,
    ]
  }
}
