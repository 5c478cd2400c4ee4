package import Units

/// What to look for in the texts of the memory.
package struct ConcordanceQuery: Sendable {
  /// The texts to look in.
  package enum Side: String, Sendable, CaseIterable {
    case source
    case target
    case both
  }

  package var text: String
  package var side = Side.both
  /// Whether only whole words count.
  package var wholeWords = false
  /// Whether letters with and without accents and other marks are the same.
  package var ignoresAccents = false
  /// The languages of the sources and of the targets; nil for any.
  package var languages: (source: LanguageTag?, target: LanguageTag?)
  /// Of how many of the first hits to find what stands around them.
  package var surrounded = 0

  /// Looks for a text in any case, anywhere.
  package init(_ text: String) { self.text = text }
}

/// A translation in which a text was found.
package struct ConcordanceHit: Hashable, Sendable {
  /// A translation that stands beside another one in its document.
  package struct Neighbour: Hashable, Sendable {
    package let source: Content
    package let target: Content
  }

  package let source: Content
  package let target: Content
  package let sourceLanguage: String
  package let targetLanguage: String
  package let document: String
  /// What stands before and after it, where that was asked for and is translated.
  package internal(set) var before: Neighbour?
  package internal(set) var after: Neighbour?
}
