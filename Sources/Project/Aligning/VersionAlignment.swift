package import Documents
package import Memory
package import Units

/// Two versions of a document side by side, sentence by sentence.
package struct VersionAlignment {
  /// The sentences of both, in order.
  package let source: [AlignedSentence]
  package let target: [AlignedSentence]
  package let beads: [Bead]
  /// For each unit of the source the number of its first sentence.
  let unitStarts: [Int]

  /// Lays two versions side by side.
  ///
  /// - Parameters:
  ///   - source: The source version.
  ///   - target: The translation.
  ///   - known: Translations of the same languages, from which words are learnt.
  package init(
    _ source: SourceDocument, _ target: SourceDocument,
    known: [(source: Content, target: Content)] = []
  ) {
    (self.source, unitStarts) = Self.sentences(of: source)
    self.target = Self.sentences(of: target).sentences
    beads = SentenceAligner.beads(self.source, self.target, known: known)
  }

  private static func sentences(
    of document: SourceDocument
  ) -> (sentences: [AlignedSentence], starts: [Int]) {
    var sentences: [AlignedSentence] = []
    var starts: [Int] = []
    for unit in document.units {
      starts.append(sentences.count)
      for (index, segment) in unit.segments.enumerated() {
        sentences.append(
          AlignedSentence(segment.content, kind: unit.kind, startsBlock: index == 0))
      }
    }
    return (sentences, starts)
  }

  /// The content of some sentences of one side, as one text.
  package static func content(_ sentences: ArraySlice<AlignedSentence>) -> Content {
    if sentences.count == 1, let only = sentences.first { return only.content }
    var content = Content()
    for (index, sentence) in sentences.enumerated() {
      if index > 0 { content.append(" ") }
      // Codes are numbered in each sentence anew; in one they need different numbers.
      content.append(
        sentence.content.mapCodes { code in
          var code = code
          code.id = "\(index).\(code.id)"
          return code
        })
    }
    return content
  }

  /// The translations of the beads that are sure.
  package func entries(languages: LanguagePair, document: String) -> [MemoryEntry] {
    let sources = source.map(\.content)
    return beads.filter { $0.certainty == .sure }.map { bead in
      var entry = MemoryEntry(
        source: Self.content(source[bead.source]), target: Self.content(target[bead.target]),
        languages: languages, document: document)
      entry.target = entry.target.remappingCodes(from: entry.target, to: entry.source)
      entry.origin = .aligned
      entry.context = SegmentContext(
        previous: bead.source.lowerBound > 0 ? sources[bead.source.lowerBound - 1] : nil,
        next: bead.source.upperBound < sources.count ? sources[bead.source.upperBound] : nil)
      return entry
    }
  }
}

extension Workspace {
  /// How many translations words are learnt from at most.
  private static let mostKnown = 10_000

  /// Translations of the memory from which an alignment learns words.
  func knownTranslations(
    _ languages: LanguagePair, in memory: TranslationMemory
  ) throws -> [(source: Content, target: Content)] {
    try memory.sample(of: languages, most: Self.mostKnown).map { ($0.source, $0.target) }
  }
}
