import Units

/// Takes what a format finds in a file, block by block, and splits it into segments.
package final class Extraction {
  /// The units found so far.
  private(set) var units: [SourceUnit] = []
  /// What a person should know of how the file was read, one sentence each.
  var remarks: [String] = []
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
