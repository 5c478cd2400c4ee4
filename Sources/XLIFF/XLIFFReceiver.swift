import LibXML
import Units

/// Builds records from the events of an XLIFF file, whichever its version.
final class XLIFFReceiver: XMLEventReceiver {
  private(set) var records: [Record] = []
  /// The segment or unit that is being read.
  var currentID: String? { segmentID ?? unitID }

  private enum Family { case v1, v2 }

  private var family = Family.v1
  private var namespace = ""
  private var languages: (source: String?, target: String?)
  private var path: [String] = []
  private var seen: Set<String> = []

  // The segment, and the pieces of it, that are being read.
  private var isRetired = false
  private var retiredDepth: Int?
  private var unitID: String?
  private var unitKind = UnitKind.paragraph
  private var unitSegments: [Segment] = []
  private var ignorable = Content()
  private var segmentID: String?
  private var segment: Segment?
  private var rawState: String?
  private var isApproved = false
  private var content: ContentBuilder?
  private var alternative: AlternativeBuilder?
  private var text: String?
  private var note: (author: String?, segment: String?)?
  private var unitNotes: [(note: Note, segment: String?)] = []
  private var unitMatches: [(match: Alternative, segment: String?)] = []
  private var metadataCategory: String?
  private var metadataType: String?
  private var bases: [String: String] = [:]
  private var originalData: [String: String] = [:]
  private var dataID: String?
  private var groupKinds: [UnitKind?] = []

  // MARK: Events

  func startElement(
    _ name: XMLName, attributes: [XMLAttribute], at location: XMLLocation
  ) throws {
    defer { path.append(name.local) }
    let values = Attributes(attributes)
    if path.isEmpty { return try startRoot(name, values, at: location) }
    if content != nil {
      startInline(name.local, values)
      return
    }
    switch (name.namespace, family) {
    case (Namespace.matches, _) where name.local == "match": startMatch(values)
    case (Namespace.metadata, _): startMetadata(name.local, values)
    case (_, .v1) where isCore(name): try start1(name.local, values, at: location)
    case (_, .v2) where isCore(name): try start2(name.local, values, at: location)
    default: break
    }
  }

  func endElement(_ name: XMLName, at location: XMLLocation) throws {
    path.removeLast()
    if content != nil, name.local != "source", name.local != "target" {
      content?.end(name.local)
      return
    }
    switch (name.namespace, family) {
    case (Namespace.matches, _) where name.local == "match": endMatch()
    case (Namespace.metadata, _): endMetadata(name.local)
    case (_, .v1) where isCore(name): try end1(name.local, at: location)
    case (_, .v2) where isCore(name): try end2(name.local, at: location)
    default: break
    }
  }

  func characters(_ text: String) {
    if content != nil {
      content?.append(text)
    } else if self.text != nil {
      self.text? += text
    }
  }

  /// Whether an element is XLIFF's own: in the namespace of the root, or in that of another version,
  /// as some tools mix them in one file.
  private func isCore(_ name: XMLName) -> Bool {
    name.namespace == namespace
      || name.namespace.hasPrefix("urn:oasis:names:tc:xliff:document:")
  }

  // MARK: The root and the files

  private func startRoot(_ name: XMLName, _ values: Attributes, at location: XMLLocation) throws {
    guard name.local == "xliff" else {
      throw error(
        .notXLIFF, "the root element is <\(name.local)>, not <xliff>", at: location)
    }
    switch values["version"] {
    case "1.0", "1.1", "1.2": family = .v1
    case "2.0", "2.1", "2.2": family = .v2
    case nil: throw error(.attribute, "<xliff> says no version", at: location)
    case let version?:
      throw error(
        .notXLIFF, "XLIFF \(version) is not known; 1.0 to 1.2 and 2.0 to 2.2 are", at: location)
    }
    namespace = name.namespace
    languages = (values["srcLang"], values["trgLang"])
  }

  private func startFile(
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
    seen = []
  }

  private func error(
    _ code: XLIFFError.Code, _ message: String, at location: XMLLocation
  ) -> XLIFFError {
    XLIFFError(
      code: code, line: location.line, column: location.column, unitID: currentID,
      message: message)
  }

  // MARK: 1.x

  private func start1(_ name: String, _ values: Attributes, at location: XMLLocation) throws {
    switch name {
    case "file":
      let datatype = values["datatype"]
      try startFile(
        source: values["source-language"], target: values["target-language"],
        original: values["original"],
        format: datatype.flatMap { $0.hasPrefix("x-") ? String($0.dropFirst(2)) : nil },
        at: location)
    case "external-file" where path.last == "reference":
      if let href = values["href"], let digest = values["crc"], !records.isEmpty {
        records[records.count - 1].built = BuiltVersion(path: href, digest: digest)
      }
    case "group": startGroup(values)
    case "trans-unit": try startTransUnit(values, at: location)
    case "alt-trans":
      alternative = AlternativeBuilder(
        kind: values["alttranstype"], score: values["match-quality"], origin: values["origin"])
    case "source": content = ContentBuilder()
    case "target":
      content = ContentBuilder()
      if alternative == nil {
        rawState = values["state"]
        segment?.origin = StateMapping.origin(qualifier: values["state-qualifier"])
      }
    case "note":
      text = ""
      note = (values["from"], nil)
    default: break
    }
  }

  private func end1(_ name: String, at location: XMLLocation) throws {
    switch name {
    case "source": endSource()
    case "target": endTarget()
    case "note": endNote()
    case "alt-trans":
      if let alternative = alternative?.build() { segment?.alternatives.append(alternative) }
      alternative = nil
    case "trans-unit": try endTransUnit(at: location)
    case "group": endGroup()
    case "file": flushUnit()
    default: break
    }
  }

  private func startGroup(_ values: Attributes) {
    flushUnit()
    if values["id"] == retiredGroupID, retiredDepth == nil {
      isRetired = true
      retiredDepth = path.count
    }
    let restype = values["restype"].flatMap { $0.hasPrefix("x-") ? String($0.dropFirst(2)) : nil }
    groupKinds.append(restype.map(KindMapping.kind))
  }

  private func endGroup() {
    flushUnit()
    groupKinds.removeLast()
    if retiredDepth == path.count {
      isRetired = false
      retiredDepth = nil
    }
  }

  private func startTransUnit(_ values: Attributes, at location: XMLLocation) throws {
    guard let id = values["id"] else {
      throw error(.attribute, "a <trans-unit> has no id", at: location)
    }
    let (unit, number) = Self.split(id)
    if unit != unitID { flushUnit() }
    unitID = unit
    unitKind = groupKinds.last.flatMap { $0 } ?? .paragraph
    try startSegment(id, number: number, at: location)
    isApproved = values["approved"] == "yes"
    segment?.base = values["extradata"]
  }

  private func endTransUnit(at location: XMLLocation) throws {
    guard var segment else { return }
    settleState(&segment, StateMapping.state(v1_2: rawState, approved: isApproved))
    unitSegments.append(segment)
    self.segment = nil
    segmentID = nil
  }

  /// `k3f9-2` is segment 2 of unit `k3f9`; any other id is a unit of one segment.
  private static func split(_ id: String) -> (unit: String, number: Int) {
    guard let dash = id.lastIndex(of: "-"), let number = Int(id[id.index(after: dash)...]),
      number > 0, dash > id.startIndex
    else { return (id, 1) }
    return (String(id[..<dash]), number)
  }

  // MARK: 2.x

  private func start2(_ name: String, _ values: Attributes, at location: XMLLocation) throws {
    switch name {
    case "file":
      try startFile(
        source: languages.source, target: languages.target, original: values["original"],
        format: nil, at: location)
    case "group": startGroup(values)
    case "unit":
      unitID = values["id"]
      let type = values["type"].flatMap { $0.hasPrefix("l10n:") ? String($0.dropFirst(5)) : nil }
      unitKind = type.map(KindMapping.kind) ?? .paragraph
    case "originalData": originalData = [:]
    case "data":
      dataID = values["id"]
      text = ""
    case "segment":
      guard let unitID else {
        throw error(.attribute, "a <segment> stands outside a <unit> with an id", at: location)
      }
      let number =
        values["id"].flatMap { $0.hasPrefix("s") ? Int($0.dropFirst()) : nil }
        ?? unitSegments.count + 1
      try startSegment("\(unitID)-\(number)", number: number, at: location)
      rawState = values["state"]
      segment?.origin = StateMapping.origin(subState: values["subState"])
      segment?.base = bases["s\(number)"]
    case "source": content = ContentBuilder(originalData: originalData)
    case "target": content = ContentBuilder(originalData: originalData)
    case "note":
      text = ""
      note = (values["category"], values["segment"])
    default: break
    }
  }

  private func end2(_ name: String, at location: XMLLocation) throws {
    switch name {
    case "source": endSource()
    case "target": endTarget()
    case "note": endNote()
    case "data":
      if let dataID { originalData[dataID] = text }
      text = nil
    case "segment":
      guard var segment else { return }
      settleState(&segment, StateMapping.state(v2: rawState))
      unitSegments.append(segment)
      self.segment = nil
      segmentID = nil
    case "unit": flushUnit()
    case "group": endGroup()
    case "file": flushUnit()
    default: break
    }
  }

  private func startMatch(_ values: Attributes) {
    originalData = [:]
    let subType = values["subType"]
    alternative = AlternativeBuilder(
      kind: subType.flatMap { $0.hasPrefix("l10n:") ? String($0.dropFirst(5)) : nil },
      score: values["similarity"] ?? values["matchQuality"], origin: values["origin"],
      segment: values["ref"].map { String($0.drop { $0 == "#" }) })
  }

  private func endMatch() {
    if let match = alternative?.build() { unitMatches.append((match, alternative?.segment)) }
    alternative = nil
    originalData = [:]
  }

  private func startMetadata(_ name: String, _ values: Attributes) {
    if name == "metaGroup" { metadataCategory = values["category"] }
    guard name == "meta" else { return }
    metadataType = values["type"]
    text = ""
  }

  private func endMetadata(_ name: String) {
    guard name == "meta", let value = text else { return }
    text = nil
    switch (metadataCategory, metadataType) {
    case (Metadata.base, let segment?): bases[segment] = value
    case (Metadata.file, "format"): records[records.count - 1].format = value
    case (Metadata.file, "built-path"):
      records[records.count - 1].built = BuiltVersion(path: value, digest: "")
    case (Metadata.file, "built-digest"): records[records.count - 1].built?.digest = value
    default: break
    }
  }

  // MARK: Segments

  private func startSegment(_ id: String, number: Int, at location: XMLLocation) throws {
    segmentID = id
    guard seen.insert(id).inserted else {
      throw error(.duplicateID, "two segments have the id “\(id)”", at: location)
    }
    rawState = nil
    segment = Segment(number: number, ignorable: ignorable, source: Content())
    ignorable = Content()
  }

  private func endSource() {
    guard let source = content?.build() else { return }
    content = nil
    if alternative != nil {
      alternative?.source = source
    } else if segment != nil {
      segment?.source = source
    } else if path.last == "ignorable" {
      ignorable = source
    }
  }

  private func endTarget() {
    guard let target = content?.build() else { return }
    content = nil
    if alternative != nil {
      alternative?.target = target
    } else if !target.isEmpty {
      segment?.target = target
    }
  }

  private func endNote() {
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
  private func settleState(_ segment: inout Segment, _ stated: SegmentState?) {
    guard let target = segment.target else {
      segment.clearTarget()
      return
    }
    let known = Dictionary(
      segment.source.codes.map { (CodeKey($0), $0) }, uniquingKeysWith: { first, _ in first })
    let complete = target.mapCodes { known[CodeKey($0)] ?? $0 }
    segment.target = complete
    let isCopy = complete.exactKey == segment.source.exactKey
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

  private func flushUnit() {
    defer {
      unitID = nil
      unitSegments = []
      unitNotes = []
      unitMatches = []
      bases = [:]
      originalData = [:]
      ignorable = Content()
    }
    guard let unitID, !unitSegments.isEmpty, !records.isEmpty else { return }
    for (note, segment) in unitNotes {
      let index = unitSegments.firstIndex { "s\($0.number)" == segment } ?? 0
      unitSegments[index].notes.append(note)
    }
    for (match, segment) in unitMatches {
      let index = unitSegments.firstIndex { "s\($0.number)" == segment } ?? 0
      unitSegments[index].alternatives.append(match)
    }
    let unit = Unit(id: unitID, kind: unitKind, segments: unitSegments)
    if isRetired {
      records[records.count - 1].retired.append(unit)
    } else {
      records[records.count - 1].units.append(unit)
    }
  }

  private func startInline(_ name: String, _ values: Attributes) {
    content?.start(name, values)
  }
}
