package import Memory
import Units

/// Matches as JSON: what `memory lookup` prints.
package struct MatchesJSON: Encodable {
  private let matches: [Match]

  /// Shows matches.
  package init(_ matches: [MemoryMatch]) { self.matches = matches.map(Match.init) }

  private struct Match: Encodable {
    let source: String
    let target: String
    let score: Int
    let kind: String
    /// Why it is offered, and what takes points off it.
    let reasons: [String]
    /// What was changed in the target by rule.
    let repairs: [String]?
    let state: String
    let origin: String
    let document: String
    let unit: String?
    let author: String?
    let date: String?
    let note: String?

    init(_ match: MemoryMatch) {
      let entry = match.entry
      let known = { (text: String) in text.isEmpty ? nil : text }
      source = match.source.display
      target = match.target.display
      score = match.score
      kind = match.kind.rawValue
      reasons = match.reasons.map(\.description)
      repairs = match.repairs.isEmpty ? nil : match.repairs
      state = entry.state.rawValue
      origin = entry.origin.rawValue
      document = entry.document
      unit = known(entry.unit)
      author = known(entry.author)
      date = known(entry.date)
      note = known(entry.note)
    }
  }
}

/// A text to look up, as JSON.
package struct MatchesQuestion: Decodable {
  private let source: String
  private let from: String
  private let to: String
  private let previous: String?
  private let next: String?
  private let document: String?
  private let unit: String?

  /// What the memory is asked; nil where a language is none.
  package var query: MemoryQuery? {
    guard let from = try? LanguageTag(from), let to = try? LanguageTag(to) else { return nil }
    return MemoryQuery(
      source: Content(source),
      context: SegmentContext(
        previous: previous.map { Content($0) }, next: next.map { Content($0) }),
      languages: LanguagePair(source: from, target: to), document: document ?? "",
      unit: unit ?? "")
  }
}
