import ArgumentParser
import Project
import Reports
import Units

struct Count: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Count the segments and words of XLIFF files, and how far they are translated.")

  @Flag(help: "Print one JSON array.")
  var json = false

  @Argument(help: "XLIFF files of any version.")
  var files: [String]

  func run() throws {
    let folder = Files(root: Console.currentFolder)
    let counts = try files.map { (file: $0, count: try SegmentCount(of: $0, in: folder)) }
    guard !json else {
      return Console.output(try JSONText.encode(counts.map { Entry(file: $0.file, $0.count) }))
    }
    for (file, count) in counts {
      let states = SegmentState.allCases.compactMap { state in
        count.states[state].map { "\($0) \(state.rawValue)" }
      }
      Console.output(
        "\(file): \(count.segments) segments, \(count.words) words, "
          + "\(count.untranslatedWords) to translate"
          + (states.isEmpty ? "" : " (\(states.joined(separator: ", ")))") + "\n")
    }
  }

  private struct Entry: Encodable {
    let file: String
    let segments: Int
    let words: Int
    let untranslatedWords: Int
    let states: [String: Int]

    init(file: String, _ count: SegmentCount) {
      self.file = file
      segments = count.segments
      words = count.words
      untranslatedWords = count.untranslatedWords
      states = Dictionary(
        uniqueKeysWithValues: count.states.map { ($0.key.rawValue, $0.value) })
    }
  }
}
