package import Units
internal import Glibc

/// A sentence of a version, as it is laid beside those of another one.
package struct AlignedSentence: Sendable {
  package let content: Content
  /// What block it stands in.
  package let kind: UnitKind
  /// Whether it is the first one of its block.
  package let startsBlock: Bool

  /// Makes a sentence.
  package init(_ content: Content, kind: UnitKind, startsBlock: Bool) {
    self.content = content
    self.kind = kind
    self.startsBlock = startsBlock
  }
}

/// Sentences that translate each other: one and one, or a few, or one and none.
package struct Bead: Hashable, Sendable {
  /// How certain it is.
  package enum Certainty: String, Sendable, CaseIterable {
    /// Words, figures or names say so, or the same place in documents of the same shape.
    case sure
    /// Nothing speaks against it.
    case weak
    /// One side has nothing.
    case alone
  }

  package let source: Range<Int>
  package let target: Range<Int>
  package let certainty: Certainty
}

/// Lays the sentences of two versions of a text side by side, in order: the beads with the least sum of
/// costs, found by the usual table within a band.
///
/// A bead costs what its kind is rare, what its lengths differ (Gale and Church, “A Program for Aligning
/// Sentences in Bilingual Corpora”, 1993), what its words have not in common, and what it crosses of the
/// structure of the documents.
package struct SentenceAligner {
  private let source: [SentenceTraits]
  private let target: [SentenceTraits]
  private let likenesses: SentenceLikeness
  /// What sentences that translate each other have in common here, from 0 to 1.
  private var usual = 0.2
  /// What it costs to have nothing in common.
  private let strictness: Double
  /// How many letters the target has for one of the source.
  private let ratio: Double
  /// The sums of letters in front of each sentence.
  private let sourceSums: [Int]
  private let targetSums: [Int]

  /// Lays two versions side by side.
  ///
  /// - Parameters:
  ///   - source: The sentences of the source.
  ///   - target: Those of the translation.
  ///   - known: Translations of the same languages, from which words are learnt.
  /// - Returns: The beads, in order, which hold every sentence once.
  package static func beads(
    _ source: [AlignedSentence], _ target: [AlignedSentence],
    known: [(source: Content, target: Content)] = []
  ) -> [Bead] {
    guard !source.isEmpty, !target.isEmpty else {
      let all = Bead(
        source: 0..<source.count, target: 0..<target.count, certainty: .alone)
      return source.isEmpty && target.isEmpty ? [] : [all]
    }
    let traits = (source.map(SentenceTraits.init), target.map(SentenceTraits.init))
    let vocabularies = (Vocabulary(traits.0), Vocabulary(traits.1))
    let known = known.map { pair in
      (
        source: Token.all(in: pair.source).map(\.word),
        target: Token.all(in: pair.target).map(\.word)
      )
    }
    let written = WordRelations(vocabularies.0, vocabularies.1)
    func aligner(
      _ learnt: [(source: [String], target: [String])], strictness: Double
    ) -> SentenceAligner {
      let relations = written.learning(WordLexicon(known + learnt))
      return SentenceAligner(
        traits.0, traits.1, SentenceLikeness(vocabularies.0, vocabularies.1, relations),
        strictness: strictness)
    }
    var last = aligner([], strictness: leastStrictness)
    var path = last.path(in: last.windows())
    // What is found first teaches words by which it is found better, and asked for more strictly. Few
    // sentences teach little.
    for strictness in [7.0, 9] {
      let found = path.filter { !$0.source.isEmpty && !$0.target.isEmpty }
      let share = min(1, Double(found.count) / 100)
      last = aligner(
        found.map { pair in
          (traits.0[pair.source].flatMap(\.words), traits.1[pair.target].flatMap(\.words))
        }, strictness: leastStrictness + share * (strictness - leastStrictness))
      last.usual = last.usualLikeness(of: found)
      path = last.path(in: last.windows(around: path))
    }
    return last.beads(of: path)
  }

  /// Sentences of both sides, one after the other.
  private typealias Path = [(source: Range<Int>, target: Range<Int>)]

  private static let leastStrictness = 5.0

  /// The mean of what sentences have in common of which one translates one, from 0.1 on.
  private func usualLikeness(of path: Path) -> Double {
    let values = path.filter { $0.source.count == 1 && $0.target.count == 1 }.map {
      likeness($0.source, $0.target).mean
    }.sorted()
    // Some of them are none.
    let half = values[(values.count / 4)...]
    return max(0.1, half.reduce(0, +) / Double(max(half.count, 1)))
  }

  private init(
    _ source: [SentenceTraits], _ target: [SentenceTraits], _ likenesses: SentenceLikeness,
    strictness: Double
  ) {
    self.strictness = strictness
    self.source = source
    self.target = target
    self.likenesses = likenesses
    sourceSums = source.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.length) }
    targetSums = target.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.length) }
    ratio =
      Double(max(targetSums[target.count], 1)) / Double(max(sourceSums[source.count], 1))
  }

  // MARK: The table

  /// The kinds of beads, and what they cost by being rare.
  private static let shapes: [(source: Int, target: Int, cost: Double)] = [
    (1, 1, 0.1), (1, 0, 4.5), (0, 1, 4.5), (2, 1, 2.4), (1, 2, 2.4), (3, 1, 4.5), (1, 3, 4.5),
    (2, 2, 6),
  ]
  private static let mostSentences = 3

  /// For each sentence of the source, and the end, in front of which sentences of the target it may be: those
  /// around the place where its share of the text would put it.
  private func windows() -> [Range<Int>] {
    let (n, m) = (source.count, target.count)
    // Versions that differ much in length may do so in one place; very long ones have room for less.
    let band = max(40, min(abs(n - m) + 30, max(400, Self.mostCells / 2 / n)))
    let width = min(m, 2 * band) + 1
    return (0...n).map { i in
      let start = max(0, min(i * m / n - band, m - width + 1))
      return start..<start + width
    }
  }

  private static let mostCells = 12_000_000

  /// Windows around a path that was found.
  private func windows(around path: Path) -> [Range<Int>] {
    let margin = 40
    var windows: [Range<Int>] = []
    for bead in path {
      let first = max(0, bead.target.lowerBound - margin)
      let last = min(target.count, bead.target.upperBound + margin) + 1
      for i in bead.source.lowerBound...bead.source.upperBound {
        if i == windows.count {
          windows.append(first..<last)
        } else {
          windows[i] = min(windows[i].lowerBound, first)..<max(windows[i].upperBound, last)
        }
      }
    }
    return windows
  }

  /// The path with the least sum of costs within some windows.
  private func path(in windows: [Range<Int>]) -> Path {
    let (n, m) = (source.count, target.count)
    let offsets = windows.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    func cell(_ i: Int, _ j: Int) -> Int { offsets[i] + j - windows[i].lowerBound }
    var costs = [Double](repeating: .infinity, count: offsets[n + 1])
    var steps = [Int8](repeating: -1, count: offsets[n + 1])
    costs[0] = 0
    // What the sentences have in common of which a bead can still be made.
    var rows: [LikenessRow] = []
    for i in 0...n {
      if i > 0 {
        if rows.count == Self.mostSentences { rows.removeFirst() }
        // A bead may begin some sentences before its row, and this sentence be in those of later rows.
        let later = windows[i...min(n, i + Self.mostSentences - 1)]
        let first = later.map(\.lowerBound).min() ?? 0
        let last = later.map(\.upperBound).max() ?? m
        rows.append(likenesses.row(of: i - 1, max(0, first - Self.mostSentences)..<min(m, last)))
      }
      for j in windows[i] {
        for (number, shape) in Self.shapes.enumerated() where i >= shape.source && j >= shape.target
        {
          let (fromI, fromJ) = (i - shape.source, j - shape.target)
          guard windows[fromI].contains(fromJ) else { continue }
          let sum = costs[cell(fromI, fromJ)]
          guard sum.isFinite else { continue }
          let cost = sum + shape.cost + cost(fromI..<i, fromJ..<j, rows.suffix(shape.source))
          if cost < costs[cell(i, j)] {
            costs[cell(i, j)] = cost
            steps[cell(i, j)] = Int8(number)
          }
        }
      }
    }
    var path: Path = []
    var (i, j) = (n, m)
    while i > 0 || j > 0 {
      let step = steps[cell(i, j)]
      guard step >= 0 else { break }
      let shape = Self.shapes[Int(step)]
      path.append((i - shape.source..<i, j - shape.target..<j))
      (i, j) = (i - shape.source, j - shape.target)
    }
    return path.reversed()
  }

  /// The beads of a path, and how certain they are.
  private func beads(of path: Path) -> [Bead] {
    let beads = path.map { pair in
      Bead(
        source: pair.source, target: pair.target, certainty: certainty(pair.source, pair.target))
    }
    // Beside a sentence that stays alone, a longer one may hold it too.
    return beads.indices.map { place in
      let bead = beads[place]
      let isBesideAlone = [place - 1, place + 1].contains {
        beads.indices.contains($0) && beads[$0].certainty == .alone
      }
      let isSafe = !isBesideAlone || lengthShare(bead.source, bead.target) > 0.85
      guard bead.certainty == .sure, !isSafe else { return bead }
      return Bead(source: bead.source, target: bead.target, certainty: .weak)
    }
  }

  // MARK: Costs

  private func cost(_ s: Range<Int>, _ t: Range<Int>, _ rows: ArraySlice<LikenessRow>) -> Double {
    guard !s.isEmpty, !t.isEmpty else {
      // A whole block that only one side has, such as a title, costs less than a part of one.
      let side = s.isEmpty ? target[t] : source[s]
      return side.allSatisfy(\.startsBlock) ? -0.5 : 0.5
    }
    let likeness = likenesses.likeness(of: s, t, rows)
    // Two languages have more or less in common, and more is known of the words of some.
    let common = min(2, (0.7 * likeness.mean + 0.3 * likeness.least) / usual)
    // A sentence that was left out in one version is not to hide behind its neighbour. Where nothing is
    // known of any, there are the lengths alone.
    let mayHide = likeness.mean > 0 && (s.count > 1 || t.count > 1)
    let hidden = mayHide ? 6 * max(0, 0.6 - likeness.least / usual) : 0
    return lengthCost(s, t) + strictness * (1 - common) + hidden + structureCost(s, t)
  }

  /// Minus the logarithm of how probable such lengths are.
  private func lengthCost(_ s: Range<Int>, _ t: Range<Int>) -> Double {
    let a = Double(sourceSums[s.upperBound] - sourceSums[s.lowerBound]) * ratio
    let b = Double(targetSums[t.upperBound] - targetSums[t.lowerBound])
    let mean = (a + b) / 2 + 1
    let delta = abs(a - b) / (6.8 * mean).squareRoot()
    let probability = erfc(delta / 2.0.squareRoot())
    return min(12, -log(max(probability, 1e-9)))
  }

  /// The shorter side as a share of the longer one. Of very short texts it says nothing.
  private func lengthShare(_ s: Range<Int>, _ t: Range<Int>) -> Double {
    let a = Double(sourceSums[s.upperBound] - sourceSums[s.lowerBound]) * ratio + 10
    let b = Double(targetSums[t.upperBound] - targetSums[t.lowerBound]) + 10
    return min(a, b) / max(a, b)
  }

  /// What a bead crosses: blocks that begin on one side alone, blocks of different kinds, and ends of
  /// blocks inside it.
  private func structureCost(_ s: Range<Int>, _ t: Range<Int>) -> Double {
    let (a, b) = (source[s.lowerBound], target[t.lowerBound])
    var cost = 0.0
    if a.startsBlock != b.startsBlock { cost += 1.5 }
    if a.kind != b.kind { cost += a.isHeading != b.isHeading ? 4 : 2 }
    cost += 3 * Double(source[s].dropFirst().count { $0.startsBlock })
    cost += 3 * Double(target[t].dropFirst().count { $0.startsBlock })
    return cost
  }

  private func likeness(_ s: Range<Int>, _ t: Range<Int>) -> (mean: Double, least: Double) {
    likenesses.likeness(of: s, t, s.map { likenesses.row(of: $0, t) }[...])
  }

  private func certainty(_ s: Range<Int>, _ t: Range<Int>) -> Bead.Certainty {
    guard !s.isEmpty, !t.isEmpty else { return .alone }
    let common = likeness(s, t).least / usual
    let length = lengthCost(s, t)
    // Figures that only one side has speak against any pair.
    let figures = { (traits: ArraySlice<SentenceTraits>) in Set(traits.flatMap(\.figures)) }
    let (a, b) = (figures(source[s]), figures(target[t]))
    let isContradicted = !a.isEmpty && !b.isEmpty && a.isDisjoint(with: b)
    let isOne = s.count == 1 && t.count == 1
    guard
      !isContradicted && length < 2 && lengthShare(s, t) > 0.68
        && common > (isOne ? 0.5 : 0.8)
    else { return .weak }
    return isBestAround(s, t) ? .sure : .weak
  }

  /// Whether no sentence beside a bead has more in common with one of it than what is in it, and none could
  /// be left out of it.
  private func isBestAround(_ s: Range<Int>, _ t: Range<Int>) -> Bool {
    let mine = likeness(s, t).mean
    let before = (source: s.lowerBound - 1, target: t.lowerBound - 1)
    for other in [before.target, t.upperBound] where target.indices.contains(other) {
      for i in s where likeness(i..<i + 1, other..<other + 1).mean >= mine { return false }
    }
    for other in [before.source, s.upperBound] where source.indices.contains(other) {
      for j in t where likeness(other..<other + 1, j..<j + 1).mean >= mine { return false }
    }
    for rest in [s.dropFirst(), s.dropLast()] where !rest.isEmpty && rest.count < s.count {
      if likeness(rest, t).mean >= mine || lengthCost(rest, t) < lengthCost(s, t) { return false }
    }
    for rest in [t.dropFirst(), t.dropLast()] where !rest.isEmpty && rest.count < t.count {
      if likeness(s, rest).mean >= mine || lengthCost(s, rest) < lengthCost(s, t) { return false }
    }
    return true
  }
}
