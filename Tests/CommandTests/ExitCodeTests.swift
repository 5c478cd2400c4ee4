import Foundation
import Testing

@Suite struct ExitCodeTests {
  private func project() throws -> Terminal {
    let terminal = try Terminal()
    try terminal.run("init", "--target", "es")
    try terminal.write("One sentence here.\n", to: "locales/en/a.md")
    try terminal.run("export")
    return terminal
  }

  struct Case: Sendable {
    let arguments: [String]
    let code: Int32
    let error: String
  }

  @Test(arguments: [
    Case(arguments: ["--version"], code: 0, error: ""),
    Case(arguments: ["--help"], code: 0, error: ""),
    Case(arguments: ["status"], code: 0, error: ""),
    Case(arguments: ["check"], code: 0, error: ""),
    Case(arguments: ["statsu"], code: 2, error: "Unexpected argument 'statsu'"),
    Case(arguments: ["status", "--locale", "vn"], code: 2, error: "vn"),
    Case(
      arguments: ["status", "--locale", "fr"], code: 2,
      error: "“fr” is no locale of this project; it has en, es"),
    Case(arguments: ["status", "--document", "b"], code: 2, error: "there is no document “b”"),
    Case(
      arguments: ["export", "--only", "old"], code: 2, error: "--only knows stale, missing, draft"),
    Case(arguments: ["status", "-C", "/"], code: 2, error: "there is no l10n.yml here"),
    Case(arguments: ["init"], code: 2, error: "l10n.yml: the file is already there"),
    Case(arguments: ["import", "none.xlf"], code: 3, error: "none.xlf: there is no such file"),
    Case(arguments: ["import", "l10n.yml"], code: 3, error: "l10n.yml:1:1: not usable as XLIFF"),
    Case(
      arguments: ["extract", "l10n.yml", "--from", "en", "--to", "es"], code: 3,
      error: "the format is not known"),
    Case(arguments: ["segment", "none.txt"], code: 3, error: "none.txt: there is no such file"),
    Case(
      arguments: ["segment", "--batch", "locales/en/a.md"], code: 3,
      error: "locales/en/a.md:1:1: expected a JSON object"),
  ])
  func `Every end has its code and its reason`(example: Case) throws {
    let terminal = try project()
    let output =
      switch example.arguments.count {
      case 1: try terminal.run(example.arguments[0])
      case 2: try terminal.run(example.arguments[0], example.arguments[1])
      case 3: try terminal.run(example.arguments[0], example.arguments[1], example.arguments[2])
      default:
        try terminal.run(
          example.arguments[0], example.arguments[1], example.arguments[2], example.arguments[3],
          example.arguments[4], example.arguments[5])
      }
    #expect(output.code == example.code)
    #expect(example.error.isEmpty || output.error.contains(example.error), "\(output.error)")
  }

  @Test func `A file of another project is refused with 4, and nothing is written`() throws {
    let terminal = try project()
    let before = try terminal.read("xliff/es/a.xlf")
    try terminal.write(before.replacing("locales/en/a.md", with: "../secret.md"), to: "other.xlf")
    let output = try terminal.run("import", "other.xlf")
    #expect(output.code == 4)
    #expect(output.error.contains("“../secret.md”, which is no source of this project"))
    #expect(try terminal.read("xliff/es/a.xlf") == before)
  }

  @Test func `A bad second file keeps the first from being taken`() throws {
    let terminal = try project()
    let before = try terminal.read("xliff/es/a.xlf")
    try terminal.write(
      before.replacing("</source>", with: "</source><target>Una frase aquí.</target>"),
      to: "good.xlf")
    try terminal.write("<xliff", to: "bad.xlf")
    #expect(try terminal.run("import", "good.xlf", "bad.xlf").code == 3)
    #expect(try terminal.read("xliff/es/a.xlf") == before)
    #expect(try terminal.run("import", "good.xlf").code == 0)
    #expect(try terminal.read("xliff/es/a.xlf").contains("Una frase aquí."))
  }

  @Test func `Front matter that cannot be read is named, and holds nothing else up`() throws {
    let terminal = try project()
    try terminal.write("---\ntitle: [a\n---\n\nText.\n", to: "locales/en/b.md")
    let reason = "locales/en/b.md:3:1: the front matter is not valid YAML and is copied as it is"
    #expect(try terminal.run("status").code == 0)
    let export = try terminal.run("export")
    #expect(export.code == 0 && export.error.contains(reason))
    let extraction = try terminal.run("extract", "locales/en/b.md", "--from", "en", "--to", "es")
    #expect(extraction.code == 0 && extraction.error.contains(reason))
    let check = try terminal.run("check")
    #expect(check.code == 1 && check.out.contains("locales/en/b.md:3:1 error front-matter the"))
  }

  @Test func `A broken document is named with line and column`() throws {
    let terminal = try project()
    try terminal.write("no archive", to: "page.docx")
    let extraction = try terminal.run("extract", "page.docx", "--from", "en", "--to", "es")
    #expect(extraction.code == 3)
    #expect(extraction.error.contains("page.docx:1:1: the file is no office document"))
  }
}
