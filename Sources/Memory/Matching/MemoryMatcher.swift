package import Units

/// Makes matches of the translations that stores have: scores them, says why, repairs what can be, and
/// puts the best first.
package struct MemoryMatcher: MatchSource {
  private let stores: [any MatchableStore]
  private let penalties: MatchPenalties
  private let terms: TermSource

  /// Finds the terms of the glossary in texts, for a pair of languages.
  package typealias TermSource = (LanguagePair) -> @Sendable (Content) -> [Term]

  /// Matches from some stores.
  package init(
    _ stores: [any MatchableStore], penalties: MatchPenalties = MatchPenalties(),
    terms: @escaping TermSource = { _ in { _ in [] } }
  ) {
    self.stores = stores
    self.penalties = penalties
    self.terms = terms
  }

  package func matches(
    for queries: [MemoryQuery], limits: MatchLimits
  ) throws -> [[MemoryMatch]] {
    let questions = queries.map { SourceQuestion($0.source, $0.languages) }
    var same = [[MemoryEntry]](repeating: [], count: queries.count)
    for store in stores {
      for (place, found) in try store.translations(of: questions).enumerated() {
        same[place] += found
      }
    }
    var similar = [[SimilarSource]](repeating: [], count: queries.count)
    let open = queries.indices.filter { place in
      limits.minimum < 100 && limits.count > 0
        && (limits.wantsFuzzyBesideExact || same[place].isEmpty)
    }
    let wanted = SimilarityLimits(
      minimum: limits.minimum, count: limits.count,
      slack: penalties.greatest + SourceDifference.mostForDetails)
    for store in open.isEmpty ? [] : stores {
      let found = try store.similar(to: open.map { questions[$0] }, limits: wanted)
      for (place, sources) in zip(open, found) { similar[place] += sources }
    }
    let terms = Dictionary(
      Set(queries.map(\.languages)).map { ($0, self.terms($0)) }, uniquingKeysWith: { $1 })
    return Processors.map(queries.count) { [penalties, same, similar] share in
      share.map { place in
        let query = queries[place]
        let ranking = MatchRanking(
          query: query, limits: limits, penalties: penalties,
          terms: terms[query.languages] ?? { _ in [] })
        return ranking.matches(same: same[place], similar: similar[place])
      }
    }
  }
}

/// Makes the matches of one segment.
private struct MatchRanking {
  let query: MemoryQuery
  let limits: MatchLimits
  let penalties: MatchPenalties
  let terms: (Content) -> [Term]

  func matches(same: [MemoryEntry], similar: [SimilarSource]) -> [MemoryMatch] {
    let exact = exact(same)
    guard !similar.isEmpty else { return exact }
    let traits = SourceTraits(query.source, language: query.languages.source.language)
    // A term that is put in may lift a match over more similar ones.
    let mayRise = !terms(query.source).isEmpty
    var fuzzy: [MemoryMatch] = []
    var scores: [Int] = []
    for source in compared(similar) {
      // No match has a higher score than its words allow, and of equal ones the first has come.
      let highest = min(99, source.likeness)
      if !mayRise, scores.count >= limits.count, highest <= scores[limits.count - 1] { break }
      guard let match = self.fuzzy(source, traits) else { continue }
      let isNew = !fuzzy.contains { $0.target == match.target }
      fuzzy.append(match)
      guard isNew else { continue }
      scores.insert(match.score, at: scores.firstIndex { $0 < match.score } ?? scores.count)
    }
    return best(of: exact + fuzzy)
  }

  /// How many similar sources are compared in detail: more are alike only where they differ in figures.
  private static let mostCompared = 100

  /// The similar sources that are compared, in their order: the first ones, and of more those that have most
  /// figures in common with the query.
  private func compared(_ similar: [SimilarSource]) -> [SimilarSource] {
    let ordered = ordered(similar)
    guard ordered.count > Self.mostCompared else { return ordered }
    let first = Self.mostCompared / 2
    let figures = Self.figures(in: query.source)
    let others = ordered.indices.dropFirst(first).map { place in
      let own = ordered[place].translations.first.map { Self.figures(in: $0.source) } ?? [:]
      let common = figures.reduce(0) { $0 + min($1.value, own[$1.key] ?? 0) }
      return (place: place, likeness: ordered[place].likeness, common: common)
    }.sorted { a, b in
      if a.likeness != b.likeness { return a.likeness > b.likeness }
      return a.common == b.common ? a.place < b.place : a.common > b.common
    }
    return ordered.prefix(first) + others.prefix(first).map(\.place).sorted().map { ordered[$0] }
  }

  /// The figures of a text, and how often each occurs.
  private static func figures(in content: Content) -> [Substring: Int] {
    content.text.split { !$0.isNumber }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// Sources by their likeness, then as matches are among equals.
  private func ordered(_ similar: [SimilarSource]) -> [SimilarSource] {
    similar.map { source in
      SimilarSource(
        likeness: source.likeness, translations: source.translations.sorted(by: isBefore))
    }.sorted { a, b in
      guard a.likeness == b.likeness, let one = a.translations.first,
        let other = b.translations.first
      else { return a.likeness > b.likeness }
      return isBefore(one, other)
    }
  }

  // MARK: The same source

  private func exact(_ entries: [MemoryEntry]) -> [MemoryMatch] {
    let isDisputed = Set(entries.map(\.target.structuralKey)).count > 1
    let matches = entries.map { entry in
      let (kind, score, reason) = standing(of: entry)
      let lost = origins(of: entry, isDisputed: isDisputed)
      return MemoryMatch(
        kind: kind, score: score - lost.reduce(0) { $0 + $1.points }, source: entry.source,
        target: entry.target, reasons: [MatchReason(points: 0, text: reason)] + lost, repairs: [],
        entry: entry)
    }
    var seen: Set<String> = []
    return ranked(matches).filter { seen.insert($0.target.structuralKey).inserted }
  }

  private func standing(of entry: MemoryEntry) -> (MemoryMatch.Kind, Int, String) {
    if !query.unit.isEmpty, entry.unit == query.unit, entry.document == query.document {
      return (.unit, 102, "the same segment of the same document")
    }
    if !query.context.isEmpty, entry.context == query.context {
      return (.context, 101, "the same text between the same sentences")
    }
    return (.exact, 100, "the same text")
  }

  /// What is taken off for where a translation comes from.
  private func origins(of entry: MemoryEntry, isDisputed: Bool) -> [MatchReason] {
    var reasons: [MatchReason] = []
    func take(_ points: Int, _ text: String) {
      if points > 0 { reasons.append(MatchReason(points: points, text: text)) }
    }
    switch entry.origin {
    case .aligned: take(penalties.aligned, "two versions laid side by side, not looked at")
    case .machine: take(penalties.machine, "translated by a machine")
    case .record, .file, .added: break
    }
    if isDisputed { take(penalties.several, "the text has several translations") }
    if !entry.variant.isEmpty { take(penalties.variant, "translated for \(entry.variant)") }
    if entry.state < .reviewed { take(penalties.unreviewed, "not reviewed") }
    return reasons
  }

  // MARK: Similar sources

  private func fuzzy(_ similar: SimilarSource, _ traits: SourceTraits) -> MemoryMatch? {
    let isDisputed = Set(similar.translations.map(\.target.structuralKey)).count > 1
    let matches = similar.translations.map { entry in
      fuzzy(entry, traits, likeness: similar.likeness, isDisputed: isDisputed)
    }
    return ranked(matches).first
  }

  private func fuzzy(
    _ entry: MemoryEntry, _ traits: SourceTraits, likeness: Int, isDisputed: Bool
  ) -> MemoryMatch {
    let old = SourceTraits(entry.source, language: query.languages.source.language)
    let difference = SourceDifference(from: old, to: traits, likeness: likeness)
    let repair = Repair(
      entry, for: query.source, difference: difference,
      placeables: (old.placeables, traits.placeables), terms: terms)
    let isRepaired = !repair.changes.isEmpty
    var reasons: [MatchReason] = []
    if let words = difference.words {
      reasons.append(
        // A term that was put in may not fit the words around it.
        repair.settlesWords ? MatchReason(points: min(words.points, 4), text: words.text) : words)
    }
    reasons += difference.reasons(without: repair.settled)
    reasons += origins(of: entry, isDisputed: isDisputed)
    if isRepaired { reasons.append(MatchReason(points: 1, text: "changed by rule")) }
    // What is not the same text never counts as such.
    if reasons.allSatisfy({ $0.points == 0 }) {
      reasons.append(MatchReason(points: 1, text: "spaces differ"))
    }
    let lost = reasons.reduce(0) { $0 + $1.points }
    return MemoryMatch(
      kind: isRepaired ? .repaired : .fuzzy, score: 100 - lost, source: entry.source,
      target: isRepaired ? repair.target : entry.target, reasons: reasons, repairs: repair.changes,
      entry: entry)
  }

  // MARK: The best

  private func best(of matches: [MemoryMatch]) -> [MemoryMatch] {
    var seen: Set<String> = []
    var rest = limits.count
    return ranked(matches).filter { match in
      guard seen.insert(match.target.structuralKey).inserted else { return false }
      switch match.kind {
      case .unit, .context, .exact: return true
      case .repaired, .fuzzy:
        rest -= 1
        return rest >= 0 && match.score >= limits.minimum
      }
    }
  }

  /// The best first: by score, state, age, the document that asks, and then in an order that is always
  /// the same. Records are of today.
  private func ranked(_ matches: [MemoryMatch]) -> [MemoryMatch] {
    guard matches.count > 1 else { return matches }
    return matches.sorted {
      $0.score == $1.score ? isBefore($0.entry, $1.entry) : $0.score > $1.score
    }
  }

  private func isBefore(_ one: MemoryEntry, _ other: MemoryEntry) -> Bool {
    if one.state != other.state { return one.state > other.state }
    if (one.origin == .record) != (other.origin == .record) { return one.origin == .record }
    if one.date != other.date { return one.date > other.date }
    let isHere = one.document == query.document
    if isHere != (other.document == query.document) { return isHere }
    return (one.document, one.source.text, one.target.text, one.unit)
      < (other.document, other.source.text, other.target.text, other.unit)
  }
}
