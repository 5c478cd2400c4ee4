import ArgumentParser
import Project
import XLIFF

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Rewrite an XLIFF file as another version of XLIFF.",
    discussion: """
      All that both versions can say is kept. What had to be dropped is told on standard error, each \
      kind once with how often and where first.
      """)

  @Argument(help: "An XLIFF file of any version.")
  var file: String

  @Option(help: "The version to write: 1.2, 2.0, 2.1 or 2.2.")
  var to: XLIFFVersion

  @OptionGroup var destination: OutputOption

  func run() throws {
    let bytes = try Files(root: Console.currentFolder).read(file)
    let converted = try SingleFile.convert(bytes, path: file, to: to)
    try destination.write(converted.bytes)
    for loss in converted.losses {
      let unit = loss.unitID.map { " in unit \($0)" } ?? ""
      let times = loss.count == 1 ? "once" : "\(loss.count) times, first"
      Console.error("\(file):\(loss.line):\(loss.column): dropped \(loss.what): \(times)\(unit)")
    }
  }
}
