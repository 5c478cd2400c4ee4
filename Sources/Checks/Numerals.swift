import Units

/// A number in a text, with all values that it can have.
struct Numeral: Hashable {
  let text: String
  /// The values of the whole; several where a notation is ambiguous.
  let values: Set<String>
  /// The values of its parts, for a time of day: languages write `5:30` as `5 giờ 30`.
  var parts: [Set<String>] = []
  /// Morning or afternoon, where the text says it.
  var half: HalfOfDay?
}

/// The numbers of a text: figures, months by their names, and small numbers in words.
struct Numerals {
  /// Figures, and the names of months beside figures.
  private(set) var figures: [Numeral] = []
  /// The values of numbers in words and in Roman figures. A translation may write them as figures and
  /// the other way round, so they are accepted but not asked for.
  private(set) var words: [String] = []

  init(in text: String, language: String) {
    let tokens = text.split(whereSeparator: \.isWhitespace)
    for (index, token) in tokens.enumerated() {
      if token.contains("://") || token.contains("@") { continue }
      if token.contains(where: \.isNumber) {
        // `9 giờ tối`: the hour's own word stands between.
        let place = index + 1 < tokens.count && tokens[index + 1] == "giờ" ? index + 2 : index + 1
        let following = place < tokens.count ? tokens[place] : ""
        addFigures(in: token, halfOfDay: HalfOfDay(token) ?? HalfOfDay(following), language)
        if language != "en" { addSpacedThousands(at: index, in: tokens) }
      } else {
        addMonth(at: index, in: tokens, language: language)
      }
    }
    words += NumberWords.values(in: tokens, language: language).map(String.init)
  }

  /// The figures that another text has neither as figures nor in words; each of its numbers answers
  /// for one.
  func missing(in other: Numerals) -> [Numeral] {
    var rest = other.figures
    var words = other.words
    func take(_ values: Set<String>, _ half: HalfOfDay?) -> Bool {
      let index = rest.firstIndex { candidate in
        !candidate.values.isDisjoint(with: values)
          && (half == nil || candidate.half == nil || half == candidate.half)
      }
      if let index {
        rest.remove(at: index)
        return true
      }
      guard let index = words.firstIndex(where: values.contains) else { return false }
      words.remove(at: index)
      return true
    }
    return figures.filter { numeral in
      if take(numeral.values, numeral.half) { return false }
      let isInParts =
        !numeral.parts.isEmpty && numeral.parts.allSatisfy { take($0, numeral.half) }
      return !isInParts
    }
  }

  // MARK: Reading

  /// `1 225`: the thousands of Spanish, with a space.
  private mutating func addSpacedThousands(at index: Int, in tokens: [Substring]) {
    let head = tokens[index].drop { !$0.isNumber }
    guard (1...3).contains(head.count), head.allSatisfy(\.isNumber), index + 1 < tokens.count else {
      return
    }
    let tail = tokens[index + 1].prefix { $0.isNumber }
    guard tail.count == 3, !tokens[index + 1].dropFirst(3).contains(where: \.isNumber) else {
      return
    }
    words.append(NumberNotation.plain(head + tail))
  }

  /// The name of a month beside a figure, as in `May 31`, `31 de mayo` or `May 2026`. In English it
  /// needs its capital: `may` is a verb.
  private mutating func addMonth(at index: Int, in tokens: [Substring], language: String) {
    let word = tokens[index].drop { !$0.isLetter }.prefix { $0.isLetter }
    guard let month = MonthNames.month(word, language: language),
      language != "en" || word.first?.isUppercase == true
    else { return }
    let neighbours = [index - 1, index + 1, index - 2, index + 2].filter(tokens.indices.contains)
    guard neighbours.contains(where: { tokens[$0].contains(where: \.isNumber) }) else { return }
    figures.append(Numeral(text: String(word), values: [String(month)]))
  }

  /// The numbers in a token: `2020–2024` is two, `$1,225.00` one, `9:00` is 9 with or without `:00`.
  private mutating func addFigures(
    in token: Substring, halfOfDay: HalfOfDay?, _ language: String
  ) {
    let parts = token.split { !($0.isNumber || $0 == "." || $0 == "," || $0 == ":") }
      .map(Self.trimmingMarks).filter { !$0.isEmpty }
    for part in parts {
      let numeral = FigureReading.numeral(part, halfOfDay: halfOfDay, language: language)
      if var numeral {
        numeral.half = halfOfDay
        figures.append(numeral)
        continue
      }
      // A dotted date and the like: several numbers.
      figures += part.split { !$0.isNumber }.map {
        Numeral(text: String($0), values: [NumberNotation.plain(String($0))])
      }
    }
    // `9-1-1` says 911 too.
    if parts.count > 1, parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) {
      words.append(NumberNotation.plain(parts.joined()))
    }
  }

  private static func trimmingMarks(_ part: Substring) -> String {
    String(part.drop { !$0.isNumber }.reversed().drop { !$0.isNumber }.reversed())
  }
}

/// Morning or afternoon, where a text says it beside a time.
enum HalfOfDay {
  case morning, afternoon

  /// Reads `p.m.`, `9pm`, `chiều` and the like; nil for any other word.
  init?(_ token: Substring) {
    // `a` alone is a preposition in Spanish; with its stop it begins `a. m.`
    switch token.lowercased().filter({ $0.isLetter || $0 == "." }) {
    case "pm", "pm.", "p.m.", "p.m", "p.", "chiều", "tối", "chiều.", "tối.": self = .afternoon
    case "am", "am.", "a.m.", "a.m", "a.", "sáng", "sáng.": self = .morning
    default: return nil
    }
  }

  /// The hour on a clock of 24 hours.
  func hour(_ hour: Int) -> Int? {
    switch self {
    case .morning: hour == 12 ? 0 : nil
    case .afternoon: hour < 12 ? hour + 12 : nil
    }
  }
}
