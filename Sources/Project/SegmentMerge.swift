import Units

/// Merges the segments of a returned document into its record, one outcome each.
struct SegmentMerge {
  private(set) var current: Record
  private let returned: Record
  private let options: Importer.Options
  private(set) var report: ImportReport

  /// Where a segment is in the record.
  private struct Place {
    let unit: Int
    let segment: Int
  }

  private var places: [String: Place] = [:]
  private var placesBySource: [String: [Place]] = [:]
  private var placesByText: [String: [Place]] = [:]
  private var retiredPlaces: [String: Place] = [:]
  private var unitPlaces: [String: Int] = [:]

  init(current: Record, returned: Record, options: Importer.Options, report: ImportReport) {
    self.current = current
    self.returned = returned
    self.options = options
    self.report = report
    places = Self.index(current.units)
    retiredPlaces = Self.index(current.retired)
    for (unit, value) in current.units.enumerated() {
      unitPlaces[value.id] = unit
      for (segment, found) in value.segments.enumerated() {
        let place = Place(unit: unit, segment: segment)
        placesBySource[found.source.structuralKey, default: []].append(place)
        placesByText[found.source.looseKey, default: []].append(place)
      }
    }
  }

  mutating func run() {
    let before = current
    for returned in returned.units {
      let recut = recut(returned)
      let unit = recut ?? returned
      for segment in unit.segments {
        let name = unit.segmentID(segment.number)
        var segment = segment
        let isReordered = self.returned.reorderedUnits.contains(returned.id)
        if isReordered, segment.target != nil { segment.state = .draft }
        var (outcome, reason) = merge(segment, named: name)
        if isReordered, outcome == .taken {
          reason =
            "taken as a draft: the file puts the sentences of this paragraph in another order, and"
            + " versions keep the order of the source"
        }
        if recut != nil, outcome == .taken {
          let isDraft = segment.state == .draft
          reason =
            "the file has other segment bounds; its translations were joined or split"
            + (isDraft ? ", and need a look" : "")
        }
        report.entries.append(
          ImportReport.Entry(
            segment: name, outcome: outcome, reason: reason,
            source: segment.source.text.shortened))
      }
    }
    if options.fillsRepetitions, report.count(.taken) > 0 { fillRepetitions() }
    report.changesRecord = current != before
  }

  /// Gives segments without a target the translation that a person made of the same text, at its first
  /// place in the document.
  private mutating func fillRepetitions() {
    var first: [String: Segment] = [:]
    for segment in current.units.flatMap(\.segments)
    where segment.state >= .translated && segment.origin == nil && segment.target != nil {
      let key = segment.source.structuralKey
      if first[key] == nil { first[key] = segment }
    }
    for unit in current.units.indices {
      for index in current.units[unit].segments.indices {
        let segment = current.units[unit].segments[index]
        guard segment.target == nil, let known = first[segment.source.structuralKey],
          let target = known.target?.remappingCodes(from: known.source, to: segment.source),
          segment.source.codeDifference(to: target).isEmpty
        else { continue }
        let place = Place(unit: unit, segment: index)
        self[place].forgetSuggestions()
        self[place].fill(with: target, from: current.original, as: .exactMatch)
        report.repetitions += 1
      }
    }
  }

  /// A returned unit cut as the record's is, where an editor split or joined segments (XLIFF 2.0,
  /// section 4.7 “Segmentation”); nil where its bounds are the record's, or its text is another.
  private func recut(_ returned: Unit) -> Unit? {
    guard let place = unitPlaces[returned.id] else { return nil }
    let mine = current.units[place].segments
    let parts = mine.map { Recutting.Part(ignorable: $0.ignorable, content: $0.source) }
    guard
      var segments = Recutting.segments(
        of: named(returned, like: mine), as: parts, in: current.targetLanguage, firstNumber: 1)
    else { return nil }
    for index in segments.indices {
      segments[index].number = mine[index].number
      segments[index].alternatives = []
    }
    var unit = returned
    unit.segments = segments
    return unit
  }

  /// A returned unit whose codes say what those of the record say, told by their order: an editor
  /// need not repeat what they mean.
  private func named(_ returned: Unit, like mine: [Segment]) -> Unit {
    let known = mine.flatMap(\.source.codes)
    guard known.map(\.kind) == returned.segments.flatMap(\.source.codes).map(\.kind) else {
      return returned
    }
    var unit = returned
    var rest = known[...]
    for index in unit.segments.indices {
      unit.segments[index].source = unit.segments[index].source.mapCodes { code in
        guard var same = rest.popFirst() else { return code }
        same.id = code.id
        return same
      }
      unit.segments[index].target = unit.segments[index].target?
        .completingCodes(from: unit.segments[index].source)
    }
    return unit
  }

  private static func index(_ units: [Unit]) -> [String: Place] {
    var places: [String: Place] = [:]
    for (unit, value) in units.enumerated() {
      for (segment, found) in value.segments.enumerated() {
        places[value.segmentID(found.number)] = Place(unit: unit, segment: segment)
      }
    }
    return places
  }

  private typealias Result = (ImportReport.Outcome, reason: String?)

  private mutating func merge(_ segment: Segment, named name: String) -> Result {
    if let place = places[name] {
      if self[place].source.structuralKey == segment.source.structuralKey {
        return merge(segment, into: place)
      }
      return mergeStale(segment, into: place)
    }
    // An editor may have given ids of its own: the source still tells where it belongs, if only one
    // place has it.
    let same =
      placesBySource[segment.source.structuralKey] ?? placesByText[segment.source.looseKey] ?? []
    if same.count == 1 { return merge(segment, into: same[0]) }
    guard let target = segment.target else { return (.unchanged, nil) }
    if let place = retiredPlaces["r.\(name)"] ?? retiredPlaces[name] {
      let known = current.retired[place.unit].segments[place.segment].target
      if known?.exactKey == target.exactKey { return (.unchanged, nil) }
      current.retired[place.unit].segments[place.segment].target = target
      return (.stale, "the source no longer has this sentence; kept with the retired ones")
    }
    return (.rejected, "the project has no segment with this id or this source")
  }

  private subscript(place: Place) -> Segment {
    get { current.units[place.unit].segments[place.segment] }
    set { current.units[place.unit].segments[place.segment] = newValue }
  }

  // MARK: The source is the same

  private mutating func merge(_ returned: Segment, into place: Place) -> Result {
    takeNotes(of: returned, into: place)
    guard let raw = returned.target else { return (.unchanged, nil) }
    let mine = self[place]
    let target = raw.completingCodes(from: mine.source)
    let digest = Segment.digest(of: target)
    if let known = mine.target, known.exactKey == target.exactKey {
      if options.preference != .neither, mine.hasConflict {
        self[place].alternatives.removeAll { $0.kind == .conflict }
        return (.taken, "the conflict is settled for the record's translation")
      }
      guard returned.state > mine.state else { return (.unchanged, nil) }
      // The text is old and the state is new: the translator says that it still holds.
      take(target, state: returned.state, into: place)
      return (.taken, "confirmed as \(returned.state.rawValue)")
    }
    let isUntouched = returned.base != nil && returned.base == digest
    if isUntouched { return (.unchanged, "not changed since it was handed out") }
    if let reason = objection(to: target, source: mine.source, state: returned.state) {
      return (.rejected, reason)
    }
    if mine.target != nil, options.preference != .returned, isConflict(returned, mine) {
      return keepBoth(target, of: mine.source, into: place)
    }
    let isChange = returned.base != nil
    let state =
      returned.state == .draft && options.trustsChanges && isChange ? .translated : returned.state
    take(target, state: state, into: place)
    return (.taken, state == .draft ? "taken as a draft: the file says that it needs review" : nil)
  }

  /// Whether the record's translation is not the one that the translator started from.
  private func isConflict(_ returned: Segment, _ mine: Segment) -> Bool {
    if let base = returned.base { return base != Segment.digest(of: mine.target) }
    // What the memory or a repetition filled in meanwhile yields to a person.
    if mine.origin != nil { return false }
    // Without a base only a confirmed translation is worth defending.
    return mine.state >= .translated
  }

  private func objection(to target: Content, source: Content, state: SegmentState) -> String? {
    if target.isBlank, !source.isBlank { return "the translation is empty" }
    let difference = source.codeDifference(to: target)
    if !difference.isEmpty { return difference.description }
    if target.looseKey == source.looseKey, source.looksLikeProse {
      return "the translation repeats the source"
    }
    return nil
  }

  private mutating func take(_ target: Content, state: SegmentState, into place: Place) {
    self[place].target = target
    self[place].state = max(state, .draft)
    self[place].origin = nil
    self[place].notes.removeAll { $0.author == Note.toolAuthor }
    self[place].alternatives.removeAll { alternative in
      switch alternative.kind {
      case .conflict: true
      case .previousVersion, .suggestion: state >= .translated
      }
    }
  }

  /// Keeps a returned translation beside the record's, with the source that it was made for.
  private mutating func keepBoth(
    _ target: Content, of source: Content, into place: Place
  ) -> Result {
    guard options.preference != .record else {
      self[place].alternatives.removeAll {
        $0.kind == .conflict && $0.target.exactKey == target.exactKey
      }
      return (.unchanged, "the record's translation was preferred")
    }
    let isKnown = self[place].alternatives.contains {
      $0.kind == .conflict && $0.target.exactKey == target.exactKey
    }
    if !isKnown {
      self[place].alternatives.append(
        Alternative(kind: .conflict, source: source, target: target))
    }
    return (.conflict, "the record has another translation meanwhile; both are kept")
  }

  // MARK: The source changed since

  private mutating func mergeStale(_ returned: Segment, into place: Place) -> Result {
    takeNotes(of: returned, into: place)
    guard let target = returned.target else { return (.unchanged, nil) }
    let mine = self[place]
    if returned.base != nil, returned.base == Segment.digest(of: target) {
      return (.unchanged, "not changed since it was handed out")
    }
    let remapped = target.remappingCodes(from: returned.source, to: mine.source)
    let reason: String
    if let change = SourceChange(
      from: returned.source, to: mine.source, language: current.sourceLanguage)
    {
      reason = "the source changed since the file was handed out: \(change.reason)"
    } else {
      reason = "the source changed since the file was handed out"
    }
    if mine.target?.exactKey == remapped.exactKey { return (.unchanged, nil) }
    if mine.previous?.target.exactKey == target.exactKey { return (.unchanged, nil) }
    // What came into the record after the file was handed out is not replaced by older work.
    let isOlder = mine.target != nil && returned.base != Segment.digest(of: mine.target)
    if options.preference != .returned, mine.state >= .translated || isOlder {
      return keepBoth(target, of: returned.source, into: place)
    }
    self[place].target = remapped
    self[place].state = .draft
    self[place].origin = nil
    self[place].alternatives.removeAll { $0.kind == .suggestion }
    self[place].alternatives.insert(
      Alternative(
        kind: .previousVersion, source: returned.source, target: target, state: returned.state),
      at: 0)
    return (.stale, reason)
  }

  /// Notes that people wrote stay; the tool's own are its own affair.
  private mutating func takeNotes(of returned: Segment, into place: Place) {
    for note in returned.notes
    where note.author != Note.toolAuthor && !self[place].notes.contains(note) {
      self[place].notes.append(note)
    }
  }
}
