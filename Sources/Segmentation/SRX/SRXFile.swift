package import Units

/// Segmentation rules of a user's own, as an SRX 2.0 file holds them (GALA, “SRX 2.0
/// Specification”).
package struct SRXFile: Sendable {
  /// One rule: whether text is cut between what its two expressions match.
  struct Rule: Sendable, Hashable {
    let isBreak: Bool
    let before: String
    let after: String
    /// The line on which the rule ends, for messages.
    let line: Int
  }

  struct LanguageRule: Sendable, Hashable {
    let name: String
    var rules: [Rule] = []
  }

  struct LanguageMap: Sendable, Hashable {
    let pattern: String
    let ruleName: String
    let line: Int
  }

  /// Whether the rules of all maps that match a language are joined, or only those of the first.
  var cascades = false
  var languageRules: [LanguageRule] = []
  var languageMaps: [LanguageMap] = []
  /// On which side of a break an inline code goes.
  package internal(set) var codeSides = CodeSides()

  /// Reads a file.
  ///
  /// - Throws: `SRXError` with the first thing wrong.
  package init(_ bytes: [UInt8]) throws(SRXError) {
    self = try SRXReader().read(bytes)
  }

  init() {}

  /// The rules for a language, in the order in which they are tried.
  func rules(for language: LanguageTag) throws(SRXError) -> [Rule] {
    var rules: [Rule] = []
    for map in languageMaps {
      let pattern = try Regex(map.pattern, line: map.line)
      guard try pattern.matchesWhole(language.description, line: map.line) else { continue }
      guard let rule = languageRules.first(where: { $0.name == map.ruleName }) else {
        throw SRXError(
          line: map.line, message: "the language rule “\(map.ruleName)” does not exist")
      }
      rules += rule.rules
      if !cascades { break }
    }
    return rules
  }
}

/// What is wrong with an SRX file, and on which line.
package struct SRXError: Error, Hashable, Sendable {
  package let line: Int
  /// One sentence.
  package let message: String
}
