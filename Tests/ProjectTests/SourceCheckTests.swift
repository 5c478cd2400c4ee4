import Checks
import Foundation
import Project
import Testing
import Units

/// What `l10n check` says of sources, and of links to sections.
@Suite struct SourceCheckTests {
  private func findings(_ scratch: Scratch, _ rule: String) throws -> [String] {
    let workspace = try scratch.workspace()
    return try CheckRun(of: workspace, filter: Filter()).findings.filter { $0.rule == rule }.map {
      "\($0.path):\($0.position.line):\($0.position.column) \($0.severity) \($0.message)"
    }
  }

  @Test func `Words that run together are found where their parts are words of the text`() throws {
    let scratch = try Scratch(
      source: """
        The memo names prior memos, as prior memos did. The law is a matter of enforcement.

        It repeats the priormemos and the law onimmigration“enforcement of it.

        A lawyer said so. The notebook, the e-mail and McDonald stay.

        """)
    #expect(
      try findings(scratch, "run-together") == [
        "locales/en/doc.md:3:16 warning “priormemos” may have lost a space",
        "locales/en/doc.md:3:39 warning “onimmigration“enforcement” may have lost a space",
      ])
  }

  private static let source = """
    # Your hearing

    See [the date](#the-date) and [fees](other.md#what-it-costs).

    ## The date

    Come early.

    """

  @Test func `A link to a section that is not there is found, in sources and in versions`() throws {
    let scratch = try Scratch(
      source: Self.source + "\nSee [nothing](#nothing) and [none](other.md#none).\n")
    try scratch.write("# Costs\n\n## What it costs\n\nNothing.\n", to: "locales/en/other.md")
    #expect(
      try findings(scratch, "dead-anchor") == [
        "locales/en/doc.md:9:15 warning the link leads to “#nothing”, and this document has no such section",
        "locales/en/doc.md:9:36 warning the link leads to “#none”, and other.md has no such section",
      ])
  }

  @Test(arguments: ["none", "attribute", "html"])
  func `Translated headings keep their addresses where the configuration says so`(
    anchors: String
  ) throws {
    let scratch = try Scratch(
      source: Self.source, configuration: Scratch.configuration + "anchors: \(anchors)\n")
    try scratch.write("# Costs\n\n## What it costs\n\nNothing.\n", to: "locales/en/other.md")
    try scratch.translateAll()
    let version = try scratch.read("locales/es/doc.md")
    let dead = try findings(scratch, "dead-anchor")
    switch anchors {
    case "attribute": #expect(version.contains("## ES: The date {#the-date}\n") && dead == [])
    case "html":
      #expect(version.contains("## <a id=\"the-date\"></a>ES: The date\n") && dead == [])
    default:
      #expect(
        dead.first
          == "locales/es/doc.md:3:20 error the link leads to “#the-date”, and this document has no such section"
      )
    }
  }
}
