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
    hunks = Self.hunks(Self.words(of: old), Self.words(of: new))
  }

  /// The words of a text, without the punctuation around them.
  package static func words(of text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map { word in
      var word = word[...]
      while let last = word.last, ",.;:!?)]}”’»\"'".contains(last) { word.removeLast() }
      while let first = word.first, "([{“‘«\"'¿¡".contains(first) { word.removeFirst() }
      return String(word)
    }.filter { !$0.isEmpty }
  }

  /// One phrase that tells the difference to a person.
  package var summary: String {
    guard let first = hunks.first else { return "only punctuation changed" }
    let more = hunks.count > 2 ? " and \(hunks.count - 1) more changes" : ""
    let second = hunks.count == 2 ? ", \(hunks[1].summary)" : ""
    return first.summary + second + more
  }

  private static func hunks(_ old: [String], _ new: [String]) -> [Hunk] {
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
      return [Hunk(old: a.joined(separator: " "), new: b.joined(separator: " "))]
    }
    var hunks: [Hunk] = []
    var (gone, come): ([String], [String]) = ([], [])
    func close() {
      guard !gone.isEmpty || !come.isEmpty else { return }
      hunks.append(Hunk(old: gone.joined(separator: " "), new: come.joined(separator: " ")))
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
