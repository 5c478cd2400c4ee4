import Units

/// CommonMark with GitHub's tables, strikethrough, task lists and autolinks, front matter, footnotes,
/// definition lists, formulas, and the directives and template code of site generators.
///
/// The parser only tells where the text is; every other byte stays as it is.
struct MarkdownFormat: DocumentFormat {
  /// Whether the files hold JSX and modules besides Markdown.
  private let isMDX: Bool

  private init(isMDX: Bool) { self.isMDX = isMDX }

  static let markdown = MarkdownFormat(isMDX: false)
  static let mdx = MarkdownFormat(isMDX: true)

  var name: String { isMDX ? "mdx" : "markdown" }
  var fileExtensions: [String] { isMDX ? ["mdx"] : ["md", "markdown", "mkd"] }
  var summary: String {
    isMDX ? "MDX: Markdown with JSX" : "Markdown: CommonMark and GitHub's, with front matter"
  }

  func extract(
    from file: OpenedFile, options: ExtractionOptions, into extraction: Extraction
  ) throws(DocumentError) {
    let frontMatter = FrontMatter(in: file.bytes)
    if let remark = frontMatter?.remark { extraction.remarks.append(remark) }
    let start = frontMatter?.end ?? file.bytes.byteOrderMarkLength
    let mask = MarkdownMask(file.bytes, from: start, isMDX: isMDX)
    let builder = MarkdownBuilder(
      source: file.bytes, start: start, mask: mask, options: options, isMDX: isMDX,
      into: extraction)
    frontMatter?.blocks(keys: options.frontMatterKeys).forEach(extraction.add)
    try MarkdownParser.parse(mask, from: start, into: builder)
    builder.addTitles()
  }
}
