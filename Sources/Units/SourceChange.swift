/// How the source of a segment changed, and what that means for its translation.
package struct SourceChange: Hashable, Sendable {
  /// The weight of a change, lightest first.
  package enum Weight: String, Hashable, Sendable, CaseIterable {
    /// Only quotes, dashes, spaces or the Unicode form differ: the translation holds.
    case cosmetic
    /// Only inline codes differ: the words hold.
    case markup
    /// The words differ.
    case wording
    /// A number, a date, an address or a telephone number differs: a reader may be misled.
    case critical
  }

  package let weight: Weight
  /// What became what, for the translator: `“November 29” became “December 10”`.
  package let reason: String

  /// Compares two sources of a segment; nil where they are the same.
  package init?(from old: Content, to new: Content, language: LanguageTag) {
    guard old.exactKey != new.exactKey else { return nil }
    if old.looseKey == new.looseKey {
      let sameText = old.text.collapsedToNFC == new.text.collapsedToNFC
      weight = sameText ? .markup : .cosmetic
      reason = sameText ? "only markup changed" : "only quotes, dashes or spaces changed"
      return
    }
    let difference = WordDifference(from: old.text, to: new.text)
    let facts = { (words: [String]) in
      words.filter { Self.isFact($0, language: language.language) }
    }
    let isCritical =
      facts(WordDifference.words(of: old.text)) != facts(WordDifference.words(of: new.text))
    weight = isCritical ? .critical : .wording
    reason = difference.summary
  }

  /// Whether a word carries a fact that must never be out of date.
  private static func isFact(_ word: String, language: String) -> Bool {
    word.contains { $0.isNumber } || word.contains("@") || word.contains("://")
      || word.hasPrefix("www.")
      || (word.first?.isUppercase == true || language != "en")
        && MonthNames.month(word, language: language) != nil
  }
}
