/// What figures with separators mean in a language.
package enum NumberNotation {
  /// The values that groups of digits with separators between them can have: `1225`, `1225.5`; none where
  /// the separators make no number.
  ///
  /// In English a comma groups thousands and a stop begins decimals. In Spanish and Vietnamese both
  /// conventions are in use, so a separator before a group of three may be either.
  package static func values(
    _ groups: [String], _ separators: [Character], language: String
  ) -> Set<String> {
    guard separators.allSatisfy({ $0 == "." || $0 == "," }) else { return [] }
    if groups.count == 1 { return [plain(groups[0])] }
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

  /// The values of a number as a text writes it.
  package static func values(of text: String, language: String) -> Set<String> {
    let groups = text.split { !$0.isNumber }.map(String.init)
    guard !groups.isEmpty else { return [] }
    return values(groups, Array(text.filter { !$0.isNumber }), language: language)
  }

  /// Digits without zeros in front.
  package static func plain(_ digits: some StringProtocol) -> String {
    let trimmed = digits.drop { $0 == "0" }
    return trimmed.isEmpty ? "0" : String(trimmed)
  }

  private static func areThousands(_ groups: [String]) -> Bool {
    groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }
  }
}
