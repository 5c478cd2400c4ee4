/// What the segmenter must know of a language: the words by which a stop is told from a full stop.
///
/// Words are listed as they are written in running text, without the last stop.
struct LanguageRules: Sendable {
  /// Abbreviations that always stand before a name: a stop behind one never ends a sentence.
  var titles = ""
  /// Abbreviations that stand before a number. Also found with a capital and in capitals.
  var numbered = ""
  /// Abbreviations that stand inside a sentence as often as at its end.
  var ambiguous = ""
  /// Abbreviations that end a sentence where a capital follows.
  var closing = ""
  /// Of these, times of day.
  var timesOfDay = ""
  /// Words that usually begin a sentence and are no names.
  var starters = ""
  /// Verbs that tell who spoke.
  var speech = ""
  /// Words with which a phrase of time begins: `At 5 a.m. …`.
  var timePhrases = ""
  /// Words that name what a number or a single letter behind them labels: `box A`, `Step 2`.
  var labelled = ""
  /// Words that alone are the label of a paragraph: `Primero.`
  var ordinals = ""
  /// Weekdays, months and time zones.
  var calendar = ""
  /// Whether sentences are taken to begin with small letters too, where the word before the stop is
  /// no abbreviation. True for English, whose informal texts do it and whose abbreviations are known.
  var acceptsSmallStarts = false
  /// Whether each word of a name has a capital, so that a word in small letters behind one with a
  /// capital tells of the start of a sentence. True for Vietnamese.
  var namesAreCapitalised = false
  /// Whether the language is written in Latin letters alone, so that fewer bytes can be marks.
  var isLatin = true

  /// The table of all words.
  var table: WordTable {
    var words: [String: WordClass] = [:]
    func add(_ text: String, _ wordClass: WordClass) {
      for word in text.split(whereSeparator: \.isWhitespace) {
        words[String(word), default: []].insert(wordClass)
      }
    }
    func addAllCases(_ text: String, _ wordClass: WordClass) {
      add(text, wordClass)
      add(
        text.split(whereSeparator: \.isWhitespace).map(\.capitalised).joined(separator: " "),
        wordClass)
      add(text.uppercased(), wordClass)
    }
    add(titles, .title)
    addAllCases(numbered, .numbered)
    add(ambiguous, .ambiguous)
    addAllCases(closing, .closing)
    addAllCases(timesOfDay, [.closing, .timeOfDay])
    addAllCases("no", .plainNumber)
    addAllCases(starters, .starter)
    add(speech, .speech)
    addAllCases(timePhrases, .timePhrase)
    addAllCases(labelled, .labelled)
    addAllCases(ordinals, .ordinal)
    addAllCases(calendar, .calendar)
    return WordTable(words)
  }

  /// The rules joined with others, whose words are added.
  func joined(with other: LanguageRules) -> LanguageRules {
    LanguageRules(
      titles: titles + " " + other.titles, numbered: numbered + " " + other.numbered,
      ambiguous: ambiguous + " " + other.ambiguous, closing: closing + " " + other.closing,
      timesOfDay: timesOfDay + " " + other.timesOfDay, starters: starters + " " + other.starters,
      speech: speech + " " + other.speech, timePhrases: timePhrases + " " + other.timePhrases,
      labelled: labelled + " " + other.labelled, ordinals: ordinals + " " + other.ordinals,
      calendar: calendar + " " + other.calendar,
      acceptsSmallStarts: acceptsSmallStarts || other.acceptsSmallStarts,
      namesAreCapitalised: namesAreCapitalised || other.namesAreCapitalised,
      isLatin: isLatin && other.isLatin)
  }
}

extension Substring {
  fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
