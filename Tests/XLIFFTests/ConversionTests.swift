import Testing
import Units
import XLIFF

@Suite struct ConversionTests {
  private func convert(
    _ text: String, to version: XLIFFVersion
  ) throws -> (text: String, losses: [String]) {
    let converted = try XLIFFConverter(to: version).convert(Array(text.utf8))
    return (
      String(decoding: converted.bytes, as: UTF8.self), converted.losses.map(\.what)
    )
  }

  private func errors(in text: String) -> [String] {
    var found: [String] = []
    let isRead = XLIFFValidator.validate(Array(text.utf8)) {
      if $0.rule.severity == .error {
        found.append("\($0.line): \($0.rule.rawValue) \($0.message)")
      }
    }
    return isRead ? found : found + ["not read"]
  }

  /// A file of 1.2 with all that is commonly met in one.
  private static let old = """
    <?xml version="1.0" encoding="UTF-8"?>
    <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:my="urn:my">
      <file original="a &amp; b.html" source-language="en" target-language="vi" datatype="html" \
    product-name="guide">
        <header>
          <skl><external-file href="a.skl"/></skl>
          <phase-group><phase phase-name="p1" process-name="translation"/></phase-group>
          <note from="office" priority="2">Due in May.</note>
          <tool tool-id="t" tool-name="Tool"/>
        </header>
        <body>
          <group id="g 1" resname="part" restype="x-section">
            <note>Of the first part</note>
            <trans-unit id="u1" resname="lead" restype="header" approved="yes" maxwidth="40" \
    size-unit="char" my:key="v">
              <source>Call <g id="1" ctype="bold" equiv-text="&lt;b&gt;…&lt;/b&gt;">us</g> \
    now<x id="2" ctype="lb" equiv-text="&lt;br/&gt;"/> <bpt id="3">&lt;i&gt;</bpt>or<ept \
    id="3">&lt;/i&gt;</ept> <ph id="4" ctype="x-var">{n}</ph> <mrk mtype="protected">ICE</mrk></source>
              <target state="signed-off" state-qualifier="exact-match">Gọi <g id="1">chúng \
    tôi</g><x id="2"/> <bpt id="3">&lt;i&gt;</bpt>hay<ept id="3">&lt;/i&gt;</ept> <ph id="4">{n}</ph> \
    <mrk mtype="protected">ICE</mrk></target>
              <context-group name="where"><context context-type="sourcefile">a.c</context></context-group>
              <note from="anna" annotates="target">Check.</note>
              <alt-trans match-quality="83.5%" origin="tm"><source>Call</source><target>Gọi</target></alt-trans>
            </trans-unit>
          </group>
          <trans-unit id="u2" translate="no" xml:space="preserve">
            <source>One.  Two.</source>
            <seg-source><mrk mtype="seg" mid="0">One.</mrk>  <mrk mtype="seg" mid="1">Two.</mrk></seg-source>
            <target state="translated"><mrk mtype="seg" mid="0">Một.</mrk>  <mrk mtype="seg" mid="1">Hai.</mrk></target>
            <my:tail a="1"><my:b>text</my:b></my:tail>
          </trans-unit>
        </body>
      </file>
    </xliff>
    """

  @Test(
    "1.2 becomes valid 2.x, and nothing of it is lost",
    arguments: [XLIFFVersion.v2_0, .v2_1, .v2_2])
  func upgrade(_ version: XLIFFVersion) throws {
    let new = try convert(Self.old, to: version)
    #expect(new.losses == [])
    #expect(errors(in: new.text) == [])
    for said in [
      "version=\"\(version.rawValue)\"", "srcLang=\"en\" trgLang=\"vi\"",
      "original=\"a &amp; b.html\"",
      "<skeleton href=\"a.skl\"/>", "<note category=\"office\" priority=\"2\">Due in May.</note>",
      "<group id=\"g_1\" name=\"part\" type=\"x12:x-section\">",
      "<pc id=\"1\" type=\"fmt\" subType=\"xlf:b\" dispStart=\"&lt;b&gt;\" dispEnd=\"&lt;/b&gt;\">us</pc>",
      "<sc id=\"3\" dataRef=\"d1\"/>or<ec dataRef=\"d2\" startRef=\"3\"/>",
      "<mrk id=\"m1\" translate=\"no\">ICE</mrk>", "state=\"reviewed\">",
      "matchQuality=\"83\"", "<mda:meta type=\"maxwidth\">40</mda:meta>", "my:key=\"v\"",
      "<segment id=\"s-0\"", "<my:tail xmlns:my=\"urn:my\" a=\"1\"><my:b>text</my:b></my:tail>",
    ] {
      #expect(new.text.contains(said), "\(said) in\n\(new.text)")
    }
  }

  @Test(
    "What went to 2.x and came back says the same", arguments: [XLIFFVersion.v2_0, .v2_1, .v2_2])
  func thereAndBack(_ version: XLIFFVersion) throws {
    let back = try convert(try convert(Self.old, to: version).text, to: .v1_2)
    #expect(errors(in: back.text) == [])
    for said in [
      "datatype=\"html\"", "product-name=\"guide\"", "<tool tool-id=\"t\" tool-name=\"Tool\"/>",
      "<phase phase-name=\"p1\" process-name=\"translation\"/>", "restype=\"x-section\"",
      "approved=\"yes\"", "maxwidth=\"40\"", "state=\"signed-off\"",
      "<g id=\"1\" ctype=\"bold\" equiv-text=\"&lt;b&gt;…&lt;/b&gt;\">us</g>",
      "<bx id=\"3\" rid=\"3\" equiv-text=\"&lt;i&gt;\"/>or<ex id=\"3\" rid=\"3\" equiv-text=\"&lt;/i&gt;\"/>",
      "<mrk mtype=\"protected\">ICE</mrk>", "context-type=\"sourcefile\">a.c</context>",
      "<note from=\"anna\" annotates=\"target\">Check.</note>", "match-quality=\"83%\"",
      "<mrk mtype=\"seg\" mid=\"0\">Một.</mrk>  <mrk mtype=\"seg\" mid=\"1\">Hai.</mrk></target>",
      "<my:tail xmlns:my=\"urn:my\" a=\"1\">",
    ] {
      #expect(back.text.contains(said), "\(said) in\n\(back.text)")
    }
    // From here on nothing changes any more.
    let again = try convert(try convert(back.text, to: version).text, to: .v1_2)
    #expect(again.text == back.text)
  }

  @Test("Our own records come back byte for byte", arguments: [XLIFFVersion.v2_0, .v2_1, .v2_2])
  func ours(_ version: XLIFFVersion) throws {
    let old = XLIFFWriter(version: .v1_2).write(try fullRecord())
    let new = try XLIFFConverter(to: version).convert(old)
    #expect(new.losses.isEmpty)
    #expect(errors(in: String(decoding: new.bytes, as: UTF8.self)) == [])
    let back = try XLIFFConverter(to: .v1_2).convert(new.bytes).bytes
    #expect(String(decoding: back, as: UTF8.self) == String(decoding: old, as: UTF8.self))
  }

  @Test("What 1.2 has no words for is told, each kind once")
  func losses() throws {
    let text = """
      <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="es">
      <file id="f"><unit id="u"><segment state="final"><source><ph id="1" canDelete="no"/><sm id="m" \
      type="term"/>a<em startRef="m"/></source><target>b<ph id="1" canDelete="no"/></target></segment>
      <segment state="initial"><source>c</source><target>d</target></segment></unit></file></xliff>
      """
    let old = try convert(text, to: .v1_2)
    #expect(errors(in: old.text) == [])
    #expect(
      old.losses == [
        "states that differ within a unit", "the attribute “canDelete”", "<sm>", "<em>",
      ])
    #expect(old.text.contains("state=\"needs-review-translation\""))
  }

  @Test("Within a family only the version and the namespace change")
  func respelling() throws {
    let text =
      "<?xml version='1.0'?>\n<!-- c --><x:xliff  version = '2.0'\n xmlns:x='urn:oasis:names:tc:xliff:document:2.0' "
      + "srcLang='en'><x:file id='f'><x:unit id=\"u\"><x:segment><x:source>version = '2.0' 'urn:oasis:names:tc:xliff:document:2.0' &#233;</x:source>"
      + "<!-- 'urn:oasis:names:tc:xliff:document:2.0' -->"
      + "</x:segment></x:unit></x:file></x:xliff>\n"
    let newer = try convert(text, to: .v2_2)
    let expected =
      text.replacing("version = '2.0'\n", with: "version = '2.2'\n")
      .replacing(
        "xmlns:x='urn:oasis:names:tc:xliff:document:2.0'",
        with: "xmlns:x='urn:oasis:names:tc:xliff:document:2.2'")
    #expect(newer.text == expected)
    #expect(try convert(newer.text, to: .v2_0).text == text)
    #expect(try convert(text, to: .v2_0).text == text)
    #expect(try convert(text, to: .v2_1).text == text.replacing("'2.0'\n", with: "'2.1'\n"))
  }

  @Test(
    "A file that the version cannot hold is refused",
    arguments: [
      ("<a/>", "not <xliff>"), ("<xliff version=\"3.0\"/>", "not known"), ("<xliff", "find end"),
      (
        "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"es\"/>"
          + "<file source-language=\"en\" target-language=\"vi\"/></xliff>", "several languages"
      ),
    ])
  func refused(_ text: String, _ reason: String) {
    let error = #expect(throws: XLIFFError.self) { try convert(text, to: .v2_0) }
    #expect(error?.message.contains(reason) == true)
  }

  @Test func `Marks inside other elements lose no translation`() throws {
    func content(_ one: String, _ two: String, _ three: String) -> String {
      "<mrk mtype=\"seg\" mid=\"1\">\(one)</mrk> <g id=\"1\"><mrk mtype=\"seg\" mid=\"2\">\(two)"
        + "</mrk> <mrk mtype=\"seg\" mid=\"3\">\(three)</mrk></g>"
    }
    let (text, losses) = try convert(
      """
      <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" \
      source-language="en" target-language="es" datatype="html"><body><trans-unit id="u">\
      <source>One. <g id="1">Two. Three.</g></source>\
      <seg-source>\(content("One.", "Two.", "Three."))</seg-source>\
      <target>\(content("Uno.", "Dos.", "Tres."))</target></trans-unit></body></file></xliff>
      """, to: .v2_0)
    #expect(losses == ["the marks of segments that stand inside other elements"])
    #expect(errors(in: text) == [])
    let record = try #require(try XLIFFReader().read(Array(text.utf8)).first)
    let segments = record.units.flatMap(\.segments)
    #expect(segments.map(\.source.text) == ["One. Two. Three."])
    #expect(segments.map { $0.target?.text } == ["Uno. Dos. Tres."])
  }

}
