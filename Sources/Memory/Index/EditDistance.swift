/// The Levenshtein distance from one list of words to many others.
///
/// Lists of up to 64 words are compared in one machine word a step (Myers, “A fast bit-vector
/// algorithm for approximate string matching”, 1999, in Hyyrö's form); longer ones in a table.
struct EditDistance {
  /// What stands for a word that no list has. It is equal to none, not even to itself.
  static let unknown = UInt32.max

  private var query: [UInt32] = []
  /// For each word of the vocabulary where it stands in the query.
  private var masks: [UInt64]

  /// A measure for words with numbers below a bound.
  init(vocabulary: Int) { masks = Array(repeating: 0, count: vocabulary) }

  /// Takes the list that others are compared with.
  mutating func prepare(_ query: [UInt32]) {
    for word in self.query where word != Self.unknown { masks[Int(word)] = 0 }
    self.query = query
    guard query.count <= 64 else { return }
    for (place, word) in query.enumerated() where word != Self.unknown {
      masks[Int(word)] |= 1 << place
    }
  }

  /// The distance to a list; nil where it exceeds what is allowed.
  func distance(to list: Span<UInt32>, allowed: Int) -> Int? {
    guard !query.isEmpty, abs(query.count - list.count) <= allowed else { return nil }
    return query.count <= 64
      ? bitDistance(to: list, allowed: allowed)
      : Self.tableDistance(query.span, list, allowed: allowed)
  }

  private func bitDistance(to list: Span<UInt32>, allowed: Int) -> Int? {
    let last = UInt64(1) << (query.count - 1)
    var positive = UInt64.max
    var negative: UInt64 = 0
    var distance = query.count
    var left = list.count
    for index in list.indices {
      let mask = masks[Int(list[index])]
      let diagonal = (((mask & positive) &+ positive) ^ positive) | mask | negative
      var horizontalPositive = negative | ~(diagonal | positive)
      let horizontalNegative = positive & diagonal
      if horizontalPositive & last != 0 { distance += 1 }
      if horizontalNegative & last != 0 { distance -= 1 }
      left -= 1
      // Each word that is left takes off one at most.
      if distance - left > allowed { return nil }
      horizontalPositive = horizontalPositive << 1 | 1
      positive = (horizontalNegative << 1) | ~(diagonal | horizontalPositive)
      negative = horizontalPositive & diagonal
    }
    return distance <= allowed ? distance : nil
  }

  /// The distance by the table of all pairs of beginnings.
  static func tableDistance(_ a: Span<UInt32>, _ b: Span<UInt32>, allowed: Int) -> Int? {
    var previous = Array(0...b.count)
    var current = previous
    for i in a.indices {
      current[0] = i + 1
      var least = current[0]
      for j in b.indices {
        let substitution = previous[j] + (a[i] == b[j] && a[i] != unknown ? 0 : 1)
        current[j + 1] = min(substitution, previous[j + 1] + 1, current[j] + 1)
        least = min(least, current[j + 1])
      }
      if least > allowed { return nil }
      swap(&previous, &current)
    }
    return previous[b.count] <= allowed ? previous[b.count] : nil
  }
}
