package import Memory
package import Units

/// Memories from elsewhere, which a project keeps as TMX files in a folder.
package enum ForeignMemory {
  /// The folder, from the project's top.
  package static let folder = "memory"

  /// Why a unit of a file, or one of its texts, was left out.
  package enum Omission: String, Sendable, CaseIterable {
    case otherLanguages = "units without two languages of the project"
    case empty = "pairs with an empty text"
    case doubled = "pairs that the unit has already"
  }

  /// What became of the units of a file.
  package struct Report: Sendable {
    package fileprivate(set) var units = 0
    /// How many pairs of texts were taken.
    package fileprivate(set) var pairs = 0
    /// How many were left out, with the line of the first one and what it has.
    package fileprivate(set) var omissions: [Omission: (count: Int, line: Int, example: String)] =
      [:]

    fileprivate mutating func omit(_ why: Omission, _ unit: TMXUnit) {
      let example = unit.variants.map(\.language).joined(separator: ", ")
      let known = omissions[why] ?? (0, unit.line, example.isEmpty ? "no text" : example)
      omissions[why] = (known.count + 1, known.line, known.example)
    }

    /// One sentence for each reason to leave something out.
    package var omitted: [String] {
      Omission.allCases.compactMap { why in
        omissions[why].map {
          "left out: \($0.count) \(why.rawValue), the first one in line \($0.line) (\($0.example))"
        }
      }
    }
  }

  /// Calls a function with the translations of a TMX file in the languages of a project, some thousands
  /// at a time.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - files: Where it is.
  ///   - locales: The languages.
  ///   - skipping: How many of the first ones to leave out.
  ///   - take: Called with translations in the order of the file.
  /// - Returns: What became of the units.
  /// - Throws: `ProjectError` where the file is not TMX, and what the function throws.
  @discardableResult
  package static func read(
    _ path: String, in files: Files, locales: [LanguageTag], skipping: Int = 0,
    _ take: ([MemoryEntry]) throws -> Void
  ) throws -> Report {
    var report = Report()
    var batch: [MemoryEntry] = []
    try forEachUnit(of: path, in: files) { unit in
      for entry in entries(of: unit, path: path, locales: locales, &report) {
        report.pairs += 1
        guard report.pairs > skipping else { continue }
        batch.append(entry)
      }
      guard batch.count >= 5000 else { return }
      try take(batch)
      batch.removeAll(keepingCapacity: true)
    }
    if !batch.isEmpty { try take(batch) }
    return report
  }

  /// Calls a function with each unit of a TMX file.
  static func forEachUnit(
    of path: String, in files: Files, _ body: (TMXUnit) throws -> Void
  ) throws {
    let parts = try files.parts(of: path)
    do {
      try TMXReader.read(next: parts.next, body)
    } catch let failure as TMXFailure {
      throw parts.failure ?? unusable(path, failure)
    }
  }

  /// Calls a function with each unit of a TMX file that was read.
  static func forEachUnit(
    of bytes: [UInt8], at path: String, _ body: (TMXUnit) throws -> Void
  ) throws {
    var rest = bytes[...]
    do {
      try TMXReader.read(
        next: {
          defer { rest = [] }
          return rest
        }, body)
    } catch let failure as TMXFailure {
      throw unusable(path, failure)
    }
  }

  private static func unusable(_ path: String, _ failure: TMXFailure) -> ProjectError {
    ProjectError(
      .unreadable, path: path, position: Position(line: failure.line, column: failure.column),
      "not usable as TMX: \(failure.message)")
  }

  /// The translations that a unit holds: from each language of the project into each other one.
  static func entries(
    of unit: TMXUnit, path: String, locales: [LanguageTag], _ report: inout Report
  ) -> [MemoryEntry] {
    report.units += 1
    let variants = unit.variants.compactMap { variant in
      locale(variant.language, in: locales).map { (locale: $0, variant: variant) }
    }
    if Set(variants.map(\.locale)).count < 2 { report.omit(.otherLanguages, unit) }
    var entries: [MemoryEntry] = []
    for (source, from) in variants {
      for (target, to) in variants where target != source {
        guard !from.content.isBlank, !to.content.isBlank else {
          report.omit(.empty, unit)
          continue
        }
        var entry = MemoryEntry(
          source: from.content, target: to.content.completingCodes(from: from.content),
          languages: LanguagePair(source: source, target: target), document: path)
        entry.origin = .file
        entry.author = to.details.author.isEmpty ? unit.details.author : to.details.author
        entry.date = to.details.date.isEmpty ? unit.details.date : to.details.date
        entry.note = (unit.details.notes + to.details.notes).joined(separator: "\n")
        entry.variant = to.language.isSameTag(as: target) ? "" : to.language
        TMXProperties.apply(
          unit.details.properties.merging(to.details.properties) { $1 }, to: &entry)
        if entries.contains(entry) {
          report.omit(.doubled, unit)
        } else {
          entries.append(entry)
        }
      }
    }
    return entries
  }

  /// The locale that a file means: the same tag in any case, or the only one of the language.
  static func locale(_ tag: String, in locales: [LanguageTag]) -> LanguageTag? {
    if let same = locales.first(where: { tag.isSameTag(as: $0) }) { return same }
    let language = tag.lowercased().prefix { $0 != "-" && $0 != "_" }
    let alike = locales.filter { $0.language == language }
    return alike.count == 1 ? alike[0] : nil
  }
}

extension String {
  /// Whether a tag means a locale, however a file writes it.
  fileprivate func isSameTag(as locale: LanguageTag) -> Bool {
    lowercased().replacing("_", with: "-") == locale.description.lowercased()
  }
}

extension Workspace {
  /// The TMX files of the project, as the memory takes them in.
  func foreignMemories() throws -> [MemoryFile] {
    try foreignMemoryPaths().map { path in
      let digest = try files.digest(of: path).description
      let locales = configuration.locales
      return MemoryFile(path: path, digest: digest) { skipping, take in
        try ForeignMemory.read(path, in: files, locales: locales, skipping: skipping, take)
      }
    }
  }

  /// The paths of the TMX files of the project.
  func foreignMemoryPaths() -> [String] {
    files.list(ForeignMemory.folder).filter { $0.lowercased().hasSuffix(".tmx") }
      .map { "\(ForeignMemory.folder)/\($0)" }
  }
}
