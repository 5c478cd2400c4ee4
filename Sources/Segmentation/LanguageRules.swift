/// What a segmenter must know of a language: which stops end no sentence.
struct LanguageRules: Sendable {
  /// Abbreviations that always stand before a name: a stop behind one never ends a sentence.
  var titles: Set<String> = []
  /// Abbreviations that stand before a number: no break before a digit, a bracket or a Roman
  /// numeral. Compared in lower case.
  var numbered: Set<String> = []
  /// Abbreviations that stand inside a sentence as often as at its end: a break only before a
  /// word that usually begins a sentence.
  var ambiguous: Set<String> = []
  /// Abbreviations with inner stops that a capital after them ends. Compared in lower case.
  var closing: Set<String> = []
  /// Words that usually begin a sentence and are no names.
  var starters: Set<String> = []

  /// The rules of a language, joined with the English ones: English names and citations occur in
  /// every text about the law of the United States.
  static func rules(for language: String) -> LanguageRules {
    switch language {
    case "en": .english
    case "es": .english.joined(with: .spanish)
    case "vi": .english.joined(with: .vietnamese)
    default: .english
    }
  }

  private func joined(with other: LanguageRules) -> LanguageRules {
    LanguageRules(
      titles: titles.union(other.titles),
      numbered: numbered.union(other.numbered),
      ambiguous: ambiguous.union(other.ambiguous),
      closing: closing.union(other.closing),
      starters: other.starters)
  }
}

extension Set<String> {
  /// The words of a text, as a set.
  init(words: String) {
    self.init(words.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
