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
  let isTableCell: Bool
  var events: [InlineEvent] = []
}

/// A block of a document, as far as it matters here.
enum MarkdownBlock: Sendable {
  case leaf(MarkdownLeaf)
  /// The lines of a block of HTML.
  case html([Range<Int>])
  /// A line of a block of code.
  case code(Range<Int>)
}

/// Finds the blocks of a document through md4c.
enum MarkdownParser {
  /// md4c reads past the end of its buffer in rare cases; zeros behind the text keep that harmless.
  private static let padding = 256

  /// Hands the blocks of a text that begins at `start` in its file over, in order.
  static func parse(
    _ text: [UInt8], from start: Int, into builder: MarkdownBuilder
  ) throws(DocumentError) {
    var padded = text
    let count = padded.count
    padded.append(contentsOf: repeatElement(0, count: padding))
    let collector = BlockCollector(offset: start, count: count, builder: builder)
    let status = unsafe padded.withUnsafeBytes { buffer -> Int32 in
      guard let base = buffer.baseAddress else { return 0 }
      unsafe collector.base = base
      var parser = makeParser()
      let text = unsafe base.assumingMemoryBound(to: MD_CHAR.self)
      let context = unsafe Unmanaged.passUnretained(collector).toOpaque()
      return unsafe md_parse(text, MD_SIZE(count), &parser, context)
    }
    guard status == 0 else {
      throw DocumentError(.parser, "the Markdown parser ran out of memory on this file")
    }
  }

  private static func makeParser() -> MD_PARSER {
    var parser = MD_PARSER()
    parser.flags = l10n_md_dialect_github
    unsafe parser.enter_block = { type, detail, context in
      unsafe collector(context)?.enterBlock(type, level: headingLevel(type, detail))
      return 0
    }
    unsafe parser.leave_block = { type, _, context in
      unsafe collector(context)?.leaveBlock(type)
      return 0
    }
    unsafe parser.enter_span = { type, _, context in
      unsafe collector(context)?.add(.enter(span(type)))
      return 0
    }
    unsafe parser.leave_span = { type, _, context in
      unsafe collector(context)?.add(.leave(span(type)))
      return 0
    }
    unsafe parser.text = { type, start, size, context in
      unsafe collector(context)?.addText(type, start, Int(size))
      return 0
    }
    return parser
  }
}

// C callbacks capture nothing, not even a type: their helpers stand by themselves.

private func collector(_ context: UnsafeMutableRawPointer?) -> BlockCollector? {
  guard let context = unsafe context else { return nil }
  return unsafe Unmanaged<BlockCollector>.fromOpaque(context).takeUnretainedValue()
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
@safe private final class BlockCollector {
  var base: UnsafeRawPointer?
  private let offset: Int
  private let count: Int
  private let builder: MarkdownBuilder
  private var containers: [MD_BLOCKTYPE] = []
  private var leaf: MarkdownLeaf?
  private var htmlLines: [Range<Int>] = []

  init(offset: Int, count: Int, builder: MarkdownBuilder) {
    self.offset = offset
    self.count = count
    self.builder = builder
  }

  func enterBlock(_ type: MD_BLOCKTYPE, level: Int) {
    flush()
    let isInItem = containers.last == MD_BLOCK_LI
    containers.append(type)
    switch type {
    case MD_BLOCK_H: leaf = MarkdownLeaf(kind: .heading(level: level), isTableCell: false)
    case MD_BLOCK_P:
      leaf = MarkdownLeaf(kind: isInItem ? .listItem : .paragraph, isTableCell: false)
    // The text of a tight list stands in the item itself.
    case MD_BLOCK_LI: leaf = MarkdownLeaf(kind: .listItem, isTableCell: false)
    case MD_BLOCK_TH, MD_BLOCK_TD: leaf = MarkdownLeaf(kind: .tableCell, isTableCell: true)
    default: break
    }
  }

  func leaveBlock(_ type: MD_BLOCKTYPE) {
    flush()
    if type == MD_BLOCK_HTML, !htmlLines.isEmpty {
      builder.add(.html(htmlLines))
      htmlLines = []
    }
    containers.removeLast()
    if containers.last == MD_BLOCK_LI { leaf = MarkdownLeaf(kind: .listItem, isTableCell: false) }
  }

  func add(_ event: InlineEvent) { leaf?.events.append(event) }

  func addText(_ type: MD_TEXTTYPE, _ start: UnsafePointer<MD_CHAR>?, _ size: Int) {
    let range = unsafe sourceRange(UnsafeRawPointer(start), size)
    guard leaf != nil else {
      guard let range else { return }
      if containers.last == MD_BLOCK_HTML { htmlLines.append(range) }
      if containers.last == MD_BLOCK_CODE { builder.add(.code(range)) }
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
    guard let base = unsafe base, let start = unsafe start, size > 0 else { return nil }
    let distance = unsafe start - base
    guard distance >= 0, distance + size <= count else { return nil }
    return (offset + distance)..<(offset + distance + size)
  }

  private func flush() {
    if let leaf, !leaf.events.isEmpty { builder.add(.leaf(leaf)) }
    leaf = nil
  }
}
