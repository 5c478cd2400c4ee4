import ArgumentParser
import Project
import Reports

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show where every version of every document stands.")

  @OptionGroup var project: ProjectOptions
  @OptionGroup var selection: FilterOptions

  @Flag(help: "Print JSON; docs/ci.md describes it.")
  var json = false

  func run() throws {
    let workspace = try project.workspace()
    let report = try StatusReport(of: workspace, filter: try selection.filter(in: workspace))
    if json {
      Console.output(try StatusJSON(report).text())
    } else {
      let oldest = report.oldestWork(in: workspace.files)
      Console.output(StatusTable(report, oldest: oldest, style: Console.style).text)
    }
  }
}
