/// The names of the months, by which dates in words are told from other words.
package enum MonthNames {
  /// The month that a word names in a language, from 1 to 12. Vietnamese writes months as numbers.
  package static func month(_ word: some StringProtocol, language: String) -> Int? {
    let word = word.lowercased().trimmingSuffix(".")
    guard let names = table[language] else { return nil }
    return names.firstIndex { $0.contains(word) }.map { $0 + 1 }
  }

  /// All names of months, in small letters, by languages.
  package static var all: [String: [String]] { table.mapValues { $0.flatMap(\.self) } }

  /// The usual name of a month in a language, in small letters where the language writes it so; nil
  /// where it has numbers instead.
  package static func name(of month: Int, language: String) -> String? {
    guard let names = table[language], (1...12).contains(month), let name = names[month - 1].first
    else { return nil }
    return language == "en" ? name.prefix(1).uppercased() + name.dropFirst() : name
  }

  private static let table: [String: [[String]]] = [
    "en": [
      ["january", "jan"], ["february", "feb"], ["march", "mar"], ["april", "apr"], ["may"],
      ["june", "jun"], ["july", "jul"], ["august", "aug"], ["september", "sept", "sep"],
      ["october", "oct"], ["november", "nov"], ["december", "dec"],
    ],
    "es": [
      ["enero"], ["febrero"], ["marzo"], ["abril"], ["mayo"], ["junio"], ["julio"], ["agosto"],
      ["septiembre", "setiembre"], ["octubre"], ["noviembre"], ["diciembre"],
    ],
  ]
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
