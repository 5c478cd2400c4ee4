import Units

/// A number in a text, with all values that it can have in the conventions of our languages.
struct Numeral: Hashable {
  let text: String
  let values: Set<String>
}

/// The numbers of a text: figures, months by their names, and small numbers in words.
struct Numerals {
  /// Figures, and the names of months beside figures.
  let figures: [Numeral]
  /// The values of the numbers that are written in words. A translation may write them as figures
  /// and the other way round, so they are accepted but not asked for.
  let words: Set<String>

  init(in text: String, language: String) {
    var figures: [Numeral] = []
    var words: Set<String> = []
    let tokens = text.split(whereSeparator: \.isWhitespace)
    for (index, token) in tokens.enumerated() {
      if token.contains("://") || token.contains("@") { continue }
      if token.contains(where: \.isNumber) {
        let isAfternoon = index + 1 < tokens.count && Self.isAfternoon(tokens[index + 1])
        figures += Self.figures(in: token, isAfternoon: isAfternoon)
        continue
      }
      let word = token.drop { !$0.isLetter }.prefix { $0.isLetter }
      let neighbours = [index - 1, index + 1, index - 2].filter(tokens.indices.contains)
      let isBesideFigure = neighbours.contains { tokens[$0].contains(where: \.isNumber) }
      if isBesideFigure, let month = MonthNames.month(word, language: language) {
        figures.append(Numeral(text: String(word), values: [String(month)]))
      } else if let value = Self.smallNumbers[language]?.firstIndex(of: word.lowercased()) {
        words.insert(String(value))
      }
    }
    self.figures = figures
    self.words = words
  }

  /// The figures that another text has neither as figures nor in words.
  func missing(in other: Numerals) -> [Numeral] {
    var rest = other.figures
    return figures.filter { numeral in
      if let index = rest.firstIndex(where: { !$0.values.isDisjoint(with: numeral.values) }) {
        rest.remove(at: index)
        return false
      }
      return other.words.isDisjoint(with: numeral.values)
    }
  }

  /// The numbers in a token: `2020–2024` is two, `$1,225.00` one, `9:00` is 9 with or without `:00`.
  private static func figures(in token: Substring, isAfternoon: Bool) -> [Numeral] {
    token.split { !($0.isNumber || $0 == "." || $0 == "," || $0 == ":") }
      .map { part in
        part.drop { !$0.isNumber }.reversed().drop { !$0.isNumber }.reversed().map(String.init)
          .joined()
      }
      .filter { !$0.isEmpty }
      .flatMap { part -> [Numeral] in
        // Grouped or decimal figures have one value or the other; anything else with several
        // separators, such as a dotted date, is several numbers.
        let readings = values(of: part, isAfternoon: isAfternoon)
        if !readings.isEmpty { return [Numeral(text: part, values: readings)] }
        return part.split { !$0.isNumber }.map {
          Numeral(text: String($0), values: [trimmingZeros(String($0))])
        }
      }
  }

  /// All values that figures can have: the separator before a group of three may stand for
  /// thousands, any other for decimals.
  private static func values(of text: String, isAfternoon: Bool) -> Set<String> {
    let groups = text.split { !$0.isNumber }.map(String.init)
    let separators = text.filter { !$0.isNumber }
    guard let first = groups.first, let last = groups.last else { return [] }
    if groups.count == 1 {
      var values: Set = [trimmingZeros(first)]
      if isAfternoon, let hour = Int(first), hour < 12 { values.insert(String(hour + 12)) }
      return values
    }
    if separators.allSatisfy({ $0 == ":" }) {
      guard groups.count == 2 else { return [] }
      var hours = [trimmingZeros(first)]
      if isAfternoon, let hour = Int(first), hour < 12 { hours.append(String(hour + 12)) }
      return Set(hours.flatMap { last == "00" ? ["\($0):00", $0] : ["\($0):\(last)"] })
    }
    guard !separators.contains(":") else { return [] }
    var values: Set<String> = []
    let areThousands = groups.dropFirst().allSatisfy { $0.count == 3 } && first.count <= 3
    if areThousands, Set(separators).count == 1 { values.insert(groups.joined()) }
    let inner = groups.dropLast()
    let innerIsGrouped = inner.dropFirst().allSatisfy { $0.count == 3 }
    if innerIsGrouped, Set(separators.dropLast()).count <= 1,
      separators.dropLast().first != separators.last
    {
      let fraction = String(last.reversed().drop { $0 == "0" }.reversed())
      let whole = trimmingZeros(inner.joined())
      values.insert(fraction.isEmpty ? whole : "\(whole).\(fraction)")
    }
    return values
  }

  private static func isAfternoon(_ token: Substring) -> Bool {
    let letters = token.lowercased().filter(\.isLetter)
    return ["pm", "p", "chiều", "tối"].contains(letters)
  }

  private static func trimmingZeros(_ digits: String) -> String {
    let trimmed = digits.drop { $0 == "0" }
    return trimmed.isEmpty ? "0" : String(trimmed)
  }

  private static let smallNumbers = [
    "en": [
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve",
    ],
    "es": [
      "cero", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
      "once", "doce",
    ],
    "vi": [
      "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười",
    ],
  ]
}
