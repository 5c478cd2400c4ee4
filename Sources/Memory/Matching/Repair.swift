import Units

/// Changes the translation of a source into one of a source that is like it, where a rule says how:
/// numbers, dates, addresses, inline codes, one term for another.
///
/// A part of the source is put in where its counterpart in the translation is certain: it says the same,
/// and occurs as often. All else stays as it is.
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
    if difference.details.contains(.figures) || difference.details.contains(.addresses) {
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
    var left: Set<SourceDifference.Detail> = []
    for (index, pair) in zip(before, after).enumerated() where pair.0.text != pair.1.text {
      let (was, becomes) = pair
      guard let place = Self.counterpart(of: index, in: before, there, languages),
        let written = Self.written(becomes, instead: was, like: there[place], languages)
      else {
        left.insert(was.detail)
        continue
      }
      parts.append((there[place].range, written))
      changes.append("“\(there[place].text)” became “\(written)”")
    }
    settled.formUnion(details.intersection([.figures, .addresses]).subtracting(left))
    replace(parts)
  }

  /// The place among the placeables of the translation of the one that says the same as one of the
  /// source: the second one that says so for the second one there.
  private static func counterpart(
    of index: Int, in before: [Placeable], _ there: [Placeable], _ languages: LanguagePair
  ) -> Int? {
    let values = before[index].values(in: languages.source.language)
    guard !values.isEmpty else { return nil }
    let same = before.indices.filter {
      before[$0].kind == before[index].kind
        && !before[$0].values(in: languages.source.language).isDisjoint(with: values)
    }
    let places = there.indices.filter {
      there[$0].kind == before[index].kind
        && !there[$0].values(in: languages.target.language).isDisjoint(with: values)
    }
    guard places.count == same.count, let rank = same.firstIndex(of: index) else { return nil }
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
      return Day(new.text, language: languages.source.language)?
        .written(like: there.text, language: language)
    case .month:
      guard let number = new.values(in: languages.source.language).first.flatMap({ Int($0) }) else {
        return nil
      }
      guard there.text.allSatisfy(\.isNumber) else {
        let name = MonthNames.name(of: number, language: language)
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
    let marks = { (text: String) in Set(text.filter { !$0.isNumber }) }
    if marks(new).isEmpty, marks(there).isEmpty { return new }
    // A translation that writes the number as the source does writes the next one so.
    if there == old, marks(new).isSubset(of: marks(old)) { return new }
    guard marks(new).isSubset(of: [".", ","]), marks(there).isSubset(of: [".", ","]),
      let source = NumberNotation.marks(of: languages.source),
      let target = NumberNotation.marks(of: languages.target) ?? guess(old, there, source)
    else { return nil }
    // Without marks in the old number nobody knows whether thousands are grouped at all; the locale does.
    return String(
      new.map { $0 == source.group ? target.group : $0 == source.decimal ? target.decimal : $0 })
  }

  /// The marks of a translation, by a number that both write with theirs.
  private static func guess(
    _ old: String, _ there: String, _ source: NumberNotation.Marks
  ) -> NumberNotation.Marks? {
    let (a, b) = (old.filter { !$0.isNumber }, there.filter { !$0.isNumber })
    guard a.count == b.count, let first = a.first, let mark = b.first else { return nil }
    let isSame = mark == first
    return isSame ? source : NumberNotation.Marks(group: source.decimal, decimal: source.group)
  }

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
      guard
        let range = pair.inner == new.text
          ? 0..<whole.text.utf8.count : whole.text.onlyOccurrence(of: pair.inner)
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

extension Placeable {
  fileprivate var detail: SourceDifference.Detail {
    kind == .address || kind == .mail ? .addresses : .figures
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
