package import Documents
package import Units

/// Brings a record in line with the source of today.
///
/// Units and segments keep their ids and translations while their text moves, is rewrapped or
/// changes; what changed becomes stale, what is new waits, and what is gone is retired.
package struct Alignment {
  /// The record, its units in the order of the source.
  package let record: Record

  /// Aligns a record with a source.
  ///
  /// - Parameters:
  ///   - old: The record as it is; one without units for a document that has none yet.
  ///   - source: The source version of today.
  package init(of old: Record, with source: SourceDocument) {
    var aligner = Aligner(old: old, source: source)
    record = aligner.align()
  }
}

private struct Aligner {
  private let old: Record
  private let source: SourceDocument
  private let newKeys: [String]
  private let oldKeys: [String]
  /// For each unit of the source, the unit of the record that it continues.
  private var origin: [Int?]
  private var usedUnits: Set<Int> = []
  private var restored: Set<Int> = []
  private var ids: Set<String>
  private var births: [String: Int] = [:]

  init(old: Record, source: SourceDocument) {
    self.old = old
    self.source = source
    newKeys = source.units.map { $0.segments.map(\.content.exactKey).joined(separator: "\n") }
    oldKeys = old.units.map { $0.segments.map(\.source.exactKey).joined(separator: "\n") }
    origin = Array(repeating: nil, count: source.units.count)
    ids = Set((old.units + old.retired).map(\.id))
  }

  mutating func align() -> Record {
    matchSameUnits()
    matchAlikeUnits()
    var pool = SegmentPool(retired: old.retired)
    // First what stays in its unit; then sentences that moved to another one.
    var drafts = source.units.indices.map { continueUnit(at: $0, leftovers: &pool) }
    for (index, unit) in old.units.enumerated() where !usedUnits.contains(index) {
      pool.add(unit.segments, of: unit)
    }
    for unit in drafts.indices {
      for segment in drafts[unit].segments.indices where drafts[unit].isNew[segment] {
        let found = drafts[unit].segments[segment]
        guard let moved = pool.take(found.source) else { continue }
        drafts[unit].segments[segment] = moved.carried(
          to: found.source, ignorable: found.ignorable, language: old.sourceLanguage)
        drafts[unit].segments[segment].number = found.number
      }
    }
    var record = old
    record.format = source.format
    record.segmentation = source.segmentation
    record.units = zip(drafts, source.units).map { draft, unit in
      Unit(id: draft.id, kind: draft.kind, segments: draft.segments.withNotes(of: unit))
    }
    record.retired = pool.retired(notIn: Set(record.units.map(\.id)))
    return record
  }

  // MARK: Units

  /// The same text is the same unit, wherever it stands now; repeats keep their order.
  private mutating func matchSameUnits() {
    var waiting: [String: [Int]] = [:]
    for index in old.units.indices.reversed() { waiting[oldKeys[index], default: []].append(index) }
    for pass in 0..<2 {
      for index in source.units.indices where origin[index] == nil {
        guard var candidates = waiting[newKeys[index]], !candidates.isEmpty else { continue }
        // A heading that repeats a list item's words is another unit while both are there.
        let sameKind = candidates.lastIndex { old.units[$0].kind == source.units[index].kind }
        guard let position = sameKind ?? (pass == 1 ? candidates.count - 1 : nil) else { continue }
        match(index, with: candidates.remove(at: position))
        waiting[newKeys[index]] = candidates
      }
    }
  }

  /// A changed unit continues the one that it is most like, more readily between neighbours that
  /// stayed.
  private mutating func matchAlikeUnits() {
    let new = source.units.indices.filter { origin[$0] == nil }
    let left = old.units.indices.filter { !usedUnits.contains($0) }
    guard !new.isEmpty, !left.isEmpty else { return }
    let oldWords = left.map { WordBag(old.units[$0].segments.map(\.source)) }
    let index = WordIndex(oldWords)
    var pairs: [(score: Double, new: Int, old: Int)] = []
    for unit in new {
      let words = WordBag(source.units[unit].segments.map(\.content))
      for position in index.candidates(for: words) {
        let candidate = left[position]
        var score = words.likeness(to: oldWords[position])
        guard score > 0.2 else { continue }
        if old.units[candidate].kind == source.units[unit].kind { score += 0.1 }
        if areNeighbours(unit, candidate) { score += 0.15 }
        if score >= 0.55 { pairs.append((score, unit, candidate)) }
      }
    }
    for pair in pairs.sorted(by: { ($1.score, $0.new, $0.old) < ($0.score, $1.new, $1.old) })
    where origin[pair.new] == nil && !usedUnits.contains(pair.old) {
      match(pair.new, with: pair.old)
    }
  }

  private func areNeighbours(_ new: Int, _ candidate: Int) -> Bool {
    let before = new == 0 ? candidate == 0 : origin[new - 1].map { $0 == candidate - 1 } ?? false
    let after =
      new + 1 == origin.count
      ? candidate + 1 == old.units.count : origin[new + 1].map { $0 == candidate + 1 } ?? false
    return before || after
  }

  private mutating func match(_ new: Int, with candidate: Int) {
    origin[new] = candidate
    usedUnits.insert(candidate)
  }

  // MARK: Segments

  private struct Draft {
    var id: String
    var kind: UnitKind
    var segments: [Segment]
    /// Which segments continue nothing so far.
    var isNew: [Bool]
  }

  private mutating func continueUnit(at index: Int, leftovers: inout SegmentPool) -> Draft {
    let unit = source.units[index]
    guard let candidate = origin[index] else { return newUnit(unit, key: newKeys[index]) }
    let previous = old.units[candidate]
    let firstNumber =
      1
      + max(
        previous.segments.map(\.number).max() ?? 0, leftovers.highestNumber(ofUnit: previous.id))
    let recut = Recutting.segments(
      of: previous,
      as: unit.segments.map { Recutting.Part(ignorable: $0.ignorable, content: $0.content) },
      in: old.targetLanguage, firstNumber: firstNumber)
    if let recut {
      return Draft(
        id: previous.id, kind: unit.kind, segments: recut, isNew: recut.map { $0.target == nil })
    }
    let pairs = SegmentPairs(old: previous.segments, new: unit.segments)
    var next = firstNumber
    var segments: [Segment] = []
    var isNew: [Bool] = []
    for (position, segment) in unit.segments.enumerated() {
      isNew.append(pairs.old[position] == nil)
      if let match = pairs.old[position] {
        segments.append(
          previous.segments[match].carried(
            to: segment.content, ignorable: segment.ignorable, language: old.sourceLanguage))
      } else {
        segments.append(
          Segment(number: next, ignorable: segment.ignorable, source: segment.content))
        next += 1
      }
    }
    let gone = previous.segments.indices.filter { !pairs.old.contains($0) }
    leftovers.add(gone.map { previous.segments[$0] }, of: previous)
    return Draft(id: previous.id, kind: unit.kind, segments: segments, isNew: isNew)
  }

  /// A unit's id comes from its text when it is born; a second unit of the same text gets another.
  private mutating func newUnit(_ unit: SourceUnit, key: String) -> Draft {
    var digest = Digest(key)
    // The n-th unit of the same text goes straight to its own id.
    if let count = births[key] { digest.add("+\(count)".utf8) }
    births[key, default: 0] += 1
    while !ids.insert(digest.name(length: 6)).inserted { digest.add("+".utf8) }
    let segments = unit.segments.enumerated().map {
      Segment(number: $0 + 1, ignorable: $1.ignorable, source: $1.content)
    }
    return Draft(
      id: digest.name(length: 6), kind: unit.kind, segments: segments,
      isNew: segments.map { _ in true })
  }
}

extension [Segment] {
  /// The segments with what the source says to translators about their unit, on the first of them.
  fileprivate func withNotes(of unit: SourceUnit) -> [Segment] {
    var segments = self
    for index in segments.indices {
      segments[index].notes.removeAll { $0.author == Note.sourceAuthor }
    }
    if !segments.isEmpty {
      let notes = unit.notes.map { Note(author: Note.sourceAuthor, text: $0) }
      segments[0].notes.insert(contentsOf: notes, at: 0)
    }
    return segments
  }
}

/// Which segment of a unit continues which.
private struct SegmentPairs {
  /// For each new segment the place of the old one.
  private(set) var old: [Int?]

  init(old segments: [Segment], new: [SourceSegment]) {
    old = Array(repeating: nil, count: new.count)
    var used: Set<Int> = []
    // Last first, so that the first of several same sentences is taken off the end.
    var waiting: [String: [Int]] = [:]
    for index in segments.indices.reversed() {
      waiting[segments[index].source.exactKey, default: []].append(index)
    }
    for (index, segment) in new.enumerated() {
      guard let match = waiting[segment.content.exactKey]?.popLast() else { continue }
      old[index] = match
      used.insert(match)
    }
    guard old.contains(nil), used.count < segments.count else { return }
    let bags = segments.map { WordBag([$0.source]) }
    var pairs: [(score: Double, new: Int, old: Int)] = []
    for index in new.indices where old[index] == nil {
      let words = WordBag([new[index].content])
      for candidate in segments.indices where !used.contains(candidate) {
        let distance = abs(index * max(segments.count, 1) - candidate * max(new.count, 1))
        let near = distance < max(segments.count, new.count) ? 0.1 : 0
        let score = words.likeness(to: bags[candidate])
        if score >= 0.3 { pairs.append((score + near, index, candidate)) }
      }
    }
    for pair in pairs.sorted(by: { ($1.score, $0.new, $0.old) < ($0.score, $1.new, $1.old) })
    where old[pair.new] == nil && !used.contains(pair.old) {
      old[pair.new] = pair.old
      used.insert(pair.old)
    }
  }
}

/// Segments that lost their place: they wait for a sentence that moved, and are retired otherwise.
private struct SegmentPool {
  private struct Item {
    let unit: Unit
    let segment: Segment
  }

  private var items: [Item] = []
  private var byKey: [String: [Int]] = [:]
  private var taken: Set<Int> = []

  init(retired: [Unit]) {
    for unit in retired { add(unit.segments, of: unit) }
  }

  mutating func add(_ segments: [Segment], of unit: Unit) {
    for segment in segments {
      byKey[segment.source.exactKey, default: []].append(items.count)
      items.append(Item(unit: unit, segment: segment))
    }
  }

  /// The segment with the same source, which leaves the pool. What left the source last comes first.
  mutating func take(_ source: Content) -> Segment? {
    guard let index = byKey[source.exactKey]?.last(where: { !taken.contains($0) }) else {
      return nil
    }
    taken.insert(index)
    return items[index].segment
  }

  /// The highest number that a retired segment of a unit has, so that it is not given again.
  func highestNumber(ofUnit id: String) -> Int {
    items.filter { $0.unit.id == Self.retiredID(id) }.map(\.segment.number).max() ?? 0
  }

  /// What is left and has a translation, by unit.
  func retired(notIn ids: Set<String>) -> [Unit] {
    var units: [Unit] = []
    var places: [String: Int] = [:]
    for (index, item) in items.enumerated()
    where !taken.contains(index) && item.segment.target != nil {
      let id = Self.retiredID(item.unit.id)
      if let place = places[id] {
        guard !units[place].segments.contains(where: { $0.number == item.segment.number }) else {
          continue
        }
        units[place].segments.append(item.segment.retiredForm)
      } else {
        places[id] = units.count
        units.append(Unit(id: id, kind: item.unit.kind, segments: [item.segment.retiredForm]))
      }
    }
    return units
  }

  /// Retired segments stand under an id of their own: their unit may live on without them.
  private static func retiredID(_ id: String) -> String { id.hasPrefix("r.") ? id : "r.\(id)" }
}

extension Segment {
  /// The segment without what only the living need.
  fileprivate var retiredForm: Segment {
    var form = self
    form.ignorable = Content()
    form.alternatives.removeAll { $0.kind == .suggestion }
    return form
  }

  /// The segment with a new source: its translation kept, and stale where the words changed.
  fileprivate func carried(
    to new: Content, ignorable: Content, language: LanguageTag
  ) -> Segment {
    var result = self
    result.ignorable = ignorable
    result.source = new
    guard let change = SourceChange(from: source, to: new, language: language) else {
      result.target = target?.remappingCodes(from: source, to: new)
      return result
    }
    result.alternatives.removeAll { $0.kind == .suggestion }
    guard let target else { return result }
    if let previous, previous.source.exactKey == new.exactKey {
      return result.goingBack(to: previous)
    }
    let remapped = target.remappingCodes(from: source, to: new)
    result.target = remapped
    let keepsWords = change.weight == .cosmetic || change.weight == .markup
    if keepsWords, new.codeDifference(to: remapped).isEmpty { return result }
    result.state = .draft
    result.origin = nil
    if previous == nil {
      result.alternatives.insert(
        Alternative(kind: .previousVersion, source: source, target: target, state: state), at: 0)
    }
    return result
  }

  /// The segment after its source went back to what was translated: with that translation as it
  /// stood, unless someone has written another one since. Then both stay, for a person to choose.
  private func goingBack(to previous: Alternative) -> Segment {
    var result = self
    result.alternatives.removeAll { $0.kind == .previousVersion }
    if target?.looseKey == previous.target.looseKey {
      result.target = previous.target
      result.state = previous.state ?? .draft
    } else {
      var suggestion = previous
      suggestion.kind = .suggestion
      suggestion.score = 100
      suggestion.state = nil
      result.alternatives.append(suggestion)
    }
    return result
  }
}

/// The words of some contents with how often they occur, to tell how alike two texts are.
private struct WordBag {
  private var counts: [String: Int] = [:]
  private var total = 0

  /// The different words.
  var words: some Collection<String> { counts.keys }

  init(_ contents: [Content]) {
    for content in contents {
      for word in WordDifference.words(of: content.looseKey.lowercased()) {
        counts[word, default: 0] += 1
        total += 1
      }
    }
  }

  /// The shared words, twice, by all words: from 0 to 1.
  func likeness(to other: WordBag) -> Double {
    guard total + other.total > 0 else { return 0 }
    let shared = counts.reduce(0) { $0 + min($1.value, other.counts[$1.key] ?? 0) }
    return 2 * Double(shared) / Double(total + other.total)
  }
}

/// Where words occur, to compare a text only with those that share a rare word with it.
private struct WordIndex {
  private var places: [String: [Int]] = [:]

  init(_ bags: [WordBag]) {
    for (index, bag) in bags.enumerated() {
      for word in bag.words { places[word, default: []].append(index) }
    }
  }

  /// The texts that have one of the eight rarest words of a text that occur here at all.
  func candidates(for bag: WordBag) -> [Int] {
    let lists = bag.words.compactMap { word in places[word].map { (word, $0) } }
      .sorted { ($0.1.count, $0.0) < ($1.1.count, $1.0) }
    return Set(lists.prefix(8).flatMap(\.1)).sorted()
  }
}
