internal import Glibc

/// The words of one side of two versions, each once, and where they occur.
struct Vocabulary {
  private(set) var words: [Token] = []
  /// For each sentence the numbers of its words.
  private(set) var sentences: [[Int32]] = []
  /// For each word how many sentences have it.
  private(set) var frequencies: [Int32] = []

  init(_ traits: [SentenceTraits]) {
    var numbers: [Token: Int32] = [:]
    for sentence in traits {
      let mine = sentence.tokens.map { token -> Int32 in
        if let known = numbers[token] { return known }
        let number = Int32(words.count)
        numbers[token] = number
        words.append(token)
        frequencies.append(0)
        return number
      }
      for word in Set(mine) { frequencies[Int(word)] += 1 }
      sentences.append(mine)
    }
  }

  /// How much each word says about what a sentence is about: little, where it is in most of them.
  var weights: [Float] {
    let most = log(Float(sentences.count) + 1)
    return words.indices.map { word in
      let rarity = 1 - log(Float(frequencies[word])) / most
      return words[word].weight * (0.3 + 0.7 * rarity)
    }
  }
}

/// Which words of a translation are like those of its source, and how far, from 0 to 1.
struct WordRelations {
  /// For each word of the source those of the target.
  private(set) var related: [[(word: Int32, likeness: Float)]]
  private let source: [Token]
  /// The numbers of the target's words, by what they are in small letters.
  private let targets: [String: [Int32]]

  /// Compares all words of two sides by how they are written.
  init(_ source: Vocabulary, _ target: Vocabulary) {
    self.source = source.words
    var (byBeginning, byWord): ([[UInt8]: [Int32]], [String: [Int32]]) = ([:], [:])
    for (number, word) in target.words.enumerated() {
      byBeginning[Self.beginning(of: word), default: []].append(Int32(number))
      byWord[word.word, default: []].append(Int32(number))
    }
    targets = byWord
    related = source.words.map { word in
      (byBeginning[Self.beginning(of: word)] ?? []).compactMap { other in
        let likeness = word.likeness(to: target.words[Int(other)])
        return likeness > 0 ? (other, likeness) : nil
      }
    }
  }

  /// These with what was learnt of words that are written otherwise.
  func learning(_ lexicon: WordLexicon) -> WordRelations {
    var relations = self
    for (number, word) in source.enumerated() {
      for (translation, likeness) in lexicon.translations(of: word.word) {
        for other in targets[translation] ?? []
        where !relations.related[number].contains(where: { $0.word == other }) {
          relations.related[number].append((other, likeness))
        }
      }
    }
    return relations
  }

  /// Words that are alike have this in common.
  private static func beginning(of word: Token) -> [UInt8] {
    word.isFigure ? [0] + word.digits : Array(word.bytes.prefix(4))
  }
}
