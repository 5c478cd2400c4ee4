package import Memory
package import Units
import XLIFF

/// Fills the gaps of someone else's XLIFF from the project's memory.
package struct Pretranslator {
  private let memory: any MatchSource
  private let locales: [LanguageTag]

  /// Fills from a memory that knows some locales.
  package init(memory: any MatchSource, locales: [LanguageTag]) {
    self.memory = memory
    self.locales = locales
  }

  /// What was filled.
  package struct Result: Sendable {
    /// The file. Nothing but targets and their states has changed.
    package fileprivate(set) var bytes: [UInt8]
    /// How many segments had no translation, and how many of them have one now.
    package fileprivate(set) var missing = 0
    package fileprivate(set) var filled = 0
    /// One sentence for each translation that was known but could not be used.
    package fileprivate(set) var problems: [String] = []
  }

  /// Fills each segment without a translation that the memory knows word for word.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: Its name, for errors.
  ///   - language: The target language, where the file names none or another is meant.
  /// - Returns: The file as it is now, and how much of it was filled.
  /// - Throws: `ProjectError` where the file is not XLIFF or names no language.
  package func fill(
    _ bytes: [UInt8], path: String, language: LanguageTag?
  ) throws -> Result {
    var editor: XLIFFEditor
    do {
      editor = try XLIFFEditor(bytes)
    } catch {
      throw ProjectError(error, path: path)
    }
    var result = Result(bytes: bytes)
    let segments = editor.segments
    let sources = segments.map(\.source)
    for (index, segment) in segments.enumerated()
    where segment.isTranslatable && segment.isUntranslated && !segment.source.isBlank {
      result.missing += 1
      guard let target = language?.description ?? segment.languages.target else {
        throw ProjectError(
          .unreadable, path: path, "the file names no target language; --to says which one is meant"
        )
      }
      let query = MemoryQuery(
        source: segment.source, context: SegmentContext(at: index, in: sources),
        sourceLanguage: try locale(segment.languages.source, path: path),
        targetLanguage: try locale(target, path: path), document: "")
      guard let best = try memory.matches(for: query, minimum: 100).first, best.kind != .fuzzy
      else { continue }
      guard
        let translation = best.target.replacingCodes(of: best.source, with: segment.source)
      else {
        result.problems.append(
          "\(segment.id): the translation in \(best.document) has other inline codes")
        continue
      }
      let origin: TargetOrigin = best.kind == .context ? .contextMatch : .exactMatch
      if editor.setTarget(translation, .init(.translated, origin: origin), of: segment) {
        result.filled += 1
      } else {
        result.problems.append(
          "\(segment.id): the target has no place for the translation in \(best.document)")
      }
    }
    guard result.filled > 0 else { return result }
    if let language { editor.setTargetLanguage(language) }
    result.bytes = editor.output()
    return result
  }

  /// The locale under which the memory knows a language: the same tag, or the first of the project
  /// with the same language.
  private func locale(_ tag: String, path: String) throws(ProjectError) -> LanguageTag {
    do {
      let tag = try LanguageTag(tag)
      if locales.contains(tag) { return tag }
      return locales.first { $0.language == tag.language } ?? tag
    } catch {
      throw ProjectError(.unreadable, path: path, "“\(tag)” is no language tag: \(error.reason)")
    }
  }
}
