import Foundation

/// Times the built program beside a peer on the same input, in turns, and prints the ratio of their
/// processor times. Ratios hold when a machine is slow or busy; seconds do not.
///
///     bench PROGRAM [PROJECT]
@main struct Bench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else {
      print("usage: bench PROGRAM [PROJECT]")
      exit(2)
    }
    let program = arguments[1]
    let project = arguments.count > 2 ? arguments[2] : "."
    let folder = FileManager.default.temporaryDirectory.appending(path: "l10n-bench")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = try Input(in: folder)

    print(
      "measure".padded(nameWidth),
      "ratio      l10n      peer      MB/s     peak peer peak")
    compare(
      "XLIFF read, 100,000 units / xmllint --sax", of: input.xliff,
      // The file belongs to no document, so all that happens is that it is read.
      [program, "import", "-C", project, input.xliff],
      ["xmllint", "--noout", "--sax", input.xliff])
    let toolkit = "import sys; from translate.storage import xliff; "
    compare(
      "XLIFF read / Translate Toolkit", of: input.xliff,
      [program, "import", "-C", project, input.xliff],
      ["python3", "-c", toolkit + "xliff.xlifffile.parsefile(sys.argv[1])", input.xliff])
    for version in ["1.2", "2.0"] {
      compare(
        "XLIFF read, written as \(version) / read alone", of: input.xliff,
        [peer("xliff-rewrite"), input.xliff, version],
        [peer("xliff-rewrite"), input.xliff])
    }
    compare(
      "XLIFF read, written / Translate Toolkit", of: input.xliff,
      [peer("xliff-rewrite"), input.xliff, "1.2"],
      ["python3", "-c", toolkit + "bytes(xliff.xlifffile.parsefile(sys.argv[1]))", input.xliff])
    compare(
      "XLIFF counted / xmllint --sax", of: input.xliff,
      [program, "count", input.xliff],
      ["xmllint", "--noout", "--sax", input.xliff])
    compare(
      "XLIFF validated / xmllint --sax", of: input.xliff,
      [program, "validate", input.xliff],
      ["xmllint", "--noout", "--sax", input.xliff])
    compare(
      "XLIFF 1.2 converted to 2.1 / xmllint --sax", of: input.xliff,
      [program, "convert", input.xliff, "--to", "2.1", "-o", input.output],
      ["xmllint", "--noout", "--sax", input.xliff])
    compare(
      "Markdown to XLIFF / cmark", of: input.markdown,
      [program, "extract", input.markdown, "--from", "en", "--to", "es", "-o", input.output],
      ["cmark", input.markdown])
    compare(
      "Markdown to sentences / cmark", of: input.markdown,
      [program, "segment", "--count", input.markdown],
      ["cmark", input.markdown])
    compare(
      "HTML to sentences / gumbo alone", of: input.html,
      [program, "segment", "--count", input.html],
      [peer("gumbo-parse"), input.html])
    for (language, text) in [("en", input.english), ("vi", input.vietnamese)] {
      compare(
        "sentences, \(language) / ICU in C", of: text,
        [program, "segment", "--count", "--locale", language, text],
        [peer("icu-sentences"), text, language])
      compare(
        "sentences, \(language) / ICU in C, ss=standard", of: text,
        [program, "segment", "--count", "--locale", language, text],
        [peer("icu-sentences"), text, "\(language)@ss=standard"])
    }
    compare(
      "status of the project / git status", of: nil,
      [program, "status", "-C", project],
      ["git", "-C", project, "status"])
  }

  /// How wide the first column is.
  static let nameWidth = 46

  /// A peer that is built beside this program.
  static func peer(_ name: String) -> String {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name).path
  }

  /// Runs both nine times in turn and prints a line, with the speed over a file where there is one;
  /// says so where the peer is not installed.
  static func compare(
    _ name: String, of path: String?, _ ours: [String], _ peer: [String]
  ) {
    guard let first = Run(peer), first.isSuccess else {
      print(name.padded(nameWidth), "– (\(peer[0]) is not installed)")
      return
    }
    var runs: [(ours: Run, peer: Run)] = []
    for _ in 0..<9 {
      guard let a = Run(ours), let b = Run(peer) else {
        return print(name.padded(nameWidth), "failed")
      }
      runs.append((a, b))
    }
    let median = { (values: [Double]) in values.sorted()[values.count / 2] }
    let ratio = median(runs.map { $0.ours.seconds / max($0.peer.seconds, 0.001) })
    print(
      name.padded(nameWidth), number(ratio, 5, 2),
      number(median(runs.map(\.ours.seconds)), 6, 3) + " s",
      number(median(runs.map(\.peer.seconds)), 6, 3) + " s",
      path.map { number(megabytes(of: $0) / median(runs.map(\.ours.seconds)), 7, 1) } ?? "      –",
      number(median(runs.map(\.ours.megabytes)), 5, 0) + " MB",
      number(median(runs.map(\.peer.megabytes)), 5, 0) + " MB")
  }

  /// The size of a file, in millions of bytes.
  static func megabytes(of path: String) -> Double {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return Double(attributes?[.size] as? Int ?? 0) / 1e6
  }

  static func number(_ value: Double, _ width: Int, _ digits: Int) -> String {
    String(format: "%\(width).\(digits)f", value)
  }
}

/// One finished process: processor seconds and peak memory as the system counts them.
struct Run {
  let seconds: Double
  /// Whether it ended with 0.
  let isSuccess: Bool
  let megabytes: Double

  init?(_ command: [String]) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var argv = command.map { strdup($0) } + [nil]
    defer { argv.forEach { free($0) } }
    var process = pid_t()
    guard posix_spawnp(&process, command[0], &actions, nil, &argv, environ) == 0 else { return nil }
    var usage = rusage()
    var status: Int32 = 0
    guard wait4(process, &status, 0, &usage) == process, status & 0x7F == 0, status >> 8 != 127
    else {
      return nil
    }
    isSuccess = status == 0
    let time = { (value: timeval) in Double(value.tv_sec) + Double(value.tv_usec) / 1e6 }
    seconds = time(usage.ru_utime) + time(usage.ru_stime)
    megabytes = Double(usage.ru_maxrss) / 1024
  }
}

/// Generated input: the same bytes in every run.
struct Input {
  let xliff: String
  let markdown: String
  let html: String
  let english: String
  let vietnamese: String
  let output: String

  init(in folder: URL) throws {
    var words = Words()
    output = folder.appending(path: "out.xlf").path
    xliff = folder.appending(path: "big.xlf").path
    markdown = folder.appending(path: "big.md").path
    html = folder.appending(path: "big.html").path
    english = folder.appending(path: "en.txt").path
    vietnamese = folder.appending(path: "vi.txt").path
    try Self.write(to: xliff) { write in
      try write(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x.md" \
        source-language="en" target-language="es" datatype="x-markdown"><body>

        """)
      for index in 0..<100_000 { try write(Self.unit(index, &words)) }
      try write("</body></file></xliff>")
    }
    try Self.write(to: markdown) { write in
      for _ in 0..<20_000 {
        try write(
          """
          ## \(words.sentence())

          \(words.sentence()). **\(words.sentence())**. [\(words.sentence())](https://example.org/a).

          - \(words.sentence())
          - \(words.sentence())


          """)
      }
    }
    try Self.write(to: html) { write in
      try write("<!DOCTYPE html><html lang=\"en\"><head><title>Rights</title></head><body>\n")
      for _ in 0..<20_000 {
        try write(
          """
          <h2 class="section">\(words.sentence())</h2>
          <p>\(words.sentence()). <b>\(words.sentence())</b>. <a href="a.html">\(words.sentence())</a>.</p>
          <ul><li>\(words.sentence())</li><li>\(words.sentence())</li></ul>

          """)
      }
      try write("</body></html>\n")
    }
    for (path, language) in [(english, Words.english), (vietnamese, Words.vietnamese)] {
      var words = Words(language)
      try Self.write(to: path) { write in
        for _ in 0..<500_000 { try write(words.sentence() + ". ") }
      }
    }
  }

  private static func unit(_ index: Int, _ words: inout Words) -> String {
    let content = { (words: inout Words) in
      "\(words.sentence()) <g id=\"1\" ctype=\"bold\" equiv-text=\"**…**\">\(words.sentence())</g>."
    }
    return """
      <group id="u\(index)" restype="x-paragraph"><trans-unit id="u\(index)-1" xml:space="preserve">\
      <source xml:space="preserve">\(content(&words))</source>\
      <target xml:space="preserve" state="translated">\(content(&words))</target></trans-unit></group>

      """
  }

  /// Writes piece by piece: what this process held would count as the memory of those that it starts.
  private static func write(
    to path: String, _ body: (_ write: (String) throws -> Void) throws -> Void
  ) throws {
    FileManager.default.createFile(atPath: path, contents: nil)
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    defer { try? file.close() }
    try body { try file.write(contentsOf: Data($0.utf8)) }
  }
}

/// Sentences of common words from a generator with a fixed seed (Knuth's MMIX constants).
struct Words {
  private var state: UInt64 = 2026
  private let words: [Substring]

  static let english =
    "the court may order a hearing before your lawyer arrives and you must bring every paper form date"
  static let vietnamese =
    "tòa án có thể mở phiên xét xử trước khi luật sư của bạn đến và bạn phải mang theo mọi giấy tờ đơn"

  init(_ words: String = Self.english) { self.words = words.split(separator: " ") }

  mutating func sentence() -> String {
    let count = 5 + next(12)
    var sentence = (0..<count).map { _ in String(words[next(words.count)]) }.joined(separator: " ")
    sentence = sentence.prefix(1).uppercased() + sentence.dropFirst()
    return next(4) == 0 ? sentence + " \(next(2000))" : sentence
  }

  private mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}

extension String {
  func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
