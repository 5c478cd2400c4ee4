package import Units

/// The memory of a project in a file: an index over the records and the TMX files, which can be deleted
/// at any time and is then built again.
package final class TranslationMemory {
  let database: Database
  private let path: String?
  private var indexes: [Int64: SimilarSources] = [:]
  private var texts: StoredTexts?
  /// Called now and then while a large file is taken in, with its path and how many of its translations
  /// there are so far.
  package var onProgress: ((_ path: String, _ taken: Int) -> Void)?

  /// Opens the memory in a file, or makes an empty one; without a path it is never written down.
  package init(path: String?) throws(MemoryError) {
    self.path = path
    database = try Database(path: path ?? ":memory:")
    try Migrations.run(on: database)
  }

  /// What is wrong with the files, a sentence each.
  package func damages() throws(MemoryError) -> [String] {
    let check = try database.prepare("PRAGMA integrity_check")
    var damages: [String] = []
    while try check.step() { damages.append(check.text(0)) }
    if damages == ["ok"] { damages = [] }
    if let path, !StoredTexts.areIntact(besides: path) {
      damages.append("the texts in which is searched are damaged")
    }
    return damages
  }

  /// The number of a pair of languages; nil where there is nothing of it.
  private func number(of pair: LanguagePair) throws(MemoryError) -> Int64? {
    let select = try database.prepare("SELECT id FROM pair WHERE source = ? AND target = ?")
    try select.bind(.text(pair.source.description), .text(pair.target.description))
    return try select.step() ? select.integer(0) : nil
  }
}

extension TranslationMemory: MemoryStore {
  package func translations(of questions: [SourceQuestion]) throws -> [[MemoryEntry]] {
    let select = try database.prepare(
      "SELECT \(Row.columns) FROM source JOIN segment ON source_id = source.id"
        + " WHERE key = ? AND pair = ?")
    var pairs: [LanguagePair: Int64?] = [:]
    return try database.reading {
      try questions.map { question in
        let pair = try pairs[question.languages] ?? number(of: question.languages)
        pairs[question.languages] = .some(pair)
        guard let pair else { return [] }
        try select.bind(.text(question.source.structuralKey), .integer(pair))
        return try Row.all(select, question.languages)
      }
    }
  }

  package func similar(
    to questions: [SourceQuestion], limits: SimilarityLimits
  ) throws -> [[SimilarSource]] {
    var answers = [[SimilarSource]](repeating: [], count: questions.count)
    for (languages, places) in Dictionary(
      grouping: questions.indices, by: { questions[$0].languages })
    {
      guard let pair = try number(of: languages) else { continue }
      let index =
        try indexes[pair] ?? SimilarSources(pair, languages, in: database, besides: path)
      indexes[pair] = index
      let found = index.search(
        places.map { WordHashes.of(questions[$0].source, in: languages.source) }, limits)
      let select = try database.prepare(
        "SELECT \(Row.columns) FROM segment WHERE source_id = ?")
      try database.reading {
        for (place, found) in zip(places, found) {
          answers[place] = try found.compactMap { source in
            try select.bind(.integer(Int64(source.source)))
            return SimilarSource(
              likeness: source.score, translations: try Row.all(select, languages),
              for: questions[place])
          }
        }
      }
    }
    return answers
  }

  package func search(_ query: ConcordanceQuery) throws -> [ConcordanceHit] {
    guard let needle = Needle(query) else { return [] }
    let texts = try texts ?? StoredTexts(of: database, besides: path)
    self.texts = texts
    let pairs = try pairs(of: query.languages)
    let select = try database.prepare(
      "SELECT source, target, document, record, previous, next FROM segment WHERE id = ?")
    var hits = ConcordanceHits()
    return try database.reading {
      try texts.search(needle) { found in
        guard let languages = pairs[Int64(found.pair)] else { return true }
        try select.bind(.integer(found.id))
        // Texts are kept for a while of what is gone.
        guard try select.step() else { return true }
        hits.add(
          FoundRow(
            columns: (Int32(0)..<3).map(select.text) + languages, file: [select.text(3)],
            place: found.id,
            context: SegmentContext(previous: select.text(4), next: select.text(5))))
        return hits.wantMore
      }
      let neighbours = try NeighbourSelection(database)
      return try hits.sorted(surrounded: query.surrounded, candidates: neighbours.candidates)
    }
  }

  /// The pairs of some languages, by their numbers; nil stands for any.
  private func pairs(
    of languages: (source: LanguageTag?, target: LanguageTag?)
  ) throws(MemoryError) -> [Int64: [String]] {
    let select = try database.prepare("SELECT id, source, target FROM pair")
    var pairs: [Int64: [String]] = [:]
    while try select.step() { pairs[select.integer(0)] = [select.text(1), select.text(2)] }
    return pairs.filter { _, pair in
      pair[0] == languages.source?.description ?? pair[0]
        && pair[1] == languages.target?.description ?? pair[1]
    }
  }

  package func forEachEntry(
    of pair: LanguagePair, _ body: (MemoryEntry) throws -> Void
  ) throws {
    guard let number = try number(of: pair) else { return }
    let select = try database.prepare(
      """
      SELECT \(Row.columns) FROM segment JOIN source ON source_id = source.id
      WHERE pair = ? ORDER BY segment.source, segment.target, document, unit, segment.id
      """)
    try select.bind(.integer(number))
    while try select.step() { try body(Row.entry(select, pair)) }
  }

  /// About so many translations of a pair of languages, which are the same ones whenever the store has the
  /// same sources.
  package func sample(of pair: LanguagePair, most: Int) throws -> [MemoryEntry] {
    guard let number = try number(of: pair) else { return [] }
    let sources = try database.number("SELECT COUNT(*) FROM source WHERE pair = \(number)")
    let keys = try database.prepare("SELECT key FROM source WHERE pair = ? ORDER BY key")
    try keys.bind(.integer(number))
    var chosen: [String] = []
    while try keys.step() {
      let key = keys.text(0)
      if Digest(key).value % UInt64(sources) < UInt64(most) { chosen.append(key) }
    }
    let select = try database.prepare(
      "SELECT \(Row.columns) FROM source JOIN segment ON source_id = source.id"
        + " WHERE key = ? AND pair = ? ORDER BY segment.target")
    return try database.reading {
      try chosen.flatMap { key in
        try select.bind(.text(key), .integer(number))
        return try Row.all(select, pair)
      }
    }
  }

  package func digest() throws -> Digest {
    let select = try database.prepare("SELECT source, target FROM pair")
    var digest = StoreDigest()
    while try select.step() {
      guard let source = try? LanguageTag(select.text(0)),
        let target = try? LanguageTag(select.text(1))
      else { continue }
      try forEachEntry(of: LanguagePair(source: source, target: target)) { digest.add($0) }
    }
    return digest.value
  }

  package func statistics() throws -> [PairStatistics] {
    var tallies: [Int64: TranslationTally] = [:]
    let groups = try database.prepare(
      """
      SELECT pair, state, origin, COUNT(*) FROM segment JOIN source ON source_id = source.id
      GROUP BY pair, state, origin
      """)
    while try groups.step() {
      tallies[groups.integer(0), default: TranslationTally()]
        .add(Int(groups.integer(3)), state: groups.integer(1), origin: groups.text(2))
    }
    let select = try database.prepare(
      """
      SELECT pair.source, pair.target, SUM(count), COUNT(*), SUM(targets > 1), pair.id FROM (
        SELECT pair, COUNT(*) AS count, COUNT(DISTINCT segment.target) AS targets
        FROM segment JOIN source ON source_id = source.id GROUP BY source_id)
      JOIN pair ON pair.id = pair GROUP BY pair.id ORDER BY pair.source, pair.target
      """)
    var pairs: [PairStatistics] = []
    while try select.step() {
      let tally = tallies[select.integer(5)] ?? TranslationTally()
      pairs.append(
        PairStatistics(
          source: select.text(0), target: select.text(1), translations: Int(select.integer(2)),
          sources: Int(select.integer(3)), conflicts: Int(select.integer(4)),
          states: tally.states, origins: tally.origins))
    }
    return pairs
  }

  // MARK: Filling

  /// How many translations are taken in before they are written down for good: a large file that was
  /// not taken in to its end goes on there the next time.
  private static let batch = 50_000

  package func update(with files: [MemoryFile]) throws {
    // Most of the time nothing has changed, and nobody needs to wait for anybody.
    guard try !changes(in: files).isNone else { return }
    indexes = [:]
    texts = nil
    try database.transaction {
      // The sources of records that are taken out.
      try database.execute("CREATE TEMP TABLE IF NOT EXISTS touched(id INTEGER PRIMARY KEY)")
      // Another process may have taken it in meanwhile.
      let changes = try changes(in: files)
      for known in changes.gone.values { try forget(known.id) }
      for file in changes.changed {
        try take(file, known: changes.known[file.path])
      }
      try forgetUnusedSources()
    }
  }

  private func take(_ file: MemoryFile, known: Known?) throws {
    let isContinued = known?.digest == file.digest
    if let known, !isContinued { try forget(known.id) }
    var taken = isContinued ? known?.taken ?? 0 : 0
    let id: Int64
    if let known, isContinued {
      id = known.id
    } else {
      try database.prepare("INSERT INTO record(path, digest, taken, is_whole) VALUES(?, ?, 0, 0)")
        .bind(.text(file.path), .text(file.digest)).run()
      id = database.lastInsertedRow
    }
    let mark = try database.prepare("UPDATE record SET taken = ?, is_whole = ? WHERE id = ?")
    let insertion = try SegmentInsertion(database)
    var written = taken
    try file.read(taken) { entries in
      for entry in entries { try insertion.insert(entry, of: id) }
      taken += entries.count
      guard taken - written >= Self.batch else { return }
      written = taken
      try mark.bind(.integer(Int64(taken)), .integer(0), .integer(id)).run()
      try database.execute("COMMIT; BEGIN IMMEDIATE")
      onProgress?(file.path, taken)
    }
    try mark.bind(.integer(Int64(taken)), .integer(1), .integer(id)).run()
  }

  /// Sources that lost their last translation go; indexes that still hold them are told by `gone`.
  /// Those that a changed record has again keep their number.
  private func forgetUnusedSources() throws(MemoryError) {
    try database.execute(
      """
      DELETE FROM touched WHERE EXISTS (SELECT 1 FROM segment WHERE source_id = touched.id);
      INSERT INTO gone SELECT pair, source.id FROM touched JOIN source ON source.id = touched.id;
      DELETE FROM source WHERE id IN (SELECT id FROM touched);
      DELETE FROM touched;
      """)
  }

  /// A record that the memory has.
  private struct Known {
    let id: Int64
    let digest: String
    /// How many of its translations there are.
    let taken: Int
    let isWhole: Bool
  }

  private struct Changes {
    /// The records that the memory knows, by their paths.
    var known: [String: Known] = [:]
    var changed: [MemoryFile] = []
    var gone: [String: Known] = [:]

    var isNone: Bool { changed.isEmpty && gone.isEmpty }
  }

  private func changes(in files: [MemoryFile]) throws(MemoryError) -> Changes {
    var changes = Changes()
    let list = try database.prepare("SELECT path, id, digest, taken, is_whole FROM record")
    while try list.step() {
      changes.known[list.text(0)] = Known(
        id: list.integer(1), digest: list.text(2), taken: Int(list.integer(3)),
        isWhole: list.integer(4) != 0)
    }
    let present = Set(files.map(\.path))
    changes.changed = files.filter { file in
      changes.known[file.path].map { $0.digest != file.digest || !$0.isWhole } ?? true
    }
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
}

/// Takes translations next to others out of the store.
private final class NeighbourSelection {
  private let before: Statement
  private let after: Statement

  init(_ database: Database) throws(MemoryError) {
    func select(_ condition: String) throws(MemoryError) -> Statement {
      try database.prepare(
        """
        SELECT source, target, previous, next FROM segment
        WHERE record = ? AND id \(condition) LIMIT 4
        """)
    }
    before = try select("< ? ORDER BY id DESC")
    after = try select("> ? ORDER BY id")
  }

  /// The translations next to one in its file. Earlier ones of the same source may stand between.
  func candidates(
    _ side: PossibleNeighbour.Side, of row: FoundRow
  ) throws(MemoryError) -> [PossibleNeighbour] {
    let select = side == .before ? before : after
    try select.bind(.integer(Int64(row.file[0]) ?? 0), .integer(row.place))
    var neighbours: [PossibleNeighbour] = []
    while try select.step() {
      neighbours.append(
        PossibleNeighbour(
          source: select.text(0), target: select.text(1),
          context: SegmentContext(previous: select.text(2), next: select.text(3))))
    }
    return neighbours
  }
}

/// Puts translations into the store.
private final class SegmentInsertion {
  private let database: Database
  private let sourceInsertion: Statement
  private let sourceSelection: Statement
  private let insertion: Statement
  private var pairs: [LanguagePair: Int64] = [:]

  init(_ database: Database) throws(MemoryError) {
    self.database = database
    sourceInsertion = try database.prepare(
      "INSERT INTO source(pair, key, content) VALUES(?, ?, ?) ON CONFLICT DO NOTHING")
    sourceSelection = try database.prepare("SELECT id FROM source WHERE pair = ? AND key = ?")
    insertion = try database.prepare(
      """
      INSERT INTO segment(record, source_id, \(Row.inserted))
      VALUES(?, ?, \(Array(repeating: "?", count: Int(Row.count)).joined(separator: ", ")))
      """)
  }

  func insert(_ entry: MemoryEntry, of record: Int64) throws(MemoryError) {
    let pair = try number(of: entry.languages)
    let key = Value.text(entry.source.structuralKey)
    try sourceInsertion.bind(.integer(pair), key, .text(entry.source.stored)).run()
    guard try sourceSelection.bind(.integer(pair), key).step() else { return }
    let source = sourceSelection.integer(0)
    try insertion.bind([.integer(record), .integer(source)] + entry.values.map(Value.text)).run()
  }

  private func number(of pair: LanguagePair) throws(MemoryError) -> Int64 {
    if let known = pairs[pair] { return known }
    let languages: [Value] = [.text(pair.source.description), .text(pair.target.description)]
    try database.prepare("INSERT INTO pair(source, target) VALUES(?, ?) ON CONFLICT DO NOTHING")
      .bind(languages).run()
    let select = try database.prepare("SELECT id FROM pair WHERE source = ? AND target = ?")
    guard try select.bind(languages).step() else { throw database.lastError }
    pairs[pair] = select.integer(0)
    return select.integer(0)
  }
}

/// The columns of a translation.
private enum Row {
  static let count = Int32(MemoryEntry.columns.count)
  /// As they are inserted, and as they are selected beside other tables.
  static let inserted = MemoryEntry.columns.joined(separator: ", ")
  static let columns = MemoryEntry.columns.map { "segment.\($0)" }.joined(separator: ", ")

  static func entry(_ row: Statement, _ languages: LanguagePair) -> MemoryEntry {
    MemoryEntry(values: (0..<count).map(row.text), languages: languages)
  }

  static func all(_ rows: Statement, _ languages: LanguagePair) throws(MemoryError) -> [MemoryEntry]
  {
    var entries: [MemoryEntry] = []
    while try rows.step() { entries.append(entry(rows, languages)) }
    return entries
  }
}
