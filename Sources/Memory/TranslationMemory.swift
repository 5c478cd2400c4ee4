package import Units

/// All translations of a project by their sources: an index over the records that can be deleted
/// at any time and is then built again.
package final class TranslationMemory {
  let database: Database
  private let path: String?
  private var indexes: [LanguagePair: SimilarSources] = [:]

  /// The number of the tables' layout. A file with another one is emptied and filled again.
  private static let layout: Int64 = 3

  /// Opens the memory in a file, or makes an empty one; without a path it is never written down.
  package init(path: String?) throws(MemoryError) {
    self.path = path
    database = try Database(path: path ?? ":memory:")
    guard try database.number("PRAGMA user_version") != Self.layout else { return }
    // Several processes may find it missing at once.
    try database.execute("BEGIN IMMEDIATE")
    defer { try? database.execute("COMMIT") }
    guard try database.number("PRAGMA user_version") != Self.layout else { return }
    try database.execute(
      """
      DROP TABLE IF EXISTS segment; DROP TABLE IF EXISTS record;
      DROP TABLE IF EXISTS source; DROP TABLE IF EXISTS gone; DROP TABLE IF EXISTS store;
      DROP TABLE IF EXISTS concordance; DROP TABLE IF EXISTS concorded;
      CREATE TABLE store(identity INTEGER NOT NULL);
      INSERT INTO store VALUES(random());
      CREATE TABLE record(id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, digest TEXT NOT NULL);
      CREATE TABLE source(
        id INTEGER PRIMARY KEY AUTOINCREMENT, source_language TEXT NOT NULL,
        target_language TEXT NOT NULL, key TEXT NOT NULL, content TEXT NOT NULL,
        UNIQUE(key, source_language, target_language));
      CREATE INDEX source_languages ON source(source_language, target_language, id);
      CREATE TABLE segment(
        id INTEGER PRIMARY KEY AUTOINCREMENT, record INTEGER NOT NULL, source_id INTEGER NOT NULL,
        source TEXT NOT NULL, target TEXT NOT NULL, state INTEGER NOT NULL, document TEXT NOT NULL,
        previous TEXT NOT NULL, next TEXT NOT NULL);
      CREATE INDEX segment_source ON segment(source_id);
      CREATE INDEX segment_record ON segment(record);
      CREATE TABLE gone(
        source_language TEXT NOT NULL, target_language TEXT NOT NULL, id INTEGER NOT NULL);
      PRAGMA user_version = \(Self.layout);
      """)
  }

  // MARK: Filling

  /// A record as the memory sees it.
  package struct RecordFile {
    package let path: String
    /// The digest of the file's bytes.
    package let digest: String
    /// Reads the record; called only when the memory does not know this digest.
    package let read: (_ take: (Record) throws -> Void) throws -> Void

    /// Names a record.
    package init(path: String, digest: String, read: @escaping () throws -> Record?) {
      self.init(path: path, digest: digest) { take in
        if let record = try read() { try take(record) }
      }
    }

    /// Names a file that is taken in as several records.
    package init(
      path: String, digest: String,
      readAll: @escaping (_ take: (Record) throws -> Void) throws -> Void
    ) {
      self.path = path
      self.digest = digest
      read = readAll
    }
  }

  /// Brings the memory in line with the records: takes in what changed, forgets what is gone.
  package func update(with files: [RecordFile]) throws {
    // Most of the time nothing has changed, and nobody needs to wait for anybody.
    guard try !changes(in: files).isNone else { return }
    indexes = [:]
    try database.transaction {
      // The sources of records that are taken out.
      try database.execute("CREATE TEMP TABLE IF NOT EXISTS touched(id INTEGER PRIMARY KEY)")
      // Another process may have taken it in meanwhile.
      let changes = try changes(in: files)
      for (id, _) in changes.gone.values { try forget(id) }
      for file in changes.changed {
        if let (id, _) = changes.known[file.path] { try forget(id) }
        try database.prepare("INSERT INTO record(path, digest) VALUES(?, ?)")
          .bind(.text(file.path), .text(file.digest)).run()
        let id = database.lastInsertedRow
        try file.read { try insert($0, id: id) }
      }
      try forgetUnusedSources()
    }
  }

  /// Sources that lost their last translation go; indexes that still hold them are told by `gone`.
  /// Those that a changed record has again keep their number.
  private func forgetUnusedSources() throws(MemoryError) {
    try database.execute(
      """
      DELETE FROM touched WHERE EXISTS (SELECT 1 FROM segment WHERE source_id = touched.id);
      INSERT INTO gone SELECT source_language, target_language, source.id
        FROM touched JOIN source ON source.id = touched.id;
      DELETE FROM source WHERE id IN (SELECT id FROM touched);
      DELETE FROM touched;
      """)
  }

  private struct Changes {
    /// The records that the memory knows, by their paths.
    var known: [String: (id: Int64, digest: String)] = [:]
    var changed: [RecordFile] = []
    var gone: [String: (id: Int64, digest: String)] = [:]

    var isNone: Bool { changed.isEmpty && gone.isEmpty }
  }

  private func changes(in files: [RecordFile]) throws(MemoryError) -> Changes {
    var changes = Changes()
    let list = try database.prepare("SELECT path, id, digest FROM record")
    while try list.step() { changes.known[list.text(0)] = (list.integer(1), list.text(2)) }
    let present = Set(files.map(\.path))
    changes.changed = files.filter { changes.known[$0.path]?.digest != $0.digest }
    changes.gone = changes.known.filter { !present.contains($0.key) }
    return changes
  }

  private func forget(_ record: Int64) throws(MemoryError) {
    try database.prepare(
      "INSERT OR IGNORE INTO touched SELECT source_id FROM segment WHERE record = ?"
    )
    .bind(.integer(record)).run()
    try database.prepare("DELETE FROM segment WHERE record = ?").bind(.integer(record)).run()
    try database.prepare("DELETE FROM record WHERE id = ?").bind(.integer(record)).run()
  }

  private func insert(_ record: Record, id: Int64) throws(MemoryError) {
    let languages: [Value] = [
      .text(record.sourceLanguage.description), .text(record.targetLanguage.description),
    ]
    let sourceInsertion = try database.prepare(
      """
      INSERT INTO source(source_language, target_language, key, content) VALUES(?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """)
    let sourceSelection = try database.prepare(
      "SELECT id FROM source WHERE source_language = ? AND target_language = ? AND key = ?")
    let insertion = try database.prepare(
      """
      INSERT INTO segment(record, source_id, source, target, state, document, previous, next)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?)
      """)
    for entry in MemoryEntry.entries(of: record) {
      let key = Value.text(entry.source.structuralKey)
      let content = Value.text(entry.source.stored)
      try sourceInsertion.bind(languages + [key, content]).run()
      guard try sourceSelection.bind(languages + [key]).step() else { continue }
      try insertion.bind(
        .integer(id), .integer(sourceSelection.integer(0)), content, .text(entry.target.stored),
        .integer(entry.state.stored), .text(record.original), .text(entry.context.previous),
        .text(entry.context.next)
      ).run()
    }
  }
}

/// A pair of languages, in the direction of translation.
struct LanguagePair: Hashable {
  let source: LanguageTag
  let target: LanguageTag
}

extension TranslationMemory: MatchSource {
  package func matches(for query: MemoryQuery, minimum: Int) throws -> [MemoryMatch] {
    let exact = try exactMatches(for: query)
    if !exact.isEmpty { return exact }
    return minimum < 100 ? try fuzzyMatches(for: query, minimum: minimum, limit: 3) : []
  }

  private func fuzzyMatches(
    for query: MemoryQuery, minimum: Int, limit: Int
  ) throws -> [MemoryMatch] {
    let pair = LanguagePair(source: query.sourceLanguage, target: query.targetLanguage)
    let index = try indexes[pair] ?? SimilarSources(pair, in: database, besides: path)
    indexes[pair] = index
    let found = index.search(WordHashes.of(query.source), minimum: minimum, limit: limit)
    let keySelection = try database.prepare("SELECT key FROM source WHERE id = ?")
    let ranked = try found.compactMap { found -> (key: String, score: Int)? in
      guard try keySelection.bind(.integer(Int64(found.source))).step() else { return nil }
      return (keySelection.text(0), found.score)
    }.sorted { ($1.score, $0.key) < ($0.score, $1.key) }
    var matches: [MemoryMatch] = []
    for (key, score) in ranked where matches.count < limit {
      guard let best = try entries(key: key, for: query).first else { continue }
      matches.append(best.match(kind: .fuzzy, score: score))
    }
    return matches
  }

  /// The matches for a segment, best first, fuzzy ones behind exact ones.
  package func allMatches(
    for query: MemoryQuery, minimum: Int, limit: Int
  ) throws -> [MemoryMatch] {
    let exact = try exactMatches(for: query)
    let known = Set(exact.map(\.source.structuralKey))
    let fuzzy =
      minimum < 100 && exact.count < limit
      ? try fuzzyMatches(for: query, minimum: minimum, limit: min(limit, .max / 2) + known.count)
        .filter { !known.contains($0.source.structuralKey) } : []
    return Array((exact + fuzzy).prefix(limit))
  }

  private func exactMatches(for query: MemoryQuery) throws(MemoryError) -> [MemoryMatch] {
    let wanted = query.context
    let entries = try entries(key: query.source.structuralKey, for: query)
    let inContext = entries.filter { $0.context == wanted }
    let others = entries.filter { $0.context != wanted }
    var seen: Set<String> = []
    return
      (inContext.map { $0.match(kind: .context, score: 101) }
      + others.map { $0.match(kind: .exact, score: 100) })
      .filter { seen.insert($0.target.structuralKey).inserted }
  }

  /// The entries of a key, best first: by state, then in a stable order.
  private func entries(
    key: String, for query: MemoryQuery
  ) throws(MemoryError) -> [StoredEntry] {
    let select = try database.prepare(
      """
      SELECT segment.source, target, document, previous, next
      FROM source JOIN segment ON source_id = source.id
      WHERE key = ? AND source_language = ? AND target_language = ?
      ORDER BY state DESC, document = ? DESC, document, target
      """)
    try select.bind(
      .text(key), .text(query.sourceLanguage.description),
      .text(query.targetLanguage.description), .text(query.document))
    var entries: [StoredEntry] = []
    while try select.step() {
      entries.append(
        StoredEntry(
          source: Content(stored: select.text(0)), target: Content(stored: select.text(1)),
          document: select.text(2),
          context: SegmentContext(previous: select.text(3), next: select.text(4))))
    }
    return entries
  }

  /// A digest of all that the memory holds, whatever the order in which it came.
  package func digest() throws(MemoryError) -> Digest {
    let select = try database.prepare(
      """
      SELECT source_language, target_language, key, segment.source, target, document, previous, next,
        state
      FROM segment JOIN source ON source_id = source.id ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9
      """)
    var digest = Digest("")
    while try select.step() {
      for column in Int32(0)..<9 { digest.add("\(select.text(column))\0".utf8) }
    }
    return digest
  }

  /// What SQLite finds wrong with the file, a sentence each.
  package func damages() throws(MemoryError) -> [String] {
    let check = try database.prepare("PRAGMA integrity_check")
    var damages: [String] = []
    while try check.step() { damages.append(check.text(0)) }
    return damages == ["ok"] ? [] : damages
  }

  /// What the memory holds of a pair of languages.
  package struct PairStatistics: Hashable, Sendable {
    package let source: String
    package let target: String
    /// How many translations there are, and of how many different sources.
    package let translations: Int
    package let sources: Int
    /// How many sources have several different translations.
    package let conflicts: Int
  }

  /// Calls a function with each translation of a pair of languages, in the order of their sources;
  /// the same pair of texts comes once.
  package func forEachPair(
    from source: LanguageTag, to target: LanguageTag, _ body: (Content, Content) -> Void
  ) throws(MemoryError) {
    let select = try database.prepare(
      """
      SELECT DISTINCT segment.source, target FROM segment JOIN source ON source_id = source.id
      WHERE source_language = ? AND target_language = ? ORDER BY segment.source, target
      """)
    try select.bind(.text(source.description), .text(target.description))
    while try select.step() {
      body(Content(stored: select.text(0)), Content(stored: select.text(1)))
    }
  }

  /// What the memory holds, by pairs of languages in alphabetical order.
  package func statistics() throws -> [PairStatistics] {
    let select = try database.prepare(
      """
      SELECT source_language, target_language, SUM(count), COUNT(*), SUM(targets > 1) FROM (
        SELECT source_language, target_language, COUNT(*) AS count,
          COUNT(DISTINCT target) AS targets
        FROM segment JOIN source ON source_id = source.id GROUP BY source_id)
      GROUP BY source_language, target_language ORDER BY source_language, target_language
      """)
    var pairs: [PairStatistics] = []
    while try select.step() {
      pairs.append(
        PairStatistics(
          source: select.text(0), target: select.text(1), translations: Int(select.integer(2)),
          sources: Int(select.integer(3)), conflicts: Int(select.integer(4))))
    }
    return pairs
  }
}

/// An entry as it comes out of the store.
private struct StoredEntry {
  let source: Content
  let target: Content
  let document: String
  let context: SegmentContext

  func match(kind: MemoryMatch.Kind, score: Int) -> MemoryMatch {
    MemoryMatch(kind: kind, score: score, source: source, target: target, document: document)
  }
}
