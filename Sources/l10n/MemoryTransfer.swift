import ArgumentParser
import Memory
import Project
import Units

extension MemoryCommand {
  struct ImportMemory: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Take a TMX file, or lines of source, tab and target, into the project.",
      discussion: """
        The file is kept under “memory”, from where the memory is filled. Where that is broken off, it \
        goes on the next time where it ended.
        """)

    @OptionGroup var project: ProjectOptions

    @Argument(help: "The file.")
    var file: String

    @OptionGroup var languages: LanguageOptions

    @Option(help: "The name to keep the file under; its own by default.")
    var name: String?

    func run() throws {
      let workspace = try project.workspace()
      let result = try workspace.importMemory(
        file, in: Files(root: Console.currentFolder), languages: languages.pair, name: name)
      result.problems.forEach(Console.error)
      Console.output("\(result.path)\n")
      for omission in result.report.omitted { Console.error("\(file): \(omission)") }
      _ = try workspace.openMemory(onProgress: Console.progress)
      Console.error("\(result.report.units) units, \(result.report.pairs) pairs of texts")
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
      let memory = try project.workspace().openMemory(onProgress: Console.progress)
      var pairs = 0
      try destination.write(parts: { write in
        var writer = TMXWriter(source: from)
        var lines: [UInt8] = []
        var last = ""
        try memory.forEachEntry(of: LanguagePair(source: from, target: to)) { entry in
          switch format {
          case .tmx:
            writer.add(entry)
            pairs += 1
            if pairs % 1000 == 0 { try write(writer.take()) }
          case .tsv:
            let line = "\(entry.source.text.onOneLine)\t\(entry.target.text.onOneLine)\n"
            guard line != last else { return }
            last = line
            pairs += 1
            lines += Array(line.utf8)
            if pairs % 1000 == 0 {
              try write(lines)
              lines = []
            }
          }
        }
        try write(format == .tmx ? writer.finish() : lines)
      })
      Console.error("\(pairs) pairs of texts")
    }
  }
}

extension String {
  /// The text without tabs and line ends, which would break a line of it apart.
  fileprivate var onOneLine: String {
    String(map { $0 == "\t" || $0.isNewline ? " " : $0 })
  }
}
