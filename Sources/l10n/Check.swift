import ArgumentParser
import Project
import Reports

extension FindingsReport.Format: ExpressibleByArgument {}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find what is stale, missing or wrong; exit with 1 when any of it is an error.")

  @OptionGroup var project: ProjectOptions
  @OptionGroup var selection: FilterOptions

  @Option(help: "The form of the findings.")
  var format = FindingsReport.Format.text

  func run() throws {
    let workspace = try project.workspace()
    let check = try CheckRun(of: workspace, filter: try selection.filter(in: workspace))
    Console.output(
      try FindingsReport.text(
        of: check.findings, as: format, version: L10n.version, style: Console.style))
    if check.hasErrors { throw ExitStatus.findings.code }
  }
}
