import Project
import Testing
import Units
import XLIFF

@Suite struct ImportTests {
  private let source = "# Title here\n\nStay **calm**. Do not run away from them.\n"

  private func outcomes(_ report: ImportReport) -> [ImportReport.Outcome] {
    report.entries.map(\.outcome)
  }

  @Test func `Translations are taken once`() throws {
    let scratch = try Scratch(source: source)
    try scratch.export()
    let returned = try scratch.returned { $0.translate() }
    #expect(outcomes(try scratch.importBack(returned)) == [.taken, .taken, .taken])
    let record = try scratch.read("xliff/es/doc.xlf")
    #expect(outcomes(try scratch.importBack(returned)) == [.unchanged, .unchanged, .unchanged])
    #expect(try scratch.read("xliff/es/doc.xlf") == record)
  }

  @Test func `Broken codes, copies and empty texts are rejected`() throws {
    let scratch = try Scratch(source: source)
    try scratch.export()
    let returned = try scratch.returned { segment in
      segment.translate()
      switch segment.source.text {
      case "Stay calm.": segment.target = Content("Mantenga la calma.")
      case "Do not run away from them.": segment.target = segment.source
      default: segment.target = Content(" ")
      }
    }
    let before = try scratch.read("xliff/es/doc.xlf")
    let report = try scratch.importBack(returned)
    #expect(outcomes(report) == [.rejected, .rejected, .rejected])
    #expect(
      report.entries.map(\.reason) == [
        "the translation is empty", "inline codes differ: missing ** **",
        "the translation repeats the source",
      ])
    #expect(try scratch.read("xliff/es/doc.xlf") == before)
  }

  @Test func `A changed source makes a delivery stale, never silently current`() throws {
    let scratch = try Scratch(source: source)
    try scratch.export()
    let returned = try scratch.returned { $0.translate() }
    try scratch.write(source.replacing("run", with: "walk"), to: "locales/en/doc.md")
    let report = try scratch.importBack(returned)
    #expect(outcomes(report) == [.taken, .taken, .stale])
    #expect(report.entries[2].reason?.contains("“run” became “walk”") == true)
    #expect(try scratch.standings().last == "stale: wording “run” became “walk”")
    #expect(outcomes(try scratch.importBack(returned)) == [.unchanged, .unchanged, .unchanged])
  }

  @Test func `Two deliveries that differ are both kept until someone decides`() throws {
    let scratch = try Scratch(source: source)
    try scratch.export()
    let first = try scratch.returned { $0.translate("a: ") }
    let second = try scratch.returned { $0.translate("b: ") }
    try scratch.importBack(first)
    #expect(outcomes(try scratch.importBack(second)) == [.conflict, .conflict, .conflict])
    let text = try scratch.read("xliff/es/doc.xlf")
    #expect(text.contains("a: Title here") && text.contains("b: Title here"))
    let status = try StatusReport(of: try scratch.workspace(), filter: Filter())
    #expect(status.rows[0].versions.last?.conflicts == 3)
    #expect(outcomes(try scratch.importBack(second)) == [.conflict, .conflict, .conflict])
    #expect(try scratch.read("xliff/es/doc.xlf") == text)
    var options = Importer.Options()
    options.preference = .returned
    #expect(outcomes(try scratch.importBack(second, options: options)) == [.taken, .taken, .taken])
    #expect(try !scratch.read("xliff/es/doc.xlf").contains("a: Title here"))
  }

  @Test func `An old file without changes does not undo newer work`() throws {
    let scratch = try Scratch(source: source)
    try scratch.translateAll()
    let old = try scratch.returned { _ in }
    try scratch.importBack(try scratch.returned { $0.translate("new: ") })
    #expect(outcomes(try scratch.importBack(old)) == [.unchanged, .unchanged, .unchanged])
    #expect(try scratch.read("xliff/es/doc.xlf").contains("new: Title here"))
  }

  @Test func `A stale translation that still holds is confirmed by its state`() throws {
    let scratch = try Scratch(source: source)
    try scratch.translateAll()
    try scratch.write(source.replacing("run", with: "walk"), to: "locales/en/doc.md")
    try scratch.export()
    let confirmed = try scratch.returned { $0.state = .translated }
    #expect(outcomes(try scratch.importBack(confirmed)) == [.unchanged, .unchanged, .taken])
    #expect(try scratch.standings() == ["current", "current", "current"])
  }

  @Test func `Notes of translators are kept`() throws {
    let scratch = try Scratch(source: source)
    try scratch.export()
    try scratch.importBack(
      try scratch.returned { $0.notes.append(Note(author: "translator", text: "Which form?")) })
    #expect(
      try scratch.read("xliff/es/doc.xlf").contains("<note from=\"translator\">Which form?</note>"))
  }

  @Test func `Changed ids are found by their source`() throws {
    let scratch = try Scratch(source: source)
    try scratch.export()
    var returned = try scratch.returned { $0.translate() }
    for index in returned.units.indices { returned.units[index].id = "other\(index)" }
    returned.units.append(
      Unit(id: "z", kind: .paragraph, segments: [Segment(number: 1, source: Content("Unknown."))]))
    returned.units[2].segments[0].translate()
    #expect(outcomes(try scratch.importBack(returned)) == [.taken, .taken, .taken, .rejected])
  }

  @Test func `A file that lost its name and its codes on the way is told its document`() throws {
    let scratch = try Scratch(source: source)
    try scratch.export()
    var returned = try scratch.returned { segment in
      segment.source = Content(segment.source.text)
      segment.translate()
    }
    returned.original = "messages.po"
    for index in returned.units.indices { returned.units[index].id = String(index) }
    var options = Importer.Options()
    options.document = "doc"
    let report = try scratch.importBack(returned, options: options)
    #expect(outcomes(report) == [.taken, .rejected, .taken])
    #expect(report.entries[1].reason == "inline codes differ: missing ** **")
  }

  @Test(arguments: ["fr", "en"])
  func `A file in another language is refused`(language: String) throws {
    let scratch = try Scratch(source: source)
    try scratch.export()
    var returned = try scratch.returned { $0.translate() }
    returned.targetLanguage = try LanguageTag(language)
    let error = #expect(throws: ProjectError.self) { try scratch.importBack(returned) }
    #expect(error?.code == .refused)
  }

  @Test func `Which of several languages a file is in must be told`() throws {
    let scratch = try Scratch(
      source: source,
      configuration: Scratch.configuration.replacing("[es]", with: "[es, vi]"))
    try scratch.export()
    var returned = try scratch.returned { $0.translate() }
    returned.lacksTargetLanguage = true
    let error = #expect(throws: ProjectError.self) { try scratch.importBack(returned) }
    #expect(error?.code == .refused)
    #expect(error?.description.contains("--to says which one it is in: es, vi") == true)
    var options = Importer.Options()
    options.language = scratch.spanish
    #expect(
      outcomes(try scratch.importBack(returned, options: options)) == [.taken, .taken, .taken])
  }

  @Test func `A file about something else is refused`() throws {
    let scratch = try Scratch(source: source)
    try scratch.export()
    var returned = try scratch.returned { $0.translate() }
    returned.original = "../../etc/passwd"
    let error = #expect(throws: ProjectError.self) { try scratch.importBack(returned) }
    #expect(error?.code == .refused)
  }

  @Test func `An older delivery does not replace a newer draft, and its note is kept`() throws {
    let scratch = try Scratch(source: "Pay by May 5.\n")
    try scratch.export()
    let old = try scratch.returned { segment in
      segment.translate("old: ")
      segment.notes.append(Note(author: "translator", text: "By noon?"))
    }
    try scratch.write("Pay by June 6.\n", to: "locales/en/doc.md")
    try scratch.export()
    try scratch.importBack(
      try scratch.returned { segment in
        segment.translate("new: ")
        segment.state = .draft
      })
    #expect(outcomes(try scratch.importBack(old)) == [.conflict])
    let text = try scratch.read("xliff/es/doc.xlf")
    #expect(text.contains("new: Pay by June 6.") && text.contains("old: Pay by May 5."))
    #expect(text.contains("By noon?"))
    #expect(outcomes(try scratch.importBack(old)) == [.conflict])
    #expect(try scratch.read("xliff/es/doc.xlf") == text)
  }

  @Test func `A conflict can be settled for either side`() throws {
    for preference in [Importer.Options.Preference.record, .returned] {
      let scratch = try Scratch(source: "Stay calm now.\n")
      try scratch.export()
      let first = try scratch.returned { $0.translate("a: ") }
      let second = try scratch.returned { $0.translate("b: ") }
      try scratch.importBack(first)
      try scratch.importBack(second)
      var options = Importer.Options()
      options.preference = preference
      try scratch.importBack(second, options: options)
      let segment = try scratch.translation().record.units[0].segments[0]
      #expect(segment.target?.text == (preference == .record ? "a: " : "b: ") + "Stay calm now.")
      #expect(!segment.hasConflict)
    }
  }

  @Test func `Notes on the context go out and do not come back`() throws {
    let scratch = try Scratch(
      source:
        "# Rights\n\nStay calm. Ask **why**.\n\n## At work\n\nKeep notes.\n\n# More\n\nCall.\n")
    let record = try scratch.export()
    let told = record.withContext([:]).units.flatMap(\.segments).map { $0.notes.map(\.text) }
    let document = "In locales/en/doc.md"
    #expect(
      told == [
        [document, "After: Stay calm."],
        ["\(document) › Rights", "Before: Rights", "After: Ask **why**."],
        ["\(document) › Rights", "Before: Stay calm.", "After: At work"],
        ["\(document) › Rights", "Before: Ask **why**.", "After: Keep notes."],
        ["\(document) › Rights › At work", "Before: At work", "After: More"],
        ["\(document) › Rights › At work", "Before: Keep notes.", "After: Call."],
        ["\(document) › More", "Before: More"],
      ])
    var returned = record.withContext([:])
    for unit in returned.units.indices {
      for segment in returned.units[unit].segments.indices {
        returned.units[unit].segments[segment].translate()
      }
    }
    #expect(outcomes(try scratch.importBack(returned)) == Array(repeating: .taken, count: 7))
    #expect(try !scratch.read("xliff/es/doc.xlf").contains("<note"))
  }

  @Test func `Sentences that a file puts in another order are drafts`() throws {
    let scratch = try Scratch(source: "Call first. Then come.\n\nStay calm.\n")
    try scratch.export()
    let returned = try scratch.returned { $0.translate() }
    let text = String(decoding: XLIFFWriter(version: .v2_0).write(returned), as: UTF8.self)
    var places = [3, 1]
    let reordered = text.replacing("<target ", with: "<target @ ", maxReplacements: 2)
      .split(separator: "@", omittingEmptySubsequences: false)
      .reduce(into: "") { result, part in
        result += result.isEmpty ? "\(part)" : "order=\"\(places.removeFirst())\"\(part)"
      }
    var read = try #require(try XLIFFReader().read(Array(reordered.utf8)).first)
    // An editor leaves the mark of what was handed out as it was: nothing.
    for unit in read.units.indices {
      for segment in read.units[unit].segments.indices {
        read.units[unit].segments[segment].base = nil
      }
    }
    let report = try scratch.importBack(read)
    #expect(outcomes(report) == [.taken, .taken, .taken])
    #expect(report.entries[0].reason?.contains("another order") == true)
    #expect(report.entries[2].reason == nil)
    let record = try scratch.translation().record
    #expect(record.units.flatMap(\.segments).map(\.state) == [.draft, .draft, .translated])
    #expect(
      record.units[0].segments.map { $0.target?.text } == ["ES: Call first.", "ES: Then come."])
  }
}
