import Documents
import Foundation
import Testing
import Units

@Suite struct StructureTests {
  /// A language that is all punctuation: whatever could be taken for Markdown is in it.
  private static let hostileTexts = [
    "# no heading", "> no quote", "- no list", "+ no list", "* no list", "1. no list", "12) none",
    "=== ", "--- ", "***", "a * b * c", "*stars* and _lines_ and __more__", "`ticks` and ``more``",
    "[brackets] and [x](y)", "[^note]", "![image](x)", "<b>tag</b> & &amp; &copy;", "a | b | c",
    "~~gone~~ and ~3", "back\\slash \\* and \\", "https://example.org/a_b_c", "[ ] task",
    "ends with #", "ends with !", "    indented", "line\nbreak", "[ref]", "[shortcut]: x",
    "“quotes” ¿qué?",
    "Điều khoản 1.", "snake_case_word", "2021. Fue", "1986) Luego",
    ":::", "<!-- comment -->", "<script>", "a < b > c", "_under_", "text *", "* text*", "|", "\\|",
    ":::", ": a", "!!! note", "??? tip", "=== tab", "{{ x }}", "{% y %}", "{#id}", "$x^2$", "$$y$$",
  ]

  @Test(arguments: try fixtures().filter { $0.hasSuffix(".md") })
  func `A translated version has the blocks and the codes of its source`(path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let source = try extract(bytes, path: path)
    for (index, hostile) in Self.hostileTexts.enumerated() {
      let built = try source.build { unit, segment in
        .target(source.units[unit].segments[segment].content.pseudoTranslated(hostile, index))
      }
      let target = try extract(built, path: path)
      let hasSameBlocks = target.units.map(\.kind) == source.units.map(\.kind)
      #expect(hasSameBlocks, "\(hostile)")
      guard hasSameBlocks else { continue }
      for (old, new) in zip(source.units, target.units) where old.codes != new.codes {
        Issue.record("\(hostile): \(old.text) → \(new.text)")
      }
    }
  }
}

extension Content {
  /// The content with another text in the place of each text, codes kept.
  fileprivate func pseudoTranslated(_ text: String, _ seed: Int) -> Content {
    Content(
      elements.map { element in
        guard case .text(let old) = element else { return element }
        let before = old.hasPrefix(" ") ? " " : ""
        let after = old.hasSuffix(" ") ? " " : ""
        let letters = seed.isMultiple(of: 2) ? "word " : ""
        return .text("\(before)\(letters)\(text) ñandú\(after)")
      })
  }
}

extension SourceUnit {
  /// The kinds and bytes of the unit's codes, those that depend on the text left out.
  fileprivate var codes: [String] {
    segments.flatMap(\.content.codes).map { "\($0.meaning) \($0.original.prefix(1))" }
  }

  fileprivate var text: String { segments.map(\.content.display).joined(separator: " ‖ ") }
}
