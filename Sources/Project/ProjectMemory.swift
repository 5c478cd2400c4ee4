package import Memory
import Units
import XLIFF

extension Workspace {
  private static let memoryFolder = ".l10n"
  private static let memoryPath = "\(memoryFolder)/memory.sqlite"

  /// The memory of the project, in line with all records.
  ///
  /// - Parameter onProgress: Called now and then while a large file is taken in.
  /// - Returns: The memory.
  /// - Throws: `ProjectError` where a file cannot be read, `MemoryError` where the store cannot be used.
  package func openMemory(
    onProgress: ((_ path: String, _ taken: Int) -> Void)? = nil
  ) throws -> TranslationMemory {
    // The folder is made by writing what keeps it out of commits.
    try files.write(Array("*\n".utf8), to: "\(Self.memoryFolder)/.gitignore")
    let records = try memoryFiles()
    func open() throws -> TranslationMemory {
      let memory = try TranslationMemory(path: files.absolute(Self.memoryPath))
      memory.onProgress = onProgress
      try memory.update(with: records)
      return memory
    }
    do {
      return try open()
    } catch let error as MemoryError where error.code == .damaged {
      // A cache that cannot be read is not worth a word: it is made anew.
      try removeMemory()
      return try open()
    }
  }

  /// What makes matches of the project's translations, as the project wants them.
  package func openMatcher(
    onProgress: ((_ path: String, _ taken: Int) -> Void)? = nil
  ) throws -> MemoryMatcher {
    let glossary = try TranslationGuide(of: self).glossary
    let memory = try openMemory(onProgress: onProgress)
    return MemoryMatcher([memory], penalties: configuration.memoryPenalties) { languages in
      let finder = glossary.terms(from: languages.source, to: languages.target)
      return { finder.terms(in: $0) }
    }
  }

  /// Throws the stored memory away, with its indexes, and fills it again.
  package func rebuildMemory() throws -> TranslationMemory {
    try removeMemory()
    return try openMemory()
  }

  private func removeMemory() throws(ProjectError) {
    for name in files.list(Self.memoryFolder) where name.hasPrefix("memory.") {
      try files.remove("\(Self.memoryFolder)/\(name)")
    }
  }

  /// Compares the stored memory with one that is filled anew.
  ///
  /// - Returns: One sentence for each thing wrong.
  package func verifyMemory() throws -> [String] {
    let records = try memoryFiles()
    let fresh = try TranslationMemory(path: nil)
    try fresh.update(with: records)
    do {
      // Not repaired first, as where the memory is used.
      let memory = try TranslationMemory(path: files.absolute(Self.memoryPath))
      try memory.update(with: records)
      let damages = try memory.damages()
      guard damages.isEmpty, try memory.digest() != fresh.digest() else { return damages }
      return ["the stored memory holds other translations than the records and TMX files"]
    } catch let error as MemoryError {
      return [error.description]
    }
  }

  /// All that the memory is filled from: records, and TMX files.
  package func memoryFiles() throws -> [MemoryFile] {
    var records: [MemoryFile] = []
    for document in try documents() {
      for locale in targetLocales(of: document) {
        let path = recordPath(of: document, in: locale)
        guard let bytes = try files.readIfPresent(path) else { continue }
        records.append(
          MemoryFile(path: path, digest: Digest(bytes).description) {
            try Self.readXLIFF(bytes, path: path).first
          })
      }
    }
    return try records + foreignMemories()
  }
}
