package import Memory
package import Units
import XLIFF

/// Fills the gaps of someone else's XLIFF from the project's memory.
package struct Pretranslator {
  private let memory: any MatchSource
  private let locales: [LanguageTag]
  private let rules: SegmentationRules
  /// Whether what has to be looked at is filled in too, as drafts: repaired matches, and paragraphs put
  /// together from sentences that the memory knows.
  package var fillsDrafts = false

  /// Fills from a memory, with the languages and the rules for sentences of a project.
  package init(memory: any MatchSource, workspace: Workspace) {
    self.memory = memory
    locales = workspace.configuration.locales
    rules = workspace.extractor.rules
  }

  /// What was filled.
  package struct Result: Sendable {
    /// The file. Nothing but targets and their states has changed.
    package fileprivate(set) var bytes: [UInt8]
    /// How many segments had no translation, and how many of them have one now, or a draft.
    package fileprivate(set) var missing = 0
    package fileprivate(set) var filled = 0
    package fileprivate(set) var drafts = 0
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
    let open = segments.indices.filter {
      segments[$0].isTranslatable && segments[$0].isUntranslated && !sources[$0].isBlank
    }
    result.missing = open.count
    let queries = try open.map { index in
      let languages = segments[index].languages
      guard let target = language?.description ?? languages.target else {
        throw ProjectError(
          .unreadable, path: path, "the file names no target language; --to says which one is meant"
        )
      }
      return MemoryQuery(
        source: sources[index], context: SegmentContext(at: index, in: sources),
        languages: LanguagePair(
          source: try locale(languages.source, path: path), target: try locale(target, path: path)))
    }
    let limits =
      fillsDrafts ? MatchLimits(minimum: 95, count: 1) : MatchLimits(minimum: 100, count: 0)
    for (index, (query, matches)) in zip(
      open, zip(queries, try memory.matches(for: queries, limits: limits)))
    {
      guard let filling = try filling(for: query, from: matches, segments[index], &result) else {
        continue
      }
      if editor.setTarget(
        filling.target, .init(filling.state, origin: filling.origin), of: segments[index])
      {
        if filling.state == .draft { result.drafts += 1 } else { result.filled += 1 }
      } else {
        result.problems.append(
          "\(segments[index].id): the target has no place for the translation in \(filling.document)"
        )
      }
    }
    guard result.filled + result.drafts > 0 else { return result }
    if let language { editor.setTargetLanguage(language) }
    result.bytes = editor.output()
    return result
  }

  /// What goes into a target.
  private struct Filling {
    let target: Content
    let state: SegmentState
    let origin: TargetOrigin
    let document: String
  }

  private func filling(
    for query: MemoryQuery, from matches: [MemoryMatch], _ segment: EditableSegment,
    _ result: inout Result
  ) throws -> Filling? {
    if let best = matches.first, best.isOfSameText, best.score >= 100 {
      if let target = best.target.replacingCodes(of: best.source, with: query.source) {
        return Filling(
          target: target, state: .translated,
          origin: best.kind == .exact ? .exactMatch : .contextMatch, document: best.document)
      }
      result.problems.append(
        "\(segment.id): the translation in \(best.document) has other inline codes")
      return nil
    }
    guard fillsDrafts else { return nil }
    if let best = matches.first, best.kind == .repaired, let target = best.target(for: query.source)
    {
      return Filling(
        target: target, state: .draft, origin: .fuzzyMatch, document: best.document)
    }
    return try SentenceAssembly(rules: rules, memory: memory).translation(of: query).map {
      Filling(target: $0.target, state: .draft, origin: .fuzzyMatch, document: $0.document)
    }
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
