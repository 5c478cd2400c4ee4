/// What a character is to the rules of sentence ends.
enum LetterClass: UInt8, Sendable {
  case upper, lower
  /// A letter of a script without cases.
  case caseless
  case digit, space, other

  /// The class of a character.
  init(of scalar: Unicode.Scalar) {
    self = Self.place(of: scalar).map { Self.common[$0] } ?? Self.slowly(scalar)
  }

  /// The class of an ASCII character.
  @inline(__always)
  init(ascii byte: UInt8) {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): self = .lower
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): self = .upper
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self = .digit
    case 0x20, 0x09...0x0D: self = .space
    default: self = .other
    }
  }

  var isLetter: Bool { self == .lower || self == .upper || self == .caseless }

  /// The classes of U+0000 to U+024F and of U+1E00 to U+1EFF. The tables of properties are slow to
  /// ask, and nearly all our letters are in these two blocks.
  static let common = (Array(0..<0x250) + Array(0x1E00...0x1EFF)).map {
    slowly(Unicode.Scalar($0 as UInt16) ?? "\0")
  }

  /// Where the class of a character stands in `common`; nil for one that does not.
  @inline(__always)
  static func place(of scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0..<0x250: Int(scalar.value)
    case 0x1E00...0x1EFF: Int(scalar.value) - 0x1E00 + 0x250
    default: nil
    }
  }

  private static func slowly(_ scalar: Unicode.Scalar) -> LetterClass {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: return .upper
    case .lowercaseLetter: return .lower
    case .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark: return .caseless
    case .decimalNumber: return .digit
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: return .space
    default: return (0x09...0x0D).contains(scalar.value) || scalar.value == 0x85 ? .space : .other
    }
  }
}
