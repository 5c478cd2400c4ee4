import PostgreSQL
package import Units

extension TeamMemory {
  package func search(_ query: ConcordanceQuery) throws -> [ConcordanceHit] {
    guard let needle = Needle(query) else { return [] }
    let pattern =
      "%"
      + String(decoding: needle.plain, as: UTF8.self).replacing("\\", with: "\\\\").replacing(
        "%", with: "\\%"
      )
      .replacing("_", with: "\\_") + "%"
    let columns =
      switch query.side {
      case .source: ["source_folded"]
      case .target: ["target_folded"]
      case .both: ["source_folded", "target_folded"]
      }
    var hits = ConcordanceHits()
    try server.transaction {
      // In no order: a text that is everywhere need not be found everywhere first.
      try server.query(
        """
        DECLARE hits NO SCROLL CURSOR FOR
        SELECT source, target, document, split_part(pair, ' ', 1), split_part(pair, ' ', 2), project,
          path, previous, next
        FROM l10n.segment WHERE (\(columns.map { "\($0) LIKE $1" }.joined(separator: " OR ")))
          AND ($2 = '' OR split_part(pair, ' ', 1) = $2)
          AND ($3 = '' OR split_part(pair, ' ', 2) = $3) AND project <> $4
        """,
        [
          pattern, query.languages.source?.description ?? "",
          query.languages.target?.description ?? "", leavesOutOwn ? project : "",
        ])
      while hits.wantMore, case let rows = try server.query("FETCH 500 FROM hits"), rows.count > 0 {
        for row in 0..<rows.count where hits.wantMore {
          let found = FoundRow(
            columns: (0..<5).map { rows.text(row, $0) },
            file: [rows.text(row, 5), rows.text(row, 6)], place: 0,
            context: SegmentContext(previous: rows.text(row, 7), next: rows.text(row, 8)))
          if needle.isIn(found) { hits.add(found) }
        }
      }
    }
    return try hits.sorted(surrounded: query.surrounded, candidates: neighbours)
  }

  /// The translations of one's file that have the source which stands beside it.
  private func neighbours(
    _ side: PossibleNeighbour.Side, of row: FoundRow
  ) throws(PostgreSQLError) -> [PossibleNeighbour] {
    let digest = side == .before ? row.context.previous : row.context.next
    guard let number = UInt64(digest, radix: 16) else { return [] }
    let rows = try server.query(
      """
      SELECT source, target, previous, next FROM l10n.segment
      WHERE pair = $1 AND source_id = $2 AND project = $3 AND path = $4
      """,
      [row.columns[3] + " " + row.columns[4], "\(Int64(bitPattern: number))"] + row.file)
    return (0..<rows.count).map {
      PossibleNeighbour(
        source: rows.text($0, 0), target: rows.text($0, 1),
        context: SegmentContext(previous: rows.text($0, 2), next: rows.text($0, 3)))
    }
  }

  package func forEachEntry(
    of pair: LanguagePair, _ body: (MemoryEntry) throws -> Void
  ) throws {
    try server.transaction {
      try server.query(
        """
        DECLARE entries CURSOR FOR SELECT \(TeamRow.columns) FROM l10n.segment WHERE pair = $1
        ORDER BY source COLLATE "C", target COLLATE "C", document COLLATE "C", unit COLLATE "C"
        """, [Self.name(of: pair)])
      while case let rows = try server.query("FETCH 5000 FROM entries"), rows.count > 0 {
        for row in 0..<rows.count { try body(TeamRow.entry(rows, row, pair)) }
      }
    }
  }

  package func statistics() throws -> [PairStatistics] {
    var tallies: [String: TranslationTally] = [:]
    let groups = try server.query(
      "SELECT pair, state, origin, count(*) FROM l10n.segment GROUP BY pair, state, origin")
    for row in 0..<groups.count {
      tallies[groups.text(row, 0), default: TranslationTally()].add(
        groups.integer(row, 3), state: Int64(groups.integer(row, 1)), origin: groups.text(row, 2))
    }
    let rows = try server.query(
      """
      SELECT pair, sum(count)::bigint, count(*), count(*) FILTER (WHERE targets > 1) FROM (
        SELECT pair, count(*) AS count, count(DISTINCT target) AS targets
        FROM l10n.segment GROUP BY pair, source_id) AS sources
      GROUP BY pair ORDER BY pair COLLATE "C"
      """)
    return (0..<rows.count).map { row in
      let languages = rows.text(row, 0).split(separator: " ").map(String.init)
      let tally = tallies[rows.text(row, 0)] ?? TranslationTally()
      return PairStatistics(
        source: languages.first ?? "", target: languages.last ?? "",
        translations: rows.integer(row, 1), sources: rows.integer(row, 2),
        conflicts: rows.integer(row, 3), states: tally.states, origins: tally.origins)
    }
  }

  package func digest() throws -> Digest {
    var digest = StoreDigest()
    let pairs = try server.query("SELECT DISTINCT pair FROM l10n.segment")
    for row in 0..<pairs.count {
      let tags = pairs.text(row, 0).split(separator: " ").compactMap {
        try? LanguageTag(String($0))
      }
      guard tags.count == 2 else { continue }
      try forEachEntry(of: LanguagePair(source: tags[0], target: tags[1])) { digest.add($0) }
    }
    return digest.value
  }
}
