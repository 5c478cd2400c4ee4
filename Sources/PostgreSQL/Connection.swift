internal import CPostgreSQL

/// A connection to a PostgreSQL server through libpq: the owner of its handle.
///
/// Addresses, service files, password files, TLS and the environment are libpq's own affair (PostgreSQL,
/// “Database Connection Control Functions”). One thread at a time may use it.
@safe package final class Connection: @unchecked Sendable {
  private let handle: OpaquePointer
  /// The statements that the server knows by their names.
  private var prepared: Set<String> = []

  /// Connects.
  ///
  /// - Parameter address: A URI such as `postgresql://host/database`, or keywords and values.
  /// - Throws: `PostgreSQLError` where nobody answers or nobody is let in.
  package init(_ address: String) throws(PostgreSQLError) {
    guard let handle = unsafe PQconnectdb(address) else {
      throw PostgreSQLError(code: .unreachable, message: "out of memory")
    }
    unsafe self.handle = handle
    unsafe l10n_pq_silence(handle)
    guard unsafe PQstatus(handle) == CONNECTION_OK else {
      let message = Self.sentence(unsafe String(cString: PQerrorMessage(handle)))
      throw PostgreSQLError(code: .unreachable, message: message)
    }
  }

  deinit { unsafe PQfinish(handle) }

  /// Runs statements without parameters, and forgets what they return.
  package func execute(_ sql: String) throws(PostgreSQLError) {
    _ = try unsafe check(PQexec(handle, sql))
  }

  /// Runs one statement.
  @discardableResult
  package func query(_ sql: String, _ values: [String?] = []) throws(PostgreSQLError) -> Rows {
    let result = unsafe Self.withPointers(values) { pointers in
      unsafe PQexecParams(
        handle, sql, Int32(values.count), nil, pointers, nil, nil, 0)
    }
    return try unsafe check(result)
  }

  /// Runs a body in a transaction, which ends without a trace when the body throws.
  package func transaction(_ body: () throws -> Void) throws {
    try execute("BEGIN")
    do {
      try body()
      try execute("COMMIT")
    } catch {
      try? execute("ROLLBACK")
      throw error
    }
  }

  // MARK: Many at once

  /// How many questions are under way at most: what is sent before answers are read has to fit into the
  /// buffers of the network.
  private static let share = 64

  /// Runs one statement for many lists of values without waiting for the answer to each (PostgreSQL,
  /// “Pipeline Mode”).
  ///
  /// - Parameters:
  ///   - name: A name for the statement, which the server keeps prepared.
  ///   - sql: The statement.
  ///   - values: The values for each run.
  ///   - isBinary: Whether columns are wanted as the server keeps them.
  ///   - take: Called with the number of each run and its rows, in order.
  /// - Throws: `PostgreSQLError`, and what the function throws.
  package func pipeline(
    _ name: String, _ sql: String, _ values: [[String?]], isBinary: Bool = false,
    _ take: (Int, Rows) throws -> Void
  ) throws {
    guard !values.isEmpty else { return }
    if !prepared.contains(name) {
      _ = try unsafe check(PQprepare(handle, name, sql, 0, nil))
      prepared.insert(name)
    }
    for start in stride(from: 0, to: values.count, by: Self.share) {
      let runs = start..<min(start + Self.share, values.count)
      try runPipeline(name, values, runs, isBinary, take)
    }
  }

  private func runPipeline(
    _ name: String, _ values: [[String?]], _ runs: Range<Int>, _ isBinary: Bool,
    _ take: (Int, Rows) throws -> Void
  ) throws {
    guard unsafe PQenterPipelineMode(handle) == 1 else { throw lastError }
    defer { unsafe PQexitPipelineMode(handle) }
    for run in runs {
      let isSent = unsafe Self.withPointers(values[run]) { pointers in
        unsafe PQsendQueryPrepared(
          handle, name, Int32(values[run].count), pointers, nil, nil, isBinary ? 1 : 0)
      }
      guard isSent == 1 else { throw lastError }
    }
    guard unsafe PQpipelineSync(handle) == 1 else { throw lastError }
    var failure: (any Error)?
    for run in runs {
      let result = unsafe PQgetResult(handle)
      do {
        let rows = try unsafe check(result)
        if failure == nil { try take(run, rows) }
      } catch {
        failure = failure ?? error
      }
      // The end of one run's results.
      while let more = unsafe PQgetResult(handle) { unsafe PQclear(more) }
    }
    if let sync = unsafe PQgetResult(handle) { unsafe PQclear(sync) }
    if let failure { throw failure }
  }

  // MARK: Bulk

  /// Fills a table from lines (PostgreSQL, “COPY”, text format). The body gets a function that takes the
  /// columns of a row.
  package func copy(
    into table: String, _ body: (_ add: ([String]) throws(PostgreSQLError) -> Void) throws -> Void
  ) throws {
    let started = unsafe PQexec(handle, "COPY \(table) FROM STDIN")
    guard unsafe PQresultStatus(started) == PGRES_COPY_IN else {
      _ = try unsafe check(started)
      return
    }
    unsafe PQclear(started)
    var buffer: [UInt8] = []
    func flush() throws(PostgreSQLError) {
      let count = Int32(buffer.count)
      let isSent = unsafe buffer.withUnsafeBytes { bytes in
        unsafe PQputCopyData(handle, bytes.bindMemory(to: CChar.self).baseAddress, count)
      }
      buffer.removeAll(keepingCapacity: true)
      guard isSent == 1 else { throw lastError }
    }
    do {
      try body { (columns: [String]) throws(PostgreSQLError) in
        for (index, column) in columns.enumerated() {
          if index > 0 { buffer.append(UInt8(ascii: "\t")) }
          Self.escape(column, into: &buffer)
        }
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count > 1 << 16 { try flush() }
      }
      if !buffer.isEmpty { try flush() }
    } catch {
      unsafe PQputCopyEnd(handle, "given up")
      while let rest = unsafe PQgetResult(handle) { unsafe PQclear(rest) }
      throw error
    }
    guard unsafe PQputCopyEnd(handle, nil) == 1 else { throw lastError }
    _ = try unsafe check(PQgetResult(handle))
    while let rest = unsafe PQgetResult(handle) { unsafe PQclear(rest) }
  }

  private static func escape(_ column: String, into buffer: inout [UInt8]) {
    for byte in column.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): buffer += [byte, byte]
      case UInt8(ascii: "\n"): buffer += Array("\\n".utf8)
      case UInt8(ascii: "\r"): buffer += Array("\\r".utf8)
      case UInt8(ascii: "\t"): buffer += Array("\\t".utf8)
      // No text of PostgreSQL holds it.
      case 0: continue
      default: buffer.append(byte)
      }
    }
  }

  // MARK: Results

  private func check(_ result: OpaquePointer?) throws(PostgreSQLError) -> Rows {
    guard let result = unsafe result else { throw lastError }
    let rows = unsafe Rows(result)
    switch unsafe PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return rows
    default:
      if unsafe PQstatus(handle) == CONNECTION_BAD { throw lastError }
      let state = unsafe l10n_pq_sqlstate(result).map { unsafe String(cString: $0) }
      let message = unsafe l10n_pq_message(result).map { unsafe String(cString: $0) }
      throw PostgreSQLError(sqlState: state ?? "", message: message ?? lastError.message)
    }
  }

  private var lastError: PostgreSQLError {
    let isLost = unsafe PQstatus(handle) == CONNECTION_BAD
    return PostgreSQLError(
      code: isLost ? .unreachable : .refused,
      message: Self.sentence(unsafe String(cString: PQerrorMessage(handle))))
  }

  /// The first line of a message of libpq.
  private static func sentence(_ message: String) -> String {
    message.split(whereSeparator: \.isNewline).first.map(String.init) ?? "no reason was given"
  }

  private static func withPointers<Result>(
    _ values: [String?], _ body: ([UnsafePointer<CChar>?]) -> Result
  ) -> Result {
    // One buffer for all of them, each with the zero that C wants behind it.
    var bytes: [CChar] = []
    var starts: [Int?] = []
    for value in values {
      guard let value else {
        starts.append(nil)
        continue
      }
      starts.append(bytes.count)
      bytes += value.utf8.lazy.filter { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
    }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe body(
        starts.map { start in unsafe start.flatMap { unsafe buffer.baseAddress?.advanced(by: $0) } }
      )
    }
  }
}

/// The rows that a statement returned: the owner of libpq's result.
@safe package final class Rows {
  private let result: OpaquePointer

  fileprivate init(_ result: OpaquePointer) { unsafe self.result = result }

  deinit { unsafe PQclear(result) }

  /// How many there are.
  package var count: Int { Int(unsafe PQntuples(result)) }

  /// A column of a row as text; empty for null.
  package func text(_ row: Int, _ column: Int) -> String {
    unsafe String(decoding: bytes(row, column), as: UTF8.self)
  }

  /// A column of a row as a number; 0 where it is none.
  package func integer(_ row: Int, _ column: Int) -> Int { Int(text(row, column)) ?? 0 }

  /// A column of eight bytes, of a binary result.
  package func long(_ row: Int, _ column: Int) -> Int64 {
    Int64(bitPattern: longs(row, column).first ?? 0)
  }

  /// A column of bytes, of a binary result, as numbers of eight bytes each.
  package func longs(_ row: Int, _ column: Int) -> [UInt64] {
    let bytes = unsafe bytes(row, column)
    return stride(from: 0, to: bytes.count / 8 * 8, by: 8).map { start in
      (0..<8).reduce(UInt64(0)) { unsafe $0 << 8 | UInt64(bytes[start + $1]) }
    }
  }

  private func bytes(_ row: Int, _ column: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(row < count)
    let start = unsafe PQgetvalue(result, Int32(row), Int32(column))
    let length = unsafe Int(PQgetlength(result, Int32(row), Int32(column)))
    return unsafe UnsafeBufferPointer(
      start: UnsafeRawPointer(start)?.assumingMemoryBound(to: UInt8.self), count: length)
  }
}
