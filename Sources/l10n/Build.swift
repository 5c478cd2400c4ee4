import ArgumentParser
import Project

struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Write the versions that people read from sources and records.")

  @OptionGroup var project: ProjectOptions
  @OptionGroup var selection: FilterOptions

  @Flag(help: "Write over versions that were changed by hand.")
  var force = false

  @Flag(help: "Say what would be written, and write nothing.")
  var dryRun = false

  func run() throws {
    let workspace = try project.workspace()
    let filter = try selection.filter(in: workspace)
    let builder = Builder(workspace: workspace)
    var counts = (written: 0, unchanged: 0, refused: 0)
    for document in try workspace.documents() where filter.includes(document) {
      let source = try workspace.extractSource(of: document)
      for translation in try workspace.translations(of: document, source: source, filter: filter) {
        let adopt = "l10n adopt --locale \(translation.locale) --document \(document.name)"
        switch try builder.build(translation, overwrites: force, isDry: dryRun) {
        case .written:
          counts.written += 1
          Console.output("\(translation.path)\n")
        case .unchanged: counts.unchanged += 1
        case .nothingTranslated: continue
        case .held: Console.error("\(translation.path): held back until it is complete")
        case .handEdited:
          counts.refused += 1
          Console.error(
            "\(translation.path): changed by hand since the last build; left alone. Take the changes"
              + " over with “\(adopt)”, or write over them with --force")
        case .untracked:
          counts.refused += 1
          Console.error(
            "\(translation.path): not made from its record; left alone. Take it over with"
              + " “\(adopt)”, or write over it with --force")
        }
      }
    }
    let verb = dryRun ? "would be written" : "written"
    Console.error("\(counts.written) \(verb), \(counts.unchanged) unchanged")
    if counts.refused > 0 { throw ExitStatus.findings.code }
  }
}
