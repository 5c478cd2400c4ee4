internal import CMd4c
import Units

/// What the parser reports inside a leaf block, in order.
enum InlineEvent: Sendable {
  enum Span: Sendable { case emphasis, strong, strikethrough, link, image, code, other }
  enum Text: Sendable { case normal, softBreak, hardBreak, entity, code, html, other }

  case enter(Span)
  case leave(Span)
  /// Text, with its bytes where it stands in the source.
  case text(Text, Range<Int>?)
}

/// A block that holds text and no other block.
struct MarkdownLeaf: Sendable {
  var kind: UnitKind
  var isTableCell = false
  /// What is inside.
  var events: [InlineEvent] = []
}

/// Finds the blocks of a document through md4c.
enum MarkdownParser {
  /// Hands the blocks of a text that begins at `start` in its file over, in order.
  static func parse(
    _ mask: MarkdownMask, from start: Int, into builder: MarkdownBuilder
  ) throws(DocumentError) {
    let count = mask.count
    let status = unsafe mask.bytes.withUnsafeBytes { buffer -> Int32 in
      guard let base = buffer.baseAddress else { return 0 }
      var collector = unsafe BlockCollector(
        base: base, offset: start, count: count, builder: builder)
      var parser = makeParser()
      let text = unsafe base.assumingMemoryBound(to: MD_CHAR.self)
      return unsafe withUnsafeMutablePointer(to: &collector) {
        unsafe md_parse(text, MD_SIZE(count), &parser, $0)
      }
    }
    guard status == 0 else {
      throw DocumentError(.parser, "the Markdown parser ran out of memory on this file")
    }
  }

  private static func makeParser() -> MD_PARSER {
    var parser = MD_PARSER()
    parser.flags = l10n_md_dialect_github
    unsafe parser.enter_block = { type, detail, context in
      unsafe collector(context)?.pointee.enterBlock(type, level: headingLevel(type, detail))
      return 0
    }
    unsafe parser.leave_block = { type, _, context in
      unsafe collector(context)?.pointee.leaveBlock(type)
      return 0
    }
    unsafe parser.enter_span = { type, _, context in
      unsafe collector(context)?.pointee.add(.enter(span(type)))
      return 0
    }
    unsafe parser.leave_span = { type, _, context in
      unsafe collector(context)?.pointee.add(.leave(span(type)))
      return 0
    }
    unsafe parser.text = { type, start, size, context in
      unsafe collector(context)?.pointee.addText(type, start, Int(size))
      return 0
    }
    return parser
  }
}

// C callbacks capture nothing, not even a type: their helpers stand by themselves.

private func collector(
  _ context: UnsafeMutableRawPointer?
) -> UnsafeMutablePointer<BlockCollector>? {
  unsafe context?.assumingMemoryBound(to: BlockCollector.self)
}

private func headingLevel(
  _ type: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?
) -> Int {
  guard type == MD_BLOCK_H, let detail = unsafe detail else { return 0 }
  return unsafe Int(detail.assumingMemoryBound(to: MD_BLOCK_H_DETAIL.self).pointee.level)
}

private func span(_ type: MD_SPANTYPE) -> InlineEvent.Span {
  switch type {
  case MD_SPAN_EM: .emphasis
  case MD_SPAN_STRONG: .strong
  case MD_SPAN_DEL: .strikethrough
  case MD_SPAN_A: .link
  case MD_SPAN_IMG: .image
  case MD_SPAN_CODE: .code
  default: .other
  }
}

/// Puts blocks together from md4c's callbacks.
@safe private struct BlockCollector {
  private let base: UnsafeRawPointer
  private let offset: Int
  private let count: Int
  private let builder: MarkdownBuilder
  private var containers: [MD_BLOCKTYPE] = []
  /// The last leaf block; its room is kept for the next.
  private var leaf = MarkdownLeaf(kind: .paragraph)
  /// Whether what comes belongs to a leaf block.
  private var isInLeaf = false
  private var htmlLines: [Range<Int>] = []

  @unsafe
  init(base: UnsafeRawPointer, offset: Int, count: Int, builder: MarkdownBuilder) {
    unsafe self.base = base
    self.offset = offset
    self.count = count
    self.builder = builder
  }

  mutating func enterBlock(_ type: MD_BLOCKTYPE, level: Int) {
    flush()
    let isInItem = containers.last == MD_BLOCK_LI
    containers.append(type)
    switch type {
    case MD_BLOCK_H: begin(.heading(level: level))
    case MD_BLOCK_P: begin(isInItem ? .listItem : .paragraph)
    // The text of a tight list stands in the item itself.
    case MD_BLOCK_LI: begin(.listItem)
    case MD_BLOCK_TH, MD_BLOCK_TD: begin(.tableCell, isTableCell: true)
    default: break
    }
  }

  mutating func leaveBlock(_ type: MD_BLOCKTYPE) {
    flush()
    if type == MD_BLOCK_HTML, !htmlLines.isEmpty {
      builder.add(html: htmlLines)
      htmlLines = []
    }
    containers.removeLast()
    if containers.last == MD_BLOCK_LI { begin(.listItem) }
  }

  private mutating func begin(_ kind: UnitKind, isTableCell: Bool = false) {
    leaf.kind = kind
    leaf.isTableCell = isTableCell
    isInLeaf = true
  }

  mutating func add(_ event: InlineEvent) { if isInLeaf { leaf.events.append(event) } }

  mutating func addText(_ type: MD_TEXTTYPE, _ start: UnsafePointer<MD_CHAR>?, _ size: Int) {
    let range = unsafe sourceRange(UnsafeRawPointer(start), size)
    guard isInLeaf else {
      guard let range else { return }
      if containers.last == MD_BLOCK_HTML { htmlLines.append(range) }
      if containers.last == MD_BLOCK_CODE { builder.add(codeLine: range) }
      return
    }
    switch type {
    case MD_TEXT_NORMAL: add(.text(.normal, range))
    case MD_TEXT_SOFTBR: add(.text(.softBreak, nil))
    case MD_TEXT_BR: add(.text(.hardBreak, nil))
    case MD_TEXT_ENTITY: add(.text(.entity, range))
    case MD_TEXT_CODE: add(.text(.code, range))
    case MD_TEXT_HTML: add(.text(.html, range))
    default: add(.text(.other, range))
    }
  }

  /// The place of a text in the file; nil where md4c made a copy.
  private func sourceRange(_ start: UnsafeRawPointer?, _ size: Int) -> Range<Int>? {
    guard let start = unsafe start, size > 0 else { return nil }
    let distance = unsafe start - base
    guard distance >= 0, distance + size <= count else { return nil }
    return (offset + distance)..<(offset + distance + size)
  }

  private mutating func flush() {
    if isInLeaf, !leaf.events.isEmpty { builder.add(leaf) }
    leaf.events.removeAll(keepingCapacity: true)
    isInLeaf = false
  }
}
