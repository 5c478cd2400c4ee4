import Foundation
import Project
import Testing
import Units
import XLIFF

/// Limits of length and the glossary: what they tell translators, and what `check` says of them.
@Suite struct GuidanceTests {
  private static let source = """
    ---
    title: Bond hearings
    description: When a judge may let you go.
    ---
    Ask for a bond hearing. The Hearings are public; a hearing-room is not.

    """

  private func scratch(_ lines: String, glossary: String? = nil) throws -> Scratch {
    let scratch = try Scratch(source: Self.source, configuration: Scratch.configuration + lines)
    if let glossary { try scratch.write(glossary, to: "glossary.tsv") }
    return scratch
  }

  @Test(arguments: [
    "en\tes\tnote\nhearing\taudiencia\t\nbond hearing\taudiencia de fianza\tnot: bono\ncourt\tcorte\t\n",
    "en,note,es\r\nhearing,,audiencia\r\n\"bond hearing\",\"not: bono\",\"audiencia de fianza\"\r\n",
    "\u{FEFF}en-US\tvi\tes\tnote\nHearing\t\taudiencia\n\nBOND HEARING\t\taudiencia de fianza\tnot: bono\n",
  ])
  func `Terms are found as whole words, the longest first`(glossary: String) throws {
    let scratch = try scratch("glossary: glossary.tsv\n", glossary: glossary)
    let record = try scratch.export()
    let guidance = try TranslationGuide(of: scratch.workspace()).guidance(for: record)
    let notes = record.withContext(guidance).units.map { unit in
      unit.segments.map { $0.notes.map(\.text).filter { $0.hasPrefix("Term") } }
    }
    let bond = "→ audiencia de fianza (not: bono)"
    let terms = notes.map { $0.map { $0.map { $0.lowercased() } } }
    #expect(
      terms == [
        [["term: bond hearing \(bond)"]], [[]],
        [["term: bond hearing \(bond)"], ["term: hearing → audiencia"]],
      ])
  }

  @Test func `Limits and terms stand in notes and in the modules`() throws {
    let scratch = try scratch(
      "glossary: glossary.tsv\nlimits: {front-matter.description: 30, paragraph: 200}\n",
      glossary: "en\tes\nhearing\taudiencia\n")
    let record = try scratch.export()
    let guidance = try TranslationGuide(of: scratch.workspace()).guidance(for: record)
    let told = record.withContext(guidance)
    #expect(
      told.units.map { $0.segments.map { $0.notes.map(\.text).filter { $0.hasPrefix("At most") } } }
        == [
          [[]], [["At most 30 characters"]],
          Array(
            repeating: ["At most 200 characters, with the other sentences beside it"], count: 2),
        ])
    for version in XLIFFVersion.allCases {
      var writer = XLIFFWriter(version: version)
      writer.guidance = guidance
      writer.writesFormatStyle = true
      let bytes = writer.write(told)
      var findings: [String] = []
      _ = XLIFFValidator.validate(bytes) { findings.append("\($0)") }
      #expect(findings == [], "\(version)")
      let text = String(decoding: bytes, as: UTF8.self)
      let id = record.units[1].id
      let expected =
        version == .v1_2
        ? ["<trans-unit id=\"\(id)-1\" maxwidth=\"30\" size-unit=\"char\" xml:space=\"preserve\">"]
        : [
          "<slr:profiles generalProfile=\"xliff:codepoints\">", "slr:sizeRestriction=\"30\"",
          "<gls:term>hearing</gls:term>", "<gls:translation>audiencia</gls:translation>",
          "slr:sizeRestriction=\"200\" fs:fs=\"p\">",
        ]
      for part in expected { #expect(text.contains(part), "\(version): \(part)") }
      // Nothing of it is mistaken for the record's own.
      let read = try #require(try XLIFFReader().read(bytes).first)
      #expect(read.units.map(\.segments.count) == record.units.map(\.segments.count))
    }
  }

  @Test func `A translation that is too long is a finding`() throws {
    let scratch = try scratch("limits: {front-matter.description: 30, heading: 9}\n")
    try scratch.export()
    let returned = try scratch.returned { $0.translate() }
    _ = try scratch.importBack(returned)
    try scratch.build()
    let workspace = try scratch.workspace()
    let run = try CheckRun(of: workspace, filter: Filter())
    let found = run.findings.filter { $0.rule == "length" }
    #expect(
      found.map { "\($0.path):\($0.position.line): \($0.message)" } == [
        "locales/es/doc.md:3: the translation has 32 characters, 2 more than the limit of 30"
      ])
  }

  @Test(arguments: [
    ("limits: {titel: 9}", "“titel” is no kind of text"),
    ("limits: {title: many}", "expected a number"),
    ("glossary: none.tsv", "no such file"),
    ("glossary: glossary.tsv", "“term” heads a column, but is no locale"),
    ("limits: {titel: 9, b: c}", "l10n.yml:5:10: “titel”"),
  ])
  func `What is wrong is told with its place`(line: String, message: String) throws {
    let scratch = try scratch(line + "\n", glossary: "en\tterm\nhearing\taudiencia\n")
    let error = #expect(throws: ProjectError.self) {
      _ = try TranslationGuide(of: try scratch.workspace())
    }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: [
    ("es", "es", true), ("es-MX", "es", true), ("es", "es-MX", true), ("es-ES", "es-MX", false),
    ("es-Latn", "es-Latn-MX", true), ("fr", "es", false),
  ])
  func `A column serves a language and its variants`(
    column: String, target: String, isFound: Bool
  ) throws {
    let glossary = try Glossary(Array("en\t\(column)\nhearing\tx\n".utf8), path: "g.tsv")
    let finder = glossary.terms(from: try LanguageTag("en"), to: try LanguageTag(target))
    #expect(finder.terms(in: Content("A “‘hearing’” — the hearing-.")).isEmpty == !isFound)
  }

  @Test func `A quote without an end is told`() {
    let table = "en,es\nhearing,audiencia\n\"court,corte\nbond,fianza\n"
    let error = #expect(throws: ProjectError.self) {
      _ = try Glossary(Array(table.utf8), path: "g.csv")
    }
    #expect(error?.description == "g.csv:3:1: a quote that begins here has no end")
  }

  @Test func `A copy with a part of a unit has no limit meant for the whole`() throws {
    let scratch = try scratch("limits: {paragraph: 200, title: 40}\n")
    let record = try scratch.export()
    let guidance = try TranslationGuide(of: scratch.workspace()).guidance(for: record)
    var copy = record
    let last = copy.units.count - 1
    copy.units[last].segments.removeLast()
    let limits = guidance.limited(to: copy, of: record)
    #expect(limits[copy.units[last].id]?.limit == nil)
    #expect(limits[copy.units[0].id]?.limit == guidance[copy.units[0].id]?.limit)
    #expect(guidance[copy.units[last].id]?.limit == 200)
  }
}
