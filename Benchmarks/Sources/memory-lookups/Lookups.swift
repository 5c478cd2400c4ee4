import Glibc
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
      builder.add(UInt32(number + 1), words: WordHashes.of(Content(text)))
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
    print("\(count) segments, \(index.layout.tokens / max(count, 1)) words each")
    print(
      "texts taken apart \(shown(taken - start)) s, index built \(shown(ready - taken)) s,",
      "\(index.layout.size / count) bytes a segment, opened in \(shown((opened - opening) * 1e3)) ms"
    )

    for (name, minimum, limit) in [("best ≥ 70 %", 70, 1), ("all ≥ 70 %", 70, Int.max)] {
      var times: [Double] = []
      var found = 0
      for text in asked {
        let start = seconds()
        let matches = index.search(WordHashes.of(Content(text)), minimum: minimum, limit: limit) {
          _ in true
        }
        times.append((seconds() - start) * 1e3)
        found += matches.isEmpty ? 0 : 1
      }
      times.sort()
      print(
        "\(name): p50 \(shown(times[times.count / 2])) ms, p99 \(shown(times[times.count * 99 / 100])) ms,",
        "\(found) of \(queries) found")
    }
    try compare(index, texts, asked.prefix(20))
  }

  /// Says whether the matches of some queries are those that a look at every segment finds.
  private static func compare(
    _ index: SourceIndex, _ texts: [String], _ asked: ArraySlice<String>
  ) throws {
    let lists = texts.map { WordHashes.of(Content($0)) }
    var numbers: [UInt64: UInt32] = [:]
    for word in lists.joined() where numbers[word] == nil { numbers[word] = UInt32(numbers.count) }
    let known = lists.map { $0.map { numbers[$0] ?? EditDistance.unknown } }
    var measure = EditDistance(vocabulary: numbers.count)
    var missed = 0
    var start = seconds()
    var expected: [Set<SourceIndex.Found>] = []
    for text in asked {
      let query = WordHashes.of(Content(text)).map { numbers[$0] ?? EditDistance.unknown }
      measure.prepare(query)
      var found: Set<SourceIndex.Found> = []
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
      let found = index.search(WordHashes.of(Content(text)), minimum: 70, limit: .max) { _ in true }
      missed += expected.subtracting(found).count
    }
    print(
      "every segment looked at: \(shown(brute)) ms a query, \(missed) matches missed by the index")
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

/// Sentences as those of a memory are: words by Zipf's law, lengths around ten words, and a third that
/// is like one before.
private struct Sentences {
  private var state: UInt64 = 2026
  private var recent: [String] = []
  private let words: [String]
  private let sums: [Double]

  init() {
    words = (0..<60_000).map(Self.word)
    var sum = 0.0
    sums = (0..<60_000).map { rank in
      sum += 1 / Double(rank + 3)
      return sum
    }
  }

  private static func word(_ number: Int) -> String {
    let syllables = ["ba", "co", "di", "fu", "le", "mi", "no", "pe", "ra", "so", "ti", "va", "ze"]
    var rest = number + 13
    var word = ""
    while rest > 0 {
      word += syllables[rest % syllables.count]
      rest /= syllables.count
    }
    return word
  }

  mutating func random(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  private mutating func anyWord() -> String {
    let wanted = Double(random(1 << 30)) / Double(1 << 30) * (sums.last ?? 1)
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] >= wanted { high = middle } else { low = middle + 1 }
    }
    return words[low]
  }

  mutating func next() -> String {
    if random(3) == 0, !recent.isEmpty { return change(recent[random(recent.count)]) }
    let count = 2 + random(6) + random(6) + random(7)
    let text = (0..<count).map { _ in anyWord() }.joined(separator: " ") + "."
    if recent.count < 50_000 { recent.append(text) } else { recent[random(50_000)] = text }
    return text
  }

  /// The sentence with one or two words changed, added or left out.
  mutating func change(_ text: String) -> String {
    var list = text.split(separator: " ").map(String.init)
    for _ in 0...random(2) {
      let place = random(list.count)
      switch random(3) {
      case 0: list.insert(anyWord(), at: place)
      case 1 where list.count > 2: list.remove(at: place)
      default: list[place] = anyWord()
      }
    }
    return list.joined(separator: " ")
  }
}
