import Foundation
import Segmentation
import Testing
import Units

/// Sentences that were written for the development of the rules, a file for each language: one case
/// a line, ` | ` where a sentence ends (`|` where no space follows it), and lines with `#` that name
/// what is tried.
enum DevelopmentSet {
  struct Case {
    let category: String
    let text: String
    let sentences: [String]

    init(_ line: String, category: String) {
      self.category = category
      text = line.replacing(" | ", with: " ").replacing("|", with: "")
      sentences = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  static func cases(_ language: String) throws -> [Case] {
    let file = Bundle.module.bundleURL.appending(path: "Development/\(language).txt")
    var category = ""
    var cases: [Case] = []
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      if line.hasPrefix("# ") {
        category = String(line.dropFirst(2))
      } else {
        cases.append(Case(String(line), category: category))
      }
    }
    return cases
  }
}

@Suite struct DevelopmentTests {
  /// The share of whole cases that must be right. What is wrong today is printed, and is work.
  @Test(arguments: ["en", "es", "vi"])
  func `Sentences end where an editor sees their end`(language: String) throws {
    let segmenter = SentenceSegmenter(language: try LanguageTag(language))
    let cases = try DevelopmentSet.cases(language)
    let wrong = cases.filter { segmenter.sentences(in: $0.text) != $0.sentences }
    for item in wrong {
      print("\(language), \(item.category): \(item.sentences.joined(separator: " | "))")
      print("  found: \(segmenter.sentences(in: item.text).joined(separator: " | "))")
    }
    print("\(language): \(cases.count - wrong.count) of \(cases.count) cases")
    #expect(cases.count >= 200)
    #expect(wrong.count * 50 <= cases.count)
  }
}
