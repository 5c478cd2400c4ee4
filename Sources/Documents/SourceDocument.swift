package import Units

/// A source file taken apart: its own bytes, and where in them the segments are.
package struct SourceDocument: Sendable {
  /// The file as it is.
  package let bytes: [UInt8]
  /// The name of the format.
  package let format: String
  /// The units, in the order in which they begin. A unit may lie inside a code of another: the
  /// text of an image, the title of a link.
  package let units: [SourceUnit]

  /// Takes a file apart. `split` tells where the sentences are in a text, as ranges of its UTF-8
  /// bytes.
  package init(
    _ bytes: [UInt8], format: any DocumentFormat, options: ExtractionOptions,
    split: ([UInt8]) -> [Range<Int>]
  ) throws(DocumentError) {
    if let offset = bytes.firstInvalidUTF8 {
      throw DocumentError(
        code: .encoding, position: LineTable(bytes).position(at: offset),
        message: "the file is not valid UTF-8 from here on; save it as UTF-8")
    }
    self.bytes = bytes
    self.format = format.name
    units = try format.blocks(in: bytes, options: options)
      .compactMap { $0.trimmed(in: bytes)?.split(in: bytes, by: split) }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

/// A unit where it stands in its source file.
package struct SourceUnit: Sendable {
  package let kind: UnitKind
  package let range: Range<Int>
  package let segments: [SourceSegment]
  let syntax: any UnitSyntax
}

/// A segment where it stands in its source file.
package struct SourceSegment: Sendable {
  package let range: Range<Int>
  package let content: Content
  /// What stands between the segment before and this one.
  package let ignorable: Content
  /// Where the inline codes stand.
  let codes: [CodeKey: Range<Int>]
  /// What to write for codes that change with their text.
  let codesWhenTranslated: [CodeKey: [UInt8]]
}

extension [UInt8] {
  /// The offset of the first byte that is not part of valid UTF-8.
  fileprivate var firstInvalidUTF8: Int? {
    guard String(validating: self, as: UTF8.self) == nil else { return nil }
    var decoder = UTF8()
    var iterator = makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput, .error: return offset
      }
    }
  }
}
