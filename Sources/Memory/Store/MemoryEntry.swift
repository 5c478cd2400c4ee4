package import Units

/// A pair of languages, in the direction of translation.
package struct LanguagePair: Hashable, Sendable {
  package let source: LanguageTag
  package let target: LanguageTag

  /// Makes a pair.
  package init(source: LanguageTag, target: LanguageTag) {
    self.source = source
    self.target = target
  }
}

/// A translation as the memory keeps it.
package struct MemoryEntry: Hashable, Sendable {
  /// How a translation came to be one.
  package enum Origin: String, Hashable, Sendable, CaseIterable {
    /// A person translated it here: it stands in a record of the project.
    case record
    /// It came with a file of translations.
    case file = "tmx"
    /// A person added it to the memory by itself.
    case added
    /// Two versions of a text were laid side by side.
    case aligned
    /// A machine translated it.
    case machine
  }

  package var source: Content
  package var target: Content
  package var languages: LanguagePair
  package var state = SegmentState.translated
  package var origin = Origin.record
  /// What stood around it in its document.
  package var context = SegmentContext(previous: nil, next: nil)
  /// The source version, or the file that it came with.
  package var document: String
  /// The id of the segment in the document; empty where none is known.
  package var unit = ""
  /// Who translated it, or changed it last; empty where nobody says.
  package var author = ""
  /// When, as `20261127T101500Z`; empty where nobody says.
  package var date = ""
  package var note = ""
  /// The tag of the target language as the file writes it, where it means another variant than the
  /// memory's; empty otherwise.
  package var variant = ""

  /// Makes an entry.
  package init(source: Content, target: Content, languages: LanguagePair, document: String) {
    self.source = source
    self.target = target
    self.languages = languages
    self.document = document
  }
}

extension MemoryEntry {
  /// The pairs of a record: what people translated, also of sources that changed or went. What the
  /// memory itself filled in is left out: it is there already, from where it came.
  package static func entries(of record: Record) -> [MemoryEntry] {
    entries(of: record.units, in: record) + entries(of: record.retired, in: record)
  }

  private static func entries(of units: [Unit], in record: Record) -> [MemoryEntry] {
    let segments = units.flatMap { unit in unit.segments.map { (unit.segmentID($0.number), $0) } }
    let sources = segments.map(\.1.source)
    let languages = LanguagePair(source: record.sourceLanguage, target: record.targetLanguage)
    return segments.enumerated().flatMap { index, segment -> [MemoryEntry] in
      let (unit, segment) = segment
      var entry = MemoryEntry(
        source: segment.source, target: Content(), languages: languages, document: record.original)
      entry.context = SegmentContext(at: index, in: sources)
      entry.unit = unit
      entry.note = segment.notes.filter {
        $0.author != Note.toolAuthor && $0.author != Note.sourceAuthor
      }
      .map(\.text).joined(separator: "\n")
      var entries: [MemoryEntry] = []
      if let target = segment.target, segment.state >= .translated, segment.origin == nil {
        entry.target = target
        entry.state = segment.state
        entries.append(entry)
      }
      if let previous = segment.previous {
        entry.source = previous.source
        entry.target = previous.target
        entry.state = .translated
        entries.append(entry)
      }
      return entries
    }
  }
}

extension MemoryEntry {
  /// The names of what stores keep of a translation.
  static let columns = [
    "source", "target", "state", "origin", "document", "unit", "previous", "next", "author", "date",
    "note", "variant",
  ]

  /// What stores keep of a translation, in the order of the columns.
  var values: [String] {
    [
      source.stored, target.stored, "\(state.stored)", origin.rawValue, document, unit,
      context.previous, context.next, author, date, note, variant,
    ]
  }

  /// Takes what stores keep of a translation.
  init(values: [String], languages: LanguagePair) {
    self.init(
      source: Content(stored: values[0]), target: Content(stored: values[1]),
      languages: languages, document: values[4])
    state = SegmentState(stored: Int64(values[2]) ?? -1)
    origin = Origin(rawValue: values[3]) ?? .file
    unit = values[5]
    context = SegmentContext(previous: values[6], next: values[7])
    author = values[8]
    date = values[9]
    note = values[10]
    variant = values[11]
  }
}

extension SegmentState {
  /// The state as a number whose order is that of the states.
  var stored: Int64 { Int64(Self.allCases.firstIndex(of: self) ?? 0) }

  /// The state that a number stands for; drafts for one that no state has.
  init(stored: Int64) {
    let states = Self.allCases
    self = states.indices.contains(Int(stored)) ? states[Int(stored)] : .draft
  }
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
    guard stored.utf8.contains(0x1E) else {
      self.init(stored)
      return
    }
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
