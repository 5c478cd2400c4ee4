import Documents
package import Units

/// Where every version of every document stands.
package struct StatusReport: Sendable {
  /// A version of a document.
  package struct Version: Sendable {
    package let locale: LanguageTag
    package let path: String
    package let standing: VersionStanding
    /// Segments by standing; empty for a source.
    package internal(set) var segments: [SegmentStanding: Int] = [:]
    /// Stale segments in whose source a fact changed.
    package internal(set) var critical = 0
    /// Segments with a second translation that waits for a decision.
    package internal(set) var conflicts = 0
    /// The words of segments that are not current.
    package internal(set) var words = 0
    /// Whether the version on disk is what its record builds.
    package internal(set) var isBuilt = true
    /// The most urgent segment: the first critical one, else the first stale one.
    package internal(set) var urgent: Urgent?

    /// All segments.
    package var total: Int { segments.values.reduce(0, +) }

    /// The share of current segments, in whole per cent, rounded down: 100 means all.
    package var percent: Int {
      total == 0 ? (standing == .current ? 100 : 0) : 100 * segments[.current, default: 0] / total
    }
  }

  /// A stale segment that is worth a line of its own.
  package struct Urgent: Sendable {
    package let reason: String
    package let isCritical: Bool
    /// The line in the source version.
    package let line: Int
  }

  /// A document with its versions, in the order of the project's locales.
  package struct Row: Sendable {
    package let document: Document
    package let versions: [Version]
  }

  package let rows: [Row]
  package let source: LanguageTag
  package let targets: [LanguageTag]

  /// Looks at the documents and locales of a project that a filter lets through.
  package init(of workspace: Workspace, filter: Filter) throws {
    source = workspace.configuration.source
    targets = workspace.configuration.targets
    rows = try workspace.documents().filter(filter.includes).map { document in
      let source = try workspace.extractSource(of: document)
      let lines = source.map(\.places)
      return Row(
        document: document,
        versions: try workspace.configuration.locales.filter(filter.includes).map { locale in
          if locale == document.sourceLocale {
            return Version(
              locale: locale, path: document.path(in: locale),
              standing: source == nil ? .missingSource : .source)
          }
          let translation = try Translation(
            of: document, in: locale, source: source, workspace: workspace)
          guard let translation else {
            return Version(
              locale: locale, path: document.path(in: locale),
              standing: document.versions.contains(locale) ? .untracked : .missing)
          }
          return Version(translation, lines: lines)
        })
    }
  }

  /// The versions of a locale, sources left out.
  package func versions(in locale: LanguageTag) -> [Version] {
    rows.flatMap(\.versions).filter {
      $0.locale == locale && $0.standing != .source && $0.standing != .missingSource
    }
  }

  /// The version with the most urgent stale segment: critical ones go first, then the one with most
  /// of them.
  package var mostUrgent: (row: Row, version: Version, urgent: Urgent)? {
    rows.flatMap { row in
      row.versions.compactMap { version in version.urgent.map { (row, version, $0) } }
    }.max { a, b in
      (a.1.critical, a.1.segments[.stale, default: 0]) < (
        b.1.critical, b.1.segments[.stale, default: 0]
      )
    }
  }
}

extension StatusReport.Version {
  fileprivate init(_ translation: Translation, lines: LineTable?) {
    locale = translation.locale
    path = translation.path
    standing = translation.standing
    isBuilt = translation.isBuilt
    for (unitIndex, unit) in translation.record.units.enumerated() {
      for (segmentIndex, segment) in unit.segments.enumerated() {
        let standing = segment.standing
        segments[standing, default: 0] += 1
        if segment.hasConflict { conflicts += 1 }
        guard standing != .current else { continue }
        words += segment.source.wordCount
        guard standing == .stale, let change = translation.change(of: segment) else { continue }
        let isCritical = change.weight == .critical
        if isCritical { critical += 1 }
        if urgent == nil || (isCritical && urgent?.isCritical == false) {
          let offset = translation.source.units[unitIndex].segments[segmentIndex].range.lowerBound
          urgent = StatusReport.Urgent(
            reason: change.reason, isCritical: isCritical,
            line: lines?.position(at: offset).line ?? 1)
        }
      }
    }
  }
}

/// Which documents and locales a command is about.
package struct Filter: Sendable {
  package var locales: [LanguageTag]
  package var documents: [String]

  /// A filter; empty lists mean all.
  package init(locales: [LanguageTag] = [], documents: [String] = []) {
    self.locales = locales
    self.documents = documents
  }

  package func includes(_ locale: LanguageTag) -> Bool {
    locales.isEmpty || locales.contains(locale)
  }

  package func includes(_ document: Document) -> Bool {
    documents.isEmpty || documents.contains(document.name)
  }
}

extension StatusReport {
  /// Work that waits: a version, and when its source was changed last.
  package struct Waiting: Sendable {
    package let row: Row
    package let version: Version
    /// The date of the source's last commit, as `2026-11-23`.
    package let since: String
  }

  /// The stale version whose source changed longest ago, else the incomplete one; nil without git's
  /// history.
  package func oldestWork(in files: Files) -> Waiting? {
    for standing in [VersionStanding.stale, .incomplete] {
      let waiting = rows.flatMap { row in
        row.versions.filter { $0.standing == standing }.map { (row, $0) }
      }
      let history = GitHistory(of: waiting.map { $0.0.document.sourcePath }, in: files)
      let dated = waiting.compactMap { row, version in
        history.lastChange(of: row.document.sourcePath).map {
          Waiting(row: row, version: version, since: $0)
        }
      }
      if let oldest = dated.min(by: { $0.since < $1.since }) { return oldest }
    }
    return nil
  }
}
