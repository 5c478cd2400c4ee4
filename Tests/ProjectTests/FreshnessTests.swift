import Project
import Testing
import Units

@Suite struct FreshnessTests {
  private static let source = """
    # Your rights

    Stay calm. The deadline is November 29, 2021. Ask for **a lawyer**.

    Second paragraph here. It has two sentences.

    Last words.

    """

  private func translated() throws -> Scratch {
    let scratch = try Scratch(source: Self.source)
    try scratch.translateAll()
    return scratch
  }

  private func edit(_ scratch: Scratch, _ old: String, _ new: String) throws {
    let text = try scratch.read("locales/en/doc.md")
    #expect(text.contains(old))
    try scratch.write(text.replacing(old, with: new), to: "locales/en/doc.md")
  }

  private func changed(_ scratch: Scratch) throws -> [String] {
    try scratch.standings().filter { $0 != "current" }
  }

  @Test func `A translated document is current, and stays so when it is rewrapped or reordered`()
    throws
  {
    let scratch = try translated()
    #expect(try scratch.translation().standing == .current)
    try edit(scratch, "Stay calm. The", "Stay calm.\nThe")
    try edit(scratch, "Last words.\n", "")
    try edit(scratch, "# Your", "Last words.\n\n# Your")
    #expect(try changed(scratch).isEmpty)
  }

  @Test func `A changed fact is critical, with what became what`() throws {
    let scratch = try translated()
    try edit(scratch, "November 29", "December 10")
    #expect(try changed(scratch) == ["stale: critical “November 29” became “December 10”"])
    #expect(try scratch.translation().standing == .stale)
  }

  @Test func `A changed word is stale; quotes and markup are not`() throws {
    let scratch = try translated()
    try edit(scratch, "Last words", "Final words")
    try edit(scratch, "**a lawyer**", "__a lawyer__")
    #expect(try changed(scratch) == ["stale: wording “Last” became “Final”"])
  }

  @Test func `Lost markup keeps the words but needs a look`() throws {
    let scratch = try translated()
    try edit(scratch, "**a lawyer**", "a lawyer")
    // The words hold and no code of the source is missing.
    #expect(try changed(scratch).isEmpty)
    try edit(scratch, "Last words", "Last `code` words")
    #expect(try changed(scratch) == ["stale: markup only markup changed"])
  }

  @Test func `An export keeps the old source and target, and going back restores them`() throws {
    let scratch = try translated()
    try edit(scratch, "November 29", "December 10")
    let record = try scratch.export()
    let stale = try #require(record.units.flatMap(\.segments).first { $0.standing == .stale })
    #expect(stale.previous?.source.text == "The deadline is November 29, 2021.")
    #expect(stale.target?.text == "ES: The deadline is November 29, 2021.")
    try edit(scratch, "December 10", "November 30")
    try scratch.export()
    #expect(try changed(scratch) == ["stale: critical “29” became “30”"])
    try edit(scratch, "November 30", "November 29")
    try scratch.export()
    #expect(try changed(scratch).isEmpty)
  }

  @Test func `Going back restores the state, and confirms nothing that nobody confirmed`() throws {
    for state in [SegmentState.draft, .translated, .reviewed, .final] {
      let scratch = try Scratch(source: "It opens at nine.\n")
      try scratch.export()
      try scratch.importBack(
        try scratch.returned { segment in
          segment.translate()
          segment.state = state
        })
      try scratch.write("It opens at ten.\n", to: "locales/en/doc.md")
      try scratch.export()
      try scratch.write("It opens at nine.\n", to: "locales/en/doc.md")
      #expect(try scratch.export().units[0].segments[0].state == state)
    }
  }

  @Test func `Going back keeps what was written in between`() throws {
    let scratch = try Scratch(source: "It opens at nine.\n")
    try scratch.translateAll()
    try scratch.write("It opens at ten.\n", to: "locales/en/doc.md")
    try scratch.export()
    try scratch.importBack(
      try scratch.returned { segment in
        segment.translate("new: ")
        segment.state = .draft
      })
    try scratch.write("It opens at nine.\n", to: "locales/en/doc.md")
    let segment = try scratch.export().units[0].segments[0]
    #expect(segment.target?.text == "new: It opens at ten.")
    #expect(segment.state == .draft)
    #expect(segment.alternatives.map(\.target.text) == ["ES: It opens at nine."])
  }

  @Test func `New sentences are missing, and nothing else changes its id`() throws {
    let scratch = try translated()
    let before = try scratch.export().units.map(\.id)
    try edit(scratch, "Stay calm. ", "Stay calm. Breathe. ")
    try edit(scratch, "Last words.", "A new paragraph.\n\nLast words.")
    #expect(try changed(scratch) == ["missing", "missing"])
    let after = try scratch.export()
    #expect(before.allSatisfy(after.units.map(\.id).contains))
    #expect(after.units[1].segments.map(\.number) == [1, 4, 2, 3])
  }

  @Test func `A deleted paragraph is retired and comes back whole`() throws {
    let scratch = try translated()
    try edit(scratch, "Second paragraph here. It has two sentences.\n\n", "")
    let record = try scratch.export()
    #expect(record.retired.flatMap(\.segments).count == 2)
    #expect(try changed(scratch).isEmpty)
    try edit(scratch, "Last words.", "Last words.\n\nSecond paragraph here. It has two sentences.")
    let restored = try scratch.export()
    #expect(restored.retired.isEmpty)
    #expect(try changed(scratch).isEmpty)
  }

  @Test func `A sentence that moves to another paragraph keeps its translation`() throws {
    let scratch = try translated()
    try edit(scratch, " It has two sentences.", "")
    try edit(scratch, "Last words.", "Last words. It has two sentences.")
    #expect(try changed(scratch).isEmpty)
  }

  @Test func `Exporting twice changes no byte`() throws {
    let scratch = try translated()
    try edit(scratch, "November 29", "December 10")
    try edit(scratch, "Last words.", "Last words. Stay calm. More words.")
    try scratch.export()
    let first = try scratch.read("xliff/es/doc.xlf")
    try scratch.export()
    #expect(try scratch.read("xliff/es/doc.xlf") == first)
  }

  @Test func `A repeated sentence is filled from the memory, with a note of where from`() throws {
    let scratch = try translated()
    try edit(scratch, "Last words.", "Last words.\n\nStay calm.")
    let segment = try #require(try scratch.export().units.last?.segments.first)
    #expect(segment.target?.text == "ES: Stay calm.")
    #expect(segment.state == .translated)
    #expect(segment.origin == .exactMatch)
    #expect(segment.notes.first?.text.contains("locales/en/doc.md") == true)
  }

  @Test func `Deleting the cache changes nothing`() throws {
    let scratch = try translated()
    try edit(
      scratch, "Last words.", "Last words.\n\nStay calm. The deadline was November 29, 2021.")
    let workspace = try scratch.workspace()
    let first = try Exporter(workspace: workspace, memory: try workspace.openMatcher())
      .updated(try scratch.translation())
    try workspace.files.remove(".l10n/memory.sqlite")
    let second = try Exporter(workspace: workspace, memory: try workspace.openMatcher())
      .updated(try scratch.translation())
    #expect(first == second)
    try scratch.write("this is no database", to: ".l10n/memory.sqlite")
    let third = try Exporter(workspace: workspace, memory: try workspace.openMatcher())
      .updated(try scratch.translation())
    #expect(first == third)
  }
}

/// What becomes of translations when the same text is cut in other places.
@Suite struct RecuttingTests {
  private let joined = "Read **this** now. Then [call](a) us.\n"

  /// A project whose record was cut by rules of its own, and then by the built-in ones, or the other
  /// way round.
  private func record(
    cutBy before: String?, thenBy after: String?, targets: [String]
  ) throws -> Record {
    let scratch = try Scratch(source: joined)
    let srx = """
      <srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="no"/>
      <body><languagerules><languagerule languagerulename="a"><rule break="yes"><beforebreak>\
      [?]</beforebreak><afterbreak>\\s</afterbreak></rule></languagerule></languagerules><maprules>\
      <languagemap languagepattern=".*" languagerulename="a"/></maprules></body></srx>
      """
    try scratch.write(srx, to: "own.srx")
    let plain = try scratch.read("l10n.yml")
    func use(_ rules: String?) throws {
      try scratch.write(
        plain + (rules.map { "\nsegmentation: {srx: \($0)}\n" } ?? ""), to: "l10n.yml")
    }
    try use(before)
    try scratch.export()
    var rest = targets[...]
    try scratch.importBack(
      try scratch.returned { segment in
        segment.target = Self.content(rest.popFirst() ?? "", like: segment.source)
        segment.state = .reviewed
      })
    try use(after)
    return try scratch.translation().record
  }

  /// `*` stands for the codes of the source, in their order.
  private static func content(_ text: String, like source: Content) -> Content {
    var codes = source.codes[...]
    var result = Content()
    for character in text {
      if character == "*", let code = codes.popFirst() {
        result.append(code)
      } else {
        result.append(String(character))
      }
    }
    return result
  }

  @Test func `Segments that become one are joined with their translations`() throws {
    let record = try record(
      cutBy: nil, thenBy: "own.srx", targets: ["Lea *esto* ya.", "Luego *llámenos*."])
    let segments = record.units[0].segments
    #expect(segments.map(\.target?.text) == ["Lea esto ya. Luego llámenos."])
    #expect(segments.map(\.state) == [.reviewed])
    #expect(segments[0].source.codeDifference(to: try #require(segments[0].target)).isEmpty)
    #expect(record.segmentation?.hasPrefix("srx-") == true)
  }

  @Test func `A segment that becomes several is split with its translation`() throws {
    let record = try record(
      cutBy: "own.srx", thenBy: nil, targets: ["Lea *esto* ya. Luego *llámenos*."])
    let segments = record.units[0].segments
    #expect(segments.map(\.target?.text) == ["Lea esto ya.", "Luego llámenos."])
    #expect(segments.map(\.state) == [.reviewed, .reviewed])
    #expect(record.segmentation == "l10n-3")
    for segment in segments {
      #expect(segment.source.codeDifference(to: try #require(segment.target)).isEmpty)
    }
  }

  @Test func `A translation that cannot be split is kept whole for a person to look at`() throws {
    let record = try record(cutBy: "own.srx", thenBy: nil, targets: ["Lea *esto* y *llámenos*."])
    let segments = record.units[0].segments
    #expect(segments[0].target?.text == "Lea esto y llámenos.")
    #expect(segments[0].state == .draft)
    #expect(segments[0].previous?.target.text == "Lea esto y llámenos.")
    #expect(segments[1].target == nil)
  }
}
