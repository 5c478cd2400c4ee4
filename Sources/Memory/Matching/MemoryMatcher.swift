package import Units

/// Makes matches of the translations that stores have: scores them, says why, repairs what can be, and
/// puts the best first.
package struct MemoryMatcher: MatchSource {
  private let stores: [any MemoryStore]
  private let penalties: MatchPenalties
  /// Finds the terms of the glossary in texts, for a pair of languages.
  private let terms: (LanguagePair) -> (Content) -> [Term]

  /// Matches from some stores.
  package init(
    _ stores: [any MemoryStore], penalties: MatchPenalties = MatchPenalties(),
    terms: @escaping (LanguagePair) -> (Content) -> [Term] = { _ in { _ in [] } }
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
    var matches = zip(queries, same).map { exact($0, $1) }
    let open = queries.indices.filter { place in
      limits.minimum < 100 && limits.count > 0
        && (limits.wantsFuzzyBesideExact || matches[place].isEmpty)
    }
    guard !open.isEmpty else { return matches }
    let wanted = SimilarityLimits(
      minimum: limits.minimum, count: limits.count,
      slack: penalties.greatest + SourceDifference.mostForDetails)
    for store in stores {
      let similar = try store.similar(to: open.map { questions[$0] }, limits: wanted)
      for (place, sources) in zip(open, similar) {
        matches[place] += sources.compactMap { fuzzy(queries[place], $0) }
      }
    }
    for place in open {
      matches[place] = best(of: matches[place], for: queries[place], limits)
    }
    return matches
  }

  // MARK: The same source

  private func exact(_ query: MemoryQuery, _ entries: [MemoryEntry]) -> [MemoryMatch] {
    let isDisputed = Set(entries.map(\.target.structuralKey)).count > 1
    let matches = entries.map { entry in
      let (kind, score, reason) = standing(of: entry, for: query)
      let lost = origins(of: entry, isDisputed: isDisputed)
      return MemoryMatch(
        kind: kind, score: score - lost.reduce(0) { $0 + $1.points }, source: entry.source,
        target: entry.target, reasons: [MatchReason(points: 0, text: reason)] + lost, repairs: [],
        entry: entry)
    }
    var seen: Set<String> = []
    return ranked(matches, for: query).filter { seen.insert($0.target.structuralKey).inserted }
  }

  private func standing(
    of entry: MemoryEntry, for query: MemoryQuery
  ) -> (MemoryMatch.Kind, Int, String) {
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

  private func fuzzy(_ query: MemoryQuery, _ similar: SimilarSource) -> MemoryMatch? {
    let isDisputed = Set(similar.translations.map(\.target.structuralKey)).count > 1
    let matches = similar.translations.map { entry in
      fuzzy(query, entry, likeness: similar.likeness, isDisputed: isDisputed)
    }
    return ranked(matches, for: query).first
  }

  private func fuzzy(
    _ query: MemoryQuery, _ entry: MemoryEntry, likeness: Int, isDisputed: Bool
  ) -> MemoryMatch {
    let difference = SourceDifference(
      from: entry.source, to: query.source, likeness: likeness,
      language: query.languages.source.language)
    let repair = Repair(
      entry, for: query.source, difference: difference, terms: terms(query.languages))
    let isRepaired = !repair.changes.isEmpty
    var reasons: [MatchReason] = []
    if let words = difference.words {
      reasons.append(
        // A term that was put in may not fit the words around it.
        repair.settlesWords ? MatchReason(points: min(words.points, 4), text: words.text) : words)
    }
    reasons += difference.reasons(without: repair.settled)
    reasons += origins(of: entry, isDisputed: isDisputed)
    let lost = reasons.reduce(0) { $0 + $1.points }
    if lost == 0 {
      // What is not the same text never counts as such.
      reasons.append(MatchReason(points: 1, text: isRepaired ? "changed by rule" : "spaces differ"))
    }
    return MemoryMatch(
      kind: isRepaired ? .repaired : .fuzzy, score: 100 - max(1, lost), source: entry.source,
      target: isRepaired ? repair.target : entry.target, reasons: reasons, repairs: repair.changes,
      entry: entry)
  }

  // MARK: The best

  private func best(
    of matches: [MemoryMatch], for query: MemoryQuery, _ limits: MatchLimits
  ) -> [MemoryMatch] {
    var seen: Set<String> = []
    var rest = limits.count
    return ranked(matches, for: query).filter { match in
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
  private func ranked(_ matches: [MemoryMatch], for query: MemoryQuery) -> [MemoryMatch] {
    func isBefore(_ a: MemoryMatch, _ b: MemoryMatch) -> Bool {
      if a.score != b.score { return a.score > b.score }
      let (one, other) = (a.entry, b.entry)
      if one.state != other.state { return one.state > other.state }
      if (one.origin == .record) != (other.origin == .record) { return one.origin == .record }
      if one.date != other.date { return one.date > other.date }
      let isHere = one.document == query.document
      if isHere != (other.document == query.document) { return isHere }
      return (one.document, one.source.text, one.target.text, one.unit)
        < (other.document, other.source.text, other.target.text, other.unit)
    }
    return matches.sorted(by: isBefore)
  }
}
