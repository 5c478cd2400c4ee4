import Foundation
import Testing
import Units
import XLIFF

@Suite struct XLIFFEditorTests {
  private func editor(_ text: String) throws -> XLIFFEditor { try XLIFFEditor(Array(text.utf8)) }

  /// Every segment of a file gets this as its target, with the codes of its source.
  private func translated(_ text: String, _ target: (EditableSegment) -> Content) throws -> String {
    var editor = try editor(text)
    for segment in editor.segments {
      let isSet = editor.setTarget(target(segment), .init(.translated), of: segment)
      #expect(isSet)
    }
    return String(decoding: editor.output(), as: UTF8.self)
  }

  struct Case {
    let name: String
    let before: String
    let after: String
  }

  private static func old(_ unit: String) -> String {
    """
    <?xml version='1.0'?>
    <!-- kept --><x:xliff version = '1.2' xmlns:x="urn:oasis:names:tc:xliff:document:1.2" xmlns:m='urn:m'>
    \t<x:file original='a' source-language='en' target-language='es' datatype='html' ><x:body>
    \(unit)
    </x:body></x:file></x:xliff>
    <?end?>
    """
  }

  private static func new(_ unit: String) -> String {
    """
    <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="es">
    <file id='f'>\(unit)</file></xliff>
    """
  }

  static let cases = [
    Case(
      name: "no target",
      before: old(
        "\t<x:trans-unit id='1'>\n\t\t<x:source>Hi &amp; bye</x:source>\n\t</x:trans-unit>"),
      after: old(
        "\t<x:trans-unit id='1'>\n\t\t<x:source>Hi &amp; bye</x:source>\n\t\t<x:target state=\"translated\">[Hi &amp; bye]</x:target>\n\t</x:trans-unit>"
      )),
    Case(
      name: "an empty target",
      before: old(
        "<x:trans-unit id='1'><x:source>A</x:source><x:target  m:k='1'\n state='new' /></x:trans-unit>"
      ),
      after: old(
        "<x:trans-unit id='1'><x:source>A</x:source><x:target  m:k='1'\n state='translated' >[A]</x:target></x:trans-unit>"
      )),
    Case(
      name: "a target, a qualifier and a comment",
      before: old(
        "<x:trans-unit id='1'><x:source>A</x:source><!-- c --><x:target state-qualifier='mt'>B<!-- d --></x:target ></x:trans-unit>"
      ),
      after: old(
        "<x:trans-unit id='1'><x:source>A</x:source><!-- c --><x:target state=\"translated\">[A]</x:target ></x:trans-unit>"
      )),
    Case(
      name: "codes as the source writes them",
      before: old(
        "<x:trans-unit id='1'><x:source>A <x:g id='1'  ctype='bold'>b<x:x id=\"2\" /></x:g> <x:bpt id='3'>&lt;i></x:bpt>c<x:ept id='3'>&lt;/i></x:ept><x:ph id='4'>{n}</x:ph></x:source></x:trans-unit>"
      ),
      after: old(
        "<x:trans-unit id='1'><x:source>A <x:g id='1'  ctype='bold'>b<x:x id=\"2\" /></x:g> <x:bpt id='3'>&lt;i></x:bpt>c<x:ept id='3'>&lt;/i></x:ept><x:ph id='4'>{n}</x:ph></x:source><x:target state=\"translated\">[A <x:g id='1'  ctype='bold'>b<x:x id=\"2\" /></x:g> <x:bpt id='3'>&lt;i></x:bpt>c<x:ept id='3'>&lt;/i></x:ept><x:ph id='4'>{n}</x:ph>]</x:target></x:trans-unit>"
      )),
    Case(
      name: "a pair without content, opened for text",
      before: old("<x:trans-unit id='1'><x:source><x:g id='1'/></x:source></x:trans-unit>"),
      after: old(
        "<x:trans-unit id='1'><x:source><x:g id='1'/></x:source><x:target state=\"translated\">[<x:g id='1'></x:g>]</x:target></x:trans-unit>"
      )),
    Case(
      name: "CDATA",
      before: old(
        "<x:trans-unit id='1'><x:source><![CDATA[<b>A</b>]]></x:source><x:target><![CDATA[<b>A</b>]]></x:target></x:trans-unit>"
      ),
      after: old(
        "<x:trans-unit id='1'><x:source><![CDATA[<b>A</b>]]></x:source><x:target state=\"translated\"><![CDATA[[<b>A</b>]]]></x:target></x:trans-unit>"
      )),
    Case(
      name: "segments in marks, without a target",
      before: old(
        "<x:trans-unit id='1'>\n <x:source>A. B.</x:source>\n <x:seg-source xml:space='preserve'><x:mrk mtype='seg' mid='a'>A.</x:mrk> <x:mrk mid='b' mtype='seg'>B.</x:mrk></x:seg-source>\n</x:trans-unit>"
      ),
      after: old(
        "<x:trans-unit id='1'>\n <x:source>A. B.</x:source>\n <x:seg-source xml:space='preserve'><x:mrk mtype='seg' mid='a'>A.</x:mrk> <x:mrk mid='b' mtype='seg'>B.</x:mrk></x:seg-source>\n <x:target xml:space=\"preserve\" state=\"needs-review-translation\"><x:mrk mtype='seg' mid='a'>[A.]</x:mrk> <x:mrk mid='b' mtype='seg'>[B.]</x:mrk></x:target>\n</x:trans-unit>"
      )),
    Case(
      name: "segments in marks, with a target",
      before: old(
        "<x:trans-unit id='1'><x:source>A. B.</x:source><x:seg-source><x:mrk mtype='seg' mid='a'>A.</x:mrk> <x:mrk mid='b' mtype='seg'>B.</x:mrk></x:seg-source><x:target><x:mrk mid='b' mtype='seg'>x<x:mrk mtype='term'>y</x:mrk></x:mrk>! <x:mrk mtype='seg' mid='a'></x:mrk></x:target></x:trans-unit>"
      ),
      after: old(
        "<x:trans-unit id='1'><x:source>A. B.</x:source><x:seg-source><x:mrk mtype='seg' mid='a'>A.</x:mrk> <x:mrk mid='b' mtype='seg'>B.</x:mrk></x:seg-source><x:target state=\"translated\"><x:mrk mid='b' mtype='seg'>[B.]</x:mrk>! <x:mrk mtype='seg' mid='a'>[A.]</x:mrk></x:target></x:trans-unit>"
      )),
    Case(
      name: "segments in marks, with an empty target",
      before: old(
        "<x:trans-unit id='1'><x:source>A. B.</x:source><x:seg-source><x:mrk mtype='seg' mid='a'>A.</x:mrk> <x:mrk mid='b' mtype='seg'>B.</x:mrk></x:seg-source><x:target/></x:trans-unit>"
      ),
      after: old(
        "<x:trans-unit id='1'><x:source>A. B.</x:source><x:seg-source><x:mrk mtype='seg' mid='a'>A.</x:mrk> <x:mrk mid='b' mtype='seg'>B.</x:mrk></x:seg-source><x:target state=\"needs-review-translation\"><x:mrk mtype='seg' mid='a'>[A.]</x:mrk> <x:mrk mid='b' mtype='seg'>[B.]</x:mrk></x:target></x:trans-unit>"
      )),
    Case(
      name: "segments in marks, with a blank target",
      before: old(
        "<x:trans-unit id='1'><x:source>A. B.</x:source><x:seg-source><x:mrk mtype='seg' mid='a'>A.</x:mrk> <x:mrk mid='b' mtype='seg'>B.</x:mrk></x:seg-source><x:target m:k='1'> </x:target></x:trans-unit>"
      ),
      after: old(
        "<x:trans-unit id='1'><x:source>A. B.</x:source><x:seg-source><x:mrk mtype='seg' mid='a'>A.</x:mrk> <x:mrk mid='b' mtype='seg'>B.</x:mrk></x:seg-source><x:target m:k='1' state=\"needs-review-translation\"><x:mrk mtype='seg' mid='a'>[A.]</x:mrk> <x:mrk mid='b' mtype='seg'>[B.]</x:mrk></x:target></x:trans-unit>"
      )),
    Case(
      name: "segments in marks, of which one has no end tag",
      before: old(
        "<x:trans-unit id='1'><x:source>A. B.</x:source><x:seg-source><x:mrk mtype='seg' mid='a'>A.</x:mrk> <x:mrk mid='b' mtype='seg'>B.</x:mrk></x:seg-source><x:target><x:mrk mtype='seg' mid='a' /> <x:mrk mid='b' mtype='seg'>x</x:mrk></x:target></x:trans-unit>"
      ),
      after: old(
        "<x:trans-unit id='1'><x:source>A. B.</x:source><x:seg-source><x:mrk mtype='seg' mid='a'>A.</x:mrk> <x:mrk mid='b' mtype='seg'>B.</x:mrk></x:seg-source><x:target state=\"translated\"><x:mrk mtype='seg' mid='a' >[A.]</x:mrk> <x:mrk mid='b' mtype='seg'>[B.]</x:mrk></x:target></x:trans-unit>"
      )),
    Case(
      name: "marks with signs of markup in their attributes, and in a comment",
      before: old(
        "<x:trans-unit id='1'><x:source>A. B.</x:source><x:seg-source><x:mrk mtype='seg' mid='a'>A.</x:mrk> <x:mrk mid='b' mtype='seg'>B.</x:mrk></x:seg-source><x:target><x:mrk comment='1 > 0' mtype='seg' mid='a'></x:mrk><!-- <x:mrk mtype='seg' mid='a'> --> <x:mrk mid='b' mtype='seg' comment='/x:mrk>'></x:mrk></x:target></x:trans-unit>"
      ),
      after: old(
        "<x:trans-unit id='1'><x:source>A. B.</x:source><x:seg-source><x:mrk mtype='seg' mid='a'>A.</x:mrk> <x:mrk mid='b' mtype='seg'>B.</x:mrk></x:seg-source><x:target state=\"translated\"><x:mrk comment='1 > 0' mtype='seg' mid='a'>[A.]</x:mrk><!-- <x:mrk mtype='seg' mid='a'> --> <x:mrk mid='b' mtype='seg' comment='/x:mrk>'>[B.]</x:mrk></x:target></x:trans-unit>"
      )),
    Case(
      name: "2.x: the state stands on the segment, and its sub-state goes",
      before: new(
        "<unit id='u'><originalData><data id='d'>&lt;br></data></originalData><segment id='s' subState='my:x'  state='initial'>\n  <source>A<ph id='1' dataRef='d'/></source>\n  <target>A</target>\n</segment><ignorable><source> </source></ignorable><segment>\n  <source>B</source></segment></unit>"
      ),
      after: new(
        "<unit id='u'><originalData><data id='d'>&lt;br></data></originalData><segment id='s'  state='translated'>\n  <source>A<ph id='1' dataRef='d'/></source>\n  <target>[A<ph id='1' dataRef='d'/>]</target>\n</segment><ignorable><source> </source></ignorable><segment state=\"translated\">\n  <source>B</source>\n  <target>[B]</target></segment></unit>"
      )),
    Case(
      name: "matches are left alone",
      before: new(
        "<unit id='u'><m:matches xmlns:m='urn:oasis:names:tc:xliff:matches:2.0'><m:match ref='#s'><source>A</source><target>x</target></m:match></m:matches><segment id='s'><source>A</source></segment></unit>"
      ),
      after: new(
        "<unit id='u'><m:matches xmlns:m='urn:oasis:names:tc:xliff:matches:2.0'><m:match ref='#s'><source>A</source><target>x</target></m:match></m:matches><segment id='s' state=\"translated\"><source>A</source><target>[A]</target></segment></unit>"
      )),
  ]

  @Test("Only the target and its state change", arguments: cases)
  func splice(_ example: Case) throws {
    let output = try translated(example.before) { segment in
      Content([.text("[")] + segment.source.elements + [.text("]")])
    }
    #expect(output == example.after, "\(example.name)")
    #expect(try editor(example.before).output() == Array(example.before.utf8))
  }

  @Test("Places are right however long the file is and whatever stands in it")
  func long() throws {
    let unit =
      "<x:trans-unit id='#'><x:source>Cửa số # <x:g id='1'>là \u{1F600}</x:g></x:source></x:trans-unit>\r\n"
    let count = 4000
    let text = Self.old((1...count).map { unit.replacing("#", with: "\($0)") }.joined())
    let output = try translated(text) { $0.source }
    let expected = text.replacing(
      /(<x:source>)(.*?)<\/x:source>/,
      with: { "\($0.output.0)<x:target state=\"translated\">\($0.output.2)</x:target>" })
    #expect(output == expected)
  }

  @Test("What is translated, and what must not be, is told from what the file says")
  func standing() throws {
    let text = Self.old(
      """
      <x:group translate='no'><x:trans-unit id='1'><x:source>A</x:source></x:trans-unit>
      <x:trans-unit id='2' translate='yes'><x:source>A</x:source></x:trans-unit></x:group>
      <x:trans-unit id='3'><x:source>A</x:source><x:target state='new'>A</x:target></x:trans-unit>
      <x:trans-unit id='4'><x:source>A</x:source><x:target state='translated'>A</x:target></x:trans-unit>
      <x:trans-unit id='5'><x:source>A</x:source><x:target> </x:target></x:trans-unit>
      """)
    let segments = try editor(text).segments
    #expect(segments.map(\.id) == ["1", "2", "3", "4", "5"])
    #expect(segments.map(\.isTranslatable) == [false, true, true, true, true])
    #expect(segments.map(\.isUntranslated) == [true, true, true, false, true])
  }

  @Test("A target with a code that the source lacks is not taken")
  func foreignCode() throws {
    let text = Self.old("<x:trans-unit id='1'><x:source>A</x:source></x:trans-unit>")
    var editor = try editor(text)
    let code = InlineCode(id: "9", kind: .standalone, meaning: .other, original: "")
    let isSet = editor.setTarget(Content([.code(code)]), .init(.draft), of: editor.segments[0])
    #expect(!isSet)
    #expect(editor.output() == Array(text.utf8))
  }

  private static func marked(_ target: String) -> String {
    old(
      """
      <x:trans-unit id='1'><x:source>A. B.</x:source><x:seg-source><x:mrk mtype='seg' mid='a'>A.</x:mrk> \
      <x:mrk mtype='seg' mid='b'>B.</x:mrk></x:seg-source><x:target\(target)</x:target></x:trans-unit>
      """)
  }

  @Test("A unit counts as translated when all of its marks are")
  func partOfUnit() throws {
    let empty = "<x:mrk mtype='seg' mid='a'></x:mrk><x:mrk mtype='seg' mid='b'></x:mrk>"
    var editor = try editor(Self.marked(">\(empty)"))
    for (index, filled, state) in [
      (
        0, "<x:mrk mtype='seg' mid='a'>1</x:mrk><x:mrk mtype='seg' mid='b'></x:mrk>",
        SegmentState.draft
      ),
      (1, "<x:mrk mtype='seg' mid='a'>1</x:mrk><x:mrk mtype='seg' mid='b'>1</x:mrk>", .translated),
    ] {
      let isSet = editor.setTarget(
        Content("1"), .init(.translated), of: editor.segments[index])
      #expect(isSet)
      let shown = state == .draft ? "needs-review-translation" : "translated"
      #expect(
        String(decoding: editor.output(), as: UTF8.self)
          == Self.marked(" state=\"\(shown)\">\(filled)"))
    }
  }

  @Test("A translation without a place in its unit's target is not taken")
  func noMark() throws {
    let text = Self.marked("><x:mrk mtype='seg' mid='a'>1</x:mrk>")
    var editor = try editor(text)
    #expect(editor.segments.map(\.isUntranslated) == [false, true])
    let isSet = editor.setTarget(Content("1"), .init(.translated), of: editor.segments[1])
    #expect(!isSet)
    #expect(editor.output() == Array(text.utf8))
  }

  @Test("Marks whose unit has a target without marks count as translated")
  func unmarkedTarget() throws {
    let segments = try editor(Self.marked(">1. 2.")).segments
    #expect(segments.map(\.isUntranslated) == [false, false])
  }

  @Test("A target language is added where there is none")
  func language() throws {
    let text = Self.new("<unit id='u'><segment><source>A</source></segment></unit>")
      .replacing(" trgLang=\"es\"", with: "")
    var editor = try editor(text)
    editor.setTargetLanguage(try LanguageTag("vi"))
    #expect(
      String(decoding: editor.output(), as: UTF8.self)
        == text.replacing("srcLang=\"en\"", with: "srcLang=\"en\" trgLang=\"vi\""))
  }

  /// The text in an encoding, with a declaration that names it.
  private func encoded(_ text: String, as name: String) -> [UInt8] {
    let text = text.replacing(
      "<?xml version='1.0'?>", with: "<?xml version='1.0' encoding='\(name)'?>")
    switch name {
    case "UTF-16":
      return ([0xFEFF] + Array(text.utf16)).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case "utf-16be":
      return ([0xFEFF] + Array(text.utf16)).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    default: return text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
  }

  @Test("Files in other encodings stay in them", arguments: ["UTF-16", "utf-16be", "iso-8859-1"])
  func encodings(_ name: String) throws {
    let before = Self.old("<x:trans-unit id='1'><x:source>Añ</x:source></x:trans-unit>")
    let after = Self.old(
      "<x:trans-unit id='1'><x:source>Añ</x:source><x:target state=\"translated\">Añ#</x:target></x:trans-unit>"
    )
    let bytes = encoded(before, as: name)
    var editor = try XLIFFEditor(bytes)
    #expect(editor.output() == bytes)
    let isSet = editor.setTarget(Content("Añạ"), .init(.translated), of: editor.segments[0])
    #expect(isSet)
    let letter = name == "iso-8859-1" ? "&#7841;" : "ạ"
    #expect(editor.output() == encoded(after.replacing("#", with: letter), as: name))
    let older = before.replacing("version = '1.2'", with: "version = '1.1'")
      .replacing("document:1.2", with: "document:1.1")
    let converted = try XLIFFConverter(to: .v1_2).convert(encoded(older, as: name)).bytes
    #expect(converted == encoded(before, as: name))
  }

  @Test("A file in an encoding that is not known is refused")
  func unknownEncoding() {
    let text = "<?xml version='1.0' encoding='windows-1258'?><xliff version='1.2'/>"
    let error = #expect(throws: XLIFFError.self) { try XLIFFEditor(Array(text.utf8)) }
    #expect(error?.message.contains("encoding") == true)
  }
}
