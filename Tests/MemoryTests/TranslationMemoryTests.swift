import Foundation
import Testing
import Units

@testable import Memory

@Suite struct TranslationMemoryTests {
  private func record(_ pairs: [(String, String)], original: String = "a.md") throws -> Record {
    var record = Record(
      original: original, sourceLanguage: try LanguageTag("en"),
      targetLanguage: try LanguageTag("es"),
      format: "text")
    for (index, pair) in pairs.enumerated() {
      var segment = Segment(number: 1, source: Content(pair.0))
      segment.target = Content(pair.1)
      segment.state = .translated
      record.units.append(Unit(id: "u\(index)", kind: .paragraph, segments: [segment]))
    }
    return record
  }

  private func query(_ source: String, previous: String? = nil, next: String? = nil) throws
    -> MemoryQuery
  {
    MemoryQuery(
      source: Content(source),
      context: SegmentContext(
        previous: previous.map { Content($0) }, next: next.map { Content($0) }),
      languages: LanguagePair(source: try LanguageTag("en"), target: try LanguageTag("es")),
      document: "b.md")
  }

  private func memory(_ records: [Record], path: String? = nil) throws -> TranslationMemory {
    let memory = try TranslationMemory(path: path)
    try memory.update(
      with: records.enumerated().map { index, record in
        MemoryFile(path: "\(index).xlf", digest: "1") { record }
      })
    return memory
  }

  private func matches(
    _ memory: TranslationMemory, _ query: MemoryQuery, minimum: Int = 70
  ) throws -> [MemoryMatch] {
    try MemoryMatcher([memory]).matches(
      for: query, limits: MatchLimits(minimum: minimum, count: 5))
  }

  @Test func `Context goes before exact, exact before fuzzy`() throws {
    let memory = try memory([
      try record([
        ("Stay calm.", "Mantenga la calma."), ("Do not run.", "No corra."),
        ("Ask why.", "Pregunte."),
      ]),
      try record([("Do not run.", "No huya.")], original: "c.md"),
    ])
    let inContext = try matches(
      memory, query("Do not run.", previous: "Stay calm.", next: "Ask why."), minimum: 70)
    #expect(inContext.map(\.kind) == [.context, .exact])
    #expect(inContext.first?.target.text == "No corra.")
    #expect(
      try matches(memory, query("Do not run.", previous: "No."), minimum: 70).map(\.score) == [
        100, 100,
      ])
    let fuzzy = try matches(memory, query("Do not run now."), minimum: 70)
    #expect(fuzzy.map(\.kind) == [.fuzzy])
    #expect(fuzzy.first?.score == 75)
    #expect(try matches(memory, query("Something else."), minimum: 70).isEmpty)
  }

  @Test func `Only changed records are read again, and gone ones are forgotten`() throws {
    let memory = try TranslationMemory(path: nil)
    let first = try record([("Stay calm.", "Mantenga la calma.")])
    let second = try record([("Stay calm.", "Tranquilo.")])
    try memory.update(with: [.init(path: "a", digest: "1") { first }])
    try memory.update(with: [
      .init(path: "a", digest: "1") {
        Issue.record("read again"); return nil
      }
    ])
    try memory.update(with: [.init(path: "a", digest: "2") { second }])
    #expect(
      try matches(memory, query("Stay calm."), minimum: 70).map(\.target.text) == ["Tranquilo."]
    )
    try memory.update(with: [])
    #expect(try matches(memory, query("Stay calm."), minimum: 70).isEmpty)
  }

  @Test func `A failed update leaves the memory as it was`() throws {
    struct Broken: Error {}
    let memory = try TranslationMemory(path: nil)
    let first = try record([("Stay calm.", "Mantenga la calma.")])
    try memory.update(with: [.init(path: "a", digest: "1") { first }])
    #expect(throws: Broken.self) {
      try memory.update(with: [.init(path: "a", digest: "2") { throw Broken() }])
    }
    #expect(try matches(memory, query("Stay calm."), minimum: 70).count == 1)
  }

  @Test func `What the memory filled in and what nobody confirmed is no source of matches`() throws
  {
    var record = try record([("Stay calm.", "Mantenga la calma."), ("Do not run.", "No corra.")])
    record.units[0].segments[0].origin = .exactMatch
    record.units[1].segments[0].state = .draft
    let memory = try memory([record])
    #expect(try matches(memory, query("Stay calm."), minimum: 70).isEmpty)
    #expect(try matches(memory, query("Do not run."), minimum: 70).isEmpty)
  }

  @Test func `Codes come back as they went in`() throws {
    var record = try record([("x", "y")])
    var source = Content("See ")
    source.append(InlineCode(id: "1", kind: .open, meaning: .link, original: "["))
    source.append("it")
    source.append(InlineCode(id: "1", kind: .close, meaning: .link, original: "](a\u{20}b)"))
    record.units[0].segments[0].source = source
    record.units[0].segments[0].target = source
    let memory = try memory([record])
    let query = MemoryQuery(
      source: source,
      languages: LanguagePair(source: record.sourceLanguage, target: record.targetLanguage))
    #expect(try matches(memory, query, minimum: 100).first?.target == source)
  }

  @Test func `An index in a file follows the records, and deleting it changes nothing`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "l10n-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "memory.sqlite").path
    let words = ["north", "south", "east", "west", "up", "down"]
    func word(_ number: Int) -> String {
      String(number).map { words[($0.wholeNumberValue ?? 0) % 6] + ($0 > "5" ? "x" : "") }.joined()
    }
    func many(_ numbers: Range<Int>) throws -> Record {
      try record(
        numbers.map {
          ("Walk \(words[$0 % 6]) for \(word($0)) whole minutes now.", "Camine \($0).")
        })
    }
    func found(_ text: String) throws -> [String] {
      let files = try state.map { file in
        let record = try many(file.numbers)
        return MemoryFile(path: file.path, digest: file.digest) { record }
      }
      let memory = try TranslationMemory(path: path)
      try memory.update(with: files)
      let fresh = try TranslationMemory(path: nil)
      try fresh.update(with: files)
      let found = try matches(memory, query(text), minimum: 50)
      #expect(try matches(fresh, query(text), minimum: 50) == found)
      return found.map(\.source.text)
    }
    var state = [(path: "a", digest: "1", numbers: 0..<40)]
    let asked = "Walk north for \(word(6)) whole hours now."
    #expect(try found(asked).first == "Walk north for \(word(6)) whole minutes now.")
    let index = path + "-en-es.index"
    #expect(FileManager.default.fileExists(atPath: index))
    // What comes later is found beside the file, and what is gone is found no more.
    state.append((path: "b", digest: "1", numbers: 6_000..<6_010))
    #expect(
      try found("Walk north for \(word(6000)) whole hours now.").first
        == "Walk north for \(word(6000)) whole minutes now.")
    state[0] = (path: "a", digest: "2", numbers: 7..<40)
    #expect(try found(asked).first != "Walk north for \(word(6)) whole minutes now.")
    state[0] = (path: "a", digest: "3", numbers: 0..<40)
    #expect(try found(asked).first == "Walk north for \(word(6)) whole minutes now.")
    // Much that comes makes the file anew.
    let before = try Data(contentsOf: URL(filePath: index)).count
    state.append((path: "c", digest: "1", numbers: 10_000..<12_100))
    _ = try found(asked)
    #expect(try Data(contentsOf: URL(filePath: index)).count > before)
    try FileManager.default.removeItem(atPath: index)
    #expect(try found(asked).first == "Walk north for \(word(6)) whole minutes now.")
    // Another store does not believe it.
    try FileManager.default.removeItem(atPath: path)
    state = [(path: "z", digest: "1", numbers: 3..<5)]
    #expect(try found(asked).count == 2)
  }

  @Test(arguments: [
    ("calm", ConcordanceQuery.Side.both, false, false, 2), ("CALM", .both, false, false, 2),
    ("calma", .source, false, false, 0), ("calma", .target, false, false, 1),
    ("cal", .both, true, false, 0), ("calm", .both, true, false, 2),
    ("informacion", .both, false, false, 0), ("informacion", .both, false, true, 1),
    ("información", .both, false, true, 1), ("informació", .target, true, true, 0),
    ("say \"no\"", .both, false, false, 1), ("in", .both, true, false, 1),
    ("?", .both, false, false, 1),
    ("a AND b", .both, false, false, 0), ("", .both, false, false, 0),
    ("zzz", .both, false, false, 0),
    ("stay calm", .both, false, false, 1),
  ])
  func `A text is found wherever it occurs`(
    text: String, side: ConcordanceQuery.Side, wholeWords: Bool, ignoresAccents: Bool, count: Int
  ) throws {
    let memory = try memory([
      try record([
        ("Stay calm.", "Mantenga la calma."), ("Be calm in court.", "Esté tranquilo."),
        ("Ask for information.", "Pida información."), ("You may say \"no\".", "Puede negarse."),
        ("Why?", "Por eso."),
      ])
    ])
    var query = ConcordanceQuery(text)
    query.side = side
    query.wholeWords = wholeWords
    query.ignoresAccents = ignoresAccents
    #expect(try memory.search(query).count == count)
    query.languages = (try LanguageTag("en"), try LanguageTag("vi"))
    #expect(try memory.search(query).isEmpty)
  }

  @Test func `The concordance follows the records`() throws {
    let memory = try TranslationMemory(path: nil)
    func hits(_ text: String) throws -> [String] {
      try memory.search(ConcordanceQuery(text)).map(\.target.text)
    }
    let first = try record([("Stay calm.", "Mantenga la calma."), ("Do not run.", "No corra.")])
    let second = try record([("Stay calm.", "Tranquilo."), ("Stay calm.", "Tranquilo.")])
    try memory.update(with: [.init(path: "a", digest: "1") { first }])
    #expect(try hits("calm") == ["Mantenga la calma."] && hits("run") == ["No corra."])
    try memory.update(with: [.init(path: "a", digest: "2") { second }])
    #expect(try hits("calm") == ["Tranquilo."] && hits("run") == [])
    try memory.update(with: [])
    #expect(try hits("calm") == [])
  }

  @Test func `A sample is spread, and the same whenever the same is there`() throws {
    let languages = LanguagePair(source: try LanguageTag("en"), target: try LanguageTag("es"))
    let pairs = (0..<900).map { ("Line \($0) of it.", "Línea \($0).") }
    let memories = try [pairs, pairs.reversed()].map { try memory([try record($0)]) }
    let samples = try memories.map { try $0.sample(of: languages, most: 90).map(\.source.text) }
    #expect(samples[0] == samples[1])
    #expect((45...180).contains(samples[0].count))
    #expect(Set(samples[0].map(\.count)).count > 1)
    #expect(try memories[0].sample(of: languages, most: 1000).count == 900)
  }

  @Test(arguments: [0, 2, 3, 99])
  func `A store of another version is made anew, and one of this one is kept`(version: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "l10n-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "m.sqlite").path
    if version > 0 {
      let old = try Database(path: path)
      try old.execute(
        "CREATE TABLE source(a); CREATE TABLE segment(a); INSERT INTO segment VALUES(1)"
      )
      try old.execute("PRAGMA user_version = \(version)")
    }
    let first = try record([("Stay calm.", "Mantenga la calma.")])
    let file = MemoryFile(path: "a", digest: "1") { first }
    try TranslationMemory(path: path).update(with: [file])
    let again = try TranslationMemory(path: path)
    try again.update(with: [
      MemoryFile(path: "a", digest: "1") {
        Issue.record("read again"); return nil
      }
    ])
    #expect(try matches(again, query("Stay calm.")).map(\.score) == [100])
  }
}
