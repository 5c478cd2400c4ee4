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

  /// Takes a row of the store: source, target, document, both languages.
  fileprivate init(columns: [String]) {
    source = Content(stored: columns[0])
    target = Content(stored: columns[1])
    document = columns[2]
    sourceLanguage = columns[3]
    targetLanguage = columns[4]
  }
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
    let isIndexed = wanted.folded.unicodeScalars.count > 2
    let select = try database.prepare(
      """
      SELECT segment.source, segment.target, document, pair.source, pair.target
      FROM \(isIndexed ? "concordance JOIN segment ON segment.id = concordance.rowid" : "segment")
      JOIN source ON source.id = source_id JOIN pair ON pair.id = pair
      WHERE \(isIndexed ? "concordance MATCH ?" : "?1 IS NOT NULL")
      ORDER BY \(isIndexed ? "concordance.rowid" : "segment.id")
      """)
    try select.bind(.text(wanted.expression))
    var hits = ConcordanceHits(wanted)
    while hits.wantMore, try select.step() { hits.add((Int32(0)..<5).map(select.text)) }
    return hits.sorted
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
  var folded: String { lowercased().withoutMarks }
}

/// The hits of a search, each once.
struct ConcordanceHits {
  private let needle: Needle
  private var seen: Set<Int> = []
  private var hits: [[String]] = []

  init(_ needle: Needle) { self.needle = needle }

  /// Whether there may be more.
  var wantMore: Bool { hits.count < TranslationMemory.mostHits }

  /// Takes a row of a store, if it is one: source, target, document, both languages.
  mutating func add(_ columns: [String]) {
    guard needle.matches(columns) else { return }
    var hasher = Hasher()
    for column in columns { hasher.combine(column) }
    if seen.insert(hasher.finalize()).inserted { hits.append(columns) }
  }

  /// All of them, by document, source and target.
  var sorted: [ConcordanceHit] {
    hits.sorted { a, b in
      for column in [2, 0, 1, 3, 4] where a[column] != b[column] {
        return a[column].utf8.lexicographicallyPrecedes(b[column].utf8)
      }
      return false
    }.map(ConcordanceHit.init(columns:))
  }
}

/// A text that is looked for.
struct Needle {
  private let query: ConcordanceQuery
  /// Without marks, as the index has it.
  let folded: String
  /// As it must occur, in UTF-8.
  private let wanted: [UInt8]

  init(_ query: ConcordanceQuery) {
    self.query = query
    folded = query.text.folded
    wanted = Array(
      (query.ignoresAccents ? folded : query.text.normalizedToNFC.lowercased()).utf8)
  }

  var isEmpty: Bool { query.text.allSatisfy(\.isWhitespace) }

  /// The question to the index (SQLite, FTS5, section 3).
  var expression: String {
    let text = "\"\(folded.replacing("\"", with: "\"\""))\""
    return query.side == .both ? text : "\(query.side.rawValue) : \(text)"
  }

  /// Whether a row has the text where it is looked for.
  func matches(_ columns: [String]) -> Bool {
    if let language = query.languages.source, language.description != columns[3] { return false }
    if let language = query.languages.target, language.description != columns[4] { return false }
    return switch query.side {
    case .source: isIn(columns[0])
    case .target: isIn(columns[1])
    case .both: isIn(columns[0]) || isIn(columns[1])
    }
  }

  private func isIn(_ stored: String) -> Bool {
    let plain = Content(stored: stored).text
    let text = query.ignoresAccents ? plain.folded : plain.normalizedToNFC.lowercased()
    return text.utf8.span.contains(wanted) { start in
      guard query.wholeWords else { return true }
      let bytes = text.utf8
      let first = bytes.index(bytes.startIndex, offsetBy: start)
      let behind = bytes.index(first, offsetBy: wanted.count)
      let isInWord = { (index: String.Index) in text.unicodeScalars[index].isOfWord }
      return !(first > text.startIndex && isInWord(text.unicodeScalars.index(before: first)))
        && !(behind < text.endIndex && isInWord(behind))
    }
  }
}

extension Span<UInt8> {
  /// Whether other bytes occur at a place for which a test holds.
  fileprivate func contains(_ wanted: [UInt8], where test: (_ start: Int) -> Bool) -> Bool {
    guard let first = wanted.first, count >= wanted.count else { return false }
    for start in 0...count - wanted.count where self[start] == first {
      var place = 1
      while place < wanted.count, self[start + place] == wanted[place] { place += 1 }
      if place == wanted.count, test(start) { return true }
    }
    return false
  }
}

extension Unicode.Scalar {
  fileprivate var isOfWord: Bool {
    properties.isAlphabetic || properties.numericType != nil
      || properties.generalCategory == .nonspacingMark
  }
}
