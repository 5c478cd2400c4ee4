import Units

/// Word documents (ECMA-376, part 1, WordprocessingML).
struct WordFormat: DocumentFormat {
  let name = "docx"
  let fileExtensions = ["docx", "docm", "dotx"]
  let summary = "Word documents: text, tables, footnotes, headers, text boxes"

  func open(_ file: [UInt8]) throws(DocumentError) -> OpenedFile {
    try OfficePackage.open(file, main: "word/document.xml", what: "Word document") { name in
      guard name.hasPrefix("word/"), name.hasSuffix(".xml") else { return false }
      let stem = name.dropFirst(5).dropLast(4)
      return ["header", "footer"].contains { stem.hasPrefix($0) }
        || ["footnotes", "endnotes", "styles"].contains(stem)
    }
  }

  func extract(
    from file: OpenedFile, options: ExtractionOptions, into extraction: Extraction
  ) throws(DocumentError) {
    var headings: [String: Int] = [:]
    if let styles = file.sections.first(where: { $0.name == "word/styles.xml" }) {
      let tree = try XMLTree(file.bytes, in: styles.range, name: styles.name)
      headings = WordStyles.headings(in: tree)
      extraction.marks = WordStyles.languageMarks(in: tree)
    }
    var hasTrackedChanges = false
    for section in file.sections where section.name != "word/styles.xml" {
      let tree = try XMLTree(file.bytes, in: section.range, name: section.name)
      var reader = WordReader(tree: tree, headings: headings)
      for root in tree.roots { reader.walk(root, isInTable: false) }
      reader.blocks.forEach(extraction.add)
      hasTrackedChanges = hasTrackedChanges || reader.hasTrackedChanges
    }
    if hasTrackedChanges {
      extraction.remarks.append(.trackedChanges)
    }
  }
}

/// What the styles of a document say.
enum WordStyles {
  /// The level of each style that is a heading, by the style's id.
  static func headings(in tree: XMLTree) -> [String: Int] {
    var headings: [String: Int] = [:]
    for root in tree.roots {
      for style in tree[root].children where tree[style].name == "style" {
        guard let id = tree.value("styleId", of: style), let name = tree.child("name", of: style),
          let text = tree.value("val", of: name)?.lowercased()
        else { continue }
        if text.hasPrefix("heading "), let level = Int(text.dropFirst(8)) { headings[id] = level }
        if text == "title" { headings[id] = 1 }
      }
    }
    return headings
  }

  /// The language of text that says none itself.
  static func languageMarks(in tree: XMLTree) -> [LanguageMark] {
    guard let root = tree.roots.first, let defaults = tree.child("docDefaults", of: root) else {
      return []
    }
    var marks: [LanguageMark] = []
    tree.visit(defaults) { node in
      if tree[node].name == "lang", let range = tree.attribute("val", of: node) {
        marks.append(LanguageMark(range: range) { $0.description })
      }
      return true
    }
    return marks
  }
}
