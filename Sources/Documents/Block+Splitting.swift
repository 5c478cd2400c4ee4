import Units

extension Block {
  /// Splits the block into segments.
  func split(
    in bytes: [UInt8], codeSides: CodeSides, by sentences: ([UInt8]) throws -> [Range<Int>]
  ) rethrows -> SourceUnit {
    if runs.count == 1, case .literal = runs[0].payload {
      return try splitPlain(in: bytes, by: sentences)
    }
    let flat = FlatText(of: runs, in: bytes)
    let all = try sentences(flat.bytes)
    // A number or a code by itself needs no translator: it stays in what lies between.
    let ranges = all.filter { flat.bytes[$0].holdLetter }
    let extents = extents(
      of: ranges, flat: flat, codeSides: codeSides, isWhole: ranges.last == all.last)
    var segments: [SourceSegment] = []
    segments.reserveCapacity(extents.count)
    var next = range.lowerBound
    var run = 0
    for extent in extents {
      let gap = SegmentBuilder(of: runs, from: &run, within: next..<extent.lowerBound, bytes)
      let segment = SegmentBuilder(of: runs, from: &run, within: extent, bytes)
      segments.append(
        SourceSegment(
          range: extent, content: segment.content,
          ignorable: segments.isEmpty ? Content() : gap.content.withSpacesCollapsed,
          codes: segment.codes, gap: SourceGap(content: gap.content, codes: gap.codes)))
      next = extent.upperBound
    }
    let tail = SegmentBuilder(of: runs, from: &run, within: next..<range.upperBound, bytes)
    return SourceUnit(
      kind: kind, range: range, segments: segments, notes: notes, syntax: syntax,
      tail: SourceGap(content: tail.content, codes: tail.codes))
  }

  /// Splits a block that is text and nothing else, as most are.
  private func splitPlain(
    in bytes: [UInt8], by sentences: ([UInt8]) throws -> [Range<Int>]
  ) rethrows -> SourceUnit {
    let range = range
    let all = try sentences(Array(bytes[range]))
    var segments: [SourceSegment] = []
    segments.reserveCapacity(all.count)
    var next = range.lowerBound
    for (index, sentence) in all.enumerated() {
      let start = range.lowerBound + sentence.lowerBound
      // The last sentence takes what is left.
      let isLast = index == all.count - 1
      let end = isLast ? range.upperBound : range.lowerBound + sentence.upperBound
      guard bytes[start..<(range.lowerBound + sentence.upperBound)].holdLetter else { continue }
      let gap = Content.plain(bytes[next..<start])
      segments.append(
        SourceSegment(
          range: start..<end, content: .plain(bytes[start..<end]),
          ignorable: segments.isEmpty ? Content() : gap.withSpacesCollapsed, codes: CodePlaces(),
          gap: SourceGap(content: gap, codes: CodePlaces())))
      next = end
    }
    return SourceUnit(
      kind: kind, range: range, segments: segments, notes: notes, syntax: syntax,
      tail: SourceGap(content: .plain(bytes[next..<range.upperBound]), codes: CodePlaces()))
  }

  /// What the sentence search sees of a block, and where in it each run stands.
  struct FlatText {
    private(set) var bytes: [UInt8] = []
    /// Where each run begins, and at the end where the last one ends.
    private(set) var offsets: [Int] = []

    init(of runs: [Run], in source: [UInt8]) {
      offsets.reserveCapacity(runs.count + 1)
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

    /// The place of a run.
    func place(of run: Int) -> Range<Int> { offsets[run]..<offsets[run + 1] }
  }

  /// The bytes of each sentence: its text, with the codes that belong to it.
  /// With `isWhole` the last sentence takes what is left, so that no code of the block is lost to
  /// it.
  private func extents(
    of sentences: [Range<Int>], flat: FlatText, codeSides: CodeSides, isWhole: Bool
  ) -> [Range<Int>] {
    var extents: [Range<Int>] = []
    extents.reserveCapacity(sentences.count)
    var first = 0
    for (index, sentence) in sentences.enumerated() {
      var start: Int?
      var end = range.lowerBound
      // Runs and sentences are both in order, so each run is looked at once or twice.
      while first < runs.count, flat.offsets[first + 1] < sentence.lowerBound { first += 1 }
      var run = first
      while run < runs.count, flat.offsets[run] <= sentence.upperBound {
        let place = flat.place(of: run)
        if runs[run].belongs(to: sentence, at: place, codeSides) {
          start = start ?? runs[run].sourceOffset(of: sentence.lowerBound, at: place)
          end = runs[run].sourceOffset(of: sentence.upperBound, at: place, roundingUp: true)
        }
        run += 1
      }
      guard var start else { continue }
      start = max(start, extents.last?.upperBound ?? start)
      if isWhole, index == sentences.count - 1 { end = range.upperBound }
      if end > start { extents.append(start..<end) }
    }
    return extents
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

extension ArraySlice<UInt8> {
  /// Whether a letter is among the characters.
  var holdLetter: Bool {
    if contains(where: \.isASCIILetter) { return true }
    guard contains(where: { $0 >= 0x80 }) else { return false }
    return String(decoding: self, as: UTF8.self).unicodeScalars.contains(
      where: \.properties.isAlphabetic)
  }
}

extension Content {
  /// One space, as between nearly all sentences.
  private static let space = Content(" ")

  /// Bytes that are the text.
  fileprivate static func plain(_ bytes: ArraySlice<UInt8>) -> Content {
    if bytes.isEmpty { return Content() }
    if bytes.count == 1, bytes.first == 0x20 { return space }
    return Content(String(decoding: bytes, as: UTF8.self))
  }

  /// The content with each run of white space made one space, so that rewrapping a source changes
  /// nothing in its record.
  fileprivate var withSpacesCollapsed: Content {
    if self == Self.space { return self }
    return Content(
      elements.map { element in
        guard case .text(let text) = element else { return element }
        return .text(text.allSatisfy(\.isWhitespace) ? " " : text)
      })
  }
}

/// Builds the content of a part of a block from the runs that lie in it.
private struct SegmentBuilder {
  private(set) var content = Content()
  private(set) var codes = CodePlaces()

  /// Takes the runs of an extent from an index on, which moves to the first that reaches beyond it.
  init(
    of runs: [Block.Run], from next: inout Int, within extent: Range<Int>, _ bytes: [UInt8]
  ) {
    guard !extent.isEmpty else { return }
    let first = next
    var hasPairs = false
    while next < runs.count, runs[next].range.lowerBound < extent.upperBound {
      if case .code(let code) = runs[next].payload, code.pair != nil { hasPairs = true }
      guard runs[next].range.upperBound <= extent.upperBound else { break }
      next += 1
    }
    let last = min(next, runs.count - 1)
    guard first <= last else { return }
    let paired = hasPairs ? Self.pairs(in: runs[first...last], within: extent) : []
    var ids: [(pair: Int, id: String)] = []
    var count = 0
    for index in first...last {
      let range = runs[index].range.clamped(to: extent)
      if range.isEmpty { continue }
      switch runs[index].payload {
      case .literal: content.append(String(decoding: bytes[range], as: UTF8.self))
      case .replaced(let text): content.append(text)
      case .code(let code):
        let isPaired = code.pair.map(paired.contains) ?? false
        // Pairs are nested, so the one that closes is near the end of those that are open.
        let opened = isPaired && code.kind == .close ? ids.lastIndex { $0.pair == code.pair } : nil
        if opened == nil { count += 1 }
        let id = opened.map { ids.remove(at: $0).id } ?? String(count)
        if isPaired, opened == nil, let pair = code.pair { ids.append((pair, id)) }
        append(code, id: id, isPaired: isPaired, at: range, bytes: bytes)
      }
    }
  }

  private mutating func append(
    _ code: Block.Code, id: String, isPaired: Bool, at range: Range<Int>, bytes: [UInt8]
  ) {
    let code0 = InlineCode(
      id: id, kind: isPaired ? code.kind : .standalone, meaning: code.meaning,
      original: String(decoding: bytes[range], as: UTF8.self).printable)
    content.append(code0)
    codes.append(
      CodePlaces.Place(
        key: CodeKey(code0), range: range, whenTranslated: code.whenTranslated))
  }

  /// How deep pairs are nested as such; halves further in stand alone.
  private static let deepestPair = 40

  /// The pairs whose halves both lie here and cross no other pair.
  private static func pairs(in runs: ArraySlice<Block.Run>, within extent: Range<Int>) -> Set<Int> {
    var open: [Int] = []
    var closed: Set<Int> = []
    for run in runs where run.range.overlaps(extent) {
      guard case .code(let code) = run.payload, let pair = code.pair else { continue }
      switch code.kind {
      case .standalone: continue
      // XML that is nested without bound is refused by readers, our own among them.
      case .open: if open.count < Self.deepestPair { open.append(pair) }
      case .close:
        guard let index = open.lastIndex(of: pair) else { continue }
        open.removeSubrange(index...)
        closed.insert(pair)
      }
    }
    return closed
  }
}

extension String {
  /// The text with characters that XML cannot hold shown by their number.
  fileprivate var printable: String {
    guard unicodeScalars.contains(where: \.isForbiddenInXML) else { return self }
    return unicodeScalars.reduce(into: "") { result, scalar in
      if scalar.isForbiddenInXML {
        result += "U+" + String(scalar.value, radix: 16, uppercase: true)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether XML 1.0 cannot hold the character (production 2, `Char`).
  var isForbiddenInXML: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: false
    default: true
    }
  }
}
