package import Units

/// Splits text into sentences for a language: a scan over the bytes that stops at the marks that
/// can end a sentence and asks the language's tables there. Time is linear in the text.
package struct SentenceSegmenter: Sendable {
  /// The name of the built-in rules. The number grows with every change that cuts text elsewhere.
  package static let rulesName = "l10n-3"

  private let rules: BreakRules
  private let leads: [Bool]

  /// A segmenter for a language. Languages without rules of their own use those that most share.
  package init(language: LanguageTag) {
    let compiled = CompiledLanguage.of(language.language)
    rules = compiled.rules
    leads = compiled.leads
  }

  /// The sentences of a text, as strings, without the white space between them.
  package func sentences(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    return sentences(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// The sentences of a text as ranges of its bytes.
  ///
  /// White space between sentences and at the ends of the text is in no range; all else is. An
  /// empty line always ends a sentence. The bytes must be valid UTF-8.
  package func sentences(in bytes: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    result.reserveCapacity(bytes.count / 64 + 1)
    forEachSentence(in: bytes) { result.append($0) }
    return result
  }

  /// Calls a function with each sentence in turn, as `sentences(in:)` would give them.
  package func forEachSentence(in bytes: [UInt8], _ body: (Range<Int>) -> Void) {
    let common = LetterClass.common
    let text = TextBytes(bytes.span, common: common.span)
    let finder = CandidateFinder(text: text, leads: leads.span)
    var start = text.skippingSpace(from: 0)
    var index = start
    var searched = 0
    var items = text.inlineItems(from: start)[...]
    while index < bytes.count {
      let lead = finder.nextLead(from: index)
      if let item = items.first, item <= lead {
        items.removeFirst()
        let end = text.trimmingSpace(to: item)
        if end > start { body(start..<end) }
        start = max(start, item)
        index = max(index, item)
        continue
      }
      guard lead < bytes.count else { break }
      switch finder.look(at: lead, sentenceStart: start) {
      case .nothing(let resume): index = resume
      case .opener:
        index = lead + 1
        guard lead >= searched else { continue }
        let embedding = text.embedding(at: lead)
        searched = embedding.searched
        index = embedding.end ?? index
      case .candidate(let candidate):
        index = candidate.resume
        guard rules.ends(candidate, start: start, in: text) else { continue }
        if candidate.end > start { body(start..<candidate.end) }
        start = text.skippingSpace(from: max(candidate.end, start))
        index = max(index, start)
        if candidate.isParagraphEnd { items = text.inlineItems(from: start)[...] }
      }
    }
    let end = text.trimmingSpace(to: bytes.count)
    if end > start { body(start..<end) }
  }
}

/// The rules of a language with their tables, made once.
private struct CompiledLanguage: Sendable {
  let rules: BreakRules
  let leads: [Bool]

  static func of(_ language: String) -> CompiledLanguage {
    switch language {
    case "en": english
    case "es": spanish
    case "vi": vietnamese
    default: standard
    }
  }

  private static let english = CompiledLanguage(.english)
  // English names and citations occur in every text about the law of the United States.
  private static let spanish = CompiledLanguage(.spanish.joined(with: .englishNames))
  private static let vietnamese = CompiledLanguage(.vietnamese.joined(with: .englishNames))
  private static let standard = CompiledLanguage(.standard.joined(with: .english))

  private init(_ language: LanguageRules) {
    rules = BreakRules(
      words: language.table, acceptsSmallStarts: language.acceptsSmallStarts,
      namesAreCapitalised: language.namesAreCapitalised)
    var leads = Array(repeating: false, count: 256)
    for byte in ".?!\n\r\"(".utf8 { leads[Int(byte)] = true }
    for byte in [0xC2, 0xE2, 0xE3, 0xEF] { leads[byte] = true }
    if !language.isLatin { for byte in [0xD6, 0xD8, 0xDB, 0xE0, 0xE1] { leads[byte] = true } }
    self.leads = leads
  }
}
