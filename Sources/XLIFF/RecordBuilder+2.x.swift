import LibXML
import Units

// XLIFF 2.0 to 2.2: segments and ignorables inside units, matches and metadata in modules.
extension RecordBuilder {
  mutating func start2(
    _ name: XLIFFElement, _ values: borrowing XMLAttributes, at location: XMLLocation
  )
    throws
  {
    switch name {
    case .file:
      try startFile(
        source: languages.source, target: languages.target, original: values["original"],
        format: nil, at: location)
    case .group: startGroup(values)
    case .unit:
      partCount = 0
      unitID = values["id"]
      let type = values["type"].flatMap { $0.hasPrefix("l10n:") ? String($0.dropFirst(5)) : nil }
      unitKind = type.flatMap(UnitKind.init(name:)) ?? .paragraph
    case .originalData: originalData = [:]
    case .data:
      dataID = values["id"]
      text = ""
    case .ignorable: partCount += 1
    case .segment:
      partCount += 1
      guard let unitID else {
        throw error(.attribute, "a <segment> stands outside a <unit> with an id", at: location)
      }
      let number =
        values["id"].flatMap { $0.hasPrefix("s") ? Int($0.dropFirst()) : nil }
        ?? unitSegments.count + 1
      try startSegment("\(unitID)-\(number)", number: number, at: location)
      rawState = values["state"]
      segment?.origin = values["subState"].flatMap(StateMapping.origin(subState:))
      segment?.base = bases["s\(number)"]
    case .source: startContent()
    case .target:
      startContent()
      if path.last == .segment {
        targetOrders.append(values["order"].flatMap { Int($0) } ?? partCount)
      }
    case .note:
      text = ""
      note = (values["category"], values["segment"])
    default: break
    }
  }

  mutating func end2(_ name: XLIFFElement, at location: XMLLocation) throws {
    switch name {
    case .source: endSource()
    case .target: endTarget()
    case .note: endNote()
    case .data:
      if let dataID { originalData[dataID] = text }
      text = nil
    case .segment:
      guard var segment = segment.take() else { return }
      settleState(&segment, StateMapping.state(v2: rawState))
      unitSegments.append(consume segment)
      segmentID = nil
    case .unit: flushUnit()
    case .group: endGroup()
    case .file: flushUnit()
    default: break
    }
  }

  mutating func startMatch(_ values: borrowing XMLAttributes) {
    originalData = [:]
    let subType = values["subType"]
    alternative = AlternativeBuilder(
      kind: subType.flatMap { $0.hasPrefix("l10n:") ? String($0.dropFirst(5)) : nil },
      score: values["similarity"] ?? values["matchQuality"], origin: values["origin"],
      segment: values["ref"].map { String($0.drop { $0 == "#" }) })
    alternative?.state = values["state"].flatMap(SegmentState.init(rawValue:))
  }

  mutating func endMatch() {
    if let match = alternative?.build() { unitMatches.append((match, alternative?.segment)) }
    alternative = nil
    originalData = [:]
  }

  mutating func startMetadata(_ name: XLIFFElement, _ values: borrowing XMLAttributes) {
    if name == .metaGroup { metadataCategory = values["category"] }
    guard name == .meta else { return }
    metadataType = values["type"]
    text = ""
  }

  mutating func endMetadata(_ name: XLIFFElement) {
    guard name == .meta, let value = text else { return }
    text = nil
    guard !records.isEmpty else { return }
    switch (metadataCategory, metadataType) {
    case (Metadata.base, let segment?): bases[segment] = value
    case (Metadata.file, "format"): records[records.count - 1].format = value
    case (Metadata.file, "segmentation"): records[records.count - 1].segmentation = value
    case (Metadata.file, "built-path"):
      records[records.count - 1].built = BuiltVersion(path: value, digest: "")
    case (Metadata.file, "built-digest"): records[records.count - 1].built?.digest = value
    default: break
    }
  }
}
