import Units

/// The types that attributes have in the schemas.
enum ValueType: String {
  case any
  case yesNo
  case reorder
  case direction
  case sourceOrTarget
  case userDefined
  case codeType
  case markerType
  case priority
  case state
  case token
  case tokens
  case uri
  case positive
  case hex
  case language
  case xmlSpace
  case preserve
  case version22
  case percent
  case confidence
  case matchType
  case metaTarget
  case style
  case normalization
  case itsVersion
  case issueType
  case localeFilter
  case integer
  case version12
  case pairEnd
  // Version 1.2
  case dataType
  case resourceType
  case delimiter
  case placeholder
  case stateV1
  case qualifier
  case alternativeType
  case contextType
  case countType
  case markType
  case purpose
  case sizeUnit
  case unitName
  case reformat
  case annotated
  case associated
  case coordinates
  case dateTime
  case mimeType

  /// Whether a value is of the type.
  func accepts(_ value: String) -> Bool {
    if let choices { return choices.contains(value) }
    if let known = knownValues {
      // Whoever needs another value writes it behind `x-`.
      return known.contains(value)
        || (value.hasPrefix("x-") && value.count > 2 && !value.contains(where: \.isWhitespace))
    }
    switch self {
    case .userDefined: return Self.isUserDefined(value)
    case .markerType:
      return ["generic", "comment", "term"].contains(value) || Self.isUserDefined(value)
    case .priority: return Int(value).map { (1...10).contains($0) } ?? false
    case .token: return Self.isToken(value.trimmedSpace)
    case .tokens:
      let parts = value.split(whereSeparator: \.isWhitespace)
      return !parts.isEmpty && parts.allSatisfy { Self.isToken($0) }
    case .positive: return value.allSatisfy(\.isASCIIDigit) && (Int(value) ?? 0) > 0
    case .hex: return value.utf8.count.isMultiple(of: 2) && value.allSatisfy(\.isHexDigit)
    case .language: return LanguageForm.isWellFormed(value)
    case .percent: return Double(value).map { (0...100).contains($0) } ?? false
    case .confidence: return Double(value).map { (0...1).contains($0) } ?? false
    case .integer: return Int(value) != nil
    case .coordinates:
      let parts = value.split(separator: ";", omittingEmptySubsequences: false)
      return parts.count == 4 && parts.allSatisfy { $0 == "#" || Int($0) != nil }
    case .dateTime: return Self.isDateTime(value)
    case .mimeType:
      let type = value.split(separator: "/", omittingEmptySubsequences: false)
      return [
        "text", "multipart", "message", "application", "image", "audio", "video", "model",
      ].contains(type[0]) && !type.dropFirst().contains("")
    default: return true
    }
  }

  /// What the type allows, as a message says it.
  var wording: String {
    if let choices {
      return choices.count > 12
        ? "a value of the list in the specification"
        : choices.map { "“\($0)”" }.joined(separator: ", ")
    }
    switch self {
    case .userDefined: return "two names joined by a colon"
    case .markerType: return "“generic”, “comment”, “term”, or two names joined by a colon"
    case .priority: return "a whole number from 1 to 10"
    case .token: return "a name without spaces"
    case .tokens: return "names with spaces between them"
    case .positive: return "a whole number from 1"
    case .hex: return "an even number of hexadecimal digits"
    case .language: return "a language tag of BCP 47"
    case .percent: return "a number from 0 to 100"
    case .confidence: return "a number from 0 to 1"
    case .integer: return "a whole number"
    case .coordinates: return "four numbers or “#” with semicolons between them"
    case .dateTime: return "a date with a time, such as 2026-01-31T09:00:00Z"
    case .mimeType: return "a media type"
    case _ where knownValues != nil: return "a value of the list, or one that begins with “x-”"
    default: return "a text"
    }
  }

  private var choices: [String]? {
    switch self {
    case .yesNo: ["yes", "no"]
    case .reorder: ["yes", "firstNo", "no"]
    case .direction: ["ltr", "rtl", "auto"]
    case .sourceOrTarget: ["source", "target"]
    case .codeType: ["fmt", "ui", "quote", "link", "image", "other"]
    case .state: ["initial", "translated", "reviewed", "final"]
    case .xmlSpace: ["default", "preserve"]
    case .preserve: ["preserve"]
    case .version22: ["2.0", "2.1", "2.2"]
    case .matchType: ["am", "mt", "icm", "idm", "tb", "tm", "other"]
    case .metaTarget: ["source", "target", "ignorable"]
    case .normalization: ["none", "nfc", "nfd"]
    case .itsVersion: ["2.0"]
    case .localeFilter: ["include", "exclude"]
    case .version12: ["1.2"]
    case .pairEnd: ["open", "close"]
    case .annotated: ["source", "target", "general"]
    case .associated: ["preceding", "following", "both"]
    case .issueType:
      [
        "terminology", "mistranslation", "omission", "untranslated", "addition", "duplication",
        "inconsistency", "grammar", "legal", "register", "locale-specific-content",
        "locale-violation", "style", "characters", "misspelling", "typographical", "formatting",
        "inconsistent-entities", "numbers", "markup", "pattern-problem", "whitespace",
        "internationalization", "length", "non-conformance", "uncategorized", "other",
      ]
    case .style:
      [
        "a", "b", "bdo", "big", "blockquote", "body", "br", "button", "caption", "center", "cite",
        "code", "col", "colgroup", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4",
        "h5", "h6", "head", "hr", "html", "i", "img", "label", "legend", "li", "ol", "p", "pre",
        "q", "s", "samp", "select", "small", "span", "strike", "strong", "sub", "sup", "table",
        "tbody", "td", "tfoot", "th", "thead", "title", "tr", "tt", "u", "ul",
      ]
    default: nil
    }
  }

  /// Whether a text is a date with a time, as XML Schema writes it.
  private static func isDateTime(_ text: String) -> Bool {
    let shape = String(text.map { $0.isASCIIDigit ? "0" : $0 })
    guard shape.hasPrefix("0000-00-00T00:00:00") else { return false }
    var rest = shape.dropFirst(19)
    if rest.first == "." { rest = rest.dropFirst().drop { $0 == "0" } }
    return rest.isEmpty || rest == "Z" || rest == "+00:00" || rest == "-00:00"
  }

  private static func isUserDefined(_ value: String) -> Bool {
    let bytes = value.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex,
      bytes.index(after: colon) < bytes.endIndex,
      !bytes[bytes.index(after: colon)...].contains(UInt8(ascii: ":"))
    else { return false }
    return bytes.allSatisfy { $0 > 0x20 && $0 < 0x80 } || !value.contains(where: \.isWhitespace)
  }

  /// Whether a text is a name token of XML.
  static func isToken(_ text: some StringProtocol) -> Bool {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: ":"):
        true
      default: false
      }
    }
    return !text.isEmpty && (isPlain || text.unicodeScalars.allSatisfy(\.isNameCharacter))
  }
}

/// The form of language tags (RFC 5646, section 2.1), whether or not anybody has registered them.
enum LanguageForm {
  static func isWellFormed(_ tag: String) -> Bool {
    let subtags = tag.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = subtags.first,
      subtags.allSatisfy({ (1...8).contains($0.count) && $0.allSatisfy(\.isASCIILetterOrDigit) })
    else { return false }
    if first.lowercased() == "x" || first.lowercased() == "i" { return subtags.count > 1 }
    guard (2...8).contains(first.count), first.allSatisfy(\.isASCIILetter) else { return false }
    var rest = subtags.dropFirst()
    func take(_ most: Int, _ matches: (Substring) -> Bool) {
      var taken = 0
      while taken < most, let next = rest.first, matches(next) {
        rest = rest.dropFirst()
        taken += 1
      }
    }
    let isLetters = { (text: Substring) in text.allSatisfy(\.isASCIILetter) }
    if first.count < 4 { take(3) { $0.count == 3 && isLetters($0) } }
    take(1) { $0.count == 4 && isLetters($0) }
    take(1) { ($0.count == 2 && isLetters($0)) || ($0.count == 3 && $0.allSatisfy(\.isASCIIDigit)) }
    take(.max) { $0.count >= 5 || ($0.count == 4 && $0.first?.isASCIIDigit == true) }
    while let singleton = rest.first, singleton.count == 1 {
      rest = rest.dropFirst()
      let before = rest.count
      let isPrivate = singleton.lowercased() == "x"
      take(.max) { isPrivate || $0.count > 1 }
      if rest.count == before { return false }
      if isPrivate { break }
    }
    return rest.isEmpty
  }
}

extension Unicode.Scalar {
  /// Whether the character may stand in a name (XML 1.0, production 4a).
  fileprivate var isNameCharacter: Bool {
    switch value {
    case 0x2D, 0x2E, 0x30...0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A, 0xB7: true
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x203F...0x2040,
      0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
      0x10000...0xEFFFF:
      true
    default: false
    }
  }
}

extension String {
  fileprivate var trimmedSpace: Substring {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest
  }
}
