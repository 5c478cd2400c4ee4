package import Units

/// What matches are made of: translations, found by their sources.
package protocol MatchableStore: AnyObject {
  /// The translations of the very sources of some questions, in no order.
  func translations(of questions: [SourceQuestion]) throws -> [[MemoryEntry]]

  /// The translations of sources that are like those of some questions: all from a least likeness on,
  /// or the best of them.
  ///
  /// - Returns: For each question its sources in no order, without the source itself.
  func similar(to questions: [SourceQuestion], limits: SimilarityLimits) throws -> [[SimilarSource]]
}

/// Where translations are kept: a file of this project, or a server that a team shares. All that is known
/// of them goes through here, so that both give the same answers.
package protocol MemoryStore: MatchableStore {
  /// Brings the store in line with some files: takes in what changed, forgets what is gone.
  func update(with files: [MemoryFile]) throws

  /// The translations in which a text occurs, by document and source; the same one once.
  func search(_ query: ConcordanceQuery) throws -> [ConcordanceHit]

  /// Calls a function with each translation of a pair of languages, in the order of their sources.
  func forEachEntry(of pair: LanguagePair, _ body: (MemoryEntry) throws -> Void) throws

  /// What there is, by pairs of languages in alphabetical order.
  func statistics() throws -> [PairStatistics]

  /// A digest of all that there is, whatever the order in which it came.
  func digest() throws -> Digest
}

/// A source that is asked for.
package struct SourceQuestion: Sendable {
  package let source: Content
  package let languages: LanguagePair

  /// Makes a question.
  package init(_ source: Content, _ languages: LanguagePair) {
    self.source = source
    self.languages = languages
  }
}

/// What similar sources are wanted.
package struct SimilarityLimits: Sendable {
  /// The least likeness, in per cent of the words.
  package let minimum: Int
  /// How many of the best suffice.
  package let count: Int
  /// How many points may yet be taken off a match: none is left out that could still be among the best.
  package let slack: Int

  /// Makes limits.
  package init(minimum: Int, count: Int, slack: Int) {
    self.minimum = minimum
    self.count = count
    self.slack = slack
  }

  /// Those of some findings that count: all of them, or where there are more than wanted the best ones,
  /// with all that are less than the slack behind the last of them.
  func best<Found>(of found: [Found], by likeness: (Found) -> Int) -> [Found] {
    guard found.count > count, count > 0 else { return found }
    let least = found.map(likeness).sorted(by: >)[count - 1]
    return found.filter { likeness($0) > least - max(slack, 1) }
  }
}

/// A source that is like one that was asked for, with its translations.
package struct SimilarSource: Sendable {
  /// The likeness of the words, in per cent.
  package let likeness: Int
  package let translations: [MemoryEntry]
}

extension SimilarSource {
  /// What a store found for a question; nil for the source itself, and for one without translations.
  init?(likeness: Int, translations: [MemoryEntry], for question: SourceQuestion) {
    guard let there = translations.first?.source,
      likeness < 100 || there.structuralKey != question.source.structuralKey
    else { return nil }
    self.init(likeness: likeness, translations: translations)
  }
}

/// A file of translations, as a store sees it.
package struct MemoryFile {
  package let path: String
  /// The digest of the file's bytes.
  package let digest: String
  /// Reads the file, leaving out as many of the first translations as a store has already; called only
  /// when a store does not know this digest, or not the whole of it.
  package let read: (_ skipping: Int, _ take: ([MemoryEntry]) throws -> Void) throws -> Void

  /// Names a file that is taken in some thousand translations at a time, always the same ones in the
  /// same order.
  package init(
    path: String, digest: String,
    read: @escaping (_ skipping: Int, _ take: ([MemoryEntry]) throws -> Void) throws -> Void
  ) {
    self.path = path
    self.digest = digest
    self.read = read
  }

  /// Names a record.
  package init(path: String, digest: String, record: @escaping () throws -> Record?) {
    self.init(path: path, digest: digest) { skipping, take in
      guard let record = try record() else { return }
      try take(Array(MemoryEntry.entries(of: record).dropFirst(skipping)))
    }
  }
}

/// What a store holds of a pair of languages.
package struct PairStatistics: Hashable, Sendable {
  package let source: String
  package let target: String
  /// How many translations there are, and of how many different sources.
  package let translations: Int
  package let sources: Int
  /// How many sources have several different translations.
  package let conflicts: Int
  /// How many translations there are in each state, and of each origin.
  package let states: [SegmentState: Int]
  package let origins: [MemoryEntry.Origin: Int]
}

/// How many translations there are in each state, and of each origin.
struct TranslationTally {
  private(set) var states: [SegmentState: Int] = [:]
  private(set) var origins: [MemoryEntry.Origin: Int] = [:]

  /// Counts translations of which a store keeps these values.
  mutating func add(_ count: Int, state: Int64, origin: String) {
    states[SegmentState(stored: state), default: 0] += count
    origins[MemoryEntry.Origin(rawValue: origin) ?? .file, default: 0] += count
  }
}

/// A digest of a store: the sum of those of its translations, whatever their order.
struct StoreDigest {
  private var sum: UInt64 = 0

  var value: Digest { Digest("\(sum)") }

  mutating func add(_ entry: MemoryEntry) {
    let values = ["\(entry.languages.source) \(entry.languages.target)"] + entry.values
    sum &+= Digest(values.joined(separator: "\0")).value
  }
}
