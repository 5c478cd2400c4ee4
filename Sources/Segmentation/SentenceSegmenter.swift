package import Units

/// Splits text into sentences for a language: a scan over the bytes that stops at the marks that
/// can end a sentence and asks the language's tables there. Time is linear in the text.
package struct SentenceSegmenter: Sendable {
  private let rules: LanguageRules

  /// A segmenter for a language. Languages without tables of their own use the English ones.
  package init(language: LanguageTag) {
    rules = .rules(for: language.language)
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
    var text = SentenceScanner(bytes: bytes)
    var result: [Range<Int>] = []
    var start = text.skippingSpace(from: 0)
    var index = start
    while index < bytes.count {
      guard let candidate = text.nextCandidate(from: index) else { break }
      index = candidate.resume
      guard candidate.isParagraphEnd || endsSentence(candidate, start: start, in: &text) else {
        continue
      }
      if candidate.end > start { result.append(start..<candidate.end) }
      start = text.skippingSpace(from: candidate.end)
      index = max(index, start)
    }
    let end = text.trimmingSpace(to: bytes.count)
    if end > start { result.append(start..<end) }
    return result
  }

  /// Whether the marks of a candidate end the sentence that begins at `start`.
  private func endsSentence(
    _ candidate: SentenceScanner.Candidate, start: Int, in text: inout SentenceScanner
  ) -> Bool {
    let next = text.follower(of: candidate.end)
    switch next.kind {
    case .end: return true
    case .lowercase, .comma: return false
    case .uppercase, .digit, .other: break
    }
    guard candidate.isSingleStop, candidate.closers == 0 else { return true }
    let word = text.word(before: candidate.mark)
    if word.start == start, text.isListMarker(word) { return false }
    return allowsBreak(after: word.text, before: next)
  }

  /// Whether a sentence can end at a single stop behind a word.
  private func allowsBreak(after word: String, before next: SentenceScanner.Follower) -> Bool {
    let lowered = word.lowercased()
    let last = word.split(separator: ".").last.map(String.init) ?? word
    if rules.titles.contains(word) || (last != word && rules.titles.contains(last)) {
      return false
    }
    if rules.numbered.contains(lowered), next.isNumberLike { return false }
    if rules.closing.contains(lowered) { return !rules.isCalendarWord(next.word) }
    if rules.ambiguous.contains(word) || Self.isInitialOrAcronym(word) {
      return next.kind == .uppercase && next.isWholeWord && rules.starters.contains(next.word)
    }
    return true
  }

  /// `J`, `U.S`, `TP.HCM`, `Ph.D`: letters with inner stops, each part short or in capitals.
  private static func isInitialOrAcronym(_ word: String) -> Bool {
    guard !word.isEmpty, word.allSatisfy({ $0.isLetter || $0 == "." }) else { return false }
    if word.count == 1 { return true }
    let parts = word.split(separator: ".")
    return parts.count > 1
      && parts.allSatisfy { $0.count <= 2 || ($0.count <= 4 && $0.allSatisfy(\.isUppercase)) }
  }
}

extension LanguageRules {
  /// Days, months and time zones in capitals go on with a time: `9 a.m. Monday`, `5 p.m. EST`.
  fileprivate func isCalendarWord(_ word: String) -> Bool {
    Self.calendarWords.contains(word)
  }

  private static let calendarWords = Set(
    words: """
      Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
      June July August September October November December Eastern Central Mountain Pacific
      EST EDT CST CDT MST MDT PST PDT ET CT PT UTC GMT
      """)
}
