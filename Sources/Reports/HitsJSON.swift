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

    init(_ hit: ConcordanceHit) {
      source = hit.source.display
      target = hit.target.display
      from = hit.sourceLanguage
      to = hit.targetLanguage
      document = hit.document
    }
  }
}
