import Foundation
import Memory
import Project
import Testing
import Units
import XLIFF

/// A project in a folder of its own, with one document in English and its Spanish translation.
final class Scratch {
  let folder: URL
  let english: LanguageTag
  let spanish: LanguageTag

  init(source: String? = nil, configuration: String = Scratch.configuration) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "l10n-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    english = try LanguageTag("en")
    spanish = try LanguageTag("es")
    try write(configuration, to: "l10n.yml")
    if let source { try write(source, to: "locales/en/doc.md") }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static let configuration = """
    source: en
    targets: [es]
    documents: ["locales/{locale}/{path}.md"]
    records: xliff/{locale}/{path}.xlf

    """

  func write(_ text: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  func workspace() throws -> Workspace { try Workspace(around: folder.path) }

  func translation() throws -> Translation {
    let workspace = try workspace()
    let document = try #require(try workspace.documents().first)
    return try #require(
      try Translation(
        of: document, in: spanish, source: try workspace.extractSource(of: document),
        workspace: workspace))
  }

  /// Brings the record up to date, as `l10n export` does.
  @discardableResult
  func export() throws -> Record {
    let workspace = try workspace()
    let translation = try translation()
    let record = try Exporter(workspace: workspace, memory: try workspace.openMatcher())
      .updated(translation)
    try workspace.write(record, of: translation.document, in: spanish)
    return record
  }

  /// Writes the version, as `l10n build` does.
  @discardableResult
  func build() throws -> Builder.Outcome {
    try Builder(workspace: try workspace()).build(try translation())
  }

  /// The record as a translator sends it back, changed in some way.
  func returned(_ change: (inout Segment) -> Void) throws -> Record {
    let bytes = try Data(contentsOf: folder.appending(path: "xliff/es/doc.xlf"))
    var record = try #require(try XLIFFReader().read([UInt8](bytes)).first)
    for unit in record.units.indices {
      for segment in record.units[unit].segments.indices {
        change(&record.units[unit].segments[segment])
      }
    }
    return record
  }

  /// Imports a returned record, as `l10n import` does.
  @discardableResult
  func importBack(_ record: Record, options: Importer.Options = .init()) throws -> ImportReport {
    let importer = Importer(workspace: try workspace(), options: options)
    let changes = try importer.plan([(file: "back.xlf", records: [record])])
    try importer.apply(changes)
    return try #require(changes.first?.report)
  }

  /// Translates everything by putting `ES:` before each text.
  func translateAll() throws {
    try export()
    try importBack(returned { $0.translate() })
    try build()
  }

  /// The segments with their standings and the reasons of stale ones, a line each.
  func standings() throws -> [String] {
    let translation = try translation()
    return translation.record.units.flatMap(\.segments).map { segment in
      let reason = translation.change(of: segment).map { ": \($0.weight) \($0.reason)" } ?? ""
      return "\(segment.standing)\(reason)"
    }
  }
}

extension Segment {
  /// Translates the segment, codes kept.
  mutating func translate(_ prefix: String = "ES: ") {
    let content = source
    target = Content([.text(prefix)] + content.elements)
    state = .translated
  }
}
