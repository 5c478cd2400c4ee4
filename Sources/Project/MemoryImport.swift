package import Memory
import Units

extension Workspace {
  /// What an import brought.
  package struct MemoryImport: Sendable {
    /// The file under the project's memory folder.
    package let path: String
    package let report: ForeignMemory.Report
    /// One sentence for each line that could not be used.
    package let problems: [String]
  }

  /// Takes a file of translations into the project: TMX as it is, and lines of source, tab and target
  /// as TMX. Which it is is told by its content.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - folder: The folder from which the file is named.
  ///   - languages: The languages of the lines, where it is a file of lines.
  ///   - name: The name to keep it under; that of the file by default.
  /// - Returns: What was taken, and what not.
  /// - Throws: `ProjectError` where the file cannot be read, or another one has the name.
  package func importMemory(
    _ path: String, in folder: Files, languages: LanguagePair?, name: String?
  ) throws -> MemoryImport {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    let place = try memoryPath(
      named: name ?? (last.split(separator: ".").first.map(String.init) ?? last), for: path)
    let locales = configuration.locales
    let start = try folder.parts(of: path).next()
    if start.drop(while: { $0 <= 0x20 || $0 >= 0x80 }).first == UInt8(ascii: "<") {
      // Read where it is before it is kept, so that nothing bad gets into the project.
      let report = try ForeignMemory.read(path, in: folder, locales: locales) { _ in }
      guard report.pairs > 0 else {
        let why = report.omitted.first.map { ": \($0)" } ?? ""
        throw ProjectError(
          .unreadable, path: path,
          "the file holds no translation between languages of the project\(why)")
      }
      if files.exists(place) {
        guard try files.digest(of: place) == folder.digest(of: path) else { throw taken(place) }
      } else {
        let parts = try folder.parts(of: path)
        try files.write(to: place) { write in
          while case let part = parts.next(), !part.isEmpty { try write(Array(part)) }
        }
        if let failure = parts.failure { throw failure }
      }
      return MemoryImport(path: place, report: report, problems: [])
    }
    guard let languages else {
      throw ProjectError(
        .configuration, path: path, "lines of texts need their languages: --from and --to")
    }
    var problems: [String] = []
    let (kept, count) = try Self.tmx(of: folder.read(path), path: path, languages, &problems)
    guard count > 0 else {
      throw ProjectError(
        .unreadable, path: path, "the file has no line with a source, a tab and a target")
    }
    if let there = try files.readIfPresent(place), there != kept { throw taken(place) }
    try files.write(kept, to: place)
    let report = try ForeignMemory.read(place, in: files, locales: locales) { _ in }
    return MemoryImport(path: place, report: report, problems: problems)
  }

  /// The path of a file of translations under the project's memory folder.
  func memoryPath(named stem: String, for path: String) throws(ProjectError) -> String {
    guard !stem.isEmpty, !stem.hasPrefix("."), !stem.contains("/"), !stem.contains("\0") else {
      throw ProjectError(
        .configuration, path: path,
        "“\(stem)” is no name for a file under \(ForeignMemory.folder); --name gives another")
    }
    return "\(ForeignMemory.folder)/\(stem).tmx"
  }

  private func taken(_ place: String) -> ProjectError {
    ProjectError(
      .configuration, path: place, "another file has this name; --name gives the new one its own")
  }

  private static func tmx(
    of bytes: [UInt8], path: String, _ languages: LanguagePair, _ problems: inout [String]
  ) throws(ProjectError) -> (bytes: [UInt8], count: Int) {
    guard let text = String(validating: bytes[bytes.byteOrderMarkLength...], as: UTF8.self) else {
      throw ProjectError(.unreadable, path: path, "the text is not valid UTF-8")
    }
    var writer = TMXWriter(source: languages.source)
    var count = 0
    for (index, line) in text.split(
      omittingEmptySubsequences: false, whereSeparator: { ["\n", "\r\n", "\r"].contains($0) }
    ).enumerated() where !line.allSatisfy(\.isWhitespace) {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard cells.count >= 2, !cells[0].allSatisfy(\.isWhitespace),
        !cells[1].allSatisfy(\.isWhitespace)
      else {
        problems.append("\(path):\(index + 1): not a source, a tab and a target; left out")
        continue
      }
      var entry = MemoryEntry(
        source: Content(String(cells[0])), target: Content(String(cells[1])),
        languages: languages, document: "")
      entry.origin = .file
      writer.add(entry)
      count += 1
    }
    return (writer.finish(), count)
  }
}
