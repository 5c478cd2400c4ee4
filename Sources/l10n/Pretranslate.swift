import ArgumentParser
import Project
import Units

struct Pretranslate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pretranslate",
    abstract: "Fill the gaps of anyone's XLIFF from the project's translations.",
    discussion: """
      Only sentences that are known word for word are filled, and with --drafts what a person has to \
      look at: sentences with other numbers, dates or addresses, and paragraphs put together from \
      sentences that are known. Nothing but targets and their states changes: all other bytes of the \
      file stay as they are.
      """)

  @OptionGroup var project: ProjectOptions

  @Argument(help: "An XLIFF file of any version.")
  var file: String

  @Option(
    help: ArgumentHelp(
      "The target language, where the file names none or another is meant.", valueName: "tag"))
  var to: LanguageTag?

  @Flag(help: "Fill in what is put together or changed by rule too, as drafts.")
  var drafts = false

  @OptionGroup var destination: OutputOption

  func run() throws {
    let workspace = try project.workspace()
    let bytes = try Files(root: Console.currentFolder).read(file)
    var pretranslator = Pretranslator(
      memory: try workspace.openMatcher(Console.notices), workspace: workspace)
    pretranslator.fillsDrafts = drafts
    let result = try pretranslator.fill(bytes, path: file, language: to)
    try destination.write(result.bytes)
    for problem in result.problems { Console.error("\(file): \(problem)") }
    Console.error(
      "\(result.filled) of \(result.missing) untranslated segments filled"
        + (drafts ? ", \(result.drafts) with drafts" : ""))
  }
}
