import Units

/// Turns the content of a paragraph into runs of text and codes.
struct WordParagraph {
  private(set) var runs: ParagraphRuns
  private(set) var hasTrackedChanges = false
  /// The look of the paragraph's text that is in no code.
  var base = WordFormatting.plain
  private let tree: XMLTree
  /// The look of the text before, where it is not the base, with its pair of codes.
  private var current: (look: WordFormatting, pair: Int)?
  private var pairCount = 0

  init(tree: XMLTree, start: Int) {
    self.tree = tree
    runs = ParagraphRuns(from: start)
  }

  /// Takes the children of a paragraph, or of an element in it that holds runs.
  mutating func flow(_ children: [Int]) {
    var position = 0
    while position < children.count {
      let child = children[position]
      if fieldPart(of: child) == "begin", let end = addField(from: position, in: children) {
        position = end + 1
        continue
      }
      add(child)
      position += 1
    }
  }

  /// The runs, and the look that text outside all codes is written in.
  mutating func finish(at end: Int) -> ([Block.Run], WordFormatting) {
    leaveLook(upTo: end)
    return (runs.finish(at: end), base)
  }

  private mutating func add(_ child: Int) {
    let node = tree[child]
    switch node.name {
    case "r": addRun(child)
    case "ins", "moveTo":
      hasTrackedChanges = true
      flow(node.children)
    case "del", "moveFrom": hasTrackedChanges = true
    case "smartTag", "dir", "bdo": flow(node.children)
    case "hyperlink", "customXml": addPair(node, meaning: node.name == "hyperlink" ? .link : .other)
    case "sdt": addControl(child)
    case "fldSimple", "oMath", "oMathPara", "subDoc": addElement(node.range, .other)
    case "bookmarkStart":
      // Word's own mark of the last place that was edited.
      if tree.value("name", of: child) != "_GoBack" { addElement(node.range, .anchor) }
    case "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd":
      addElement(node.range, .anchor)
    default: break
    }
  }

  /// An element around runs.
  private mutating func addPair(_ node: XMLTree.Node, meaning: InlineCode.Meaning) {
    guard !node.endTag.isEmpty else { return }
    leaveLook(upTo: node.startTag.lowerBound)
    pairCount += 1
    let pair = pairCount
    runs.addCode(
      node.startTag, Block.Code(kind: .open, meaning: meaning, pair: pair, whenTranslated: nil))
    flow(node.children)
    leaveLook(upTo: node.endTag.lowerBound)
    runs.addCode(
      node.endTag, Block.Code(kind: .close, meaning: meaning, pair: pair, whenTranslated: nil))
  }

  /// A content control: its properties go with its start.
  private mutating func addControl(_ child: Int) {
    let node = tree[child]
    guard let content = tree.child("sdtContent", of: child) else {
      return addElement(node.range, .other)
    }
    leaveLook(upTo: node.startTag.lowerBound)
    pairCount += 1
    let pair = pairCount
    let inner = tree[content]
    runs.addCode(
      node.startTag.lowerBound..<inner.startTag.upperBound,
      Block.Code(kind: .open, meaning: .other, pair: pair, whenTranslated: nil))
    flow(inner.children)
    leaveLook(upTo: inner.endTag.lowerBound)
    runs.addCode(
      inner.endTag.lowerBound..<node.range.upperBound,
      Block.Code(kind: .close, meaning: .other, pair: pair, whenTranslated: nil))
  }

  /// An element beside runs that is kept as it is.
  private mutating func addElement(_ range: Range<Int>, _ meaning: InlineCode.Meaning) {
    runs.addCode(
      range, Block.Code(kind: .standalone, meaning: meaning, pair: nil, whenTranslated: nil))
  }

  // MARK: Runs

  private mutating func addRun(_ run: Int) {
    let children = tree[run].children.filter { !tree[$0].isText && tree[$0].name != "rPr" }
    let plain: Set = [
      "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak",
    ]
    let isPlain = children.allSatisfy { plain.contains(tree[$0].name) }
    let hasText = children.contains { tree[$0].name == "t" && !tree[$0].children.isEmpty }
    let isHyphen = children.contains { tree[$0].name.hasSuffix("Hyphen") }
    if !hasText, !isHyphen || !isPlain {
      return addElement(tree[run].range, meaning(ofRunWith: children))
    }
    let look = WordFormatting(ofRun: run, in: tree)
    for child in children { add(child, look: look) }
  }

  /// What a run without text means as a whole.
  private func meaning(ofRunWith children: [Int]) -> InlineCode.Meaning {
    let names = Set(children.map { tree[$0].name })
    if names.contains("footnoteReference") || names.contains("endnoteReference") {
      return .footnote
    }
    if names.contains("drawing") || names.contains("pict") { return .image }
    let isLineBreak = children.contains {
      tree[$0].name == "cr" || (tree[$0].name == "br" && tree.value("type", of: $0) == nil)
    }
    return isLineBreak ? .lineBreak : .other
  }

  private mutating func add(_ child: Int, look: WordFormatting) {
    let node = tree[child]
    switch node.name {
    case "t":
      for text in node.children where tree[text].isText {
        setLook(look, upTo: tree[text].range.lowerBound)
        runs.addText(tree.textRuns(of: tree[text].range))
      }
    case "noBreakHyphen": addText("\u{2011}", node.range, look)
    case "softHyphen": addText("\u{AD}", node.range, look)
    case "lastRenderedPageBreak": break
    case "br" where tree.value("type", of: child) == nil, "cr":
      addInRun(node.range, .lineBreak, look)
    default: addInRun(node.range, .other, look)
    }
  }

  private mutating func addText(_ text: String, _ range: Range<Int>, _ look: WordFormatting) {
    setLook(look, upTo: range.lowerBound)
    runs.addText(text, for: range)
  }

  /// A code that stands inside a run.
  private mutating func addInRun(
    _ range: Range<Int>, _ meaning: InlineCode.Meaning, _ look: WordFormatting
  ) {
    runs.addCode(
      range,
      Block.Code(
        kind: .standalone, meaning: meaning, pair: nil,
        whenTranslated: WordCommand.inRun(tree.source[range]).bytes))
  }

  // MARK: Looks

  /// Goes over to another look, with the tags up to a place as codes.
  private mutating func setLook(_ look: WordFormatting, upTo place: Int) {
    guard look != (current?.look ?? base) else { return }
    var codes: [Block.Code] = []
    if let current { codes.append(closing(current)) }
    current = nil
    if look != base {
      pairCount += 1
      current = (look, pairCount)
      codes.append(
        Block.Code(
          kind: .open, meaning: look.meaning(besides: base), pair: pairCount,
          whenTranslated: WordCommand.push(look.bytes[...]).bytes))
    }
    runs.addCodes(codes, upTo: place)
  }

  private mutating func leaveLook(upTo place: Int) {
    guard let left = current else { return }
    current = nil
    runs.addCodes([closing(left)], upTo: place)
  }

  private func closing(_ current: (look: WordFormatting, pair: Int)) -> Block.Code {
    Block.Code(
      kind: .close, meaning: current.look.meaning(besides: base), pair: current.pair,
      whenTranslated: WordCommand.pop.bytes)
  }

  // MARK: Fields

  /// `begin`, `separate` or `end` where a run holds a part of a field.
  private func fieldPart(of child: Int) -> String? {
    guard tree[child].name == "r", let mark = tree.child("fldChar", of: child) else { return nil }
    return tree.value("fldCharType", of: mark)
  }

  /// Takes a field that ends beside its start; gives the place of its end. Only the text of links is
  /// translated: what other fields show is made by Word.
  private mutating func addField(from start: Int, in children: [Int]) -> Int? {
    var depth = 0
    var separate: Int?
    var instruction = ""
    for position in start..<children.count {
      switch fieldPart(of: children[position]) {
      case "begin": depth += 1
      case "separate" where depth == 1: separate = position
      case "end":
        depth -= 1
        guard depth == 0 else { continue }
        let isLink = instruction.drop(while: \.isWhitespace).hasPrefix("HYPERLINK")
        guard isLink, let separate else {
          addElement(
            tree[children[start]].range.lowerBound..<tree[children[position]].range.upperBound,
            .other)
          return position
        }
        leaveLook(upTo: tree[children[start]].range.lowerBound)
        pairCount += 1
        let pair = pairCount
        runs.addCode(
          tree[children[start]].range.lowerBound..<tree[children[separate]].range.upperBound,
          Block.Code(kind: .open, meaning: .link, pair: pair, whenTranslated: nil))
        flow(Array(children[(separate + 1)..<position]))
        leaveLook(upTo: tree[children[position]].range.lowerBound)
        runs.addCode(
          tree[children[position]].range,
          Block.Code(kind: .close, meaning: .link, pair: pair, whenTranslated: nil))
        return position
      default:
        if depth == 1, let text = tree.child("instrText", of: children[position]) {
          instruction += String(decoding: tree.bytes(of: text), as: UTF8.self)
            .drop { $0 != ">" }.dropFirst()
        }
      }
    }
    return nil
  }
}
