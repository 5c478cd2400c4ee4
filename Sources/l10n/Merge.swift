import ArgumentParser
import Project

struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put the translations of an XLIFF file into one source file, without a project.")

  @Argument(help: "The source file.")
  var file: String

  @Argument(help: "The translated XLIFF.")
  var xliff: String

  @OptionGroup var destination: OutputOption

  func run() throws {
    let files = Files(root: Console.currentFolder)
    let merged = try SingleFile.merge(
      try files.read(file), path: file, xliff: try files.read(xliff), xliffPath: xliff)
    try destination.write(merged.bytes)
    for problem in merged.problems { Console.error("\(xliff): \(problem)") }
    Console.error("\(merged.translated) of \(merged.total) segments translated")
    if !merged.problems.isEmpty { throw ExitStatus.findings.code }
  }
}
