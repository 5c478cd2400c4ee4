import LibXML
import Units

/// Builds records from the events of an XLIFF file, whichever its version.
struct RecordBuilder {
  var records: [Record] = []
  /// Takes the units one by one, so that none is kept; nil where they belong in the records.
  var receive: ((Unit) -> Void)?
  /// Whether the marks in a `seg-source` make segments of their own. An import compares whole entries
  /// with those that it handed out; a count asks for sentences.
  var splitsMarks = false
  /// The segment or unit that is being read.
  var currentID: String? { segmentID ?? unitID }

  var family = XLIFFFamily.v1
  var languages: (source: String?, target: String?)
  var path: [XLIFFElement] = []
  private var elements = XLIFFElementTable()
  var seen = IDSet()

  // The segment, and the pieces of it, that are being read.
  var isRetired = false
  var retiredDepth: Int?
  var unitID: String?
  var unitKind = UnitKind.paragraph
  var unitSegments: [Segment] = []
  var ignorable = Content()
  var segmentID: String?
  var segment: Segment?
  var rawState: String?
  var isApproved = false
  /// The source or target that is being read: one builder for all, which so keeps its memory.
  var content = ContentBuilder()
  var isInContent = false
  var alternative: AlternativeBuilder?
  var text: String?
  var note: (author: String?, segment: String?)?
  var unitNotes: [(note: Note, segment: String?)] = []
  var unitMatches: [(match: Alternative, segment: String?)] = []
  var metadataCategory: String?
  var metadataType: String?
  var bases: [String: String] = [:]
  var originalData: [String: String] = [:]
  var dataID: String?
  /// How many segments and ignorables of the unit have begun.
  var partCount = 0
  /// The place of each target among the segments and ignorables of its unit: what `order` says, or
  /// where it stands.
  var targetOrders: [Int] = []
  var groupKinds: [UnitKind?] = []
  var sourceMarks: [(mid: String, content: Content)] = []
  var targetMarks: [(mid: String, content: Content)] = []
  /// The kind that was read last: units that follow each other are mostly alike.
  var lastKind: (restype: String, kind: UnitKind?) = ("", nil)

  // MARK: Events

  mutating func startElement(
    _ name: XMLName, attributes values: borrowing XMLAttributes, at location: XMLLocation
  ) throws {
    if path.isEmpty { try startRoot(name, values, at: location) }
    let element = elements[name]
    defer { path.append(element) }
    if isInContent {
      content.start(element, values)
      return
    }
    switch (element, family) {
    case (.other, _): break
    case (.match, _): startMatch(values)
    case (.metaGroup, _), (.meta, _): startMetadata(element, values)
    case (_, .v1): try start1(element, values, at: location)
    case (_, .v2): try start2(element, values, at: location)
    }
  }

  mutating func endElement(at location: XMLLocation) throws {
    let element = path.removeLast()
    if isInContent, element != .source, element != .target, element != .segSource {
      content.end(element)
      return
    }
    switch (element, family) {
    case (.other, _): break
    case (.match, _): endMatch()
    case (.metaGroup, _), (.meta, _): endMetadata(element)
    case (_, .v1): try end1(element, at: location)
    case (_, .v2): try end2(element, at: location)
    }
  }

  mutating func characters(_ text: Span<UInt8>) {
    if isInContent {
      content.append(text)
    } else if self.text != nil {
      self.text? += String(text)
    }
  }

  // MARK: The root and the files

  mutating func startRoot(
    _ name: XMLName, _ values: borrowing XMLAttributes, at location: XMLLocation
  )
    throws
  {
    family = try XLIFFFamily(root: name.local, version: values["version"], at: location)
    elements = XLIFFElementTable(root: name.namespace)
    languages = (values["srcLang"], values["trgLang"])
  }

  mutating func startFile(
    source: String?, target: String?, original: String?, format: String?, at location: XMLLocation
  ) throws {
    func tag(_ text: String?, _ what: String) throws -> LanguageTag {
      guard let text else { throw error(.attribute, "the file names no \(what)", at: location) }
      do {
        return try LanguageTag(text)
      } catch {
        throw self.error(.attribute, "\(what): \(error.reason)", at: location)
      }
    }
    let source = try tag(source, "source language")
    records.append(
      Record(
        original: original ?? "", sourceLanguage: source,
        targetLanguage: try target.map { try tag($0, "target language") } ?? source,
        format: format ?? "text"))
    records[records.count - 1].lacksTargetLanguage = target == nil
    seen = IDSet()
  }

  func error(
    _ code: XLIFFError.Code, _ message: String, at location: XMLLocation
  ) -> XLIFFError {
    XLIFFError(code: code, at: location, message, unit: currentID)
  }

  // MARK: Segments

  mutating func startSegment(_ id: String, number: Int, at location: XMLLocation) throws {
    segmentID = id
    // Who takes the units one by one may get more of them than there is memory for their ids.
    guard receive != nil || seen.insert(id) else {
      throw error(.duplicateID, "two segments have the id “\(id)”", at: location)
    }
    rawState = nil
    segment = Segment(number: number, ignorable: ignorable, source: Content())
    ignorable = Content()
  }

  mutating func startContent() {
    content.originalData = originalData
    isInContent = true
  }

  mutating func endContent() -> Content? {
    guard isInContent else { return nil }
    isInContent = false
    return content.build()
  }

  mutating func endSource() {
    guard let source = endContent() else { return }
    switch path.last {
    case .altTrans, .match: alternative?.source = source
    case .ignorable: ignorable = source
    default: segment?.source = source
    }
  }

  mutating func endTarget() {
    if splitsMarks, path.last == .transUnit { targetMarks = content.markedSegments }
    guard let target = endContent() else { return }
    switch path.last {
    case .altTrans, .match: alternative?.target = target
    default: if !target.isEmpty { segment?.target = target }
    }
  }

  mutating func endNote() {
    guard let text, let note else { return }
    let read = Note(author: note.author, text: text)
    if segment != nil {
      if alternative == nil { segment?.notes.append(read) }
    } else if unitID != nil {
      unitNotes.append((read, note.segment))
    }
    self.text = nil
    self.note = nil
  }

  /// Gives the target's codes what only the source tells of them, and settles the state.
  func settleState(_ segment: inout Segment, _ stated: SegmentState?) {
    guard let target = segment.target else {
      segment.clearTarget()
      return
    }
    let complete = target.completingCodes(from: segment.source)
    segment.target = complete
    var isCopy: Bool { complete.exactKey == segment.source.exactKey }
    switch stated {
    case nil, .initial:
      segment.state = .translated
      if isCopy { segment.clearTarget() }
    // 2.x has one state for both; a target that we did not hand out and that repeats the source
    // is a copy for editors that need one.
    case .draft where isCopy && segment.base == nil: segment.clearTarget()
    case let state?: segment.state = state
    }
  }

  mutating func flushUnit() {
    defer { forgetUnit() }
    guard let unitID, !unitSegments.isEmpty, !records.isEmpty else { return }
    if !unitNotes.isEmpty || !unitMatches.isEmpty { distributeNotesAndMatches() }
    if zip(targetOrders, targetOrders.dropFirst()).contains(where: >) {
      records[records.count - 1].reorderedUnits.insert(unitID)
    }
    let unit = Unit(id: unitID, kind: unitKind, segments: unitSegments)
    if let receive {
      receive(unit)
    } else if isRetired {
      records[records.count - 1].retired.append(unit)
    } else {
      records[records.count - 1].units.append(unit)
    }
  }

  /// Gives the notes and matches of a unit to the segments that they name, or else to the first.
  private mutating func distributeNotesAndMatches() {
    let places = Dictionary(
      unitSegments.enumerated().map { ("s\($1.number)", $0) },
      uniquingKeysWith: { first, _ in first })
    for (note, segment) in unitNotes {
      unitSegments[segment.flatMap { places[$0] } ?? 0].notes.append(note)
    }
    for (match, segment) in unitMatches {
      unitSegments[segment.flatMap { places[$0] } ?? 0].alternatives.append(match)
    }
  }

  /// Makes room for the next unit. Nothing is done for what was empty: that is most, each time.
  private mutating func forgetUnit() {
    unitID = nil
    if !unitSegments.isEmpty { unitSegments = [] }
    if !unitNotes.isEmpty { unitNotes = [] }
    if !unitMatches.isEmpty { unitMatches = [] }
    if !bases.isEmpty { bases = [:] }
    if !targetOrders.isEmpty { targetOrders = [] }
    if !originalData.isEmpty { originalData = [:] }
    if !ignorable.isEmpty { ignorable = Content() }
  }
}
