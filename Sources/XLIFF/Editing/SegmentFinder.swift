import LibXML
import Units

/// Finds the segments of a file with the places of their parts.
final class SegmentFinder: XMLEventReceiver {
  private let bytes: [UInt8]
  private(set) var segments: [EditableSegment] = []
  /// The tags that name the languages of what follows: the root's in 2.x, each file's in 1.x.
  private(set) var languageTags: [Range<Int>] = []
  private(set) var family = XLIFFFamily.v1

  private var languages: (source: String, target: String?) = ("", nil)
  private var elements = XLIFFElementTable()
  private var frames: [Frame] = []
  private var unitID = ""
  /// The segments of the unit of 1.x that is being read, and its `seg-source`.
  private var unit: [EditableSegment] = []
  private var segment: EditableSegment?
  /// The marks of segments in its target, by their ids.
  private var targetMarks: [String: TargetMark] = [:]
  private var content: Reading?
  private var originalData: [String: String] = [:]
  private var dataID: String?
  private var text = ""
  private var alternativeDepth = 0

  private struct Frame {
    let element: XLIFFElement
    let tag: XMLTag
    let isTranslatable: Bool
    /// The id of the mark of a segment; nil for anything else.
    let mid: String?
  }

  private struct TargetMark {
    let tag: XMLTag
    /// Between its tags.
    let content: Range<Int>
  }

  /// A source or target, or a mark in one, that is being read.
  private struct Reading {
    var builder: ContentBuilder
    let start: Int
    let depth: Int
    var codes: [CodeKey: [UInt8]] = [:]
    /// The codes whose elements are open: their keys, and where they begin.
    var open: [(key: CodeKey?, start: Int)] = []
  }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  // MARK: Events

  func startElement(
    _ name: XMLName, attributes values: borrowing XMLAttributes, at location: XMLLocation
  ) throws {
    let tag = XMLTag(in: bytes, endingAt: location.offset)
    guard tag.name.elementsEqual(name.qualified.utf8) else {
      throw XLIFFError(
        code: .xml, at: location,
        "the file is not in the encoding that it declares; save it as UTF-8")
    }
    if frames.isEmpty { try startRoot(name, values, at: location, tag) }
    let element = elements[name]
    let isTranslatable =
      values["translate"].map { $0 != "no" } ?? frames.last?.isTranslatable ?? true
    let isMark = element == .mrk && values["mtype"] == "seg"
    let mid = isMark ? values["mid"] ?? "" : nil
    defer {
      frames.append(
        Frame(element: element, tag: tag, isTranslatable: isTranslatable, mid: mid))
    }
    if content != nil {
      startInline(element, values, tag)
      return
    }
    switch element {
    case .match, .altTrans: alternativeDepth += 1
    case .file where family == .v1:
      languageTags.append(tag.range)
      languages = (values["source-language"] ?? "", values["target-language"])
    case .unit, .transUnit:
      unitID = values["id"] ?? ""
      unit = []
      originalData = [:]
      if element == .transUnit {
        segment = EditableSegment(
          id: unitID, languages: languages, isTranslatable: isTranslatable)
      }
    case .segment:
      let id = values["id"].map { "\(unitID)/\($0)" } ?? unitID
      segment = EditableSegment(
        id: id, languages: languages, isTranslatable: isTranslatable)
      segment?.places.segmentTag = tag.range
      segment?.state = values["state"]
    case .data:
      dataID = values["id"]
      text = ""
    case .source where alternativeDepth == 0 && segment != nil:
      segment?.places.sourceTag = tag.range
      begin(behind: tag)
    case .target where alternativeDepth == 0 && segment != nil:
      segment?.places.targetTag = tag.range
      if family == .v1 { segment?.state = values["state"] }
      begin(behind: tag)
    case .mrk where frames.contains { $0.element == .segSource }:
      if let mid { beginMark(mid: mid, tag) }
    default: break
    }
  }

  func endElement(_ name: XMLName, at location: XMLLocation) throws {
    guard let frame = frames.popLast() else { return }
    let end = location.offset
    let tagStart =
      frame.tag.isEmpty
      ? frame.tag.range.upperBound : XMLTag(in: bytes, endingAt: end - 1).range.lowerBound
    if let depth = content?.depth, frames.count >= depth {
      endInline(frame, tagStart..<end)
      return
    }
    switch frame.element {
    case .match, .altTrans: alternativeDepth -= 1
    case .source where content != nil: endSource(tagStart, end)
    case .target where content != nil: endTarget(frame.tag, tagStart)
    case .mrk where frame.mid != nil && content != nil: endMark(tagStart)
    case .segSource:
      segment?.places.insertion = end
      for index in unit.indices {
        unit[index].places.insertion = end
        unit[index].places.mark?.cut = frame.tag.range.upperBound..<tagStart
      }
    case .data:
      if let dataID { originalData[dataID] = text }
      dataID = nil
    case .segment, .transUnit: endSegment()
    default: break
    }
  }

  func characters(_ text: Span<UInt8>) {
    if content != nil {
      content?.builder.append(text)
    } else if dataID != nil {
      self.text += String(text)
    }
  }

  private func startRoot(
    _ name: XMLName, _ values: borrowing XMLAttributes, at location: XMLLocation, _ tag: XMLTag
  ) throws {
    family = try XLIFFFamily(root: name.local, version: values["version"], at: location)
    elements = XLIFFElementTable(root: name.namespace)
    guard family == .v2 else { return }
    languages = (values["srcLang"] ?? "", values["trgLang"])
    languageTags = [tag.range]
  }

  // MARK: Content

  private func begin(behind tag: XMLTag) {
    content = Reading(
      builder: ContentBuilder(originalData: originalData), start: tag.range.upperBound,
      depth: frames.count + 1)
  }

  private func startInline(
    _ element: XLIFFElement, _ values: borrowing XMLAttributes, _ tag: XMLTag
  ) {
    // Taken out while it changes, or each code would copy all those before.
    guard var content = content.take() else { return }
    let before = content.builder.codeCount
    content.builder.start(element, values)
    let key =
      content.builder.codeCount > before ? content.builder.lastCode.map(CodeKey.init) : nil
    if let key, element == .g || element == .pc {
      content.codes[key] = Array(bytes[tag.range])
      if tag.isEmpty {
        // What has no end tag gets one, for a translation may put text between them.
        content.codes[key] = Array(bytes[tag.range].dropLast(2)) + [UInt8(ascii: ">")]
        content.codes[CodeKey(id: key.id, kind: .close)] =
          Array("</".utf8) + tag.name + [UInt8(ascii: ">")]
      }
    }
    content.open.append((key, tag.range.lowerBound))
    self.content = content
  }

  private func endInline(_ frame: Frame, _ endTag: Range<Int>) {
    content?.builder.end(frame.element)
    if let mid = frame.mid, frames.contains(where: { $0.element == .target }) {
      let start = frame.tag.range.upperBound
      targetMarks[mid] = TargetMark(tag: frame.tag, content: start..<max(start, endTag.lowerBound))
    }
    guard let open = content?.open.popLast(), let key = open.key else { return }
    if frame.element == .g || frame.element == .pc {
      if !endTag.isEmpty {
        content?.codes[CodeKey(id: key.id, kind: .close)] = Array(bytes[endTag])
      }
    } else {
      content?.codes[key] = Array(bytes[open.start..<endTag.upperBound])
    }
  }

  private func endSource(_ tagStart: Int, _ end: Int) {
    guard var content = content.take() else { return }
    segment?.source = content.builder.build()
    segment?.places.codes = content.codes
    segment?.places.sourceContent = content.start..<max(content.start, tagStart)
    segment?.places.insertion = end
  }

  private func endTarget(_ tag: XMLTag, _ tagStart: Int) {
    guard var content = content.take() else { return }
    let target = content.builder.build()
    segment?.target = target.isEmpty ? nil : target
    if !tag.isEmpty {
      segment?.places.targetContent = content.start..<max(content.start, tagStart)
    }
  }

  // MARK: Marks of segments

  private func beginMark(mid: String, _ tag: XMLTag) {
    guard let segment else { return }
    var mark = EditableSegment(
      id: "\(unitID)/\(mid)", languages: languages, isTranslatable: segment.isTranslatable)
    mark.places.mark = MarkPlaces(mid: mid)
    mark.places.sourceTag = tag.range
    unit.append(mark)
    begin(behind: tag)
  }

  private func endMark(_ tagStart: Int) {
    guard var content = content.take(), !unit.isEmpty else { return }
    let last = unit.count - 1
    unit[last].source = content.builder.build()
    unit[last].places.codes = content.codes
    unit[last].places.sourceContent = content.start..<max(content.start, tagStart)
  }

  private func endSegment() {
    guard let whole = segment.take() else { return }
    if unit.isEmpty { segments.append(whole) }
    let isBlank = whole.target.map { $0.isBlank && $0.codes.isEmpty } ?? true
    for var part in unit {
      part.places.targetTag = whole.places.targetTag
      part.places.mark?.unitTarget = whole.places.targetContent
      part.places.mark?.isUnitBlank = isBlank && targetMarks.isEmpty
      part.state = whole.state
      if let mark = part.places.mark.flatMap({ targetMarks[$0.mid] }) {
        if mark.tag.isEmpty {
          part.places.mark?.emptyTag = mark.tag.range
        } else {
          part.places.targetContent = mark.content
        }
        let text = Content(String(decoding: bytes[mark.content], as: UTF8.self))
        part.target = text.isBlank ? nil : text
      } else if targetMarks.isEmpty {
        // Nobody can tell which part of it is whose.
        part.target = whole.target
      }
      segments.append(part)
    }
    unit = []
    targetMarks = [:]
  }
}
