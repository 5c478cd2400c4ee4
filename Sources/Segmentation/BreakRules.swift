/// Decides for a candidate whether the sentence ends there.
struct BreakRules: Sendable {
  let words: WordTable
  /// Whether sentences may begin with a small letter.
  let acceptsSmallStarts: Bool
  /// Whether each word of a name has a capital.
  let namesAreCapitalised: Bool

  /// Whether a candidate ends the sentence that begins at `start`.
  func ends(_ candidate: Candidate, start: Int, in text: TextBytes) -> Bool {
    if candidate.isTight {
      return !words.classes(of: text.word(before: candidate.mark).key).contains(.title)
    }
    let next = Follower(at: candidate.end, in: text)
    switch candidate.kind {
    case .certain, .wide: return true
    case .strong: return endsAfterStrongMark(candidate, start: start, next, in: text)
    case .ellipsis: return endsAfterEllipsis(candidate, start: start, next, in: text)
    case .stop: return endsAfterStop(candidate, start: start, next, in: text)
    }
  }

  // MARK: By the kind of mark

  private func endsAfterStrongMark(
    _ candidate: Candidate, start: Int, _ next: Follower, in text: TextBytes
  ) -> Bool {
    switch next.kind {
    case .end: return true
    case .continuation: return false
    case .lower:
      guard acceptsSmallStarts, !candidate.hasQuote, !candidate.hasBracket, !next.isBehindDash
      else {
        return false
      }
      // A name such as Yahoo! in the middle of a sentence.
      let word = text.word(before: candidate.mark)
      return !word.isCapitalised || word.start == text.skippingOpeners(from: start)
    case .upper:
      // `Yahoo! Inc.`
      let isCompanyForm =
        text.byte(at: next.wordEnd) == UInt8(ascii: ".")
        && words.classes(of: next.word).contains(.closing)
      return !isCompanyForm && !isSpokenBy(next, candidate, start: start, in: text)
    case .digit, .other: return true
    }
  }

  private func endsAfterEllipsis(
    _ candidate: Candidate, start: Int, _ next: Follower, in text: TextBytes
  ) -> Bool {
    switch next.kind {
    case .end: return true
    case .lower where candidate.isTokenised(in: text):
      return beginsQuotation(candidate, start: start, in: text)
    case .lower, .continuation: return false
    // An ellipsis that begins a sentence belongs to it.
    case .upper, .digit, .other: return candidate.mark > text.skippingOpeners(from: start)
    }
  }

  private func endsAfterStop(
    _ candidate: Candidate, start: Int, _ next: Follower, in text: TextBytes
  ) -> Bool {
    let isTokenised = candidate.isTokenised(in: text)
    switch next.kind {
    case .end: return true
    case .continuation: return false
    case .lower where isTokenised && beginsQuotation(candidate, start: start, in: text): break
    case .lower: return acceptsSmallStarts && allowsSmallStart(candidate, next, in: text)
    case .upper, .digit, .other: break
    }
    let word = text.word(before: isTokenised ? candidate.mark - 1 : candidate.mark)
    // Thousands in tokenised text: `80 . 000`.
    if isTokenised, next.kind == .digit, word.letters == 0, word.digits > 0 { return false }
    let classes = classes(of: word, in: text)
    // `etc.).`: the last stop is no part of the abbreviation.
    if candidate.hasBracket, text.bytes[candidate.end - 1] == UInt8(ascii: ".") { return true }
    // `EE. UU. (USCIS)`: what stands in brackets belongs to the abbreviation.
    if next.isInBracket, !candidate.hasBracket, !classes.isDisjoint(with: .abbreviation) {
      return false
    }
    if candidate.hasPlainFootnote || candidate.hasBracket, !classes.isDisjoint(with: .abbreviation)
    {
      return false
    }
    if isListMarker(word, start: start, in: text) { return false }
    // `a. C.`, `S. A.`
    if word.letters == 1, next.isInitial { return false }
    if next.kind == .upper, isSpokenBy(next, candidate, start: start, in: text) { return false }
    return canEnd(after: word, classes, before: next, start: start, in: text)
  }

  /// Whether a sentence can end at a stop behind a word.
  private func canEnd(
    after word: TextBytes.Word, _ classes: WordClass, before next: Follower, start: Int,
    in text: TextBytes
  ) -> Bool {
    if classes.contains(.title) { return false }
    if classes.contains(.numbered) {
      if next.kind == .digit || next.isLetteredNumber { return false }
      if !classes.contains(.plainNumber), next.isNumberLike { return false }
    }
    if classes.contains(.closing) {
      guard next.kind == .upper, !next.isBehindDash else { return false }
      guard classes.contains(.timeOfDay) else { return true }
      return !isCalendarWord(next) && !isTimePhrase(start..<word.start, in: text)
    }
    if classes.contains(.ambiguous) {
      guard next.kind == .upper, next.isWholeWord, !next.isBehindDash else { return false }
      if word.letters > 1, text.isUnit(word) { return true }
      if word.isInitial, isLabelLetter(word, in: text) { return true }
      return isStarter(next) || (!word.isInitial && isFollowedBySmallLetters(next, in: text))
    }
    return true
  }

  /// Whether a sentence that begins with a small letter can follow: the word before is a plain one.
  private func allowsSmallStart(
    _ candidate: Candidate, _ next: Follower, in text: TextBytes
  ) -> Bool {
    guard !candidate.hasQuote, !candidate.hasBracket, !candidate.hasPlainFootnote,
      !next.isBehindDash, next.isWholeWord, candidate.end == candidate.mark + 1
    else { return false }
    let word = text.word(before: candidate.mark)
    return word.letters > 3 && word.digits == 0 && word.innerStops == 0 && word.hasVowel
      && word.hasLower && !word.isCapitalised && !text.isJoined(at: word.start)
      && words.classes(of: word.key).isDisjoint(with: .abbreviation)
  }

  /// Whether a quotation mark behind a candidate opens one: as many stand before it in the sentence
  /// as close it.
  private func beginsQuotation(
    _ candidate: Candidate, start: Int, in text: TextBytes
  ) -> Bool {
    let next = text.skippingSpace(from: candidate.end)
    guard text.byte(at: next) == UInt8(ascii: "\""), candidate.end - start < 2000 else {
      return false
    }
    let quotes = (start..<candidate.end).count { text.bytes[$0] == UInt8(ascii: "\"") }
    return quotes.isMultiple(of: 2)
  }

  // MARK: Words

  /// The classes of a word before a stop, those that follow from its shape included.
  private func classes(of word: TextBytes.Word, in text: TextBytes) -> WordClass {
    if text.isSpacedTimeOfDay(word) { return [.closing, .timeOfDay] }
    let known = words.classes(of: word.key)
    if word.isInitial, known.contains(.numbered) { return known.union(.ambiguous) }
    if !known.isDisjoint(with: .abbreviation) { return known }
    if word.innerStops > 0 {
      let last = words.classes(of: WordKey(text.bytes, word.lastPart))
      if last.contains(.title) { return .title }
    }
    if word.digits > 0 { return known }
    // An initial, a short form with inner stops (`U.S`), a word that nobody could say (`Mfg`).
    let isShortForm = word.isAcronym && word.lastPartLetters == 1
    let isUnspeakable = (2...5).contains(word.letters) && !word.hasVowel && word.hasLower
    let isShortened =
      isShortForm || ((word.letters == 1 || isUnspeakable) && !text.isUnit(word))
    return isShortened ? known.union(.ambiguous) : known
  }

  /// Whether a word is the label of a list item: it begins the sentence, and is a number or a letter.
  private func isListMarker(_ word: TextBytes.Word, start: Int, in text: TextBytes) -> Bool {
    guard !word.isEmpty else { return false }
    let first = text.skippingOpeners(from: start)
    if first < word.start {
      if isLabelNumber(word, from: first, in: text) || isEnumerated(word, in: text) { return true }
      // `Art. 5.`, `Cap. III.`
      let stop = text.trimmingSpace(to: word.start) - 1
      guard text.byte(at: stop) == UInt8(ascii: ".") else { return false }
      let label = text.word(before: stop)
      return label.start == first && words.classes(of: label.key).contains(.numbered)
        && (word.letters == 0 || text.isRoman(word.start..<word.end))
    }
    if word.letters == 0 { return word.digits <= 3 || word.innerStops > 0 }
    if word.digits > 0 || word.innerStops > 0 { return false }
    if word.isCapitalised, words.classes(of: word.key).contains(.ordinal) { return true }
    return word.letters == 1 || (word.letters <= 4 && text.isRoman(word.start..<word.end))
  }

  private func isStarter(_ next: Follower) -> Bool {
    words.classes(of: next.word).contains(.starter)
  }

  /// Whether a word with a capital is the only one of its kind, and so no name.
  private func isFollowedBySmallLetters(_ next: Follower, in text: TextBytes) -> Bool {
    // No syllable of Vietnamese has more letters; longer words are of names in other languages.
    guard namesAreCapitalised, next.letters <= 7 else { return false }
    let second = text.skippingSpace(from: next.wordEnd)
    return second > next.wordEnd && text.letterClass(at: second) == .lower
  }

  /// Whether a word is the number of a label that is all of the sentence so far: `Step 2.`
  private func isLabelNumber(_ word: TextBytes.Word, from first: Int, in text: TextBytes) -> Bool {
    guard
      word.start - first < 32,
      word.letters == 0 || text.isRoman(word.start..<word.end)
        || words.classes(of: word.key).contains(.ordinal)
    else { return false }
    let label = text.word(before: text.trimmingSpace(to: word.start))
    return label.start == first && label.isCapitalised
      && words.classes(of: label.key).contains(.labelled)
  }

  /// Whether a word is the label of a clause: any behind a semicolon, the first behind a colon.
  private func isEnumerated(_ word: TextBytes.Word, in text: TextBytes) -> Bool {
    let end = text.trimmingSpace(to: word.start)
    let mark = text.byte(at: end - 1)
    guard end < word.start, mark == UInt8(ascii: ";") || mark == UInt8(ascii: ":") else {
      return false
    }
    if words.classes(of: word.key).contains(.ordinal) { return true }
    let isNumber = word.letters == 0
    guard isNumber || (word.digits == 0 && word.innerStops == 0) else { return false }
    if mark == UInt8(ascii: ":") {
      let first = isNumber ? UInt8(ascii: "1") : UInt8(ascii: "I")
      return word.letters + word.digits == 1 && text.bytes[word.start] == first
    }
    return isNumber
      ? word.digits <= 3 : word.letters <= 4 && text.isRoman(word.start..<word.end)
  }

  /// Whether a single letter is the label of what stands before it, and no initial: `box A`.
  private func isLabelLetter(_ word: TextBytes.Word, in text: TextBytes) -> Bool {
    let end = text.trimmingSpace(to: word.start)
    guard end < word.start else { return false }
    return words.classes(of: text.word(before: end).key).contains(.labelled)
  }

  private func isCalendarWord(_ next: Follower) -> Bool {
    words.classes(of: next.word).contains(.calendar)
  }

  /// Whether a sentence so far is only a phrase of time: `At 5 a.m.`, `A las 9 a. m.`
  private func isTimePhrase(_ range: Range<Int>, in text: TextBytes) -> Bool {
    guard range.count < 24 else { return false }
    let first = Follower(at: range.lowerBound, in: text)
    guard words.classes(of: first.word).contains(.timePhrase) else { return false }
    return range.count { text.spaceLength(at: $0) > 0 } <= 4
  }

  /// Whether a candidate ends a quotation and what follows tells who spoke. A stop behind the
  /// quotation, or a colon in front of it, leaves nothing to be told.
  private func isSpokenBy(
    _ next: Follower, _ candidate: Candidate, start: Int, in text: TextBytes
  ) -> Bool {
    guard candidate.hasQuote, tellsOfSpeech(next, in: text),
      text.bytes[candidate.end - 1] != UInt8(ascii: ".")
    else { return false }
    var index = candidate.mark - 1
    while index > start, candidate.mark - index < 400 {
      if text.isQuote(at: index) {
        let before = text.trimmingSpace(to: index)
        return text.byte(at: before - 1) != UInt8(ascii: ":")
      }
      index -= 1
    }
    return true
  }

  /// Whether what follows a quotation tells who spoke: `Maria asked`, `I said`.
  private func tellsOfSpeech(_ next: Follower, in text: TextBytes) -> Bool {
    var index = next.wordEnd
    for _ in 0..<3 {
      let start = text.skippingSpace(from: index)
      guard start > index else { return false }
      let word = Follower(at: start, in: text)
      if words.classes(of: word.word).contains(.speech) { return true }
      guard word.kind == .upper else { return false }
      index = word.wordEnd
    }
    return false
  }
}

/// What stands behind a candidate: white space, opening quotes, brackets and dashes passed.
struct Follower {
  enum Kind {
    case end, lower, upper, digit, other
    /// A comma and the like, which go on with the sentence.
    case continuation
  }

  let kind: Kind
  /// The word that begins there.
  let word: WordKey
  let wordEnd: Int
  /// How many letters it has.
  let letters: Int
  /// Whether an opening round bracket stands right before it.
  let isInBracket: Bool
  /// Whether white space, a comma or an apostrophe ends that word.
  let isWholeWord: Bool
  let isBehindDash: Bool
  /// Whether one capital with a stop follows.
  let isInitial: Bool
  /// Whether a number, a sign or a Roman numeral follows.
  let isNumberLike: Bool
  /// Whether a number with a capital in front follows: `A 201-334-875`.
  let isLetteredNumber: Bool

  init(at index: Int, in text: TextBytes) {
    var index = text.skippingSpace(from: index)
    var isBehindDash = false
    while let opener = text.opener(at: index) {
      if opener.isDash { isBehindDash = true }
      index = text.skippingSpace(from: index + opener.length)
    }
    self.isBehindDash = isBehindDash
    var end = index
    var (first, second) = (LetterClass.other, LetterClass.other)
    var letters = 0
    while end < text.count {
      let lead = text.bytes[end]
      let found = text.letterClass(at: end)
      if letters == 0 { first = found }
      if letters == 1 { second = found }
      guard found.isLetter, letters < 24 else { break }
      letters += 1
      end += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    }
    word = WordKey(text.bytes, index..<min(end, text.count))
    wordEnd = end
    self.letters = letters
    isInBracket = index > 0 && text.byte(at: index - 1) == UInt8(ascii: "(")
    let behind = text.byte(at: end)
    isWholeWord =
      end == text.count || text.spaceLength(at: end) > 0 || behind == UInt8(ascii: ",")
      || behind == UInt8(ascii: "'") || text.has(0xE2, 0x80, 0x99, at: end)
    isInitial = letters == 1 && first == .upper && behind == UInt8(ascii: ".")
    isLetteredNumber =
      letters == 1 && first == .upper
      && text.letterClass(at: behind == 0x20 || behind == UInt8(ascii: "-") ? end + 1 : end)
        == .digit
    // The label of an item: `(a) The`, `(ii) A`.
    let isLabel =
      isInBracket && first == .lower && behind == UInt8(ascii: ")")
      && (letters == 1 || (letters < 6 && text.isRoman(index..<end)))
      && text.spaceLength(at: end + 1) > 0
      && text.letterClass(at: text.skippingSpace(from: end + 1)) == .upper
    switch first {
    case .upper: kind = .upper
    case .lower where isLabel: kind = .upper
    // Names such as iPhone and eBay.
    case .lower: kind = letters > 1 && second == .upper ? .upper : .lower
    case .digit: kind = .digit
    case .caseless: kind = .other
    case .space: kind = .end
    case .other:
      switch text.byte(at: index) {
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"): kind = .continuation
      default: kind = index >= text.count ? .end : .other
      }
    }
    isNumberLike =
      kind == .digit || (kind == .other && letters == 0)
      || (isWholeWord && letters < 6 && text.isRoman(index..<end)) || isLabel
      || (letters == 1 && first == .upper && behind == UInt8(ascii: ","))
  }
}

extension TextBytes {
  /// Whether a range is not empty and holds only I, V, X and L, in either case.
  func isRoman(_ range: Range<Int>) -> Bool {
    !range.isEmpty
      && range.allSatisfy {
        switch bytes[$0] | 0x20 {
        case UInt8(ascii: "i"), UInt8(ascii: "v"), UInt8(ascii: "x"), UInt8(ascii: "l"): true
        default: false
        }
      }
  }

  /// Whether something other than white space or an opening sign stands before an index, so that a
  /// word there is a part of something longer: an address, a compound.
  func isJoined(at index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = start(ofCharacterBefore: index)
    return spaceLength(at: before) == 0 && opener(at: before) == nil
  }

  /// Whether a word is a unit behind a number: `18 g`, `23 kg`.
  func isUnit(_ word: Word) -> Bool {
    guard word.hasLower, !word.isCapitalised, word.start > 1, bytes[word.start - 1] == 0x20 else {
      return false
    }
    return letterClass(at: word.start - 2) == .digit
  }

  /// Whether a word is the second letter of `a. m.` or `p. m.`
  func isSpacedTimeOfDay(_ word: Word) -> Bool {
    guard word.end == word.start + 1, bytes[word.start] == UInt8(ascii: "m") else { return false }
    let stop = trimmingSpace(to: word.start)
    return stop < word.start && stop > 1 && bytes[stop - 1] == UInt8(ascii: ".")
      && (bytes[stop - 2] == UInt8(ascii: "a") || bytes[stop - 2] == UInt8(ascii: "p"))
  }

  /// An opening quote or bracket, `¿` or `¡`, the dash of a dialogue, or emphasis.
  func opener(at index: Int) -> (length: Int, isDash: Bool)? {
    guard index < count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: "["),
      UInt8(ascii: "{"), UInt8(ascii: "*"), UInt8(ascii: "_"):
      return (1, false)
    case UInt8(ascii: "-"): return (1, true)
    case 0xC2:
      switch byte(at: index + 1) {
      case 0xAB, 0xBF, 0xA1: return (2, false)  // « ¿ ¡
      default: return nil
      }
    case 0xE2:
      switch (byte(at: index + 1), byte(at: index + 2)) {
      case (0x80, 0x93), (0x80, 0x94), (0x80, 0x95): return (3, true)  // – — ―
      case (0x80, 0x98), (0x80, 0x9C), (0x80, 0x9E), (0x80, 0xB9): return (3, false)  // ‘ “ „ ‹
      case (0x80, 0x9A): return (3, false)  // ‚
      default: return bulletLength(at: index) > 0 ? (3, false) : nil
      }
    default: return nil
    }
  }

  /// Whether one of `"`, “ and « stands at an index.
  func isQuote(at index: Int) -> Bool {
    byte(at: index) == UInt8(ascii: "\"") || has(0xE2, 0x80, 0x9C, at: index)
      || (byte(at: index) == 0xC2 && byte(at: index + 1) == 0xAB)
  }

  /// The first byte behind spaces and openers.
  func skippingOpeners(from index: Int) -> Int {
    var index = skippingSpace(from: index)
    while let opener = opener(at: index) { index = skippingSpace(from: index + opener.length) }
    return index
  }
}
