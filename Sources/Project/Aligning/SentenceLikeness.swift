/// For the words of a sentence of the source, and those of some sentences of the target in a row, how far each
/// has its like on the other side, from 0 to 1.
struct LikenessRow {
  /// The sentences of the target.
  let targets: Range<Int>
  /// For each of them the words of the source's sentence.
  fileprivate var source: [Float]
  /// The words of all of them.
  fileprivate var target: [Float]
  /// For each of them the weights of what has its like, of both sides.
  fileprivate var sourceSums: [Float]
  fileprivate var targetSums: [Float]
}

/// What sentences of two versions have in common.
struct SentenceLikeness {
  private let source: Side
  private let target: Side
  private let relations: WordRelations
  /// For each word of the target the places at which it occurs among all words, in order.
  private let occurrences: [[Int32]]
  /// The sentence of each of these places.
  private let sentences: [Int32]

  /// A side's sentences, as words with weights.
  private struct Side {
    let words: [[Int32]]
    let weights: [[Float]]
    let sums: [Float]
    /// How many words stand in front of each sentence, and in all.
    let starts: [Int]

    init(_ vocabulary: Vocabulary) {
      let weights = vocabulary.weights
      words = vocabulary.sentences
      self.weights = words.map { $0.map { weights[Int($0)] } }
      sums = self.weights.map { $0.reduce(0, +) }
      starts = words.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    }
  }

  init(_ source: Vocabulary, _ target: Vocabulary, _ relations: WordRelations) {
    self.source = Side(source)
    self.target = Side(target)
    self.relations = relations
    var occurrences = [[Int32]](repeating: [], count: target.words.count)
    var sentences: [Int32] = []
    for (sentence, words) in target.sentences.enumerated() {
      for word in words {
        occurrences[Int(word)].append(Int32(sentences.count))
        sentences.append(Int32(sentence))
      }
    }
    self.occurrences = occurrences
    self.sentences = sentences
  }

  /// What a sentence of the source has in common with some of the target.
  func row(of i: Int, _ targets: Range<Int>) -> LikenessRow {
    let words = source.words[i]
    let count = words.count
    let (start, end) = (target.starts[targets.lowerBound], target.starts[targets.upperBound])
    var row = LikenessRow(
      targets: targets, source: Array(repeating: 0, count: targets.count * count),
      target: Array(repeating: 0, count: end - start),
      sourceSums: Array(repeating: 0, count: targets.count),
      targetSums: Array(repeating: 0, count: targets.count))
    for (x, word) in words.enumerated() {
      for (other, likeness) in relations.related[Int(word)] {
        let places = occurrences[Int(other)]
        var next = places.firstIndex(from: Int32(start))
        while next < places.count, places[next] < end {
          let place = Int(places[next])
          let j = Int(sentences[place]) - targets.lowerBound
          row.source[j * count + x] = max(row.source[j * count + x], likeness)
          row.target[place - start] = max(row.target[place - start], likeness)
          next += 1
        }
      }
    }
    for j in targets {
      let number = j - targets.lowerBound
      for x in 0..<count {
        row.sourceSums[number] += row.source[number * count + x] * source.weights[i][x]
      }
      let first = target.starts[j] - start
      for (y, weight) in target.weights[j].enumerated() {
        row.targetSums[number] += row.target[first + y] * weight
      }
    }
    return row
  }

  /// What two sides have in common, from 0 to 1: the share of the source's words that have their like
  /// there and the share of the target's that have theirs here; rare words, figures and names count more.
  /// `least` is the share of the sentence that has the fewest.
  ///
  /// - Parameters:
  ///   - s: Sentences of the source.
  ///   - t: Sentences of the target.
  ///   - rows: The rows of those of the source.
  /// - Returns: Both shares.
  func likeness(
    of s: Range<Int>, _ t: Range<Int>, _ rows: ArraySlice<LikenessRow>
  ) -> (mean: Double, least: Double) {
    var (found, all, least) = (Float(0), Float(0), Float(1))
    func take(_ mine: Float, of sum: Float) {
      if sum > 0 { least = min(least, mine / sum) }
      found += mine
      all += sum
    }
    for (i, row) in zip(s, rows) {
      let number = t.lowerBound - row.targets.lowerBound
      var mine: Float = 0
      if t.count == 1 {
        mine = row.sourceSums[number]
      } else {
        let count = source.words[i].count
        for x in 0..<count {
          var best: Float = 0
          for j in 0..<t.count { best = max(best, row.source[(number + j) * count + x]) }
          mine += best * source.weights[i][x]
        }
      }
      take(mine, of: source.sums[i])
    }
    for j in t {
      var mine: Float = 0
      if s.count == 1, let row = rows.first {
        mine = row.targetSums[j - row.targets.lowerBound]
      } else {
        for (y, weight) in target.weights[j].enumerated() {
          var best: Float = 0
          for row in rows {
            let place = target.starts[j] - target.starts[row.targets.lowerBound] + y
            best = max(best, row.target[place])
          }
          mine += best * weight
        }
      }
      take(mine, of: target.sums[j])
    }
    return all == 0 ? (0.5, 0.5) : (Double(found / all), Double(least))
  }
}

extension [Int32] {
  /// The first index of rising numbers at which one is not below another.
  fileprivate func firstIndex(from number: Int32) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
