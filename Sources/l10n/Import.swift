import ArgumentParser
import Project
import Reports
import Units

extension Importer.Options.Preference: ExpressibleByArgument {}

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take returned XLIFF files into the records.",
    discussion: """
      Every segment ends as taken, unchanged, stale, conflict or rejected. Nothing is written when \
      a file cannot be read or belongs to another project. The returned files stay as they are.
      """)

  @OptionGroup var project: ProjectOptions

  @Argument(help: "The returned files.")
  var files: [String]

  @Option(help: "Which translation wins where both sides changed: neither, returned, record.")
  var prefer = Importer.Options.Preference.neither

  @Flag(help: "Take changed translations as translated although the file calls them drafts.")
  var trustChanges = false

  @Option(
    help: ArgumentHelp(
      "The document that the files are about, whatever they say themselves.", valueName: "name"))
  var document: String?

  @Option(
    help: ArgumentHelp("The target language of files that name none.", valueName: "tag"))
  var to: LanguageTag?

  @Flag(help: "Leave other places alone where the text of a taken translation stands.")
  var noRepetitions = false

  @Flag(help: "Print JSON: every segment with its outcome.")
  var json = false

  @Flag(help: "Say what would become of each segment, and write nothing.")
  var dryRun = false

  func run() throws {
    let workspace = try project.workspace()
    let folder = Files(root: Console.currentFolder)
    let returned = try files.map { path in
      (file: path, records: try Workspace.readXLIFF(path, in: folder))
    }
    var options = Importer.Options()
    options.preference = prefer
    options.trustsChanges = trustChanges
    options.fillsRepetitions = !noRepetitions
    options.document = document
    options.language = to
    let importer = Importer(workspace: workspace, options: options)
    let changes = try importer.plan(returned)
    if !dryRun { try importer.apply(changes) }
    let reports = changes.map(\.report)
    Console.output(
      json
        ? try ImportText.json(of: reports)
        : ImportText.text(of: reports, style: Console.style))
    if !json, reports.contains(where: \.changesRecord) { Console.error("Next: l10n build") }
    let needsEyes = reports.contains {
      $0.count(.rejected) + $0.count(.conflict) + $0.count(.stale) > 0
    }
    if needsEyes { throw ExitStatus.findings.code }
  }
}
