import Units

/// A text as a list of words, each as a hash of 64 bits: runs of letters, whatever their case, and
/// placeables, which are all alike within their class. Punctuation and inline codes are no words.
///
/// Texts are compared by their words, and words only with each other: what they are does not matter.
/// That two of a million different words have one hash happens in one memory of forty million.
enum WordHashes {
  /// What stands for all placeables of a class. A number that became another one takes no word from
  /// the likeness of two texts.
  enum PlaceableHash: UInt64 {
    case number = 1
    case month, address, mail
    /// What the hashes of words are above.
    static let last: UInt64 = 7
  }

  /// The hashes of a content's words, in order.
  static func of(_ content: Content, in language: LanguageTag) -> [UInt64] {
    var scanner = Scanner(
      months: MonthHashes.table[language.language] ?? [],
      needsCapitals: language.language == "en")
    scanner.words.reserveCapacity(content.text.utf8.count / 5 + 1)
    content.forEach(
      text: {
        for scalar in String($0).normalizedToNFC.unicodeScalars { scanner.take(scalar) }
      },
      // Pairs may enclose a part of a word.
      code: { if $0.kind == .standalone { scanner.endRun() } })
    scanner.endRun()
    return scanner.words
  }

  /// The hash of one word in small letters.
  static func hash(of word: String) -> UInt64 {
    var hash = FNV()
    for scalar in word.unicodeScalars { hash.add(scalar.value) }
    return hash.finished
  }

  /// A hash that grows with a word, and is the same in every run: it is written down.
  private struct FNV {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ scalar: UInt32) { value = (value ^ UInt64(scalar)) &* 0x100_0000_01B3 }

    var finished: UInt64 {
      // Tables look at the low bits, which FNV mixes least (the finish of SplitMix64).
      var mixed = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return max(PlaceableHash.last + 1, mixed ^ (mixed >> 31))
    }
  }

  /// Cuts texts into words, character by character.
  private struct Scanner {
    var words: [UInt64] = []
    private let months: [UInt64]
    private let needsCapitals: Bool

    /// The word that is being read; nil between words.
    private var word: FNV?
    private var hasCapital = false
    /// Whether digits are being read, and whether a mark stands behind them that a number may hold.
    private var isInNumber = false
    private var hasSeparator = false
    /// Where the run of characters without a space began among the words, and what it is.
    private var runStart = 0
    private var run: PlaceableHash?
    /// How much of `://` or `www.` was seen at this place.
    private var slashes = 0
    /// A month without a number in front of it: it is one if a number follows.
    private var possibleMonth: Int?

    init(months: [UInt64], needsCapitals: Bool) {
      self.months = months
      self.needsCapitals = needsCapitals
    }

    mutating func take(_ scalar: Unicode.Scalar) {
      switch Letter(scalar) {
      case .letter(let lower):
        if isInNumber { endNumber() }
        if word == nil {
          word = FNV()
          hasCapital = scalar != lower
        }
        word?.add(lower.value)
        slashes = 0
      case .letters(let lower):
        if isInNumber { endNumber() }
        if word == nil { word = FNV() }
        for scalar in lower.unicodeScalars { word?.add(scalar.value) }
      case .alone:
        endWord()
        word = FNV()
        word?.add(scalar.value)
        endWord()
      case .digit:
        if word != nil { endWord() }
        isInNumber = true
        hasSeparator = false
      case .space: endRun()
      case .mark: takeMark(scalar)
      }
    }

    private mutating func takeMark(_ scalar: Unicode.Scalar) {
      if isInNumber {
        if !hasSeparator, Self.separators.contains(scalar) {
          hasSeparator = true
          return
        }
        endNumber()
      }
      endWord()
      switch scalar {
      case ":": slashes = 1
      case "/" where slashes > 0:
        slashes += 1
        if slashes == 3 { run = .address }
      case "@":
        if run == nil, words.count > runStart { run = .mail }
        slashes = 0
      case "." where run == nil && words.count == runStart + 1 && words[runStart] == Self.www:
        run = .address
      default: slashes = 0
      }
    }

    private static let separators: Set<Unicode.Scalar> = [".", ",", ":", "/", "-", "–"]
    private static let www = WordHashes.hash(of: "www")

    private mutating func endWord() {
      if isInNumber { return endNumber() }
      guard let finished = word?.finished else { return }
      word = nil
      guard months.contains(finished), hasCapital || !needsCapitals else {
        return words.append(finished)
      }
      if isBehindNumber {
        words.append(PlaceableHash.month.rawValue)
      } else {
        possibleMonth = words.count
        words.append(finished)
      }
    }

    /// `29 November`, `29 de noviembre`.
    private var isBehindNumber: Bool {
      let number = PlaceableHash.number.rawValue
      return words.last == number
        || words.count > 1 && words[words.count - 2] == number && words.last == Self.of
    }

    private static let of = WordHashes.hash(of: "de")

    private mutating func endNumber() {
      isInNumber = false
      hasSeparator = false
      if let month = possibleMonth, month == words.count - 1 {
        words[month] = PlaceableHash.month.rawValue
      }
      possibleMonth = nil
      words.append(PlaceableHash.number.rawValue)
    }

    /// The end of a run of characters without a space.
    mutating func endRun() {
      endWord()
      if let run {
        words.removeSubrange(runStart...)
        words.append(run.rawValue)
      }
      run = nil
      runStart = words.count
      slashes = 0
    }
  }

  /// What a character is to the words of a text.
  private enum Letter {
    case letter(Unicode.Scalar)
    /// A letter whose small form is several.
    case letters(String)
    /// A word of its own, in scripts that put no spaces between words.
    case alone
    case digit
    case space
    case mark

    init(_ scalar: Unicode.Scalar) {
      self =
        scalar.value < Self.common.count ? Self.common[Int(scalar.value)] : Letter(slow: scalar)
    }

    /// The characters of European languages and of Vietnamese.
    private static let common = (0..<0x1F00).map { value in
      Unicode.Scalar(value).map(Letter.init(slow:)) ?? .mark
    }

    private init(slow scalar: Unicode.Scalar) {
      guard !scalar.properties.isWhitespace else {
        self = .space
        return
      }
      switch scalar.value {
      // Thai, Lao, Myanmar, Khmer; kana and ideographs.
      case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF,
        0xF900...0xFAFF, 0x20000...0x3FFFF:
        self = scalar.properties.numericType == .decimal ? .digit : .alone
        return
      default: break
      }
      switch scalar.properties.generalCategory {
      case .decimalNumber: self = .digit
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
        let lower = scalar.properties.lowercaseMapping
        let first = lower.unicodeScalars.first ?? scalar
        self = lower.unicodeScalars.count == 1 ? .letter(first) : .letters(lower)
      default: self = .mark
      }
    }
  }
}

/// The hashes of the names of months, by languages.
private enum MonthHashes {
  static let table = MonthNames.all.mapValues { $0.map(WordHashes.hash) }
}
