package import Units

/// Whatever answers which translations exist of a segment or of one like it. An index that is
/// faster, or shared by a team, stands behind the same question.
package protocol MatchSource {
  /// The matches for a segment, best first: those in context, other exact ones, or else fuzzy ones.
  /// `minimum` is the least score of a fuzzy match, in per cent.
  func matches(for query: MemoryQuery, minimum: Int) throws -> [MemoryMatch]
}

/// What the memory is asked.
package struct MemoryQuery {
  package let source: Content
  /// The sources before and after the segment in its document.
  package let context: SegmentContext
  package let sourceLanguage: LanguageTag
  package let targetLanguage: LanguageTag
  /// The source version of the document that asks; its own translations go first among equals.
  package let document: String

  /// Makes a query.
  package init(
    source: Content, context: SegmentContext, sourceLanguage: LanguageTag,
    targetLanguage: LanguageTag, document: String
  ) {
    self.source = source
    self.context = context
    self.sourceLanguage = sourceLanguage
    self.targetLanguage = targetLanguage
    self.document = document
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
  init(previous: String, next: String) {
    self.previous = previous
    self.next = next
  }
}

/// A translation that the memory offers.
package struct MemoryMatch: Hashable, Sendable {
  /// How sure the match is.
  package enum Kind: String, Hashable, Sendable {
    /// The same source between the same neighbours.
    case context
    /// The same source elsewhere.
    case exact
    /// A source that is alike.
    case fuzzy
  }

  package let kind: Kind
  /// 101 in context, 100 exact, less for the likeness of the sources in per cent.
  package let score: Int
  package let source: Content
  package let target: Content
  /// The source version that the match comes from.
  package let document: String
}
