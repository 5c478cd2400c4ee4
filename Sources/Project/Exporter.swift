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
    let sources = record.units.flatMap { $0.segments.map(\.source) }
    var position = 0
    for unit in record.units.indices {
      for segment in record.units[unit].segments.indices {
        defer { position += 1 }
        guard record.units[unit].segments[segment].target == nil else { continue }
        let query = MemoryQuery(
          source: sources[position], context: SegmentContext(at: position, in: sources),
          sourceLanguage: record.sourceLanguage, targetLanguage: record.targetLanguage,
          document: record.original)
        let matches = try memory.matches(
          for: query, minimum: workspace.configuration.memoryMinimum)
        record.units[unit].segments[segment].fill(from: matches)
      }
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
  /// Takes what the memory offers for a segment without a target.
  fileprivate mutating func fill(from matches: [MemoryMatch]) {
    alternatives.removeAll { $0.kind == .suggestion }
    notes.removeAll { $0.author == Note.toolAuthor }
    guard let best = matches.first else { return }
    let remapped = best.target.remappingCodes(from: best.source, to: source)
    if best.kind != .fuzzy, source.codeDifference(to: remapped).isEmpty {
      target = remapped
      state = .translated
      origin = best.kind == .context ? .contextMatch : .exactMatch
      if best.kind == .exact {
        notes.append(
          Note(author: Note.toolAuthor, text: "The same sentence as in \(best.document)."))
      }
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
