/// Finds words that run together where a line end was lost, as it happens when text is taken out of
/// a PDF: `immigration“enforcement”`, `arrest,detention`, `priormemos`.
package struct RunTogetherWords: Sendable {
  /// How often each word occurs in the texts of a language, in small letters.
  private var counts: [String: Int] = [:]

  /// Knows no words yet.
  package init() {}

  /// Learns the words of a text.
  package mutating func learn(_ text: String) {
    for word in Self.words(of: text) { counts[word.lowercased(), default: 0] += 1 }
  }

  /// A place where a space seems to be missing.
  package struct Finding: Hashable, Sendable {
    /// What stands there, such as `priormemos`.
    package let found: String
    /// What was probably meant, such as `prior memos`.
    package let suggestion: String
  }

  /// The places in a text.
  package func findings(in text: String) -> [Finding] {
    text.split(whereSeparator: \.isWhitespace).flatMap { token in
      Self.brokenMarks(in: token) ?? Self.words(of: String(token)).compactMap(split)
    }
  }

  private static func words(of text: String) -> [Substring] {
    text.split { !$0.isLetter && $0 != "'" && $0 != "’" }
  }

  // MARK: Marks without a space

  /// A comma, a stop or an opening quotation mark between letters.
  private static func brokenMarks(in token: Substring) -> [Finding]? {
    // Addresses have all of these inside.
    if token.contains("@") || token.contains("/") || token.contains("_") || token.contains("\\") {
      return nil
    }
    let characters = Array(token)
    for index in characters.indices.dropFirst().dropLast() {
      let (before, mark, after) = (characters[index - 1], characters[index], characters[index + 1])
      guard before.isLetter, before.isLowercase, after.isLetter else { continue }
      let isBroken: Bool
      let isSpaceBefore = "“«".contains(mark)
      switch mark {
      case "“", "«": isBroken = true
      case ",", ";": isBroken = true
      case ".", "?", "!":
        isBroken = beginsSentence(characters[(index + 1)...], after: characters[..<index])
      default: isBroken = false
      }
      guard isBroken else { continue }
      let first = String(characters[...(isSpaceBefore ? index - 1 : index)])
      let second = String(characters[(isSpaceBefore ? index : index + 1)...])
      return [Finding(found: String(token), suggestion: "\(first) \(second)")]
    }
    return nil
  }

  /// `law.The`, but not `Node.js` nor `example.Com`.
  private static func beginsSentence(
    _ rest: ArraySlice<Character>, after before: ArraySlice<Character>
  ) -> Bool {
    let word = rest.prefix { $0.isLetter }
    let previous = before.reversed().prefix { $0.isLetter }
    guard let first = word.first, first.isUppercase, word.count > 1, previous.count > 2 else {
      return false
    }
    return word.dropFirst().allSatisfy(\.isLowercase) && !rest.contains(".")
      && previous.allSatisfy(\.isLowercase)
  }

  // MARK: Words without a space

  /// Words that stand at the end of a line as often as anywhere.
  private static let smallWords: Set = [
    "the", "and", "for", "with", "from", "that", "this", "their", "de", "la", "el", "los", "las",
    "que", "en", "por", "con", "para", "una", "del", "sus",
  ]

  /// A word that occurs once and is two that occur more often.
  private func split(_ word: Substring) -> Finding? {
    guard word.count > 6 else { return nil }
    let characters = Array(word)
    // `rightsCongress`; names such as iPhone have fewer small letters in front.
    if let capital = characters.indices.dropFirst(3).first(where: { characters[$0].isUppercase }),
      characters[..<capital].allSatisfy(\.isLowercase), characters.count - capital > 2,
      characters[(capital + 1)...].allSatisfy(\.isLowercase)
    {
      return Finding(
        found: String(word),
        suggestion: String(characters[..<capital]) + " " + String(characters[capital...]))
    }
    guard counts[word.lowercased(), default: 0] <= 1, characters.allSatisfy(\.isLowercase) else {
      return nil
    }
    for cut in 2...(characters.count - 4) {
      let first = String(characters[..<cut])
      let second = String(characters[cut...])
      // Short words in front are the beginnings of many others: they must be very common.
      let isCommon =
        Self.smallWords.contains(first) || counts[first, default: 0] >= (cut < 4 ? 12 : 2)
      guard isCommon, counts[second, default: 0] >= 2 else { continue }
      return Finding(found: String(word), suggestion: "\(first) \(second)")
    }
    return nil
  }
}
