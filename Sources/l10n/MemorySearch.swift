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
        Exit codes: 0 found; 1 nothing found. Of more than \(ConcordanceHits.most) hits only so \
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

    @Flag(help: "Show what stands before and after each hit in its document.")
    var around = false

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
      query.surrounded = around ? limit : 0
      let hits = try project.workspace().openMemories(Console.notices).search(query)
      let shown = hits.prefix(max(limit, 0))
      if json {
        Console.output(try JSONText.encode(HitsJSON(count: hits.count, hits: shown)))
      } else {
        for hit in shown {
          Console.output(Self.text(of: hit))
        }
        if hits.count > shown.count {
          let count = hits.count < ConcordanceHits.most ? "" : "at least "
          Console.error("\(shown.count) of \(count)\(hits.count) hits; --limit shows more")
        }
      }
      if hits.isEmpty { throw ExitStatus.findings.code }
    }

    /// The document, and of each language a line; what stands around is marked by a bar.
    private static func text(of hit: ConcordanceHit) -> String {
      func lines(_ mark: String, _ source: Content, _ target: Content) -> String {
        "  \(mark)\(hit.sourceLanguage)  \(source.display)\n"
          + "  \(mark)\(hit.targetLanguage)  \(target.display)\n"
      }
      let before = hit.before.map { lines("| ", $0.source, $0.target) } ?? ""
      let after = hit.after.map { lines("| ", $0.source, $0.target) } ?? ""
      return "\(hit.document)\n" + before + lines("", hit.source, hit.target) + after
    }
  }
}

extension ConcordanceQuery.Side: ExpressibleByArgument {}
