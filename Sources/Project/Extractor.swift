package import Documents
package import Units

/// Takes files apart in the way that a project, or a command, asks for.
package struct Extractor: Sendable {
  package var options = ExtractionOptions()
  package var rules = SegmentationRules.builtIn

  /// The usual way: standard keys of front matter, built-in rules.
  package init() {}

  /// Takes a file apart, in the format that its name tells.
  package func extract(
    _ bytes: [UInt8], path: String, language: LanguageTag
  ) throws(ProjectError) -> SourceDocument {
    SourceDocument(try outline(of: bytes, path: path, language: language))
  }

  /// Finds where the segments of a file are, in the format that its name tells.
  package func outline(
    of bytes: [UInt8], path: String, language: LanguageTag
  ) throws(ProjectError) -> DocumentOutline {
    guard let format = DocumentFormats.format(ofPath: path) else {
      let known = DocumentFormats.all.flatMap(\.fileExtensions).map { ".\($0)" }
      throw ProjectError(
        .unreadable, path: path,
        "the format is not known; files end in \(known.joined(separator: ", ")),"
          + " and “l10n formats” tells more")
    }
    var options = options
    options.language = language
    let segmenter = try rules.segmenter(for: language)
    do {
      return try DocumentOutline(
        bytes, format: format, options: options, codeSides: rules.codeSides,
        segmentation: rules.name, sentences: segmenter.forEachSentence)
    } catch let error as DocumentError {
      throw ProjectError(.unreadable, path: path, position: error.position, error.message)
    } catch let error as ProjectError {
      throw error
    } catch {
      throw ProjectError(.unreadable, path: path, "\(error)")
    }
  }
}

extension ProjectError {
  /// A version that could not be written.
  init(_ error: DocumentError, path: String) {
    self.init(.unreadable, path: path, position: error.position, error.message)
  }
}
