import Units

extension UnitOutline {
  /// The unit with what its segments say.
  func contents(in bytes: [UInt8], extents: ArraySlice<Range<Int>>) -> SourceUnit {
    var segments: [SourceSegment] = []
    segments.reserveCapacity(extents.count)
    var next = range.lowerBound
    var run = 0
    for extent in extents {
      let gap = part(next..<extent.lowerBound, from: &run, in: bytes)
      let segment = part(extent, from: &run, in: bytes)
      segments.append(
        SourceSegment(
          range: extent, content: segment.content,
          ignorable: segments.isEmpty ? Content() : gap.content.withSpacesCollapsed,
          codes: segment.codes, gap: gap))
      next = extent.upperBound
    }
    let tail = part(next..<range.upperBound, from: &run, in: bytes)
    return SourceUnit(
      kind: kind, range: range, segments: segments, notes: notes, syntax: syntax, tail: tail)
  }

  /// What an extent says. `run` is where to look for it, and moves on.
  private func part(
    _ extent: Range<Int>, from run: inout Int, in bytes: [UInt8]
  ) -> SourceGap {
    if runs.isEmpty { return SourceGap(content: .plain(bytes[extent]), codes: CodePlaces()) }
    let built = SegmentBuilder(of: runs, from: &run, within: extent, bytes)
    return SourceGap(content: built.content, codes: built.codes)
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
    let inside = runs.indices(within: extent, from: &next)
    let paired = Self.pairs(in: runs[inside], within: extent)
    var ids: [(pair: Int, id: String)] = []
    var count = 0
    for index in inside {
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
