import ArgumentParser
import FoundationEssentials
import Memory
import Project
import Reports
import Units

extension MemoryCommand {
  struct Lookup: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Look up texts: what is the same, and what is alike.",
      discussion: """
        With --batch, JSON lines {"source","from","to"} come on standard input, and one line \
        {"matches":[…]} goes out for each, in order. A line may name the texts before and after \
        ("previous", "next"), its "document" and its "unit".
        """)

    @OptionGroup var project: ProjectOptions

    @Flag(help: "Read JSON lines {\"source\",\"from\",\"to\"} from standard input.")
    var batch = false

    @Option(help: "The least likeness in per cent; from 50 on.")
    var min = 70

    @Option(help: "How many matches of other texts there may be.")
    var limit = 5

    @OptionGroup var languages: LanguageOptions

    @Argument(help: "The text to look up.")
    var text: String?

    func validate() throws {
      guard (50...102).contains(min) else { throw ValidationError("--min is between 50 and 102") }
      guard limit > 0 else { throw ValidationError("--limit is at least 1") }
      if !batch, text == nil || languages.pair == nil {
        throw ValidationError("a text with --from and --to, or --batch, is needed")
      }
    }

    func run() throws {
      let matcher = try project.workspace().openMatcher(Console.notices)
      let limits = MatchLimits(minimum: min, count: limit, wantsFuzzyBesideExact: true)
      if let text, let pair = languages.pair, !batch {
        let query = MemoryQuery(source: Content(text), languages: pair)
        let matches = try matcher.matches(for: query, limits: limits)
        return Console.output(try JSONText.encode(MatchesJSON(matches)))
      }
      let decoder = JSONDecoder()
      let lines = Console.input().split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
      ).enumerated().filter { $0.element.contains { $0 > 0x20 } }
      // Many at a time, so that all processors have work.
      for start in stride(from: 0, to: lines.count, by: 4096) {
        let queries = try lines[start..<Swift.min(start + 4096, lines.count)].map { line in
          guard let question = try? decoder.decode(MatchesQuestion.self, from: Data(line.element)),
            let query = question.query
          else {
            throw ProjectError(
              .unreadable, path: "-", position: Position(line: line.offset + 1, column: 1),
              "expected a JSON object with the text “source” and the languages “from” and “to”")
          }
          return query
        }
        for matches in try matcher.matches(for: queries, limits: limits) {
          Console.output(try JSONText.line(MatchesJSON(matches)))
        }
      }
    }
  }
}
