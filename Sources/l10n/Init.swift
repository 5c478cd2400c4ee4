import ArgumentParser
import Project
import Units

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented l10n.yml into this folder.")

  @Option(help: ArgumentHelp("The locale that documents are written in.", valueName: "tag"))
  var source: LanguageTag?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("A locale to translate into; may be repeated.", valueName: "tag"))
  var target: [LanguageTag] = []

  @Argument(help: "The folder.")
  var folder: String?

  func run() throws {
    let source = try source ?? LanguageTag("en")
    let usual = try ["es", "vi"].map { try LanguageTag($0) }.filter { $0 != source }
    try Initializer.run(
      in: ProjectOptions.absolute(folder), source: source,
      targets: target.isEmpty ? usual : target)
    Console.error("Wrote \(Configuration.fileName). Next: edit it, then l10n status")
  }
}
