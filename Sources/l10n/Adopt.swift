import ArgumentParser
import Project

struct Adopt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Take versions that were translated or edited by hand into their records.",
    discussion: """
      Blocks are paired by kind, order, length and figures, sentences by their number; what is \
      new in the record becomes a draft, which a person confirms.
      """)

  @OptionGroup var project: ProjectOptions
  @OptionGroup var selection: FilterOptions

  @Flag(help: "Say what would be taken, and write nothing.")
  var dryRun = false

  func run() throws {
    let workspace = try project.workspace()
    let filter = try selection.filter(in: workspace)
    let adopter = Adopter(workspace: workspace)
    var isPartial = false
    for document in try workspace.documents() where filter.includes(document) {
      let source = try workspace.extractSource(of: document)
      for translation in try workspace.translations(of: document, source: source, filter: filter) {
        guard translation.isUntracked || translation.isHandEdited,
          let outcome = try adopter.adopt(translation)
        else { continue }
        if !dryRun { try workspace.write(outcome.record, of: document, in: translation.locale) }
        Console.output(
          "\(translation.path): \(outcome.adopted) taken as drafts, \(outcome.known) already known,"
            + " \(outcome.unmatched) without a counterpart\n")
        if let line = outcome.firstLoss {
          isPartial = true
          Console.error(
            "\(translation.path):\(line):1: from here on there is text or code that the record cannot"
              + " hold; “l10n build --force” writes over it, nothing else does")
        }
      }
    }
    if isPartial { throw ExitStatus.findings.code }
  }
}
