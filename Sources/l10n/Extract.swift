import ArgumentParser
import Project
import Units
import XLIFF

/// Where a command writes: a file, or standard output.
struct OutputOption: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write into this file instead of standard output.", valueName: "file"))
  var output: String?

  func write(_ bytes: [UInt8]) throws {
    guard let output, output != "-" else { return Console.output(bytes) }
    try Files(root: Console.currentFolder).write(bytes, to: output)
  }

  /// Writes part by part.
  func write(parts: (_ write: ([UInt8]) throws -> Void) throws -> Void) throws {
    guard let output, output != "-" else { return try parts { Console.output($0) } }
    try Files(root: Console.currentFolder).write(to: output, parts: parts)
  }
}

struct Extract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Write the XLIFF of one file, without a project.")

  @Argument(help: "The source file.")
  var file: String

  @Option(help: ArgumentHelp("The locale of the file.", valueName: "tag"))
  var from: LanguageTag

  @Option(help: ArgumentHelp("The locale to translate into.", valueName: "tag"))
  var to: LanguageTag

  @Flag(help: "Put the source into empty targets, for editors that need it.")
  var copySource = false

  @Option(help: "The XLIFF version: 1.2, 2.0, 2.1 or 2.2.")
  var format = XLIFFVersion.v1_2

  @OptionGroup var destination: OutputOption

  func run() throws {
    let bytes = try Files(root: Console.currentFolder).read(file)
    let extracted = try SingleFile.extract(
      bytes, path: file, from: from, to: to,
      writer: XLIFFWriter(version: format, copiesSource: copySource))
    extracted.remarks.forEach(Console.error)
    try destination.write(extracted.xliff)
  }
}
