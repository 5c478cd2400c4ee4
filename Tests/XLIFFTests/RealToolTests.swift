import Testing
import Units
import XLIFF

/// Files shaped as well-known tools write them: what is read, and what a filled target looks like.
@Suite struct RealToolTests {
  struct Sample: Sendable {
    let tool: String
    let text: String
    /// What `XLIFFReader` makes of it: source → target, with states.
    let segments: [String]
    /// Of which a part is in the file once every segment has `[source]` as its target.
    let filled: [String]
  }

  static let samples = [
    Sample(
      tool: "Trados (sdlxliff)",
      text: """
        \u{FEFF}<?xml version="1.0" encoding="utf-8"?><xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" \
        xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" sdl:version="1.0"><doc-info \
        xmlns="http://sdl.com/FileTypes/SdlXliff/1.0"><x/></doc-info><file original="c:\\a.docx" \
        datatype="x-sdlfilterframework2" source-language="en-US" target-language="es-ES"><header><file-info \
        xmlns="http://sdl.com/FileTypes/SdlXliff/1.0"><value key="k">v</value></file-info><tag-defs \
        xmlns="http://sdl.com/FileTypes/SdlXliff/1.0"><tag id="1"><bpt name="b">&lt;b&gt;</bpt></tag></tag-defs>\
        </header><body><group><sdl:cxts><sdl:cxt id="1"/></sdl:cxts><trans-unit id="u-1"><source>Stay <g \
        id="1">calm</g>. Call us.</source><seg-source><mrk mtype="seg" mid="1">Stay <g id="1">calm</g>.</mrk> \
        <mrk mtype="seg" mid="2">Call us.</mrk></seg-source><target><mrk mtype="seg" mid="1">Mantenga la <g \
        id="1">calma</g>.</mrk> <mrk mtype="seg" mid="2"></mrk></target><sdl:seg-defs><sdl:seg id="1" \
        conf="Translated"/><sdl:seg id="2"/></sdl:seg-defs></trans-unit></group></body></file></xliff>
        """, segments: ["Stay calm. Call us. → Mantenga la calma.  translated"],
      filled: [
        "<mrk mtype=\"seg\" mid=\"1\">[Stay <g id=\"1\">calm</g>.]</mrk> <mrk mtype=\"seg\" mid=\"2\">[Call us.]</mrk></target><sdl:seg-defs>"
      ]),
    Sample(
      tool: "memoQ (mqxliff)",
      text: """
        <?xml version="1.0" encoding="UTF-8"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" \
        xmlns:mq="MQXliff"><file original="a" source-language="en" target-language="vi" datatype="x-memoq">\
        <header><skl><external-file href="memoq.skl"/></skl></header><body><trans-unit id="1" \
        mq:status="NotStarted" mq:segmentguid="g"><source xml:space="preserve">A <bpt id="1" ctype="bold">{}</bpt>b\
        <ept id="1">{}</ept> <ph id="2">&lt;mq:ch val=&quot;,&quot; /&gt;</ph></source><target \
        xml:space="preserve"/><mq:minorversions/></trans-unit></body></file></xliff>
        """, segments: ["A b  →  initial"],
      filled: [
        "<target xml:space=\"preserve\" state=\"translated\">[A <bpt id=\"1\" ctype=\"bold\">{}</bpt>b<ept id=\"1\">{}</ept> <ph id=\"2\">&lt;mq:ch val=&quot;,&quot; /&gt;</ph>]</target><mq:minorversions/>"
      ]),
    Sample(
      tool: "Phrase (mxliff)",
      text: """
        <?xml version="1.0" encoding="UTF-8" standalone="no"?><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" \
        xmlns:m="http://www.memsource.com/mxlf/2.0" version="1.2"><file datatype="x-txt" original="a.txt" \
        source-language="en" target-language="es" m:task-id="t"><header/><body><group id="0" m:para-id="0">\
        <context-group><context context-type="x-key">k</context></context-group><trans-unit id="t:0" m:confirmed="0" \
        m:locked="false"><source>Hi {1&gt;there&lt;1}</source><target></target><alt-trans origin="machine-trans">\
        <target>Hola</target></alt-trans><m:editing-stats/></trans-unit></group></body></file></xliff>
        """, segments: ["Hi {1>there<1} →  initial"],
      filled: ["<target state=\"translated\">[Hi {1&gt;there&lt;1}]</target><alt-trans"]),
    Sample(
      tool: "Xcode",
      text: """
        <?xml version="1.0" encoding="UTF-8" standalone="no"?>
        <xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
        version="1.2" xsi:schemaLocation="urn:oasis:names:tc:xliff:document:1.2 http://docs.oasis-open.org/x.xsd">
          <file original="A/Localizable.strings" datatype="plaintext" source-language="en">
            <header><tool tool-id="com.apple.dt.xcode" tool-name="Xcode" tool-version="15" build-num="1"/></header>
            <body>
              <trans-unit id="%lld days" xml:space="preserve">
                <source>%lld days</source>
                <note/>
              </trans-unit>
            </body>
          </file>
        </xliff>
        """, segments: ["%lld days →  initial"],
      filled: [
        "<source>%lld days</source>\n        <target state=\"translated\">[%lld days]</target>\n        <note/>"
      ]),
    Sample(
      tool: "WordPress (WPML)",
      text: """
        <?xml version="1.0" encoding="utf-8"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\
        <file original="42-abc" source-language="en" target-language="es" datatype="plaintext"><header><phase-group>\
        <phase phase-name="shortcodes" process-name="Shortcodes identification"><note>p</note></phase></phase-group>\
        </header><body><trans-unit resname="body" restype="string" datatype="html" id="body"><source>\
        <![CDATA[<p>Hello & bye</p>]]></source><target><![CDATA[<p>Hello & bye</p>]]></target></trans-unit></body>\
        </file></xliff>
        """, segments: ["<p>Hello & bye</p> →  initial"],
      filled: ["<target state=\"translated\"><![CDATA[[<p>Hello & bye</p>]]]></target>"]),
    Sample(
      tool: "TYPO3",
      text: """
        <?xml version="1.0" encoding="UTF-8"?>
        <xliff version="1.0"><file source-language="en" target-language="vi" datatype="plaintext" original="messages" \
        date="2024-01-01T00:00:00Z" product-name="x"><header/><body><trans-unit id="a" resname="a" approved="yes">\
        <source>One</source><target>Một</target></trans-unit></body></file></xliff>
        """, segments: ["One → Một reviewed"],
      filled: ["<target state=\"translated\">[One]</target>"]),
    Sample(
      tool: "Symfony",
      text: """
        <?xml version="1.0" encoding="utf-8"?><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file \
        source-language="en" target-language="es" datatype="plaintext" original="file.ext"><body><trans-unit id="FhG" \
        resname="key.one"><source>key.one</source><target>__key.one</target><note priority="1" \
        from="dev">n</note></trans-unit></body></file></xliff>
        """, segments: ["key.one → __key.one translated"],
      filled: ["<target state=\"translated\">[key.one]</target><note"]),
    Sample(
      tool: "Angular",
      text: """
        <?xml version="1.0" encoding="UTF-8" ?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file \
        source-language="en-US" datatype="plaintext" original="ng2.template"><body><trans-unit id="5c7" datatype="html">\
        <source>Hi <x id="START_TAG_B" ctype="x-b" equiv-text="&lt;b&gt;"/>you<x id="CLOSE_TAG_B" ctype="x-b" \
        equiv-text="&lt;/b&gt;"/></source><context-group purpose="location"><context \
        context-type="sourcefile">a.ts</context></context-group></trans-unit></body></file></xliff>
        """, segments: ["Hi you →  initial"],
      filled: [
        "</source><target state=\"translated\">[Hi <x id=\"START_TAG_B\" ctype=\"x-b\" equiv-text=\"&lt;b&gt;\"/>you<x id=\"CLOSE_TAG_B\" ctype=\"x-b\" equiv-text=\"&lt;/b&gt;\"/>]</target><context-group"
      ]),
    Sample(
      tool: "Angular, 2.0",
      text: """
        <?xml version="1.0" encoding="UTF-8" ?><xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" \
        srcLang="en"><file id="ngi18n" original="ng.template"><unit id="5c7"><notes><note category="location">a.ts:1\
        </note></notes><segment><source>Hi <pc id="0" equivStart="START_B" equivEnd="CLOSE_B" type="fmt" \
        dispStart="&lt;b&gt;" dispEnd="&lt;/b&gt;">you</pc></source></segment></unit></file></xliff>
        """, segments: ["Hi you →  initial"],
      filled: ["<segment state=\"translated\">", "<target>[Hi <pc id=\"0\" equivStart="]),
    Sample(
      tool: "MateCat",
      text: """
        <?xml version="1.0" encoding="UTF-8"?><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" \
        xmlns:mtc="https://www.matecat.com"><file original="a" source-language="en" target-language="es" \
        datatype="x-docx" tool-id="matecat-converter"><header><reference><internal-file form="base64">AA==</internal-file>\
        </reference></header><body><trans-unit id="NFD" translate="yes" xml:space="preserve"><source>A</source>\
        <seg-source><mrk mid="0" mtype="seg">A</mrk></seg-source><target><mrk mid="0" mtype="seg">B</mrk></target>\
        <alt-trans match-quality="high" origin="MT"><source>A</source><target>C</target></alt-trans></trans-unit>\
        </body></file></xliff>
        """, segments: ["A → B translated"],
      filled: [
        "<target state=\"translated\"><mrk mid=\"0\" mtype=\"seg\">[A]</mrk></target><alt-trans"
      ]),
    Sample(
      tool: "a 1.1 file with a prefix",
      text: """
        <x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:1.1" version="1.1"><x:file original="a" source-language="en" \
        target-language="es" datatype="html"><x:body><x:group><x:trans-unit id="1"><x:source>A<x:it id="1" \
        pos="open">&lt;i&gt;</x:it></x:source></x:trans-unit></x:group></x:body></x:file></x:xliff>
        """, segments: ["A →  initial"],
      filled: ["</x:source><x:target state=\"translated\">[A<x:it id=\"1\" pos=\"open\">"]),
  ]

  @Test(arguments: samples)
  func `Files of well-known tools are read and filled`(sample: Sample) throws {
    let bytes = Array(sample.text.utf8)
    let segments = try XLIFFReader().read(bytes).flatMap(\.units).flatMap(\.segments)
    #expect(
      segments.map { "\($0.source.text) → \($0.target?.text ?? "") \($0.state.rawValue)" }
        == sample.segments, "\(sample.tool)")
    var editor = try XLIFFEditor(bytes)
    #expect(editor.output() == bytes)
    for segment in editor.segments {
      let target = Content([.text("[")] + segment.source.elements + [.text("]")])
      let isSet = editor.setTarget(target, .init(.translated), of: segment)
      #expect(isSet, "\(sample.tool)")
    }
    let output = String(decoding: editor.output(), as: UTF8.self)
    for part in sample.filled { #expect(output.contains(part), "\(sample.tool): \(output)") }
    _ = try XLIFFReader().read(Array(output.utf8))
  }
}
