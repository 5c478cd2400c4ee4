package import Memory
package import Units
import XLIFF

/// Creates and updates records, and copies of them for translators.
package struct Exporter {
  private let workspace: Workspace
  private let memory: any MatchSource

  /// An exporter that fills gaps from a memory.
  package init(workspace: Workspace, memory: any MatchSource) {
    self.workspace = workspace
    self.memory = memory
  }

  /// The record of a translation, aligned with the source of today and filled from the memory.
  ///
  /// A sentence that the memory knows between the same neighbours counts as translated; one that it
  /// knows from elsewhere too, with a note of where from; one like it is only suggested.
  package func updated(_ translation: Translation) throws -> Record {
    var record = translation.record
    let segments = record.units.indices.flatMap { unit in
      record.units[unit].segments.indices.map { (unit: unit, segment: $0) }
    }
    let sources = segments.map { record.units[$0.unit].segments[$0.segment].source }
    let open = segments.indices.filter {
      record.units[segments[$0].unit].segments[segments[$0].segment].target == nil
    }
    let languages = LanguagePair(source: record.sourceLanguage, target: record.targetLanguage)
    let queries = open.map { place in
      let unit = record.units[segments[place].unit]
      return MemoryQuery(
        source: sources[place], context: SegmentContext(at: place, in: sources),
        languages: languages, document: record.original,
        unit: unit.segmentID(unit.segments[segments[place].segment].number))
    }
    let limits = MatchLimits(minimum: workspace.configuration.memoryMinimum, count: 3)
    for (place, matches) in zip(open, try memory.matches(for: queries, limits: limits)) {
      record.units[segments[place].unit].segments[segments[place].segment].fill(
        from: matches, repeats: workspace.configuration.propagatesRepetitions)
    }
    return record
  }

  /// Which segments go into a translator's copy.
  package enum Selection: String, Sendable, CaseIterable {
    case stale
    case missing
    case draft
  }

  /// A copy with the segments of some standings; nil where there are none.
  package static func copy(of record: Record, only selections: [Selection]) -> Record? {
    var copy = record
    copy.retired = []
    guard !selections.isEmpty else { return copy }
    let standings = selections.map { selection -> SegmentStanding in
      switch selection {
      case .stale: .stale
      case .missing: .missing
      case .draft: .draft
      }
    }
    copy.units = record.units.compactMap { unit in
      var unit = unit
      unit.segments = unit.segments.filter { segment in
        standings.contains(segment.standing)
          || (segment.hasConflict && selections.contains(.draft))
      }
      return unit.segments.isEmpty ? nil : unit
    }
    return copy.units.isEmpty ? nil : copy
  }
}

extension Segment {
  /// Removes what the memory suggested, and what this tool said about it.
  mutating func forgetSuggestions() {
    alternatives.removeAll { $0.kind == .suggestion }
    notes.removeAll { $0.author == Note.toolAuthor }
  }

  /// Takes a translation of the same text, with a note of where from unless it stands between the same
  /// neighbours.
  mutating func fill(with target: Content, from document: String, as origin: TargetOrigin) {
    self.target = target
    state = .translated
    self.origin = origin
    if origin == .exactMatch {
      notes.append(Note(author: Note.toolAuthor, text: "The same sentence as in \(document)."))
    }
  }

  /// Takes what the memory offers for a segment without a target: a translation of the same text as its
  /// own, unless `repeats` says that only that between the same neighbours is, and all else as
  /// suggestions, with a note of what the best one lacks.
  fileprivate mutating func fill(from matches: [MemoryMatch], repeats: Bool) {
    forgetSuggestions()
    guard let best = matches.first else { return }
    if best.isOfSameText, best.score >= 100, repeats || best.kind != .exact,
      let found = best.target(for: source)
    {
      fill(with: found, from: best.document, as: best.kind == .exact ? .exactMatch : .contextMatch)
    } else if best.score < 100 {
      notes.append(Note(author: Note.toolAuthor, text: best.explanation))
    }
    let others = target == nil ? matches[...] : matches.dropFirst()
    for match in others {
      alternatives.append(
        Alternative(
          kind: .suggestion, source: match.source, target: match.target,
          score: min(match.score, 100), origin: match.document))
    }
  }
}

extension MemoryMatch {
  /// One sentence that tells a translator what to look at.
  fileprivate var explanation: String {
    let lost = reasons.filter { $0.points > 0 || kind == .repaired }.map(\.text)
    let repaired = repairs.isEmpty ? "" : "; put in by rule: \(repairs.joined(separator: ", "))"
    return "Suggested at \(score) %: \(lost.joined(separator: "; "))\(repaired)."
  }
}
