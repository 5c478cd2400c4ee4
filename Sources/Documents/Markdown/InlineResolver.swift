import Units

/// Turns the events of a leaf block into runs that cover its bytes without a gap.
///
/// The parser tells the bytes of texts but not those of markup. Nearly all markup has a known
/// length, so walking from text to text gives every marker its bytes; where the sum does not come
/// out even, the bytes between two texts become one opaque code.
struct InlineResolver {
  let source: [UInt8]
  private let syntaxes: MarkdownSyntaxes
  private let kind: UnitKind
  private let isTableCell: Bool
  private let events: [InlineEvent]

  private var cursor = 0
  private var runs: [Block.Run] = []
  private var open: [OpenSpan] = []
  private var pairCount = 0
  private var nested: [Block] = []
  /// The addresses of links, where they stand.
  private(set) var links: [Range<Int>] = []

  private struct OpenSpan {
    let span: InlineEvent.Span
    let pair: Int?
    /// Where the text of the span begins.
    let start: Int
  }

  init(source: [UInt8], leaf: MarkdownLeaf, syntaxes: MarkdownSyntaxes) {
    self.init(
      source: source, kind: leaf.kind, isTableCell: leaf.isTableCell, events: leaf.events,
      syntaxes: syntaxes)
  }

  private init(
    source: [UInt8], kind: UnitKind, isTableCell: Bool, events: [InlineEvent],
    syntaxes: MarkdownSyntaxes
  ) {
    self.source = source
    self.kind = kind
    self.isTableCell = isTableCell
    self.events = events
    self.syntaxes = syntaxes
  }

  /// The block, and the blocks inside its codes.
  mutating func blocks() -> [Block] {
    guard let first = firstEvent() else { return [] }
    cursor = first.start
    runs.reserveCapacity(events.count + 1)
    if !resolve(events[first.index...]) { resolveByTextsAlone() }
    return finish()
  }

  private func finish() -> [Block] {
    var block = Block(
      kind: kind, runs: runs, syntax: syntaxes.syntax(for: kind, isTableCell: isTableCell))
    block.pairHTML(in: source, firstPair: pairCount + 1)
    return [block] + nested
  }

  // MARK: Where the block begins

  /// The first event whose bytes are known, walking back from the first text over the markers that
  /// open before it. What stands further in front is left in the skeleton.
  private func firstEvent() -> (index: Int, start: Int)? {
    var found: (index: Int, start: Int)?
    for (index, event) in events.enumerated() {
      guard case .text(let text, let range?) = event else { continue }
      found = (index, textStart(text, range))
      break
    }
    guard var (index, start) = found else { return nil }
    while index > 0, case .enter(let span) = events[index - 1],
      let length = openerLength(span, endingAt: start)
    {
      index -= 1
      start -= length
    }
    return (index, start)
  }

  private func textStart(_ text: InlineEvent.Text, _ range: Range<Int>) -> Int {
    let start = range.lowerBound
    let isEscape = text == .normal && start > 0 && source[start - 1] == UInt8(ascii: "\\")
    return isEscape ? start - 1 : start
  }

  private func openerLength(_ span: InlineEvent.Span, endingAt end: Int) -> Int? {
    guard end > 0 else { return nil }
    let before = source[end - 1]
    switch span {
    case .emphasis: return isEmphasis(before) ? 1 : nil
    case .strong: return end > 1 && isEmphasis(before) && source[end - 2] == before ? 2 : nil
    case .strikethrough:
      guard before == UInt8(ascii: "~") else { return nil }
      return end > 1 && source[end - 2] == before ? 2 : 1
    case .link: return before == UInt8(ascii: "[") || before == UInt8(ascii: "<") ? 1 : 0
    case .image:
      return end > 1 && before == UInt8(ascii: "[") && source[end - 2] == UInt8(ascii: "!")
        ? 2 : nil
    case .code:
      var start = end
      while start > 0, source[start - 1].isASCIISpace { start -= 1 }
      let ticks = source[..<start].reversed().prefix { $0 == UInt8(ascii: "`") }.count
      return ticks > 0 ? end - start + ticks : nil
    case .other: return nil
    }
  }

  // MARK: Walking forward

  /// Resolves events from the cursor on; false where the bytes do not agree with them.
  private mutating func resolve(_ events: ArraySlice<InlineEvent>) -> Bool {
    var index = events.startIndex
    while index < events.endIndex {
      let isResolved: Bool
      switch events[index] {
      case .enter(.image), .enter(.code):
        let end = Self.endOfSpan(at: index, in: events)
        isResolved = resolveWhole(events[index..<end])
        index = end - 1
      case .enter(.link) where byte(at: cursor) == UInt8(ascii: "<"):
        let end = Self.endOfSpan(at: index, in: events)
        isResolved = resolveAutolink()
        index = end - 1
      case .enter(let span): isResolved = enter(span)
      case .leave(let span): isResolved = leave(span)
      case .text(let text, let range): isResolved = resolve(text, range)
      }
      guard isResolved else { return false }
      index += 1
    }
    return true
  }

  /// The index behind the end of the span that begins at `index`.
  private static func endOfSpan(at index: Int, in events: ArraySlice<InlineEvent>) -> Int {
    var depth = 0
    for place in index..<events.endIndex {
      switch events[place] {
      case .enter: depth += 1
      case .leave:
        depth -= 1
        if depth == 0 { return place + 1 }
      case .text: continue
      }
    }
    return events.endIndex
  }

  private mutating func enter(_ span: InlineEvent.Span) -> Bool {
    let length: Int
    switch span {
    case .emphasis where isEmphasis(byte(at: cursor)): length = 1
    case .strong where isEmphasis(byte(at: cursor)) && byte(at: cursor + 1) == byte(at: cursor):
      length = 2
    case .strikethrough where byte(at: cursor) == UInt8(ascii: "~"):
      length = byte(at: cursor + 1) == UInt8(ascii: "~") ? 2 : 1
    case .link: length = byte(at: cursor) == UInt8(ascii: "[") ? 1 : 0
    default: return false
    }
    guard length > 0 else {
      // A bare address that became a link by itself: it has no markup, so it is plain text.
      open.append(OpenSpan(span: span, pair: nil, start: cursor))
      return true
    }
    pairCount += 1
    addCode(.open, span.meaning, pair: pairCount, length: length)
    open.append(OpenSpan(span: span, pair: pairCount, start: cursor))
    return true
  }

  private mutating func leave(_ span: InlineEvent.Span) -> Bool {
    let opened = open.popLast()
    if let opened, opened.pair == nil { return true }
    switch span {
    case .emphasis where isEmphasis(byte(at: cursor)):
      addCode(.close, span.meaning, pair: opened?.pair, length: 1)
    case .strong where isEmphasis(byte(at: cursor)) && isEmphasis(byte(at: cursor + 1)):
      addCode(.close, span.meaning, pair: opened?.pair, length: 2)
    case .strikethrough where byte(at: cursor) == UInt8(ascii: "~"):
      let length = byte(at: cursor + 1) == UInt8(ascii: "~") ? 2 : 1
      addCode(.close, span.meaning, pair: opened?.pair, length: length)
    case .link:
      guard let tail = LinkTail(in: source, at: cursor) else { return false }
      let label = opened.map { source[$0.start..<cursor] }
      addCode(
        .close, .link, pair: opened?.pair, length: tail.length,
        whenTranslated: tail.usesTextAsLabel
          ? label.map(Self.fullReference) : reference(of: tail))
      if let address = tail.address { links.append(address) }
      addTitle(tail)
    default: return false
    }
    return true
  }

  private mutating func resolve(_ text: InlineEvent.Text, _ range: Range<Int>?) -> Bool {
    switch text {
    case .softBreak, .hardBreak:
      guard let end = endOfLineBreak(from: cursor) else { return false }
      if text == .softBreak {
        runs.append(Block.Run(range: cursor..<end, payload: .replaced(" ")))
        cursor = end
      } else {
        addCode(.standalone, .lineBreak, pair: nil, length: end - cursor)
      }
      return true
    case .normal, .entity, .html, .code, .other:
      guard let range else { return true }
      guard range.lowerBound >= cursor else { return false }
      return add(text, range)
    }
  }

  private mutating func add(_ text: InlineEvent.Text, _ range: Range<Int>) -> Bool {
    var range = range
    let gap = cursor..<range.lowerBound
    if text == .normal, gap.count == 1, source[cursor] == UInt8(ascii: "\\") {
      let escaped = source[range.lowerBound]
      runs.append(
        Block.Run(
          range: cursor..<range.lowerBound + 1,
          payload: .replaced(String(UnicodeScalar(escaped)))))
      range = range.lowerBound + 1..<range.upperBound
    } else if gap.allSatisfy({ source[$0].isASCIISpace }) {
      if !gap.isEmpty { runs.append(Block.Run(range: gap, payload: .replaced(""))) }
    } else {
      addCode(.standalone, .other, pair: nil, length: gap.count)
    }
    cursor = range.upperBound
    guard !range.isEmpty else { return true }
    switch text {
    case .entity:
      if let character = CharacterReference.text(of: source[range]) {
        runs.append(Block.Run(range: range, payload: .replaced(character)))
      } else {
        appendCode(range, .standalone, .entity, pair: nil)
      }
    case .html: appendCode(range, .standalone, .html, pair: nil)
    case .normal: runs.append(Block.Run(range))
    case .code, .other, .softBreak, .hardBreak: appendCode(range, .standalone, .code, pair: nil)
    }
    return true
  }

  /// A code span or an image, from its first marker to its last.
  private mutating func resolveWhole(_ events: ArraySlice<InlineEvent>) -> Bool {
    if case .enter(.code) = events.first {
      guard let length = codeSpanLength(at: cursor) else { return false }
      addCode(.standalone, .code, pair: nil, length: length)
      return true
    }
    guard byte(at: cursor) == UInt8(ascii: "!"), byte(at: cursor + 1) == UInt8(ascii: "[") else {
      return false
    }
    var alternative = InlineResolver(
      source: source, kind: .imageAlternative, isTableCell: isTableCell, events: [],
      syntaxes: syntaxes)
    alternative.cursor = cursor + 2
    guard alternative.resolve(events.dropFirst().dropLast()),
      let tail = LinkTail(in: source, at: alternative.cursor)
    else { return false }
    let end = alternative.cursor + tail.length
    // A label that is also the text cannot be translated by itself.
    if !tail.usesTextAsLabel { nested += alternative.finish() }
    addCode(.standalone, .image, pair: nil, length: end - cursor)
    addTitle(tail)
    return true
  }

  private mutating func resolveAutolink() -> Bool {
    guard let end = source[cursor...].firstIndex(of: UInt8(ascii: ">")) else { return false }
    addCode(.standalone, .link, pair: nil, length: end + 1 - cursor)
    return true
  }

  /// The title of a link or an image is a unit of its own inside the code.
  private mutating func addTitle(_ tail: LinkTail) {
    guard let title = tail.title, let quote = tail.titleQuote else { return }
    nested.append(
      Block(
        kind: .title, runs: [Block.Run(title)],
        syntax: LinkTitleSyntax(closing: quote, isTableCell: isTableCell)))
  }

  /// Where the parse gives no even sum: texts are text, and all between them is code.
  private mutating func resolveByTextsAlone() {
    runs = []
    nested = []
    open = []
    let ranges = events.compactMap { event -> Range<Int>? in
      guard case .text(.normal, let range?) = event else { return nil }
      return range
    }
    guard let first = ranges.first else { return }
    cursor = first.lowerBound
    for range in ranges where range.lowerBound >= cursor {
      if range.lowerBound > cursor {
        addCode(.standalone, .other, pair: nil, length: range.lowerBound - cursor)
      }
      runs.append(Block.Run(range))
      cursor = range.upperBound
    }
  }

  // MARK: Bytes

  private func byte(at index: Int) -> UInt8 { index < source.count ? source[index] : 0 }

  private func isEmphasis(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_")
  }

  /// Behind a line end with the spaces or the backslash before it, and the indentation and block
  /// quote marks of the next line.
  private func endOfLineBreak(from start: Int) -> Int? {
    var index = start
    while byte(at: index) == 0x20 || byte(at: index) == 0x09 { index += 1 }
    if byte(at: index) == UInt8(ascii: "\\") { index += 1 }
    switch byte(at: index) {
    case 0x0D: index += byte(at: index + 1) == 0x0A ? 2 : 1
    case 0x0A: index += 1
    default: return nil
    }
    while index < source.count, [0x20, 0x09, UInt8(ascii: ">")].contains(source[index]) {
      index += 1
    }
    return index
  }

  private func codeSpanLength(at start: Int) -> Int? {
    let ticks = source[start...].prefix { $0 == UInt8(ascii: "`") }.count
    guard ticks > 0 else { return nil }
    var index = start + ticks
    while let tick = source[index...].firstIndex(of: UInt8(ascii: "`")) {
      let run = source[tick...].prefix { $0 == UInt8(ascii: "`") }.count
      if run == ticks { return tick + run - start }
      index = tick + run
    }
    return nil
  }

  /// The bytes of a full reference as they are; nil for a link with its address. All references are
  /// kept with their text, so that one that becomes full in a translation stays what it was.
  private func reference(of tail: LinkTail) -> [UInt8]? {
    byte(at: cursor + 1) == UInt8(ascii: "[") ? Array(source[cursor..<cursor + tail.length]) : nil
  }

  /// `][label]`, which keeps a link that took its text for a label when the text changes.
  private static func fullReference(_ label: ArraySlice<UInt8>) -> [UInt8] {
    let text = String(decoding: label, as: UTF8.self).collapsingWhitespace
    return Array("][\(text)]".utf8)
  }

  // MARK: Codes

  private mutating func addCode(
    _ kind: InlineCode.Kind, _ meaning: InlineCode.Meaning, pair: Int?, length: Int,
    whenTranslated: [UInt8]? = nil
  ) {
    appendCode(
      cursor..<cursor + length, kind, meaning, pair: pair, whenTranslated: whenTranslated)
    cursor += length
  }

  private mutating func appendCode(
    _ range: Range<Int>, _ kind: InlineCode.Kind, _ meaning: InlineCode.Meaning, pair: Int?,
    whenTranslated: [UInt8]? = nil
  ) {
    let code = Block.Code(
      kind: kind, meaning: meaning, pair: pair, whenTranslated: whenTranslated)
    runs.append(Block.Run(range: range, payload: .code(code)))
  }
}

extension InlineEvent.Span {
  fileprivate var meaning: InlineCode.Meaning {
    switch self {
    case .emphasis: .italic
    case .strong: .bold
    case .strikethrough: .strikethrough
    case .link: .link
    case .image: .image
    case .code: .code
    case .other: .other
    }
  }
}
