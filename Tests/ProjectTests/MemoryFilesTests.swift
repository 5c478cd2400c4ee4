import Foundation
import Memory
import Project
import Testing
import Units

/// The TMX files of a project: what is added, taken out, and left as it is.
@Suite struct MemoryFilesTests {
  private let odd = """
    <?xml version="1.0"?>
    <!DOCTYPE tmx SYSTEM "tmx14.dtd">
    <tmx version="1.4">
      <header creationtool='x' srclang="*all*"/>
      <body>
        <!-- kept -->
        <tu tuid="1" changedate="20250101T000000Z"><tuv lang="EN-us"><seg>Stay calm.</seg></tuv>
          <tuv xml:lang='es-MX' changeid="ana"><seg>Tranquilo.</seg></tuv></tu>
        <tu tuid="2"><tuv xml:lang="en"><seg>Stay calm.</seg></tuv><tuv xml:lang="es"><seg>Tranquilo.</seg></tuv></tu>
        <tu tuid="3"><note>Careful.</note><prop type="x">y</prop>
          <tuv xml:lang="en"><seg>Leave.</seg></tuv><tuv xml:lang="fr"><seg>Partez.</seg></tuv><tuv xml:lang="es"><seg>Salga.</seg></tuv></tu>
        <tu tuid="4"><tuv xml:lang="es"><seg>Sola.</seg></tuv></tu>
      </body>
    </tmx>

    """

  private func scratch() throws -> Scratch {
    let scratch = try Scratch(source: "Stay calm.\n")
    try scratch.write(odd, to: "memory/odd.tmx")
    return scratch
  }

  private func matches(_ text: String, in scratch: Scratch) throws -> [MemoryMatch] {
    let languages = LanguagePair(source: scratch.english, target: scratch.spanish)
    return try scratch.workspace().openMatcher().matches(
      for: MemoryQuery(source: Content(text), languages: languages),
      limits: MatchLimits(minimum: 70, count: 3))
  }

  @Test func `What a file says of a translation is kept with it`() throws {
    let scratch = try scratch()
    let found = try matches("Stay calm.", in: scratch)
    #expect(found.map(\.score) == [100])
    let all = try matches("Leave.", in: scratch)
    #expect(all.first?.entry.note == "Careful.")
    let memory = try scratch.workspace().openMemory()
    var entries: [MemoryEntry] = []
    try memory.forEachEntry(of: LanguagePair(source: scratch.english, target: scratch.spanish)) {
      entries.append($0)
    }
    let variant = try #require(entries.first { !$0.variant.isEmpty })
    #expect(
      variant.variant == "es-MX" && variant.author == "ana" && variant.date == "20250101T000000Z")
    #expect(entries.allSatisfy { $0.origin == .file })
  }

  @Test func `An added translation is found, and stands in a file that all others leave alone`()
    throws
  {
    let scratch = try scratch()
    let editor = MemoryEditor(workspace: try scratch.workspace())
    var entry = MemoryEntry(
      source: Content("Do not <run> & hide."), target: Content("No corra."),
      languages: LanguagePair(source: scratch.english, target: scratch.spanish), document: "")
    entry.origin = .added
    (entry.author, entry.note, entry.date) = ("ben", "shorter", "20261127T101500Z")
    #expect(try editor.add(entry))
    #expect(try !editor.add(entry))
    entry.target = Content("No huya.")
    #expect(try editor.add(entry))
    let found = try matches("Do not <run> & hide.", in: scratch)
    #expect(found.map(\.target.text) == ["No corra.", "No huya."])
    #expect(found.first?.entry.origin == .added)
    #expect(found.first?.entry.author == "ben" && found.first?.entry.note == "shorter")
    #expect(try scratch.read("memory/odd.tmx") == odd)
  }

  @Test func `What is taken out is gone, and nothing else is`() throws {
    let scratch = try scratch()
    let editor = MemoryEditor(workspace: try scratch.workspace())
    var selection = MemoryEditor.Selection()
    selection.target = "Salga."
    #expect(try editor.delete(selection, writes: false).removed.count == 1)
    #expect(try scratch.read("memory/odd.tmx") == odd)
    let removal = try editor.delete(selection, writes: true)
    #expect(removal.removed.map(\.line) == [10])
    // The unit has French besides, which stays.
    #expect(
      try scratch.read("memory/odd.tmx")
        == odd.replacing("<tuv xml:lang=\"es\"><seg>Salga.</seg></tuv>", with: ""))
    selection.target = nil
    selection.source = "Stay calm."
    #expect(try editor.delete(selection, writes: true).removed.count == 2)
    #expect(try matches("Stay calm.", in: scratch).isEmpty)
    #expect(try scratch.read("memory/odd.tmx").contains("    <!-- kept -->\n    <tu tuid=\"3\">"))
  }

  /// Encodings in which files come, with what stands in front of them.
  @Test(
    arguments: [
      ("UTF-8", String.Encoding.utf8, []), ("UTF-8", .utf8, [0xEF, 0xBB, 0xBF]),
      ("utf-16", .utf16LittleEndian, [0xFF, 0xFE]), (nil, .utf16BigEndian, [0xFE, 0xFF]),
      ("ISO-8859-1", .isoLatin1, []), ("windows-1252", .windowsCP1252, []),
    ] as [(String?, String.Encoding, [UInt8])])
  func `What is taken out and added leaves the encoding of a file as it is`(
    name: String?, encoding: String.Encoding, mark: [UInt8]
  ) throws {
    let scratch = try scratch()
    let text = odd.replacing("Salga.", with: "Salga «ya», año 1.")
      .replacing(
        "<?xml version=\"1.0\"?>",
        with: name.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>" } ?? "<?xml version=\"1.0\"?>"
      )
    func bytes(_ text: String) throws -> [UInt8] {
      mark + (try #require(text.data(using: encoding)))
    }
    let editor = MemoryEditor(workspace: try scratch.workspace())
    for path in ["memory/odd.tmx", MemoryEditor.addedPath] {
      try scratch.workspace().files.write(try bytes(text), to: path)
    }
    let written = { try scratch.workspace().files.read($0) }
    var selection = MemoryEditor.Selection()
    selection.file = "memory/odd.tmx"
    selection.target = "Salga «ya», año 1."
    #expect(try editor.delete(selection, writes: true).removed.map(\.line) == [10])
    let left = text.replacing(
      "<tuv xml:lang=\"es\"><seg>Salga «ya», año 1.</seg></tuv>", with: "")
    #expect(try written("memory/odd.tmx") == bytes(left))
    #expect(try editor.dedupe(writes: true).count > 0)
    let entry = MemoryEntry(
      source: Content("Wait."), target: Content("Espere un año."),
      languages: LanguagePair(source: scratch.english, target: scratch.spanish), document: "")
    #expect(try editor.add(entry))
    #expect(try !editor.add(entry))
    #expect(try matches("Wait.", in: scratch).map(\.target.text) == ["Espere un año."])
  }

  @Test func `A file in an encoding that cannot be written is left as it is`() throws {
    let scratch = try scratch()
    let text = odd.replacing(
      "<?xml version=\"1.0\"?>", with: "<?xml version=\"1.0\" encoding=\"EUC-JP\"?>")
    try scratch.write(text, to: "memory/odd.tmx")
    var selection = MemoryEditor.Selection()
    selection.target = "Salga."
    let error = #expect(throws: ProjectError.self) {
      try MemoryEditor(workspace: try scratch.workspace()).delete(selection, writes: true)
    }
    #expect(error?.description.contains("encoding") == true)
    #expect(try scratch.read("memory/odd.tmx") == text)
  }

  @Test func `Of a unit in several languages the one that was meant goes`() throws {
    let scratch = try scratch()
    let unit = """
      <tu>
      <tuv xml:lang="en"><seg>PayPal</seg></tuv>
      <tuv xml:lang="fr"><seg>PayPal</seg></tuv>
      <tuv xml:lang="es"><seg>PayPal</seg></tuv>
      </tu>

      """
    let file = { (units: String) in
      "<tmx version=\"1.4\"><header srclang=\"en\"/><body>\n\(units)</body></tmx>\n"
    }
    try scratch.write(file(unit), to: "memory/odd.tmx")
    let editor = MemoryEditor(workspace: try scratch.workspace())
    var selection = MemoryEditor.Selection()
    selection.source = "PayPal"
    selection.languages = LanguagePair(source: scratch.english, target: scratch.spanish)
    #expect(try editor.delete(selection, writes: true).removed.count == 1)
    #expect(
      try scratch.read("memory/odd.tmx")
        == file(
          unit.replacing("<tuv xml:lang=\"es\"><seg>PayPal</seg></tuv>\n", with: "")))
    // A text in one language is no translation.
    try scratch.write(file(unit), to: "memory/odd.tmx")
    selection.languages = nil
    #expect(try editor.delete(selection, writes: true).removed.count == 2)
    #expect(try !scratch.read("memory/odd.tmx").contains("xml:lang=\"es\""))
  }

  @Test(arguments: [
    ("<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header/><body>UNIT</body></tmx>", true),
    ("<tmx version=\"1.4\"><header/><body>\n  UNIT\n</body></tmx>\n<!-- </body> -->", true),
    ("<tmx version=\"1.4\"><header/><body>UNIT<!-- a\nb --> </body></tmx>", true),
    ("<tmx version=\"1.4\"><header/><body>\n</body></tmx>", true),
    ("<tmx version=\"1.4\"><header/><body></body></tmx>", true),
    ("<tmx version=\"1.4\"><header/><body></body></tmx><!-- </body> -->", false),
    ("<tmx version=\"1.4\"><header/><body/></tmx>", false),
  ])
  func `A translation is added where it is one, or not at all`(file: String, isAdded: Bool) throws {
    let scratch = try scratch()
    let unit =
      "<tu><tuv xml:lang=\"en\"><seg>Go.</seg></tuv><tuv xml:lang=\"es\"><seg>Vaya.</seg></tuv></tu>"
    let text = file.replacing("UNIT", with: unit)
    try scratch.write(text, to: MemoryEditor.addedPath)
    let editor = MemoryEditor(workspace: try scratch.workspace())
    let entry = MemoryEntry(
      source: Content("Wait."), target: Content("Espere."),
      languages: LanguagePair(source: scratch.english, target: scratch.spanish), document: "")
    if isAdded {
      #expect(try editor.add(entry))
      #expect(try !editor.add(entry))
      #expect(try matches("Wait.", in: scratch).map(\.target.text) == ["Espere."])
    } else {
      #expect(throws: ProjectError.self) { try editor.add(entry) }
      #expect(try scratch.read(MemoryEditor.addedPath) == text)
    }
  }

  @Test func `What stands in a record is told and stays`() throws {
    let scratch = try scratch()
    try scratch.translateAll()
    var selection = MemoryEditor.Selection()
    selection.target = "ES: Stay calm."
    let removal = try MemoryEditor(workspace: try scratch.workspace())
      .delete(selection, writes: true)
    #expect(removal.removed.isEmpty)
    #expect(removal.inRecords.map(\.document) == ["locales/en/doc.md"])
  }

  @Test func `Of doubled translations the newest stays`() throws {
    let scratch = try scratch()
    let editor = MemoryEditor(workspace: try scratch.workspace())
    let doubled = try editor.dedupe(writes: true)
    #expect(doubled.map(\.line) == [9])
    #expect(
      try scratch.read("memory/odd.tmx")
        == odd.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.contains("tuid=\"2\"") }.joined(separator: "\n"))
    #expect(try editor.dedupe(writes: true).isEmpty)
  }

  @Test func `What is left out of a file is told with its place`() throws {
    let scratch = try scratch()
    let report = try ForeignMemory.read(
      "memory/odd.tmx", in: scratch.workspace().files, locales: [scratch.english, scratch.spanish]
    ) { _ in }
    #expect((report.units, report.pairs) == (4, 6))
    #expect(
      report.omitted == [
        "left out: 1 units without two languages of the project, the first one in line 12 (es)"
      ])
  }

  @Test func `A file that was not taken in to its end goes on where it ended`() throws {
    struct Broken: Error {}
    let folder = FileManager.default.temporaryDirectory.appending(path: "l10n-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "m.sqlite").path
    let languages = LanguagePair(source: try LanguageTag("en"), target: try LanguageTag("es"))
    let all = (0..<130_000).map {
      MemoryEntry(
        source: Content("Text \($0) here."), target: Content("Texto \($0)."), languages: languages,
        document: "big")
    }
    var skips: [Int] = []
    func file(endingAt end: Int) -> MemoryFile {
      MemoryFile(path: "big", digest: "1") { skipping, take in
        skips.append(skipping)
        for start in stride(from: skipping, to: end, by: 5000) {
          try take(Array(all[start..<min(start + 5000, all.count)]))
        }
        if end < all.count { throw Broken() }
      }
    }
    #expect(throws: Broken.self) {
      try TranslationMemory(path: path).update(with: [file(endingAt: 120_000)])
    }
    let memory = try TranslationMemory(path: path)
    try memory.update(with: [file(endingAt: all.count)])
    try memory.update(with: [file(endingAt: all.count)])
    #expect(skips == [0, 100_000])
    let fresh = try TranslationMemory(path: nil)
    try fresh.update(with: [file(endingAt: all.count)])
    #expect(try memory.statistics() == fresh.statistics())
    #expect(try memory.digest() == fresh.digest())
  }

  @Test func `What is exported as TMX and taken in elsewhere is all that was known`() throws {
    let scratch = try Scratch(source: "Stay **calm** <b>now</b>. Leave.\n\n1. One & only.\n")
    try scratch.translateAll()
    try scratch.write(odd, to: "memory/odd.tmx")
    let languages = LanguagePair(source: scratch.english, target: scratch.spanish)
    func entries(_ scratch: Scratch) throws -> Set<MemoryEntry> {
      var entries: Set<MemoryEntry> = []
      try scratch.workspace().openMemory().forEachEntry(of: languages) { entry in
        var entry = entry
        // What stood in a record came with a file, in which no code says what it is.
        if entry.origin == .record { entry.origin = .file }
        entries.insert(entry)
      }
      return entries
    }
    var writer = TMXWriter(source: scratch.english)
    try scratch.workspace().openMemory().forEachEntry(of: languages) { writer.add($0) }
    let other = try Scratch(source: "Nothing.\n")
    try other.write(String(decoding: writer.finish(), as: UTF8.self), to: "memory/all.tmx")
    #expect(try entries(other) == entries(scratch))
    #expect(try entries(scratch).count == 6)
  }
}
