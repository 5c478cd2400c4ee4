import PostgreSQL
import Units

/// A memory that a team shares, in a PostgreSQL database: the same matches as those of a file.
///
/// A source has a number that is made of its text, so that all who write give it the same one and never
/// wait for each other. The sources that can be like another one are told by the database, which has
/// their rarest elements in a table (`ElementOrder`); how alike they are is measured here.
package final class TeamMemory {
  let server: Connection
  /// The project whose translations are written.
  let project: String
  /// Whether translations of that project are left out of what is found: it has newer ones itself.
  let leavesOutOwn: Bool
  private var orders: [String: ElementOrder] = [:]

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
    server = try Connection(address)
    self.project = project
    self.leavesOutOwn = leavesOutOwn
    if writes { try TeamSchema.migrate(server) }
    let version = try TeamSchema.version(on: server)
    guard version == TeamSchema.version else {
      let what =
        version == 0
        ? "there are no tables yet"
        : "its tables have version \(version), not \(TeamSchema.version)"
      throw PostgreSQLError(
        code: .missing,
        message:
          "\(what); l10n memory push of \(version > TeamSchema.version ? "an older" : "this")"
          + " version makes them")
    }
  }

  /// The number of a source: a digest of its text, and so the same wherever it is worked out.
  static func number(of source: Content) -> Int64 {
    Int64(bitPattern: Digest(source.structuralKey).value)
  }

  static func name(of pair: LanguagePair) -> String { "\(pair.source) \(pair.target)" }

  /// The order of elements in a pair of languages.
  func order(of pair: String) throws(PostgreSQLError) -> ElementOrder {
    if let known = orders[pair] { return known }
    let rows = try server.query(
      "SELECT element, rank FROM l10n.frequent WHERE pair = $1", [pair])
    var ranks: [Int64: Int] = [:]
    for row in 0..<rows.count { ranks[Int64(rows.text(row, 0)) ?? 0] = rows.integer(row, 1) }
    let order = ElementOrder(ranks: ranks)
    orders[pair] = order
    return order
  }

  func forgetOrders() { orders = [:] }
}

extension TeamMemory {
  /// The translations of some sources, in no order.
  func translations(
    _ sources: [(pair: LanguagePair, id: Int64)], _ take: (Int, [MemoryEntry]) throws -> Void
  ) throws {
    let own = leavesOutOwn ? "AND project <> $3" : "AND ($3 = $3)"
    try server.pipeline(
      "translations",
      "SELECT \(TeamRow.columns) FROM l10n.segment WHERE pair = $1 AND source_id = $2 \(own)",
      sources.map { [Self.name(of: $0.pair), "\($0.id)", project] }
    ) { index, rows in
      try take(index, (0..<rows.count).map { TeamRow.entry(rows, $0, sources[index].pair) })
    }
  }
}

/// The columns of a translation.
enum TeamRow {
  static let columns =
    "source, target, state, origin, document, unit, previous, next, author, date, note, variant"

  static func entry(_ rows: Rows, _ row: Int, _ languages: LanguagePair) -> MemoryEntry {
    MemoryEntry(values: (0..<12).map { rows.text(row, $0) }, languages: languages)
  }
}
