/// Sentences as those of a memory are: words by Zipf's law, lengths around ten words, and a third that
/// is like one before.
package struct Sentences {
  private var state: UInt64 = 2026
  private var recent: [String] = []
  private let words: [String]
  private let sums: [Double]

  /// Begins anew.
  package init() {
    words = (0..<60_000).map(Self.word)
    var sum = 0.0
    sums = (0..<60_000).map { rank in
      sum += 1 / Double(rank + 3)
      return sum
    }
  }

  /// As many different syllables as a language has, so that words share as few letters as there.
  private static let syllables: [String] = {
    let starts = "b c ch d f g h j l m n p qu r s sh st t tr v w z".split(separator: " ")
    let middles = "a e i o u ai ea ie ou".split(separator: " ")
    let ends = ["", "n", "r", "s", "l"]
    return ends.flatMap { end in
      middles.flatMap { middle in starts.map { $0 + middle + end } }
    }
  }()

  private static func word(_ number: Int) -> String {
    // Spread over all syllables: the frequent words are not those of the first ones.
    var rest = (number + 13) * 7919 % 982_343
    var word = ""
    repeat {
      word += syllables[rest % syllables.count]
      rest /= syllables.count
    } while rest > 0
    return word
  }

  /// A number below a bound.
  package mutating func random(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  private mutating func anyWord() -> String {
    let wanted = Double(random(1 << 30)) / Double(1 << 30) * (sums.last ?? 1)
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] >= wanted { high = middle } else { low = middle + 1 }
    }
    return words[low]
  }

  /// The next sentence.
  package mutating func next() -> String {
    if random(3) == 0, !recent.isEmpty { return change(recent[random(recent.count)]) }
    let count = 2 + random(6) + random(6) + random(7)
    let text = (0..<count).map { _ in anyWord() }.joined(separator: " ") + "."
    if recent.count < 50_000 { recent.append(text) } else { recent[random(50_000)] = text }
    return text
  }

  /// The sentence with one or two words changed, added or left out.
  package mutating func change(_ text: String) -> String {
    var list = text.split(separator: " ").map(String.init)
    for _ in 0...random(2) {
      let place = random(list.count)
      switch random(3) {
      case 0: list.insert(anyWord(), at: place)
      case 1 where list.count > 2: list.remove(at: place)
      default: list[place] = anyWord()
      }
    }
    return list.joined(separator: " ")
  }
}
