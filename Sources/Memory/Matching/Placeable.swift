import Units

/// A part of a text that a translation takes over as it is, or writes by a rule: a number, a date, an
/// address.
struct Placeable: Hashable {
  /// What it is.
  enum Kind: Hashable {
    case number
    /// A day in figures, such as `11/29/2026`.
    case date
    /// The name of a month beside a number, or its number where the language has no names.
    case month
    /// The hour of a clock, which other words say more of: morning, evening.
    case time
    /// A figure that is part of a word, or names a day of the week.
    case ordinal
    /// An address of the web.
    case address
    case mail
  }

  private(set) var kind: Kind
  /// The figures with a sign and a decimal mark in front; the whole of an address.
  let text: String
  /// The signs of money or of a share that touch it.
  var signs = ""
  /// Where it stands, in bytes of UTF-8.
  let range: Range<Int>

  /// The placeables of a text, in order.
  static func all(in text: String, language: String) -> [Placeable] {
    // Most texts have none: a month is one beside a number only.
    guard text.mayHavePlaceables else { return [] }
    var runs: [Run] = []
    for run in text.split(whereSeparator: \.isWhitespace) {
      runs.append(Run(run, at: text.utf8.distance(from: text.startIndex, to: run.startIndex)))
    }
    return runs.indices.flatMap { index -> [Placeable] in
      let run = runs[index]
      let bare = run.withoutMarksAround
      if bare.text.contains("://") || bare.text.hasPrefix("www.") { return [bare.whole(.address)] }
      if let at = bare.text.firstIndex(of: "@"), at > bare.text.startIndex,
        bare.text.index(after: at) < bare.text.endIndex
      {
        return [bare.whole(.mail)]
      }
      if run.text.contains(where: \.isNumber) {
        let before = index > 0 ? runs[index - 1].text.lowercased() : ""
        let after = index + 1 < runs.count ? runs[index + 1].text.lowercased() : ""
        return run.numbers.map { number in
          var number = number
          number.setKind(language: language, before: before, after: after)
          return number
        }
      }
      return isMonth(at: index, in: runs, language) ? [bare.whole(.month)] : []
    }
  }

  /// Whether a word names a month beside a number. In English it needs its capital: `may` is a verb.
  private static func isMonth(at index: Int, in runs: [Run], _ language: String) -> Bool {
    let word = runs[index].withoutMarksAround.text
    guard MonthNames.month(word, language: language) != nil,
      language != "en" || word.first?.isUppercase == true
    else { return false }
    func isFigure(_ place: Int) -> Bool {
      runs.indices.contains(place) && runs[place].text.contains(where: \.isNumber)
    }
    return [-1, 1].contains { step in
      let next = index + step
      let isOf = runs.indices.contains(next) && ["de", "of"].contains(runs[next].text.lowercased())
      return isFigure(isOf ? next + step : next)
    }
  }

  /// What else a number can be, by the words beside it.
  private mutating func setKind(language: String, before: String, after: String) {
    guard kind == .number else { return }
    if language == "vi", before == "tháng" { kind = .month }
    if ["thứ", "mùng", "mồng"].contains(before) { kind = .ordinal }
    // `a` alone is a preposition in Spanish; with its stop it begins `a. m.`
    let halves = [
      "a.m", "p.m", "am", "pm", "a.", "p.", "giờ", "o'clock", "o’clock", "noon",
      "midnight",
    ]
    let word = after.filter { !",;:!?)”»\"".contains($0) }
    if text.contains(":") || halves.contains(where: { word == $0 || word == "\($0)." }) {
      kind = .time
    }
  }

  /// What it says, whatever the language writes for it; several where a notation is ambiguous.
  func values(in language: String) -> Set<String> {
    switch kind {
    case .address, .mail: [text]
    case .month:
      MonthNames.month(text, language: language).map { [String($0)] }
        ?? NumberNotation.values(of: text, language: language)
    case .date: Day(text, language: language).map { [$0.description] } ?? []
    case .ordinal: []
    case .number, .time:
      text.contains { !$0.isNumber && $0 != "." && $0 != "," }
        ? [text] : NumberNotation.values(of: text, language: language)
    }
  }

  /// A run of characters between spaces.
  private struct Run {
    let text: Substring
    let start: Int

    init(_ text: Substring, at start: Int) {
      self.text = text
      self.start = start
    }

    func whole(_ kind: Kind) -> Placeable {
      Placeable(kind: kind, text: String(text), range: start..<start + text.utf8.count)
    }

    var withoutMarksAround: Run {
      let opening = text.prefix { "([{<“‘«\"'¿¡".contains($0) }
      var rest = text[opening.endIndex...]
      while let last = rest.last, ")]}>”’»\"'.,;:!?…".contains(last) { rest.removeLast() }
      return Run(rest, at: start + opening.utf8.count)
    }

    /// Digits with at most one mark between two of them.
    var numbers: [Placeable] {
      var numbers: [Placeable] = []
      var index = text.startIndex
      while let first = text[index...].firstIndex(where: \.isNumber) {
        var end = first
        var behind = first
        while behind < text.endIndex {
          if text[behind].isNumber {
            behind = text.index(after: behind)
            end = behind
          } else if behind == end, ".,:/-–".contains(text[behind]) {
            behind = text.index(after: behind)
          } else {
            break
          }
        }
        numbers.append(number(first, end))
        index = end
      }
      return numbers
    }

    /// The number between two places, with what touches it.
    private func number(_ first: Substring.Index, _ end: Substring.Index) -> Placeable {
      var first = first
      var signs = ""
      let isAtStart = { (index: Substring.Index) in
        index == text.startIndex || "([$€£¥".contains(text[text.index(before: index)])
      }
      if first > text.startIndex, ".,".contains(text[text.index(before: first)]),
        isAtStart(text.index(before: first))
      {
        first = text.index(before: first)
      }
      if first > text.startIndex, "-−+<>~±".contains(text[text.index(before: first)]),
        isAtStart(text.index(before: first))
      {
        first = text.index(before: first)
      }
      if first > text.startIndex, "$€£¥₫#§".contains(text[text.index(before: first)]) {
        signs.append(text[text.index(before: first)])
      }
      if end < text.endIndex, "%$€£¥₫°".contains(text[end]) { signs.append(text[end]) }
      let number = text[first..<end]
      let offset = start + text.utf8.distance(from: text.startIndex, to: first)
      // `1.º`, `2da`, `5th`: part of a word.
      let rest = text[end...].drop { $0 == "." }
      let isPart = rest.first.map { $0.isLetter || "ºª°".contains($0) } ?? false
      var placeable = Placeable(
        kind: isPart ? .ordinal : Day.looksLikeOne(number) ? .date : .number, text: String(number),
        range: offset..<offset + number.utf8.count)
      placeable.signs = signs
      return placeable
    }
  }
}

extension String {
  /// Whether there is a digit, an `@`, a `//` or a `www`.
  fileprivate var mayHavePlaceables: Bool {
    var before: (Unicode.Scalar, Unicode.Scalar) = (" ", " ")
    for scalar in unicodeScalars {
      switch scalar {
      case "0"..."9", "@": return true
      case "/": if before.1 == "/" { return true }
      case "w": if before == ("w", "w") { return true }
      default:
        if scalar.value >= 0x660, !(0x1E00...0x1EFF).contains(scalar.value),
          scalar.properties.numericType != nil
        {
          return true
        }
      }
      before = (before.1, scalar)
    }
    return false
  }
}

/// A day as texts write it in figures.
struct Day: Hashable, CustomStringConvertible {
  let year: Int
  let month: Int
  let day: Int

  /// Whether a text is two short numbers and a year.
  static func looksLikeOne(_ text: Substring) -> Bool {
    let parts = text.split { !$0.isNumber }
    let marks = text.filter { !$0.isNumber }
    guard parts.count == 3, marks.count == 2, marks.first == marks.last,
      "/-.".contains(marks.first ?? " ")
    else { return false }
    return parts[0].count == 4 && parts[1].count <= 2 && parts[2].count <= 2
      || parts[0].count <= 2 && parts[1].count <= 2 && parts[2].count == 4
  }

  /// Reads a day as a language writes it: the month first in English as the United States write it, the
  /// day first elsewhere, and the year first as in ISO 8601. Nil where there is no such day.
  init?(_ text: String, language: String) {
    let parts = text.split { !$0.isNumber }.compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    if parts[0] > 999 {
      (year, month, day) = (parts[0], parts[1], parts[2])
    } else {
      (month, day) = language == "en" ? (parts[0], parts[1]) : (parts[1], parts[0])
      year = parts[2]
    }
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
  }

  var description: String { "\(year)-\(month)-\(day)" }

  /// The day as a language writes it, in the manner of another one there: its separators, its order where
  /// the year comes first, and its zeros.
  func written(like other: String, language: String) -> String {
    let parts = other.split { !$0.isNumber }
    guard let mark = other.first(where: { !$0.isNumber }), parts.count == 3 else { return other }
    let isPadded = parts[0].count == 4 || parts.contains { $0.count == 2 && $0.first == "0" }
    func two(_ number: Int) -> String { isPadded && number < 10 ? "0\(number)" : "\(number)" }
    let fields =
      parts[0].count == 4
      ? ["\(year)", two(month), two(day)]
      : (language == "en" ? [two(month), two(day)] : [two(day), two(month)]) + ["\(year)"]
    return fields.joined(separator: String(mark))
  }
}
