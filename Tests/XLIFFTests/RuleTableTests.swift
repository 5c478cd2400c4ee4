import Foundation
import Testing
import Units

@testable import XLIFF

/// The table of rules in `docs/validation.md`, made from the rules and their examples.
@Suite struct RuleTableTests {
  @Test func `The table of rules in the documentation is up to date`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/validation.md").standardizedFileURL
    let table = try Self.table()
    if ProcessInfo.processInfo.environment["L10N_RECORD"] != nil {
      try Data(table.utf8).write(to: file)
      Issue.record("recorded \(file.lastPathComponent)")
      return
    }
    let written = try String(contentsOf: file, encoding: .utf8)
    #expect(written == table, "run the tests once with L10N_RECORD=1")
  }

  private static func table() throws -> String {
    var text = """
      # What `l10n validate` checks

      Each rule with its name, the section of the specification, a document that keeps it, one that
      breaks it, and what is said of that one. Sections are those of XLIFF 2.0 (2.1 and 2.2 number the
      core alike), and of 1.2 for rules that begin with `v1-`. The tests run every example and write
      this page from them.

      """
    for rule in XLIFFRule.allCases {
      let example = try #require(RuleExample.all.first { $0.rule == rule })
      var message: String?
      _ = XLIFFValidator.validate(Array(example.rejected.utf8)) { message = message ?? $0.message }
      text += """

        ## \(rule.rawValue)

        \(rule.summary) (\(rule.section), \(rule.severity.rawValue))

        Accepted\(example.place):

        ```xml
        \(example.shown.accepted)
        ```

        Rejected:

        ```xml
        \(example.shown.rejected)
        ```

        Said: `\(try #require(message))`

        """
    }
    return text
  }
}

extension RuleExample {
  fileprivate var place: String { shown.place.isEmpty ? "" : ", in \(shown.place)" }
}
