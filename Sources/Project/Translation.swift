package import Documents
package import Units

/// One translation of one document, with all that is known of it: the source of today, the record
/// aligned with it, and the version on disk.
package struct Translation: Sendable {
  package let document: Document
  package let locale: LanguageTag
  package let source: SourceDocument
  /// The record as it is on disk; nil where there is none.
  package let stored: Record?
  /// The record aligned with the source of today.
  package let record: Record
  /// The bytes of the version on disk; nil where there is none.
  package let version: [UInt8]?
  /// What a build gives; nil where the version is held back, or nothing is translated.
  package let built: [UInt8]?

  /// Reads a translation; nil where the source version does not exist.
  package init?(
    of document: Document, in locale: LanguageTag, source: SourceDocument?,
    workspace: Workspace
  ) throws(ProjectError) {
    guard let source else { return nil }
    self.document = document
    self.locale = locale
    self.source = source
    stored = try workspace.record(of: document, in: locale)
    var record =
      stored
      ?? Record(
        original: document.sourcePath, sourceLanguage: document.sourceLocale,
        targetLanguage: locale, format: source.format)
    record.original = document.sourcePath
    self.record = Alignment(of: record, with: source).record
    version = try workspace.files.readIfPresent(document.path(in: locale))
    built = try self.record.build(with: source, fallback: workspace.configuration.fallback)
  }

  /// The path of the version.
  package var path: String { document.path(in: locale) }

  /// Where the version stands; the heavier trouble goes first.
  package var standing: VersionStanding {
    guard record.isBegun else { return version == nil ? .missing : .untracked }
    if isUntracked { return .untracked }
    if isHandEdited { return .handEdited }
    let standings = Set(record.units.flatMap(\.segments).map(\.standing))
    if standings.contains(.stale) { return .stale }
    if standings.contains(.missing) || standings.contains(.draft) { return .incomplete }
    return isBuilt ? .current : .unbuilt
  }

  /// Whether the version on disk is what its record builds.
  package var isBuilt: Bool { built == nil || built == version }

  /// A version that was there before anything was known of it.
  package var isUntracked: Bool {
    guard let version else { return false }
    return record.built == nil && version != built
  }

  /// A version that is neither what the record builds nor what was built last.
  package var isHandEdited: Bool {
    guard let version, let mark = record.built, version != built else { return false }
    return Digest(version).description != mark.digest
  }

  /// How the source of a stale segment changed since it was translated.
  package func change(of segment: Segment) -> SourceChange? {
    segment.previous.flatMap {
      SourceChange(from: $0.source, to: segment.source, language: record.sourceLanguage)
    }
  }
}

extension Record {
  /// The version that the record and a source make; nil where nothing is translated, or where
  /// something is not and the version is held back for that. The record must be aligned with the
  /// source.
  package func build(
    with source: SourceDocument, fallback: Configuration.Fallback
  ) throws(ProjectError) -> [UInt8]? {
    guard isBegun else { return nil }
    if fallback == .hold, units.contains(where: { $0.segments.contains { $0.target == nil } }) {
      return nil
    }
    do {
      return try source.build(in: targetLanguage) { unit, segment in
        if let target = units[unit].segments[segment].target { return .target(target) }
        return fallback == .omit ? .omitted : .source
      }
    } catch {
      throw ProjectError(error, path: original)
    }
  }
}

extension Workspace {
  /// The locales that a document is translated into, in the project's order.
  package func targetLocales(
    of document: Document, filter: Filter = Filter()
  ) -> [LanguageTag] {
    configuration.locales.filter { $0 != document.sourceLocale && filter.includes($0) }
  }

  /// The translations of a document that a filter lets through; none where its source is missing.
  package func translations(
    of document: Document, source: SourceDocument?, filter: Filter
  ) throws(ProjectError) -> [Translation] {
    var translations: [Translation] = []
    for locale in targetLocales(of: document, filter: filter) {
      let translation = try Translation(
        of: document, in: locale, source: source, workspace: self)
      if let translation { translations.append(translation) }
    }
    return translations
  }
}
