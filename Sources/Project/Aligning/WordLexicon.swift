import Units

/// Which words translate which, learnt from pairs of sentences alone (IBM model 1: Brown et al., “The
/// Mathematics of Statistical Machine Translation”, 1993).
struct WordLexicon {
  private var sourceNumbers: [String: Int32] = [:]
  private var targetNumbers: [String: Int32] = [:]
  /// The probabilities of pairs of words, by both numbers.
  private var probabilities: [UInt64: Float] = [:]

  /// Whether it knows nothing.
  var isEmpty: Bool { probabilities.isEmpty }

  /// Learns from pairs of sentences, each a list of words.
  init(_ pairs: [(source: [String], target: [String])], rounds: Int = 5) {
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

  /// How probable a word is as a translation of another one, from 0 to 1, by their numbers.
  func probability(of target: Int32, for source: Int32) -> Float {
    probabilities[Self.key(source, target)] ?? 0
  }

  /// The number of a word of the source's language; -1 for one that is not known.
  func number(ofSource word: String) -> Int32 { sourceNumbers[word] ?? -1 }

  /// The number of a word of the target's language; -1 for one that is not known.
  func number(ofTarget word: String) -> Int32 { targetNumbers[word] ?? -1 }

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
