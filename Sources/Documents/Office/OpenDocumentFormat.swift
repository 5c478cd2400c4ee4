import Units

/// OpenDocument texts, as LibreOffice writes them (OpenDocument 1.3, part 3).
struct OpenDocumentFormat: DocumentFormat {
  let name = "odt"
  let fileExtensions = ["odt", "ott"]
  let summary = "OpenDocument texts: text, tables, footnotes, headers, text boxes"

  func open(_ file: [UInt8]) throws(DocumentError) -> OpenedFile {
    try OfficePackage.open(file, main: "content.xml", what: "OpenDocument text") {
      $0 == "styles.xml"
    }
  }

  func extract(
    from file: OpenedFile, options: ExtractionOptions, into extraction: Extraction
  ) throws(DocumentError) {
    for section in file.sections {
      let tree = try XMLTree(file.bytes, in: section.range, name: section.name)
      var reader = OpenDocumentReader(tree: tree)
      for root in tree.roots { reader.walk(root, .paragraph) }
      reader.blocks.forEach(extraction.add)
      extraction.marks += reader.marks
      if reader.hasTrackedChanges, extraction.remarks.isEmpty {
        extraction.remarks.append(.trackedChanges)
      }
    }
  }
}

/// Finds the paragraphs of a part of an OpenDocument text.
struct OpenDocumentReader {
  private(set) var blocks: [Block] = []
  private(set) var marks: [LanguageMark] = []
  private(set) var hasTrackedChanges = false
  private let tree: XMLTree
  private let looks: [String: String]

  init(tree: XMLTree) {
    self.tree = tree
    looks = Self.looks(in: tree)
  }

  /// Looks for paragraphs at and below a node. `kind` is that of a paragraph there.
  mutating func walk(_ index: Int, _ kind: UnitKind) {
    let node = tree[index]
    switch node.name {
    case "p": paragraph(index, kind)
    case "h":
      let level = tree.value("outline-level", of: index).flatMap { Int($0) } ?? 1
      paragraph(index, .heading(level: level))
    // Deleted text, and remarks that are no part of the document.
    case "tracked-changes": hasTrackedChanges = true
    case "annotation": break
    case "default-style": addMarks(index)
    case "list-item": for child in node.children { walk(child, .listItem) }
    case "table-cell": for child in node.children { walk(child, .tableCell) }
    case "text-box", "note-body": for child in node.children { walk(child, .paragraph) }
    default: for child in node.children { walk(child, kind) }
    }
  }

  private mutating func paragraph(_ index: Int, _ kind: UnitKind) {
    let node = tree[index]
    guard !node.endTag.isEmpty else { return }
    var runs = ParagraphRuns(from: node.startTag.upperBound)
    var pairCount = 0
    flow(node.children, &runs, &pairCount)
    let found = runs.finish(at: node.endTag.lowerBound)
    if runs.hasText {
      blocks.append(Block(kind: kind, runs: found, syntax: OpenDocumentSyntax()))
    }
    for child in node.children { walk(child, kind) }
  }

  private func flow(_ children: [Int], _ runs: inout ParagraphRuns, _ pairCount: inout Int) {
    var position = 0
    while position < children.count {
      let child = children[position]
      let node = tree[child]
      position += 1
      switch node.name {
      case "": runs.addText(tree.textRuns(of: node.range))
      case "span":
        guard !node.endTag.isEmpty else { continue }
        let look = look(of: child)
        guard !look.isEmpty else {
          // A span that shows nothing.
          flow(node.children, &runs, &pairCount)
          continue
        }
        pairCount += 1
        let pair = pairCount
        let meaning = Self.meaning(of: look)
        runs.addCode(
          node.startTag, Block.Code(kind: .open, meaning: meaning, pair: pair, whenTranslated: nil))
        flow(node.children, &runs, &pairCount)
        // The next span of the same look goes on with this one: what is between them is glue.
        var last = node
        while position < children.count, tree[children[position]].name == "span",
          self.look(of: children[position]) == look, !tree[children[position]].endTag.isEmpty
        {
          last = tree[children[position]]
          flow(last.children, &runs, &pairCount)
          position += 1
        }
        runs.addCode(
          last.endTag, Block.Code(kind: .close, meaning: meaning, pair: pair, whenTranslated: nil))
      case "a":
        pairCount += 1
        let pair = pairCount
        runs.addCode(
          node.startTag, Block.Code(kind: .open, meaning: .link, pair: pair, whenTranslated: nil))
        flow(node.children, &runs, &pairCount)
        runs.addCode(
          node.endTag, Block.Code(kind: .close, meaning: .link, pair: pair, whenTranslated: nil))
      case "soft-page-break": continue
      default:
        let meaning: InlineCode.Meaning =
          switch node.name {
          case "line-break": .lineBreak
          case "note": .footnote
          case "frame": .image
          case let name
          where name.hasPrefix("bookmark") || name.hasPrefix("reference-mark")
            || name.hasPrefix("annotation") || name.hasPrefix("change"):
            .anchor
          default: .other
          }
        runs.addCode(
          node.range,
          Block.Code(kind: .standalone, meaning: meaning, pair: nil, whenTranslated: nil))
      }
    }
  }

  // MARK: Looks

  private func look(of span: Int) -> String {
    guard let name = tree.value("style-name", of: span) else { return "" }
    return looks[name] ?? name
  }

  /// What each automatic style shows: its properties without the language and the marks of who
  /// changed what. Two names may look the same, and a name may show nothing.
  private static func looks(in tree: XMLTree) -> [String: String] {
    var looks: [String: String] = [:]
    for root in tree.roots {
      guard let styles = tree.child("automatic-styles", of: root) else { continue }
      for style in tree[styles].children
      where tree[style].name == "style" && tree.value("family", of: style) == "text" {
        guard let name = tree.value("name", of: style) else { continue }
        var shown = tree.value("parent-style-name", of: style).map { ["parent=\($0)"] } ?? []
        for properties in tree[style].children where !tree[properties].isText {
          let tag = String(decoding: tree.source[tree[properties].startTag], as: UTF8.self)
          shown += tag.split(whereSeparator: \.isWhitespace).dropFirst()
            .map { String($0.prefix { $0 != "/" && $0 != ">" }) }
            .filter { part in
              !part.isEmpty
                && !["rsid", "language", "country", "script"].contains { part.contains($0) }
            }
        }
        looks[name] = shown.sorted().joined(separator: " ")
      }
    }
    return looks
  }

  private static func meaning(of look: String) -> InlineCode.Meaning {
    if look.contains("fo:font-weight=\"bold\"") || look.hasPrefix("parent=Strong") { return .bold }
    if look.contains("fo:font-style=\"italic\"") || look.hasPrefix("parent=Emphasis") {
      return .italic
    }
    if look.contains("line-through") { return .strikethrough }
    return .other
  }

  // MARK: Language

  private mutating func addMarks(_ style: Int) {
    for properties in tree[style].children {
      if let range = tree.attribute("language", of: properties) {
        marks.append(LanguageMark(range: range) { $0.language })
      }
      if let range = tree.attribute("country", of: properties) {
        marks.append(LanguageMark(range: range) { $0.region ?? "none" })
      }
    }
  }
}

/// Writes a paragraph of an OpenDocument text.
struct OpenDocumentSyntax: UnitSyntax {
  var writesWholeUnit: Bool { true }

  func write(_ parts: [UnitPart], original: ArraySlice<UInt8>) -> [UInt8] {
    parts.flatMap { $0.bytes(escaping: MarkupSyntax(place: .text).escaped) }
  }
}
