import ArgumentParser
import Glibc
import Memory
import Project
import Units

extension MemoryCommand {
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a translation to the memory.",
      discussion: "It goes into “\(MemoryEditor.addedPath)”, which belongs into the repository.")

    @OptionGroup var project: ProjectOptions

    @Option(help: ArgumentHelp("The language of the source.", valueName: "tag"))
    var from: LanguageTag

    @Option(help: ArgumentHelp("The language of the target.", valueName: "tag"))
    var to: LanguageTag

    @Option(help: "Who translated it.")
    var author: String?

    @Option(help: "What there is to say about it.")
    var note: String?

    @Argument(help: "The text.")
    var source: String

    @Argument(help: "Its translation.")
    var target: String

    func validate() throws {
      for text in [source, target] where text.allSatisfy(\.isWhitespace) {
        throw ValidationError("a source and a target with words in them are needed")
      }
      let isControl = { (scalar: Unicode.Scalar) in
        scalar.value < 0x20 && !"\t\n".unicodeScalars.contains(scalar)
      }
      for text in [source, target] where text.unicodeScalars.contains(where: isControl) {
        throw ValidationError("a text with control characters cannot be kept")
      }
      if from == to { throw ValidationError("--from and --to are the same language") }
    }

    func run() throws {
      let workspace = try project.workspace()
      let locales = workspace.configuration.locales
      for tag in [from, to] where !locales.contains(tag) {
        throw ProjectError(
          .configuration,
          "“\(tag)” is no locale of this project; it has "
            + locales.map(\.description).joined(separator: ", "))
      }
      var entry = MemoryEntry(
        source: Content(source), target: Content(target),
        languages: LanguagePair(source: from, target: to), document: "")
      entry.origin = .added
      entry.author = author ?? ""
      entry.note = note ?? ""
      entry.date = Self.now
      if try MemoryEditor(workspace: workspace).add(entry) {
        Console.output("\(MemoryEditor.addedPath)\n")
      } else {
        Console.error("\(MemoryEditor.addedPath) has it already")
      }
    }

    /// The time as TMX writes it.
    private static var now: String {
      var seconds = time(nil)
      var parts = tm()
      gmtime_r(&seconds, &parts)
      func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
      return "\(parts.tm_year + 1900)\(two(parts.tm_mon + 1))\(two(parts.tm_mday))T"
        + "\(two(parts.tm_hour))\(two(parts.tm_min))\(two(parts.tm_sec))Z"
    }
  }

  struct Delete: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take translations out of the TMX files under “memory”.",
      discussion: """
        Translations that stand in a record are told, and stay: an import or an edit of the version \
        changes those. Exit codes: 0 something was taken out; 1 nothing was, or something stays.
        """)

    @OptionGroup var project: ProjectOptions

    @Option(help: "The whole source.")
    var source: String?

    @Option(help: "The whole target.")
    var target: String?

    @OptionGroup var languages: LanguageOptions

    @Option(help: ArgumentHelp("Only from this file, as “memory/old.tmx”.", valueName: "path"))
    var file: String?

    @Flag(help: "Say what would be taken out, and write nothing.")
    var dryRun = false

    func validate() throws {
      guard source != nil || target != nil else {
        throw ValidationError("--source or --target says which translations")
      }
    }

    func run() throws {
      var selection = MemoryEditor.Selection()
      (selection.source, selection.target, selection.file) = (source, target, file)
      selection.languages = languages.pair
      let workspace = try project.workspace()
      let removal = try MemoryEditor(workspace: workspace).delete(selection, writes: !dryRun)
      removal.removed.forEach { Console.output("\($0.shown)\n") }
      for entry in removal.inRecords {
        Console.error(
          "stays: \(entry.document) has it translated so into \(entry.languages.target)"
            + " (\(entry.unit))")
      }
      Console.error("\(removal.removed.count) \(dryRun ? "would be taken out" : "taken out")")
      if removal.removed.isEmpty || !removal.inRecords.isEmpty { throw ExitStatus.findings.code }
    }
  }

  struct Dedupe: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take repeated translations out of the TMX files under “memory”.",
      discussion: "Of several the most advanced stays, then the newest, then the first.")

    @OptionGroup var project: ProjectOptions

    @Flag(help: "Say what would be taken out, and write nothing.")
    var dryRun = false

    func run() throws {
      let doubled = try MemoryEditor(workspace: project.workspace()).dedupe(writes: !dryRun)
      doubled.forEach { Console.output("\($0.shown)\n") }
      Console.error("\(doubled.count) \(dryRun ? "would be taken out" : "taken out")")
    }
  }
}

extension MemoryEditor.Place {
  /// One line.
  fileprivate var shown: String {
    "\(path):\(line): \(entry.source.display.shortened) → \(entry.target.display.shortened)"
  }
}
