import Units

extension Block {
  /// Splits the block into segments.
  func split<Failure: Error>(
    in bytes: [UInt8], codeSides: CodeSides, by sentences: ([UInt8]) throws(Failure) -> [Range<Int>]
  ) throws(Failure) -> SourceUnit {
    let atoms = atoms(in: bytes)
    let flat = atoms.flatMap(\.flat)
    let all = try sentences(flat)
    // A number or a code by itself needs no translator: it stays in what lies between.
    let ranges = all.filter {
      String(decoding: flat[$0], as: UTF8.self).contains(where: \.isLetter)
    }
    let extents = extents(
      of: ranges, atoms: atoms, codeSides: codeSides, isWhole: ranges.last == all.last)
    var segments: [SourceSegment] = []
    var next = range.lowerBound
    var rest = atoms[...]
    for extent in extents {
      let ignorable = SegmentBuilder(atoms: &rest, within: next..<extent.lowerBound, bytes: bytes)
      let segment = SegmentBuilder(atoms: &rest, within: extent, bytes: bytes)
      segments.append(
        SourceSegment(
          range: extent, content: segment.content,
          ignorable: segments.isEmpty ? Content() : ignorable.content.withSpacesCollapsed,
          codes: segment.codes, gap: SourceGap(content: ignorable.content, codes: ignorable.codes)))
      next = extent.upperBound
    }
    let tail = SegmentBuilder(atoms: &rest, within: next..<range.upperBound, bytes: bytes)
    return SourceUnit(
      kind: kind, range: range, segments: segments, notes: notes, syntax: syntax,
      tail: SourceGap(content: tail.content, codes: tail.codes))
  }

  /// A run with the place of its text in the text that is searched for sentences.
  struct Atom {
    let run: Run
    /// What the sentence search sees of the run.
    let flat: [UInt8]
    let offset: Int
    var end: Int { offset + flat.count }
  }

  private func atoms(in bytes: [UInt8]) -> [Atom] {
    var offset = 0
    return runs.map { run in
      let flat: [UInt8]
      switch run.payload {
      case .literal: flat = Array(bytes[run.range])
      case .replaced(let text): flat = Array(text.utf8)
      case .code(let code): flat = Array(code.flatText.utf8)
      }
      defer { offset += flat.count }
      return Atom(run: run, flat: flat, offset: offset)
    }
  }

  /// The bytes of each sentence: its text, with the codes that belong to it.
  /// With `isWhole` the last sentence takes what is left, so that no code of the block is lost to
  /// it.
  private func extents(
    of sentences: [Range<Int>], atoms: [Atom], codeSides: CodeSides, isWhole: Bool
  ) -> [Range<Int>] {
    var extents: [Range<Int>] = []
    var first = 0
    for (index, sentence) in sentences.enumerated() {
      var start: Int?
      var end = range.lowerBound
      // Atoms and sentences are both in order, so each atom is looked at once or twice.
      while first < atoms.count, atoms[first].end < sentence.lowerBound { first += 1 }
      for atom in atoms[first...].prefix(while: { $0.offset <= sentence.upperBound })
      where atom.belongs(to: sentence, codeSides) {
        start = start ?? atom.sourceOffset(of: sentence.lowerBound)
        end = atom.sourceOffset(of: sentence.upperBound, roundingUp: true)
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
    case .bold, .italic, .strikethrough, .link, .html, .footnote: ""
    }
  }
}

extension Block.Atom {
  /// Whether the atom, or a part of it, belongs to a sentence. A code that is nothing to the search
  /// stays with the text it touches, on the side that the rules say.
  fileprivate func belongs(to sentence: Range<Int>, _ sides: CodeSides) -> Bool {
    guard flat.isEmpty, case .code(let code) = run.payload else {
      return offset < sentence.upperBound && end > sentence.lowerBound
    }
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
  fileprivate func sourceOffset(of place: Int, roundingUp: Bool = false) -> Int {
    if place <= offset, !flat.isEmpty { return run.range.lowerBound }
    if place >= end {
      return roundingUp || !flat.isEmpty ? run.range.upperBound : run.range.lowerBound
    }
    if case .literal = run.payload { return run.range.lowerBound + place - offset }
    return roundingUp ? run.range.upperBound : run.range.lowerBound
  }
}

extension Content {
  /// The content with each run of white space made one space, so that rewrapping a source changes
  /// nothing in its record.
  fileprivate var withSpacesCollapsed: Content {
    Content(
      elements.map { element in
        guard case .text(let text) = element else { return element }
        return .text(text.allSatisfy(\.isWhitespace) ? " " : text)
      })
  }
}

/// Builds the content of a part of a block from the atoms that lie in it.
private struct SegmentBuilder {
  private(set) var content = Content()
  private(set) var codes = CodePlaces()

  /// Takes the atoms of an extent off the front; one that reaches beyond it stays for the next.
  init(atoms rest: inout ArraySlice<Block.Atom>, within extent: Range<Int>, bytes: [UInt8]) {
    var parts: [(Block.Run, Range<Int>)] = []
    while let atom = rest.first, atom.run.range.lowerBound < extent.upperBound {
      let range = atom.run.range.clamped(to: extent)
      if !range.isEmpty { parts.append((atom.run, range)) }
      guard atom.run.range.upperBound <= extent.upperBound else { break }
      rest.removeFirst()
    }
    let paired = Self.pairs(in: parts.map(\.0))
    var ids: [Int: String] = [:]
    var count = 0
    for (run, range) in parts {
      switch run.payload {
      case .literal: content.append(String(decoding: bytes[range], as: UTF8.self))
      case .replaced(let text): content.append(text)
      case .code(let code):
        let isPaired = code.pair.map(paired.contains) ?? false
        var id = isPaired ? code.pair.flatMap { ids[$0] } : nil
        if id == nil {
          count += 1
          id = String(count)
        }
        if isPaired, let pair = code.pair { ids[pair] = id }
        append(code, id: id ?? "", isPaired: isPaired, at: range, bytes: bytes)
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
  private static func pairs(in runs: [Block.Run]) -> Set<Int> {
    var open: [Int] = []
    var closed: Set<Int> = []
    for run in runs {
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
