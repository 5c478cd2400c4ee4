package import Units

/// Takes what a format finds in a file, block by block, and splits it into segments.
package final class Extraction {
  /// The units found so far.
  private(set) var units: [SourceUnit] = []
  /// What a person should know of how the file was read.
  var remarks: [Remark] = []
  /// Places outside the text that change with the language of a version.
  var marks: [LanguageMark] = []
  /// The addresses of links, where they stand.
  var links: [Range<Int>] = []
  /// Why text could not be split.
  private(set) var failure: (any Error)?

  private let bytes: [UInt8]
  private let codeSides: CodeSides
  private let sentences: ([UInt8]) throws -> [Range<Int>]

  init(
    of bytes: [UInt8], codeSides: CodeSides, sentences: @escaping ([UInt8]) throws -> [Range<Int>]
  ) {
    self.bytes = bytes
    self.codeSides = codeSides
    self.sentences = sentences
  }

  /// Takes a block, unless it holds nothing to translate.
  func add(_ block: Block) {
    guard failure == nil, let trimmed = block.trimmed(in: bytes) else { return }
    do {
      units.append(try trimmed.split(in: bytes, codeSides: codeSides, by: sentences))
    } catch {
      failure = error
    }
  }
}

/// What a person should know of how a file was read.
package struct Remark: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Front matter that cannot be read.
    case frontMatter
    /// Changes that nobody has accepted or rejected yet.
    case trackedChanges
  }

  package let kind: Kind
  package let position: Position
  /// One sentence.
  package let message: String

  /// A document with tracked changes.
  static let trackedChanges = Remark(
    kind: .trackedChanges, position: Position(line: 1, column: 1),
    message: "the tracked changes in the document are taken as accepted")
}
