import ArgumentParser
import Project

struct Formats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "List the formats of documents that can be read and written.")

  func run() {
    let formats = FormatList.all
    let nameWidth = formats.map(\.name.count).max() ?? 0
    let endings = formats.map { $0.fileExtensions.map { ".\($0)" }.joined(separator: " ") }
    let endingWidth = endings.map(\.count).max() ?? 0
    for (format, ending) in zip(formats, endings) {
      let name = format.name + String(repeating: " ", count: nameWidth - format.name.count)
      let padding = String(repeating: " ", count: endingWidth - ending.count)
      Console.output("\(name)  \(ending)\(padding)  \(format.summary)\n")
    }
  }
}
