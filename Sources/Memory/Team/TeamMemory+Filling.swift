import PostgreSQL
import Units

extension TeamMemory {
  /// Writes what changed of a project's files, and takes out what is gone. Files of other projects are
  /// left alone; of two writers of the same file one waits for the other.
  package func update(with files: [MemoryFile]) throws {
    var known: [String: String] = [:]
    let rows = try server.query(
      "SELECT path, min(digest), max(digest) FROM l10n.record WHERE project = $1 GROUP BY path",
      [project])
    for row in 0..<rows.count {
      let isOne = rows.text(row, 1) == rows.text(row, 2)
      known[rows.text(row, 0)] = isOne ? rows.text(row, 1) : ""
    }
    // All writers go through the files in one order, so that no two wait for each other.
    for path in known.keys.sorted() where !files.contains(where: { $0.path == path }) {
      try server.transaction { try forget(path) }
    }
    for file in files.sorted(by: { $0.path < $1.path }) where known[file.path] != file.digest {
      try server.transaction { try write(file) }
    }
    try orderElements()
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
    // Orders of elements stay as they are while sources are written.
    try server.query("SELECT pg_advisory_xact_lock_shared(\(TeamSchema.lock + 1))")
    forgetOrders()
    try forget(file.path)
    for table in ["come", "fresh"] {
      try server.execute(
        """
        CREATE TEMP TABLE IF NOT EXISTS \(table) (pair text, id bigint, words bytea)
          ON COMMIT DELETE ROWS
        """)
    }
    var pairs: Set<String> = []
    try file.read(0) { entries in
      pairs.formUnion(entries.map { Self.name(of: $0.languages) })
      try add(entries, of: file.path)
    }
    try addNewSources()
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

  /// Adds the sources that nobody has, with their elements.
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
    try forEachSource(in: "fresh", where: "true", []) { try addElements(of: $0) }
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
    let orders = try Dictionary(
      Set(sources.map(\.pair)).map { ($0, try order(of: $0)) }, uniquingKeysWith: { $1 })
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

  /// Orders the elements of pairs of languages anew that have grown to twice their size since: what was
  /// rare may be frequent now.
  private func orderElements() throws {
    let grown = try server.query(
      """
      SELECT s.pair FROM (SELECT pair, count(*) AS sources FROM l10n.source GROUP BY pair) AS s
      LEFT JOIN l10n.ordering o ON o.pair = s.pair
      WHERE s.sources > 1000 AND s.sources > 2 * coalesce(o.sources, 0) ORDER BY s.pair
      """)
    for row in 0..<grown.count { try orderElements(of: grown.text(row, 0)) }
  }

  private func orderElements(of pair: String) throws {
    try server.transaction {
      // Nobody writes sources meanwhile.
      try server.query("SELECT pg_advisory_xact_lock(\(TeamSchema.lock + 1))")
      try server.query(
        """
        DELETE FROM l10n.source s WHERE pair = $1 AND NOT EXISTS (
          SELECT 1 FROM l10n.segment WHERE pair = $1 AND source_id = s.id)
        """, [pair])
      var sources: [(pair: String, id: Int64, words: [UInt64])] = []
      try forEachSource(in: "l10n.source", where: "pair = $1", [pair]) { sources += $0 }
      let order = ElementOrder(of: sources.map(\.words))
      for table in ["frequent", "element", "ordering"] {
        try server.query("DELETE FROM l10n.\(table) WHERE pair = $1", [pair])
      }
      try server.copy(into: "l10n.frequent (pair, element, rank)") {
        (add: ([String]) throws(PostgreSQLError) -> Void) in
        for (element, rank) in order.frequent { try add([pair, "\(element)", "\(rank)"]) }
      }
      forgetOrders()
      try addElements(of: sources)
      try server.query(
        "INSERT INTO l10n.ordering (pair, sources, number) VALUES ($1, $2, 1)",
        [pair, "\(sources.count)"])
    }
    try server.execute("ANALYZE l10n.element; ANALYZE l10n.source; ANALYZE l10n.segment")
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
