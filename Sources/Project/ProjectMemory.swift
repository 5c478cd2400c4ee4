package import Memory
import Units
import XLIFF

extension Workspace {
  private static let memoryFolder = ".l10n"
  private static let memoryPath = "\(memoryFolder)/memory.sqlite"

  /// The memory of the project, in line with all records.
  package func openMemory() throws -> TranslationMemory {
    // The folder is made by writing what keeps it out of commits.
    try files.write(Array("*\n".utf8), to: "\(Self.memoryFolder)/.gitignore")
    let records = try memoryFiles()
    func open() throws -> TranslationMemory {
      let memory = try TranslationMemory(path: files.absolute(Self.memoryPath))
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

  private func memoryFiles() throws -> [TranslationMemory.RecordFile] {
    var records: [TranslationMemory.RecordFile] = []
    for document in try documents() {
      for locale in targetLocales(of: document) {
        let path = recordPath(of: document, in: locale)
        guard let bytes = try files.readIfPresent(path) else { continue }
        records.append(
          TranslationMemory.RecordFile(path: path, digest: Digest(bytes).description) {
            try Self.readXLIFF(bytes, path: path).first
          })
      }
    }
    return try records + foreignMemories()
  }
}
