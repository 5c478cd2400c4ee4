package import Documents
package import Units
import XLIFF

/// A project on disk: its configuration and its files.
package struct Workspace: Sendable {
  package let files: Files
  package let configuration: Configuration
  /// Takes the project's files apart.
  package let extractor: Extractor

  /// Opens the project around a folder: the nearest `l10n.yml` there or in a folder above.
  package init(around folder: String) throws(ProjectError) {
    var current = folder
    while true {
      let files = Files(root: current)
      if let bytes = try files.readIfPresent(Configuration.fileName) {
        self.files = files
        var configuration = try Configuration(yaml: bytes, path: Configuration.fileName)
        // Among a team's projects one is known by its folder, unless it has another name.
        if let team = configuration.teamMemory, team.project.isEmpty {
          let name = current.split(separator: "/").last.map(String.init) ?? "project"
          configuration.teamMemory = team.named(name)
        }
        self.configuration = configuration
        var extractor = Extractor()
        extractor.options = configuration.extraction
        extractor.rules = try SegmentationRules(srx: configuration.segmentationRules, files: files)
        self.extractor = extractor
        return
      }
      guard let slash = current.lastIndex(of: "/"), current.count > 1 else { break }
      current = slash == current.startIndex ? "/" : String(current[..<slash])
    }
    throw ProjectError(
      .configuration,
      "there is no \(Configuration.fileName) here or in any folder above; “l10n init” writes one")
  }

  /// The documents of the project, by name: the union over all locales.
  package func documents() throws(ProjectError) -> [Document] {
    var found: [String: Document] = [:]
    for pattern in configuration.documents {
      for locale in configuration.locales {
        for name in pattern.documents(in: locale, files: files) {
          var document =
            found[name]
            ?? Document(name: name, pattern: pattern, sourceLocale: configuration.source)
          guard document.pattern == pattern else {
            throw ProjectError(
              .configuration, path: pattern.path(of: name, locale: locale),
              "the document “\(name)” exists in two formats; rename one of them")
          }
          document.versions.insert(locale)
          found[name] = document
        }
      }
    }
    var documents: [Document] = []
    for var document in found.values.sorted(by: { $0.name < $1.name }) {
      document.sourceLocale = try sourceLocale(of: document)
      documents.append(document)
    }
    return documents
  }

  /// The key of the front matter by which a document names the locale that it is written in.
  package static let sourceLocaleKey = "source-locale"

  /// The configuration decides, then the front matter of any version, then the project's source.
  private func sourceLocale(of document: Document) throws(ProjectError) -> LanguageTag {
    if let locale = configuration.documentSources[document.name] { return locale }
    for locale in configuration.locales where document.versions.contains(locale) {
      let path = document.path(in: locale)
      let bytes = try files.read(path)
      guard let text = DocumentFormats.frontMatterValue(Self.sourceLocaleKey, in: bytes) else {
        continue
      }
      guard let source = try? LanguageTag(text), configuration.locales.contains(source) else {
        throw ProjectError(
          .configuration, path: path,
          "\(Self.sourceLocaleKey): “\(text)” is no locale of this project")
      }
      return source
    }
    return configuration.source
  }

  /// The source version of a document, taken apart; nil where it does not exist.
  package func extractSource(of document: Document) throws(ProjectError) -> SourceDocument? {
    guard document.versions.contains(document.sourceLocale) else { return nil }
    let path = document.path(in: document.sourceLocale)
    return try extractor.extract(
      try files.read(path), path: path, language: document.sourceLocale)
  }

  // MARK: Records

  /// The path of a record.
  package func recordPath(of document: Document, in locale: LanguageTag) -> String {
    configuration.records.path(of: document.name, locale: locale)
  }

  /// The record of a translation; nil where there is none.
  package func record(of document: Document, in locale: LanguageTag) throws(ProjectError) -> Record?
  {
    let path = recordPath(of: document, in: locale)
    guard let bytes = try files.readIfPresent(path) else { return nil }
    return try Self.readXLIFF(bytes, path: path).first
  }

  /// Writes a record, where it changed.
  @discardableResult
  package func write(
    _ record: Record, of document: Document, in locale: LanguageTag
  ) throws(ProjectError) -> Bool {
    let bytes = XLIFFWriter(version: configuration.xliff).write(record)
    return try files.write(bytes, to: recordPath(of: document, in: locale))
  }

  /// Reads XLIFF, with the file's name in every error.
  package static func readXLIFF(_ bytes: [UInt8], path: String) throws(ProjectError) -> [Record] {
    do {
      return try XLIFFReader().read(bytes)
    } catch {
      throw ProjectError(error, path: path)
    }
  }

  /// Reads a file as XLIFF, part by part.
  package static func readXLIFF(_ path: String, in files: Files) throws(ProjectError) -> [Record] {
    try files.readXLIFF(path) { next throws(XLIFFError) in try XLIFFReader().read(next: next) }
  }
}

extension ProjectError {
  init(_ error: XLIFFError, path: String) {
    self.init(
      .unreadable, path: path, position: Position(line: error.line, column: error.column),
      unitID: error.unitID, "not usable as XLIFF: \(error.message)")
  }
}

/// One explainer in all its versions.
package struct Document: Sendable, Hashable {
  /// The path under the locale's folder, without the extension.
  package let name: String
  /// Where its versions are.
  package let pattern: PathPattern
  /// The locale that it is written in.
  package internal(set) var sourceLocale: LanguageTag
  /// The locales in which a version exists.
  package internal(set) var versions: Set<LanguageTag> = []

  init(name: String, pattern: PathPattern, sourceLocale: LanguageTag) {
    self.name = name
    self.pattern = pattern
    self.sourceLocale = sourceLocale
  }

  /// The path of a version, whether it exists or not.
  package func path(in locale: LanguageTag) -> String {
    pattern.path(of: name, locale: locale)
  }

  /// The path of the source version.
  package var sourcePath: String { path(in: sourceLocale) }
}
