import Units

/// What the sentence search sees of a block, and where in it each run stands.
///
/// One serves a whole document: its room is kept from block to block.
struct FlatText {
  private(set) var bytes: [UInt8] = []
  /// Where each run begins, and at the end where the last one ends.
  private var offsets: [Int] = []

  /// Takes text without codes.
  mutating func fill(with text: ArraySlice<UInt8>) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: text)
  }

  /// Takes the runs of a block.
  mutating func fill(with runs: [Block.Run], in source: [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    for run in runs {
      offsets.append(bytes.count)
      switch run.payload {
      case .literal: bytes.append(contentsOf: source[run.range])
      case .replaced(let text): bytes.append(contentsOf: text.utf8)
      case .code(let code): bytes.append(contentsOf: code.flatText.utf8)
      }
    }
    offsets.append(bytes.count)
  }

  /// The bytes of a sentence in the file: its text, with the codes that belong to it; nil where
  /// nothing does. Sentences are asked for in order: `first` is the first run that can belong to
  /// one, and moves on with them.
  func extent(
    of sentence: Range<Int>, in runs: [Block.Run], from first: inout Int, _ codeSides: CodeSides
  ) -> Range<Int>? {
    while first < runs.count, offsets[first + 1] < sentence.lowerBound { first += 1 }
    var start: Int?
    var end = 0
    var run = first
    while run < runs.count, offsets[run] <= sentence.upperBound {
      let place = offsets[run]..<offsets[run + 1]
      if runs[run].belongs(to: sentence, at: place, codeSides) {
        start = start ?? runs[run].sourceOffset(of: sentence.lowerBound, at: place)
        end = runs[run].sourceOffset(of: sentence.upperBound, at: place, roundingUp: true)
      }
      run += 1
    }
    return start.map { $0..<max($0, end) }
  }
}

extension Block.Code {
  /// What a code is to the sentence search: a line break is white space, code and images are a
  /// word, and everything else is nothing.
  fileprivate var flatText: String {
    switch meaning {
    case .lineBreak: "\n"
    case .code, .image, .entity, .other: kind == .standalone ? "\u{FFFC}" : ""
    case .bold, .italic, .strikethrough, .link, .html, .footnote, .anchor: ""
    }
  }
}

extension Block.Run {
  /// Whether the run, or a part of it, belongs to a sentence. A code that is nothing to the search
  /// stays with the text it touches, on the side that the rules say.
  fileprivate func belongs(
    to sentence: Range<Int>, at place: Range<Int>, _ sides: CodeSides
  ) -> Bool {
    guard place.isEmpty, case .code(let code) = payload else {
      return place.lowerBound < sentence.upperBound && place.upperBound > sentence.lowerBound
    }
    let offset = place.lowerBound
    if offset > sentence.lowerBound, offset < sentence.upperBound { return true }
    let side =
      switch code.kind {
      case .open: sides.start
      case .close: sides.end
      case .standalone: sides.isolated
      }
    if offset == sentence.upperBound { return side == .before }
    // A code that a space sets apart from the sentence before goes with the text behind it.
    return offset == sentence.lowerBound && (side == .after || code.kind == .standalone)
  }

  /// The byte of the file at a place in the searched text. Inside a run that stands for other text,
  /// this is the start of the run, or its end.
  fileprivate func sourceOffset(
    of wanted: Int, at place: Range<Int>, roundingUp: Bool = false
  ) -> Int {
    if wanted <= place.lowerBound, !place.isEmpty { return range.lowerBound }
    if wanted >= place.upperBound {
      return roundingUp || !place.isEmpty ? range.upperBound : range.lowerBound
    }
    if case .literal = payload { return range.lowerBound + wanted - place.lowerBound }
    return roundingUp ? range.upperBound : range.lowerBound
  }
}
