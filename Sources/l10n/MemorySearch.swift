import ArgumentParser
import Memory
import Project
import Reports
import Units

extension MemoryCommand {
  struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Find the translations in which a text occurs, in sources and targets.",
      discussion: """
        Exit codes: 0 found; 1 nothing found. Of more than \(TranslationMemory.mostHits) hits only so \
        many are looked at.
        """)

    @OptionGroup var project: ProjectOptions

    @Option(
      name: .customLong("in"),
      help: "Where to look: source, target or both.")
    var side = ConcordanceQuery.Side.both

    @Flag(help: "Find whole words only.")
    var words = false

    @Flag(help: "Take letters with and without accents for the same.")
    var ignoreAccents = false

    @Option(help: ArgumentHelp("The language of the sources.", valueName: "tag"))
    var from: LanguageTag?

    @Option(help: ArgumentHelp("The language of the targets.", valueName: "tag"))
    var to: LanguageTag?

    @Option(help: "How many hits to show.")
    var limit = 20

    @Flag(help: "Print JSON.")
    var json = false

    @Argument(help: "The text, in any case.")
    var text: String

    func run() throws {
      var query = ConcordanceQuery(text)
      query.side = side
      query.wholeWords = words
      query.ignoresAccents = ignoreAccents
      query.languages = (from, to)
      let hits = try project.workspace().openMemories(Console.notices).search(query)
      let shown = hits.prefix(max(limit, 0))
      if json {
        Console.output(try JSONText.encode(HitsJSON(count: hits.count, hits: shown)))
      } else {
        for hit in shown {
          Console.output(
            "\(hit.document)\n  \(hit.sourceLanguage)  \(hit.source.display)\n"
              + "  \(hit.targetLanguage)  \(hit.target.display)\n")
        }
        if hits.count > shown.count {
          let count = hits.count < TranslationMemory.mostHits ? "" : "at least "
          Console.error("\(shown.count) of \(count)\(hits.count) hits; --limit shows more")
        }
      }
      if hits.isEmpty { throw ExitStatus.findings.code }
    }
  }
}

extension ConcordanceQuery.Side: ExpressibleByArgument {}
