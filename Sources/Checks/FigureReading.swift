import Units

/// What figures with separators can mean in a language.
enum FigureReading {
  /// A number as one value or as several possible ones; nil where the separators make no number.
  static func numeral(_ text: String, halfOfDay: HalfOfDay?, language: String) -> Numeral? {
    let groups = text.split { !$0.isNumber }.map(String.init)
    let separators = text.filter { !$0.isNumber }
    guard let first = groups.first, let last = groups.last else { return nil }
    if groups.count == 1 {
      return Numeral(
        text: text, values: Set([NumberNotation.plain(first)] + other(first, halfOfDay)))
    }
    if separators.allSatisfy({ $0 == ":" }) {
      guard groups.count == 2 else { return nil }
      let hours = [NumberNotation.plain(first)] + other(first, halfOfDay)
      let wholes = hours.flatMap { last == "00" ? ["\($0):00", $0] : ["\($0):\(last)"] }
      let parts = last == "00" ? [] : [Set(hours), [NumberNotation.plain(last)]]
      return Numeral(text: text, values: Set(wholes), parts: parts)
    }
    guard !separators.contains(":") else { return nil }
    let values = NumberNotation.values(groups, Array(separators), language: language)
    return values.isEmpty ? nil : Numeral(text: text, values: values)
  }

  private static func other(_ hour: String, _ half: HalfOfDay?) -> [String] {
    Int(hour).flatMap { half?.hour($0) }.map { [String($0)] } ?? []
  }
}
