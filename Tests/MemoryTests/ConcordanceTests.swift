import Foundation
import Testing
import Units

@testable import Memory

/// Where a text occurs, through files and their growth.
@Suite struct ConcordanceTests {
  private let samples: SampleFiles

  init() throws { samples = try SampleFiles() }

  private func entry(_ source: String, _ target: String) -> MemoryEntry {
    samples.entry(source, target)
  }

  private func file(_ path: String, _ entries: [MemoryEntry]) -> MemoryFile {
    samples.file(path, "\(entries.count)", entries)
  }

  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "l10n-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  /// Whether a text occurs in another one, character by character.
  private func occurs(_ query: ConcordanceQuery, in text: String) -> Bool {
    func letters(_ text: String) -> [Unicode.Scalar] {
      let small = text.normalizedToNFC.lowercased().normalizedToNFC
      return Array((query.ignoresAccents ? small.withoutMarks : small).unicodeScalars)
    }
    func isOfWord(_ scalar: Unicode.Scalar?) -> Bool {
      guard let scalar else { return false }
      return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark
    }
    let (text, wanted) = (letters(text), letters(query.text))
    guard !wanted.isEmpty, text.count >= wanted.count else { return false }
    return (0...text.count - wanted.count).contains { start in
      let end = start + wanted.count
      guard text[start..<end].elementsEqual(wanted) else { return false }
      return !query.wholeWords
        || (!isOfWord(start > 0 ? text[start - 1] : nil)
          && !isOfWord(end < text.count ? text[end] : nil))
    }
  }

  /// Letters with and without marks, of one to three bytes, some in two characters.
  private func text(
    _ length: ClosedRange<Int>, _ random: inout some RandomNumberGenerator
  ) -> String {
    let letters = [
      "a", "á", "A", "Á", "a\u{301}", "ặ", "n", "đ", "Đ", "Ñ", "7", " ", " ", ".", "한", "İ", "ﬁ",
      "\u{301}", "J\u{30C}", "Ϊ", "ΐ", "e",
    ]
    return (0..<Int.random(in: length, using: &random))
      .map { _ in letters.randomElement(using: &random) ?? "" }.joined()
  }

  @Test func `Every text is found in all that it occurs in, and in no other`() throws {
    var random = SystemRandomNumberGenerator()
    let texts = (0..<300).map { _ in (text(0...60, &random), text(1...60, &random)) }
    let memory = try TranslationMemory(path: nil)
    try memory.update(with: [file("a", texts.map { entry("x" + $0, $1) })])
    var found = 0
    for _ in 0..<400 {
      var query = ConcordanceQuery(text(1...5, &random))
      guard !query.text.allSatisfy(\.isWhitespace) else { continue }
      query.side = ConcordanceQuery.Side.allCases.randomElement() ?? .both
      query.ignoresAccents = .random()
      query.wholeWords = .random()
      let expected = texts.filter { source, target in
        (query.side != .target && occurs(query, in: "x" + source))
          || (query.side != .source && occurs(query, in: target))
      }
      let hits = try memory.search(query)
      let difference = Set(hits.map { [$0.source.text, $0.target.text] })
        .symmetricDifference(expected.map { ["x" + $0, $1] })
      let shown = difference.first.map { $0.map(\.unicodeScalars.debugDescription) }
      #expect(shown == nil, "\(query), \(query.text.unicodeScalars.debugDescription)")
      found += hits.count
    }
    #expect(found > 100)
  }

  @Test(arguments: [
    ("μαΐου", "ΜΑΪ\u{301}ΟΥ", false, true), ("j", "J\u{30C}", false, false),
    ("ǰ", "J\u{30C}", false, true), ("j", "J\u{30C}", true, true), ("하", "한국어", true, false),
    ("한국", "한국어", true, true), ("a", "ấ", true, true), ("ﬁ", "ﬁn", true, true),
  ])
  func `Letters are the same as people see them`(
    wanted: String, text: String, ignoresAccents: Bool, isFound: Bool
  ) throws {
    let memory = try TranslationMemory(path: nil)
    try memory.update(with: [file("a", [entry("Text.", text)])])
    var query = ConcordanceQuery(wanted)
    query.ignoresAccents = ignoresAccents
    #expect(try memory.search(query).isEmpty != isFound)
  }

  @Test func `Texts in a file are those of the store, however it grew and shrank`() throws {
    try withFolder { folder in
      let path = folder.appending(path: "m.sqlite").path
      var files: [String: [MemoryEntry]] = [:]
      // More than may be missing in the file, then a few, then many again, then most of them gone.
      let steps: [(String, Int)] = [
        ("a", 2100), ("b", 30), ("c", 4500), ("d", 3000), ("b", 0), ("c", 0), ("e", 2500), ("a", 0),
      ]
      for (number, (name, count)) in steps.enumerated() {
        files[name] = (0..<count).map { entry("Text \(name)\($0).", "Văn bản \(number).") }
        let memory = try TranslationMemory(path: path)
        try memory.update(with: files.sorted { $0.key < $1.key }.map { file($0.key, $0.value) })
        let texts = try StoredTexts(of: memory.database, besides: path, sectionSize: 1000)
        for (name, entries) in files {
          var query = ConcordanceQuery("text \(name)")
          query.side = .source
          var ids: Set<Int64> = []
          texts.search(try #require(Needle(query))) { ids.insert($0.id).inserted }
          // Some may be gone from the store.
          let there = try ids.filter { id in
            try memory.database.number("SELECT COUNT(*) FROM segment WHERE id = \(id)") == 1
          }
          #expect(there.count == entries.count, "\(name) after step \(number)")
        }
        #expect(try memory.search(ConcordanceQuery("văn bản \(number).")).count == min(count, 1000))
      }
      // What is gone takes no more room than what there is.
      let size = try FileManager.default.attributesOfItem(atPath: path + ".texts")[.size] as? Int
      #expect(try #require(size) < 4_000_000)
    }
  }

  @Test func `Texts of a store that was put back are written anew, and damage is told`() throws {
    try withFolder { folder in
      let path = folder.appending(path: "m.sqlite").path
      func memory(_ files: [MemoryFile]) throws -> TranslationMemory {
        let memory = try TranslationMemory(path: path)
        try memory.update(with: files)
        return memory
      }
      let lines = { (word: String) in
        self.file(word, (0..<2500).map { self.entry("\(word) \($0).", "\(word) thứ \($0).") })
      }
      _ = try memory([lines("one")]).search(ConcordanceQuery("one"))
      let before = try Data(contentsOf: URL(filePath: path))
      _ = try memory([lines("one"), lines("two")]).search(ConcordanceQuery("one"))
      try before.write(to: URL(filePath: path))
      // What a program left that is no more.
      let leftover = path + ".texts.2147483646"
      try Data("x".utf8).write(to: URL(filePath: leftover))
      let last = try memory([lines("one"), lines("six")])
      #expect(try last.search(ConcordanceQuery("six 24")).count == 111)
      #expect(try last.search(ConcordanceQuery("two")).isEmpty)
      #expect(!FileManager.default.fileExists(atPath: leftover))
      #expect(try last.damages().isEmpty)
      let texts = URL(filePath: path + ".texts")
      var bytes = try Data(contentsOf: texts)
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: texts)
      #expect(try last.damages() == ["the texts in which is searched are damaged"])
    }
  }

  @Test func `A file of texts that is damaged, of another store or cannot be written is no harm`()
    throws
  {
    try withFolder { folder in
      let path = folder.appending(path: "m.sqlite").path
      let entries = (0..<2500).map { entry("Text \($0).", "Văn bản \($0).") }
      func hits() throws -> Int {
        let memory = try TranslationMemory(path: path)
        try memory.update(with: [file("a", entries)])
        return try memory.search(ConcordanceQuery("text 24")).count
      }
      #expect(try hits() == 111)
      let texts = URL(filePath: path + ".texts")
      let whole = try Data(contentsOf: texts)
      for end in [0, 3, 64, whole.count / 2, whole.count - 1] {
        try whole.prefix(end).write(to: texts)
        #expect(try hits() == 111, "cut off at \(end)")
      }
      var random = SystemRandomNumberGenerator()
      for _ in 0..<30 {
        var damaged = whole
        damaged[Int.random(in: 0..<200, using: &random)] = .random(in: 0...255, using: &random)
        damaged[Int.random(in: 0..<damaged.count, using: &random)] = 0xFF
        try damaged.write(to: texts)
        // What is found may be wrong then; nothing else happens.
        _ = try hits()
      }
      // Of another store.
      try FileManager.default.removeItem(atPath: path)
      try whole.write(to: texts)
      #expect(try hits() == 111)
      // A folder of that name keeps a file from being there.
      try FileManager.default.removeItem(at: texts)
      try FileManager.default.createDirectory(at: texts, withIntermediateDirectories: true)
      #expect(try hits() == 111)
    }
  }
}
