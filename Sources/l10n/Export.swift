import ArgumentParser
import Project
import Units
import XLIFF

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Create and update the XLIFF records, and copies of them for translators.",
    discussion: """
      Without further options the records under xliff/ are brought up to date: they are what \
      translators work on. With --only, --copy-source, --context, --format-style, --format or --output, copies \
      are written besides, into “outbox” unless --output names another folder.
      """)

  @OptionGroup var project: ProjectOptions
  @OptionGroup var selection: FilterOptions

  @Option(help: ArgumentHelp("Write copies into this folder.", valueName: "folder"))
  var output: String?

  @Option(help: ArgumentHelp("Copy only these segments: stale, missing, draft.", valueName: "list"))
  var only: String?

  @Option(help: "The XLIFF version of the copies: 1.2, 2.0, 2.1 or 2.2.")
  var format: XLIFFVersion?

  @Flag(help: "Put the source into empty targets of the copies, for editors that need it.")
  var copySource = false

  @Flag(
    help: """
      Tell in notes of the copies where each segment stands, how long it may get, and which terms \
      are in it.
      """)
  var context = false

  @Flag(help: "Say in copies of XLIFF 2 how units and codes look, for editors that show a page.")
  var formatStyle = false

  @Flag(help: "Say what would be written, and write nothing.")
  var dryRun = false

  private var wantsCopies: Bool {
    output != nil || only != nil || format != nil || copySource || context || formatStyle
  }

  func run() throws {
    let workspace = try project.workspace()
    let filter = try selection.filter(in: workspace)
    let only = try selections()
    let exporter = Exporter(
      workspace: workspace, memory: try workspace.openMatcher(Console.notices))
    let guide = context ? try TranslationGuide(of: workspace) : nil
    var counts = (records: 0, updated: 0, copies: 0)
    for document in try workspace.documents() where filter.includes(document) {
      guard let source = try workspace.extractSource(of: document) else {
        Console.error("\(document.name): left out, as its source \(document.sourcePath) is missing")
        continue
      }
      source.remarks(in: document.sourcePath).forEach(Console.error)
      for translation in try workspace.translations(of: document, source: source, filter: filter) {
        let locale = translation.locale
        let record = try exporter.updated(translation)
        counts.records += 1
        if try write(record, of: document, in: locale, workspace) { counts.updated += 1 }
        if wantsCopies {
          let guidance = guide?.guidance(for: record)
          if try copy(record, guidance, of: document, in: locale, workspace, only: only) {
            counts.copies += 1
          }
        }
      }
    }
    let verb = dryRun ? "would change" : "changed"
    Console.error("\(counts.updated) of \(counts.records) records \(verb)")
    if wantsCopies {
      let noun = counts.copies == 1 ? "copy" : "copies"
      Console.error("\(counts.copies) \(noun) \(dryRun ? "would be " : "")written")
    }
  }

  private func write(
    _ record: Record, of document: Document, in locale: LanguageTag, _ workspace: Workspace
  ) throws -> Bool {
    let path = workspace.recordPath(of: document, in: locale)
    let bytes = XLIFFWriter(version: workspace.configuration.xliff).write(record)
    guard try workspace.files.readIfPresent(path) != bytes else { return false }
    if !dryRun { try workspace.files.write(bytes, to: path) }
    Console.output("\(path)\n")
    return true
  }

  private func copy(
    _ record: Record, _ guidance: [String: Guidance]?, of document: Document,
    in locale: LanguageTag, _ workspace: Workspace, only: [Exporter.Selection]
  ) throws -> Bool {
    let whole = guidance.map(record.withContext) ?? record
    guard let copy = Exporter.copy(of: whole, only: only) else { return false }
    var writer = XLIFFWriter(
      version: format ?? workspace.configuration.xliff, copiesSource: copySource)
    writer.guidance = guidance?.limited(to: copy, of: record) ?? [:]
    writer.writesFormatStyle = formatStyle
    let folder = output.map { ProjectOptions.absolute($0) } ?? workspace.files.absolute("outbox")
    let path = "\(folder)/\(locale)/\(document.name).xlf"
    if !dryRun { try Files(root: "/").write(writer.write(copy), to: path) }
    Console.output("\(path.shownFrom(Console.currentFolder))\n")
    return true
  }

  private func selections() throws -> [Exporter.Selection] {
    try (only ?? "").split(separator: ",").map { name in
      guard let selection = Exporter.Selection(rawValue: String(name)) else {
        let known = Exporter.Selection.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--only knows \(known), not “\(name)”")
      }
      return selection
    }
  }
}

extension String {
  /// The path as seen from a folder: without it where it lies below.
  func shownFrom(_ folder: String) -> String {
    hasPrefix(folder + "/") ? String(dropFirst(folder.count + 1)) : self
  }
}
