import Memory
package import Units

/// Memories from elsewhere, which a project keeps as TMX files in a folder.
package enum ForeignMemory {
  /// The folder, from the project's top.
  package static let folder = "memory"

  /// What became of the units of a file.
  package struct Report: Sendable {
    package fileprivate(set) var units = 0
    /// How many pairs of texts were taken.
    package fileprivate(set) var pairs = 0
    /// How many units hold no two languages of the project.
    package fileprivate(set) var otherLanguages = 0
    /// How many texts are empty.
    package fileprivate(set) var empty = 0
  }

  /// Calls a function with the pairs of a TMX file in the languages of a project, some thousands at a
  /// time as a record.
  ///
  /// - Returns: What became of the units.
  /// - Throws: `ProjectError` where the file is not TMX, and what the function throws.
  @discardableResult
  package static func read(
    _ path: String, in files: Files, locales: [LanguageTag], _ take: (Record) throws -> Void
  ) throws -> Report {
    let parts = try files.parts(of: path)
    var report = Report()
    var batches: [Pair: Record] = [:]
    do {
      try TMXReader.read(next: parts.next) { unit in
        report.units += 1
        let variants = unit.variants.compactMap { variant in
          locale(variant.language, in: locales).map { ($0, variant.content) }
        }
        if Set(variants.map(\.0)).count < 2 { report.otherLanguages += 1 }
        for (source, content) in variants {
          for (target, translation) in variants where target != source {
            guard !content.isBlank, !translation.isBlank else {
              report.empty += 1
              continue
            }
            report.pairs += 1
            let pair = Pair(source: source, target: target)
            var record =
              batches.removeValue(forKey: pair)
              ?? Record(
                original: path, sourceLanguage: source, targetLanguage: target, format: "tmx")
            var segment = Segment(number: 1, source: content)
            segment.target = translation.completingCodes(from: content)
            segment.state = .translated
            record.units.append(
              Unit(id: "t\(report.pairs)", kind: .paragraph, segments: [segment]))
            if record.units.count == 5000 {
              try take(record)
            } else {
              batches[pair] = record
            }
          }
        }
      }
    } catch let failure as TMXFailure {
      throw parts.failure
        ?? ProjectError(
          .unreadable, path: path, position: Position(line: failure.line, column: failure.column),
          "not usable as TMX: \(failure.message)")
    }
    for record in batches.values.sorted(by: { $0.pairName < $1.pairName }) { try take(record) }
    return report
  }

  private struct Pair: Hashable {
    let source: LanguageTag
    let target: LanguageTag
  }

  /// The locale that a file means: the same tag in any case, or the only one of the language.
  static func locale(_ tag: String, in locales: [LanguageTag]) -> LanguageTag? {
    let tag = tag.lowercased().replacing("_", with: "-")
    if let same = locales.first(where: { $0.description.lowercased() == tag }) { return same }
    let language = tag.prefix { $0 != "-" }
    let alike = locales.filter { $0.language == language }
    return alike.count == 1 ? alike[0] : nil
  }
}

extension Record {
  fileprivate var pairName: String { "\(sourceLanguage) \(targetLanguage)" }
}

extension Workspace {
  /// The TMX files of the project, as the memory takes them in.
  func foreignMemories() throws -> [TranslationMemory.RecordFile] {
    try files.list(ForeignMemory.folder).filter { $0.lowercased().hasSuffix(".tmx") }.map { name in
      let path = "\(ForeignMemory.folder)/\(name)"
      let digest = try files.digest(of: path).description
      let locales = configuration.locales
      return TranslationMemory.RecordFile(path: path, digest: digest) { take in
        try ForeignMemory.read(path, in: files, locales: locales, take)
      }
    }
  }
}
