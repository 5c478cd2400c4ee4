import Units

/// Lays a translation back into the cues of its source: each gets the share of the text that it had,
/// and is cut between words, best behind a comma or a stop.
struct SubtitleSyntax: UnitSyntax {
  /// The text of each cue, from the start of the unit.
  let cues: [Range<Int>]
  /// The characters that each cue shows in the source.
  let lengths: [Int]
  /// The most lines that a cue has in the source.
  let lines: Int
  /// Whether `&`, `<` and `>` are written as references.
  let escapes: Bool

  /// What players show on one line.
  private static let lineWidth = 42

  var writesWholeUnit: Bool { true }

  /// A word with the codes that touch it.
  private struct Word {
    var bytes: [UInt8] = []
    var length = 0
    var endsClause = false
  }

  func write(_ parts: [UnitPart], original: ArraySlice<UInt8>) -> [UInt8] {
    let (words, anchors) = words(of: parts)
    let cuts = self.cuts(words, anchors)
    let lineEnd = Self.lineEnd(of: original)
    var output: [UInt8] = []
    var start = 0
    for (index, cue) in cues.enumerated() {
      let end = index < cuts.count ? cuts[index] : words.count
      output += Self.text(words[start..<max(start, end)], lines: max(lines, 2), lineEnd)
      start = max(start, end)
      let next = index + 1 < cues.count ? cues[index + 1].lowerBound : original.count
      output += original.dropFirst(cue.upperBound).prefix(next - cue.upperBound)
    }
    return output
  }

  /// The words, and for each part where its text ends in the source and in the translation.
  private func words(of parts: [UnitPart]) -> ([Word], [(source: Int, target: Int)]) {
    var words = [Word()]
    var anchors: [(source: Int, target: Int)] = []
    var (source, target) = (0, 0)
    for part in parts {
      for piece in part.translation ?? [] {
        switch piece {
        case .code(let bytes, _): words[words.count - 1].bytes += bytes
        case .text(let text):
          for character in text {
            if character.isWhitespace {
              if !words[words.count - 1].bytes.isEmpty { words.append(Word()) }
              target += 1
              continue
            }
            let bytes =
              escapes
              ? MarkupSyntax(place: .text).escaped(String(character))
              : Array(String(character).utf8)
            words[words.count - 1].bytes += bytes
            words[words.count - 1].length += 1
            words[words.count - 1].endsClause = ".,;:?!…".contains(character)
            target += 1
          }
        }
      }
      source += part.sourceText.count
      anchors.append((source, target))
    }
    if words.last?.bytes.isEmpty ?? false { words.removeLast() }
    return (words, anchors)
  }

  /// Before which word each cue but the last ends.
  private func cuts(_ words: [Word], _ anchors: [(source: Int, target: Int)]) -> [Int] {
    var cuts: [Int] = []
    var sourceEnd = 0
    for cue in lengths.indices.dropLast() {
      sourceEnd += lengths[cue] + (cue == 0 ? 0 : 1)
      let wanted = Self.target(of: sourceEnd, anchors)
      var best = cuts.last ?? 0
      var bestCost = Int.max
      var position = 0
      for (index, word) in words.enumerated() {
        position += word.length + (index == 0 ? 0 : 1)
        // Each cue keeps a word where there are enough.
        let isPossible =
          index + 1 > (cuts.last ?? 0) && words.count - index - 1 >= lengths.count - cue - 1
        guard isPossible else { continue }
        let cost = abs(position - wanted) - (word.endsClause ? 6 : 0)
        if cost < bestCost { (best, bestCost) = (index + 1, cost) }
      }
      cuts.append(best)
    }
    return cuts
  }

  /// The place in the translation that answers to one in the source: sentence by sentence, and in
  /// proportion within one.
  private static func target(of place: Int, _ anchors: [(source: Int, target: Int)]) -> Int {
    var before = (source: 0, target: 0)
    for anchor in anchors {
      if place <= anchor.source {
        let length = max(anchor.source - before.source, 1)
        return before.target + (place - before.source) * (anchor.target - before.target) / length
      }
      before = anchor
    }
    return before.target
  }

  /// The text of a cue, on two lines where it is too long for one.
  private static func text(_ words: ArraySlice<Word>, lines: Int, _ lineEnd: [UInt8]) -> [UInt8] {
    let length = words.reduce(0) { $0 + $1.length } + max(words.count - 1, 0)
    let count = min(lines, (length + lineWidth - 1) / lineWidth)
    var output: [UInt8] = []
    var position = 0
    var line = 1
    for (index, word) in words.enumerated() {
      if index > 0 {
        let isFull = line < count && position + word.length / 2 >= length * line / count
        output += isFull ? lineEnd : [0x20]
        if isFull { line += 1 }
        position += 1
      }
      output += word.bytes
      position += word.length
    }
    return output
  }

  private static func lineEnd(of bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard let first = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return [0x0A] }
    if bytes[first] == 0x0A { return [0x0A] }
    return bytes.dropFirst(first - bytes.startIndex + 1).first == 0x0A ? [0x0D, 0x0A] : [0x0D]
  }
}
