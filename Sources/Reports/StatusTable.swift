package import Project
import Units

/// The status of a project as a table for people: a line a document, a column a locale.
package struct StatusTable {
  private let report: StatusReport
  private let oldest: StatusReport.Waiting?
  private let style: TerminalStyle

  /// A table of a report.
  package init(_ report: StatusReport, oldest: StatusReport.Waiting?, style: TerminalStyle) {
    self.report = report
    self.oldest = oldest
    self.style = style
  }

  /// The whole text, with a newline at the end.
  package var text: String {
    guard !report.rows.isEmpty else {
      return "No documents. Put one at the paths that l10n.yml names under “documents”.\n"
    }
    return ([headline, ""] + table + [""] + totals + [""] + advice)
      .map { $0.trimmingTrailingSpaces + "\n" }.joined()
  }

  private var headline: String {
    let segments = report.rows.reduce(0) { $0 + ($1.versions.map(\.total).max() ?? 0) }
    let targets = report.targets.map(\.description).joined(separator: ", ")
    return
      "\(report.rows.count.counted("document")) · \(report.source) → \(targets) · "
      + segments.counted("segment")
  }

  // MARK: Table

  /// The locales with a column: all targets, and the source where documents are translated into it.
  private var columns: [LanguageTag] {
    let needsSource = report.rows.contains { $0.document.sourceLocale != report.source }
    let locales = (needsSource ? [report.source] : []) + report.targets
    return locales.filter { locale in
      report.rows.contains { $0.versions.contains { $0.locale == locale } }
    }
  }

  private var table: [String] {
    let columns = columns
    let cells = report.rows.map { row in
      columns.map { locale in Cell(row.versions.first { $0.locale == locale }) }
    }
    let names = report.rows.map(\.document.name)
    let nameWidth = names.map(\.count).max() ?? 0
    let widths = columns.indices.map { column in
      max(cells.map { $0[column].plain.count }.max() ?? 0, columns[column].ownName.count)
    }
    let head = columns.enumerated().map { $1.ownName.padded(to: widths[$0]) }
    var lines = [style.bold("".padded(to: nameWidth) + "  " + head.joined(separator: "  "))]
    for (row, name) in names.enumerated() {
      let line = columns.indices.map { column in
        let cell = cells[row][column]
        return cell.styled(style) + "".padded(to: widths[column] - cell.plain.count)
      }
      lines.append(name.padded(to: nameWidth) + "  " + line.joined(separator: "  "))
    }
    return lines
  }

  // MARK: Totals

  private var totals: [String] {
    columns.map { locale in
      let total = LocaleTotal(report.versions(in: locale), locale: locale)
      let percent = "\(total.percent) %".leftPadded(to: 6)
      let counts = [
        total.stale.map { "\($0.grouped) stale" },
        total.missing.map { "\($0.grouped) missing" },
        total.draft.map { "\($0.grouped) to confirm" },
      ].compactMap { $0 }.joined(separator: ", ")
      let words = total.words == 0 ? "nothing to do" : "\(total.words.counted("word")) to do"
      let detail = counts.isEmpty ? words : "\(words): \(counts)"
      return "\(locale.description.padded(to: 5))\(percent)   \(detail)"
    }
  }

  // MARK: Advice

  private var advice: [String] {
    var lines: [String] = []
    if let (row, version, urgent) = report.mostUrgent {
      let weight = urgent.isCritical ? "critical, " : ""
      lines.append(
        "Most urgent: \(version.locale)/\(row.document.name): \(urgent.reason)"
          + " (\(weight)line \(urgent.line) of \(row.document.sourcePath))")
    }
    if let oldest {
      lines.append(
        "Oldest work: \(oldest.version.locale)/\(oldest.row.document.name),"
          + " whose source last changed on \(oldest.since)")
    }
    lines.append(NextCommand(for: report).map { "Next: \($0.line)" } ?? "Everything is current.")
    return lines
  }
}

/// What a cell of the table says.
private struct Cell {
  let bar: String
  let detail: String
  let tone: Tone

  enum Tone { case good, waiting, bad, absent }

  var plain: String { bar + detail }

  init(_ version: StatusReport.Version?) {
    guard let version else {
      (bar, detail, tone) = ("", "", .absent)
      return
    }
    switch version.standing {
    case .source: (bar, detail, tone) = ("", "source", .absent)
    case .missingSource: (bar, detail, tone) = ("", "missing source", .bad)
    case .missing:
      let waiting = version.total - version.segments[.current, default: 0]
      let size = waiting > 0 ? "  \(waiting.counted("segment"))" : ""
      (bar, detail, tone) = ("·           ", "missing\(size)", .absent)
    case .untracked: (bar, detail, tone) = ("?           ", "untracked", .bad)
    case .incomplete, .stale, .unbuilt, .handEdited, .current:
      bar = Self.bar(version.percent)
      detail = Self.detail(of: version)
      tone =
        version.critical + version.conflicts > 0
        ? .bad : version.standing == .current ? .good : .waiting
    }
  }

  func styled(_ style: TerminalStyle) -> String {
    switch tone {
    case .good: style.green(bar) + detail
    case .waiting: style.yellow(bar) + detail
    case .bad: style.red(bar) + detail
    case .absent: style.faint(plain)
    }
  }

  private static func bar(_ percent: Int) -> String {
    let full = percent / 10
    return String(repeating: "█", count: full) + String(repeating: "░", count: 10 - full) + " "
  }

  private static func detail(of version: StatusReport.Version) -> String {
    var parts: [String] = []
    if let stale = version.segments[.stale] {
      parts.append(
        "\(stale) stale" + (version.critical > 0 ? " (\(version.critical) critical)" : ""))
    }
    if let missing = version.segments[.missing] { parts.append("\(missing) missing") }
    if let draft = version.segments[.draft] { parts.append("\(draft) to confirm") }
    if version.conflicts > 0 { parts.append(version.conflicts.counted("conflict")) }
    if version.standing == .handEdited {
      parts.append("edited by hand")
    } else if !version.isBuilt {
      parts.append("not built")
    }
    let percent = "\(version.percent) %".leftPadded(to: 5)
    return parts.isEmpty ? percent : "\(percent)  \(parts.joined(separator: ", "))"
  }
}

/// The sums of a locale.
struct LocaleTotal {
  let locale: LanguageTag
  let segments: [SegmentStanding: Int]
  let words: Int

  init(_ versions: [StatusReport.Version], locale: LanguageTag) {
    self.locale = locale
    segments = versions.reduce(into: [:]) { sums, version in
      for (standing, count) in version.segments { sums[standing, default: 0] += count }
    }
    words = versions.reduce(0) { $0 + $1.words }
  }

  var stale: Int? { segments[.stale] }
  var missing: Int? { segments[.missing] }
  var draft: Int? { segments[.draft] }

  var percent: Int {
    let total = segments.values.reduce(0, +)
    return total == 0 ? 0 : 100 * segments[.current, default: 0] / total
  }
}

/// The command that a person should run next.
package struct NextCommand {
  /// The command line.
  package let line: String

  /// Finds the next step: what may be lost first, what only needs a build next, then work.
  package init?(for report: StatusReport) {
    let versions = report.rows.flatMap { row in row.versions.map { (row.document.name, $0) } }
    if let (name, version) = versions.first(where: {
      $0.1.standing == .handEdited || $0.1.standing == .untracked
    }) {
      line = "l10n adopt --locale \(version.locale) --document \(name)"
    } else if versions.contains(where: { !$0.1.isBuilt }) {
      line = "l10n build"
    } else {
      // What exists and is not right goes before what does not exist yet.
      let work = versions.filter { $0.1.words > 0 }
      let urgent = work.filter { $0.1.standing != .missing }
      let locales = Dictionary(grouping: urgent.isEmpty ? work : urgent, by: \.1.locale)
      let most = locales.max { a, b in
        let words = { (group: [(String, StatusReport.Version)]) in
          group.reduce(0) { $0 + $1.1.words }
        }
        return (words(a.value), b.key) < (words(b.value), a.key)
      }
      guard let most else { return nil }
      line = "l10n export --locale \(most.key) --only stale,missing"
    }
  }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
