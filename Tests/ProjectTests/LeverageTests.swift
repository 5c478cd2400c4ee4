import Memory
import Project
import Testing
import Units

/// What becomes of the memory's matches in exports, imports and files of others.
@Suite struct LeverageTests {
  private let source = """
    # Stay calm.

    You have 30 days to appeal. Stay calm.

    Stay calm.

    """

  private func scratch(_ more: String = "") throws -> Scratch {
    try Scratch(source: source, configuration: Scratch.configuration + more)
  }

  /// Returns a translation of the first segment with a source.
  private func translate(
    _ text: String, as target: String, in scratch: Scratch,
    _ options: Importer.Options = .init()
  ) throws -> ImportReport {
    var isDone = false
    return try scratch.importBack(
      scratch.returned { segment in
        guard segment.source.text == text, !isDone else { return }
        isDone = true
        segment.target = Content(target)
        segment.state = .translated
      }, options: options)
  }

  private func targets(_ scratch: Scratch) throws -> [String] {
    try scratch.translation().record.units.flatMap(\.segments).map {
      ($0.target?.text ?? "–") + ($0.origin.map { " (\($0.rawValue))" } ?? "")
    }
  }

  @Test func `A repetition is filled when its first place comes back translated`() throws {
    let scratch = try scratch()
    try scratch.export()
    let report = try translate("Stay calm.", as: "Mantenga la calma.", in: scratch)
    #expect(report.repetitions == 2)
    let repeated = "Mantenga la calma. (exact-match)"
    #expect(try targets(scratch) == ["Mantenga la calma.", "–", repeated, repeated])
    // The translator of another place still has the last word there.
    let later = try scratch.returned { segment in
      guard segment.origin == .exactMatch else { return }
      segment.target = Content("Calma.")
      segment.base = nil
    }
    try scratch.importBack(later)
    #expect(try targets(scratch) == ["Mantenga la calma.", "–", "Calma.", "Calma."])
  }

  @Test func `Repetitions are left alone where the project or the command says so`() throws {
    for (configuration, fills) in [("memory: {repetitions: off}\n", true), ("", false)] {
      let scratch = try scratch(configuration)
      try scratch.export()
      var options = Importer.Options()
      options.fillsRepetitions = fills
      let report = try translate("Stay calm.", as: "Mantenga la calma.", in: scratch, options)
      #expect(report.repetitions == 0)
      #expect(try targets(scratch) == ["Mantenga la calma.", "–", "–", "–"])
    }
    // Without repetitions an export does not fill the same text elsewhere either, but suggests it.
    let scratch = try scratch("memory: {repetitions: off}\n")
    try scratch.export()
    _ = try translate("Stay calm.", as: "Mantenga la calma.", in: scratch)
    let record = try scratch.export()
    let segment = try #require(record.units.last?.segments.first)
    #expect(segment.target == nil)
    #expect(segment.alternatives.map(\.target.text) == ["Mantenga la calma."])
    #expect(segment.alternatives.first?.score == 100)
  }

  @Test func `What is alike is suggested, repaired where a rule says how, with the difference`()
    throws
  {
    let scratch = try scratch()
    try scratch.write(
      """
      <tmx version="1.4"><header/><body>
      <tu><tuv xml:lang="en"><seg>You have 45 days to appeal.</seg></tuv>
      <tuv xml:lang="es"><seg>Tiene 45 días para apelar.</seg></tuv></tu>
      <tu><tuv xml:lang="en"><seg>You have 30 days to reply.</seg></tuv>
      <tuv xml:lang="es"><seg>Tiene 30 días para responder.</seg></tuv></tu>
      </body></tmx>
      """, to: "memory/old.tmx")
    let record = try scratch.export()
    let segment = try #require(record.units.dropFirst().first?.segments.first)
    #expect(segment.target == nil)
    #expect(
      segment.alternatives.map { "\($0.score ?? 0) \($0.target.text) \($0.origin ?? "")" } == [
        "99 Tiene 30 días para apelar. memory/old.tmx",
        "83 Tiene 30 días para responder. memory/old.tmx",
      ])
    #expect(
      segment.notes.map(\.text) == [
        "Suggested at 99 %: numbers or dates differ; changed by rule; put in by rule: “45” became “30”."
      ])
  }

  @Test func `A penalty keeps a machine's translation from counting as translated`() throws {
    let scratch = try scratch("memory: {penalties: {machine: 10}}\n")
    try scratch.write(
      """
      <tmx version="1.4"><header/><body><tu><prop type="x-Origin">MT</prop>
      <tuv xml:lang="en"><seg>Stay calm.</seg></tuv>
      <tuv xml:lang="es"><seg>Estancia tranquila.</seg></tuv></tu></body></tmx>
      """, to: "memory/old.tmx")
    let segment = try #require(try scratch.export().units.first?.segments.first)
    #expect(segment.target == nil)
    #expect(segment.alternatives.map(\.score) == [90])
  }

  @Test func `Drafts for files of others: other numbers, and sentences put together`() throws {
    let scratch = try scratch()
    try scratch.translateAll()
    let workspace = try scratch.workspace()
    let theirs = """
      <xliff version="1.2"><file original="x" source-language="en" target-language="es" datatype="plaintext"><body>
      <trans-unit id="a"><source>You have 60 days to appeal.</source></trans-unit>
      <trans-unit id="b"><source>Stay calm. <g id="1">You have 30 days to appeal.</g>  Stay calm.</source></trans-unit>
      <trans-unit id="c"><source>Stay calm.</source></trans-unit>
      <trans-unit id="d"><source>Stay calm. And be brave.</source></trans-unit>
      </body></file></xliff>
      """
    var pretranslator = Pretranslator(
      memory: try workspace.openMatcher(), workspace: workspace)
    let careful = try pretranslator.fill(Array(theirs.utf8), path: "x", language: nil)
    #expect((careful.filled, careful.drafts) == (1, 0))
    pretranslator.fillsDrafts = true
    let result = try pretranslator.fill(Array(theirs.utf8), path: "x", language: nil)
    #expect((result.missing, result.filled, result.drafts) == (4, 1, 2))
    let draft = "<target state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\">"
    let text = String(decoding: result.bytes, as: UTF8.self)
    #expect(text.contains("\(draft)ES: You have 60 days to appeal.</target>"))
    #expect(
      text.contains(
        "\(draft)ES: Stay calm. <g id=\"1\">ES: You have 30 days to appeal.</g>  ES: Stay calm.</target>"
      ))
    #expect(text.contains("And be brave.</source></trans-unit>"))
  }
}
