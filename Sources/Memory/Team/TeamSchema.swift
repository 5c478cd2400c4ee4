import PostgreSQL

/// The tables of a team's memory. Each has the pair of languages, by which a cluster can spread them: no
/// lookup goes over several pairs.
enum TeamSchema {
  /// The version of the tables that this program works with.
  static var version: Int { steps.count }

  /// The version of a server's tables; 0 where there are none.
  static func version(on server: Connection) throws(PostgreSQLError) -> Int {
    do {
      let rows = try server.query("SELECT max(version) FROM l10n.migration")
      return rows.count > 0 ? rows.integer(0, 0) : 0
    } catch  where error.code == .missing {
      return 0
    }
  }

  /// Brings a server's tables up to date: one step, one transaction.
  static func migrate(_ server: Connection) throws {
    guard try version(on: server) < version else { return }
    // One at a time, whoever comes first.
    try server.query("SELECT pg_advisory_lock(\(lock))")
    defer { _ = try? server.query("SELECT pg_advisory_unlock(\(lock))") }
    for (number, step) in steps.enumerated() where try version(on: server) <= number {
      try server.transaction {
        try server.execute(step)
        try server.query("INSERT INTO l10n.migration VALUES ($1)", ["\(number + 1)"])
      }
    }
  }

  /// Makes the index by which texts are searched, where the server has what it takes; without it they are
  /// searched one by one. Once it is filled, as that is quicker than to fill it with each text.
  static func indexTexts(on server: Connection) {
    try? server.transaction {
      try server.execute(
        """
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE INDEX IF NOT EXISTS segment_texts ON l10n.segment
          USING gin (source_folded gin_trgm_ops, target_folded gin_trgm_ops);
        """)
    }
  }

  /// A number that no other program is likely to lock.
  static let lock = 6_106_110

  /// Steps are never changed once they were published: the next one changes what they made.
  private static let steps = [
    """
    CREATE SCHEMA IF NOT EXISTS l10n;
    CREATE TABLE l10n.migration (version int PRIMARY KEY);
    CREATE TABLE l10n.record (
      pair text COLLATE "C" NOT NULL, project text NOT NULL, path text NOT NULL, digest text NOT NULL,
      PRIMARY KEY (pair, project, path));
    CREATE TABLE l10n.source (
      pair text COLLATE "C" NOT NULL, id bigint NOT NULL, words bytea NOT NULL, PRIMARY KEY (pair, id));
    CREATE TABLE l10n.element (
      pair text COLLATE "C" NOT NULL, element bigint NOT NULL, length int NOT NULL, source bigint NOT NULL,
      place int NOT NULL);
    CREATE INDEX element_of ON l10n.element (pair, element, length) INCLUDE (source, place);
    CREATE TABLE l10n.frequency (
      pair text COLLATE "C" NOT NULL, element bigint NOT NULL, occurrences int NOT NULL,
      PRIMARY KEY (pair, element));
    CREATE TABLE l10n.counted (pair text COLLATE "C" PRIMARY KEY, sources bigint NOT NULL);
    CREATE TABLE l10n.segment (
      pair text COLLATE "C" NOT NULL, source_id bigint NOT NULL, project text NOT NULL, path text NOT NULL,
      source text NOT NULL, target text NOT NULL, state int NOT NULL, origin text NOT NULL,
      document text NOT NULL, unit text NOT NULL, previous text NOT NULL, next text NOT NULL,
      author text NOT NULL, date text NOT NULL, note text NOT NULL, variant text NOT NULL,
      source_folded text NOT NULL, target_folded text NOT NULL);
    CREATE INDEX segment_source ON l10n.segment (pair, source_id);
    CREATE INDEX segment_record ON l10n.segment (project, path);
    """
  ]
}
