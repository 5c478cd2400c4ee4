package import Memory
import Units

/// Where a text occurs, as JSON: what `memory search` prints.
package struct HitsJSON: Encodable {
  private let count: Int
  private let hits: [Hit]

  /// Shows some hits of a number of them.
  package init(count: Int, hits: some Sequence<ConcordanceHit>) {
    self.count = count
    self.hits = hits.map(Hit.init)
  }

  private struct Hit: Encodable {
    let source: String
    let target: String
    let from: String
    let to: String
    let document: String
    let before: Neighbour?
    let after: Neighbour?

    init(_ hit: ConcordanceHit) {
      source = hit.source.display
      target = hit.target.display
      from = hit.sourceLanguage
      to = hit.targetLanguage
      document = hit.document
      before = hit.before.map(Neighbour.init)
      after = hit.after.map(Neighbour.init)
    }
  }

  /// What stands beside a hit, where that was asked for and is translated.
  private struct Neighbour: Encodable {
    let source: String
    let target: String

    init(_ neighbour: ConcordanceHit.Neighbour) {
      source = neighbour.source.display
      target = neighbour.target.display
    }
  }
}
