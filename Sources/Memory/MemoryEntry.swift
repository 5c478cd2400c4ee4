import Units

/// A pair of source and target that is worth keeping.
struct MemoryEntry {
  let source: Content
  let target: Content
  let state: SegmentState
  let context: SegmentContext

  /// The pairs of a record: what people translated, also of sources that changed or went. What the
  /// memory itself filled in is left out: it is there already, from where it came.
  static func entries(of record: Record) -> [MemoryEntry] {
    let current = entries(of: record.units)
    return current + entries(of: record.retired)
  }

  private static func entries(of units: [Unit]) -> [MemoryEntry] {
    let segments = units.flatMap(\.segments)
    let sources = segments.map(\.source)
    return segments.enumerated().flatMap { index, segment -> [MemoryEntry] in
      let context = SegmentContext(at: index, in: sources)
      var entries: [MemoryEntry] = []
      if let target = segment.target, segment.state >= .translated, segment.origin == nil {
        entries.append(
          MemoryEntry(
            source: segment.source, target: target, state: segment.state, context: context))
      }
      if let previous = segment.previous {
        entries.append(
          MemoryEntry(
            source: previous.source, target: previous.target, state: .translated,
            context: context))
      }
      return entries
    }
  }
}

extension SegmentState {
  /// The state as a number whose order is that of the states.
  var stored: Int64 { Int64(Self.allCases.firstIndex(of: self) ?? 0) }
}

/// How content is stored: text as it is, codes between two control characters that no text holds.
extension Content {
  var stored: String {
    joined { code in
      let fields = [code.kind.rawValue, code.meaning.rawValue, code.id, code.original]
      return "\u{1E}" + fields.joined(separator: "\u{1F}") + "\u{1E}"
    }
  }

  init(stored: String) {
    let parts = stored.split(separator: "\u{1E}", omittingEmptySubsequences: false)
    self.init(
      parts.enumerated().compactMap { index, part -> Inline? in
        guard index % 2 == 1 else { return .text(String(part)) }
        let fields = part.split(
          separator: "\u{1F}", maxSplits: 3, omittingEmptySubsequences: false
        ).map(String.init)
        guard fields.count == 4, let kind = InlineCode.Kind(rawValue: fields[0]),
          let meaning = InlineCode.Meaning(rawValue: fields[1])
        else { return nil }
        return .code(
          InlineCode(id: fields[2], kind: kind, meaning: meaning, original: fields[3]))
      })
  }
}
