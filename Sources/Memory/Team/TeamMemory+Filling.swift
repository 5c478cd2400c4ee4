import PostgreSQL
import Units

extension TeamMemory {
  /// Writes what changed of a project's files, and takes out what is gone. Files of other projects are
  /// left alone; of two writers of the same file one waits for the other.
  package func update(with files: [MemoryFile]) throws {
    try Self.planForWriting(server)
    try write(files)
    try Self.planForQuestions(server)
  }

  private func write(_ files: [MemoryFile]) throws {
    var known: [String: String] = [:]
    let rows = try server.query(
      "SELECT path, min(digest), max(digest) FROM l10n.record WHERE project = $1 GROUP BY path",
      [project])
    for row in 0..<rows.count {
      let isOne = rows.text(row, 1) == rows.text(row, 2)
      known[rows.text(row, 0)] = isOne ? rows.text(row, 1) : ""
    }
    // All writers go through the files in one order, so that no two wait for each other.
    let present = Set(files.map(\.path))
    for path in known.keys.sorted() where !present.contains(path) {
      try server.transaction { try forget(path) }
    }
    for file in files.sorted(by: { $0.path < $1.path }) where known[file.path] != file.digest {
      try server.transaction { try write(file) }
    }
    for pair in try grownPairs() { try server.transaction { try orderElements(of: pair) } }
    TeamSchema.indexTexts(on: server)
    // Indexes tell all by themselves where the server knows that nothing in them is out of date.
    guard !isTidy else { return }
    isTidy = true
    // Only the owner may.
    try? server.execute("VACUUM (ANALYZE) l10n.element, l10n.source, l10n.segment, l10n.frequency")
  }

  private func forget(_ path: String) throws {
    for table in ["segment", "record"] {
      try server.query(
        "DELETE FROM l10n.\(table) WHERE project = $1 AND path = $2", [project, path])
    }
  }

  private func write(_ file: MemoryFile) throws {
    // Whoever writes the same file waits here.
    try server.query(
      "SELECT pg_advisory_xact_lock(\(TeamSchema.lock), hashtext($1))",
      ["\(project)\n\(file.path)"])
    // The order of elements stays as it is while sources are written. Whoever is the first orders them and
    // is alone for that.
    let isFirst = try server.query("SELECT 1 FROM l10n.counted LIMIT 1").count == 0
    try server.query(
      "SELECT pg_advisory_xact_lock\(isFirst ? "" : "_shared")(\(TeamSchema.lock + 1))")
    try forget(file.path)
    for table in ["come", "fresh"] {
      try server.execute(
        """
        CREATE TEMP TABLE IF NOT EXISTS \(table) (pair text COLLATE "C", id bigint, words bytea)
          ON COMMIT DELETE ROWS
        """)
    }
    var pairs: Set<String> = []
    try file.read(0) { entries in
      pairs.formUnion(entries.map { Self.name(of: $0.languages) })
      try add(entries, of: file.path)
    }
    try addNewSources()
    let grown = isFirst ? try grownPairs() : []
    for pair in grown { try orderElements(of: pair) }
    try forEachSource(
      in: "fresh", where: "pair <> ALL ($1)",
      ["{\(grown.map { "\"\($0)\"" }.joined(separator: ","))}"]
    ) {
      try addElements(of: $0)
    }
    for pair in pairs.sorted() {
      try server.query(
        "INSERT INTO l10n.record (pair, project, path, digest) VALUES ($1, $2, $3, $4)",
        [pair, project, file.path, file.digest])
    }
    // A file without translations is known too.
    if pairs.isEmpty {
      try server.query(
        "INSERT INTO l10n.record (pair, project, path, digest) VALUES ('', $1, $2, $3)",
        [project, file.path, file.digest])
    }
  }

  private func add(_ entries: [MemoryEntry], of path: String) throws {
    var words: [String: [Int64: [UInt64]]] = [:]
    try server.copy(
      into: """
        l10n.segment (pair, source_id, project, path, \(TeamRow.columns), source_folded, \
        target_folded)
        """
    ) { (add: ([String]) throws(PostgreSQLError) -> Void) in
      for entry in entries {
        let pair = Self.name(of: entry.languages)
        let id = Self.number(of: entry.source)
        words[pair, default: [:]][id] =
          words[pair]?[id] ?? WordHashes.of(entry.source, in: entry.languages.source)
        try add(
          [pair, "\(id)", project, path] + entry.values
            + [entry.source.text.folded, entry.target.text.folded])
      }
    }
    try server.copy(into: "come") { (add: ([String]) throws(PostgreSQLError) -> Void) in
      for (pair, sources) in words {
        for (id, words) in sources { try add([pair, "\(id)", words.hexadecimal]) }
      }
    }
  }

  /// Adds the sources that nobody has, and remembers them for their elements.
  private func addNewSources() throws {
    // In an order that is everybody's: of two writers of the same source the second waits, and then has
    // nothing to do.
    try server.execute(
      """
      WITH new AS (
        INSERT INTO l10n.source SELECT DISTINCT ON (pair, id) pair, id, words FROM come
          ORDER BY pair, id ON CONFLICT DO NOTHING RETURNING pair, id, words)
      INSERT INTO fresh SELECT * FROM new
      """)
  }

  /// Calls a function with some thousand sources of a table at a time.
  private func forEachSource(
    in table: String, where condition: String, _ values: [String],
    _ take: ([(pair: String, id: Int64, words: [UInt64])]) throws -> Void
  ) throws {
    try server.query(
      """
      DECLARE sources CURSOR FOR SELECT pair, id, encode(words, 'hex') FROM \(table)
        WHERE \(condition)
      """, values)
    while case let rows = try server.query("FETCH 20000 FROM sources"), rows.count > 0 {
      try take(
        (0..<rows.count).map { row in
          (rows.text(row, 0), Int64(rows.text(row, 1)) ?? 0, Array(hexadecimal: rows.text(row, 2)))
        })
    }
    try server.execute("CLOSE sources")
  }

  private func addElements(of sources: [(pair: String, id: Int64, words: [UInt64])]) throws {
    var orders: [String: ElementOrder] = [:]
    for (pair, sources) in Dictionary(grouping: sources, by: \.pair) {
      orders[pair] = try order(of: sources.map(\.words), in: pair)
    }
    try addElements(of: sources, orders)
  }

  private func addElements(
    of sources: [(pair: String, id: Int64, words: [UInt64])], _ orders: [String: ElementOrder]
  ) throws {
    try server.copy(into: "l10n.element (pair, element, length, source, place)") {
      (add: ([String]) throws(PostgreSQLError) -> Void) in
      for (pair, id, words) in sources {
        let count = words.count
        guard count > 0, let order = orders[pair] else { continue }
        let prefix = order.elements(of: words)
          .prefix(Likeness.prefix(count, Likeness.lowestMinimum))
        for (place, element) in prefix.enumerated() {
          try add([pair, "\(element)", "\(count)", "\(id)", "\(place)"])
        }
      }
    }
  }

  // MARK: The order of elements

  /// The pairs of languages that have grown to twice their size since their elements were counted: what
  /// was rare may be frequent now.
  private func grownPairs() throws -> [String] {
    let grown = try server.query(
      """
      SELECT s.pair FROM (SELECT pair, count(*) AS sources FROM l10n.source GROUP BY pair) AS s
      LEFT JOIN l10n.counted c ON c.pair = s.pair
      WHERE s.sources > 1000 AND s.sources > 2 * coalesce(c.sources, 0) ORDER BY s.pair
      """)
    return (0..<grown.count).map { grown.text($0, 0) }
  }

  /// Counts the elements of a pair of languages, and puts them in their order in all sources. In a
  /// transaction.
  private func orderElements(of pair: String) throws {
    // Nobody writes sources meanwhile.
    try server.query("SELECT pg_advisory_xact_lock(\(TeamSchema.lock + 1))")
    try server.execute("ANALYZE l10n.source; ANALYZE l10n.segment")
    try server.query(
      """
      DELETE FROM l10n.source s WHERE pair = $1 AND NOT EXISTS (
        SELECT 1 FROM l10n.segment WHERE pair = $1 AND source_id = s.id)
      """, [pair])
    var sources: [(pair: String, id: Int64, words: [UInt64])] = []
    try forEachSource(in: "l10n.source", where: "pair = $1", [pair]) { sources += $0 }
    let order = ElementOrder(of: sources.map(\.words))
    for table in ["frequency", "element", "counted"] {
      try server.query("DELETE FROM l10n.\(table) WHERE pair = $1", [pair])
    }
    try server.copy(into: "l10n.frequency (pair, element, occurrences)") {
      (add: ([String]) throws(PostgreSQLError) -> Void) in
      for (element, count) in order.counted { try add([pair, "\(element)", "\(count)"]) }
    }
    try addElements(of: sources, [pair: order])
    try server.query(
      "INSERT INTO l10n.counted (pair, sources) VALUES ($1, $2)", [pair, "\(sources.count)"])
    isTidy = false
  }
}

extension [UInt64] {
  /// The numbers as PostgreSQL reads bytes: `\x` and two digits a byte.
  fileprivate var hexadecimal: String {
    var text = "\\x"
    for number in self {
      let digits = String(number, radix: 16)
      text += String(repeating: "0", count: 16 - digits.count) + digits
    }
    return text
  }

  fileprivate init(hexadecimal text: String) {
    self = []
    var digits = Substring(text)
    while digits.count >= 16 {
      append(UInt64(digits.prefix(16), radix: 16) ?? 0)
      digits = digits.dropFirst(16)
    }
  }
}
