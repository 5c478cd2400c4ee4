import Foundation
import Memory
import Testing
import Units

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
      sourceLanguage: try LanguageTag("en"), targetLanguage: try LanguageTag("es"), document: "b.md"
    )
  }

  private func memory(_ records: [Record], path: String? = nil) throws -> TranslationMemory {
    let memory = try TranslationMemory(path: path)
    try memory.update(
      with: records.enumerated().map { index, record in
        TranslationMemory.RecordFile(path: "\(index).xlf", digest: "1") { record }
      })
    return memory
  }

  @Test func `Context goes before exact, exact before fuzzy`() throws {
    let memory = try memory([
      try record([
        ("Stay calm.", "Mantenga la calma."), ("Do not run.", "No corra."),
        ("Ask why.", "Pregunte."),
      ]),
      try record([("Do not run.", "No huya.")], original: "c.md"),
    ])
    let inContext = try memory.matches(
      for: query("Do not run.", previous: "Stay calm.", next: "Ask why."), minimum: 70)
    #expect(inContext.map(\.kind) == [.context, .exact])
    #expect(inContext.first?.target.text == "No corra.")
    #expect(
      try memory.matches(for: query("Do not run.", previous: "No."), minimum: 70).map(\.score) == [
        100, 100,
      ])
    let fuzzy = try memory.matches(for: query("Do not run now."), minimum: 70)
    #expect(fuzzy.map(\.kind) == [.fuzzy])
    #expect(fuzzy.first?.score == 80)
    #expect(try memory.matches(for: query("Something else."), minimum: 70).isEmpty)
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
      try memory.matches(for: query("Stay calm."), minimum: 70).map(\.target.text) == ["Tranquilo."]
    )
    try memory.update(with: [])
    #expect(try memory.matches(for: query("Stay calm."), minimum: 70).isEmpty)
  }

  @Test func `A failed update leaves the memory as it was`() throws {
    struct Broken: Error {}
    let memory = try TranslationMemory(path: nil)
    let first = try record([("Stay calm.", "Mantenga la calma.")])
    try memory.update(with: [.init(path: "a", digest: "1") { first }])
    #expect(throws: Broken.self) {
      try memory.update(with: [.init(path: "a", digest: "2") { throw Broken() }])
    }
    #expect(try memory.matches(for: query("Stay calm."), minimum: 70).count == 1)
  }

  @Test func `What the memory filled in and what nobody confirmed is no source of matches`() throws
  {
    var record = try record([("Stay calm.", "Mantenga la calma."), ("Do not run.", "No corra.")])
    record.units[0].segments[0].origin = .exactMatch
    record.units[1].segments[0].state = .draft
    let memory = try memory([record])
    #expect(try memory.matches(for: query("Stay calm."), minimum: 70).isEmpty)
    #expect(try memory.matches(for: query("Do not run."), minimum: 70).isEmpty)
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
      source: source, context: SegmentContext(previous: nil, next: nil),
      sourceLanguage: record.sourceLanguage, targetLanguage: record.targetLanguage, document: "b")
    #expect(try memory.matches(for: query, minimum: 100).first?.target == source)
  }

  @Test(arguments: [
    ("You must leave now.", "You must stay now.", 80),
    ("You must leave now.", "You must leave right now.", 83),
    ("You must leave now.", "you MUST leave now?", 80),
    ("You must leave now.", "YOU must leave now.", 99),
    ("You must leave now.", "They may stay here.", nil),
  ])
  func `The score is the share of words that stay, and 100 is for the same text`(
    stored: String, asked: String, score: Int?
  ) throws {
    let memory = try memory([try record([(stored, "t")])])
    #expect(try memory.matches(for: query(asked), minimum: 50).first?.score == score)
  }
}
