/// Finds in UTF-8 bytes the places where a sentence could end, and reads what stands around them.
struct SentenceScanner {
  let bytes: [UInt8]

  /// A place where a sentence could end.
  struct Candidate {
    /// The first of the marks.
    let mark: Int
    /// Behind the marks, closing quotes, brackets and footnote marks.
    let end: Int
    /// Where to go on when the sentence does not end here.
    let resume: Int
    /// Whether the mark is one full stop and nothing else.
    let isSingleStop: Bool
    /// How many closing marks follow.
    let closers: Int
    /// Whether it is an empty line.
    var isParagraphEnd = false
  }

  /// What stands behind a candidate.
  struct Follower {
    enum Kind { case end, lowercase, uppercase, digit, comma, other }
    let kind: Kind
    /// The word that begins there.
    let word: String
    /// Whether white space or a comma ends that word.
    let isWholeWord: Bool

    /// Whether a number, a bracket or a Roman numeral follows.
    var isNumberLike: Bool {
      if kind == .digit || (kind == .other && word.isEmpty) { return true }
      return isWholeWord && word.allSatisfy { "IVXLC".contains($0) }
    }
  }

  // MARK: Candidates

  /// The next place at or behind `index` where marks that can end a sentence are followed by white
  /// space or the end of the text.
  func nextCandidate(from index: Int) -> Candidate? {
    var index = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"), 0xE2, 0xE3, 0xEF:
        if let candidate = candidate(at: index) { return candidate }
        index += max(markLength(at: index), 1)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        if let candidate = emptyLine(at: index) { return candidate }
        index += 1
      default: index += 1
      }
    }
    return nil
  }

  private func candidate(at mark: Int) -> Candidate? {
    var end = mark
    while markLength(at: end) > 0 { end += markLength(at: end) }
    guard end > mark else { return nil }
    let isWide = bytes[mark] == 0xE3 || bytes[mark] == 0xEF
    let isSingleStop = end == mark + 1 && bytes[mark] == UInt8(ascii: ".")
    var closers = 0
    while let length = closerLength(at: end) {
      end += length
      closers += 1
      // A stop behind a closing quote belongs to the same end: `“…?”.`
      while closers > 0, markLength(at: end) > 0 { end += markLength(at: end) }
    }
    // Ideographic stops need no space behind them.
    guard end == bytes.count || isSpace(at: end) || isWide else { return nil }
    return Candidate(
      mark: mark, end: end, resume: end, isSingleStop: isSingleStop, closers: closers)
  }

  private func emptyLine(at index: Int) -> Candidate? {
    var next = index
    var lines = 0
    while next < bytes.count, isASCIISpace(bytes[next]) {
      if bytes[next] == UInt8(ascii: "\n")
        || (bytes[next] == UInt8(ascii: "\r")
          && (next + 1 == bytes.count || bytes[next + 1] != UInt8(ascii: "\n")))
      {
        lines += 1
      }
      next += 1
    }
    guard lines > 1 else { return nil }
    return Candidate(
      mark: index, end: trimmingSpace(to: index), resume: next, isSingleStop: false, closers: 0,
      isParagraphEnd: true)
  }

  /// The length of a mark that can end a sentence: `. ? ! … 。 ． ？ ！`.
  private func markLength(at index: Int) -> Int {
    guard index < bytes.count else { return 0 }
    switch bytes[index] {
    case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"): return 1
    case 0xE2: return has(0x80, 0xA6, after: index) ? 3 : 0
    case 0xE3: return has(0x80, 0x82, after: index) ? 3 : 0
    case 0xEF:
      return has(0xBC, 0x8E, after: index) || has(0xBC, 0x9F, after: index)
        || has(0xBC, 0x81, after: index) ? 3 : 0
    default: return 0
    }
  }

  /// The length of what may stand between the mark and the end of a sentence: closing quotes and
  /// brackets, superscript figures, and a footnote in square brackets.
  private func closerLength(at index: Int) -> Int? {
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"),
      UInt8(ascii: "}"):
      return 1
    case UInt8(ascii: "["): return footnoteLength(at: index)
    case 0xC2:
      // » ¹ ² ³
      guard index + 1 < bytes.count else { return nil }
      return [0xBB, 0xB9, 0xB2, 0xB3].contains(bytes[index + 1]) ? 2 : nil
    case 0xE2:
      // ’ ” › and ⁰ ⁴ to ⁹
      if has(0x80, 0x99, after: index) || has(0x80, 0x9D, after: index)
        || has(0x80, 0xBA, after: index)
      {
        return 3
      }
      guard index + 2 < bytes.count, bytes[index + 1] == 0x81 else { return nil }
      return bytes[index + 2] == 0xB0 || (0xB4...0xB9).contains(bytes[index + 2]) ? 3 : nil
    default: return nil
    }
  }

  /// `[1]`, `[a]`, `[^note]`, `[*]`: at most eight characters without a space.
  private func footnoteLength(at index: Int) -> Int? {
    var end = index + 1
    while end < bytes.count, end - index <= 9 {
      if bytes[end] == UInt8(ascii: "]") { return end > index + 1 ? end + 1 - index : nil }
      if isASCIISpace(bytes[end]) { return nil }
      end += 1
    }
    return nil
  }

  // MARK: Around a candidate

  /// What stands behind the white space at `index`, opening quotes, brackets and dashes passed.
  func follower(of index: Int) -> Follower {
    var index = skippingSpace(from: index)
    while let length = openerLength(at: index) { index = skippingSpace(from: index + length) }
    guard let (scalar, _) = scalar(at: index) else {
      return Follower(kind: .end, word: "", isWholeWord: false)
    }
    let (word, isWhole) = wordText(from: index)
    let kind: Follower.Kind
    if scalar == "," || scalar == ";" {
      kind = .comma
    } else if scalar.properties.isLowercase {
      kind = .lowercase
    } else if scalar.properties.isUppercase {
      kind = .uppercase
    } else if scalar.properties.numericType == .decimal {
      kind = .digit
    } else {
      kind = .other
    }
    return Follower(kind: kind, word: word, isWholeWord: isWhole)
  }

  /// The word that ends at `index`, with inner stops, hyphens and what addresses are made of.
  func word(before index: Int) -> (text: String, start: Int) {
    var start = index
    while start > 0 {
      var previous = start - 1
      while previous > 0, bytes[previous] & 0xC0 == 0x80 { previous -= 1 }
      guard let (scalar, _) = scalar(at: previous), isWordScalar(scalar) else { break }
      start = previous
    }
    return (String(decoding: bytes[start..<index], as: UTF8.self), start)
  }

  /// Whether a word before a stop numbers a list item: `1.`, `12.`, `a.`, `IV.`
  func isListMarker(_ word: (text: String, start: Int)) -> Bool {
    let text = word.text
    guard !text.isEmpty, text.count <= 4 else { return false }
    if text.allSatisfy({ $0.isASCII && $0.isNumber }) { return text.count <= 3 }
    if text.count == 1 { return text.first?.isLetter == true }
    return text.allSatisfy { "IVXivx".contains($0) }
  }

  private func wordText(from index: Int) -> (String, isWhole: Bool) {
    var end = index
    while let (scalar, length) = scalar(at: end), scalar.properties.isAlphabetic { end += length }
    let isWhole =
      end == bytes.count || isSpace(at: end) || bytes[end] == UInt8(ascii: ",")
      || bytes[end] == UInt8(ascii: "'") || has(0x80, 0x99, after: end)
    return (String(decoding: bytes[index..<end], as: UTF8.self), isWhole)
  }

  private func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "'", "-", "@", "/", ":", "_", "\u{2019}", "ª", "º": true
    default: scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
    }
  }

  /// Opening quotes and brackets, ¿ ¡, and the dashes of a dialogue or a list.
  private func openerLength(at index: Int) -> Int? {
    guard let (scalar, length) = scalar(at: index) else { return nil }
    switch scalar {
    case "\"", "'", "(", "[", "{", "*", "_", "-", "\u{2013}", "\u{2014}", "\u{2018}",
      "\u{201C}", "\u{201E}", "\u{00AB}", "\u{2039}", "¿", "¡", "\u{2022}":
      return length
    default: return nil
    }
  }

  // MARK: Bytes

  func skippingSpace(from index: Int) -> Int {
    var index = index
    while index < bytes.count, isSpace(at: index) { index += spaceLength(at: index) }
    return min(index, bytes.count)
  }

  func trimmingSpace(to end: Int) -> Int {
    var end = end
    while end > 0 {
      if isASCIISpace(bytes[end - 1]) {
        end -= 1
      } else if end > 1, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 {
        end -= 2
      } else {
        break
      }
    }
    return end
  }

  private func isSpace(at index: Int) -> Bool { spaceLength(at: index) > 0 }

  private func spaceLength(at index: Int) -> Int {
    guard index < bytes.count else { return 0 }
    if isASCIISpace(bytes[index]) { return 1 }
    if bytes[index] == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 { return 2 }
    return 0
  }

  private func isASCIISpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private func has(_ second: UInt8, _ third: UInt8, after index: Int) -> Bool {
    index + 2 < bytes.count && bytes[index + 1] == second && bytes[index + 2] == third
  }

  private func scalar(at index: Int) -> (Unicode.Scalar, length: Int)? {
    guard index < bytes.count else { return nil }
    let lead = bytes[index]
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard index + length <= bytes.count else { return nil }
    var value = UInt32(lead)
    if length > 1 {
      value = UInt32(lead) & (0x7F >> UInt32(length))
      for byte in bytes[(index + 1)..<(index + length)] {
        value = value << 6 | UInt32(byte & 0x3F)
      }
    }
    return Unicode.Scalar(value).map { ($0, length) }
  }
}
