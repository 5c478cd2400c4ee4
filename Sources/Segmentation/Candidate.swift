/// A place where a sentence could end.
struct Candidate {
  enum Kind {
    /// One full stop, which may belong to an abbreviation.
    case stop
    /// `?`, `!`, and marks of several characters.
    case strong
    /// Two or more stops, or `…`.
    case ellipsis
    /// A mark behind which no white space is needed.
    case wide
    /// A sentence certainly ends here: an empty line, the line before a list item.
    case certain
  }

  let kind: Kind
  /// The first of the marks.
  let mark: Int
  /// Behind the marks, closing quotes, brackets and footnote marks.
  let end: Int
  /// Where to go on when the sentence does not end here.
  let resume: Int
  var hasQuote = false
  var hasBracket = false
  /// Whether figures without a mark of their own stand for a footnote.
  var hasPlainFootnote = false
  /// Whether no white space follows.
  var isTight = false
  /// Whether it is an empty line.
  var isParagraphEnd = false

  /// Whether a space stands before the mark, as in text whose words and marks are all set apart.
  func isTokenised(in text: TextBytes) -> Bool { mark > 1 && text.bytes[mark - 1] == 0x20 }
}

/// Finds candidates in a text.
struct CandidateFinder: ~Escapable {
  let text: TextBytes
  /// For each byte whether a mark can begin with it.
  let leads: Span<Bool>

  @_lifetime(copy text, copy leads)
  init(text: borrowing TextBytes, leads: Span<Bool>) {
    self.text = copy text
    self.leads = leads
  }

  /// What stands at a byte that could begin a mark: a candidate, or where to go on.
  enum Finding {
    case candidate(Candidate)
    /// The sign that opens a quotation or a bracket.
    case opener
    case nothing(resume: Int)
  }

  /// The next byte at or behind an index with which a mark could begin; the text's end for none.
  func nextLead(from index: Int) -> Int {
    var index = index
    let count = text.count
    while index < count, !leads[Int(text.bytes[index])] { index += 1 }
    return index
  }

  /// Looks at a lead.
  func look(at index: Int, sentenceStart: Int) -> Finding {
    switch text.bytes[index] {
    case 0x0A, 0x0D: return lineEnd(at: index, sentenceStart: sentenceStart)
    case UInt8(ascii: "\""), UInt8(ascii: "("), 0xC2: return .opener
    case 0xE2 where text.has(0xE2, 0x80, 0x9C, at: index): return .opener
    case UInt8(ascii: "."):
      if text.byte(at: index + 1) == 0x20, text.byte(at: index + 2) == UInt8(ascii: "."),
        let found = spacedStops(at: index)
      {
        return found
      }
    default: break
    }
    return marks(at: index, sentenceStart: sentenceStart)
  }

  // MARK: Marks

  private func marks(at index: Int, sentenceStart: Int) -> Finding {
    var end = index
    var (stops, others, ellipses, wide) = (0, 0, 0, 0)
    loop: while let mark = mark(at: end) {
      switch mark.kind {
      case .stop: stops += 1
      case .ellipsis: ellipses += 1
      case .wide: wide += 1
      case .strong, .certain: others += 1
      }
      end += mark.length
    }
    guard end > index else { return .nothing(resume: index + 1) }
    if others == 0, wide == 0, ellipses > 0 || stops > 1, isInBrackets(index..<end) {
      return .nothing(resume: end + 1)
    }
    let kind: Candidate.Kind
    if wide > 0 {
      kind = .wide
    } else if others > 0 {
      kind = .strong
    } else {
      kind = ellipses > 0 || stops > 1 ? .ellipsis : .stop
    }
    return close(kind, marks: index..<end, sentenceStart: sentenceStart)
  }

  /// `[…]` and `(...)` tell of something left out, and end nothing.
  private func isInBrackets(_ marks: Range<Int>) -> Bool {
    let before = text.byte(at: marks.lowerBound - 1)
    let after = text.byte(at: marks.upperBound)
    return (before == UInt8(ascii: "[") && after == UInt8(ascii: "]"))
      || (before == UInt8(ascii: "(") && after == UInt8(ascii: ")"))
  }

  private func mark(at index: Int) -> (length: Int, kind: Candidate.Kind)? {
    guard index < text.count else { return nil }
    switch text.bytes[index] {
    case UInt8(ascii: "."): return (1, .stop)
    case UInt8(ascii: "?"), UInt8(ascii: "!"): return (1, .strong)
    case 0xE2:
      guard text.byte(at: index + 1) == 0x80 else {
        return nil
      }
      switch text.byte(at: index + 2) {
      case 0xA6: return (3, .ellipsis)  // …
      case 0xBC, 0xBD: return (3, .strong)  // ‼ ‽
      default: return nil
      }
    case 0xE3: return text.has(0xE3, 0x80, 0x82, at: index) ? (3, .wide) : nil  // 。
    case 0xEF:
      guard text.byte(at: index + 1) == 0xBC || text.byte(at: index + 1) == 0xBD else {
        return nil
      }
      switch (text.byte(at: index + 1), text.byte(at: index + 2)) {
      case (0xBC, 0x81), (0xBC, 0x8E), (0xBC, 0x9F), (0xBD, 0xA1): return (3, .wide)  // ！．？｡
      default: return nil
      }
    case 0xD6: return text.byte(at: index + 1) == 0x89 ? (2, .strong) : nil  // ։
    case 0xD8: return text.byte(at: index + 1) == 0x9F ? (2, .strong) : nil  // ؟
    case 0xDB: return text.byte(at: index + 1) == 0x94 ? (2, .strong) : nil  // ۔
    case 0xE0:
      let isDanda =
        text.byte(at: index + 1) == 0xA5 && [0xA4, 0xA5].contains(text.byte(at: index + 2))
      return isDanda ? (3, .strong) : nil  // । ॥
    case 0xE1:
      if text.has(0xE1, 0x8D, 0xA2, at: index) { return (3, .strong) }  // ።
      if text.has(0xE1, 0x81, 0x8B, at: index) { return (3, .wide) }  // ။
      return text.has(0xE1, 0x9F, 0x94, at: index) ? (3, .wide) : nil  // ។
    default: return nil
    }
  }

  // MARK: What closes behind a mark

  /// The candidate of some marks with all that closes behind them.
  private func close(
    _ kind: Candidate.Kind, marks: Range<Int>, sentenceStart: Int
  ) -> Finding {
    var end = marks.upperBound
    var (hasQuote, hasBracket, hasPlainFootnote) = (false, false, false)
    if kind == .stop, let footnote = plainFootnoteEnd(behind: marks) {
      end = footnote
      hasPlainFootnote = true
    }
    while let closer = closer(at: end) {
      if closer.kind == .quote { hasQuote = true }
      if closer.kind == .bracket { hasBracket = true }
      end += closer.length
      // A stop behind a closing quote belongs to the same end: `“…?”.`
      while let mark = mark(at: end) { end += mark.length }
    }
    // A footnote behind a closing quotation mark, its raised writing lost: `“unusual.”7 Until`.
    if hasQuote, kind == .stop, let footnote = figuresEnd(at: end) {
      end = footnote
      hasPlainFootnote = true
    }
    if let spaced = spacedMarksEnd(behind: end, isTokenised: isTokenised(marks)) { end = spaced }
    let hasSpace = end == text.count || text.spaceLength(at: end) > 0
    // Where the sentence began with an emoji, one behind a space begins the next.
    if hasSpace, let emoji = emojiEnd(behind: end),
      text.byte(at: end) != 0x20 || emojiLength(at: sentenceStart) == nil
    {
      end = emoji
    }
    let isTight = !hasSpace && kind != .wide
    if isTight, !(end == marks.upperBound && startsTightSentence(behind: marks, kind)) {
      return .nothing(resume: end)
    }
    return .candidate(
      Candidate(
        kind: kind, mark: marks.lowerBound, end: end, resume: end, hasQuote: hasQuote,
        hasBracket: hasBracket, hasPlainFootnote: hasPlainFootnote, isTight: isTight))
  }

  /// Whether a space stands before a mark, as in text whose words and marks are all set apart.
  private func isTokenised(_ marks: Range<Int>) -> Bool {
    marks.lowerBound > 1 && text.bytes[marks.lowerBound - 1] == 0x20
  }

  /// The end of marks that a space sets apart from those before, as tokenised text and French have
  /// them: `! ?`, `? " .` and `? ...`
  private func spacedMarksEnd(behind index: Int, isTokenised: Bool) -> Int? {
    var end: Int?
    var next = index
    while text.byte(at: next) == 0x20 {
      var start = next + 1
      if text.byte(at: start) == UInt8(ascii: "\""), text.byte(at: start + 1) == 0x20 { start += 2 }
      guard let mark = mark(at: start), mark.length == 1 else { break }
      next = start + 1
      if isTokenised { while let more = self.mark(at: next) { next += more.length } }
      guard next == text.count || text.spaceLength(at: next) > 0 else { break }
      end = next
    }
    return end
  }

  private enum CloserKind { case quote, bracket, note }

  /// What may stand between the mark and the end of a sentence: closing quotes and brackets,
  /// superscript figures, daggers, and a footnote in square brackets.
  private func closer(at index: Int) -> (length: Int, kind: CloserKind)? {
    guard index < text.count else { return nil }
    switch text.bytes[index] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return (1, .quote)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): return (1, .bracket)
    // Marks of emphasis, and the star of a footnote.
    case UInt8(ascii: "*"), UInt8(ascii: "_"): return (1, .note)
    case UInt8(ascii: "["): return footnoteLength(at: index).map { ($0, .note) }
    case 0xC2:
      switch text.byte(at: index + 1) {
      case 0xBB: return (2, .quote)  // »
      case 0xB9, 0xB2, 0xB3: return (2, .note)  // ¹ ² ³
      case 0xA0: return text.has(0xA0, 0xC2, 0xBB, at: index + 1) ? (4, .quote) : nil
      default: return nil
      }
    case 0xE2:
      switch (text.byte(at: index + 1), text.byte(at: index + 2)) {
      case (0x80, 0x99), (0x80, 0x9D), (0x80, 0xBA): return (3, .quote)  // ’ ” ›
      case (0x80, 0xA0), (0x80, 0xA1): return (3, .note)  // † ‡
      case (0x80, 0xAF):
        return text.byte(at: index + 3) == 0xC2 && text.byte(at: index + 4) == 0xBB
          ? (5, .quote) : nil
      case (0x81, 0xB0), (0x81, 0xB4...0xB9): return (3, .note)  // ⁰ ⁴ … ⁹
      default: return nil
      }
    case 0xE3:
      // 」 』 】
      return text.byte(at: index + 1) == 0x80
        && [0x8D, 0x8F, 0x91].contains(text.byte(at: index + 2)) ? (3, .quote) : nil
    case 0xEF: return text.has(0xEF, 0xBC, 0x89, at: index) ? (3, .bracket) : nil  // ）
    default: return nil
    }
  }

  /// `[1]`, `[a]`, `[^note]`, `[*]`: a caret, or at most three characters, without a space.
  private func footnoteLength(at index: Int) -> Int? {
    var end = index + 1
    let longest = text.byte(at: end) == UInt8(ascii: "^") ? 40 : 4
    while end < text.count, end - index <= longest {
      if text.bytes[end] == UInt8(ascii: "]") { return end > index + 1 ? end + 1 - index : nil }
      if text.spaceLength(at: end) > 0 { return nil }
      end += 1
    }
    return nil
  }

  /// The end of one to three figures that follow a stop and a word in small letters, with a space
  /// behind them: a footnote whose raised writing was lost.
  private func plainFootnoteEnd(behind marks: Range<Int>) -> Int? {
    guard marks.lowerBound > 2, let end = figuresEnd(at: marks.upperBound),
      text.letterClass(at: text.start(ofCharacterBefore: marks.lowerBound)) == .lower
    else { return nil }
    let before = text.start(ofCharacterBefore: marks.lowerBound)
    return text.letterClass(at: text.start(ofCharacterBefore: before)) == .lower ? end : nil
  }

  /// The end of one to three figures with a space behind them.
  private func figuresEnd(at start: Int) -> Int? {
    var end = start
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text.byte(at: end)), end - start < 4 {
      end += 1
    }
    return (1...3).contains(end - start) && text.spaceLength(at: end) > 0 ? end : nil
  }

  /// The end of emoji that stand behind an end of a sentence, perhaps after one space.
  private func emojiEnd(behind index: Int) -> Int? {
    var next = index
    var end: Int?
    while true {
      let start = next + (text.byte(at: next) == 0x20 ? 1 : 0)
      guard let length = emojiLength(at: start) else { return end }
      next = start + length
      guard next == text.count || text.spaceLength(at: next) > 0 || emojiLength(at: next) != nil
      else { return end }
      end = next
    }
  }

  private func emojiLength(at index: Int) -> Int? {
    let lead = text.byte(at: index)
    guard lead == 0xF0 || lead == 0xE2, let (scalar, length) = text.scalar(at: index) else {
      return nil
    }
    switch scalar.value {
    case 0x1F300...0x1FAFF: return length
    case 0x231A, 0x231B, 0x23E9...0x23FA, 0x2600...0x2712, 0x2719...0x2793, 0x2B50, 0x2B55:
      // Perhaps with the sign that asks for a picture.
      return text.has(0xEF, 0xB8, 0x8F, at: index + length) ? length + 3 : length
    default: return nil
    }
  }

  /// Whether a sentence begins right behind marks, its space forgotten: `stay calm.Do not run.`
  private func startsTightSentence(behind marks: Range<Int>, _ kind: Candidate.Kind) -> Bool {
    var end = marks.upperBound
    if let opener = text.opener(at: end), !opener.isDash, "“«¿¡(".utf8.contains(text.byte(at: end))
    {
      end += opener.length
    }
    guard text.letterClass(at: end) == .upper else { return false }
    var letters = 0
    while let (scalar, length) = text.scalar(at: end), letters < 20 {
      let found = LetterClass(of: scalar)
      guard found.isLetter else { break }
      if letters > 0, found == .upper { return false }
      letters += 1
      end += length
    }
    guard
      end == text.count || text.spaceLength(at: end) > 0 || text.byte(at: end) == UInt8(ascii: ","),
      letters > 1 || [UInt8(ascii: "I"), UInt8(ascii: "A")].contains(text.byte(at: end - 1))
    else { return false }
    let word = text.word(before: marks.lowerBound)
    let before =
      word.start > 0 ? text.letterClass(at: text.start(ofCharacterBefore: word.start)) : .space
    let isPlainWord =
      word.innerStops == 0 && word.digits == 0 && word.letters > 1 && word.hasLower
      && (before == .space || text.byte(at: word.start - 1) == UInt8(ascii: "\"")
        || text.byte(at: word.start - 1) == UInt8(ascii: "("))
    return kind == .stop ? isPlainWord && !word.isCapitalised : isPlainWord
  }

  // MARK: Stops with spaces between them

  /// `. . .` is an ellipsis. Four of them end a sentence: behind the first where that touches the
  /// word, behind the last where it does not.
  private func spacedStops(at index: Int) -> Finding? {
    var last = index
    var stops = 1
    while text.byte(at: last + 1) == 0x20, text.byte(at: last + 2) == UInt8(ascii: ".") {
      last += 2
      stops += 1
    }
    guard stops > 2 else { return nil }
    var end = last + 1
    while let closer = closer(at: end) { end += closer.length }
    let next = text.skippingSpace(from: end)
    guard next > end, text.letterClass(at: next) == .upper else { return .nothing(resume: end) }
    if stops == 3 { return ellipsis(at: index, end: end, next: next) }
    let touches = index > 0 && text.spaceLength(at: index - 1) == 0
    return .candidate(
      Candidate(
        kind: .certain, mark: index, end: touches && stops == 4 ? index + 1 : end, resume: end))
  }

  /// Three stops with spaces between them end a sentence where the next word is long enough to be
  /// no pronoun, nor an initial.
  private func ellipsis(at index: Int, end: Int, next: Int) -> Finding {
    let isPlainWord =
      text.letterClass(at: next + 1) == .lower && text.letterClass(at: next + 2) == .lower
    let touches = index > 0 && text.spaceLength(at: index - 1) == 0
    guard isPlainWord, !touches else { return .nothing(resume: end) }
    return .candidate(Candidate(kind: .ellipsis, mark: index, end: end, resume: end))
  }

  // MARK: Line ends

  /// An empty line, a line end before a list item, and the end of a heading in capitals.
  private func lineEnd(at index: Int, sentenceStart: Int) -> Finding {
    var next = index
    var lines = 0
    while next < text.count, text.spaceLength(at: next) > 0 {
      let isEnd =
        text.bytes[next] == 0x0A || (text.bytes[next] == 0x0D && text.byte(at: next + 1) != 0x0A)
      if isEnd { lines += 1 }
      next += text.spaceLength(at: next)
    }
    let endsSentence =
      lines > 1
      || (next < text.count
        && (beginsItem(at: next, behind: index)
          || isHeading(index, sentenceStart: sentenceStart, nextLine: next)))
    guard endsSentence else { return .nothing(resume: next) }
    return .candidate(
      Candidate(
        kind: .certain, mark: index, end: text.trimmingSpace(to: index), resume: next,
        isParagraphEnd: lines > 1))
  }

  /// A bullet always; a dash or a number only where the line before comes to an end.
  private func beginsItem(at index: Int, behind lineEnd: Int) -> Bool {
    if text.bulletLength(at: index) > 0 { return true }
    let previous = text.trimmingSpace(to: lineEnd)
    let isEnd = previous > 0 && ".:;?!".utf8.contains(text.bytes[previous - 1])
    let marker = text.byte(at: index)
    if marker == UInt8(ascii: "-") || marker == UInt8(ascii: "*") {
      return isEnd && text.spaceLength(at: index + 1) > 0
    }
    return isEnd && text.listMarker(at: index) != nil
  }

  private func isHeading(_ lineEnd: Int, sentenceStart: Int, nextLine: Int) -> Bool {
    guard text.letterClass(at: nextLine) == .upper,
      let (_, length) = text.scalar(at: nextLine),
      text.letterClass(at: nextLine + length) == .lower
        || text.spaceLength(at: nextLine + length) > 0
    else { return false }
    var start = lineEnd
    while start > sentenceStart, lineEnd - start < 160, text.bytes[start - 1] != 0x0A,
      text.bytes[start - 1] != 0x0D
    {
      start -= 1
    }
    var capitals = 0
    while start < lineEnd, let (scalar, length) = text.scalar(at: start) {
      switch LetterClass(of: scalar) {
      case .upper: capitals += 1
      case .lower, .caseless: return false
      case .digit, .space, .other: break
      }
      start += length
    }
    return capitals > 3
  }
}
