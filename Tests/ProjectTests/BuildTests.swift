import Project
import Testing
import Units

@Suite struct BuildTests {
  private let source =
    "---\ntitle: Rights\n---\n\n# Title\n\nStay **calm**. Run never.\n\n- one item\n"

  @Test func `A version is the source with its translations, byte for byte`() throws {
    let scratch = try Scratch(source: source)
    try scratch.translateAll()
    #expect(
      try scratch.read("locales/es/doc.md")
        == "---\ntitle: \"ES: Rights\"\n---\n\n# ES: Title\n\nES: Stay **calm**. ES: Run never.\n\n- ES: one item\n"
    )
    #expect(try scratch.build() == .unchanged)
    #expect(try scratch.translation().standing == .current)
  }

  @Test(arguments: [
    ("source", "# Title\n\nStay **calm**. Run never.\n"), ("omit", "# \n\nStay **calm**.\n"),
    ("hold", nil),
  ])
  func `What has no translation falls back as configured`(fallback: String, expected: String?)
    throws
  {
    let scratch = try Scratch(
      source: "# Title\n\nStay **calm**. Run never.\n",
      configuration: Scratch.configuration + "fallback: \(fallback)\n")
    try scratch.export()
    try scratch.importBack(
      try scratch.returned { segment in
        guard segment.source.text == "Stay calm." else { return }
        segment.translate("")
        segment.target = segment.source.mapCodes { $0 }
        segment.target?.append("")
        segment.target = Content([.text("Quieto ")] + segment.source.codes.map(Inline.code))
      })
    let outcome = try scratch.build()
    guard let expected else {
      #expect(outcome == .held)
      #expect(!scratch.exists("locales/es/doc.md"))
      return
    }
    #expect(
      try scratch.read("locales/es/doc.md")
        == expected.replacing("Stay **calm**.", with: "Quieto ****"))
  }

  @Test func `A version that was edited by hand is left alone`() throws {
    let scratch = try Scratch(source: source)
    try scratch.translateAll()
    let edited = try scratch.read("locales/es/doc.md").replacing("one item", with: "un punto")
    try scratch.write(edited, to: "locales/es/doc.md")
    #expect(try scratch.translation().standing == .handEdited)
    #expect(try scratch.build() == .handEdited)
    #expect(try scratch.read("locales/es/doc.md") == edited)
    let workspace = try scratch.workspace()
    let outcome = try #require(try Adopter(workspace: workspace).adopt(try scratch.translation()))
    #expect(outcome.adopted == 1)
    try workspace.write(outcome.record, of: try scratch.translation().document, in: scratch.spanish)
    #expect(try scratch.standings().last == "draft")
    #expect(try scratch.translation().isBuilt)
  }

  @Test func `A version is old, not edited, when only its record or its source changed`() throws {
    let scratch = try Scratch(source: source)
    try scratch.translateAll()
    try scratch.importBack(try scratch.returned { $0.translate("otra: ") })
    #expect(try scratch.translation().standing == .unbuilt)
    try scratch.write(source + "\nMore.\n", to: "locales/en/doc.md")
    #expect(try scratch.translation().standing == .incomplete)
    #expect(try scratch.build() == .written(isNew: false))
  }

  @Test func `A version without a record is never written over`() throws {
    let scratch = try Scratch(source: source)
    try scratch.write("Algo que ya estaba.\n", to: "locales/es/doc.md")
    #expect(try scratch.translation().standing == .untracked)
    try scratch.export()
    try scratch.importBack(try scratch.returned { $0.translate() })
    #expect(try scratch.build() == .untracked)
    #expect(try scratch.read("locales/es/doc.md") == "Algo que ya estaba.\n")
  }

  @Test func `A version that does not read as its source is found`() throws {
    let scratch = try Scratch(source: "Read [this](a) or [that](b) now.\n\nAnd _that_ too.\n")
    try scratch.export()
    try scratch.importBack(
      try scratch.returned { segment in
        let codes = segment.source.codes.map(Inline.code)
        segment.target =
          segment.source.text.hasPrefix("Read")
          // A link inside a link is none.
          ? Content([
            .text("Lea "), codes[0], .text("esto o "), codes[2], .text("eso"), codes[3], codes[1],
            .text(" ya."),
          ])
          : Content([.text("Y "), codes[0], .text("eso"), codes[1], .text(".")])
        segment.state = .translated
      })
    try scratch.build()
    let findings = try CheckRun(of: try scratch.workspace(), filter: Filter()).findings
    #expect(findings.map(\.rule) == ["structure"])
    #expect(findings.first?.position == Position(line: 1, column: 1))
    #expect(findings.first?.message.contains("(link)") == true)
  }

  @Test(arguments: [
    ("```\nrun\n```", "```\ncorre\n```"), ("[x](a.md)", "[x](es-a.md)"),
    ("Uno.\n", "Uno.\n\nOtro más.\n"),
  ])
  func `What a record cannot hold is never written over, even after an adoption`(
    old: String, new: String
  ) throws {
    let scratch = try Scratch(source: "Uno.\n\n```\nrun\n```\n\nSee [x](a.md) now.\n")
    try scratch.translateAll()
    let text = try scratch.read("locales/es/doc.md")
    let edited = text.replacing(old, with: new)
    #expect(edited != text)
    try scratch.write(edited, to: "locales/es/doc.md")
    let workspace = try scratch.workspace()
    let outcome = try #require(try Adopter(workspace: workspace).adopt(try scratch.translation()))
    #expect(outcome.firstLoss != nil)
    try workspace.write(outcome.record, of: try scratch.translation().document, in: scratch.spanish)
    #expect(try scratch.build() == .handEdited)
    #expect(try scratch.read("locales/es/doc.md") == edited)
  }

  @Test func `Adopting pairs the first blocks and leaves what is more`() throws {
    let scratch = try Scratch(source: "- x item\n- y item\n\nOne here. Two here.\n")
    try scratch.write(
      "- x cosa\n- y cosa\n- z cosa\n\nUna y dos juntas.\n", to: "locales/es/doc.md")
    let outcome = try #require(
      try Adopter(workspace: try scratch.workspace()).adopt(try scratch.translation()))
    let targets = outcome.record.units.flatMap(\.segments).map { $0.target?.text }
    #expect(targets == ["x cosa", "y cosa", nil, nil])
    #expect(outcome.unmatched == 2)
    #expect(outcome.firstLoss == 1)
  }

  @Test func `A document without text is built as it is`() throws {
    let scratch = try Scratch(source: "```\nrun\n```\n")
    try scratch.export()
    #expect(try scratch.build() == .written(isNew: true))
    #expect(try scratch.translation().standing == .current)
  }
}
