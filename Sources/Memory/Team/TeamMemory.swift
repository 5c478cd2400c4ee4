import PostgreSQL
import Units

/// A memory that a team shares, in a PostgreSQL database: the same matches as those of a file.
///
/// A source has a number that is made of its text, so that all who write give it the same one and never
/// wait for each other. The sources that can be like another one are told by the database, which has
/// their rarest elements in a table (`ElementOrder`); how alike they are is measured here.
package final class TeamMemory {
  let server: Connection
  private let address: String
  private var others: [Connection] = []
  /// The project whose translations are written.
  let project: String
  /// Whether translations of that project are left out of what is found: it has newer ones itself.
  let leavesOutOwn: Bool
  /// Whether nothing much was written since the tables were tidied.
  var isTidy = true

  /// Connects to a memory.
  ///
  /// - Parameters:
  ///   - address: An address of libpq. Without `connect_timeout` it is waited for five seconds.
  ///   - project: The name of the project that writes.
  ///   - leavesOutOwn: Whether that project's translations are left out of what is found.
  ///   - writes: Whether the tables are made, or brought up to date.
  /// - Throws: `PostgreSQLError` where the database cannot be used.
  package init(
    _ address: String, project: String, leavesOutOwn: Bool = false, writes: Bool = false
  ) throws {
    self.address = address
    server = try Self.connect(address)
    // Whoever asks does not wait for whoever writes.
    if !writes { try server.execute("SET lock_timeout = '5s'; SET statement_timeout = '60s'") }
    self.project = project
    self.leavesOutOwn = leavesOutOwn
    if writes { try TeamSchema.migrate(server) }
    let version = try TeamSchema.version(on: server)
    guard version == TeamSchema.version else {
      let what =
        version == 0
        ? "there are no tables yet, which l10n memory push makes"
        : version < TeamSchema.version
          ? "its tables are of an older version, which l10n memory push brings up to date"
          : "its tables are of a newer version of l10n than this one"
      throw PostgreSQLError(code: .missing, message: what)
    }
  }

  /// How many connections one command has at most.
  private static let mostConnections = 2

  private static func connect(_ address: String) throws(PostgreSQLError) -> Connection {
    let server = try Connection(address)
    try planForQuestions(server)
    return server
  }

  /// One plan for each question, by its indexes: what there is to choose costs more than it saves.
  static func planForQuestions(_ server: Connection) throws(PostgreSQLError) {
    try server.execute(
      """
      SET jit = off; SET plan_cache_mode = force_generic_plan; SET enable_hashjoin = off;
      SET enable_mergejoin = off
      """)
  }

  /// What is written in bulk is planned by what there is.
  static func planForWriting(_ server: Connection) throws(PostgreSQLError) {
    try server.execute("RESET plan_cache_mode; RESET enable_hashjoin; RESET enable_mergejoin")
  }

  /// Connections for as many questions: the server works on those of each one at once.
  func connections(for questions: Int) -> [Connection] {
    while others.count + 1 < min(Self.mostConnections, questions / 64) {
      // A server that lets nobody else in is asked through one.
      guard let other = try? Self.connect(address) else { break }
      others.append(other)
    }
    return [server] + others
  }

  /// The number of a source: a digest of its text, and so the same wherever it is worked out.
  static func number(of source: Content) -> Int64 {
    Int64(bitPattern: Digest(source.structuralKey).value)
  }

  static func name(of pair: LanguagePair) -> String { "\(pair.source) \(pair.target)" }

  /// The order of the elements of some lists of words in a pair of languages.
  func order(of lists: [[UInt64]], in pair: String) throws(PostgreSQLError) -> ElementOrder {
    let elements = Set(lists.flatMap(ElementOrder.elements))
    let rows = try server.query(
      """
      SELECT element, occurrences FROM l10n.frequency WHERE pair = $1
        AND element = ANY ($2::bigint[])
      """, [pair, Self.array(elements)])
    var counts: [Int64: Int] = [:]
    for row in 0..<rows.count { counts[Int64(rows.text(row, 0)) ?? 0] = rows.integer(row, 1) }
    return ElementOrder(counts: counts)
  }

  /// Numbers as PostgreSQL reads an array.
  static func array(_ numbers: some Sequence<Int64>) -> String {
    "{" + numbers.map(String.init).joined(separator: ",") + "}"
  }
}

extension TeamMemory {
  /// The translations of some sources, in no order.
  func translations(
    _ sources: [(pair: LanguagePair, id: Int64)], _ take: (Int, [MemoryEntry]) throws -> Void
  ) throws {
    // No project has an empty name.
    let leftOut = leavesOutOwn ? project : ""
    try server.pipeline(
      "translations",
      """
      SELECT \(TeamRow.columns) FROM l10n.segment
      WHERE pair = $1 AND source_id = $2 AND project <> $3
      """,
      sources.map { [Self.name(of: $0.pair), "\($0.id)", leftOut] }
    ) { index, rows in
      try take(index, (0..<rows.count).map { TeamRow.entry(rows, $0, sources[index].pair) })
    }
  }
}

/// The columns of a translation.
enum TeamRow {
  static let columns = MemoryEntry.columns.joined(separator: ", ")

  static func entry(_ rows: Rows, _ row: Int, _ languages: LanguagePair) -> MemoryEntry {
    MemoryEntry(
      values: MemoryEntry.columns.indices.map { rows.text(row, $0) }, languages: languages)
  }
}
