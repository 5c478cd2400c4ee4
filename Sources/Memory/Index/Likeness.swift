/// What a least score in per cent means for lists of words.
///
/// The likeness of two lists is 1 − d / max(n, m), where d is their Levenshtein distance and n and m
/// are their lengths.
enum Likeness {
  /// The least score, in per cent, that can be asked for: an index is built for it.
  static let lowestMinimum = 50

  /// The greatest distance that two lists may have, the longer of which has `count` words.
  static func allowed(_ count: Int, _ minimum: Int) -> Int { count * (100 - minimum) / 100 }

  /// The fewest words that a list may have which is like one of `count` words, and also the fewest
  /// that the two must share.
  static func fewest(_ count: Int, _ minimum: Int) -> Int { (count * minimum + 99) / 100 }

  /// How many of the rarest elements of a list of `count` words are looked at: lists that are alike
  /// share one of them.
  static func prefix(_ count: Int, _ minimum: Int) -> Int { count - fewest(count, minimum) + 1 }

  /// The score of two lists, the longer of which has `count` words: 100 where no word differs.
  static func score(distance: Int, of count: Int) -> Int { 100 * (count - distance) / count }
}
