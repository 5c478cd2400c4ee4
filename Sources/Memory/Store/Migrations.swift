/// The steps by which the tables of a store came to be what they are. A step that was published is never
/// changed: what it made is changed by the next one.
enum Migrations {
  /// Brings a store to today's tables, whole or not at all.
  ///
  /// Tables of before there were steps, and of a program newer than this one, are thrown away: they are
  /// a cache.
  static func run(on database: Database) throws(MemoryError) {
    guard try version(of: database) != steps.count else { return }
    // Several processes may find it old at once.
    try database.execute("BEGIN IMMEDIATE")
    do {
      let version = try version(of: database)
      if version < 0 || version > steps.count { try database.execute(removal) }
      for step in steps.dropFirst(version > steps.count ? 0 : max(0, version)) {
        try database.execute(step)
      }
      try database.execute("PRAGMA user_version = \(firstVersion + steps.count)")
      try database.execute("COMMIT")
    } catch {
      try? database.execute("ROLLBACK")
      throw error
    }
  }

  /// How many steps a store has made; below 0 for one of before there were any.
  private static func version(of database: Database) throws(MemoryError) -> Int {
    let number = Int(try database.number("PRAGMA user_version"))
    if number == 0 { return 0 }
    return number > firstVersion ? number - firstVersion : -1
  }

  /// The numbers up to this one meant other tables.
  private static let firstVersion = 3

  private static let removal = """
    DROP TABLE IF EXISTS segment; DROP TABLE IF EXISTS record; DROP TABLE IF EXISTS source;
    DROP TABLE IF EXISTS gone; DROP TABLE IF EXISTS store; DROP TABLE IF EXISTS pair;
    DROP TABLE IF EXISTS concordance; DROP TABLE IF EXISTS concorded;
    """

  private static let steps = [
    """
    CREATE TABLE store(identity INTEGER NOT NULL);
    INSERT INTO store VALUES(random());
    CREATE TABLE pair(
      id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, UNIQUE(source, target));
    CREATE TABLE record(
      id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, digest TEXT NOT NULL,
      taken INTEGER NOT NULL, is_whole INTEGER NOT NULL);
    CREATE TABLE source(
      id INTEGER PRIMARY KEY AUTOINCREMENT, pair INTEGER NOT NULL, key TEXT NOT NULL,
      content TEXT NOT NULL, UNIQUE(key, pair));
    CREATE INDEX source_pair ON source(pair, id);
    CREATE TABLE segment(
      id INTEGER PRIMARY KEY AUTOINCREMENT, record INTEGER NOT NULL, source_id INTEGER NOT NULL,
      source TEXT NOT NULL, target TEXT NOT NULL, state INTEGER NOT NULL, origin TEXT NOT NULL,
      document TEXT NOT NULL, unit TEXT NOT NULL, previous TEXT NOT NULL, next TEXT NOT NULL,
      author TEXT NOT NULL, date TEXT NOT NULL, note TEXT NOT NULL, variant TEXT NOT NULL);
    CREATE INDEX segment_source ON segment(source_id);
    CREATE INDEX segment_record ON segment(record);
    CREATE TABLE gone(pair INTEGER NOT NULL, id INTEGER NOT NULL);
    """,
    // Texts are searched in a file of their own.
    "DROP TABLE IF EXISTS concordance; DROP TABLE IF EXISTS concorded;",
  ]
}

extension Database {
  /// Which store it is: another one has other numbers for the same things.
  func storeIdentity() throws(MemoryError) -> UInt64 {
    UInt64(bitPattern: try number("SELECT identity FROM store"))
  }
}
