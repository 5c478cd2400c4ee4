import Units

/// What is compared of a sentence.
struct SentenceTraits {
  let length: Int
  let tokens: [Token]
  let figures: [String]
  let kind: UnitKind
  let startsBlock: Bool

  init(_ sentence: AlignedSentence) {
    let text = sentence.content.text
    length = text.unicodeScalars.count { !$0.properties.isWhitespace }
    figures = text.split { !$0.isNumber }.map(String.init)
    tokens = Token.all(in: sentence.content)
    kind = sentence.kind
    startsBlock = sentence.startsBlock
  }

  var words: [String] { tokens.map(\.word) }

  var isHeading: Bool {
    if case .heading = kind { return true }
    return false
  }
}

/// A word of a sentence.
struct Token: Hashable {
  let word: String
  /// Without marks.
  let bytes: [UInt8]
  let isFigure: Bool
  let isName: Bool
  /// How much its kind says about what a sentence is about.
  let weight: Float

  /// The words of a text, between spaces and without what stands around them; the first ones of what is longer
  /// than any sentence.
  static func all(in content: Content) -> [Token] {
    content.text.split(maxSplits: mostWords, whereSeparator: \.isWhitespace).prefix(mostWords)
      .compactMap(Token.init)
  }

  private static let mostWords = 400

  private init?(_ text: Substring) {
    let bare = text.drop { !$0.isLetter && !$0.isNumber }
      .reversed().drop { !$0.isLetter && !$0.isNumber }.reversed()
    guard !bare.isEmpty else { return nil }
    word = String(bare).lowercased()
    bytes = Array(word.withoutMarks.utf8)
    isFigure = bare.contains(where: \.isNumber)
    isName = bare.first?.isUppercase == true
    weight = isFigure ? 3 : bare.count < 3 ? 0.5 : 1
  }

  var digits: [UInt8] { bytes.filter { (0x30...0x39).contains($0) } }

  /// How far two words are the same whatever their languages, from 0 to 1.
  func likeness(to other: Token) -> Float {
    if isFigure || other.isFigure {
      return isFigure && other.isFigure && digits == other.digits ? 1 : 0
    }
    if bytes == other.bytes { return isName || bytes.count > 3 ? 1 : 0.5 }
    // Words of a common origin: `information`, `información`.
    let shared = zip(bytes, other.bytes).prefix { $0 == $1 }.count
    let isRelated = shared >= 5 || shared >= 4 && min(bytes.count, other.bytes.count) <= 6
    return isRelated ? 0.8 : 0
  }
}
