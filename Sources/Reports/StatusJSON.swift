package import Project
import Units

/// The status of a project as JSON. The shape is documented in `docs/ci.md`; `version` counts up
/// when a field changes its meaning or goes.
package struct StatusJSON {
  private let report: StatusReport

  /// The JSON of a report.
  package init(_ report: StatusReport) { self.report = report }

  /// The whole text, with a newline at the end.
  package func text() throws -> String {
    try JSONText.encode(
      Status(
        source: report.source.description,
        targets: report.targets.map(\.description),
        documents: report.rows.map(Row.init),
        totals: ([report.source] + report.targets).compactMap { locale in
          let versions = report.versions(in: locale)
          return versions.isEmpty ? nil : Total(LocaleTotal(versions, locale: locale))
        }))
  }

  private struct Status: Encodable {
    var schema = "l10n-status"
    var version = 1
    let source: String
    let targets: [String]
    let documents: [Row]
    let totals: [Total]
  }

  private struct Row: Encodable {
    let name: String
    let source: String
    let versions: [Version]

    init(_ row: StatusReport.Row) {
      name = row.document.name
      source = row.document.sourceLocale.description
      versions = row.versions.map(Version.init)
    }
  }

  private struct Version: Encodable {
    let locale: String
    let path: String
    let standing: String
    let isBuilt: Bool
    let segments: Counts
    let critical: Int
    let conflicts: Int
    let percent: Int
    let wordsToDo: Int

    init(_ version: StatusReport.Version) {
      locale = version.locale.description
      path = version.path
      standing = version.standing.rawValue
      isBuilt = version.isBuilt
      segments = Counts(version.segments)
      critical = version.critical
      conflicts = version.conflicts
      percent = version.percent
      wordsToDo = version.words
    }
  }

  private struct Total: Encodable {
    let locale: String
    let segments: Counts
    let percent: Int
    let wordsToDo: Int

    init(_ total: LocaleTotal) {
      locale = total.locale.description
      segments = Counts(total.segments)
      percent = total.percent
      wordsToDo = total.words
    }
  }

  private struct Counts: Encodable {
    let current: Int
    let stale: Int
    let draft: Int
    let missing: Int

    init(_ segments: [SegmentStanding: Int]) {
      current = segments[.current, default: 0]
      stale = segments[.stale, default: 0]
      draft = segments[.draft, default: 0]
      missing = segments[.missing, default: 0]
    }
  }
}
