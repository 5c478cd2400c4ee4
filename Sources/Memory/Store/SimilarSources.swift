import Synchronization
import Units

/// The sources of a pair of languages by their likeness: an index in a file, which is mapped, and a
/// small one in memory for what came since.
///
/// The file is a cache like the store: it is built again when it is missing, of another store, or too
/// far behind.
final class SimilarSources: Sendable {
  private let indexes: [SourceIndex]
  /// Sources that the file has and the store has no more.
  private let gone: Set<UInt32>
  /// Searchers of each index, for as many threads as ever searched at once.
  private let idle = Mutex<[[IndexSearcher]]>([])

  /// How many sources may have come or gone since the file was built: so many, or a twentieth of it.
  private static let mostSince = 2000

  /// Opens the index of a pair, or builds it.
  ///
  /// - Parameters:
  ///   - pair: The number of the pair in the store.
  ///   - languages: The languages.
  ///   - database: The store.
  ///   - path: The file of the store, beside which that of the index stands; nil for a store in memory.
  /// - Throws: `MemoryError` where the store cannot be read.
  init(
    _ pair: Int64, _ languages: LanguagePair, in database: Database, besides path: String?
  ) throws(MemoryError) {
    // Each pair has an index of its own, which serves no other.
    let identity =
      try database.storeIdentity() ^ Digest("\(languages.source) \(languages.target)").value
    let file = path.map { "\($0)-\(languages.source)-\(languages.target).index" }
    let sources = StoredSources(pair: pair, language: languages.source, database: database)
    var base = file.flatMap(IndexBytes.init(path:)).flatMap(SourceIndex.init)
    if base?.layout.store != identity { base = nil }
    let since = try sources.count(after: base?.layout.lastSource ?? 0)
    let gone = try sources.gone()
    if let layout = base?.layout, since + gone.count > max(Self.mostSince, layout.lists / 20) {
      base = nil
    }
    if let base {
      let last = base.layout.lastSource
      let new =
        since > 0 ? SourceIndex(try sources.index(after: last, store: identity)) : nil
      indexes = [base] + (new.map { [$0] } ?? [])
      self.gone = gone
    } else {
      let bytes = try sources.index(after: 0, store: identity)
      // A folder that cannot be written to costs time and nothing else.
      if let file { _ = bytes.save(to: file) }
      indexes = SourceIndex(bytes).map { [$0] } ?? []
      self.gone = []
      // The new file has none of them.
      try database.prepare("DELETE FROM gone WHERE pair = ?").bind(.integer(pair)).run()
    }
  }

  /// The sources that are like each of some lists of words, in no order.
  func search(
    _ questions: [[UInt64]], _ limits: SimilarityLimits
  ) -> [[IndexSearcher.Found]] {
    Processors.map(questions.count) { share in
      var mine = idle.withLock { $0.popLast() } ?? indexes.map(IndexSearcher.init)
      defer { idle.withLock { $0.append(mine) } }
      return share.map { Self.search(questions[$0], with: &mine, gone, limits) }
    }
  }

  private static func search(
    _ words: [UInt64], with searchers: inout [IndexSearcher], _ gone: Set<UInt32>,
    _ limits: SimilarityLimits
  ) -> [IndexSearcher.Found] {
    var found: [IndexSearcher.Found] = []
    for index in searchers.indices {
      found += searchers[index].search(
        words, minimum: limits.minimum, limit: limits.count, slack: limits.slack
      ) { !gone.contains($0) }
    }
    return limits.best(of: found, by: \.score)
  }
}

/// The sources of a pair of languages in the store.
private struct StoredSources {
  let pair: Int64
  let language: LanguageTag
  let database: Database

  func count(after last: UInt32) throws(MemoryError) -> Int {
    let select = try database.prepare("SELECT COUNT(*) FROM source WHERE pair = ? AND id > ?")
    try select.bind(.integer(pair), .integer(Int64(last)))
    return try select.step() ? Int(select.integer(0)) : 0
  }

  func index(after last: UInt32, store: UInt64) throws(MemoryError) -> IndexBytes {
    let select = try database.prepare(
      "SELECT id, content FROM source WHERE pair = ? AND id > ? ORDER BY id")
    try select.bind(.integer(pair), .integer(Int64(last)))
    var builder = SourceIndexBuilder()
    while try select.step() {
      builder.add(
        UInt32(truncatingIfNeeded: select.integer(0)),
        words: WordHashes.of(Content(stored: select.text(1)), in: language))
    }
    return builder.build(store: store)
  }

  func gone() throws(MemoryError) -> Set<UInt32> {
    let select = try database.prepare("SELECT id FROM gone WHERE pair = ?")
    try select.bind(.integer(pair))
    var gone: Set<UInt32> = []
    while try select.step() { gone.insert(UInt32(truncatingIfNeeded: select.integer(0))) }
    return gone
  }
}
