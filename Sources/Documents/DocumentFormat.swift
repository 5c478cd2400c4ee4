package import Units

/// A kind of source file: where its translatable text is, and how text is written back.
///
/// A format only *finds* text. The skeleton is the file's own bytes, and what is not text is copied
/// from them, never written anew.
package protocol DocumentFormat: Sendable {
  /// The name in records, such as `markdown`.
  var name: String { get }
  /// The endings of files in this format, without the dot.
  var fileExtensions: [String] { get }
  /// What the format is, in one line.
  var summary: String { get }

  /// Opens a file: its text in UTF-8, and the way back to the file.
  func open(_ file: [UInt8]) throws(DocumentError) -> OpenedFile

  /// Finds what is translatable in an opened file.
  func extract(
    from file: OpenedFile, options: ExtractionOptions, into extraction: Extraction
  ) throws(DocumentError)
}

extension DocumentFormat {
  /// A file that is text: any bytes are accepted, and those that are no text stay as they are.
  package func open(_ file: [UInt8]) throws(DocumentError) -> OpenedFile {
    OpenedFile(file, encoding: TextEncoding(markedIn: file) ?? .utf8)
  }
}

/// Bytes that say in which language a file is, or hold it together in another language.
struct LanguageMark: Sendable {
  /// The bytes to replace; empty for an insertion.
  let range: Range<Int>
  /// What to write for a language.
  let text: @Sendable (LanguageTag) -> String
}

/// What a project says about extraction.
package struct ExtractionOptions: Sendable, Hashable {
  /// The keys of the front matter whose values are translated; a dot leads into a mapping.
  package var frontMatterKeys: [String]
  /// The language that the file is written in, where it is known: text that the file marks as being
  /// in another one is left alone.
  package var language: LanguageTag?
  /// How a translated heading keeps the address that its source has.
  package var anchors = Anchors.none

  /// How the addresses of headings are written into translations.
  package enum Anchors: String, Sendable, Hashable, CaseIterable {
    /// Not at all: the site gives headings addresses of its own, or none.
    case none
    /// `{#address}` behind the heading, as many site generators read it.
    case attribute
    /// `<a id="address"></a>` in front of the heading's text, which every reader of Markdown keeps.
    case html
  }

  /// The keys that hold prose on nearly every site.
  package static let standardFrontMatterKeys = ["title", "description", "summary"]

  /// Makes options.
  package init(frontMatterKeys: [String] = Self.standardFrontMatterKeys) {
    self.frontMatterKeys = frontMatterKeys
  }
}

/// The formats that there are. A new one is a folder and a line here.
package enum DocumentFormats {
  package static let all: [any DocumentFormat] = [
    MarkdownFormat.markdown,
    MarkdownFormat.mdx,
    HTMLFormat(),
    WordFormat(),
    OpenDocumentFormat(),
    SubRipFormat(),
    WebVTTFormat(),
    PlainTextFormat(),
  ]

  /// The format of a file by its ending; nil where there is none.
  package static func format(ofPath path: String) -> (any DocumentFormat)? {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    let ending = path[path.index(after: dot)...].lowercased()
    return all.first { $0.fileExtensions.contains(ending) }
  }
}

/// Why a file could not be taken apart.
package struct DocumentError: Error, Hashable, Sendable {
  /// A stable name for the reason.
  package enum Code: String, Hashable, Sendable {
    case parser
    /// An archive that cannot be read, or holds no document of the format.
    case container
    /// A file that no honest document is: it would take too much time or memory.
    case limit
  }

  package let code: Code
  package let position: Position
  /// One sentence: what is wrong and what to do.
  package let message: String

  init(_ code: Code, at position: Position = Position(line: 1, column: 1), _ message: String) {
    self.code = code
    self.position = position
    self.message = message
  }
}
