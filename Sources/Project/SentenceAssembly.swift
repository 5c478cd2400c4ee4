import Memory
import Units

/// Puts the translation of a paragraph together from those of its sentences, where the memory knows each of
/// them: files of others often have whole paragraphs as their units.
struct SentenceAssembly {
  let rules: SegmentationRules
  let memory: any MatchSource

  /// A translation that was put together, and where its first sentence is from.
  struct Assembled {
    let target: Content
    let document: String
  }

  /// The translation of a paragraph; nil where it is one sentence, or has one that nobody translated.
  func translation(of query: MemoryQuery) throws -> Assembled? {
    let cut = try rules.segmenter(for: query.languages.source)
      .sentences(in: Array(query.source.text.utf8))
    guard cut.count > 1 else { return nil }
    let sentences = cut.map(query.source.part)
    guard sentences.allSatisfy(\.isWellNested),
      sentences.reduce(0, { $0 + $1.codes.count }) == query.source.codes.count
    else { return nil }
    let queries = sentences.indices.map { index in
      MemoryQuery(
        source: sentences[index], context: SegmentContext(at: index, in: sentences),
        languages: query.languages, document: query.document)
    }
    var target = Content()
    var document: String?
    let found = try memory.matches(for: queries, limits: MatchLimits(minimum: 99, count: 1))
    for (index, matches) in found.enumerated() {
      guard let best = matches.first, let translation = best.target(for: sentences[index]) else {
        return nil
      }
      document = document ?? best.document
      if index > 0 {
        target.append(query.source.part(cut[index - 1].upperBound..<cut[index].lowerBound).text)
      }
      target.append(translation)
    }
    guard query.source.codeDifference(to: target).isEmpty else { return nil }
    return document.map { Assembled(target: target, document: $0) }
  }
}

extension Content {
  /// A part, by bytes of the text, with the codes in it: of those at its ends, opening ones stay with what is
  /// behind them and closing ones with what is in front.
  fileprivate func part(_ range: Range<Int>) -> Content {
    let bytes = Array(text.utf8)
    let codes = placedCodes.filter { placed in
      if placed.offset > range.lowerBound, placed.offset < range.upperBound { return true }
      if placed.offset == range.lowerBound {
        return placed.code.kind != .close || placed.offset == range.upperBound
      }
      return placed.offset == range.upperBound
        && (placed.code.kind == .close || placed.offset == bytes.count)
    }
    return Content(
      String(decoding: bytes[range], as: UTF8.self),
      codes: codes.map { PlacedCode($0.code, at: $0.offset - range.lowerBound) })
  }
}
