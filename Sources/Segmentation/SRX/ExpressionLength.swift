/// How much text an expression can match at most.
///
/// An exception is looked for in the text before a break. Where its expression tells how long a match
/// can be, only so much is searched: for a list of abbreviations a few characters, not hundreds.
struct ExpressionLength {
  /// The longest match in UTF-16 units; nil where there is no bound, or none that is easily seen.
  static func longest(_ pattern: String) -> Int? {
    // Flags change the meaning of what follows: letters of either case may differ in length.
    guard !pattern.contains("(?x"), !pattern.contains("(?#") else { return nil }
    var reader = ExpressionLength(Array(pattern.unicodeScalars))
    guard let length = reader.alternatives(), reader.index == reader.pattern.count else {
      return nil
    }
    return pattern.contains("(?i") ? length * 3 : length
  }

  private let pattern: [Unicode.Scalar]
  private var index = 0

  private init(_ pattern: [Unicode.Scalar]) { self.pattern = pattern }

  private var next: Unicode.Scalar? { index < pattern.count ? pattern[index] : nil }

  private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  private mutating func alternatives() -> Int? {
    var longest = 0
    repeat {
      guard let length = sequence() else { return nil }
      longest = max(longest, length)
    } while accept("|")
    return longest
  }

  private mutating func sequence() -> Int? {
    var total = 0
    while let scalar = next, scalar != "|", scalar != ")" {
      guard let length = piece(), let times = times() else { return nil }
      total += length * times
    }
    return total
  }

  /// A character, a class or a group, without what says how often.
  private mutating func piece() -> Int? {
    guard let scalar = next else { return nil }
    index += 1
    switch scalar {
    case "(": return group()
    case "[": return passClass() ? 2 : nil
    case "\\": return escape()
    case "^", "$": return 0
    case ".": return 2
    case "*", "+", "?": return nil
    default: return UTF16.width(scalar)
    }
  }

  private mutating func group() -> Int? {
    var isLookAround = false
    if accept("?") {
      let isBehind = accept("<")
      if accept("=") || accept("!") {
        isLookAround = true
      } else if isBehind {
        // A group with a name.
        pass(to: ">")
      } else {
        while let scalar = next, scalar != ":", scalar != ">", scalar != ")" { index += 1 }
        if next == ")" {
          index += 1
          return 0
        }
        index += 1
      }
    }
    if isLookAround {
      // What it holds matches nothing itself, whatever its length.
      return passGroup() ? 0 : nil
    }
    guard let length = alternatives(), accept(")") else { return nil }
    return length
  }

  /// Passes over the rest of a group.
  private mutating func passGroup() -> Bool {
    var depth = 1
    while let scalar = next {
      index += 1
      switch scalar {
      case "\\": index += 1
      case "[": if !passClass() { return false }
      case "(": depth += 1
      case ")":
        depth -= 1
        if depth == 0 { return true }
      default: break
      }
    }
    return false
  }

  /// Passes over the rest of a class, which may hold others.
  private mutating func passClass() -> Bool {
    var depth = 1
    while let scalar = next {
      index += 1
      switch scalar {
      case "\\": index += 1
      case "[": depth += 1
      case "]":
        depth -= 1
        if depth == 0 { return true }
      default: break
      }
    }
    return false
  }

  private mutating func escape() -> Int? {
    guard let scalar = next else { return nil }
    index += 1
    switch scalar {
    case "b", "B", "A", "z", "Z", "G": return 0
    case "p", "P", "x", "N":
      guard accept("{") else { return scalar == "N" ? nil : digits(2) }
      pass(to: "}")
      return 2
    case "u": return digits(4)
    case "U": return digits(8)
    case "X", "Q", "k", "0"..."9", "c", "E": return nil
    default: return 2
    }
  }

  private mutating func pass(to end: Unicode.Scalar) {
    while let scalar = next, scalar != end { index += 1 }
    index += 1
  }

  private mutating func digits(_ count: Int) -> Int {
    var passed = 0
    while passed < count, let scalar = next, scalar.properties.isASCIIHexDigit {
      index += 1
      passed += 1
    }
    return 2
  }

  /// How often a piece may stand; nil without a bound.
  private mutating func times() -> Int? {
    var most = 1
    switch next {
    case "*", "+": return nil
    case "?": index += 1
    case "{":
      index += 1
      var count = ""
      while let scalar = next, scalar != "}" {
        index += 1
        count = scalar == "," ? "" : count + String(scalar)
      }
      index += 1
      // `{3,}` has no bound.
      guard let number = Int(count), number < 1000 else { return nil }
      most = number
    default: return 1
    }
    // Reluctant and possessive forms.
    if next == "+" || next == "?" { index += 1 }
    return most
  }
}
