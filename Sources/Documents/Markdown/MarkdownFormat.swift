import Units

/// CommonMark with GitHub's tables, strikethrough, task lists and autolinks, and front matter.
///
/// The parser only tells where the text is; every other byte stays as it is.
struct MarkdownFormat: DocumentFormat {
  let name = "markdown"
  let fileExtensions = ["md", "markdown", "mdx", "mkd"]
  let summary = "Markdown: CommonMark and GitHub's, with front matter"

  func extract(
    from file: OpenedFile, options: ExtractionOptions
  ) throws(DocumentError) -> Extraction {
    let bytes = file.bytes
    let frontMatter = try FrontMatter(in: bytes)
    var blocks = try frontMatter?.blocks(keys: options.frontMatterKeys) ?? []
    let bodyStart = frontMatter?.end ?? bytes.byteOrderMarkLength
    let labels = ReferenceLabels(in: bytes[bodyStart...])
    for leaf in try MarkdownParser.leaves(in: bytes, from: bodyStart) {
      var resolver = InlineResolver(source: bytes, leaf: leaf, labels: labels)
      blocks += resolver.blocks()
    }
    return Extraction(blocks: blocks)
  }
}

extension [UInt8] {
  /// The length of a UTF-8 byte order mark at the start: 3 or 0.
  var byteOrderMarkLength: Int { starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}

/// The labels that a document defines for its links, by which a bracketed text becomes a link.
struct ReferenceLabels: Sendable {
  private var labels: Set<String> = []

  /// Finds the definitions: `[label]:` at the start of a line, perhaps indented or quoted.
  init(in bytes: ArraySlice<UInt8>) {
    for line in bytes.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == 0x0D }) {
      let text = line.drop { $0.isASCIISpace || $0 == UInt8(ascii: ">") }
      guard text.first == UInt8(ascii: "["), let end = text.firstIndex(of: UInt8(ascii: "]")),
        end + 1 < text.endIndex, text[end + 1] == UInt8(ascii: ":")
      else { continue }
      labels.insert(
        Self.normalized(String(decoding: text[(text.startIndex + 1)..<end], as: UTF8.self)))
    }
  }

  func contains(_ label: some StringProtocol) -> Bool {
    !labels.isEmpty && labels.contains(Self.normalized(String(label)))
  }

  private static func normalized(_ label: String) -> String {
    label.collapsedToNFC.lowercased()
  }
}
