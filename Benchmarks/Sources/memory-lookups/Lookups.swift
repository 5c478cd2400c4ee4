import Glibc
import SampleSentences
import Units

@testable import Memory

/// Times the index of similar sources by itself: how long it takes to build and to open, how large it
/// is, and what a lookup costs, with the text taken apart.
///
///     memory-lookups SEGMENTS [QUERIES] [FILE]
///     memory-lookups FILE [QUERIES]
///
/// Segments are generated, or the lines of a file; queries are segments with a word or two changed. With
/// a file behind, the segments and after an empty line the queries are written to it, for peers.
@main struct Lookups {
  static func main() throws {
    let arguments = CommandLine.arguments
    var sentences = Sentences()
    var texts: [String] = []
    if arguments.count > 1, Int(arguments[1]) == nil {
      guard let file = fopen(arguments[1], "r") else {
        return print("\(arguments[1]) cannot be read")
      }
      var line: UnsafeMutablePointer<CChar>?
      var size = 0
      while getline(&line, &size, file) > 0 {
        if let line { texts.append(String(cString: line)) }
      }
    } else {
      let count = arguments.count > 1 ? Int(arguments[1]) ?? 0 : 1_000_000
      texts = (0..<count).map { _ in sentences.next() }
    }
    let count = texts.count
    let queries = arguments.count > 2 ? Int(arguments[2]) ?? 0 : 2_000
    let asked = (0..<queries).map { _ in sentences.change(texts[sentences.random(texts.count)]) }

    if arguments.count > 3, let file = fopen(arguments[3], "w") {
      for line in texts + [""] + asked { fputs(line + "\n", file) }
      fclose(file)
    }

    let start = seconds()
    var builder = SourceIndexBuilder()
    for (number, text) in texts.enumerated() {
      builder.add(UInt32(number + 1), words: words(of: text))
    }
    let taken = seconds()
    let built = builder.build(store: 1)
    let ready = seconds()
    let path = "\(P_tmpdir)/l10n-bench.index"
    guard built.save(to: path) else { return print("the index cannot be written") }
    defer { unlink(path) }
    let opening = seconds()
    guard let index = IndexBytes(path: path).flatMap(SourceIndex.init) else { return }
    let opened = seconds()
    var searcher = IndexSearcher(index)
    print("\(count) segments, \(index.layout.tokens / max(count, 1)) words each")
    print(
      "texts taken apart \(shown(taken - start)) s, index built \(shown(ready - taken)) s,",
      "\(index.layout.size / count) bytes a segment, opened in \(shown((opened - opening) * 1e3)) ms"
    )

    for (name, limit, slack) in [
      ("best ≥ 70 %", 1, 0), ("best, and all that penalties may leave so", 1, 11),
      ("all ≥ 70 %", Int.max, 0),
    ] {
      var times: [Double] = []
      var found = 0
      for text in asked {
        let start = seconds()
        let matches = searcher.search(
          words(of: text), minimum: 70, limit: limit, slack: slack
        ) { _ in true }
        times.append((seconds() - start) * 1e3)
        found += matches.isEmpty ? 0 : 1
      }
      times.sort()
      print(
        "\(name): p50 \(shown(times[times.count / 2])) ms, p99 \(shown(times[times.count * 99 / 100])) ms,",
        "\(found) of \(queries) found")
    }
    try compare(&searcher, texts, asked.prefix(20))
  }

  /// Says whether the matches of some queries are those that a look at every segment finds.
  private static func compare(
    _ index: inout IndexSearcher, _ texts: [String], _ asked: ArraySlice<String>
  ) throws {
    let lists = texts.map { words(of: $0) }
    var numbers: [UInt64: UInt32] = [:]
    for word in lists.joined() where numbers[word] == nil { numbers[word] = UInt32(numbers.count) }
    let known = lists.map { $0.map { numbers[$0] ?? EditDistance.unknown } }
    var measure = EditDistance(vocabulary: numbers.count)
    var missed = 0
    var start = seconds()
    var expected: [Set<IndexSearcher.Found>] = []
    for text in asked {
      let query = words(of: text).map { numbers[$0] ?? EditDistance.unknown }
      measure.prepare(query)
      var found: Set<IndexSearcher.Found> = []
      for (number, list) in known.enumerated() {
        let longer = max(query.count, list.count)
        let allowed = Likeness.allowed(longer, 70)
        guard let distance = measure.distance(to: list.span, allowed: allowed) else { continue }
        let score = Likeness.score(distance: distance, of: longer)
        if score >= 70 { found.insert(.init(source: UInt32(number + 1), score: score)) }
      }
      expected.append(found)
    }
    let brute = (seconds() - start) * 1e3 / Double(asked.count)
    start = seconds()
    for (text, expected) in zip(asked, expected) {
      let found = index.search(words(of: text), minimum: 70, limit: .max) { _ in true }
      missed += expected.subtracting(found).count
    }
    print(
      "every segment looked at: \(shown(brute)) ms a query, \(missed) matches missed by the index")
  }

  private static let english = try? LanguageTag("en")

  private static func words(of text: String) -> [UInt64] {
    english.map { WordHashes.of(Content(text), in: $0) } ?? []
  }

  /// Processor time of this process.
  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func shown(_ value: Double) -> String {
    let digits = value < 10 ? 1000.0 : 10.0
    return "\((value * digits).rounded() / digits)"
  }
}
