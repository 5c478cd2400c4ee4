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

  /// Finds the translatable blocks of a file.
  ///
  /// The bytes are valid UTF-8; a byte order mark is part of them.
  func blocks(in bytes: [UInt8], options: ExtractionOptions) throws(DocumentError) -> [Block]
}

/// What a project says about extraction.
package struct ExtractionOptions: Sendable, Hashable {
  /// The keys of the front matter whose values are translated; a dot leads into a mapping.
  package var frontMatterKeys: [String]

  /// The keys that hold prose on nearly every site.
  package static let standardFrontMatterKeys = ["title", "description", "summary"]

  /// Makes options.
  package init(frontMatterKeys: [String] = Self.standardFrontMatterKeys) {
    self.frontMatterKeys = frontMatterKeys
  }
}

/// The formats that there are. A new one is a folder and a line here.
package enum DocumentFormats {
  package static let all: [any DocumentFormat] = [MarkdownFormat(), PlainTextFormat()]

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
    case encoding
    case frontMatter = "front-matter"
    case parser
  }

  package let code: Code
  package let position: Position
  /// One sentence: what is wrong and what to do.
  package let message: String
}
