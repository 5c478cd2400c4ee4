package import Units

/// A pattern for paths, such as `locales/{locale}/{path}.md`.
package struct PathPattern: Hashable, Sendable, CustomStringConvertible {
  /// The pattern as it was written.
  package let description: String
  private let beforePath: String
  private let afterPath: String

  /// Reads a pattern: `{path}` once, `{locale}` at least once and before it.
  ///
  /// - Throws: One sentence about what is wrong.
  package init(_ text: String) throws(PatternError) {
    let parts = text.components(separatedBy: "{path}")
    guard parts.count == 2 else {
      throw PatternError(reason: "a pattern holds {path} exactly once")
    }
    guard parts[0].contains("{locale}") else {
      throw PatternError(reason: "a pattern holds {locale} before {path}")
    }
    guard !text.hasPrefix("/"), !text.split(separator: "/").contains("..") else {
      throw PatternError(reason: "a pattern stays inside the project: no leading “/”, no “..”")
    }
    description = text
    beforePath = parts[0]
    afterPath = parts[1]
  }

  /// Why a pattern is none.
  package struct PatternError: Error {
    package let reason: String
  }

  /// The path of a document in a locale.
  package func path(of document: String, locale: LanguageTag) -> String {
    fill(beforePath, locale) + document + fill(afterPath, locale)
  }

  /// The documents that have a file in a locale.
  package func documents(in locale: LanguageTag, files: Files) -> [String] {
    let before = fill(beforePath, locale)
    let after = fill(afterPath, locale)
    let folder = before.lastIndex(of: "/").map { String(before[..<$0]) } ?? "."
    let prefix =
      before.lastIndex(of: "/").map { String(before[before.index(after: $0)...]) } ?? before
    return files.list(folder).compactMap { name in
      guard name.hasPrefix(prefix), name.hasSuffix(after), name.count > prefix.count + after.count
      else { return nil }
      return String(name.dropFirst(prefix.count).dropLast(after.count))
    }
  }

  private func fill(_ text: String, _ locale: LanguageTag) -> String {
    text.components(separatedBy: "{locale}").joined(separator: locale.description)
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
