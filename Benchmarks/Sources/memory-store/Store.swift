import Glibc
import Memory
import PostgreSQL
import SampleSentences
import Units

/// Times a whole memory, as commands use it: filling it, the matches of many segments at once, and where a
/// text occurs.
///
///     memory-store SEGMENTS [QUERIES] [ADDRESS]
///
/// With the address of a PostgreSQL database the memory is a team's, and is timed beside one that pg_trgm finds.
@main struct Store {
  static func main() throws {
    let arguments = CommandLine.arguments
    let count = arguments.count > 1 ? Int(arguments[1]) ?? 0 : 1_000_000
    let queries = arguments.count > 2 ? Int(arguments[2]) ?? 0 : 100_000
    let address = arguments.count > 3 ? arguments[3] : nil
    let path = "\(P_tmpdir)/l10n-bench.sqlite"
    defer { for end in ["", "-en-vi.index"] { unlink(path + end) } }
    let languages = LanguagePair(source: try LanguageTag("en"), target: try LanguageTag("vi"))
    var sentences = Sentences()
    let texts = (0..<count).map { _ in sentences.next() }
    let file = MemoryFile(path: "a.tmx", digest: "1") { _, take in
      for start in stride(from: 0, to: count, by: 5000) {
        try take(
          texts[start..<min(start + 5000, count)].map { text in
            MemoryEntry(
              source: Content(text), target: Content("Đích " + text), languages: languages,
              document: "a.tmx")
          })
      }
    }

    var clock = Clock()
    let memory: any MemoryStore =
      if let address {
        try TeamMemory(address, project: "p", writes: true)
      } else {
        try TranslationMemory(path: path)
      }
    try memory.update(with: [file])
    print("\(count) translations taken in: \(clock.lap())")
    let asked = (0..<queries).map { _ in
      MemoryQuery(
        source: Content(sentences.change(texts[sentences.random(count)])), languages: languages)
    }
    let matcher = MemoryMatcher([memory])
    let limits = MatchLimits(minimum: 70, count: 3)
    _ = clock.lap()
    _ = try matcher.matches(for: Array(asked.prefix(1)), limits: limits)
    print("the first lookup, which builds the index: \(clock.lap())")
    var found = 0
    let batch = address == nil ? 4096 : 1000
    for start in stride(from: 0, to: queries, by: batch) {
      let part = Array(asked[start..<min(start + batch, queries)])
      found += try matcher.matches(for: part, limits: limits).count { !$0.isEmpty }
    }
    print("\(queries) lookups, scored and repaired: \(clock.lap()), \(found) with matches")
    try search(memory, for: texts, &sentences)
    if let address { try comparePeer(address, texts, asked.prefix(20).map(\.source.text)) }
  }

  /// Times where texts occur: parts of words, words, two of them, letters alone, without accents, whole words.
  private static func search(
    _ memory: any MemoryStore, for texts: [String], _ sentences: inout Sentences
  ) throws {
    var clock = Clock()
    _ = try memory.search(ConcordanceQuery("zzz"))
    print("the first search, which writes the texts down: \(clock.lap())")
    var times: [Double] = []
    for number in 0..<600 {
      let words = texts[sentences.random(texts.count)].split(separator: " ")
      let word = words[sentences.random(words.count)]
      var query = ConcordanceQuery(String(word))
      switch number % 6 {
      case 0: query.text = String(word.dropLast(1))
      case 1: query.text = words.prefix(2).joined(separator: " ")
      case 2: query.text = String(word.prefix(2))
      case 3: query.ignoresAccents = true
      case 4: query.wholeWords = true
      default: break
      }
      clock = Clock()
      _ = try memory.search(query)
      times.append(clock.seconds.wall * 1e3)
    }
    times.sort()
    print(
      "where a text occurs: p50 \(times[300].shown) ms, p90 \(times[540].shown) ms,",
      "p99 \(times[594].shown) ms")
  }
}

extension Store {
  /// Times pg_trgm on the same texts: the hundred that are most alike by their trigrams, which somebody would
  /// have to score again.
  private static func comparePeer(
    _ address: String, _ texts: [String], _ asked: [String]
  ) throws {
    let server = try Connection(address)
    try server.execute(
      "CREATE EXTENSION IF NOT EXISTS pg_trgm; DROP TABLE IF EXISTS peer; CREATE TABLE peer (text text)"
    )
    try server.copy(into: "peer") { (add: ([String]) throws(PostgreSQLError) -> Void) in
      for text in texts { try add([text]) }
    }
    var clock = Clock()
    try server.execute("CREATE INDEX ON peer USING gin (text gin_trgm_ops); ANALYZE peer")
    print("pg_trgm, its index: \(clock.lap())")
    for text in asked {
      try server.query(
        "SELECT text FROM peer WHERE text % $1 ORDER BY similarity(text, $1) DESC LIMIT 100", [text]
      )
    }
    print("pg_trgm, \(asked.count) lookups: \(clock.lap())")
  }
}

/// Time on the wall and of processors since a moment.
private struct Clock {
  private var start = Self.now

  private static var now: (wall: Double, processor: Double) {
    func read(_ clock: clockid_t) -> Double {
      var time = timespec()
      clock_gettime(clock, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    return (read(CLOCK_MONOTONIC), read(CLOCK_PROCESS_CPUTIME_ID))
  }

  var seconds: (wall: Double, processor: Double) {
    let now = Self.now
    return (now.wall - start.wall, now.processor - start.processor)
  }

  mutating func lap() -> String {
    let (wall, processor) = seconds
    start = Self.now
    return "\(wall.shown) s, \(processor.shown) s of processors"
  }
}

extension Double {
  fileprivate var shown: String {
    let digits = self < 10 ? 1000.0 : 10.0
    return "\((self * digits).rounded() / digits)"
  }
}
