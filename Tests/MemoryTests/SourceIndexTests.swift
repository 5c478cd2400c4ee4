import Foundation
import Testing
import Units

@testable import Memory

@Suite struct SourceIndexTests {
  /// A word of letters: figures are all alike.
  private static func word(_ number: Int) -> String {
    "w"
      + String(number).map {
        String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0.wholeNumberValue ?? 0)))
      }
      .joined()
  }

  private func words(of text: String) throws -> [UInt64] {
    WordHashes.of(Content(text), in: try LanguageTag("en"))
  }

  /// A text of words of which some are frequent and most are rare, as in real texts.
  private func text(_ length: Int, _ random: inout some RandomNumberGenerator) -> String {
    (0..<length).map { _ in
      let rank = Int.random(in: 0..<20, using: &random) * Int.random(in: 0..<20, using: &random)
      return Self.word(rank)
    }.joined(separator: " ")
  }

  /// A text with a few words changed, moved, added or left out.
  private func changed(_ text: String, _ random: inout some RandomNumberGenerator) -> String {
    var words = text.split(separator: " ").map(String.init)
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let place = Int.random(in: 0...words.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: words.insert(Self.word(Int.random(in: 0..<300, using: &random)), at: place)
      case 1 where place < words.count && words.count > 1: words.remove(at: place)
      case 2 where place < words.count: words[place] = "unknown" + Self.word(place)
      default:
        if words.count > 1 { words.swapAt(0, words.count - 1) }
      }
    }
    return words.joined(separator: " ")
  }

  /// The likeness of two texts by its definition alone.
  private func score(_ a: String, _ b: String) -> Int {
    let (a, b) = (a.split(separator: " "), b.split(separator: " "))
    var numbers: [Substring: UInt32] = [:]
    func number(_ word: Substring) -> UInt32 {
      if let known = numbers[word] { return known }
      numbers[word] = UInt32(numbers.count)
      return UInt32(numbers.count - 1)
    }
    let longer = max(a.count, b.count)
    let (first, second) = (a.map(number), b.map(number))
    let distance = EditDistance.tableDistance(first.span, second.span, allowed: longer)
    return 100 * (longer - (distance ?? longer)) / max(longer, 1)
  }

  private func index(_ texts: [String]) throws -> IndexSearcher {
    var builder = SourceIndexBuilder()
    for (number, text) in texts.enumerated() {
      builder.add(UInt32(number), words: try words(of: text))
    }
    return IndexSearcher(try #require(SourceIndex(builder.build(store: 7))))
  }

  private func ranked(_ found: [IndexSearcher.Found]) -> [IndexSearcher.Found] {
    found.sorted { ($1.score, $0.source) < ($0.score, $1.source) }
  }

  @Test("Every source that is alike is found, with its score", arguments: [50, 70, 75, 90])
  func recall(_ minimum: Int) throws {
    var random = SystemRandomNumberGenerator()
    let lengths = [1, 2, 3, 5, 8, 13, 20, 40, 63, 64, 65, 90, 300]
    let texts = (0..<130).map { text(lengths[$0 % lengths.count], &random) }
    var index = try index(texts)
    for number in 0..<43 {
      let query = changed(texts[number * 3], &random)
      let words = try words(of: query)
      let found = ranked(index.search(words, minimum: minimum, limit: .max) { _ in true })
      let expected = ranked(
        texts.indices.map {
          IndexSearcher.Found(source: UInt32($0), score: score(query, texts[$0]))
        }.filter { $0.score >= minimum })
      #expect(found == expected, "\(query)")
      // With a limit the best come, and all that are as good as the last of them.
      let best = ranked(index.search(words, minimum: minimum, limit: 2) { _ in true })
      let least = expected.prefix(2).last?.score ?? 100
      #expect(
        best.filter { $0.score >= least } == expected.filter { $0.score >= least }, "\(query)")
      // What does not count any more takes no place among them.
      let gone = expected.first?.source
      let others = ranked(index.search(words, minimum: minimum, limit: .max) { $0 != gone })
      #expect(others == Array(expected.dropFirst()), "\(query)")
    }
  }

  @Test("Both ways to the distance agree")
  func distances() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let a = (0..<Int.random(in: 1...300, using: &random)).map { _ in
        let word = UInt32.random(in: 0...12, using: &random)
        return word == 12 ? EditDistance.unknown : word
      }
      let b = (0..<Int.random(in: 0...300, using: &random)).map { _ in
        UInt32.random(in: 0..<12, using: &random)
      }
      var measure = EditDistance(vocabulary: 12)
      measure.prepare(a)
      for allowed in [0, 3, 10, 100, 300] {
        #expect(
          measure.distance(to: b.span, allowed: allowed)
            == EditDistance.tableDistance(a.span, b.span, allowed: allowed).flatMap {
              $0 <= allowed ? $0 : nil
            }
        )
      }
    }
  }

  @Test(
    "Texts have the same words, whatever their marks, their case and their figures",
    arguments: [
      ("Stay calm.", "STAY   calm !", true), ("Ấn định ngày", "ấn ĐỊNH ngày", true),
      ("e\u{301}tat", "état", true), ("İs", "i̇s", true), ("ngày", "ngay", false),
      ("", " \n\u{A0}…", true), ("日本 x", "日 本 X", true), ("日本", "日木", false),
      ("Pay $30 now", "Pay 1,225.50 now", true), ("Pay 30 now", "Pay it now", false),
      ("Pay 30 now", "Pay 30 40 now", false), ("by 9:00 a.m.", "by 10 a.m.", true),
      ("Form I-589", "form i 130", true), ("5pm", "17 pm", true), ("2020–2024", "1999", true),
      ("See https://a.org/b?c=1.", "See (www.b.net)", true), ("See https://a.org", "See a", false),
      ("Write to a.b@c.org now", "Write to x@y.net, now", true), ("a/b", "a b", true),
      ("on November 29, 2026", "on May 1, 2027", true), ("on 29 November", "on 1 May", true),
      ("you may leave 2 of them", "you must leave 2 of them", false),
      ("March on", "may on", false), ("http:// x", "http x", false), ("@ home", "home", true),
    ])
  func words(_ a: String, _ b: String, _ areSame: Bool) throws {
    #expect((try words(of: a) == words(of: b)) == areSame)
  }

  @Test("Codes are no words, and pairs of them do not cut any")
  func codes() throws {
    var content = Content("un")
    content.append(InlineCode(id: "1", kind: .open, meaning: .bold, original: "<b>"))
    content.append("do")
    content.append(InlineCode(id: "1", kind: .close, meaning: .bold, original: "</b>"))
    content.append(InlineCode(id: "2", kind: .standalone, meaning: .lineBreak, original: "<br>"))
    content.append("it")
    #expect(WordHashes.of(content, in: try LanguageTag("en")) == (try words(of: "undo it")))
  }

  @Test("A month is one in the language of its text alone")
  func months() throws {
    func words(_ text: String, _ language: String) throws -> [UInt64] {
      WordHashes.of(Content(text), in: try LanguageTag(language))
    }
    #expect(try words("el 29 de noviembre de 2026", "es") == words("el 1 de mayo de 2027", "es"))
    #expect(try words("el 29 de noviembre de 2026", "en") != words("el 1 de mayo de 2027", "en"))
    #expect(try words("el noviembre", "es") != words("el mayo", "es"))
  }

  @Test("An index in a file is what was built, and no other file is taken for one")
  func files() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "l10n-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "a.index").path
    var builder = SourceIndexBuilder()
    builder.add(4, words: try words(of: "one two three four"))
    builder.add(9, words: try words(of: "one two three six"))
    #expect(builder.build(store: 7).save(to: path))
    let opened = try #require(IndexBytes(path: path).flatMap(SourceIndex.init))
    var index = IndexSearcher(opened)
    #expect(opened.layout.store == 7 && opened.layout.lastSource == 9)
    let words = try words(of: "one two three five")
    let found = ranked(index.search(words, minimum: 70, limit: 5) { _ in true })
    #expect(found.map(\.source) == [4, 9] && found.map(\.score) == [75, 75])
    #expect(index.search([], minimum: 70, limit: 5) { _ in true }.isEmpty)
    let bytes = try Data(contentsOf: URL(filePath: path))
    for broken in [bytes.dropLast(16), bytes + Data(count: 16), Data(count: 400), Data("x".utf8)] {
      try broken.write(to: URL(filePath: path))
      #expect(IndexBytes(path: path).flatMap(SourceIndex.init) == nil)
    }
    #expect(IndexBytes(path: path + "none") == nil)
  }

  @Test("A damaged index is refused or finds something else, and stops nothing")
  func damage() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "l10n-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "a.index").path
    var random = SystemRandomNumberGenerator()
    let texts = (0..<60).map { text($0 % 12 + 1, &random) }
    var builder = SourceIndexBuilder()
    for (number, text) in texts.enumerated() {
      builder.add(UInt32(number), words: try words(of: text))
    }
    #expect(builder.build(store: 7).save(to: path))
    let whole = try Data(contentsOf: URL(filePath: path))
    for _ in 0..<2000 {
      var damaged = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        damaged[Int.random(in: 0..<damaged.count, using: &random)] =
          UInt8.random(in: 0...255, using: &random)
      }
      try damaged.write(to: URL(filePath: path))
      guard let opened = IndexBytes(path: path).flatMap(SourceIndex.init) else { continue }
      var index = IndexSearcher(opened)
      for text in texts.prefix(5) {
        _ = index.search(try words(of: text), minimum: 50, limit: 3) { _ in true }
      }
    }
  }
}
