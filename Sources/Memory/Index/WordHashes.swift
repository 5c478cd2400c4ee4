import Units

/// A text as a list of words, each as a hash of 64 bits: runs of letters and figures, single marks, and
/// codes, whatever their case.
///
/// Texts are compared by their words, and words only with each other: what they are does not matter.
/// That two of a million different words have one hash happens in one memory of forty million.
enum WordHashes {
  /// The hashes of a content's words, in order.
  static func of(_ content: Content) -> [UInt64] {
    var words: [UInt64] = []
    words.reserveCapacity(content.text.utf8.count / 4 + 1)
    content.forEach(
      text: { append(String($0).normalizedToNFC, to: &words) }, code: { _ in words.append(code) })
    return words
  }

  /// What stands for a code, whichever it is.
  private static let code: UInt64 = 1

  private static func append(_ text: String, to words: inout [UInt64]) {
    var word = FNV()
    for scalar in text.unicodeScalars {
      switch Letter(scalar) {
      case .letter(let lower): word.add(lower.value)
      case .letters(let lower): for scalar in lower.unicodeScalars { word.add(scalar.value) }
      case .space: word.finish(into: &words)
      case .mark:
        word.finish(into: &words)
        word.add(scalar.value)
        word.finish(into: &words)
      }
    }
    word.finish(into: &words)
  }

  /// A hash that grows with a word, and is the same in every run: it is written down.
  private struct FNV {
    private static let start: UInt64 = 0xCBF2_9CE4_8422_2325
    private var value = start

    mutating func add(_ scalar: UInt32) { value = (value ^ UInt64(scalar)) &* 0x100_0000_01B3 }

    mutating func finish(into words: inout [UInt64]) {
      guard value != Self.start else { return }
      // Tables look at the low bits, which FNV mixes least (the finish of SplitMix64).
      var mixed = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      words.append(max(2, mixed ^ (mixed >> 31)))
      value = Self.start
    }
  }

  /// What a character is to the words of a text.
  private enum Letter {
    case letter(Unicode.Scalar)
    /// A letter whose small form is several.
    case letters(String)
    case space
    /// A word of its own.
    case mark

    init(_ scalar: Unicode.Scalar) {
      self =
        scalar.value < Self.common.count ? Self.common[Int(scalar.value)] : Letter(slow: scalar)
    }

    /// The characters of European languages and of Vietnamese.
    private static let common = (0..<0x1F00).map { value in
      Unicode.Scalar(value).map(Letter.init(slow:)) ?? .mark
    }

    private init(slow scalar: Unicode.Scalar) {
      guard !scalar.properties.isWhitespace else {
        self = .space
        return
      }
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
        let lower = scalar.properties.lowercaseMapping
        let first = lower.unicodeScalars.first ?? scalar
        self = lower.unicodeScalars.count == 1 ? .letter(first) : .letters(lower)
      default: self = .mark
      }
    }
  }
}
