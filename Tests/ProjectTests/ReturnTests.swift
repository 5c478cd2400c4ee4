import Project
import Testing
import Units

/// Files as the editors of translators give them back.
@Suite struct ReturnTests {
  private static let source = "# Title here\n\nStay **calm**. Do not run away from them.\n"

  /// What editors do to a file before it comes back. Each change is to the text of the file.
  struct Return: Sendable {
    let name: String
    let change: @Sendable (String) -> String
    let outcomes: [ImportReport.Outcome]
    var reasons: [String?] = [nil, nil, nil]
  }

  private static func filled(_ text: String, state: String = " state=\"translated\"") -> String {
    var text = text
    for (source, target) in [
      ("Title here", "Título aquí"),
      (
        "Stay <g id=\"1\" ctype=\"bold\" equiv-text=\"**…**\">calm</g>.",
        "Mantenga la <g id=\"1\">calma</g>."
      ), ("Do not run away from them.", "No huya de ellos."),
    ] {
      text = text.replacing(
        "\(source)</source>", with: "\(source)</source><target\(state)>\(target)</target>")
    }
    return text
  }

  static let returns = [
    Return(name: "as it should", change: { filled($0) }, outcomes: [.taken, .taken, .taken]),
    Return(
      name: "no states, as OmegaT", change: { filled($0, state: "") },
      outcomes: [.taken, .taken, .taken]),
    Return(
      name: "approved and signed off, with a phase that its schema forbids, as Lokalize",
      change: {
        filled($0, state: " state=\"signed-off\" phase-name=\"review-1\"")
          .replacing("<trans-unit id", with: "<trans-unit approved=\"yes\" id")
          .replacing(
            "<header>",
            with:
              "<header><phase-group><phase phase-name=\"review-1\" date=\"someday\"/></phase-group>"
          )
      }, outcomes: [.taken, .taken, .taken]),
    Return(
      name: "re-serialised with a prefix, other quotes and no indentation",
      change: {
        filled($0).replacing(/\n\s*</, with: { _ in "<" })
          .replacing("xmlns=", with: "xmlns:q=")
          .replacing(/<(\/?)(\w)/, with: { "<\($0.output.1)q:\($0.output.2)" })
      }, outcomes: [.taken, .taken, .taken]),
    Return(
      name: "the tags flattened to text",
      change: { filled($0).replacing(/la <g.*?<\/g>/, with: "la calma") },
      outcomes: [.taken, .rejected, .taken],
      reasons: [nil, "inline codes differ: missing ** **", nil]),
    Return(
      name: "a closing tag lost, and with it the file",
      change: { filled($0).replacing("calma</g>", with: "calma") }, outcomes: []),
    Return(
      name: "the source copied into every target",
      change: {
        $0.replacing(
          /<source[^>]*>(.*?)<\/source>/, with: { "\($0.output.0)<target>\($0.output.1)</target>" })
      }, outcomes: [.unchanged, .unchanged, .unchanged]),
    Return(
      name: "units in another order",
      change: {
        let units = $0.matches(of: /(?s)<group id.*?<\/group>/).map { String($0.output) }
        return filled(
          $0.replacing(units[0], with: "#").replacing(units[1], with: units[0])
            .replacing("#", with: units[1]))
      }, outcomes: [.taken, .taken, .taken]),
    Return(
      name: "a unit missing",
      change: { filled($0).replacing(/(?s)<group id.*?<\/group>/, with: "", maxReplacements: 1) },
      outcomes: [.taken, .taken], reasons: [nil, nil]),
    Return(
      name: "no target language, where there can be only one",
      change: { filled($0).replacing(" target-language=\"es\"", with: "") },
      outcomes: [.taken, .taken, .taken]),
    Return(
      name: "a unit twice",
      change: {
        let text = filled($0)
        let unit = text.firstMatch(of: /(?s)<group id.*?<\/group>/).map { String($0.output) } ?? ""
        return text.replacing(unit, with: unit + unit)
      }, outcomes: []),
    Return(
      name: "new ids",
      change: {
        var number = 0
        return filled($0).replacing(/<trans-unit id="[^"]*"/) { _ in
          number += 1
          return "<trans-unit id=\"\(number)\""
        }
      }, outcomes: [.taken, .taken, .taken]),
    Return(
      name: "notes of the translator and of a machine, and other people's attributes",
      change: {
        filled($0).replacing("<trans-unit ", with: "<trans-unit mq:status=\"x\" ")
          .replacing("<xliff ", with: "<xliff xmlns:mq=\"urn:mq\" ")
          .replacing(
            "</trans-unit>", with: "<note from=\"Ana\">?</note><mq:log a=\"1\"/></trans-unit>")
      }, outcomes: [.taken, .taken, .taken]),
  ]

  @Test(arguments: returns.indices)
  func `What editors do to a file is taken or refused segment by segment`(index: Int) throws {
    let example = Self.returns[index]
    let scratch = try Scratch(source: Self.source)
    try scratch.export()
    let text = example.change(try scratch.read("xliff/es/doc.xlf"))
    let before = try scratch.read("xliff/es/doc.xlf")
    guard !example.outcomes.isEmpty else {
      #expect(throws: ProjectError.self) {
        try Workspace.readXLIFF(Array(text.utf8), path: "returned.xlf")
      }
      return
    }
    let record = try #require(
      try Workspace.readXLIFF(Array(text.utf8), path: "returned.xlf").first)
    let report = try scratch.importBack(record)
    #expect(report.entries.map(\.outcome) == example.outcomes, "\(example.name)")
    #expect(report.entries.map(\.reason) == example.reasons, "\(example.name)")
    let isTaken = example.outcomes.contains(.taken)
    #expect(try (scratch.read("xliff/es/doc.xlf") != before) == isTaken)
  }

  /// Segments as an editor of XLIFF 2 may have cut them, and what becomes of the two of the record.
  struct Cut: Sendable {
    let name: String
    let segments: String
    let targets: [String?]
    let states: [SegmentState]
  }

  static let cuts = [
    Cut(
      name: "joined",
      segments: """
        <segment id="s1" state="translated"><source>Stay <pc id="c1-1">calm</pc>. Do not run.</source>\
        <target>Mantenga la <pc id="c1-1">calma</pc>. No corra.</target></segment>
        """, targets: ["Mantenga la **calma**.", "No corra."], states: [.translated, .translated]),
    Cut(
      name: "joined, with a translation of one sentence",
      segments: """
        <segment id="s1" state="final"><source>Stay <pc id="c1-1">calm</pc>. Do not run.</source>\
        <target>Mantenga la <pc id="c1-1">calma</pc> y no corra.</target></segment>
        """, targets: ["Mantenga la **calma** y no corra.", nil], states: [.draft, .initial]),
    Cut(
      name: "split, the pair with it",
      segments: """
        <segment id="s1" state="final"><source>Stay <sc id="c1-1"/>ca</source>\
        <target>Mantenga la <sc id="c1-1"/>cal</target></segment>\
        <segment id="s3" state="translated"><source>lm<ec startRef="c1-1"/>.</source>\
        <target>ma<ec startRef="c1-1"/>.</target></segment><ignorable><source> </source></ignorable>\
        <segment id="s2" state="reviewed"><source>Do not run.</source><target>No corra.</target></segment>
        """, targets: ["Mantenga la **calma**.", "No corra."], states: [.translated, .reviewed]),
  ]

  @Test(arguments: cuts)
  func `Segments that an editor cut elsewhere are brought back to the record's`(cut: Cut) throws {
    let scratch = try Scratch(
      source: "Stay **calm**. Do not run.\n",
      configuration: Scratch.configuration + "xliff: \"2.0\"\n")
    try scratch.export()
    let text = try scratch.read("xliff/es/doc.xlf")
    let returned = text.replacing(/(?s)<segment.*<\/segment>/, with: { _ in cut.segments })
    let record = try #require(
      try Workspace.readXLIFF(Array(returned.utf8), path: "returned.xlf").first)
    let report = try scratch.importBack(record)
    #expect(
      report.entries.first?.outcome == .taken,
      "\(cut.name): \(report.entries.map { $0.reason ?? "" })")
    #expect(report.entries.first?.reason?.contains("other segment bounds") == true)
    let segments = try scratch.export().units.flatMap(\.segments)
    #expect(segments.map { $0.target?.display } == cut.targets, "\(cut.name)")
    #expect(segments.map(\.state) == cut.states, "\(cut.name)")
  }
}
