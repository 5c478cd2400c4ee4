import Documents
import Testing
import Units

/// Translations as they stand in built Markdown.
@Suite struct WritingTests {
  /// Builds `source` with one target for each segment in order, written with `<1>` and `</1>` for the
  /// halves of pair 1 and `<1/>` for a code that stands alone.
  private func build(_ source: String, _ targets: [String]) throws -> String {
    let document = try extract(Array(source.utf8), path: "a.md")
    var rest = targets[...]
    var chosen: [[Content]] = []
    for unit in document.units {
      chosen.append(unit.segments.map { Self.content(rest.popFirst() ?? "", like: $0.content) })
    }
    return String(decoding: try document.build { .target(chosen[$0][$1]) }, as: UTF8.self)
  }

  private static func content(_ text: String, like source: Content) -> Content {
    var result = Content()
    var rest = text[...]
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      result.append(String(rest[..<open]))
      let tag = rest[rest.index(after: open)..<close]
      let id = tag.filter(\.isNumber)
      let kind: InlineCode.Kind =
        tag.hasPrefix("/") ? .close : tag.hasSuffix("/") ? .standalone : .open
      if let code = source.codes.first(where: { $0.id == id && $0.kind == kind }) {
        result.append(code)
      }
      rest = rest[rest.index(after: close)...]
    }
    result.append(String(rest))
    return result
  }

  @Test(arguments: [
    ("*All of it.*\n", ["Todo. "], "*Todo.*\n"),
    ("Ask **a lawyer** first.\n", ["Pida <1> ayuda </1>ya."], "Pida **ayuda** ya.\n"),
    ("[Ref]\n\n[Ref]: /u\n", ["<1>Otra</1>"], "[Otra][Ref]\n\n[Ref]: /u\n"),
    ("See [Ref] here.\n\n[Ref]: /u\n", ["Vea <1>otra</1>."], "Vea [otra][Ref].\n\n[Ref]: /u\n"),
    ("One two here.\nThree four.\n", ["En C:\\", "Tres."], "En C:\\\\\nTres.\n"),
    ("Alpha  \ngamma\n", ["a | b<1/>--- | ---"], "a | b  \n\\--- | ---\n"),
    ("## Head\n", ["#######"], "## ######\\#\n"),
    (
      "| a | b |\n|---|---|\n| x | y |\n", ["p|q", "r", "s", "t"],
      "| p\\|q | r |\n|---|---|\n| s | t |\n"
    ),
    ("- one\n", ["1. uno"], "- 1\\. uno\n"),
    (
      "![cat](a.png \"My cat\")\n", ["gato [x]", "Mi \"gato\""],
      "![gato [x]](a.png \"Mi \\\"gato\\\"\")\n"
    ),
    (
      "---\ntitle: Rights\n---\n\nA b.\n", ["Yes: no", "C."], "---\ntitle: \"Yes: no\"\n---\n\nC.\n"
    ),
    ("---\ntitle: 'It''s'\n---\n\nA b.\n", ["L'a", "C."], "---\ntitle: 'L''a'\n---\n\nC.\n"),
    (
      "---\ntitle: >\n  Two\n  lines\n---\n\nA b.\n", ["Dos líneas", "C."],
      "---\ntitle: \"Dos líneas\"\n---\n\nC.\n"
    ),
  ])
  func `A translation is written so that it reads as itself`(
    source: String, targets: [String], expected: String
  ) throws {
    #expect(try build(source, targets) == expected)
  }

  @Test func `What is left out leaves no gap behind`() throws {
    let source = "- First one here.\n  Second one here.\n"
    let document = try extract(Array(source.utf8), path: "a.md")
    let built = try document.build { _, segment in
      segment == 0 ? .omitted : .target(Content("Dos."))
    }
    #expect(String(decoding: built, as: UTF8.self) == "- Dos.\n")
  }

  /// Inputs on which a careless scan takes the square of their length: minutes instead of a moment.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("word {{ ", 60_000), ("[^", 60_000), ("[a](b) ", 20_000), ("*a **b ", 20_000), ("`", 60_000),
      ("Same sentence here. ", 20_000), ("> ", 5_000), ("<b>", 30_000), ("&amp;", 50_000),
      ("\\", 60_000),
    ])
  func `Long repeats are read in a moment`(piece: String, count: Int) throws {
    let source = Array((String(repeating: piece, count: count) + "\n").utf8)
    let document = try extract(source, path: "a.md")
    #expect(try document.build { .target(document.units[$0].segments[$1].content) } == source)
  }
}
