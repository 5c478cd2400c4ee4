import Memory
package import Units

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
    _ path: String, in folder: Files, languages: (from: LanguageTag, to: LanguageTag)?,
    name: String?
  ) throws -> MemoryImport {
    let bytes = try folder.read(path)
    var problems: [String] = []
    let isXML = bytes.first { $0 > 0x20 && $0 < 0x80 } == UInt8(ascii: "<")
    let kept: [UInt8]
    if isXML {
      kept = bytes
    } else {
      guard let languages else {
        throw ProjectError(
          .configuration, path: path, "lines of texts need their languages: --from and --to")
      }
      kept = try Self.tmx(of: bytes, path: path, languages, &problems)
    }
    let last = path.split(separator: "/").last.map(String.init) ?? path
    let stem = name ?? (last.split(separator: ".").first.map(String.init) ?? last)
    guard !stem.isEmpty, !stem.hasPrefix("."), !stem.contains("/"), !stem.contains("\0") else {
      throw ProjectError(
        .configuration, path: path,
        "“\(stem)” is no name for a file under \(ForeignMemory.folder); --name gives another")
    }
    let place = "\(ForeignMemory.folder)/\(stem).tmx"
    if let there = try files.readIfPresent(place), there != kept {
      throw ProjectError(
        .configuration, path: place, "another file has this name; --name gives the new one its own")
    }
    // Read where it is before it is kept, so that nothing bad gets into the project.
    let report: ForeignMemory.Report
    if isXML {
      report = try ForeignMemory.read(
        path, in: folder, locales: configuration.locales, { _ in })
      try files.write(kept, to: place)
    } else {
      try files.write(kept, to: place)
      report = try ForeignMemory.read(
        place, in: files, locales: configuration.locales, { _ in })
    }
    return MemoryImport(path: place, report: report, problems: problems)
  }

  private static func tmx(
    of bytes: [UInt8], path: String, _ languages: (from: LanguageTag, to: LanguageTag),
    _ problems: inout [String]
  ) throws(ProjectError) -> [UInt8] {
    guard let text = String(validating: bytes[bytes.byteOrderMarkLength...], as: UTF8.self) else {
      throw ProjectError(.unreadable, path: path, "the text is not valid UTF-8")
    }
    var writer = TMXWriter(source: languages.from)
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
      writer.add(Content(String(cells[0])), Content(String(cells[1])), in: languages.to)
    }
    return writer.finish()
  }
}
