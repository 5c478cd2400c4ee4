import Units

/// Changes the translation of a source into one of a source that is like it, where a rule says how:
/// numbers, dates, addresses, inline codes, one term for another.
///
/// A part of the source is put in where its counterpart in the translation is certain: all words are the same,
/// it is the only one on both sides that says so, in figures or in words, and its notation is known. All
/// else stays as it is: a suggestion that looks right and is not misleads more than one that is old.
struct Repair {
  /// The translation as it is now, with the codes of the source that was asked for.
  private(set) var target: Content
  /// What was changed, a phrase each.
  private(set) var changes: [String] = []
  /// The differences that are none any more.
  private(set) var settled: Set<SourceDifference.Detail> = []
  /// Whether a term was replaced, and no other word differs.
  private(set) var settlesWords = false

  private let old: Content
  private let new: Content
  private let placeables: (old: [Placeable], new: [Placeable])
  private let languages: LanguagePair

  /// Repairs a translation.
  ///
  /// - Parameters:
  ///   - entry: The translation, with its source.
  ///   - new: The source that was asked for.
  ///   - difference: What lies between the two.
  ///   - placeables: Those of both.
  ///   - terms: Finds the terms of the glossary in a text.
  init(
    _ entry: MemoryEntry, for new: Content, difference: SourceDifference,
    placeables: (old: [Placeable], new: [Placeable]), terms: (Content) -> [Term]
  ) {
    target = entry.target
    old = entry.source
    self.new = new
    self.placeables = placeables
    languages = entry.languages
    if difference.words != nil { replaceTerm(terms) }
    let isWorded = difference.words == nil || settlesWords
    if isWorded, !difference.details.isDisjoint(with: [.figures, .addresses]) {
      replacePlaceables(difference.details)
    }
    putInCodes(difference.details.contains(.codes))
  }

  // MARK: Numbers, dates, addresses

  private mutating func replacePlaceables(_ details: Set<SourceDifference.Detail>) {
    let (before, after) = placeables
    guard before.map(\.kind) == after.map(\.kind) else { return }
    let there = Placeable.all(in: target.text, language: languages.target.language)
    var parts: [(range: Range<Int>, text: String)] = []
    var made: [String] = []
    let spelled = Self.spelled(old.text, languages.source).union(
      Self.spelled(target.text, languages.target))
    for (index, pair) in zip(before, after).enumerated()
    where pair.0.text + pair.0.signs != pair.1.text + pair.1.signs {
      let (was, becomes) = pair
      guard was.signs == becomes.signs,
        was.values(in: languages.source.language).isDisjoint(with: spelled),
        let place = Self.counterpart(of: index, in: before, after, there, languages),
        let written = Self.written(becomes, instead: was, like: there[place], languages)
      else {
        // A day without its month would be worse than the old date: all or nothing.
        return
      }
      parts.append((there[place].range, written))
      made.append("“\(there[place].text)” became “\(written)”")
    }
    changes += made
    settled.formUnion(details.intersection([.figures, .addresses]))
    replace(parts)
  }

  /// The values of the numbers that a text has in words.
  private static func spelled(_ text: String, _ language: LanguageTag) -> Set<String> {
    let words = text.split { $0.isWhitespace || "()[]".contains($0) }
    return Set(NumberWords.values(in: words, language: language.language).map(String.init))
  }

  /// The place among the placeables of the translation of the one that says the same as one of the
  /// source. Where several say so, which is which is no matter only if they become the same.
  private static func counterpart(
    of index: Int, in before: [Placeable], _ after: [Placeable], _ there: [Placeable],
    _ languages: LanguagePair
  ) -> Int? {
    let values = before[index].values(in: languages.source.language)
    guard !values.isEmpty else { return nil }
    let same = before.indices.filter {
      !before[$0].values(in: languages.source.language).isDisjoint(with: values)
    }
    let places = there.indices.filter {
      !there[$0].values(in: languages.target.language).isDisjoint(with: values)
    }
    guard places.count == same.count, let rank = same.firstIndex(of: index),
      same.allSatisfy({ after[$0].text == after[index].text }),
      places.allSatisfy({ there[$0].kind == before[index].kind })
    else { return nil }
    return places[rank]
  }

  /// A placeable as the translation writes it; nil where that is not certain.
  private static func written(
    _ new: Placeable, instead old: Placeable, like there: Placeable, _ languages: LanguagePair
  ) -> String? {
    let language = languages.target.language
    switch new.kind {
    case .address, .mail: return new.text
    case .date:
      // A day such as May 5 does not show which of its numbers is the month.
      guard let day = Day(old.text, language: languages.source.language), day.day != day.month
      else {
        return nil
      }
      return Day(new.text, language: languages.source.language)?
        .written(like: there.text, language: language)
    case .ordinal: return nil
    case .time:
      // The words around an hour change with it: “a la una”, “de la noche”, “sáng”.
      return nil
    case .month:
      guard let number = new.values(in: languages.source.language).first.flatMap({ Int($0) }) else {
        return nil
      }
      guard there.text.allSatisfy(\.isNumber) else {
        let name = MonthNames.name(of: number, language: language)
        if there.text.allSatisfy(\.isUppercase) { return name?.uppercased() }
        let isCapital = there.text.first?.isUppercase == true
        return name.map { isCapital ? $0.prefix(1).uppercased() + $0.dropFirst() : $0 }
      }
      return there.text.hasPrefix("0") && number < 10 ? "0\(number)" : "\(number)"
    case .number: return number(new.text, instead: old.text, like: there.text, languages)
    }
  }

  private static func number(
    _ new: String, instead old: String, like there: String, _ languages: LanguagePair
  ) -> String? {
    let marks = { (text: String) in text.filter { !$0.isNumber } }
    // `5/5` and `5-5-26` may be days, and then their order is not known.
    let parts = new.split { !$0.isNumber }
    let mayBeDay = parts.count == 3 && parts[0].count < 3 && parts[1].count < 3
    guard !new.contains("/"), !(mayBeDay && !new.contains(":")) else { return nil }
    // One day, two days: the words around a number know one from many.
    let isOne = { (text: String) in NumberNotation.plain(text) == "1" }
    guard isOne(new) == isOne(old) || unchangingLanguages.contains(languages.target.language) else {
      return nil
    }
    if marks(new).isEmpty, marks(old).isEmpty, marks(there).isEmpty { return new }
    // A translation that writes the number as the source does writes the next one so.
    if there == old, Set(marks(new)).isSubset(of: marks(old)) { return new }
    // Otherwise the notation of both is told by the old number, and the other mark with it.
    let (a, b) = (marks(old), marks(there))
    guard a.count == b.count, let first = a.first, let mark = b.first,
      a.allSatisfy({ ".,".contains($0) }),
      b.allSatisfy({ ".,".contains($0) }), marks(new).allSatisfy({ ".,".contains($0) })
    else { return nil }
    if first == mark { return new }
    return String(new.map { $0 == "." ? "," : $0 == "," ? "." : $0 })
  }

  /// Languages whose words are the same beside one and many.
  private static let unchangingLanguages: Set = ["vi", "zh", "ja", "ko", "th", "id", "ms"]

  // MARK: Terms

  private mutating func replaceTerm(_ terms: (Content) -> [Term]) {
    let (before, after) = (terms(old), terms(new))
    let gone = before.filter { !after.contains($0) }
    let come = after.filter { !before.contains($0) }
    guard gone.count == 1, come.count == 1, let was = gone.first, let becomes = come.first,
      let inSource = old.text.onlyOccurrence(of: was.source),
      let inTarget = target.text.onlyOccurrence(of: was.target)
    else { return }
    let swapped = old.text.replacing([(inSource, becomes.source)])
    let isAll =
      WordHashes.of(Content(swapped), in: languages.source)
      == WordHashes.of(Content(new.text), in: languages.source)
    guard isAll else { return }
    let there = String(decoding: Array(target.text.utf8)[inTarget], as: UTF8.self)
    let written =
      there.first?.isUppercase == true && becomes.target.first?.isLowercase == true
      ? becomes.target.prefix(1).uppercased() + becomes.target.dropFirst() : becomes.target
    settlesWords = true
    changes.append("“\(there)” became “\(written)”, a term of the glossary")
    replace([(inTarget, written)])
  }

  // MARK: Codes

  /// Gives the translation the codes of the source that was asked for, where their places are certain.
  private mutating func putInCodes(_ differ: Bool) {
    target = target.remappingCodes(from: old, to: new)
    guard differ else { return }
    if new.codeDifference(to: target).isEmpty {
      settled.insert(.codes)
      changes.append("inline codes were left out")
      return
    }
    var whole = target
    for pair in new.pairs where !whole.codes.contains(pair.open) {
      // A short figure may be another one there.
      guard
        let range = pair.inner == new.text
          ? 0..<whole.text.utf8.count
          : pair.inner.count > 2 ? whole.text.onlyOccurrence(of: pair.inner) : nil
      else { continue }
      whole.enclose(range, in: pair.open, pair.close)
    }
    for code in new.codesAtEnds where !whole.codes.contains(code.code) {
      whole.insert(code.code, at: code.isFirst ? 0 : whole.text.utf8.count)
    }
    guard new.codeDifference(to: whole).isEmpty else { return }
    target = whole
    settled.insert(.codes)
    changes.append("inline codes were put in")
  }

  private mutating func replace(_ parts: [(range: Range<Int>, text: String)]) {
    let parts = parts.sorted { $0.range.lowerBound < $1.range.lowerBound }
    let codes = target.placedCodes.map { placed in
      var offset = placed.offset
      for part in parts where part.range.lowerBound < placed.offset {
        // A code inside goes behind.
        offset +=
          part.text.utf8.count - min(part.range.count, placed.offset - part.range.lowerBound)
      }
      return Content.PlacedCode(placed.code, at: offset)
    }
    target = Content(target.text.replacing(parts), codes: codes)
  }
}

extension String {
  /// Where a phrase stands as whole words, in any case, in bytes; nil where it does so never or more than
  /// once.
  fileprivate func onlyOccurrence(of phrase: String) -> Range<Int>? {
    let (text, wanted) = (Array(self), Array(phrase))
    guard !wanted.isEmpty, text.count >= wanted.count else { return nil }
    let lower = wanted.map { $0.lowercased() }
    let starts = (0...text.count - wanted.count).filter { start in
      let end = start + wanted.count
      return zip(text[start..<end], lower).allSatisfy { $0.lowercased() == $1 }
        && !(start > 0 && text[start - 1].isWordLike && text[start].isWordLike)
        && !(end < text.count && text[end].isWordLike && text[end - 1].isWordLike)
    }
    guard starts.count == 1 else { return nil }
    let before = text[..<starts[0]].reduce(0) { $0 + $1.utf8.count }
    return before..<before
      + text[starts[0]..<starts[0] + wanted.count].reduce(0) { $0 + $1.utf8.count }
  }
}

extension Character {
  fileprivate var isWordLike: Bool { isLetter || isNumber }
}

extension Content {
  /// A pair of codes with the text between them.
  fileprivate var pairs: [(open: InlineCode, close: InlineCode, inner: String)] {
    placedCodes.enumerated().compactMap { index, placed in
      guard placed.code.kind == .open,
        let end = placedCodes[index...].first(where: {
          $0.code.kind == .close && $0.code.id == placed.code.id
        })
      else { return nil }
      let inner = Array(text.utf8)[placed.offset..<end.offset]
      return (placed.code, end.code, String(decoding: inner, as: UTF8.self))
    }
  }

  /// Codes that enclose nothing and stand before or behind all text.
  fileprivate var codesAtEnds: [(code: InlineCode, isFirst: Bool)] {
    placedCodes.compactMap { placed in
      guard placed.code.kind == .standalone else { return nil }
      if placed.offset == 0 { return (placed.code, true) }
      return placed.offset == text.utf8.count ? (placed.code, false) : nil
    }
  }

  fileprivate mutating func enclose(_ range: Range<Int>, in open: InlineCode, _ close: InlineCode) {
    insert(open, at: range.lowerBound)
    insert(close, at: range.upperBound)
  }

  /// Puts a code in at a place: outside of pairs that begin or end there where it is the whole text's.
  fileprivate mutating func insert(_ code: InlineCode, at offset: Int) {
    var codes = placedCodes
    let place =
      code.kind == .close || offset > 0 && code.kind != .open
      ? codes.firstIndex { $0.offset > offset } ?? codes.count
      : codes.firstIndex { $0.offset >= offset } ?? codes.count
    codes.insert(PlacedCode(code, at: offset), at: place)
    self = Content(text, codes: codes)
  }
}
