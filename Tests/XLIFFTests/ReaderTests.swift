import Testing
import Units
import XLIFF

@Suite struct XLIFFReaderTests {
  /// A 1.2 file around the content of its body.
  private func file1(_ body: String) -> [UInt8] {
    Array(
      """
      <?xml version="1.0"?>
      <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a.md" \
      source-language="en" target-language="es" datatype="plaintext"><body>\(body)</body></file></xliff>
      """.utf8)
  }

  private func segment(_ body: String) throws -> Segment {
    let record = try #require(try XLIFFReader().read(file1(body)).first)
    return try #require(record.units.first?.segments.first)
  }

  @Test func `Prefixes, foreign elements, CDATA and annotations do no harm`() throws {
    let text = """
      <x:xliff version="1.1" xmlns:x="urn:oasis:names:tc:xliff:document:1.1" xmlns:o="urn:o"><x:file \
      original="a" source-language="en" target-language="es" datatype="x"><x:header><o:q><source>no\
      </source></o:q></x:header><x:body><o:unit/><x:trans-unit id="7" o:k="v"><x:source>One \
      <![CDATA[<b>&]]> two</x:source><x:seg-source><x:mrk mid="1">no</x:mrk></x:seg-source><x:target>\
      <x:mrk mtype="seg" mid="1">Uno</x:mrk> dos</x:target></x:trans-unit></x:body></x:file></x:xliff>
      """
    let record = try #require(try XLIFFReader().read(Array(text.utf8)).first)
    let segment = try #require(record.units.first?.segments.first)
    #expect(record.units.first?.id == "7")
    #expect(segment.target?.text == "Uno dos")
    #expect(segment.source.text.contains("<b>& two"))
    #expect(segment.state == .translated)
  }

  @Test func `All inline elements of 1_x become codes`() throws {
    let segment = try segment(
      """
      <trans-unit id="a-1"><source><bpt id="1" rid="1">&lt;b&gt;</bpt>x<ept id="2" rid="1">&lt;/b&gt;\
      </ept><ph id="3">{n}</ph><bx id="4"/>y<ex id="5"/><it id="6" pos="open">[</it><x id="7"/><g id="8">z</g>\
      </source></trans-unit>
      """)
    #expect(segment.source.text == "xyz")
    let codes = segment.source.codes
    #expect(
      codes.map(\.kind) == [
        .open, .close, .standalone, .open, .close, .standalone, .standalone, .open, .close,
      ])
    #expect(codes[0].id == codes[1].id)
    #expect(codes[0].original == "<b>" && codes[1].original == "</b>" && codes[2].original == "{n}")
  }

  @Test(arguments: [
    ("<target>Uno</target>", SegmentState.translated),
    ("<target state=\"new\">Uno</target>", .translated),
    ("<target state=\"new\">One</target>", .initial), ("<target>One</target>", .initial),
    ("<target/>", .initial),
    ("", .initial), ("<target state=\"needs-review-translation\">Uno</target>", .draft),
    ("<target state=\"signed-off\">Uno</target>", .reviewed),
    ("<target state=\"final\">Uno</target>", .final),
    ("<target state=\"x-odd\">Uno</target>", .translated),
  ])
  func `A state is never trusted against the text`(target: String, state: SegmentState) throws {
    let segment = try segment("<trans-unit id=\"a-1\"><source>One</source>\(target)</trans-unit>")
    #expect(segment.state == state)
    #expect((segment.target == nil) == (state == .initial))
  }

  @Test func `Scores are read in every way that they are written`() throws {
    let huge = String(repeating: "9", count: 30)
    for (text, score) in [("85", 85), ("85%", 85), ("85.5", 85), ("high", nil), (huge, nil)] {
      let segment = try segment(
        """
        <trans-unit id="a-1"><source>One</source><alt-trans match-quality="\(text)"><target>Uno</target>\
        </alt-trans></trans-unit>
        """)
      #expect(segment.alternatives.first?.score == score)
    }
  }

  @Test func `XLIFF 2 pairs spread over elements come together`() throws {
    let text = """
      <xliff version="2.1" srcLang="en" trgLang="es" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">\
      <unit id="u"><originalData><data id="d1">&lt;i&gt;</data><data id="d2">&lt;/i&gt;</data></originalData>\
      <segment id="s1" state="final"><source><sc id="1" dataRef="d1"/>a<ec startRef="1" dataRef="d2"/><cp hex="00e9"/>\
      <mrk id="m" type="term">b</mrk></source><target><sc id="1"/>c<ec startRef="1"/></target></segment></unit></file></xliff>
      """
    let record = try #require(try XLIFFReader().read(Array(text.utf8)).first)
    let segment = try #require(record.units.first?.segments.first)
    #expect(segment.source.text == "aéb")
    #expect(segment.source.isWellNested && segment.source.codes.map(\.original) == ["<i>", "</i>"])
    #expect(segment.target?.codes.map(\.original) == ["<i>", "</i>"])
    #expect(segment.state == .final)
  }

  @Test func `Elements of another version of XLIFF in one file are read too`() throws {
    let segment = try segment(
      """
      <o:trans-unit xmlns:o="urn:oasis:names:tc:xliff:document:1.1" id="8" approved="yes"><o:source>One\
      </o:source><o:target>Uno</o:target></o:trans-unit>
      """)
    #expect(segment.target?.text == "Uno")
    #expect(segment.state == .reviewed)
  }

  struct Hostile: Sendable {
    let name: String
    let text: String
    let code: XLIFFError.Code
    let message: String
  }

  @Test(arguments: [
    Hostile(name: "empty", text: "", code: .xml, message: "the file is empty"),
    Hostile(name: "no XML", text: "hello", code: .xml, message: "Document is empty"),
    Hostile(
      name: "truncated", text: "<xliff version=\"1.2\"><file original=\"a\"", code: .xml,
      message: ""),
    Hostile(
      name: "entity",
      text: "<!DOCTYPE xliff [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><xliff>&a;</xliff>",
      code: .xml, message: "declares a document type"),
    Hostile(
      name: "other XML", text: "<html/>", code: .notXLIFF, message: "the root element is <html>"),
    Hostile(
      name: "unknown version", text: "<xliff version=\"3.0\"/>", code: .notXLIFF,
      message: "XLIFF 3.0 is not known"),
    Hostile(
      name: "deep", text: "<xliff version=\"1.2\">" + String(repeating: "<a>", count: 300),
      code: .xml,
      message: "nested deeper"),
    Hostile(
      name: "long tag",
      text: "<xliff version=\"1.2\" a=\"" + String(repeating: "x", count: 1 << 21), code: .xml,
      message: "a tag is longer"),
    Hostile(
      name: "many names",
      text: "<xliff version=\"1.2\">" + (0..<20_000).map { "<n\($0)/>" }.joined(), code: .xml,
      message: "more than 10000 different names"),
    Hostile(
      name: "long comment",
      text: "<xliff version=\"1.2\"><!--" + String(repeating: "x", count: 11 << 20), code: .xml,
      message: "longer than 10 MB"),
    Hostile(
      name: "long text",
      text: "<xliff version=\"1.2\">" + String(repeating: "x", count: 11 << 20), code: .xml,
      message: "a text is longer than 10485760 bytes"),
    Hostile(
      name: "entity that nobody declared", text: "<xliff version=\"1.2\">&a;</xliff>", code: .xml,
      message: "Entity 'a' not defined"),
    Hostile(
      name: "encoding that nobody knows",
      text: "<?xml version=\"1.0\" encoding=\"X-1\"?><xliff version=\"1.2\"/>", code: .xml,
      message: "Unsupported encoding X-1"),
    Hostile(
      name: "bad language",
      text:
        "<xliff version=\"1.2\"><file original=\"a\" source-language=\"en_US\" datatype=\"x\"/></xliff>",
      code: .attribute, message: "source language: “en_US” is not a language tag"),
    Hostile(
      name: "doubled id",
      text:
        "<xliff version=\"1.2\"><file original=\"a\" source-language=\"en\" datatype=\"x\"><body><trans-unit id=\"q\">"
        + "<source/></trans-unit>\n<trans-unit id=\"q\"><source/></trans-unit></body></file></xliff>",
      code: .duplicateID, message: "two segments have the id “q”"),
  ])
  func `Bad files are refused with their reason`(hostile: Hostile) {
    let error = #expect(throws: XLIFFError.self) {
      try XLIFFReader().read(Array(hostile.text.utf8))
    }
    #expect(error?.code == hostile.code, "\(hostile.name)")
    #expect(
      error?.message.contains(hostile.message) == true, "\(hostile.name): \(error?.message ?? "")")
    #expect((error?.line ?? 0) >= 1)
  }

  @Test(arguments: [
    "<m:metadata><m:metaGroup category=\"l10n:file\"><m:meta type=\"format\">x</m:meta></m:metaGroup></m:metadata>",
    "<unit id=\"u\"><segment><source>a</source><target/></segment></unit>",
    "<group><group/></group>",
    "<segment><source/></segment>", "<note>n</note><target>t</target><data id=\"d\">x</data>",
    "<file id=\"f\"><unit><segment/></unit><m:match><source/><target/></m:match></file>",
  ])
  func `Elements in places where they do not belong do no harm`(body: String) {
    let text =
      "<xliff version=\"2.0\" srcLang=\"en\" trgLang=\"es\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\""
      + " xmlns:m=\"urn:oasis:names:tc:xliff:metadata:2.0\">\(body)</xliff>"
    _ = try? XLIFFReader().read(Array(text.utf8))
    let older = text.replacing("2.0\"", with: "1.2\"").replacing("unit", with: "trans-unit")
    _ = try? XLIFFReader().read(Array(older.utf8))
  }

  @Test func `The place of the first error is told`() {
    let text =
      "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n<file original=\"a\" source-language=\"en\" datatype=\"x\">\n<body><trans-unit id=\"k\"><source>a</b>"
    let error = #expect(throws: XLIFFError.self) { try XLIFFReader().read(Array(text.utf8)) }
    #expect(error?.line == 3)
    #expect(error?.unitID == "k")
  }

  @Test func `Marks in a seg-source are segments to one who asks for sentences`() throws {
    let body = """
      <trans-unit id="a"><source>One <g id="1">two</g>. Three.</source>\
      <seg-source><mrk mtype="seg" mid="0">One <g id="1">two</g>.</mrk> \
      <mrk mtype="seg" mid="1">Three.</mrk></seg-source>\
      <target><mrk mtype="seg" mid="1">Tres.</mrk> <mrk mtype="seg" mid="0"/></target></trans-unit>\
      <trans-unit id="b"><source>Whole.</source><seg-source><mrk mtype="seg" mid="2">Whole.</mrk>\
      </seg-source><target>Entera.</target></trans-unit>\
      <trans-unit id="c"><source>A. B.</source><seg-source><mrk mtype="seg" mid="0">A.</mrk> \
      <mrk mtype="seg" mid="1">B.</mrk></seg-source></trans-unit>
      """
    var bytes = file1(body)[...]
    var segments: [Segment] = []
    try XLIFFReader().forEachUnit(
      next: {
        defer { bytes = [] }
        return bytes
      }, { segments += $0.segments })
    #expect(segments.map(\.source.text) == ["One two.", "Three.", "Whole.", "A.", "B."])
    #expect(segments.map { $0.source.codes.count } == [2, 0, 0, 0, 0])
    #expect(segments.map { $0.target?.text } == [nil, "Tres.", "Entera.", nil, nil])
    #expect(
      segments.map(\.state) == [.initial, .translated, .translated, .initial, .initial])
    // An import compares entries with those that were handed out.
    let whole = try segment(body)
    #expect(whole.source.text == "One two. Three." && whole.target?.text == "Tres. ")
  }

  @Test func `A character that XML cannot hold stays a code`() throws {
    let bytes = Array(
      """
      <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="es">\
      <file id="f1"><unit id="u1"><segment><source>a<cp hex="001E"/>b<cp hex="0041"/></source>\
      </segment></unit></file></xliff>
      """.utf8)
    let record = try #require(try XLIFFReader().read(bytes).first)
    let source = record.units[0].segments[0].source
    #expect(source.text == "abA" && source.codes.map(\.original) == ["<cp hex=\"001E\"/>"])
    for version in XLIFFVersion.allCases {
      let read = try XLIFFReader().read(XLIFFWriter(version: version).write(record))
      #expect(read.first?.units[0].segments[0].source.text == "abA")
    }
  }

  @Test func `Ids that only look like ours are whole ids`() throws {
    let body = ["k-1", "k-01", "k-", "k-2x", "-3"].map {
      "<trans-unit id=\"\($0)\"><source>a</source></trans-unit>"
    }.joined()
    let record = try #require(try XLIFFReader().read(file1(body)).first)
    #expect(record.units.map(\.id) == ["k", "k-01", "k-", "k-2x", "-3"])
  }
}
