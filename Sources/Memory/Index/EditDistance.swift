/// The Levenshtein distance from one list of words to many others.
///
/// Lists of up to 64 words are compared in one machine word a step (Myers, “A fast bit-vector
/// algorithm for approximate string matching”, 1999, in Hyyrö's form), longer ones in blocks of 64.
struct EditDistance {
  /// What stands for a word that no list has. It is equal to none, not even to itself.
  static let unknown = UInt32.max

  private var query: [UInt32] = []
  /// For each word of the vocabulary where it stands in the query.
  private var masks: [UInt64]
  /// The same for each block of a query of more than 64 words.
  private var blockMasks: [UInt32: [UInt64]] = [:]

  /// A measure for words with numbers below a bound.
  init(vocabulary: Int) { masks = Array(repeating: 0, count: vocabulary) }

  /// Takes the list that others are compared with.
  mutating func prepare(_ query: [UInt32]) {
    for word in self.query where word != Self.unknown { masks[Int(word)] = 0 }
    self.query = query
    blockMasks = [:]
    guard query.count <= 64 else { return prepareBlocks() }
    for (place, word) in query.enumerated() where word != Self.unknown {
      masks[Int(word)] |= 1 << place
    }
  }

  /// The distance to a list; nil where it exceeds what is allowed.
  func distance(to list: Span<UInt32>, allowed: Int) -> Int? {
    guard !query.isEmpty, abs(query.count - list.count) <= allowed else { return nil }
    return query.count <= 64
      ? bitDistance(to: list, allowed: allowed)
      : blockDistance(to: list, allowed: allowed)
  }

  private var blocks: Int { (query.count + 63) / 64 }

  private mutating func prepareBlocks() {
    let none = [UInt64](repeating: 0, count: blocks)
    for (place, word) in query.enumerated() where word != Self.unknown {
      blockMasks[word, default: none][place / 64] |= 1 << (place % 64)
    }
  }

  private func blockDistance(to list: Span<UInt32>, allowed: Int) -> Int? {
    let none = [UInt64](repeating: 0, count: blocks)
    var positive = [UInt64](repeating: .max, count: blocks)
    var negative = none
    let end = UInt64(1) << ((query.count - 1) % 64)
    var distance = query.count
    var left = list.count
    for index in list.indices {
      let masks = blockMasks[list[index]] ?? none
      // What a block hands to the next: the difference along its last row.
      var carry = 1
      for block in 0..<blocks {
        let (up, down) = (positive[block], negative[block])
        let mask = masks[block] | (carry < 0 ? 1 : 0)
        let vertical = masks[block] | down
        let diagonal = (((mask & up) &+ up) ^ up) | mask
        var horizontalUp = down | ~(diagonal | up)
        var horizontalDown = up & diagonal
        let last = block == blocks - 1 ? end : 1 << 63
        let next = horizontalUp & last != 0 ? 1 : horizontalDown & last != 0 ? -1 : 0
        horizontalUp = horizontalUp << 1 | (carry > 0 ? 1 : 0)
        horizontalDown = horizontalDown << 1 | (carry < 0 ? 1 : 0)
        positive[block] = horizontalDown | ~(vertical | horizontalUp)
        negative[block] = horizontalUp & vertical
        carry = next
      }
      distance += carry
      left -= 1
      if distance - left > allowed { return nil }
    }
    return distance <= allowed ? distance : nil
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

  /// The distance by the table of all pairs of beginnings: its definition, for comparison.
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
