import Dispatch
import PostgreSQL
import Synchronization
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
    let asked = try ask(questions)
    var found = [[Found]](repeating: [], count: questions.count)
    let open = questions.indices.filter { !asked[$0].words.isEmpty }
    for (place, sources) in zip(open, try similar(to: open.map { asked[$0] }, minimum: lowest)) {
      found[place] = sources
    }
    return try answers(questions, found, limits)
  }

  /// The questions as lists of words, with their elements in order.
  private func ask(_ questions: [SourceQuestion]) throws -> [Asked] {
    let words = questions.map { WordHashes.of($0.source, in: $0.languages.source) }
    var orders: [LanguagePair: ElementOrder] = [:]
    for (languages, places) in Dictionary(
      grouping: questions.indices, by: { questions[$0].languages })
    {
      orders[languages] = try order(
        of: places.map { words[$0] }, in: Self.name(of: languages))
    }
    return questions.indices.map { place in
      let languages = questions[place].languages
      return Asked(
        languages: languages, words: words[place],
        elements: orders[languages]?.elements(of: words[place]) ?? [])
    }
  }

  /// The sources that are like some questions, through as many connections as are worth while.
  private func similar(to asked: [Asked], minimum: Int) throws -> [[Found]] {
    let connections = connections(for: asked.count)
    let share = (asked.count + connections.count - 1) / connections.count
    let results = Mutex<[Int: Result<[[Found]], any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: connections.count) { number in
      let start = min(number * share, asked.count)
      let mine = Array(asked[start..<min(start + share, asked.count)])
      let result = Result {
        var found: [[Found]] = []
        try Self.candidates(mine, minimum: minimum, on: connections[number]) { place, sources in
          found.append(mine[place].likenesses(of: sources, minimum: minimum))
        }
        return found
      }
      results.withLock { $0[number] = result }
    }
    return try results.withLock { results in
      try connections.indices.flatMap { try results[$0]?.get() ?? [] }
    }
  }

  /// Calls a function with the sources that can be like each of some questions, with their words.
  private static func candidates(
    _ asked: [Asked], minimum: Int, on server: Connection,
    _ take: (Int, [(id: Int64, words: [UInt64])]) throws -> Void
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
          name(of: question.languages),
          array(elements), "\(count)",
          "\(Likeness.fewest(count, minimum))", "\(count * 100 / minimum)", "\(minimum)",
        ]
      }, isBinary: true
    ) { index, rows in
      try take(index, (0..<rows.count).map { (rows.long($0, 0), rows.longs($0, 1)) })
    }
  }

  private func answers(
    _ questions: [SourceQuestion], _ found: [[Found]], _ limits: SimilarityLimits
  ) throws -> [[SimilarSource]] {
    var answers = [[SimilarSource]](repeating: [], count: questions.count)
    // The best first; the others only where a source has no translations any more.
    let best = found.map { limits.best(of: $0, by: \.likeness) }
    try take(best, into: &answers, questions)
    let rest = questions.indices.map { place in
      answers[place].count < min(limits.count, best[place].count)
        ? found[place].filter { source in !best[place].contains { $0.id == source.id } } : []
    }
    try take(rest, into: &answers, questions)
    return answers.map { limits.best(of: $0, by: \.likeness) }
  }

  private func take(
    _ found: [[Found]], into answers: inout [[SimilarSource]], _ questions: [SourceQuestion]
  ) throws {
    let wanted = found.indices.flatMap { place in found[place].map { (place: place, source: $0) } }
    try translations(
      wanted.map { (pair: questions[$0.place].languages, id: $0.source.id) }
    ) { index, entries in
      let (place, source) = wanted[index]
      let similar = SimilarSource(
        likeness: source.likeness, translations: entries, for: questions[place])
      if let similar { answers[place].append(similar) }
    }
  }
}

/// A source that is like a question.
private struct Found {
  let id: Int64
  let likeness: Int
}

/// A question as a list of words.
private struct Asked {
  let languages: LanguagePair
  let words: [UInt64]
  /// The elements of its words, rarest first.
  let elements: [Int64]

  /// Those of some sources that are alike, with their likeness.
  func likenesses(
    of sources: [(id: Int64, words: [UInt64])], minimum: Int
  ) -> [Found] {
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
      return Found(id: source.id, likeness: Likeness.score(distance: distance, of: longer))
    }
  }
}
