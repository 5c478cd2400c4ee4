package import Units

/// Takes returned XLIFF files into the records.
///
/// Sources come from the project, never from the returned file. Nothing is written until every
/// segment of every file has its outcome, and importing twice changes nothing.
package struct Importer {
  private let workspace: Workspace
  private let options: Options

  /// What the person at the command line decides.
  package struct Options: Sendable {
    /// Which translation wins where both sides changed.
    package enum Preference: String, Sendable, CaseIterable {
      /// Keep both and report a conflict.
      case neither
      /// The returned one.
      case returned
      /// The record's.
      case record
    }

    package var preference = Preference.neither
    /// Takes changed targets as translated although the file still calls them drafts: some editors
    /// never change a state.
    package var trustsChanges = false
    /// Fills other places where the text of a taken translation stands, as far as they have none.
    package var fillsRepetitions = true
    /// The document that the files are about, whatever they say themselves: conversions between
    /// formats lose it.
    package var document: String?
    /// The target language of files that name none.
    package var language: LanguageTag?

    /// The careful options.
    package init() {}
  }

  /// An importer.
  package init(workspace: Workspace, options: Options = Options()) {
    self.workspace = workspace
    var options = options
    if !workspace.configuration.propagatesRepetitions { options.fillsRepetitions = false }
    self.options = options
  }

  /// A record to write, with what is to be told of it.
  package struct Change {
    package let document: Document
    package let locale: LanguageTag
    package let record: Record
    package let report: ImportReport
  }

  /// Works out what becomes of the documents in returned files, without writing anything.
  ///
  /// - Parameter returned: The records read from each file, with the file's name.
  /// - Returns: The records to write, with what is to be told of them.
  /// - Throws: A `ProjectError` with the code `refused` for a file that belongs to nothing here.
  package func plan(_ returned: [(file: String, records: [Record])]) throws -> [Change] {
    let documents = try workspace.documents()
    var changes: [Change] = []
    for (file, records) in returned {
      guard !records.isEmpty else {
        throw ProjectError(.refused, path: file, "the file holds no document")
      }
      for record in records {
        let (document, record) = try find(record, in: documents, file: file)
        // A later file builds on what an earlier one brought.
        let index = changes.firstIndex {
          $0.document.name == document.name && $0.locale == record.targetLanguage
        }
        let current = try index.map { changes[$0].record } ?? self.current(document, record, file)
        var merge = SegmentMerge(
          current: current, returned: record, options: options,
          report: ImportReport(file: file, document: document.name, locale: record.targetLanguage))
        merge.run()
        changes.append(
          Change(
            document: document, locale: record.targetLanguage, record: merge.current,
            report: merge.report))
      }
    }
    return changes
  }

  /// Writes the records of a plan.
  package func apply(_ changes: [Change]) throws {
    for change in changes where change.report.changesRecord {
      try workspace.write(change.record, of: change.document, in: change.locale)
    }
  }

  private func current(
    _ document: Document, _ returned: Record, _ file: String
  ) throws -> Record {
    let source = try workspace.extractSource(of: document)
    let translation = try Translation(
      of: document, in: returned.targetLanguage, source: source, workspace: workspace)
    guard let translation else {
      throw ProjectError(
        .refused, path: file,
        "the source of “\(document.name)” does not exist: \(document.sourcePath)")
    }
    return translation.record
  }

  private func find(
    _ record: Record, in documents: [Document], file: String
  ) throws(ProjectError) -> (Document, Record) {
    if let name = options.document, !documents.contains(where: { $0.name == name }) {
      throw ProjectError(
        .configuration, "there is no document “\(name)”; “l10n status” lists them all")
    }
    let named = documents.first { document in
      options.document.map { $0 == document.name } ?? (record.original == document.sourcePath)
    }
    // A tool may have put its own folder in front.
    let document = named ?? documents.first { record.original.hasSuffix("/" + $0.sourcePath) }
    guard let document else {
      throw ProjectError(
        .refused, path: file,
        "the file is about “\(record.original)”, which is no source of this project; --document says"
          + " which one it is about")
    }
    guard record.sourceLanguage == document.sourceLocale else {
      throw ProjectError(
        .refused, path: file,
        "the file translates from \(record.sourceLanguage), but \(document.sourcePath) is written"
          + " in \(document.sourceLocale)")
    }
    let record = try inLanguage(record, of: document, file: file)
    guard record.targetLanguage != document.sourceLocale,
      workspace.configuration.locales.contains(record.targetLanguage)
    else {
      let locales = workspace.targetLocales(of: document)
      throw ProjectError(
        .refused, path: file,
        "the file's target language is \(record.targetLanguage); this document is translated into"
          + " \(locales.map(\.description).joined(separator: ", "))")
    }
    return (document, record)
  }

  /// A record with a target language: its own, the one that was given, or the only one that its
  /// document is translated into.
  private func inLanguage(
    _ record: Record, of document: Document, file: String
  ) throws(ProjectError) -> Record {
    guard record.lacksTargetLanguage else { return record }
    let locales = workspace.targetLocales(of: document)
    guard let language = options.language ?? (locales.count == 1 ? locales[0] : nil) else {
      throw ProjectError(
        .refused, path: file,
        "the file names no target language; --to says which one it is in: "
          + locales.map(\.description).joined(separator: ", "))
    }
    var record = record
    record.targetLanguage = language
    record.lacksTargetLanguage = false
    return record
  }
}
