import Units

/// Turns what the parser finds into blocks, with what the source says about them to translators.
final class MarkdownBuilder {
  private let extraction: Extraction
  private let source: [UInt8]
  private let start: Int
  private let mask: MarkdownMask
  private let labels: ReferenceLabels
  private let syntaxes: MarkdownSyntaxes
  private let options: ExtractionOptions
  private let isMDX: Bool
  /// Where text begins that stands behind the label of a footnote, by where the parser sees it.
  private let footnoteStarts: [Int: Int]
  /// The texts of the document, where they are needed to tell what is none.
  private var texts: [Range<Int>] = []
  private var directives = Directives()
  private var notes: [String] = []

  init(
    source: [UInt8], start: Int, mask: MarkdownMask, options: ExtractionOptions, isMDX: Bool,
    into extraction: Extraction
  ) {
    self.extraction = extraction
    self.source = source
    self.start = start
    self.mask = mask
    self.options = options
    self.isMDX = isMDX
    labels = ReferenceLabels(in: source[start...])
    syntaxes = MarkdownSyntaxes(labels: labels, bracesAreCode: isMDX)
    footnoteStarts = mask.footnoteLabels.reduce(into: [:]) { $0[$1.lowerBound + 4] = $1.upperBound }
  }

  /// Adds a block of text.
  func add(_ found: MarkdownLeaf) {
    if !labels.titles.isEmpty { texts += found.events.compactMap(\.textRange) }
    if addPlain(found) { return }
    var leaf = found
    if !footnoteStarts.isEmpty { leaf.skipLabel(footnoteStarts) }
    guard !directives.isOff else { return }
    var resolver = InlineResolver(source: source, leaf: leaf, syntaxes: syntaxes)
    var blocks = resolver.blocks()
    extraction.links += resolver.links
    guard !blocks.isEmpty else { return }
    for index in blocks.indices {
      blocks[index].markOpaqueText(in: source, dialect(of: blocks[index]))
    }
    blocks[0].holdOut(in: source, notes: &notes)
    blocks[0].notes = notes
    notes = []
    blocks.forEach(extraction.add)
    if case .heading = leaf.kind, options.anchors != .none { addAnchor(blocks[0]) }
  }

  /// Adds a block that is text and nothing else, as most are; false for any other.
  private func addPlain(_ leaf: MarkdownLeaf) -> Bool {
    guard leaf.events.count == 1, case .text(.normal, let range?) = leaf.events[0],
      footnoteStarts.isEmpty, options.anchors == .none,
      range.lowerBound == 0 || source[range.lowerBound - 1] != UInt8(ascii: "\\"),
      !Block.mayHoldCode(source[range])
    else { return false }
    guard !directives.isOff else { return true }
    extraction.addText(
      range, kind: leaf.kind,
      syntax: syntaxes.syntax(for: leaf.kind, isTableCell: leaf.isTableCell), notes: notes)
    notes = []
    return true
  }

  /// The title of a link is no Markdown.
  private func dialect(of block: Block) -> Block.OpaqueDialect {
    block.kind == .title ? .templates : isMDX ? .mdx : .markdown
  }

  // MARK: HTML

  /// Adds a block of HTML by its lines.
  func add(html lines: [Range<Int>]) {
    if !labels.titles.isEmpty { texts += lines }
    guard let first = lines.first, let last = lines.last else { return }
    let range = first.lowerBound..<last.upperBound
    // In a quotation or a list the marks of each line stand between the lines.
    let isWhole = zip(lines, lines.dropFirst()).allSatisfy { line, next in
      source[line.upperBound..<next.lowerBound].allSatisfy { $0 == 0x0A || $0 == 0x0D }
    }
    guard isWhole else {
      for line in lines where directives.read(source[line]) != nil {}
      return
    }
    var builder = HTMLBlockBuilder(
      source: source, into: extraction, start: range.lowerBound, directives: directives,
      isInMarkdown: true)
    let text = Array(mask.bytes[range.lowerBound - start..<range.upperBound - start])
    // A block that no parser can take apart in good time stays as it is.
    let tokens = try? HTMLParser.tokens(
      of: text, at: range.lowerBound, in: source, language: options.language)
    if let tokens { builder.add(tokens) }
    let (after, left) = builder.finishFragment(at: range.upperBound)
    directives = after
    notes += left
  }

  /// Takes note of a line of a block of code.
  func add(codeLine line: Range<Int>) { if !labels.titles.isEmpty { texts.append(line) } }

  // MARK: Titles

  /// Adds the titles of reference definitions and of directives, which the parser passes over.
  func addTitles() {
    for title in mask.titles {
      extraction.add(
        Block(kind: .title, runs: [Block.Run(title)], syntax: DirectiveTitleSyntax()))
    }
    // What looks like a definition inside other text is none.
    texts.sort { $0.lowerBound < $1.lowerBound }
    for (start, title) in labels.titles where !texts.covers(start) {
      let quote = source[title.upperBound]
      extraction.add(
        Block(
          kind: .title, runs: [Block.Run(title)],
          syntax: LinkTitleSyntax(closing: quote, isTableCell: false)))
    }
  }

  // MARK: Anchors

  /// Has translations of a heading keep the address that sites make from the source's text.
  private func addAnchor(_ heading: Block) {
    guard let last = heading.runs.last else { return }
    let lineEnd =
      source[last.range.upperBound...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? source.count
    let line = source[heading.range.lowerBound..<lineEnd]
    if HeadingAnchors.explicit(in: line) != nil { return }
    let address = anchors.next(for: heading.plainText(in: source))
    guard !address.isEmpty else { return }
    switch options.anchors {
    case .none: return
    case .html:
      let place = heading.range.lowerBound
      extraction.marks.append(
        LanguageMark(range: place..<place) { _ in "<a id=\"\(address)\"></a>" })
    case .attribute:
      var place = lineEnd
      while place > last.range.upperBound, source[place - 1].isASCIISpace { place -= 1 }
      extraction.marks.append(LanguageMark(range: place..<place) { _ in " {#\(address)}" })
    }
  }

  private var anchors = HeadingAnchors()
}

extension MarkdownLeaf {
  /// Moves the start of a text that begins in the label of a footnote behind the label.
  fileprivate mutating func skipLabel(_ starts: [Int: Int]) {
    for (index, event) in events.enumerated() {
      guard case .text(let text, let range?) = event else { continue }
      guard let end = starts[range.lowerBound] else { return }
      kind = .paragraph
      if end < range.upperBound {
        events[index] = .text(text, end..<range.upperBound)
      } else {
        events.remove(at: index)
      }
      return
    }
  }
}

extension InlineEvent {
  /// The bytes of a text.
  fileprivate var textRange: Range<Int>? {
    if case .text(_, let range) = self { range } else { nil }
  }
}

extension [Range<Int>] {
  /// Whether a place lies in one of the ranges, which are in order.
  fileprivate func covers(_ place: Int) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].upperBound <= place { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].lowerBound <= place
  }
}

extension Block {
  /// Makes one code of what stands between comments that hold text out, and takes the notes of
  /// others.
  fileprivate mutating func holdOut(in source: [UInt8], notes: inout [String]) {
    guard runs.contains(where: { $0.isComment(in: source) }) else { return }
    var kept: [Run] = []
    var held: Range<Int>?
    for run in runs {
      let directive = run.isComment(in: source) ? Directives.parse(source[run.range]) : nil
      if case .note(let text) = directive { notes.append(text) }
      if let start = held {
        held = start.lowerBound..<run.range.upperBound
        guard directive == .on else { continue }
        kept.append(Self.held(start.lowerBound..<run.range.upperBound))
        held = nil
      } else if directive == .off {
        held = run.range
      } else {
        kept.append(run)
      }
    }
    if let held { kept.append(Self.held(held)) }
    runs = kept
  }

  private static func held(_ range: Range<Int>) -> Run {
    Run(
      range: range,
      payload: .code(Code(kind: .standalone, meaning: .other, pair: nil, whenTranslated: nil)))
  }

  /// The text with the code spans in it, as a site makes an address from it.
  fileprivate func plainText(in source: [UInt8]) -> String {
    runs.reduce(into: "") { text, run in
      switch run.payload {
      case .literal: text += String(decoding: source[run.range], as: UTF8.self)
      case .replaced(let replacement): text += replacement
      case .code(let code) where code.meaning == .code:
        text += String(decoding: source[run.range], as: UTF8.self)
      case .code: return
      }
    }
  }
}

extension Block.Run {
  fileprivate func isComment(in source: [UInt8]) -> Bool {
    guard case .code = payload, let first = source[range].first,
      first == UInt8(ascii: "<") || first == UInt8(ascii: "{")
    else { return false }
    return source[range].starts(with: "<!--".utf8) || source[range].starts(with: "{/*".utf8)
  }
}

/// Writes the title of a directive, which knows no escapes.
struct DirectiveTitleSyntax: UnitSyntax {
  func write(_ parts: [UnitPart], original: ArraySlice<UInt8>) -> [UInt8] {
    parts.flatMap { part in
      part.bytes { text in
        text.utf8.flatMap { byte -> [UInt8] in
          switch byte {
          case UInt8(ascii: "\""): Array("”".utf8)
          case UInt8(ascii: "]"): Array(")".utf8)
          case UInt8(ascii: "["): Array("(".utf8)
          default: [byte]
          }
        }
      }
    }
  }
}
