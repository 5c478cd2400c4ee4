import LibXML
import Units

// XLIFF 1.0 to 1.2: one trans-unit a segment, its unit told by the id.
extension RecordBuilder {
  mutating func start1(
    _ name: XLIFFElement, _ values: borrowing XMLAttributes, at location: XMLLocation
  )
    throws
  {
    switch name {
    case .file:
      let datatype = values["datatype"]
      try startFile(
        source: values["source-language"], target: values["target-language"],
        original: values["original"],
        format: datatype.flatMap { $0.hasPrefix("x-") ? String($0.dropFirst(2)) : nil },
        at: location)
    case .externalFile where path.last == .reference:
      if let href = values["href"], let digest = values["crc"], !records.isEmpty {
        records[records.count - 1].built = BuiltVersion(path: href, digest: digest)
      }
    case .tool:
      let prefix = "segmentation "
      if let version = values["tool-version"], version.hasPrefix(prefix), !records.isEmpty {
        records[records.count - 1].segmentation = String(version.dropFirst(prefix.count))
      }
    case .group: startGroup(values)
    case .transUnit: try startTransUnit(values, at: location)
    case .altTrans:
      alternative = AlternativeBuilder(
        kind: values["alttranstype"], score: values["match-quality"], origin: values["origin"])
    case .source, .segSource: startContent()
    case .target:
      startContent()
      if path.last == .altTrans {
        alternative?.state = values["state"].flatMap {
          StateMapping.state(v1_2: $0, approved: false)
        }
      } else {
        rawState = values["state"]
        segment?.origin = values["state-qualifier"].flatMap(StateMapping.origin(qualifier:))
      }
    case .note:
      text = ""
      note = (values["from"], nil)
    default: break
    }
  }

  mutating func end1(_ name: XLIFFElement, at location: XMLLocation) throws {
    switch name {
    case .source: endSource()
    case .segSource:
      if splitsMarks { sourceMarks = content.markedSegments }
      _ = endContent()
    case .target: endTarget()
    case .note: endNote()
    case .altTrans:
      if let alternative = alternative?.build() { segment?.alternatives.append(alternative) }
      alternative = nil
    case .transUnit: try endTransUnit(at: location)
    case .group: endGroup()
    case .file: flushUnit()
    default: break
    }
  }

  mutating func startGroup(_ values: borrowing XMLAttributes) {
    flushUnit()
    if retiredDepth == nil, values.has("id", retiredGroupID) {
      isRetired = true
      retiredDepth = path.count
    }
    groupKinds.append(values["restype"].flatMap { kind(of: $0) })
  }

  /// The kind that a `restype` that begins with `x-` tells, a paragraph where it is not one of ours; nil
  /// for any other.
  private mutating func kind(of restype: String) -> UnitKind? {
    if restype != lastKind.restype {
      let isOurs = restype.hasPrefix("x-")
      lastKind = (
        restype, isOurs ? UnitKind(name: String(restype.dropFirst(2))) ?? .paragraph : nil
      )
    }
    return lastKind.kind
  }

  mutating func endGroup() {
    flushUnit()
    groupKinds.removeLast()
    if retiredDepth == path.count {
      isRetired = false
      retiredDepth = nil
    }
  }

  mutating func startTransUnit(_ values: borrowing XMLAttributes, at location: XMLLocation) throws {
    guard let id = values["id"] else {
      throw error(.attribute, "a <trans-unit> has no id", at: location)
    }
    let (unit, number) = Self.split(id)
    if unit != unitID { flushUnit() }
    unitID = unit
    unitKind = groupKinds.last.flatMap { $0 } ?? .paragraph
    try startSegment(id, number: number, at: location)
    isApproved = values.has("approved", "yes")
    if !sourceMarks.isEmpty { (sourceMarks, targetMarks) = ([], []) }
    segment?.base = values["extradata"]
  }

  mutating func endTransUnit(at location: XMLLocation) throws {
    guard var segment = segment.take() else { return }
    let state = StateMapping.state(v1_2: rawState, approved: isApproved)
    if sourceMarks.count > 1 {
      appendMarks(of: segment, state)
    } else {
      settleState(&segment, state)
      unitSegments.append(consume segment)
    }
    segmentID = nil
  }

  /// A segment for each mark of an entry. What the entry says of itself stays with the first.
  private mutating func appendMarks(of whole: Segment, _ state: SegmentState?) {
    let targets = Dictionary(
      targetMarks.map { ($0.mid, $0.content) }, uniquingKeysWith: { first, _ in first })
    for (index, mark) in sourceMarks.enumerated() {
      var part = index == 0 ? whole : Segment(number: whole.number + index, source: mark.content)
      part.source = mark.content
      part.target = targets[mark.mid].flatMap { $0.isBlank && !mark.content.isBlank ? nil : $0 }
      part.base = nil
      settleState(&part, state)
      unitSegments.append(part)
    }
  }

  /// `k3f9-2` is segment 2 of unit `k3f9`; any other id is a unit of one segment.
  private static func split(_ id: String) -> (unit: String, number: Int) {
    var id = id
    let parts = id.withUTF8 { bytes -> (unit: String, number: Int)? in
      guard let dash = bytes.lastIndex(of: UInt8(ascii: "-")), dash > 0 else { return nil }
      let digits = bytes[(dash + 1)...]
      // `k-01` is another id than `k-1`.
      guard digits.count < 10, digits.first != UInt8(ascii: "0"),
        digits.allSatisfy({ (0x30...0x39).contains($0) }), !digits.isEmpty
      else { return nil }
      let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      return (String(decoding: bytes[..<dash], as: UTF8.self), number)
    }
    return parts ?? (id, 1)
  }
}
