package import Units

/// What to look for in the texts of the memory.
package struct ConcordanceQuery: Sendable {
  /// The texts to look in.
  package enum Side: String, Sendable, CaseIterable {
    case source
    case target
    case both
  }

  package var text: String
  package var side = Side.both
  /// Whether only whole words count.
  package var wholeWords = false
  /// Whether letters with and without accents and other marks are the same.
  package var ignoresAccents = false
  /// The languages of the sources and of the targets; nil for any.
  package var languages: (source: LanguageTag?, target: LanguageTag?)

  /// Looks for a text in any case, anywhere.
  package init(_ text: String) { self.text = text }
}

/// A translation in which a text was found.
package struct ConcordanceHit: Hashable, Sendable {
  package let source: Content
  package let target: Content
  package let sourceLanguage: String
  package let targetLanguage: String
  package let document: String
}

extension TranslationMemory {
  /// How many hits are looked at: those stored first, where there are more.
  package static let mostHits = 1000

  /// The translations in which a text occurs, by document and source; the same one once.
  ///
  /// - Throws: `MemoryError` where the store cannot be read or written.
  package func search(_ query: ConcordanceQuery) throws -> [ConcordanceHit] {
    let wanted = Needle(query)
    guard !wanted.isEmpty else { return [] }
    try updateConcordance()
    // Three letters make an entry of the index; what is shorter has none.
    let isIndexed = wanted.folded.count > 2
    let select = try database.prepare(
      """
      SELECT segment.source, segment.target, document, pair.source, pair.target
      FROM \(isIndexed ? "concordance JOIN segment ON segment.id = concordance.rowid" : "segment")
      JOIN source ON source.id = source_id JOIN pair ON pair.id = pair
      WHERE \(isIndexed ? "concordance MATCH ?" : "?1 IS NOT NULL")
      ORDER BY \(isIndexed ? "concordance.rowid" : "segment.id")
      """)
    try select.bind(.text(wanted.expression))
    var hits: Set<ConcordanceHit> = []
    while hits.count < Self.mostHits, try select.step() {
      let hit = ConcordanceHit(
        source: Content(stored: select.text(0)), target: Content(stored: select.text(1)),
        sourceLanguage: select.text(3), targetLanguage: select.text(4), document: select.text(2))
      if wanted.isIn(hit) { hits.insert(hit) }
    }
    return hits.sorted {
      ($0.document, $0.source.text, $0.target.text, $0.sourceLanguage, $0.targetLanguage)
        < ($1.document, $1.source.text, $1.target.text, $1.sourceLanguage, $1.targetLanguage)
    }
  }

  /// Takes what the store has got since into the index of texts, which is made at the first question.
  private func updateConcordance() throws {
    try database.execute(
      "\(Self.concordance) CREATE TABLE IF NOT EXISTS concorded(last INTEGER NOT NULL);")
    let newest = try database.number("SELECT MAX(id) FROM segment")
    guard try newest > database.number("SELECT MAX(last) FROM concorded") else { return }
    try database.transaction {
      // Entries of what is gone stay, as their texts are not kept: too many, and all is made anew.
      let entries = try database.number("SELECT COUNT(*) FROM concordance_docsize")
      if try entries > 1000 + database.number("SELECT COUNT(*) FROM segment") * 2 {
        try database.execute("DELETE FROM concorded; DROP TABLE concordance; \(Self.concordance)")
      }
      try fillConcordance(after: database.number("SELECT MAX(last) FROM concorded"))
    }
  }

  private static let concordance = """
    CREATE VIRTUAL TABLE IF NOT EXISTS concordance
      USING fts5(source, target, content = '', tokenize = 'trigram');
    """

  private func fillConcordance(after last: Int64) throws {
    let select = try database.prepare(
      "SELECT id, source, target FROM segment WHERE id > ? ORDER BY id")
    try select.bind(.integer(last))
    let insert = try database.prepare(
      "INSERT INTO concordance(rowid, source, target) VALUES(?, ?, ?)")
    var newest = last
    while try select.step() {
      newest = select.integer(0)
      try insert.bind(
        .integer(newest), .text(Content(stored: select.text(1)).text.folded),
        .text(Content(stored: select.text(2)).text.folded)
      ).run()
    }
    try database.execute("DELETE FROM concorded")
    try database.prepare("INSERT INTO concorded VALUES(?)").bind(.integer(newest)).run()
  }
}

extension String {
  /// What the index holds of a text: small letters without marks.
  fileprivate var folded: String { lowercased().withoutMarks }
}

/// A text that is looked for.
private struct Needle {
  private let query: ConcordanceQuery
  /// Without marks, as the index has it.
  let folded: String
  /// As it must occur.
  private let wanted: [Character]

  init(_ query: ConcordanceQuery) {
    self.query = query
    folded = query.text.folded
    wanted = Array(query.ignoresAccents ? folded : query.text.normalizedToNFC.lowercased())
  }

  var isEmpty: Bool { wanted.allSatisfy(\.isWhitespace) }

  /// The question to the index (SQLite, FTS5, section 3).
  var expression: String {
    let text = "\"\(folded.replacing("\"", with: "\"\""))\""
    return query.side == .both ? text : "\(query.side.rawValue) : \(text)"
  }

  func isIn(_ hit: ConcordanceHit) -> Bool {
    if let language = query.languages.source, language.description != hit.sourceLanguage {
      return false
    }
    if let language = query.languages.target, language.description != hit.targetLanguage {
      return false
    }
    return switch query.side {
    case .source: isIn(hit.source)
    case .target: isIn(hit.target)
    case .both: isIn(hit.source) || isIn(hit.target)
    }
  }

  private func isIn(_ content: Content) -> Bool {
    let text = Array(
      query.ignoresAccents ? content.text.folded : content.text.normalizedToNFC.lowercased())
    guard text.count >= wanted.count else { return false }
    return (0...text.count - wanted.count).contains { start in
      let end = start + wanted.count
      guard text[start..<end].elementsEqual(wanted) else { return false }
      guard query.wholeWords else { return true }
      return !(start > 0 && text[start - 1].isOfWord) && !(end < text.count && text[end].isOfWord)
    }
  }
}

extension Character {
  fileprivate var isOfWord: Bool { isLetter || isNumber }
}
