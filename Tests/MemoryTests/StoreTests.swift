import Foundation
import Memory
import PostgreSQL
import TestServer
import Testing
import Units

/// What every store does, whichever it is: the same questions to a file and to a server.
@Suite struct StoreTests {
  /// The stores.
  enum Kind: String, CaseIterable, Sendable {
    case file, server

    func make() throws -> any MemoryStore {
      switch self {
      case .file: return try TranslationMemory(path: nil)
      case .server:
        let server = try #require(Server.shared)
        return try TeamMemory(try server.makeDatabase(), project: "p", writes: true)
      }
    }

    /// Those that there are here.
    static var here: [Kind] { Server.shared == nil ? [.file] : allCases }
  }

  private let samples: SampleFiles
  private var languages: LanguagePair { samples.languages }

  init() throws { samples = try SampleFiles() }

  private func entry(_ source: String, _ target: String) -> MemoryEntry {
    samples.entry(source, target)
  }

  private func file(_ path: String, _ digest: String, _ entries: [MemoryEntry]) -> MemoryFile {
    samples.file(path, digest, entries)
  }

  private func matches(_ store: any MemoryStore, _ source: String) throws -> [MemoryMatch] {
    try MemoryMatcher([store]).matches(
      for: MemoryQuery(source: Content(source), languages: languages),
      limits: MatchLimits(minimum: 60, count: 5, wantsFuzzyBesideExact: true))
  }

  @Test func `PostgreSQL is here, or it is told that its tests are left out`() {
    if Server.shared == nil { print("PostgreSQL is not installed: its tests are left out") }
  }

  @Test(arguments: Kind.here)
  func `All that is known of a translation comes back`(kind: Kind) throws {
    var full = entry("Read <it>\t\\N\\ “now”.\n", "Đọc\\ nó.")
    full.source.append(
      InlineCode(id: "1", kind: .standalone, meaning: .image, original: "![a\\b](c\td)"))
    full.state = .final
    full.origin = .aligned
    full.context = SegmentContext(previous: "ab", next: "cd")
    (full.unit, full.author, full.date) = ("k-1", "ana", "20261127T101500Z")
    (full.note, full.variant) = ("one\ntwo", "vi-VN")
    let store = try kind.make()
    try store.update(with: [file("f", "1", [full, entry("Other.", "Khác.")])])
    let found = try store.translations(of: [SourceQuestion(full.source, languages)])
    #expect(found == [[full]])
    var all: [MemoryEntry] = []
    try store.forEachEntry(of: languages) { all.append($0) }
    #expect(Set(all) == [full, entry("Other.", "Khác.")])
  }

  @Test(arguments: Kind.here)
  func `A store follows its files`(kind: Kind) throws {
    let store = try kind.make()
    let first = file("a", "1", [entry("Stay calm.", "Bình tĩnh.")])
    try store.update(with: [first, file("b", "1", [entry("Leave now.", "Đi ngay.")])])
    #expect(try matches(store, "Stay calm.").map(\.score) == [100])
    // Only what changed is read.
    let unread = MemoryFile(path: "a", digest: "1") { _, _ in Issue.record("read again") }
    try store.update(with: [unread, file("b", "2", [entry("Leave now!", "Đi đi!")])])
    #expect(try matches(store, "Leave now.").map(\.target.text) == ["Đi đi!"])
    try store.update(with: [first])
    #expect(try matches(store, "Leave now.").isEmpty)
    #expect(try store.statistics().map(\.translations) == [1])
  }

  @Test(arguments: Kind.here)
  func `A file that cannot be read to its end leaves a store as it was`(kind: Kind) throws {
    struct Broken: Error {}
    let store = try kind.make()
    try store.update(with: [file("a", "1", [entry("Stay calm.", "Bình tĩnh.")])])
    #expect(throws: Broken.self) {
      try store.update(with: [
        MemoryFile(path: "a", digest: "2") { _, take in
          try take([entry("Other.", "Khác.")])
          throw Broken()
        }
      ])
    }
    #expect(try matches(store, "Stay calm.").map(\.score) == [100])
    #expect(try matches(store, "Other.").isEmpty)
  }

  @Test(arguments: Kind.here)
  func `Texts are found wherever they occur`(kind: Kind) throws {
    let store = try kind.make()
    try store.update(with: [
      file(
        "a", "1",
        [
          entry("Stay 100% calm_now.", "Bình tĩnh."), entry("Open the door.", "Mở cửa ra."),
          entry("Calm, he said.", "Anh ấy nói."),
        ])
    ])
    func found(_ text: String, _ change: (inout ConcordanceQuery) -> Void = { _ in }) throws
      -> [String]
    {
      var query = ConcordanceQuery(text)
      change(&query)
      return try store.search(query).map(\.source.text)
    }
    #expect(try found("CALM") == ["Calm, he said.", "Stay 100% calm_now."])
    #expect(try found("0% calm_") == ["Stay 100% calm_now."])
    #expect(try found("0_") == [])
    #expect(try found("mo cua") { $0.ignoresAccents = true } == ["Open the door."])
    #expect(try found("mo cua") == [])
    #expect(try found("cal") { $0.wholeWords = true } == [])
    #expect(try found("door") { $0.side = .target } == [])
    #expect(try found("door") { $0.languages.target = try? LanguageTag("es") } == [])
    #expect(try found("door") { $0.languages.target = try? LanguageTag("vi") }.count == 1)
  }

  @Test(arguments: Kind.here)
  func `What stands around a hit is shown where it is translated`(kind: Kind) throws {
    let texts = ["Wait.", "Stay calm.", "Open the door.", "Wait.", "Go.", "Stay calm."]
    let sources = texts.map { Content($0) }
    var entries = texts.enumerated().map { index, text in
      var entry = entry(text, "\(index)")
      entry.context = SegmentContext(at: index, in: sources)
      return entry
    }
    // An earlier translation of the same place, and of another source of it.
    entries.insert(entries[2], at: 3)
    entries[3].target = Content("2 before")
    entries.insert(entries[2], at: 4)
    entries[4].source = Content("Open a door.")
    // This one is not translated.
    entries.remove(at: 6)
    let store = try kind.make()
    try store.update(with: [
      file("a", "1", entries), file("b", "1", [entry("Open the door.", "alone")]),
    ])
    func around(_ text: String, _ surrounded: Int) throws -> [[String?]] {
      var query = ConcordanceQuery(text)
      query.surrounded = surrounded
      return try store.search(query).map {
        [$0.before?.target.text, $0.target.text, $0.after?.target.text]
      }
    }
    #expect(
      try around("open the", 9) == [
        ["1", "2", "3"], ["1", "2 before", "3"], [nil, "alone", nil],
      ])
    #expect(try around("wait", 9) == [[nil, "0", "1"], ["2", "3", nil]])
    #expect(try around("stay", 9) == [["0", "1", "2"], [nil, "5", nil]])
    #expect(try around("stay", 1) == [["0", "1", "2"], [nil, "5", nil]])
    #expect(try around("stay", 0) == [[nil, "1", nil], [nil, "5", nil]])
  }

  /// Sentences of a few words, of which some are frequent.
  private func sentences(_ count: Int, _ random: inout some RandomNumberGenerator) -> [String] {
    let words = [
      "stay", "calm", "leave", "court", "door", "judge", "paper", "right", "night", "home",
    ]
    return (0..<count).map { _ in
      (0..<Int.random(in: 1...9, using: &random)).map { _ in
        let rank =
          Int.random(in: 0..<10, using: &random) * Int.random(in: 0..<10, using: &random) / 9
        return words[rank] + (Bool.random(using: &random) ? "" : words[9 - rank])
      }.joined(separator: " ")
    }
  }

  @Test func `A file and a server find the same`() throws {
    var random = SystemRandomNumberGenerator()
    let texts = sentences(2500, &random)
    let entries = texts.enumerated().map { entry($1, "\($0 % 7) \($1)") }
    let stores = try Kind.here.map { try $0.make() }
    for store in stores {
      // The second file makes the server put its elements in another order.
      try store.update(with: [file("a", "1", Array(entries.prefix(300)))])
      try store.update(with: [
        file("a", "1", []), file("b", "1", Array(entries.dropFirst(300))),
      ])
    }
    #expect(Set(try stores.map { try $0.digest() }).count == 1)
    #expect(Set(try stores.map { try $0.statistics() }).count == 1)
    let queries = sentences(200, &random).map {
      MemoryQuery(source: Content($0), languages: languages)
    }
    for limits in [
      MatchLimits(minimum: 50, count: 1000, wantsFuzzyBesideExact: true),
      MatchLimits(minimum: 70, count: 2),
    ] {
      let answers = try stores.map { try MemoryMatcher([$0]).matches(for: queries, limits: limits) }
      for answer in answers.dropFirst() {
        for (one, other) in zip(answers[0], answer) { #expect(one == other) }
      }
    }
  }
}

/// What only a server does.
@Suite(.enabled(if: Server.shared != nil)) struct TeamMemoryTests {
  private let languages: LanguagePair
  private let server: Server

  init() throws {
    languages = LanguagePair(source: try LanguageTag("en"), target: try LanguageTag("vi"))
    server = try #require(Server.shared)
  }

  private func file(_ path: String, _ pairs: [(String, String)]) -> MemoryFile {
    MemoryFile(path: path, digest: "\(pairs.count)\(pairs.last?.1 ?? "")") { _, take in
      try take(
        pairs.map {
          MemoryEntry(
            source: Content($0.0), target: Content($0.1), languages: languages, document: path)
        })
    }
  }

  private func targets(_ store: TeamMemory, _ source: String) throws -> Set<String> {
    Set(
      try store.translations(of: [SourceQuestion(Content(source), languages)])[0].map(\.target.text)
    )
  }

  @Test func `Projects share what they write, and change only their own`() throws {
    let address = try server.makeDatabase()
    let one = try TeamMemory(address, project: "one", writes: true)
    let other = try TeamMemory(address, project: "other", leavesOutOwn: true, writes: true)
    try one.update(with: [file("a", [("Stay.", "Ở lại.")])])
    try other.update(with: [file("a", [("Stay.", "Đứng lại.")])])
    #expect(try targets(one, "Stay.") == ["Ở lại.", "Đứng lại."])
    #expect(try targets(other, "Stay.") == ["Ở lại."])
    try one.update(with: [])
    #expect(try targets(one, "Stay.") == ["Đứng lại."])
  }

  @Test func `Several may write at once, the same sources and the same file`() throws {
    let address = try server.makeDatabase()
    _ = try TeamMemory(address, project: "x", writes: true)
    let failures = Failures()
    let pairs = (0..<3000).map { ("Text \($0 % 2000) of \($0 % 7) words.", "Chữ \($0).") }
    DispatchQueue.concurrentPerform(iterations: 6) { writer in
      do {
        let memory = try TeamMemory(address, project: "p\(writer / 2)", writes: true)
        let mine = writer % 2 == 0 ? pairs : pairs.reversed()
        for round in 0..<3 {
          try memory.update(with: [
            file("a", Array(mine.dropFirst(round))), file("b", Array(mine.prefix(1000 + round))),
          ])
        }
      } catch {
        failures.add("\(error)")
      }
    }
    #expect(failures.all == [])
    let memory = try TeamMemory(address, project: "p0")
    #expect(try memory.statistics().map(\.translations) == [3 * (2998 + 1002)])
  }

  @Test func `A role that may only read reads, and one that may do nothing is told so`() throws {
    let address = try server.makeDatabase()
    let owner = try TeamMemory(address, project: "p", writes: true)
    try owner.update(with: [file("a", [("Stay.", "Ở lại.")])])
    let role = "r\(UInt32.random(in: 0...(.max)))"
    try server.execute(
      """
      CREATE ROLE \(role) LOGIN; GRANT USAGE ON SCHEMA l10n TO \(role);
      GRANT SELECT ON ALL TABLES IN SCHEMA l10n TO \(role); CREATE ROLE \(role)none LOGIN
      """, in: address)
    let reader = try TeamMemory(
      address.replacing("user=owner", with: "user=\(role)"), project: "q")
    #expect(try targets(reader, "Stay.") == ["Ở lại."])
    let failure = #expect(throws: PostgreSQLError.self) {
      try reader.update(with: [file("b", [("Go.", "Đi.")])])
    }
    #expect(failure?.code == .forbidden)
    try server.execute(
      "GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA l10n TO \(role)", in: address)
    try reader.update(with: [file("b", [("Go.", "Đi.")])])
    #expect(try targets(owner, "Go.") == ["Đi."])
    let nobody = #expect(throws: PostgreSQLError.self) {
      try TeamMemory(address.replacing("user=owner", with: "user=\(role)none"), project: "q")
    }
    #expect(nobody?.code == .forbidden)
  }

  @Test func `A server that is not there, or has no tables, is told without its address`() throws {
    let gone = #expect(throws: PostgreSQLError.self) {
      try TeamMemory("postgresql://u:secret@127.0.0.1:1/none", project: "p")
    }
    #expect(gone?.code == .unreachable)
    #expect(gone?.message.contains("secret") == false)
    let empty = #expect(throws: PostgreSQLError.self) {
      try TeamMemory(try server.makeDatabase(), project: "p")
    }
    #expect(empty?.code == .missing)
    #expect(empty?.message.contains("l10n memory push") == true)
  }

  /// What went wrong in several threads.
  private final class Failures: @unchecked Sendable {
    private let lock = NSLock()
    private var failures: [String] = []

    func add(_ failure: String) { lock.withLock { failures.append(failure) } }
    var all: [String] { lock.withLock { failures } }
  }
}
