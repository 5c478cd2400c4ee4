import Documents
package import Memory
import Units

extension Workspace {
  /// Two files laid side by side.
  package struct AlignedImport {
    package let alignment: VersionAlignment
    /// The file under the project's memory folder that holds what is sure.
    package let path: String
    /// Its bytes.
    fileprivate let bytes: [UInt8]
  }

  /// Lays two files side by side, sentence by sentence.
  ///
  /// - Parameters:
  ///   - source: The path of the source.
  ///   - target: The path of its translation, in any format that is read.
  ///   - folder: The folder from which both are named.
  ///   - languages: Their languages.
  ///   - name: The name for the file of translations; that of the source by default.
  /// - Returns: The sentences side by side, and what would be kept.
  /// - Throws: `ProjectError` where a file cannot be read.
  package func align(
    _ source: String, _ target: String, in folder: Files, languages: LanguagePair, name: String?
  ) throws -> AlignedImport {
    let versions = try [(source, languages.source), (target, languages.target)].map {
      try extractor.extract(try folder.read($0.0), path: $0.0, language: $0.1)
    }
    for (version, path) in zip(versions, [source, target]) where version.units.isEmpty {
      throw ProjectError(.unreadable, path: path, "there is no text in the file")
    }
    for (version, path) in zip(versions, [source, target])
    where version.bytes.contains(0) {
      throw ProjectError(
        .unreadable, path: path, "this is no text, whatever its name says: it has the character 0")
    }
    let known = try knownTranslations(languages, in: openMemory())
    let alignment = VersionAlignment(versions[0], versions[1], known: known)
    let file = source.split(separator: "/").last.map(String.init) ?? source
    let stem = file.split(separator: ".").first.map(String.init) ?? file
    let path = try memoryPath(named: name ?? "\(stem)-\(languages.target)", for: source)
    var writer = TMXWriter(source: languages.source)
    for entry in alignment.entries(languages: languages, document: source) { writer.add(entry) }
    return AlignedImport(alignment: alignment, path: path, bytes: writer.finish())
  }

  /// Keeps the sure translations of two files.
  package func keep(_ aligned: AlignedImport) throws {
    if let there = try files.readIfPresent(aligned.path), there != aligned.bytes {
      throw ProjectError(
        .configuration, path: aligned.path,
        "another file has this name; --name gives the new one its own")
    }
    try files.write(aligned.bytes, to: aligned.path)
  }
}
