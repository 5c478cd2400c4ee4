import Memory
import Units

/// Translations from English to Vietnamese of a document, and files of them.
struct SampleFiles {
  let languages: LanguagePair

  init() throws {
    languages = LanguagePair(source: try LanguageTag("en"), target: try LanguageTag("vi"))
  }

  func entry(_ source: String, _ target: String) -> MemoryEntry {
    MemoryEntry(
      source: Content(source), target: Content(target), languages: languages, document: "a.md")
  }

  func file(_ path: String, _ digest: String, _ entries: [MemoryEntry]) -> MemoryFile {
    MemoryFile(path: path, digest: digest) { skipping, take in
      try take(Array(entries.dropFirst(skipping)))
    }
  }
}
