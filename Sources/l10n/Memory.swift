import ArgumentParser
import FoundationEssentials
import Memory
import Project
import Reports
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
      Search.self, Lookup.self, ImportMemory.self, ExportMemory.self, Statistics.self, Verify.self,
      Rebuild.self,
    ])
}

extension MemoryCommand {
  struct Lookup: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Look up texts: what is the same, and what is alike.",
      discussion: """
        With --batch, JSON lines {"source","from","to"} come on standard input, and one line \
        {"matches":[…]} goes out for each, in order.
        """)

    @OptionGroup var project: ProjectOptions

    @Flag(help: "Read JSON lines {\"source\",\"from\",\"to\"} from standard input.")
    var batch = false

    @Option(help: "The least likeness in per cent; from 50 on.")
    var min = 70

    @Option(help: "How many matches there may be for a text.")
    var limit = 5

    @Option(help: ArgumentHelp("The language of the text.", valueName: "tag"))
    var from: LanguageTag?

    @Option(help: ArgumentHelp("The language to translate into.", valueName: "tag"))
    var to: LanguageTag?

    @Argument(help: "The text to look up.")
    var text: String?

    func validate() throws {
      guard (50...101).contains(min) else { throw ValidationError("--min is between 50 and 101") }
      guard limit > 0 else { throw ValidationError("--limit is at least 1") }
      if !batch, text == nil || from == nil || to == nil {
        throw ValidationError("a text with --from and --to, or --batch, is needed")
      }
    }

    func run() throws {
      let memory = try project.workspace().openMemory()
      if let text, let from, let to, !batch {
        let matches = try answer(text, from, to, memory)
        return Console.output(try JSONText.encode(Answer(matches: matches)))
      }
      let decoder = JSONDecoder()
      let input = Console.input()
      for (index, line) in input.split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
      ).enumerated() where line.contains(where: { $0 > 0x20 }) {
        guard let question = try? decoder.decode(Question.self, from: Data(line)),
          let from = try? LanguageTag(question.from), let to = try? LanguageTag(question.to)
        else {
          throw ProjectError(
            .unreadable, path: "-", position: Position(line: index + 1, column: 1),
            "expected a JSON object with the text “source” and the languages “from” and “to”")
        }
        let matches = try answer(question.source, from, to, memory)
        Console.output(try JSONText.line(Answer(matches: matches)))
      }
    }

    private func answer(
      _ text: String, _ from: LanguageTag, _ to: LanguageTag, _ memory: TranslationMemory
    ) throws -> [Match] {
      let source = Content(text)
      let query = MemoryQuery(
        source: source, context: SegmentContext(previous: nil, next: nil), sourceLanguage: from,
        targetLanguage: to, document: "")
      return try memory.allMatches(for: query, minimum: min, limit: limit).map {
        Match($0, of: source, in: from)
      }
    }

    private struct Question: Decodable {
      let source: String
      let from: String
      let to: String
    }

    private struct Answer: Encodable { let matches: [Match] }

    private struct Match: Encodable {
      let source: String
      let target: String
      let score: Int
      /// Why it is offered, and what differs.
      let reasons: [String]
      let document: String

      init(_ match: MemoryMatch, of source: Content, in language: LanguageTag) {
        self.source = match.source.display
        target = match.target.display
        score = Swift.min(match.score, 100)
        document = match.document
        let change = SourceChange(from: match.source, to: source, language: language)
        reasons = [change?.reason ?? "the same text"]
      }
    }
  }

  struct ImportMemory: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Take a TMX file, or lines of source, tab and target, into the project.",
      discussion: "The file is kept under “memory”, from where the memory is filled.")

    @OptionGroup var project: ProjectOptions

    @Argument(help: "The file.")
    var file: String

    @Option(help: ArgumentHelp("The language of the sources in lines.", valueName: "tag"))
    var from: LanguageTag?

    @Option(help: ArgumentHelp("The language of the targets in lines.", valueName: "tag"))
    var to: LanguageTag?

    @Option(help: "The name to keep the file under; its own by default.")
    var name: String?

    func run() throws {
      let languages = from.flatMap { from in to.map { (from: from, to: $0) } }
      let result = try project.workspace().importMemory(
        file, in: Files(root: Console.currentFolder), languages: languages, name: name)
      result.problems.forEach(Console.error)
      let report = result.report
      Console.output("\(result.path)\n")
      Console.error(
        "\(report.units) units, \(report.pairs) pairs of texts"
          + (report.otherLanguages > 0
            ? ", \(report.otherLanguages) units in other languages left out" : "")
          + (report.empty > 0 ? ", \(report.empty) empty texts left out" : ""))
    }
  }

  struct ExportMemory: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write the translations of a pair of languages as TMX 1.4b or as lines.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case tmx, tsv }

    @OptionGroup var project: ProjectOptions

    @Option(help: ArgumentHelp("The language of the sources.", valueName: "tag"))
    var from: LanguageTag

    @Option(help: ArgumentHelp("The language of the targets.", valueName: "tag"))
    var to: LanguageTag

    @Option(help: "tmx, or tsv for lines of source, tab and target without markup.")
    var format = Format.tmx

    @OptionGroup var destination: OutputOption

    func run() throws {
      let memory = try project.workspace().openMemory()
      var pairs = 0
      var writer = TMXWriter(source: from)
      var lines = ""
      try memory.forEachPair(from: from, to: to) { source, target in
        pairs += 1
        switch format {
        case .tmx: writer.add(source, target, in: to)
        case .tsv: lines += "\(source.text.onOneLine)\t\(target.text.onOneLine)\n"
        }
      }
      try destination.write(format == .tmx ? writer.finish() : Array(lines.utf8))
      Console.error("\(pairs) pairs of texts")
    }
  }

  struct Statistics: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "stats", abstract: "Tell what the memory holds, by pairs of languages.")

    @OptionGroup var project: ProjectOptions

    @Flag(help: "Print one JSON array.")
    var json = false

    func run() throws {
      let pairs = try project.workspace().openMemory().statistics()
      if json { return Console.output(try JSONText.encode(pairs.map(Entry.init))) }
      for pair in pairs {
        Console.output(
          "\(pair.source) → \(pair.target): \(pair.translations) translations of \(pair.sources) "
            + "sources, \(pair.conflicts) with several\n")
      }
    }

    private struct Entry: Encodable {
      let from: String
      let to: String
      let translations: Int
      let sources: Int
      let conflicts: Int

      init(_ pair: TranslationMemory.PairStatistics) {
        from = pair.source
        to = pair.target
        translations = pair.translations
        sources = pair.sources
        conflicts = pair.conflicts
      }
    }
  }
}

extension String {
  /// The text without tabs and line ends, which would break a line of it apart.
  fileprivate var onOneLine: String {
    String(map { $0 == "\t" || $0.isNewline ? " " : $0 })
  }
}
