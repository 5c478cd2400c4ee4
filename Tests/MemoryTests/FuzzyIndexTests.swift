import Testing
import Units

@testable import Memory

@Suite struct FuzzyIndexTests {
  /// A text of words of which some are frequent and most are rare, as in real texts.
  private func text(_ length: Int, _ random: inout some RandomNumberGenerator) -> String {
    (0..<length).map { _ in
      let rank = Int.random(in: 0..<20, using: &random) * Int.random(in: 0..<20, using: &random)
      return "w\(rank)"
    }.joined(separator: " ")
  }

  /// A text with a few words changed, moved, added or left out.
  private func changed(_ text: String, _ random: inout some RandomNumberGenerator) -> String {
    var words = text.split(separator: " ").map(String.init)
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let place = Int.random(in: 0...words.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: words.insert("w\(Int.random(in: 0..<300, using: &random))", at: place)
      case 1 where place < words.count && words.count > 1: words.remove(at: place)
      case 2 where place < words.count: words[place] = "unknown\(place)"
      default:
        if words.count > 1 { words.swapAt(0, words.count - 1) }
      }
    }
    return words.joined(separator: " ")
  }

  /// The likeness of two texts by its definition alone.
  private func score(_ a: String, _ b: String) -> Int {
    let (a, b) = (a.split(separator: " "), b.split(separator: " "))
    var numbers: [Substring: Int32] = [:]
    func number(_ word: Substring) -> Int32 {
      if let known = numbers[word] { return known }
      numbers[word] = Int32(numbers.count)
      return Int32(numbers.count - 1)
    }
    let longer = max(a.count, b.count)
    let distance = EditDistance.tableDistance(a.map(number), b.map(number), allowed: longer)
    return min(99, 100 * (longer - (distance ?? longer)) / max(longer, 1))
  }

  @Test("Every source that is alike is found, with its score", arguments: [50, 70, 75, 90])
  func recall(_ minimum: Int) {
    var random = SystemRandomNumberGenerator()
    let index = FuzzyIndex()
    let lengths = [1, 2, 3, 5, 8, 13, 20, 40, 63, 64, 65, 90]
    let texts = (0..<120).map { text(lengths[$0 % lengths.count], &random) }
    for (number, text) in texts.enumerated() { index.add(key: "\(number)", source: Content(text)) }
    for number in 0..<40 {
      let query = changed(texts[number * 3], &random)
      let found = index.search(Content(query), minimum: minimum, limit: .max)
      let expected = texts.indices.map { ("\($0)", score(query, texts[$0])) }
        .filter { $0.1 >= minimum }
        .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      #expect(found.map(\.key) == expected.map(\.0), "\(query)")
      #expect(found.map(\.score) == expected.map(\.1), "\(query)")
      // With a limit the best come, and none of them is worse for it.
      let best = index.search(Content(query), minimum: minimum, limit: 2)
      #expect(best.map(\.key) == Array(expected.prefix(2).map(\.0)), "\(query)")
    }
  }

  @Test("Both ways to the distance agree")
  func distances() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let a = (0..<Int.random(in: 1...64, using: &random)).map { _ in
        Int32.random(in: -1..<12, using: &random)
      }
      let b = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        Int32.random(in: 0..<12, using: &random)
      }
      var measure = EditDistance()
      measure.prepare(a, vocabulary: 12)
      for allowed in [0, 3, 10, 100] {
        #expect(
          measure.distance(to: b[...], allowed: allowed)
            == EditDistance.tableDistance(a, b, allowed: allowed).flatMap {
              $0 <= allowed ? $0 : nil
            }
        )
      }
    }
  }

  @Test("What was added after a search is found too")
  func growing() {
    let index = FuzzyIndex()
    index.add(key: "a", source: Content("one two three four"))
    #expect(index.search(Content("one two three five"), minimum: 70, limit: 5).map(\.key) == ["a"])
    index.add(key: "b", source: Content("one two three six"))
    #expect(
      index.search(Content("one two three five"), minimum: 70, limit: 5).map(\.key) == ["a", "b"])
    #expect(index.search(Content(""), minimum: 70, limit: 5).isEmpty)
    #expect(index.search(Content("nothing of it"), minimum: 50, limit: 5).isEmpty)
  }
}
