import Foundation
import Project
import Testing
import Units

@Suite struct ConfigurationTests {
  struct Case: Sendable {
    let yaml: String
    let error: String
  }

  private static let good =
    "source: en\ntargets: [es]\ndocuments: [\"l/{locale}/{path}.md\"]\nrecords: x/{locale}/{path}.xlf\n"

  @Test(arguments: [
    Case(
      yaml: good + "fallbak: omit\n",
      error: "l10n.yml:5:1: the key “fallbak” is not known; did you mean “fallback”?"),
    Case(
      yaml: good + "fallback: sauce\n",
      error: "l10n.yml:5:11: “sauce” is none of source, omit, hold; did you mean “source”?"),
    Case(
      yaml: good + "memory: {minimum: 700}\n",
      error: "l10n.yml:5:19: expected a number from 50 to 100 here"),
    Case(
      yaml: good + "memory: 70\n",
      error:
        "l10n.yml:5:9: expected keys with values, or the address of a team's memory such as “postgresql://host/database”"
    ),
    Case(
      yaml: good + "xliff: \"1.3\"\n",
      error: "l10n.yml:5:8: “1.3” is none of 1.2, 2.0, 2.1, 2.2; did you mean “1.2”?"),
    Case(
      yaml: good + "checks: {numbers: off}\n",
      error: "l10n.yml:5:10: the key “numbers” is not known; did you mean “number”?"),
    Case(
      yaml: good + "checks: {number: of}\n",
      error: "l10n.yml:5:18: “of” is none of error, warning, note"),
    Case(
      yaml: good.replacing("[es]", with: "[vn]"),
      error: "l10n.yml:2:11: “vn” names no language that exists; did you mean “vi”?"),
    Case(
      yaml: good.replacing("[es]", with: "[es, en]"),
      error: "l10n.yml:2:10: the locale en is named twice"),
    Case(
      yaml: good.replacing("[es]", with: "es"),
      error: "l10n.yml:2:10: expected a list of locales, such as “[a, b]”"),
    Case(
      yaml: good.replacing("source: en\n", with: ""),
      error: "l10n.yml:1:1: the key “source” is missing: the locale that documents are written in"),
    Case(
      yaml: good.replacing("{path}.md", with: "x.md"),
      error:
        "l10n.yml:3:13: a pattern holds {path} exactly once, such as “locales/{locale}/{path}.md”"),
    Case(
      yaml: good.replacing("\"l/", with: "\"../l/"),
      error:
        "l10n.yml:3:13: a pattern stays inside the project: no leading “/”, no “..”, such as “locales/{locale}/{path}.md”"
    ),
    Case(
      yaml: good + "source: es\n",
      error: "l10n.yml:5:1: not valid YAML: the key “source” occurs twice"),
    Case(
      yaml: "source: [en\n", error: "l10n.yml:2:1: not valid YAML: did not find expected ',' or ']'"
    ),
    Case(yaml: "", error: "l10n.yml:1:1: the file is empty"),
  ])
  func `What is wrong is told with its place and the nearest name`(example: Case) {
    let error = #expect(throws: ProjectError.self) {
      try Configuration(yaml: Array(example.yaml.utf8), path: "l10n.yml")
    }
    #expect(error?.description == example.error)
    #expect(error?.code == .configuration)
  }

  @Test func `What init writes is a configuration`() throws {
    let scratch = try Scratch()
    try scratch.workspace().files.remove("l10n.yml")
    try Initializer.run(
      in: scratch.folder.path, source: scratch.english,
      targets: [scratch.spanish, try LanguageTag("vi")])
    let workspace = try scratch.workspace()
    #expect(workspace.configuration.targets.map(\.description) == ["es", "vi"])
    #expect(workspace.configuration.memoryMinimum == 70)
    #expect(throws: ProjectError.self) {
      try Initializer.run(
        in: scratch.folder.path, source: scratch.english, targets: [scratch.spanish])
    }
  }

  @Test func `The configuration is found from any folder below`() throws {
    let scratch = try Scratch(source: "A.\n")
    let workspace = try Workspace(around: scratch.folder.appending(path: "locales/en").path)
    #expect(try workspace.documents().map(\.name) == ["doc"])
    let error = #expect(throws: ProjectError.self) { try Workspace(around: "/") }
    #expect(error?.code == .configuration)
  }

  @Test func `A document may be written first in another locale, or have lost its source`() throws {
    let scratch = try Scratch()
    try scratch.write("---\nsource-locale: es\n---\n\nHola a todos.\n", to: "locales/es/primero.md")
    try scratch.write("Hola.\n", to: "locales/es/sub/solo.md")
    let report = try StatusReport(of: try scratch.workspace(), filter: Filter())
    #expect(report.rows.map(\.document.name) == ["primero", "sub/solo"])
    #expect(report.rows[0].versions.map(\.standing) == [.missing, .source])
    #expect(report.rows[1].versions.map(\.standing) == [.missingSource, .untracked])
  }
}
