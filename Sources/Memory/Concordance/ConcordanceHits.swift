import Units

/// A translation of a store in which a text was found.
struct FoundRow {
  /// Source, target, document, and both languages.
  let columns: [String]
  /// What the store calls the file in which it is.
  let file: [String]
  /// Its number there, where the store keeps their order.
  let place: Int64
  let context: SegmentContext

  var source: Content { Content(stored: columns[0]) }
  var target: Content { Content(stored: columns[1]) }

  /// The hit, without what stands around it.
  var hit: ConcordanceHit {
    ConcordanceHit(
      source: source, target: target, sourceLanguage: columns[3],
      targetLanguage: columns[4], document: columns[2])
  }
}

/// A translation that may stand beside another one.
struct PossibleNeighbour {
  enum Side {
    case before
    case after
  }

  let source: String
  let target: String
  let context: SegmentContext

  /// Whether it says that it stands there, as the other one does.
  func stands(_ side: Side, of row: FoundRow) -> Bool {
    let (own, other) = (Self.digest(Content(stored: source)), Self.digest(row.source))
    return switch side {
    case .before: row.context.previous == own && context.next == other
    case .after: row.context.next == own && context.previous == other
    }
  }

  var neighbour: ConcordanceHit.Neighbour {
    ConcordanceHit.Neighbour(source: Content(stored: source), target: Content(stored: target))
  }

  /// As contexts have it.
  private static func digest(_ source: Content) -> String {
    SegmentContext(previous: source, next: nil).previous
  }
}

/// The hits of a search, each once.
package struct ConcordanceHits {
  /// How many hits are looked at: those stored first, where there are more.
  package static let most = 1000

  /// Rows by what they are in UTF-8, in the order in which they are shown.
  private var rows: [[UInt8]: FoundRow] = [:]

  /// Whether there may be more.
  var wantMore: Bool { rows.count < Self.most }

  /// Takes a row, unless there is one that says the same.
  mutating func add(_ row: FoundRow) {
    var key: [UInt8] = []
    for column in [2, 0, 1, 3, 4] {
      key.append(contentsOf: row.columns[column].utf8)
      key.append(0)
    }
    rows[key] = rows[key] ?? row
  }

  /// All of them, by document, source and target.
  ///
  /// - Parameters:
  ///   - surrounded: Of how many to find what stands around them.
  ///   - candidates: Gives the translations of its file that may stand at a side of a row.
  /// - Returns: The hits.
  /// - Throws: What `candidates` throws.
  func sorted(
    surrounded: Int,
    candidates: (PossibleNeighbour.Side, FoundRow) throws -> [PossibleNeighbour]
  ) rethrows -> [ConcordanceHit] {
    let sorted = rows.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    return try sorted.enumerated().map { place, row in
      var hit = row.hit
      guard place < surrounded else { return hit }
      hit.before = try Self.neighbour(.before, of: row, candidates)
      hit.after = try Self.neighbour(.after, of: row, candidates)
      return hit
    }
  }

  /// Of several ones, whose targets differ, always the same.
  private static func neighbour(
    _ side: PossibleNeighbour.Side, of row: FoundRow,
    _ candidates: (PossibleNeighbour.Side, FoundRow) throws -> [PossibleNeighbour]
  ) rethrows -> ConcordanceHit.Neighbour? {
    try candidates(side, row).filter { $0.stands(side, of: row) }
      .min { $0.target.utf8.lexicographicallyPrecedes($1.target.utf8) }?.neighbour
  }
}
