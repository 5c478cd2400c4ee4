import Documents

/// What a person may know of the formats.
package enum FormatList {
  /// A format of documents.
  package struct Entry: Sendable {
    package let name: String
    /// The endings of its files, without the dot.
    package let fileExtensions: [String]
    package let summary: String
  }

  /// All formats, in the order in which they were made.
  package static let all = DocumentFormats.all.map {
    Entry(name: $0.name, fileExtensions: $0.fileExtensions, summary: $0.summary)
  }

  /// Whether a file is in a format that is more than lines of text.
  package static func isMarkedUp(path: String) -> Bool {
    DocumentFormats.format(ofPath: path).map { $0.name != "text" } ?? false
  }
}
