import Documents
import Memory
package import Units

/// Takes a version that was translated or edited without its record into the record.
///
/// Both versions are laid side by side, sentence by sentence. What is new in the record is a draft until a
/// person confirms it.
package struct Adopter {
  private let workspace: Workspace
  private let known: KnownTranslations

  /// An adopter.
  package init(workspace: Workspace) {
    self.workspace = workspace
    known = KnownTranslations(of: workspace)
  }

  /// What became of a version.
  package struct Outcome: Sendable {
    /// The record with the version's text.
    package let record: Record
    /// Sentences taken as drafts.
    package let adopted: Int
    /// Sentences that already said the same.
    package let known: Int
    /// Sentences of the source without a counterpart.
    package let unmatched: Int
    /// The first line of the version that a build of the record would lose; nil where there is none.
    /// Until then the version counts as edited by hand and no build writes over it.
    package let firstLoss: Int?
  }

  /// Works out the record of an adopted version; nil where there is no version.
  package func adopt(_ translation: Translation) throws -> Outcome? {
    guard let version = translation.version else { return nil }
    let target = try workspace.extractor.extract(
      version, path: translation.path, language: translation.locale)
    var record = translation.record
    var (adopted, known, unmatched) = (0, 0, 0)
    let texts = try texts(of: translation, target)
    for unit in record.units.indices {
      for index in record.units[unit].segments.indices {
        guard let text = texts[unit][index] else {
          unmatched += 1
          continue
        }
        let segment = record.units[unit].segments[index]
        let adoptedText = text.remappingCodes(from: text, to: segment.source)
        let isFallback = adoptedText.exactKey == segment.source.exactKey && segment.target == nil
        if isFallback || segment.target?.looseKey == adoptedText.looseKey || adoptedText.isBlank {
          known += 1
          continue
        }
        record.units[unit].segments[index].target = adoptedText
        record.units[unit].segments[index].state = .draft
        record.units[unit].segments[index].origin = nil
        record.units[unit].segments[index].alternatives.removeAll { $0.kind == .suggestion }
        adopted += 1
      }
    }
    let built = try record.build(
      with: translation.source, fallback: workspace.configuration.fallback)
    let loss = Self.firstLoss(of: version, in: built ?? [])
    if loss == nil {
      record.built = BuiltVersion(
        path: translation.path, digest: Digest(version).description)
    }
    return Outcome(
      record: record, adopted: adopted, known: known, unmatched: unmatched, firstLoss: loss)
  }

  /// The line of the first paragraph of a version that does not occur in another one, however both
  /// are wrapped.
  private static func firstLoss(of version: [UInt8], in built: [UInt8]) -> Int? {
    let squeezed = { (text: String) in text.filter { !$0.isWhitespace } }
    let whole = squeezed(String(decoding: built, as: UTF8.self))
    var paragraph = ""
    var start = 1
    let lines = String(decoding: version, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in (lines + [""]).enumerated() {
      guard line.allSatisfy(\.isWhitespace) else {
        if paragraph.isEmpty { start = index + 1 }
        paragraph += squeezed(String(line))
        continue
      }
      if !whole.contains(paragraph) { return start }
      paragraph = ""
    }
    return nil
  }

  /// For each segment of each unit what the version says for it; nil where it says nothing, or one sentence
  /// for several, as nobody can say which of them it is.
  private func texts(
    of translation: Translation, _ target: SourceDocument
  ) throws -> [[Content?]] {
    let languages = LanguagePair(
      source: translation.record.sourceLanguage, target: translation.record.targetLanguage)
    let segments = translation.record.units.flatMap(\.segments)
    let own = segments.compactMap { segment in
      segment.target.map { (source: segment.source, target: $0) }
    }
    let alignment = VersionAlignment(
      translation.source, target, known: try own + known.translations(languages))
    var texts = [Content?](repeating: nil, count: alignment.source.count)
    for bead in alignment.beads where bead.source.count == 1 && !bead.target.isEmpty {
      texts[bead.source.lowerBound] = VersionAlignment.content(alignment.target[bead.target])
    }
    return alignment.unitStarts.enumerated().map { unit, start in
      let count = translation.source.units[unit].segments.count
      return Array(texts[start..<start + count])
    }
  }
}

/// What the memory knows in pairs of languages, read once for all versions that are adopted: what is adopted
/// is a draft, and none of it.
private final class KnownTranslations {
  private let workspace: Workspace
  private var memory: TranslationMemory?
  private var known: [LanguagePair: [(source: Content, target: Content)]] = [:]

  init(of workspace: Workspace) { self.workspace = workspace }

  func translations(_ languages: LanguagePair) throws -> [(source: Content, target: Content)] {
    if let translations = known[languages] { return translations }
    let memory = try memory ?? workspace.openMemory()
    self.memory = memory
    let translations = try workspace.knownTranslations(languages, in: memory)
    known[languages] = translations
    return translations
  }
}
