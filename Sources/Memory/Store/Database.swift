internal import CSQLite

/// A connection to an SQLite database: the owner of its handle.
@safe final class Database {
  private let handle: OpaquePointer

  /// Opens or creates a database: a file, or `:memory:`.
  init(path: String) throws(MemoryError) {
    var handle: OpaquePointer?
    let status = unsafe sqlite3_open_v2(
      path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nil)
    guard status == SQLITE_OK, let handle = unsafe handle else {
      let message = unsafe handle.map { unsafe String(cString: sqlite3_errmsg($0)) }
      unsafe sqlite3_close_v2(handle)
      throw MemoryError(code: .store, message: message ?? "out of memory", path: path)
    }
    unsafe self.handle = handle
    // Another run may be writing: wait for it instead of failing.
    unsafe sqlite3_busy_timeout(handle, 5_000)
    // A cache need not survive a power cut: one that is damaged is made anew.
    try execute(
      "PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;"
        + "PRAGMA mmap_size = 4294967296")
  }

  deinit { unsafe sqlite3_close_v2(handle) }

  /// Runs statements that return nothing.
  func execute(_ sql: String) throws(MemoryError) {
    guard unsafe sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw lastError }
  }

  /// Prepares a statement.
  func prepare(_ sql: String) throws(MemoryError) -> Statement {
    var statement: OpaquePointer?
    guard unsafe sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK,
      let statement = unsafe statement
    else { throw lastError }
    return unsafe Statement(statement, database: self)
  }

  /// Runs a body in a transaction, which ends without a trace when the body throws.
  func transaction(_ body: () throws -> Void) throws {
    try execute("BEGIN IMMEDIATE")
    do {
      try body()
      try execute("COMMIT")
    } catch {
      try? execute("ROLLBACK")
      throw error
    }
  }

  /// Runs a body that reads, at one state of the database: every statement by itself would ask the system
  /// anew whether others may write.
  func reading<Answer>(_ body: () throws -> Answer) throws -> Answer {
    try execute("BEGIN")
    defer { try? execute("COMMIT") }
    return try body()
  }

  /// The number that a query gives; 0 where it gives none.
  func number(_ sql: String) throws(MemoryError) -> Int64 {
    let statement = try prepare(sql)
    return try statement.step() ? statement.integer(0) : 0
  }

  /// The id of the row that was inserted last.
  var lastInsertedRow: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

  var lastError: MemoryError {
    // The low byte is the kind of an error (SQLite, “Result and Error Codes”).
    let isDamaged = [SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_ERROR].contains(
      unsafe sqlite3_extended_errcode(handle) & 0xFF)
    return unsafe MemoryError(
      code: isDamaged ? .damaged : .store, message: String(cString: sqlite3_errmsg(handle)),
      path: nil)
  }
}

/// A prepared statement: the owner of its handle.
@safe final class Statement {
  private let handle: OpaquePointer
  private let database: Database

  fileprivate init(_ handle: OpaquePointer, database: Database) {
    unsafe self.handle = handle
    self.database = database
  }

  deinit { unsafe sqlite3_finalize(handle) }

  /// Begins anew with these values.
  @discardableResult
  func bind(_ values: Value...) throws(MemoryError) -> Statement { try bind(values) }

  /// Begins anew with these values.
  @discardableResult
  func bind(_ values: [Value]) throws(MemoryError) -> Statement {
    unsafe sqlite3_reset(handle)
    for (offset, value) in values.enumerated() {
      let index = Int32(offset + 1)
      let status =
        switch value {
        case .text(let text):
          unsafe l10n_sqlite3_bind_text(handle, index, text, Int32(text.utf8.count))
        case .integer(let number): unsafe sqlite3_bind_int64(handle, index, number)
        case .null: unsafe sqlite3_bind_null(handle, index)
        }
      guard status == SQLITE_OK else { throw database.lastError }
    }
    return self
  }

  /// Goes to the next row; false behind the last one.
  func step() throws(MemoryError) -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw database.lastError
    }
  }

  /// Runs a statement that returns nothing.
  func run() throws(MemoryError) { while try step() {} }

  func text(_ column: Int32) -> String {
    guard let start = unsafe sqlite3_column_text(handle, column) else { return "" }
    let count = unsafe Int(sqlite3_column_bytes(handle, column))
    let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }
}

/// A value for a statement.
enum Value {
  case text(String)
  case integer(Int64)
  case null
}

/// Why the memory could not be used.
package struct MemoryError: Error, Hashable, Sendable {
  /// A stable name for the reason.
  package enum Code: String, Hashable, Sendable {
    /// SQLite refused: the message is its own.
    case store
    /// The file is no store, or not a whole one.
    case damaged
  }

  package let code: Code
  package let message: String
  package let path: String?
}

extension MemoryError: CustomStringConvertible {
  /// One sentence.
  package var description: String {
    let advice = code == .damaged ? "; l10n memory rebuild fills it anew" : ""
    return "the memory cannot be used: \(message)\(advice)"
  }
}
