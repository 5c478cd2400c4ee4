/// What figures with separators can mean in a language.
enum FigureReading {
  /// A number as one value or as several possible ones; nil where the separators make no number.
  static func numeral(_ text: String, halfOfDay: HalfOfDay?, language: String) -> Numeral? {
    let groups = text.split { !$0.isNumber }.map(String.init)
    let separators = text.filter { !$0.isNumber }
    guard let first = groups.first, let last = groups.last else { return nil }
    if groups.count == 1 {
      return Numeral(text: text, values: Set([plain(first)] + other(first, halfOfDay)))
    }
    if separators.allSatisfy({ $0 == ":" }) {
      guard groups.count == 2 else { return nil }
      let hours = [plain(first)] + other(first, halfOfDay)
      let wholes = hours.flatMap { last == "00" ? ["\($0):00", $0] : ["\($0):\(last)"] }
      let parts = last == "00" ? [] : [Set(hours), [plain(last)]]
      return Numeral(text: text, values: Set(wholes), parts: parts)
    }
    guard !separators.contains(":") else { return nil }
    let values = values(groups, Array(separators), language: language)
    return values.isEmpty ? nil : Numeral(text: text, values: values)
  }

  /// Digits without zeros in front.
  static func plain(_ digits: some StringProtocol) -> String {
    let trimmed = digits.drop { $0 == "0" }
    return trimmed.isEmpty ? "0" : String(trimmed)
  }

  private static func other(_ hour: String, _ half: HalfOfDay?) -> [String] {
    Int(hour).flatMap { half?.hour($0) }.map { [String($0)] } ?? []
  }

  /// In English a comma groups thousands and a stop begins decimals. In Spanish and Vietnamese both
  /// conventions are in use, so a separator before a group of three may be either.
  private static func values(
    _ groups: [String], _ separators: [Character], language: String
  ) -> Set<String> {
    var values: Set<String> = []
    let isEnglish = language == "en"
    if Set(separators).count == 1, !isEnglish || separators[0] == ",",
      areThousands(groups)
    {
      values.insert(groups.joined())
    }
    let whole = Array(groups.dropLast())
    let grouping = Set(separators.dropLast())
    guard let fraction = groups.last, let decimal = separators.last, !isEnglish || decimal == ".",
      !grouping.contains(decimal), grouping.count <= 1, whole.count == 1 || areThousands(whole)
    else { return values }
    let digits = String(fraction.reversed().drop { $0 == "0" }.reversed())
    values.insert(digits.isEmpty ? plain(whole.joined()) : "\(plain(whole.joined())).\(digits)")
    return values
  }

  private static func areThousands(_ groups: [String]) -> Bool {
    groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }
  }
}
