import Foundation
import Memory
import Testing
import Units

@Suite struct TMXTests {
  private func read(_ bytes: [UInt8]) throws -> [[String]] {
    var rest = bytes[...]
    var units: [[String]] = []
    try TMXReader.read(
      next: {
        defer { rest = [] }
        return rest
      },
      { unit in units.append(unit.variants.map { "\($0.language): \($0.content.display)" }) })
    return units
  }

  private func read(_ text: String) throws -> [[String]] { try read(Array(text.utf8)) }

  static let files: [(String, [[String]])] = [
    // What the specification shows.
    (
      "<tmx version=\"1.4\"><header/><body><tu><tuv xml:lang=\"en\"><seg>A</seg></tuv><tuv xml:lang=\"vi\"><seg>Á</seg></tuv></tu></body></tmx>",
      [["en: A", "vi: Á"]]
    ),
    // An older version, a named document type, properties behind the text, other cases of tags.
    (
      "<?xml version=\"1.0\"?><!DOCTYPE tmx SYSTEM \"tmx11.dtd\"><tmx version=\"1.1\"><header><note>x</note></header><body><tu><prop type=\"a\">b</prop><tuv lang=\"En-uS\"><seg>A</seg><prop type=\"p\">no</prop></tuv></tu></body></tmx>",
      [["En-uS: A"]]
    ),
    // Codes of all kinds, a highlight, a subflow.
    (
      "<tmx><body><tu><tuv xml:lang=\"en\"><seg>A <bpt i=\"1\" type=\"bold\">&lt;b></bpt>b<ept i=\"1\">&lt;/b></ept><ph x=\"2\">{n}</ph><it pos=\"begin\">&lt;i></it><hi>c</hi><ut>&lt;u/></ut><ph>a<sub>hidden</sub>b</ph></seg></tuv></tu></body></tmx>",
      [["en: A <b>b</b>{n}<i>c<u/>ahiddenb"]]
    ),
    // Units without texts, and no units.
    ("<tmx><body><tu/><tu><tuv xml:lang=\"en\"/></tu></body></tmx>", [[], []]),
    ("<tmx version=\"1.4\"><header/><body/></tmx>", []),
  ]

  @Test(arguments: files.indices)
  func `Files as they occur are read`(index: Int) throws {
    #expect(try read(Self.files[index].0) == Self.files[index].1)
  }

  @Test func `UTF-16 with a mark and no declaration is read`() throws {
    let units = [0xFEFF] + Array(Self.files[0].0.utf16)
    let bytes = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try read(bytes) == Self.files[0].1)
  }

  static let small = (
    text:
      "<tmx version=\"1.4\"><body><tu><tuv xml:lang=\"en\"><seg>A</seg></tuv><tuv xml:lang=\"es\"><seg>Á ñ</seg></tuv></tu></body></tmx>",
    units: [["en: A", "es: Á ñ"]]
  )

  @Test func `Files in other encodings are read, declared or marked`() throws {
    func declared(_ name: String) -> String {
      "<?xml version=\"1.0\" encoding=\"\(name)\"?>\(Self.small.text)"
    }
    func latin(_ name: String) -> [UInt8] {
      declared(name).unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
    let big = [0xFEFF] + Array(Self.small.text.utf16)
    let files: [[UInt8]] = [
      Array("\u{FEFF}\(Self.small.text)".utf8), latin("windows-1252"), latin("ISO-8859-1"),
      big.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
      Array(
        declared("us-ascii").replacing("Á", with: "&#193;").replacing("ñ", with: "&#xF1;").utf8),
    ]
    for bytes in files { #expect(try read(bytes) == Self.small.units) }
  }

  @Test func `What a file says of its units is told`() throws {
    let text = """
      <tmx version="1.4"><header><note>of the file</note><prop type="x">of the file</prop></header><body>
      <tu tuid="7" creationid="ana" creationdate="20200101T000000Z" changeid="ben"><note>careful</note>
      <prop type="x-Origin">MT</prop><tuv xml:lang="en"><seg>A<bpt i="1" x="1">&lt;b></bpt>b<ept i="1"/></seg></tuv>
      <tuv xml:lang="es" changedate="20260101T000000Z"><prop type="p">q</prop><seg>B</seg><note>late</note></tuv></tu>
      </body></tmx>
      """
    var units: [TMXUnit] = []
    var rest = Array(text.utf8)[...]
    try TMXReader.read(
      next: {
        defer { rest = [] }; return rest
      }, { units.append($0) })
    let unit = try #require(units.first)
    #expect(unit.details.author == "ben" && unit.details.date == "20200101T000000Z")
    #expect(unit.details.notes == ["careful"] && unit.details.properties == ["x-Origin": "MT"])
    #expect(unit.variants.map(\.details.date) == ["", "20260101T000000Z"])
    #expect(unit.variants.last?.details.notes == ["late"])
    #expect(unit.variants.last?.details.properties == ["p": "q"])
    #expect(unit.line == 2)
  }

  @Test(arguments: [
    ("<html/>", "begins with <html>"),
    ("<!DOCTYPE tmx [<!ENTITY a \"b\">]><tmx><body/></tmx>", "declares entities"),
    (
      "<!DOCTYPE tmx SYSTEM \"x\"><tmx><body><tu><tuv xml:lang=\"en\"><seg>&a;</seg></tuv></tu></body></tmx>",
      "'a' not defined"
    ),
    ("<tmx><body><tu>", ""), ("", "the file is empty"),
  ])
  func `Bad files are refused with their reason`(text: String, reason: String) {
    let failure = #expect(throws: TMXFailure.self) { try read(text) }
    #expect(
      failure.map { reason.isEmpty || $0.message.contains(reason) } == true, "\(failure as Any)")
  }

  @Test func `What is written is read back`() throws {
    var writer = TMXWriter(source: try LanguageTag("en"))
    let code = { (kind: InlineCode.Kind, original: String) in
      Inline.code(InlineCode(id: "1", kind: kind, meaning: .bold, original: original))
    }
    let source = Content([.text("A & "), code(.open, "<b>"), .text("b"), code(.close, "</b>")])
    writer.add(
      MemoryEntry(
        source: source, target: Content("Á <"),
        languages: LanguagePair(source: try LanguageTag("en"), target: try LanguageTag("vi")),
        document: "a.md"))
    let bytes = writer.finish()
    #expect(try read(bytes) == [["en: A & <b>b</b>", "vi: Á <"]])
  }
}
