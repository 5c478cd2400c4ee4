import Units

/// The sources of a pair of languages by their likeness: an index in a file, which is mapped, and a
/// small one in memory for what came since.
///
/// The file is a cache like the store: it is built again when it is missing, of another store, or too
/// far behind.
final class SimilarSources {
  private let indexes: [SourceIndex]
  /// Sources that the file has and the store has no more.
  private let gone: Set<UInt32>

  /// How many sources may have come or gone since the file was built: so many, or a twentieth of it.
  private static let mostSince = 2000

  /// Opens the index of a pair, or builds it.
  ///
  /// - Parameters:
  ///   - pair: The languages.
  ///   - database: The store.
  ///   - path: The file of the store, beside which that of the index stands; nil for a store in memory.
  /// - Throws: `MemoryError` where the store cannot be read.
  init(_ pair: LanguagePair, in database: Database, besides path: String?) throws(MemoryError) {
    // Each pair has an index of its own, which serves no other.
    let identity =
      UInt64(bitPattern: try database.number("SELECT identity FROM store"))
      ^ Digest("\(pair.source) \(pair.target)").value
    let file = path.map { "\($0)-\(pair.source)-\(pair.target).index" }
    var base = file.flatMap(IndexBytes.init(path:)).flatMap(SourceIndex.init)
    if base?.layout.store != identity { base = nil }
    let since = try Self.count(pair, after: base?.layout.lastSource ?? 0, in: database)
    let gone = try Self.gone(pair, in: database)
    if let layout = base?.layout, since + gone.count > max(Self.mostSince, layout.lists / 20) {
      base = nil
    }
    if let base {
      let new =
        since > 0
        ? SourceIndex(
          try Self.build(pair, after: base.layout.lastSource, store: identity, in: database)) : nil
      indexes = [base] + (new.map { [$0] } ?? [])
      self.gone = gone
    } else {
      let bytes = try Self.build(pair, after: 0, store: identity, in: database)
      // A folder that cannot be written to costs time and nothing else.
      if let file { _ = bytes.save(to: file) }
      indexes = SourceIndex(bytes).map { [$0] } ?? []
      self.gone = []
      // The new file has none of them.
      try database.prepare("DELETE FROM gone WHERE source_language = ? AND target_language = ?")
        .bind(Self.languages(pair)).run()
    }
  }

  /// The sources that are like a list of words, in no order: at least `limit` of the best, where there
  /// are so many, with all that are as good as the last of them.
  func search(_ words: [UInt64], minimum: Int, limit: Int) -> [SourceIndex.Found] {
    let found = indexes.flatMap { index in
      index.search(words, minimum: minimum, limit: limit) { !gone.contains($0) }
    }
    guard found.count > limit, limit > 0 else { return found }
    let least = found.map(\.score).sorted(by: >)[limit - 1]
    return found.filter { $0.score >= least }
  }

  // MARK: The store

  private static func languages(_ pair: LanguagePair) -> [Value] {
    [.text(pair.source.description), .text(pair.target.description)]
  }

  private static func count(
    _ pair: LanguagePair, after last: UInt32, in database: Database
  ) throws(MemoryError) -> Int {
    let select = try database.prepare(
      "SELECT COUNT(*) FROM source WHERE source_language = ? AND target_language = ? AND id > ?")
    try select.bind(languages(pair) + [.integer(Int64(last))])
    return try select.step() ? Int(select.integer(0)) : 0
  }

  private static func build(
    _ pair: LanguagePair, after last: UInt32, store: UInt64, in database: Database
  ) throws(MemoryError) -> IndexBytes {
    let select = try database.prepare(
      """
      SELECT id, content FROM source WHERE source_language = ? AND target_language = ? AND id > ?
      ORDER BY id
      """)
    try select.bind(languages(pair) + [.integer(Int64(last))])
    var builder = SourceIndexBuilder()
    while try select.step() {
      builder.add(
        UInt32(truncatingIfNeeded: select.integer(0)),
        words: WordHashes.of(Content(stored: select.text(1))))
    }
    return builder.build(store: store)
  }

  private static func gone(
    _ pair: LanguagePair, in database: Database
  ) throws(MemoryError) -> Set<UInt32> {
    let select = try database.prepare(
      "SELECT id FROM gone WHERE source_language = ? AND target_language = ?")
    try select.bind(languages(pair))
    var gone: Set<UInt32> = []
    while try select.step() { gone.insert(UInt32(truncatingIfNeeded: select.integer(0))) }
    return gone
  }
}
