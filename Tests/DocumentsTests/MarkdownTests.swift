import Documents
import Testing
import Units

/// What is found in Markdown, construct by construct.
@Suite struct MarkdownTests {
  @Test(arguments: [
    ("+++\ntitle = \"My \\\"own\\\"\"\n+++\nText.\n", ["My \"own\"", "Text."]),
    ("+++\n[a]\ntitle = 'x'\n+++\nText.\n", ["Text."]),
    ("---\ntitle: A title\n  over two lines\n---\nText.\n", ["A title over two lines", "Text."]),
    ("<div>\n<p>One <b>two</b>.</p>\n</div>\n\nThree.\n", ["One <1>two</1>.", "Three."]),
    ("<details>\n<summary>More</summary>\n\n**Text**\n\n</details>\n", ["More", "Text"]),
    ("<!-- l10n:off -->\n\nOut.\n\n<!-- l10n:on -->\n\nIn.\n", ["In."]),
    ("In <!-- l10n:off -->out<!-- l10n:on --> in.\n", ["In <1/> in."]),
    ("A.[^1]\n\n[^1]: Note.\n\n    More of it.\n", ["A.", "Note.", "More of it."]),
    ("A.[^1]\n\n[^1]: Word\n", ["A.", "Word"]),
    ("Term\n: The definition.\n", ["Term", "The definition."]),
    (":::tip My title\nInside.\n:::\n", ["My title", "Inside."]),
    (":::note[Title *here*]{.x}\nInside.\n:::\n", ["Title *here*", "Inside."]),
    ("!!! note \"Look\"\n    Inside.\n\n    More.\n", ["Look", "Inside.", "More."]),
    ("=== \"Tab\"\n    Inside.\n", ["Tab", "Inside."]),
    ("{% if a %}\nText.\n{% endif %}\n", ["Text."]),
    ("Text {{ a_b }} and {{< c \"d_e\" >}}.\n", ["Text <1/> and <2/>."]),
    ("$$\nx = y\n$$\n\nText $a^2$ for $5 or $6.\n", ["Text <1/> for $5 or $6."]),
    ("# Title {#id}\n", ["Title"]),
    ("[a]\n\n[a]: /u \"The title\"\n", ["<1>a</1>", "The title"]),
    ("```\n[a]: /u \"No title\"\n```\n", []),
    ("- [ ] task *one*\n- [x] done\n", ["task <1>one</1>", "done"]),
    ("| a\\|b | `c\\|d` x |\n|---|:-:|\n| e | f |\n", ["a|b", "<1/> x", "e", "f"]),
    ("> quoted\nlazy\n", ["quoted lazy"]),
    ("Head\n====\n\nText  \nbroken\\\nagain\n", ["Head", "Text<1/>broken<2/>again"]),
    ("<https://a.b> and ![alt](c \"t\") end\n", ["and <1/> end", "alt", "t"]),
    ("A\u{0}b\u{7}c\n", ["A<1/>b<2/>c"]),
  ])
  func `Text is found`(markdown: String, segments: [String]) throws {
    let page = try Page(markdown, "a.md")
    #expect(page.segments == segments)
    #expect(try page.copied() == Array(markdown.utf8))
  }

  @Test func `MDX keeps its modules, components and expressions`() throws {
    let text = """
      import A from "a";
      export const b = 1;

      # In {b}

      <Tabs.Item on={() => x > 1} title="T">

      Text {a.b} here.

      </Tabs.Item>

      {/* l10n: note Short. */}

      End.

      """
    let page = try Page(text, "a.mdx")
    #expect(page.segments == ["In <1/>", "T", "Text <1/> here.", "End."])
    #expect(page.document.units.last?.notes == ["Short."])
    #expect(try page.copied() == Array(text.utf8))
  }

  @Test func `Bytes that are no text stay what they are`() throws {
    let bytes: [UInt8] = Array("One ".utf8) + [0xFF, 0xC3] + Array(" two.\n".utf8)
    let page = try Page(bytes, "a.md")
    #expect(page.segments == ["One <1/><2/> two."])
    #expect(try page.copied() == bytes)
    #expect(
      try page.built(["Uno <1/><2/> dos."]) == Array("Uno ".utf8) + [0xFF, 0xC3]
        + Array(" dos.\n".utf8))
  }

  @Test(arguments: [
    ("**Note:** read", ["<1>Nota:</1>lea"], "**Nota:**&#108;ea"),
    ("Read *this* now", ["Lea<1>«esto»</1>ya"], "Le&#97;*«esto»*&#121;a"),
    ("Read _this_ now", ["Lea<1>esto</1>ya"], "Le&#97;_esto_&#121;a"),
    ("Read", ["{{ x }}"], "&#123;{ x }}"),
    ("Read", ["::: nota"], "\\::: nota"),
    ("Cost", ["$x^2$"], "\\$x^2$"),
  ])
  func `What would read as something else is escaped`(
    markdown: String, targets: [String], expected: String
  ) throws {
    #expect(try Page(markdown, "a.md").text(targets) == expected)
  }

  @Test(arguments: [
    (ExtractionOptions.Anchors.attribute, "## Sus derechos {#your-rights}\n\n## Otra {#b}\n"),
    (.html, "## <a id=\"your-rights\"></a>Sus derechos\n\n## Otra {#b}\n"),
    (.none, "## Sus derechos\n\n## Otra {#b}\n"),
  ])
  func `Headings keep the address of their source`(
    anchors: ExtractionOptions.Anchors, expected: String
  ) throws {
    var options = ExtractionOptions()
    options.anchors = anchors
    let page = try Page("## Your rights!\n\n## Other {#b}\n", "a.md", options: options)
    #expect(try page.text(["Sus derechos", "Otra"]) == expected)
  }

  @Test func `Repeated headings get numbers as sites give them`() throws {
    let page = try Page("# A b\n\n# A b\n\n<a id=\"c\"></a>\n\n# Ñandú, 2 `x`\n", "a.md")
    #expect(page.document.anchors == ["a-b", "a-b-1", "c", "ñandú-2-x"])
  }

  @Test(arguments: ["\u{2028}", "\u{2029}", "\u{85}", "\u{A0}", "\u{FEFF}"])
  func `Front matter is found behind any character`(character: String) throws {
    let page = try Page("---\nnote: \"x\(character) y\"\ntitle: Hello\n---\n\nText.\n", "a.md")
    #expect(page.document.units.map { $0.segments[0].content.text } == ["Hello", "Text."])
  }

  @Test(arguments: [
    "title: &t Hello there\nsummary: *t", "title: &t \"Hello\"\nother: *t",
    "title: !!str \"Hello\"", "title: [&a Hello, *a]",
  ])
  func `Values with anchors, tags and aliases are copied as they are`(yaml: String) throws {
    let page = try Page("---\n\(yaml)\n---\n\nText.\n", "a.md")
    #expect(page.document.units.map { $0.segments[0].content.text } == ["Text."])
  }
}
