package import Memory
import PostgreSQL
import Units
import XLIFF

extension Workspace {
  static let memoryFolder = ".l10n"
  private static let memoryPath = "\(memoryFolder)/memory.sqlite"

  /// The memory of the project, in line with all records.
  ///
  /// - Parameter onProgress: Called now and then while a large file is taken in.
  /// - Returns: The memory.
  /// - Throws: `ProjectError` where a file cannot be read, `MemoryError` where the store cannot be used.
  package func openMemory(
    onProgress: ((_ path: String, _ taken: Int) -> Void)? = nil
  ) throws -> TranslationMemory {
    try makeCacheFolder()
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

  /// Makes the folder of the cache, by writing what keeps it out of commits.
  func makeCacheFolder() throws(ProjectError) {
    try files.write(Array("*\n".utf8), to: "\(Self.memoryFolder)/.gitignore")
  }

  /// What a memory tells while it is opened and asked.
  package struct MemoryNotices {
    /// Called now and then while a large file is taken in.
    package var progress: ((_ path: String, _ taken: Int) -> Void)?
    /// Called with a sentence where something goes on without what it should have.
    package var warning: (String) -> Void = { _ in }

    /// Tells nothing.
    package init() {}

    /// Tells both.
    package init(progress: @escaping (String, Int) -> Void, warning: @escaping (String) -> Void) {
      self.progress = progress
      self.warning = warning
    }
  }

  /// The project's translations, and those of its team, as they are now.
  ///
  /// - Parameters:
  ///   - notices: What is told meanwhile.
  ///   - last: Memories that were opened before, whose connection to the team is kept.
  /// - Returns: Both memories.
  /// - Throws: `ProjectError` where a file cannot be read, `MemoryError` where the store cannot be used.
  package func openMemories(
    _ notices: MemoryNotices = MemoryNotices(), after last: OpenMemories? = nil
  ) throws -> OpenMemories {
    let own = try openMemory(onProgress: notices.progress)
    let team =
      if let team = last?.team, team.isConnected {
        team
      } else {
        try configuration.teamMemory.map { try TeamStore($0, notice: notices.warning) }
      }
    let glossary = try TranslationGuide(of: self).glossary
    let stores = [own] + (team.map { [$0] } ?? []) as [any MatchableStore]
    let matcher = MemoryMatcher(stores, penalties: configuration.memoryPenalties) { languages in
      let finder = glossary.terms(from: languages.source, to: languages.target)
      return { finder.terms(in: $0) }
    }
    return OpenMemories(matcher: matcher, own: own, team: team)
  }

  /// What makes matches of the project's translations, and of its team's, as the project wants them.
  package func openMatcher(_ notices: MemoryNotices = MemoryNotices()) throws -> MemoryMatcher {
    try openMemories(notices).matcher
  }

  /// Writes the project's translations into the memory of its team, in place of those that it wrote
  /// before, and makes its tables where there are none.
  ///
  /// - Returns: How many files stand there now.
  /// - Throws: `ProjectError` where the project has no team or the server refuses.
  package func pushMemory() throws -> Int {
    guard let team = configuration.teamMemory else {
      throw ProjectError(
        .configuration, path: Configuration.fileName,
        "the project has no team's memory; “memory: postgresql://host/database” names one")
    }
    let files = try memoryFiles().map { file in
      MemoryFile(path: file.path, digest: file.digest) { skipping, take in
        try file.read(skipping) { entries in
          try take(
            entries.map { entry in
              var entry = entry
              entry.document = "\(team.project): \(entry.document)"
              return entry
            })
        }
      }
    }
    do {
      try TeamMemory(team.withTimeout, project: team.project, writes: true).update(with: files)
    } catch let error as PostgreSQLError {
      throw ProjectError(.unreadable, "the team's memory cannot be written: \(error.message)")
    }
    return files.count
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
    // What is not there is made when it is needed.
    guard files.exists(Self.memoryPath) else { return [] }
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

/// The memory of a project and that of its team, opened once for many questions.
package struct OpenMemories {
  /// What makes matches of both, as the project wants them.
  package let matcher: MemoryMatcher
  fileprivate let own: TranslationMemory
  fileprivate let team: TeamStore?

  /// The translations in which a text occurs, the project's first.
  package func search(_ query: ConcordanceQuery) throws -> [ConcordanceHit] {
    try own.search(query) + (team?.ask { try $0.search(query) } ?? [])
  }
}
