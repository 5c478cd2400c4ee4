import PostgreSQL
import Units

extension TeamMemory: MemoryStore {
  package func translations(of questions: [SourceQuestion]) throws -> [[MemoryEntry]] {
    var answers = [[MemoryEntry]](repeating: [], count: questions.count)
    let sources = questions.map { (pair: $0.languages, id: Self.number(of: $0.source)) }
    try translations(sources) { index, entries in
      let key = questions[index].source.structuralKey
      answers[index] = entries.filter { $0.source.structuralKey == key }
    }
    return answers
  }

  package func similar(
    to questions: [SourceQuestion], limits: SimilarityLimits
  ) throws -> [[SimilarSource]] {
    let lowest = max(limits.minimum, Likeness.lowestMinimum)
    guard limits.minimum <= 100 else { return questions.map { _ in [] } }
    let asked = try questions.map { question in
      Asked(
        question, order: try order(of: Self.name(of: question.languages)))
    }
    var found = [[(id: Int64, likeness: Int)]](repeating: [], count: questions.count)
    var open = questions.indices.filter { !asked[$0].words.isEmpty }
    // As in an index in a file: near matches first, and others only where there are not enough.
    for band in [90, 80, 70, 60, 50].filter({ $0 > lowest }) + [lowest] {
      try candidates(open.map { asked[$0] }, minimum: band) { place, sources in
        found[open[place]] = asked[open[place]].likenesses(of: sources, minimum: band)
      }
      open = open.filter { place in
        found[place].count { $0.likeness >= band + limits.slack } < limits.count
      }
    }
    return try answers(questions, found, limits)
  }

  /// Calls a function with the sources that can be like each of some questions, with their words.
  private func candidates(
    _ asked: [Asked], minimum: Int, _ take: (Int, [(id: Int64, words: [UInt64])]) throws -> Void
  ) throws {
    try server.pipeline(
      "candidates",
      """
      SELECT s.id, s.words FROM l10n.source s WHERE s.pair = $1 AND s.id = ANY (ARRAY(
        SELECT e.source
        FROM unnest($2::bigint[]) WITH ORDINALITY AS q(element, place)
        JOIN l10n.element e ON e.pair = $1 AND e.element = q.element
          AND e.length BETWEEN $4::int AND $5::int
        WHERE least($3::int - q.place + 1, e.length - e.place)
          >= greatest($3::int, e.length) - greatest($3::int, e.length) * (100 - $6::int) / 100))
      """,
      asked.map { question in
        let count = question.words.count
        let elements = question.elements.prefix(Likeness.prefix(count, minimum))
        return [
          Self.name(of: question.languages),
          "{\(elements.map(String.init).joined(separator: ","))}", "\(count)",
          "\(Likeness.fewest(count, minimum))", "\(count * 100 / minimum)", "\(minimum)",
        ]
      }, isBinary: true
    ) { index, rows in
      try take(index, (0..<rows.count).map { (rows.long($0, 0), rows.longs($0, 1)) })
    }
  }

  private func answers(
    _ questions: [SourceQuestion], _ found: [[(id: Int64, likeness: Int)]],
    _ limits: SimilarityLimits
  ) throws -> [[SimilarSource]] {
    var answers = [[SimilarSource]](repeating: [], count: questions.count)
    let wanted = questions.indices.flatMap { place in
      found[place].map { (place: place, id: $0.id, likeness: $0.likeness) }
    }
    try translations(
      wanted.map { (pair: questions[$0.place].languages, id: $0.id) }
    ) { index, entries in
      let (place, likeness) = (wanted[index].place, wanted[index].likeness)
      guard let there = entries.first?.source,
        likeness < 100 || there.structuralKey != questions[place].source.structuralKey
      else { return }
      answers[place].append(SimilarSource(likeness: likeness, translations: entries))
    }
    return answers.map { sources in
      guard sources.count > limits.count, limits.count > 0 else { return sources }
      let least = sources.map(\.likeness).sorted(by: >)[limits.count - 1]
      return sources.filter { $0.likeness > least - max(limits.slack, 1) }
    }
  }
}

/// A question as a list of words.
private struct Asked {
  let languages: LanguagePair
  let words: [UInt64]
  /// The elements of its words, rarest first.
  let elements: [Int64]

  init(_ question: SourceQuestion, order: ElementOrder) {
    languages = question.languages
    words = WordHashes.of(question.source, in: question.languages.source)
    elements = order.elements(of: words)
  }

  /// Those of some sources that are alike, with their likeness.
  func likenesses(
    of sources: [(id: Int64, words: [UInt64])], minimum: Int
  ) -> [(id: Int64, likeness: Int)] {
    var numbers: [UInt64: UInt32] = [:]
    for word in words where numbers[word] == nil { numbers[word] = UInt32(numbers.count) }
    // One number more, for all words that the question does not have.
    let other = UInt32(numbers.count)
    var measure = EditDistance(vocabulary: numbers.count + 1)
    measure.prepare(words.map { numbers[$0] ?? other })
    return sources.compactMap { source in
      let longer = max(words.count, source.words.count)
      let list = source.words.map { numbers[$0] ?? other }
      guard
        let distance = measure.distance(
          to: list.span, allowed: Likeness.allowed(longer, minimum))
      else { return nil }
      return (source.id, Likeness.score(distance: distance, of: longer))
    }
  }
}
