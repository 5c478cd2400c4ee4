import Units

/// Which words translate which, learnt from pairs of sentences alone: those of which each says the other in
/// its language.
struct WordLexicon {
  private var likenesses: [String: [String: Float]] = [:]

  /// Learns from pairs of sentences, each a list of words.
  init(_ pairs: [(source: [String], target: [String])]) {
    var forward: [String: [String: Float]] = [:]
    WordModel(pairs).forEach { source, target, probability in
      forward[source, default: [:]][target] = probability
    }
    WordModel(pairs.map { ($0.target, $0.source) }).forEach { target, source, probability in
      guard let other = forward[source]?[target] else { return }
      // Many words have two translations.
      likenesses[source, default: [:]][target] = min(1, 2 * (probability * other).squareRoot())
    }
  }

  /// The words that may translate a word, and how far, from 0 to 1.
  func translations(of word: String) -> [String: Float] { likenesses[word] ?? [:] }
}

/// How probable a word is as the translation of another one, learnt from pairs of sentences (IBM model 1:
/// Brown et al., “The Mathematics of Statistical Machine Translation”, 1993).
private struct WordModel {
  private var sourceNumbers: [String: Int32] = [:]
  private var targetNumbers: [String: Int32] = [:]
  /// The probabilities of pairs of words, by both numbers.
  private var probabilities: [UInt64: Float] = [:]

  /// Learns from pairs of sentences, each a list of words.
  init(_ pairs: [(source: [String], target: [String])], rounds: Int = 8) {
    var slots: [UInt64: Int32] = [:]
    var keys: [UInt64] = []
    /// For each pair of sentences its words' pairs, target by target, with all sources and none.
    var cells: [Int32] = []
    var shapes: [(sources: Int, targets: Int)] = []
    for pair in pairs {
      let sources = [0] + pair.source.map { Self.number($0, in: &sourceNumbers) }
      let targets = pair.target.map { Self.number($0, in: &targetNumbers) }
      shapes.append((sources.count, targets.count))
      for target in targets {
        for source in sources {
          let key = Self.key(source, target)
          if let slot = slots[key] {
            cells.append(slot)
          } else {
            let slot = Int32(keys.count)
            slots[key] = slot
            keys.append(key)
            cells.append(slot)
          }
        }
      }
    }
    var values = [Float](repeating: 1, count: keys.count)
    var last = values
    for _ in 0..<rounds {
      var counts = [Float](repeating: 0, count: keys.count)
      var place = 0
      for shape in shapes {
        for _ in 0..<shape.targets {
          let row = cells[place..<place + shape.sources]
          let sum = row.reduce(Float(0)) { $0 + values[Int($1)] }
          for cell in row { counts[Int(cell)] += values[Int(cell)] / sum }
          place += shape.sources
        }
      }
      last = counts
      var totals = [Float](repeating: 0, count: sourceNumbers.count + 1)
      for (slot, key) in keys.enumerated() { totals[Int(key >> 32)] += counts[slot] }
      for (slot, key) in keys.enumerated() { values[slot] = counts[slot] / totals[Int(key >> 32)] }
    }
    for (slot, key) in keys.enumerated() where values[slot] > 0.05 && key >> 32 != 0 {
      // Words that met once seem to translate each other, true or not.
      probabilities[key] = last[slot] > 1.3 ? values[slot] : values[slot] * 0.3
    }
  }

  /// Calls a function with each pair of words of which one may translate the other, and how probable that is.
  func forEach(_ take: (_ source: String, _ target: String, _ probability: Float) -> Void) {
    var (sources, targets) = ([Int32: String](), [Int32: String]())
    for (word, number) in sourceNumbers { sources[number] = word }
    for (word, number) in targetNumbers { targets[number] = word }
    for (key, probability) in probabilities {
      guard let source = sources[Int32(truncatingIfNeeded: key >> 32)],
        let target = targets[Int32(truncatingIfNeeded: key)]
      else { continue }
      take(source, target, probability)
    }
  }

  /// Numbers from 1 on: 0 stands for no word.
  private static func number(_ word: String, in numbers: inout [String: Int32]) -> Int32 {
    if let known = numbers[word] { return known }
    let number = Int32(numbers.count + 1)
    numbers[word] = number
    return number
  }

  private static func key(_ source: Int32, _ target: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: source)) << 32 | UInt64(UInt32(bitPattern: target))
  }
}
