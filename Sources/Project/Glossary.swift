package import Units

/// The terms that a project has agreed on: a table whose first line names locales, and perhaps a
/// column `note`, with a term a line.
///
///     en         es          vi             note
///     hearing    audiencia   phiên tòa      in court
package struct Glossary: Sendable {
  /// What the columns hold; nil for the notes.
  private let columns: [LanguageTag?]
  private let rows: [[String]]

  /// No terms.
  package init() {
    columns = []
    rows = []
  }

  /// Reads a table with tabs between its cells, or with commas where its first line has no tab: then
  /// a cell may stand in quotes (RFC 4180).
  ///
  /// - Throws: A `ProjectError` with the place of the first thing wrong.
  package init(_ bytes: [UInt8], path: String) throws(ProjectError) {
    let table = DelimitedTable(
      String(decoding: bytes[bytes.byteOrderMarkLength...], as: UTF8.self))
    if let line = table.openQuote {
      throw ProjectError(
        .configuration, path: path, position: Position(line: line, column: 1),
        "a quote that begins here has no end")
    }
    guard let header = table.rows.first else {
      throw ProjectError(
        .configuration, path: path, position: Position(line: 1, column: 1),
        "the glossary is empty; its first line names the locales of its columns")
    }
    var columns: [LanguageTag?] = []
    for name in header.cells {
      if name == "note" {
        columns.append(nil)
        continue
      }
      do {
        columns.append(try LanguageTag(name))
      } catch {
        throw ProjectError(
          .configuration, path: path, position: Position(line: 1, column: 1),
          "“\(name)” heads a column, but is no locale: \(error.reason)")
      }
    }
    for row in table.rows.dropFirst() where row.cells.count > columns.count {
      throw ProjectError(
        .configuration, path: path, position: Position(line: row.line, column: 1),
        "the line has \(row.cells.count) cells, but the first line names \(columns.count) columns")
    }
    self.columns = columns
    rows = table.rows.dropFirst().map(\.cells)
  }

  /// The terms from one language into another. A column for `es` serves `es-MX` too, and one for `es-MX`
  /// serves `es` where it is the only one; `pt-BR` does not serve `pt-PT`.
  package func terms(from source: LanguageTag, to target: LanguageTag) -> TermFinder {
    guard let from = column(of: source), let to = column(of: target) else {
      return TermFinder([], language: source)
    }
    let note = columns.firstIndex { $0 == nil }
    let terms = rows.compactMap { row -> Term? in
      guard let source = row.cell(from), let target = row.cell(to) else { return nil }
      return Term(source: source, target: target, remark: note.flatMap(row.cell))
    }
    return TermFinder(terms, language: source)
  }

  private func column(of language: LanguageTag) -> Int? {
    func isPart(_ tag: LanguageTag, of other: LanguageTag) -> Bool {
      other.description.hasPrefix("\(tag)-")
    }
    if let same = columns.firstIndex(of: language) { return same }
    if let general = columns.firstIndex(where: { $0.map { isPart($0, of: language) } ?? false }) {
      return general
    }
    let special = columns.indices.filter { columns[$0].map { isPart(language, of: $0) } ?? false }
    return special.count == 1 ? special[0] : nil
  }
}

extension [String] {
  fileprivate func cell(_ index: Int) -> String? {
    index < count && !self[index].isEmpty ? self[index] : nil
  }
}

/// Finds the terms of a glossary in texts: whole words in any case, the longest term at each place.
package struct TermFinder: Sendable {
  private struct Entry {
    let words: [String]
    let term: Term
  }

  /// The terms by their first words, long ones first.
  private var entries: [String: [Entry]] = [:]
  /// What a last word may end in besides: the plural of languages that form it so.
  private let endings: [String]

  fileprivate init(_ terms: [Term], language: LanguageTag) {
    endings = ["en", "es"].contains(language.language) ? ["s", "es"] : []
    for term in terms {
      let words = term.source.termWords
      guard let first = words.first else { continue }
      entries[first, default: []].append(Entry(words: words, term: term))
    }
    for key in entries.keys { entries[key]?.sort { $0.words.count > $1.words.count } }
  }

  /// Whether there is nothing to find.
  package var isEmpty: Bool { entries.isEmpty }

  /// The terms in a text, each once, in the order in which they occur.
  package func terms(in content: Content) -> [Term] {
    guard !entries.isEmpty else { return [] }
    let words = content.text.termWords
    var found: [Term] = []
    var index = 0
    while index < words.count {
      let here = candidates(for: words[index]).first { matches($0, words[index...]) }
      guard let here else {
        index += 1
        continue
      }
      if !found.contains(here.term) { found.append(here.term) }
      index += here.words.count
    }
    return found
  }

  private func candidates(for word: String) -> [Entry] {
    // A term of one word may stand in the plural.
    let stems = endings.compactMap { word.hasSuffix($0) ? String(word.dropLast($0.count)) : nil }
    return ([word] + stems).flatMap { entries[$0] ?? [] }
  }

  private func matches(_ entry: Entry, _ words: ArraySlice<String>) -> Bool {
    guard words.count >= entry.words.count else { return false }
    for (index, pair) in zip(entry.words, words).enumerated() where pair.0 != pair.1 {
      let isLast = index == entry.words.count - 1
      guard isLast, endings.contains(where: { pair.0 + $0 == pair.1 }) else { return false }
    }
    return true
  }
}

extension String {
  /// The words in lower case, without the marks around them.
  fileprivate var termWords: [String] {
    normalizedToNFC.lowercased().replacing("’", with: "'")
      .split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "-" }
      .compactMap { word in
        // Inside a word they belong to it, at its ends they are quotes and dashes.
        var word = word.drop { !$0.isLetter && !$0.isNumber }
        while let last = word.last, !last.isLetter, !last.isNumber { word.removeLast() }
        return word.isEmpty ? nil : String(word)
      }
  }
}
