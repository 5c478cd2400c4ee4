import Testing
import Units
import XLIFF

/// Files with very much of one thing, which take no more time than their size asks for: with the
/// square of it none of these would end.
@Suite struct LargeFileTests {
  private static func old(_ body: String) -> String {
    "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file original=\"a\" "
      + "source-language=\"en\" target-language=\"es\" datatype=\"html\"><body>\(body)</body></file></xliff>"
  }

  private static func new(_ unit: String) -> String {
    "<xliff version=\"2.0\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"en\" "
      + "trgLang=\"es\"><file id=\"f\"><unit id=\"u\">\(unit)</unit></file></xliff>"
  }

  private static func many(_ count: Int, _ text: (Int) -> String) -> String {
    (0..<count).map(text).joined()
  }

  static let files = [
    old(many(6_000) { _ in "<trans-unit id=\"1\"><source>a</source></trans-unit>" }),
    old(
      "<trans-unit id=\"1\"><source>\(many(6_000) { "<ph id=\"\($0)\">x</ph>" })</source></trans-unit>"
    ),
    old(
      "<trans-unit id=\"1\"><source>\(many(3_000) { "<bx id=\"\($0)\"/>" })"
        + "\(many(3_000) { "<ex id=\"\($0)\"/>" })</source></trans-unit>"),
    old(
      "<trans-unit id=\"1\"><source>a</source><seg-source>"
        + many(2_000) { "<mrk mtype=\"seg\" mid=\"\($0)\">a</mrk>" } + "</seg-source></trans-unit>"
    ),
    old(
      "<trans-unit id=\"1\"><source>a</source>"
        + many(20_000) { _ in "<alt-trans><target>b</target></alt-trans>" } + "</trans-unit>"),
    new(
      "<notes>\(many(6_000) { "<note xmlns:l10n=\"urn:l10n:record\" l10n:segment=\"s\($0)\">x</note>" })"
        + "</notes>\(many(6_000) { "<segment id=\"s\($0 + 1)\"><source>a</source></segment>" })"),
    new(
      many(3_000) {
        "<segment id=\"s\($0)\"><source>a</source><target order=\"\($0 + 1)\">b</target></segment>"
      }),
    new(
      "<originalData>\(many(3_000) { "<data id=\"d\($0)\">x</data>" })</originalData><segment><source>"
        + many(3_000) { "<ph id=\"\($0)\" dataRef=\"d\($0)\"/>" } + "</source></segment>"),
  ]

  @Test(arguments: files.indices)
  func `Every way to read a file takes time with its size`(index: Int) throws {
    let bytes = Array(Self.files[index].utf8)
    _ = XLIFFValidator.validate(bytes) { _ in }
    _ = try? XLIFFReader().read(bytes)
    for version in XLIFFVersion.allCases { _ = try XLIFFConverter(to: version).convert(bytes) }
    var editor = try XLIFFEditor(bytes)
    for segment in editor.segments {
      _ = editor.setTarget(segment.source, .init(.draft), of: segment)
    }
    #expect(editor.output().count > bytes.count)
  }
}
