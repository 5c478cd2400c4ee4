import ArgumentParser
import FoundationEssentials
import Project
import Segmentation
import Units

struct Segment: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Split text into sentences, one a line.")

  @Option(help: ArgumentHelp("The language of the text.", valueName: "tag"))
  var locale: LanguageTag?

  @Flag(help: "Print one JSON object with all sentences.")
  var json = false

  @Flag(
    help: ArgumentHelp(
      "Read JSON lines {\"locale\",\"text\"} and print one line {\"segments\"} for each, in order.")
  )
  var batch = false

  @Argument(help: "A text file, or - for standard input.")
  var file = "-"

  func run() throws {
    let bytes = file == "-" ? Console.input() : try Files(root: Console.currentFolder).read(file)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ProjectError(.unreadable, path: file, "the text is not valid UTF-8")
    }
    if batch { return try runBatch(text) }
    let sentences = SentenceSegmenter(language: try locale ?? LanguageTag("en"))
      .sentences(in: text)
    if json {
      Console.output(try Self.line(Answer(segments: sentences)))
    } else {
      Console.output(sentences.map { $0.collapsingWhitespace + "\n" }.joined())
    }
  }

  private struct Question: Decodable {
    let locale: String
    let text: String
  }

  private struct Answer: Encodable { let segments: [String] }

  private func runBatch(_ input: String) throws {
    var segmenters: [String: SentenceSegmenter] = [:]
    let decoder = JSONDecoder()
    var output = ""
    for (index, line) in input.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.allSatisfy(\.isWhitespace) {
      let place = Position(line: index + 1, column: 1)
      guard let question = try? decoder.decode(Question.self, from: Data(line.utf8)) else {
        Console.output(output)
        throw ProjectError(
          .unreadable, path: file, position: place,
          "expected a JSON object with the texts “locale” and “text”")
      }
      let segmenter: SentenceSegmenter
      if let known = segmenters[question.locale] {
        segmenter = known
      } else if let tag = try? LanguageTag(question.locale) {
        segmenter = SentenceSegmenter(language: tag)
        segmenters[question.locale] = segmenter
      } else {
        Console.output(output)
        throw ProjectError(
          .unreadable, path: file, position: place,
          "“\(question.locale)” is not a language tag")
      }
      output += try Self.line(Answer(segments: segmenter.sentences(in: question.text)))
    }
    Console.output(output)
  }

  private static func line(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}
