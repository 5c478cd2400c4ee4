import Documents
package import Units

/// Takes a version that was translated or edited without its record into the record.
///
/// Blocks are paired by kind, order, length and figures, sentences by their number. What is new in
/// the record is a draft until a person confirms it.
package struct Adopter {
  private let workspace: Workspace

  /// An adopter.
  package init(workspace: Workspace) { self.workspace = workspace }

  /// What became of a version.
  package struct Outcome: Sendable {
    /// The record with the version's text.
    package let record: Record
    /// Sentences taken as drafts.
    package let adopted: Int
    /// Sentences that already said the same.
    package let known: Int
    /// Sentences of the source without a counterpart.
    package let unmatched: Int
    /// The first line of the version that a build of the record would lose; nil where there is none.
    /// Until then the version counts as edited by hand and no build writes over it.
    package let firstLoss: Int?
  }

  /// Works out the record of an adopted version; nil where there is no version.
  package func adopt(_ translation: Translation) throws(ProjectError) -> Outcome? {
    guard let version = translation.version else { return nil }
    let target = try workspace.extractor.extract(
      version, path: translation.path, language: translation.locale)
    var record = translation.record
    var (adopted, known, unmatched) = (0, 0, 0)
    let pairs = BlockPairs(source: translation.source, target: target)
    for unit in record.units.indices {
      let texts = pairs.target(of: unit).flatMap {
        Self.texts(of: $0, count: record.units[unit].segments.count)
      }
      for index in record.units[unit].segments.indices {
        guard let text = texts?[index] else {
          unmatched += 1
          continue
        }
        let segment = record.units[unit].segments[index]
        let adoptedText = text.remappingCodes(from: text, to: segment.source)
        let isFallback = adoptedText.exactKey == segment.source.exactKey && segment.target == nil
        if isFallback || segment.target?.looseKey == adoptedText.looseKey || adoptedText.isBlank {
          known += 1
          continue
        }
        record.units[unit].segments[index].target = adoptedText
        record.units[unit].segments[index].state = .draft
        record.units[unit].segments[index].origin = nil
        record.units[unit].segments[index].alternatives.removeAll { $0.kind == .suggestion }
        adopted += 1
      }
    }
    let built = try record.build(
      with: translation.source, fallback: workspace.configuration.fallback)
    let loss = Self.firstLoss(of: version, in: built ?? [])
    if loss == nil {
      record.built = BuiltVersion(
        path: translation.path, digest: Digest(version).description)
    }
    return Outcome(
      record: record, adopted: adopted, known: known, unmatched: unmatched, firstLoss: loss)
  }

  /// The line of the first paragraph of a version that does not occur in another one, however both
  /// are wrapped.
  private static func firstLoss(of version: [UInt8], in built: [UInt8]) -> Int? {
    let squeezed = { (text: String) in text.filter { !$0.isWhitespace } }
    let whole = squeezed(String(decoding: built, as: UTF8.self))
    var paragraph = ""
    var start = 1
    let lines = String(decoding: version, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in (lines + [""]).enumerated() {
      guard line.allSatisfy(\.isWhitespace) else {
        if paragraph.isEmpty { start = index + 1 }
        paragraph += squeezed(String(line))
        continue
      }
      if !whole.contains(paragraph) { return start }
      paragraph = ""
    }
    return nil
  }

  /// The contents of a block for a number of segments: one each, and in the last all that is left;
  /// nil where there are too few, as nobody can say which sentence two were made one of.
  private static func texts(of unit: SourceUnit, count: Int) -> [Content]? {
    guard unit.segments.count >= count, count > 0 else { return nil }
    return unit.segments.prefix(count - 1).map(\.content)
      + [joined(unit.segments.dropFirst(count - 1))]
  }

  private static func joined(_ segments: ArraySlice<SourceSegment>) -> Content {
    if segments.count == 1, let only = segments.first { return only.content }
    var elements: [Inline] = []
    for (index, segment) in segments.enumerated() {
      // Codes are numbered in each sentence anew; in one they need different numbers.
      let renumber = { (content: Content) in
        content.mapCodes { code in
          var code = code
          code.id = "\(index).\(code.id)"
          return code
        }.elements
      }
      if index > 0 { elements += [.text(segment.ignorable.text)] }
      elements += renumber(segment.content)
    }
    return Content(elements)
  }
}

/// Pairs the blocks of two versions, in order: the pairing with the highest sum of likeness, found by
/// the usual table. Only blocks of the same kind pair; a like length and the same figures speak for a
/// pair. A block that one version lacks, such as a title, stays alone.
private struct BlockPairs {
  private var targets: [SourceUnit?]

  init(source: SourceDocument, target: SourceDocument) {
    targets = Array(repeating: nil, count: source.units.count)
    guard source.units.count * target.units.count <= 16_000_000 else {
      pairInOrder(source, target)
      return
    }
    let a = source.units.map(BlockTraits.init)
    let b = target.units.map(BlockTraits.init)
    let width = b.count + 1
    var table = [Double](repeating: 0, count: (a.count + 1) * width)
    for i in a.indices.reversed() {
      for j in b.indices.reversed() {
        table[i * width + j] = max(
          table[(i + 1) * width + j], table[i * width + j + 1],
          table[(i + 1) * width + j + 1] + a[i].likeness(to: b[j]))
      }
    }
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      let here = table[i * width + j]
      let likeness = a[i].likeness(to: b[j])
      if likeness > 0, here == table[(i + 1) * width + j + 1] + likeness {
        // Among equals the first ones pair, and what one version has more is left at the end.
        targets[i] = target.units[j]
        (i, j) = (i + 1, j + 1)
      } else if here == table[(i + 1) * width + j] {
        i += 1
      } else {
        j += 1
      }
    }
  }

  func target(of unit: Int) -> SourceUnit? { targets[unit] }

  /// For documents too large for the table: each block with the next one of its kind.
  private mutating func pairInOrder(_ source: SourceDocument, _ target: SourceDocument) {
    var next = 0
    for (index, unit) in source.units.enumerated() {
      guard let match = target.units[next...].firstIndex(where: { $0.kind == unit.kind }),
        match - next <= 50
      else { continue }
      targets[index] = target.units[match]
      next = match + 1
    }
  }
}

/// What two versions of a block have in common whatever their languages.
private struct BlockTraits {
  private let kind: UnitKind
  private let length: Double
  private let figures: Set<String>

  init(_ unit: SourceUnit) {
    kind = unit.kind
    let text = unit.segments.map(\.content.text).joined(separator: " ")
    length = Double(text.count)
    figures = Set(text.split { !$0.isNumber }.map(String.init))
  }

  /// From 0, for blocks that cannot be each other's translation, to 2.
  func likeness(to other: BlockTraits) -> Double {
    guard kind == other.kind else { return 0 }
    let ratio = (min(length, other.length) + 10) / (max(length, other.length) + 10)
    let all = figures.union(other.figures).count
    let shared = all == 0 ? 0.5 : Double(figures.intersection(other.figures).count) / Double(all)
    let sum = ratio + shared
    return sum < 0.6 ? 0 : sum
  }
}
