import Foundation
import Segmentation
import Testing
import Units

/// A larger set of cases that is kept outside the repository. `L10N_SHARED` names the folder.
private let goldFile = URL(
  filePath: ProcessInfo.processInfo.environment["L10N_SHARED"] ?? "../shared"
).appending(path: "gold/segmentation.jsonl")

private struct GoldCase: Decodable {
  let lang: String
  let text: String
  let segments: [String]
}

@Suite struct GoldTests {
  /// Tries every case, prints the score for each language, and guards against falling back.
  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: goldFile.path),
      "the gold file is absent: set L10N_SHARED to the folder that holds gold/"))
  func gold() throws {
    var tried: [String: Int] = [:]
    var right: [String: Int] = [:]
    for line in try String(contentsOf: goldFile, encoding: .utf8).split(separator: "\n") {
      let gold = try JSONDecoder().decode(GoldCase.self, from: Data(line.utf8))
      let found = SentenceSegmenter(language: try LanguageTag(gold.lang)).sentences(in: gold.text)
      tried[gold.lang, default: 0] += 1
      if found == gold.segments {
        right[gold.lang, default: 0] += 1
      } else {
        print("\(gold.lang): expected \(gold.segments)\n    found    \(found)")
      }
    }
    for (language, count) in tried.sorted(by: { $0.key < $1.key }) {
      let score = right[language, default: 0]
      print("gold \(language): \(score) of \(count) cases, \(100 * score / count) %")
      #expect(score * 100 >= count * 95, "\(language) fell below 95 %")
    }
  }
}
