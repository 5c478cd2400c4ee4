import Units

/// Joins the text of cues that form sentences.
struct SubtitleText {
  private let source: [UInt8]
  private let isWebVTT: Bool

  /// A sentence takes no more cues; subtitles without any stops are cut there.
  private static let mostCues = 8

  init(_ source: [UInt8], isWebVTT: Bool) {
    self.source = source
    self.isWebVTT = isWebVTT
  }

  /// One block for each run of cues that ends with a sentence.
  func blocks(of cues: [[Range<Int>]]) -> [Block] {
    var blocks: [Block] = []
    var joined: [[Range<Int>]] = []
    for (index, cue) in cues.enumerated() {
      joined.append(cue)
      let isEnd =
        index + 1 == cues.count || joined.count == Self.mostCues
        || !goesOn(after: cue, with: cues[index + 1])
      guard isEnd else { continue }
      blocks.append(block(of: joined))
      joined = []
    }
    return blocks
  }

  /// Whether a sentence goes on from a cue to the next.
  private func goesOn(after cue: [Range<Int>], with next: [Range<Int>]) -> Bool {
    let last = visibleText(cue)
    let following = visibleText(next)
    guard let end = last.last(where: { !"\"'”’»".contains($0) }), let start = following.first else {
      return false
    }
    // Another speaker, music and sounds begin for themselves.
    if "-–—[(♪>".contains(start) || "♪])".contains(end) { return false }
    // An ellipsis at the end and one at the next start are one sentence in two parts.
    if last.hasSuffix("…") || last.hasSuffix("...") {
      return following.hasPrefix("…") || following.hasPrefix("...") || start.isLowercase
    }
    return !".?!".contains(end) && (end != ":" || start.isLowercase)
  }

  /// The text of a cue without tags.
  private func visibleText(_ cue: [Range<Int>]) -> String {
    var text = ""
    for run in runs(of: cue) {
      switch run.payload {
      case .literal: text += String(decoding: source[run.range], as: UTF8.self)
      case .replaced(let replacement): text += replacement
      case .code: continue
      }
    }
    return text.collapsingWhitespace
  }

  private func block(of cues: [[Range<Int>]]) -> Block {
    var runs: [Block.Run] = []
    var places: [Range<Int>] = []
    let start = cues[0][0].lowerBound
    for cue in cues {
      if let last = runs.last {
        runs.append(
          Block.Run(range: last.range.upperBound..<cue[0].lowerBound, payload: .replaced(" ")))
      }
      runs += self.runs(of: cue)
      places.append(cue[0].lowerBound - start..<cue[cue.count - 1].upperBound - start)
    }
    let lines = cues.map(\.count).max() ?? 1
    var block = Block(
      kind: .subtitle, runs: runs,
      syntax: SubtitleSyntax(
        cues: places, lengths: cues.map { visibleText($0).count }, lines: lines,
        escapes: isWebVTT))
    block.markOpaqueText(in: source, .plain)
    block.pairHTML(in: source, firstPair: 1)
    return block
  }

  private func runs(of cue: [Range<Int>]) -> [Block.Run] {
    var runs: [Block.Run] = []
    for line in cue {
      if let last = runs.last {
        runs.append(
          Block.Run(range: last.range.upperBound..<line.lowerBound, payload: .replaced(" ")))
      }
      runs += self.runs(ofLine: line)
    }
    return runs
  }

  /// Tags, and the commands in braces that players of SubRip know, are codes.
  private func runs(ofLine line: Range<Int>) -> [Block.Run] {
    var runs: [Block.Run] = []
    var start = line.lowerBound
    var index = start
    func literal(upTo end: Int) { if end > start { runs.append(Block.Run(start..<end)) } }
    while index < line.upperBound {
      let rest = source[index..<line.upperBound]
      var end: Int?
      if source[index] == UInt8(ascii: "<") {
        end = rest.firstIndex(of: UInt8(ascii: ">"))
      } else if rest.starts(with: "{\\".utf8) {
        end = rest.firstIndex(of: UInt8(ascii: "}"))
      } else if isWebVTT, source[index] == UInt8(ascii: "&"),
        let length = CharacterReference.length(at: index, in: rest),
        let text = CharacterReference.text(of: rest.prefix(length))
      {
        literal(upTo: index)
        runs.append(Block.Run(range: index..<index + length, payload: .replaced(text)))
        index += length
        start = index
        continue
      }
      guard let end else {
        index += 1
        continue
      }
      literal(upTo: index)
      let code = Block.Code(kind: .standalone, meaning: .html, pair: nil, whenTranslated: nil)
      runs.append(Block.Run(range: index..<end + 1, payload: .code(code)))
      index = end + 1
      start = index
    }
    literal(upTo: index)
    return runs
  }
}
