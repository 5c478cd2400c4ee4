package import Units

extension Record {
  /// The record with notes that tell translators where each segment stands: its document, the
  /// headings above it, and what comes before and after; how long its translation may be, and the
  /// terms in it.
  ///
  /// The notes are this tool's own, which no import takes back.
  package func withContext(_ guidance: [String: Guidance]) -> Record {
    var record = self
    let sources = units.flatMap { unit in unit.segments.map(\.source) }
    var headings: [(level: Int, text: String)] = []
    var position = 0
    for unit in units.indices {
      let place = ([original] + headings.map(\.text)).joined(separator: " › ")
      let guidance = guidance[units[unit].id] ?? Guidance()
      for segment in units[unit].segments.indices {
        var notes = ["In \(place)"]
        if position > 0 { notes.append("Before: \(sources[position - 1].display.shortened)") }
        position += 1
        if position < sources.count {
          notes.append("After: \(sources[position].display.shortened)")
        }
        if let limit = guidance.limit {
          let what = units[unit].segments.count > 1 ? ", with the other sentences beside it" : ""
          notes.append("At most \(limit) characters\(what)")
        }
        notes += (guidance.terms[units[unit].segments[segment].number] ?? []).map(\.note)
        record.units[unit].segments[segment].notes += notes.map {
          Note(author: Note.toolAuthor, text: $0)
        }
      }
      if case .heading(let level) = units[unit].kind {
        headings.removeAll { $0.level >= level }
        headings.append((level, units[unit].segments.map(\.source.text).joined(separator: " ")))
      }
    }
    return record
  }
}

extension Term {
  /// The term as a note for people.
  fileprivate var note: String {
    "Term: \(source) → \(target)" + (remark.map { " (\($0))" } ?? "")
  }
}

/// What a project says of the texts of its documents: limits of length, and the terms of its glossary.
package struct TranslationGuide: Sendable {
  let glossary: Glossary
  private let limits: LengthLimits

  /// Reads what a project says.
  ///
  /// - Throws: A `ProjectError` where the glossary cannot be read.
  package init(of workspace: Workspace) throws(ProjectError) {
    limits = workspace.configuration.lengthLimits
    guard let path = workspace.configuration.glossary else {
      glossary = Glossary()
      return
    }
    glossary = try Glossary(try workspace.files.read(path), path: path)
  }

  /// What it says of the units of a record, by their ids.
  package func guidance(for record: Record) -> [String: Guidance] {
    let finder = glossary.terms(from: record.sourceLanguage, to: record.targetLanguage)
    var guidance: [String: Guidance] = [:]
    for unit in record.units {
      var found = Guidance(limit: limits.limit(for: unit.kind))
      for segment in unit.segments where !finder.isEmpty {
        let terms = finder.terms(in: segment.source)
        if !terms.isEmpty { found.terms[segment.number] = terms }
      }
      if found != Guidance() { guidance[unit.id] = found }
    }
    return guidance
  }
}

extension [String: Guidance] {
  /// The guidance for a copy of a record. A limit is one of whole units: where a copy has a part of one,
  /// only the notes tell of it.
  package func limited(to copy: Record, of record: Record) -> [String: Guidance] {
    let sizes = [String: Int](
      record.units.map { ($0.id, $0.segments.count) }, uniquingKeysWith: { first, _ in first })
    var guidance = self
    for unit in copy.units where unit.segments.count != sizes[unit.id] {
      guidance[unit.id]?.limit = nil
    }
    return guidance
  }
}
