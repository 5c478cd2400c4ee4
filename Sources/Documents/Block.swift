import Units

/// A translatable block as a format finds it, before it is split into segments.
package struct Block: Sendable {
  /// A piece of the block; the pieces follow each other without a gap.
  struct Run: Sendable {
    enum Payload: Sendable {
      /// The bytes are the text.
      case literal
      /// The bytes stand for this text: an escape, a character reference, a line end.
      case replaced(String)
      case code(Code)
    }

    var range: Range<Int>
    var payload: Payload
  }

  /// An inline code as the format knows it.
  struct Code: Sendable {
    /// What to write in place of the bytes when the text around the code was translated.
    var whenTranslated: [UInt8]?
    /// The number of the pair, small as there are so many codes; -1 for none.
    private var pairNumber: Int32
    var kind: InlineCode.Kind
    var meaning: InlineCode.Meaning

    init(
      kind: InlineCode.Kind, meaning: InlineCode.Meaning, pair: Int?, whenTranslated: [UInt8]?
    ) {
      self.kind = kind
      self.meaning = meaning
      self.whenTranslated = whenTranslated
      pairNumber = Int32(truncatingIfNeeded: pair ?? -1)
    }

    /// What the two halves of a pair have in common.
    var pair: Int? {
      get { pairNumber < 0 ? nil : Int(pairNumber) }
      set { pairNumber = Int32(truncatingIfNeeded: newValue ?? -1) }
    }
  }

  let kind: UnitKind
  var runs: [Run]
  let syntax: any UnitSyntax
  /// What the source says to translators about the block.
  var notes: [String] = []

  /// The bytes of the block; empty for a block without runs.
  var range: Range<Int> {
    guard let first = runs.first, let last = runs.last else { return 0..<0 }
    return first.range.lowerBound..<last.range.upperBound
  }
}

/// How the text of a unit is written into its file.
package protocol UnitSyntax: Sendable {
  /// Whether parts that are not translated are needed in pieces too, as the whole unit is written
  /// anew where any part of it changes.
  var writesWholeUnit: Bool { get }

  /// The bytes of a unit of which at least one segment was translated.
  ///
  /// - Parameters:
  ///   - parts: The segments and what stands between them, in order.
  ///   - original: The bytes of the whole unit in the source.
  /// - Returns: The bytes to write in their place.
  func write(_ parts: [UnitPart], original: ArraySlice<UInt8>) -> [UInt8]
}

extension UnitSyntax {
  package var writesWholeUnit: Bool { false }
}

/// A segment, or the white space between two, on its way into a built version.
package struct UnitPart: Sendable {
  /// A piece of a translation.
  enum Piece: Sendable {
    /// Text that the syntax has to escape.
    case text(String)
    /// The bytes of an inline code, and whether it opens or closes something.
    case code([UInt8], InlineCode.Kind)
  }

  /// The part as it stands in the source, translations inside its codes put in.
  let source: [UInt8]
  /// The part's text in the source.
  let sourceText: String
  /// The translation; nil where the part is copied.
  let translation: [Piece]?
}

extension UnitPart {
  /// The part's bytes in a built version, the text of a translation written by `escape`.
  func bytes(escaping escape: (String) -> [UInt8]) -> [UInt8] {
    guard let translation else { return source }
    return translation.flatMap { piece in
      switch piece {
      case .code(let bytes, _): bytes
      case .text(let text): escape(text.normalizedLineEnds)
      }
    }
  }
}

extension String {
  /// Line ends as spaces: a translation stands on one line, as what a line end means depends on
  /// where it falls.
  var normalizedLineEnds: String {
    contains(where: \.isNewline) ? String(map { $0.isNewline ? " " : $0 }) : self
  }
}
