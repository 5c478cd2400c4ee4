import ArgumentParser
import FoundationEssentials
import Project
import Reports
import Units

struct Segment: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment",
    abstract: "Split a text or a document into sentences, one a line.")

  @Option(help: ArgumentHelp("The language of the text.", valueName: "tag"))
  var locale: LanguageTag?

  @Flag(help: "Print one JSON object with all sentences.")
  var json = false

  @Flag(
    help: ArgumentHelp(
      "Read JSON lines {\"locale\",\"text\"} and print one line {\"segments\"} for each, in order.")
  )
  var batch = false

  @Flag(help: "Print how many sentences there are instead of them.")
  var count = false

  @Option(help: ArgumentHelp("Rules of your own, in SRX 2.0.", valueName: "file"))
  var srx: String?

  @Flag(help: "Print the built-in rules as an SRX 2.0 file, and do nothing else.")
  var exportSrx = false

  @Argument(help: "A text file, a document in another format, or - for text on standard input.")
  var file = "-"

  func run() throws {
    if exportSrx { return Console.output(SegmentationRules.exported) }
    let bytes = file == "-" ? Console.input() : try Files(root: Console.currentFolder).read(file)
    let rules = try SegmentationRules(srx: srx, files: Files(root: Console.currentFolder))
    if !batch, FormatList.isMarkedUp(path: file) { return try runDocument(bytes, rules) }
    if batch { return try runBatch(try Self.text(of: bytes, file: file), rules) }
    guard bytes.isValidUTF8 else { throw Self.encodingError(file: file) }
    let segmenter = try rules.segmenter(for: try locale ?? LanguageTag("en"))
    if count {
      var sentences = 0
      try segmenter.forEachSentence(in: bytes) { _ in sentences += 1 }
      Console.output("\(sentences)\n")
    } else if json {
      let sentences = try segmenter.sentences(in: bytes)
        .map { String(decoding: bytes[$0], as: UTF8.self) }
      Console.output(try JSONText.line(Answer(segments: sentences)))
    } else {
      var output = Console.Buffer()
      try segmenter.forEachSentence(in: bytes) { output.appendOnOneLine(bytes[$0]) }
      output.flush()
    }
  }

  /// The segments of a document, as translators get them.
  private func runDocument(_ bytes: [UInt8], _ rules: SegmentationRules) throws {
    let segments = try SingleFile.Segments(
      of: bytes, path: file, language: try locale ?? LanguageTag("en"), rules: rules)
    if count { return Console.output("\(segments.count)\n") }
    if json {
      var sentences: [String] = []
      segments.forEachText { sentences.append(String(decoding: $0, as: UTF8.self)) }
      return Console.output(try JSONText.line(Answer(segments: sentences)))
    }
    var output = Console.Buffer()
    segments.forEachText { output.appendOnOneLine($0) }
    output.flush()
  }

  private static func text(of bytes: [UInt8], file: String) throws -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw encodingError(file: file)
    }
    return text
  }

  private static func encodingError(file: String) -> ProjectError {
    ProjectError(.unreadable, path: file, "the text is not valid UTF-8")
  }

  private struct Question: Decodable {
    let locale: String
    let text: String
  }

  private struct Answer: Encodable { let segments: [String] }

  private func runBatch(_ input: String, _ rules: SegmentationRules) throws {
    var segmenters: [String: SegmentationRules.Segmenter] = [:]
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
      let segmenter: SegmentationRules.Segmenter
      if let known = segmenters[question.locale] {
        segmenter = known
      } else if let tag = try? LanguageTag(question.locale) {
        segmenter = try rules.segmenter(for: tag)
        segmenters[question.locale] = segmenter
      } else {
        Console.output(output)
        throw ProjectError(
          .unreadable, path: file, position: place,
          "“\(question.locale)” is not a language tag")
      }
      output += try JSONText.line(Answer(segments: try segmenter.sentences(in: question.text)))
    }
    Console.output(output)
  }
}

extension Console.Buffer {
  /// Adds a sentence and a line end, runs of white space made one space.
  fileprivate mutating func appendOnOneLine(_ sentence: ArraySlice<UInt8>) {
    if sentence.isOnOneLine {
      append(sentence)
      return append(UInt8(ascii: "\n"))
    }
    var start = sentence.startIndex
    var index = start
    while index < sentence.endIndex {
      guard sentence[index].isSpace else {
        index += 1
        continue
      }
      let space = index
      while index < sentence.endIndex, sentence[index].isSpace { index += 1 }
      if index == space + 1, sentence[space] == 0x20 { continue }
      append(sentence[start..<space])
      append(0x20)
      start = index
    }
    append(sentence[start...])
    append(UInt8(ascii: "\n"))
  }
}

extension ArraySlice<UInt8> {
  /// Whether all white space is single spaces, as in most sentences.
  fileprivate var isOnOneLine: Bool {
    withUnsafeBytes { bytes in
      var previous: UInt8 = 0
      for byte in bytes {
        if byte < 0x20 || (byte == 0x20 && previous == 0x20) { return false }
        previous = byte
      }
      return true
    }
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
