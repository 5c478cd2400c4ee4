import Units

/// Finds the paragraphs of a part of a Word document.
struct WordReader {
  private(set) var blocks: [Block] = []
  private(set) var hasTrackedChanges = false
  private let tree: XMLTree
  private let headings: [String: Int]

  init(tree: XMLTree, headings: [String: Int]) {
    self.tree = tree
    self.headings = headings
  }

  /// Looks for paragraphs at and below a node.
  mutating func walk(_ index: Int, isInTable: Bool) {
    switch tree[index].name {
    case "p":
      // DrawingML has paragraphs of another kind.
      if isWord(index) { paragraph(index, isInTable: isInTable) }
    case "del", "moveFrom": hasTrackedChanges = true
    case "tc": for child in tree[index].children { walk(child, isInTable: true) }
    case "txbxContent": for child in tree[index].children { walk(child, isInTable: false) }
    default: for child in tree[index].children { walk(child, isInTable: isInTable) }
    }
  }

  private func isWord(_ index: Int) -> Bool {
    !tree.source[tree[index].startTag].starts(with: "<a:".utf8)
  }

  private mutating func paragraph(_ index: Int, isInTable: Bool) {
    let node = tree[index]
    let properties = tree.child("pPr", of: index)
    let start = properties.map { tree[$0].range.upperBound } ?? node.startTag.upperBound
    let content = node.children.filter { $0 != properties }
    var writer = WordParagraph(tree: tree, start: start)
    writer.base = WordFormatting.mostUsed(in: tree, content)
    writer.flow(content)
    hasTrackedChanges = hasTrackedChanges || writer.hasTrackedChanges
    let (runs, base) = writer.finish(at: node.endTag.lowerBound)
    if writer.runs.hasText {
      let prefix = String(
        decoding: tree.source[node.startTag].dropFirst().prefix { $0 != UInt8(ascii: ":") },
        as: UTF8.self)
      blocks.append(
        Block(
          kind: kind(properties, isInTable: isInTable), runs: runs,
          syntax: WordSyntax(prefix: prefix, base: base)))
    }
    // Text boxes stand inside the paragraph that they are anchored to.
    for child in content { walk(child, isInTable: isInTable) }
  }

  private func kind(_ properties: Int?, isInTable: Bool) -> UnitKind {
    if let properties {
      if let style = tree.child("pStyle", of: properties), let id = tree.value("val", of: style),
        let level = headings[id]
      {
        return .heading(level: level)
      }
      if tree.child("numPr", of: properties) != nil { return .listItem }
    }
    return isInTable ? .tableCell : .paragraph
  }
}

/// The look of a run, by which runs that were split inside words are joined again.
struct WordFormatting: Hashable, Sendable {
  /// The properties that are written for text of this look; empty for none.
  let bytes: [UInt8]

  /// The look of no properties.
  static let plain = WordFormatting(bytes: [])

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// The properties of a run without those that do not show: the language, the marks of the spelling
  /// checker and of who changed what.
  init(ofRun run: Int, in tree: XMLTree) {
    guard let properties = tree.child("rPr", of: run) else {
      self = .plain
      return
    }
    let hidden: Set = [
      "lang", "noProof", "proofErr", "rPrChange", "ins", "del", "moveFrom", "moveTo",
    ]
    let kept = tree[properties].children.filter {
      !tree[$0].isText && !hidden.contains(tree[$0].name)
    }
    guard !kept.isEmpty else {
      self = .plain
      return
    }
    let node = tree[properties]
    bytes =
      Array(tree.source[node.startTag]) + kept.flatMap { Array(tree.bytes(of: $0)) }
      + Array(tree.source[node.endTag])
  }

  /// The look that most of the text of some nodes has.
  static func mostUsed(in tree: XMLTree, _ nodes: [Int]) -> WordFormatting {
    var lengths: [WordFormatting: Int] = [:]
    var order: [WordFormatting] = []
    for node in nodes {
      tree.visit(node) { index in
        let name = tree[index].name
        if ["del", "moveFrom", "txbxContent", "pPr", "AlternateContent"].contains(name) {
          return false
        }
        guard name == "r" else { return true }
        let length = tree[index].children.filter { tree[$0].name == "t" }
          .reduce(0) { $0 + tree[$1].range.count }
        guard length > 0 else { return true }
        let look = WordFormatting(ofRun: index, in: tree)
        if lengths[look] == nil { order.append(look) }
        lengths[look, default: 0] += length
        return true
      }
    }
    return order.max { lengths[$0, default: 0] < lengths[$1, default: 0] } ?? .plain
  }

  /// What the look means as an inline code.
  func meaning(besides base: WordFormatting) -> InlineCode.Meaning {
    func shows(_ name: String) -> Bool { has(name, in: bytes) && !has(name, in: base.bytes) }
    if shows("b") { return .bold }
    if shows("i") { return .italic }
    if shows("strike") { return .strikethrough }
    return .other
  }

  /// Whether some properties hold a switch of a name, and it is on.
  private func has(_ name: String, in bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.split(separator: "<").contains { tag in
      let local = tag.prefix { $0 != "/" && $0 != ">" && $0 != " " }.split(separator: ":").last
      return local.map(String.init) == name
        && !["\"0\"", "\"false\"", "\"off\""].contains { tag.contains($0) }
    }
  }
}
