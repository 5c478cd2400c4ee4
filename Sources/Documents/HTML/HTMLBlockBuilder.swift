import Units

/// Gathers the pieces of a page into blocks: text with its inline elements, up to the next boundary.
struct HTMLBlockBuilder {
  private let source: [UInt8]
  private let extraction: Extraction
  private var runs: [Block.Run] = []
  /// Where the piece after the last one begins.
  private var cursor = 0
  private var open: [(tag: HTMLTag, pair: Int)] = []
  private var pairCount = 0
  /// The elements around the text, innermost last, that say what kind of unit it is.
  private var kinds: [HTMLTag] = []
  private var entities: [String: [UInt8]] = [:]
  private var directives = Directives()
  private var notes: [String] = []
  private let isInMarkdown: Bool

  /// A builder for a page, or for a fragment that begins at a place.
  init(
    source: [UInt8], into extraction: Extraction, start: Int = 0,
    directives: Directives = Directives(), isInMarkdown: Bool = false
  ) {
    self.source = source
    self.extraction = extraction
    cursor = start
    self.directives = directives
    self.isInMarkdown = isInMarkdown
  }

  /// Takes the pieces of the page.
  mutating func add(_ tokens: HTMLTokens) {
    for token in tokens.all { add(token, of: tokens) }
  }

  private mutating func add(_ token: HTMLToken, of tokens: HTMLTokens) {
    let range = token.range
    addGap(cursor..<range.lowerBound)
    cursor = max(cursor, range.upperBound)
    if let details = tokens.details(of: token) {
      extraction.marks += details.marks
      if let link = details.link { extraction.links.append(link) }
      addAttributes(details.attributes)
    }
    switch token.kind {
    case .text: addText(range, isPreformatted: false)
    case .preformatted: addText(range, isPreformatted: true)
    case .comment: addComment(range)
    case .start: addStart(tokens.tag(of: token), isVoid: false, range)
    case .void: addStart(tokens.tag(of: token), isVoid: true, range)
    case .end: addEnd(tokens.tag(of: token), range)
    case .opaque:
      let tag = tokens.tag(of: token)
      if tag.role == .opaqueBlock || tag.role == .block {
        flush()
      } else {
        addCode(range, .standalone, tag.meaning == .html ? .code : tag.meaning)
      }
    }
  }

  /// Ends the page.
  mutating func finish() { flush() }

  /// Ends a fragment at a place, and tells what its comments say about the text behind.
  mutating func finishFragment(at end: Int) -> (Directives, notes: [String]) {
    if cursor < end { addGap(cursor..<end) }
    flush()
    return (directives, notes)
  }

  // MARK: Text

  private mutating func addText(_ range: Range<Int>, isPreformatted: Bool) {
    var index = range.lowerBound
    var start = index
    func literal(_ end: Int, _ runs: inout [Block.Run]) {
      if end > start { runs.append(Block.Run(start..<end)) }
    }
    let isPlain = Self.isPlain
    while index < range.upperBound {
      switch source[index] {
      case let byte where isPlain[Int(byte)]: index += 1
      case UInt8(ascii: "&"):
        guard let length = CharacterReference.length(at: index, in: source[..<range.upperBound])
        else {
          index += 1
          continue
        }
        literal(index, &runs)
        let reference = index..<index + length
        if let text = CharacterReference.text(of: source[reference]) {
          runs.append(Block.Run(range: reference, payload: .replaced(text)))
          // What the page writes as a reference is written so in the translation too.
          if text != "&", text != "<", text != ">" { entities[text] = Array(source[reference]) }
        } else {
          addCode(reference, .standalone, .entity)
        }
        index += length
        start = index
      case UInt8(ascii: "<") where !isPreformatted && isTag(at: index):
        // The parser drops a tag that has no place where it stands, and joins the texts around it.
        let end =
          source[index..<range.upperBound].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
          ?? range.upperBound
        literal(index, &runs)
        addGap(index..<end)
        index = end
        start = index
      case 0x0A, 0x0D, 0x09:
        guard !isPreformatted else {
          index += 1
          continue
        }
        // White space with a line end in it is one space to a reader.
        var first = index
        while first > start, source[first - 1].isASCIISpace { first -= 1 }
        literal(first, &runs)
        while index < range.upperBound, source[index].isASCIISpace { index += 1 }
        runs.append(Block.Run(range: first..<index, payload: .replaced(" ")))
        start = index
      default: index += 1
      }
    }
    literal(index, &runs)
  }

  /// Bytes that are themselves wherever they stand in a text.
  private static let isPlain: [Bool] = (0..<256).map { byte in
    !"&<\n\r\t".utf8.contains(UInt8(byte))
  }

  private func isTag(at index: Int) -> Bool {
    HTMLTagName.read(in: source, at: index, isEnd: false) != nil
      || HTMLTagName.read(in: source, at: index, isEnd: true) != nil
  }

  /// What the parser passed over: a tag without a partner, or one that has no place where it stands.
  private mutating func addGap(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var index = range.lowerBound
    while index < range.upperBound {
      if source[index] == UInt8(ascii: "<") {
        let name =
          HTMLTagName.read(in: source, at: index, isEnd: false)
          ?? HTMLTagName.read(in: source, at: index, isEnd: true)
        if let name, HTMLTag(name: name).role == .block { return flush() }
      }
      index += 1
    }
    addCode(range, .standalone, .html)
  }

  private mutating func addComment(_ range: Range<Int>) {
    switch directives.read(source[range]) {
    case .note(let text): notes.append(text)
    case .off, .on: flush()
    case nil: break
    }
    addCode(range, .standalone, .html)
  }

  // MARK: Tags

  private mutating func addStart(_ tag: HTMLTag, isVoid: Bool, _ range: Range<Int>) {
    guard tag.role == .inline else {
      flush()
      if !isVoid { kinds.append(tag) }
      return
    }
    if isVoid {
      addCode(range, .standalone, tag.meaning)
    } else {
      pairCount += 1
      open.append((tag, pairCount))
      addCode(range, .open, tag.meaning, pair: pairCount)
    }
  }

  private mutating func addEnd(_ tag: HTMLTag, _ range: Range<Int>) {
    guard tag.role == .inline else {
      flush()
      if let index = kinds.lastIndex(where: { $0.isSame(as: tag) }) {
        kinds.removeLast(kinds.count - index)
      }
      return
    }
    guard let index = open.lastIndex(where: { $0.tag.isSame(as: tag) }) else {
      addCode(range, .standalone, tag.meaning)
      return
    }
    addCode(range, .close, tag.meaning, pair: open[index].pair)
    open.removeLast(open.count - index)
  }

  private mutating func addCode(
    _ range: Range<Int>, _ kind: InlineCode.Kind, _ meaning: InlineCode.Meaning, pair: Int? = nil
  ) {
    let code = Block.Code(kind: kind, meaning: meaning, pair: pair, whenTranslated: nil)
    runs.append(Block.Run(range: range, payload: .code(code)))
  }

  private mutating func addAttributes(_ attributes: [HTMLAttribute]) {
    guard !directives.isOff else { return }
    for attribute in attributes {
      var runs: [Block.Run] = []
      swap(&runs, &self.runs)
      let outer = entities
      entities = [:]
      addText(attribute.range, isPreformatted: false)
      swap(&runs, &self.runs)
      var block = Block(
        kind: attribute.kind, runs: runs,
        syntax: MarkupSyntax(entities: entities, place: .attribute(quote: attribute.quote)))
      entities = outer
      block.markOpaqueText(in: source, .templates)
      extraction.add(block)
    }
  }

  private mutating func flush() {
    guard !runs.isEmpty else { return }
    defer {
      runs.removeAll(keepingCapacity: true)
      open.removeAll(keepingCapacity: true)
      if !entities.isEmpty { entities = [:] }
    }
    guard !directives.isOff, runs.contains(where: { $0.isMoreThanSpace(in: source) }) else {
      return
    }
    let kind = kinds.last?.unitKind ?? .paragraph
    let syntax = MarkupSyntax(entities: entities, place: .text, isInMarkdown: isInMarkdown)
    if runs.count == 1, case .literal = runs[0].payload, !Block.mayHoldCode(source[runs[0].range]) {
      extraction.addText(runs[0].range, kind: kind, syntax: syntax, notes: notes)
    } else {
      // A copy of the runs has no more room than it needs, and theirs is left to the next block.
      var block = Block(kind: kind, runs: Array(runs[...]), syntax: syntax, notes: notes)
      block.markOpaqueText(in: source, .templates)
      extraction.add(block)
    }
    notes = []
  }
}

extension Block.Run {
  /// Whether the run is text, and not white space alone.
  fileprivate func isMoreThanSpace(in source: [UInt8]) -> Bool {
    if case .code = payload { return false }
    return source[range].contains { !$0.isASCIISpace }
  }
}
