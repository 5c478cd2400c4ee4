package import Project
import Units

/// What an import did, for people and for programs.
package enum ImportText {
  /// A line for each segment that a person must look at, and a summary a file.
  package static func text(of reports: [ImportReport], style: TerminalStyle) -> String {
    var result = ""
    for report in reports {
      for entry in report.entries {
        guard let reason = entry.reason, entry.outcome != .unchanged else { continue }
        let outcome = entry.outcome.rawValue.padded(to: 9)
        let shown =
          switch entry.outcome {
          case .taken, .unchanged: outcome
          case .stale: style.yellow(outcome)
          case .conflict, .rejected: style.red(outcome)
          }
        result += "\(entry.segment)  \(shown) \(reason): “\(entry.source)”\n"
      }
      var counts = ImportReport.Outcome.allCases.filter { report.count($0) > 0 }
        .map { "\(report.count($0)) \($0.rawValue)" }
      if report.repetitions > 0 { counts.append("\(report.repetitions) repeated") }
      let summary = counts.isEmpty ? "no segments" : counts.joined(separator: ", ")
      result += "\(report.locale)/\(report.document): \(summary)\n"
    }
    return result
  }

  /// All segments with their outcomes.
  package static func json(of reports: [ImportReport]) throws -> String {
    struct Report: Encodable {
      var schema = "l10n-import"
      var version = 1
      let documents: [Item]
    }
    struct Item: Encodable {
      let file: String
      let document: String
      let locale: String
      let repetitions: Int
      let segments: [Entry]
    }
    struct Entry: Encodable {
      let segment: String
      let outcome: String
      let reason: String?
    }
    return try JSONText.encode(
      Report(
        documents: reports.map { report in
          Item(
            file: report.file, document: report.document, locale: report.locale.description,
            repetitions: report.repetitions,
            segments: report.entries.map {
              Entry(segment: $0.segment, outcome: $0.outcome.rawValue, reason: $0.reason)
            })
        }))
  }
}
