/// What a character is to the rules of sentence ends.
enum LetterClass: UInt8, Sendable {
  case upper, lower
  /// A letter of a script without cases.
  case caseless
  case digit, space, other

  /// The class of a character.
  init(of scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x250 {
      self = Self.latin[Int(value)]
    } else if (0x1E00...0x1EFF).contains(value) {
      self = Self.latinAdditional[Int(value - 0x1E00)]
    } else {
      self = Self.slowly(scalar)
    }
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

  // The tables of properties are slow to ask, and nearly all our letters are in two blocks.
  private static let latin = (0..<0x250).map { slowly(Unicode.Scalar($0) ?? "\0") }
  private static let latinAdditional = (0x1E00...0x1EFF).map { slowly(Unicode.Scalar($0) ?? "\0") }

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
