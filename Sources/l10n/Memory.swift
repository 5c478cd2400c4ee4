import ArgumentParser
import Memory
import Units

struct MemoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory",
    abstract: "Ask and fill the translation memory of the project.",
    discussion: """
      The memory holds what the records have translated and the TMX files under “memory”. It can be \
      deleted at any time and is then built again.
      """,
    subcommands: [
      Search.self, Lookup.self, Add.self, Delete.self, Dedupe.self, ImportMemory.self,
      ExportMemory.self, Statistics.self, Push.self, Serve.self, Verify.self, Rebuild.self,
    ])
}

/// The languages of texts that come or go.
struct LanguageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The language of the sources.", valueName: "tag"))
  var from: LanguageTag?

  @Option(help: ArgumentHelp("The language of the targets.", valueName: "tag"))
  var to: LanguageTag?

  /// Both; nil where one is missing.
  var pair: LanguagePair? {
    from.flatMap { from in to.map { LanguagePair(source: from, target: $0) } }
  }
}
