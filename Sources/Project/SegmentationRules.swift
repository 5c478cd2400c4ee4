import Segmentation
package import Units

/// The rules by which a project cuts text: those that are built in, or an SRX file of its own.
package struct SegmentationRules: Sendable {
  private let file: SRXFile?
  private let path: String
  /// The name of the rules with their version, by which a record tells how it was cut.
  package let name: String

  /// The built-in rules, or those of an SRX file.
  package init(srx path: String?, files: Files) throws(ProjectError) {
    self.path = path ?? ""
    guard let path else {
      file = nil
      name = SentenceSegmenter.rulesName
      return
    }
    let bytes = try files.read(path)
    name = "srx-\(Digest(bytes).description.prefix(8))"
    do {
      file = try SRXFile(bytes)
    } catch {
      throw Self.problem(error, path: path)
    }
  }

  /// The built-in rules.
  package static let builtIn = SegmentationRules()

  private init() {
    file = nil
    path = ""
    name = SentenceSegmenter.rulesName
  }

  /// The built-in rules as an SRX file.
  package static var exported: [UInt8] { SRXExport.file() }

  /// On which side of a break an inline code goes.
  package var codeSides: CodeSides { file?.codeSides ?? CodeSides() }

  /// A segmenter for one language.
  package struct Segmenter {
    fileprivate enum Kind {
      case builtIn(SentenceSegmenter)
      case srx(SRXSegmenter)
    }

    fileprivate let kind: Kind
    fileprivate let path: String
  }

  /// The segmenter for a language.
  package func segmenter(for language: LanguageTag) throws(ProjectError) -> Segmenter {
    guard let file else {
      return Segmenter(kind: .builtIn(SentenceSegmenter(language: language)), path: path)
    }
    do {
      return Segmenter(kind: .srx(try SRXSegmenter(file, language: language)), path: path)
    } catch {
      throw Self.problem(error, path: path)
    }
  }

  fileprivate static func problem(_ error: SRXError, path: String) -> ProjectError {
    ProjectError(
      .configuration, path: path, position: Position(line: error.line, column: 1), error.message)
  }
}

extension SegmentationRules.Segmenter {
  /// The sentences of a text in UTF-8, as ranges of its bytes.
  package func sentences(in bytes: [UInt8]) throws(ProjectError) -> [Range<Int>] {
    switch kind {
    case .builtIn(let segmenter): return segmenter.sentences(in: bytes)
    case .srx(let segmenter):
      do {
        return try segmenter.segments(in: bytes)
      } catch {
        throw SegmentationRules.problem(error, path: path)
      }
    }
  }

  /// The sentences of a text, without the white space between them.
  package func sentences(in text: String) throws(ProjectError) -> [String] {
    let bytes = Array(text.utf8)
    return try sentences(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// Calls a function with each sentence in turn.
  package func forEachSentence(
    in bytes: [UInt8], _ body: (Range<Int>) -> Void
  ) throws(ProjectError) {
    switch kind {
    case .builtIn(let segmenter): segmenter.forEachSentence(in: bytes, body)
    case .srx: try sentences(in: bytes).forEach(body)
    }
  }
}
