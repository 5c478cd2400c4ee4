/// What differs between two texts, word by word.
package struct WordDifference: Hashable, Sendable {
  /// A run of words that became another run; either may be empty.
  package struct Hunk: Hashable, Sendable {
    package var old: String
    package var new: String
  }

  /// The differing runs, in order.
  package let hunks: [Hunk]

  /// Compares two texts by the longest common subsequence of their words.
  package init(from old: String, to new: String) {
    hunks = Self.hunks(Word.words(of: old), Word.words(of: new))
  }

  /// The words of a text, without the punctuation around them.
  package static func words(of text: String) -> [String] {
    Word.words(of: text).map { String($0.bare) }
  }

  /// A word, compared without the punctuation around it and shown with it.
  private struct Word: Equatable {
    let shown: Substring
    let bare: Substring

    static func words(of text: String) -> [Word] {
      text.split(whereSeparator: \.isWhitespace)
        .map { Word(shown: $0, bare: $0.withoutPunctuationAround) }
        .filter { !$0.bare.isEmpty }
    }

    static func == (a: Word, b: Word) -> Bool { a.bare == b.bare }
  }

  /// One phrase that tells the difference to a person.
  package var summary: String {
    guard let first = hunks.first else { return "only punctuation changed" }
    let more = hunks.count > 2 ? " and \(hunks.count - 1) more changes" : ""
    let second = hunks.count == 2 ? ", \(hunks[1].summary)" : ""
    return first.summary + second + more
  }

  private static func hunks(_ old: [Word], _ new: [Word]) -> [Hunk] {
    // Long texts differ in few places: only the middle between equal ends needs the table.
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - start,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    { tail += 1 }
    let a = Array(old[start..<old.count - tail])
    let b = Array(new[start..<new.count - tail])
    guard a.count * b.count <= 1_000_000 else {
      return [Hunk(old: phrase(a), new: phrase(b))]
    }
    var hunks: [Hunk] = []
    var (gone, come): ([Word], [Word]) = ([], [])
    func close() {
      guard !gone.isEmpty || !come.isEmpty else { return }
      hunks.append(Hunk(old: phrase(gone), new: phrase(come)))
      (gone, come) = ([], [])
    }
    for step in LongestCommonSubsequence(a, b).steps {
      switch step {
      case .same: close()
      case .removed(let index): gone.append(a[index])
      case .added(let index): come.append(b[index])
      }
    }
    close()
    return hunks
  }

  private static func phrase(_ words: [Word]) -> String {
    String(words.map(\.shown).joined(separator: " ")[...].withoutPunctuationAround)
  }
}

extension Substring {
  fileprivate var withoutPunctuationAround: Substring {
    var word = self
    while let last = word.last, ",.;:!?)]}”’»\"'".contains(last) { word.removeLast() }
    while let first = word.first, "([{“‘«\"'¿¡".contains(first) { word.removeFirst() }
    return word
  }
}

extension WordDifference.Hunk {
  fileprivate var summary: String {
    if old.isEmpty { return "“\(new.shortened)” was added" }
    if new.isEmpty { return "“\(old.shortened)” was removed" }
    return "“\(old.shortened)” became “\(new.shortened)”"
  }
}

extension String {
  /// At most sixty characters.
  package var shortened: String { count > 60 ? prefix(59) + "…" : self }
}
