import ArgumentParser
import Memory
import Project
import Units

extension MemoryCommand {
  struct ImportMemory: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Take TMX files, lines of source, tab and target, or a text and its translation.",
      discussion: """
        Files are kept under “memory”, from where the memory is filled. Where that is broken off, it \
        goes on the next time where it ended. With --align a file and its translation are laid side by \
        side, sentence by sentence, and what is sure is kept; --beads shows all of it as lines of \
        certainty, source and target.
        """)

    @OptionGroup var project: ProjectOptions

    @Argument(help: "The files; with --align the source and its translation.")
    var files: [String]

    @OptionGroup var languages: LanguageOptions

    @Option(help: "The name to keep a file under; its own by default.")
    var name: String?

    @Flag(help: "Lay a file and its translation side by side.")
    var align = false

    @Flag(help: "Print the sentences of both files side by side.")
    var beads = false

    @Flag(help: "Write nothing, with --align.")
    var dryRun = false

    func validate() throws {
      if align, files.count != 2 || languages.pair == nil {
        throw ValidationError("--align needs a source, its translation, --from and --to")
      }
      if !align, dryRun || beads { throw ValidationError("--dry-run and --beads need --align") }
      if name != nil, !align, files.count > 1 {
        throw ValidationError("--name is for one file")
      }
    }

    func run() throws {
      let workspace = try project.workspace()
      let folder = Files(root: Console.currentFolder)
      if align, let pair = languages.pair {
        return try align(workspace, folder, pair)
      }
      for file in files {
        let result = try workspace.importMemory(
          file, in: folder, languages: languages.pair, name: name)
        result.problems.forEach(Console.error)
        Console.output("\(result.path)\n")
        for omission in result.report.omitted { Console.error("\(file): \(omission)") }
        Console.error("\(result.report.units) units, \(result.report.pairs) pairs of texts")
      }
      _ = try workspace.openMemory(onProgress: Console.progress)
    }

    private func align(_ workspace: Workspace, _ folder: Files, _ pair: LanguagePair) throws {
      let aligned = try workspace.align(
        files[0], files[1], in: folder, languages: pair, name: name)
      let alignment = aligned.alignment
      if beads {
        for bead in alignment.beads {
          let sides = [alignment.source[bead.source], alignment.target[bead.target]].map {
            VersionAlignment.content($0).text.onOneLine
          }
          Console.output(
            "\(bead.certainty.rawValue)\t\(bead.source.count):\(bead.target.count)\t\(sides[0])\t\(sides[1])\n"
          )
        }
      }
      if !dryRun {
        try workspace.keep(aligned)
        Console.output(beads ? "" : "\(aligned.path)\n")
      }
      let counts = Bead.Certainty.allCases.map { certainty in
        "\(alignment.beads.count { $0.certainty == certainty }) \(certainty.rawValue)"
      }
      Console.error("\(counts.joined(separator: ", "))")
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
