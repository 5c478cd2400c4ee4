import LibXML
package import Units

/// Changes the targets and states of someone else's file. What is not changed stays byte for byte:
/// extensions, modules, comments, formatting, the order of attributes, quotes.
package struct XLIFFEditor {
  private let original: [UInt8]
  private let encoding: FileEncoding
  /// The file in UTF-8.
  private let bytes: [UInt8]
  private let isVersion1: Bool
  private let languageTags: [Range<Int>]
  /// The segments, in the order of the file.
  package let segments: [EditableSegment]
  private var edits = EditList()
  /// New targets of segments in marks, by where the target of their unit goes.
  private var markedUnits: [Int: MarkedUnit] = [:]

  private struct MarkedUnit {
    var targets: [String: [UInt8]] = [:]
    /// The state of the unit, if nothing of it is missing.
    var state: TargetState
  }

  /// Reads a file that is to be changed.
  ///
  /// - Throws: `XLIFFError` where it is not XLIFF, or in an encoding that is not known here.
  package init(_ original: [UInt8]) throws(XLIFFError) {
    guard let (encoding, bytes) = FileEncoding.read(original) else {
      throw FileEncoding.unknown(at: XMLLocation(line: 1, column: 1))
    }
    let finder = SegmentFinder(bytes)
    do {
      try XMLReader().read(bytes, into: finder)
    } catch {
      throw XLIFFError(error, unit: nil)
    }
    self.original = original
    self.encoding = encoding
    self.bytes = bytes
    isVersion1 = finder.family == .v1
    languageTags = finder.languageTags
    segments = finder.segments
  }

  /// What is said of a target that is set.
  package struct TargetState {
    /// How far it has come.
    package let state: SegmentState
    /// Where it came from.
    package let origin: TargetOrigin?

    /// Makes a state.
    package init(_ state: SegmentState, origin: TargetOrigin? = nil) {
      self.state = state
      self.origin = origin
    }
  }

  /// Names the target language where the file names none.
  package mutating func setTargetLanguage(_ language: LanguageTag) {
    let attribute: String = isVersion1 ? "target-language" : "trgLang"
    for tag in languageTags { set([(attribute, language.description)], in: tag) }
  }

  /// Gives a segment a target. Its codes must be those of the source.
  ///
  /// - Returns: Whether that could be done: each code of the target is one of the source, and where
  ///   the unit's target has marks, one is the segment's.
  package mutating func setTarget(
    _ target: Content, _ state: TargetState, of segment: EditableSegment
  ) -> Bool {
    let places = segment.places
    guard let written = TargetText(target, source: bytes[places.sourceContent], places.codes)?.bytes
    else { return false }
    guard let mark = places.mark else {
      write(written, state, between: places.targetContent, segment)
      return true
    }
    guard mark.isUnitBlank || mark.emptyTag != nil || places.targetContent != nil else {
      return false
    }
    markedUnits[places.insertion, default: MarkedUnit(state: state)].targets[mark.mid] = written
    markedUnits[places.insertion]?.state = state
    return true
  }

  /// Sets the state of a segment that has a target.
  package mutating func setState(_ state: TargetState, of segment: EditableSegment) {
    let places = segment.places
    if isVersion1 {
      if let tag = places.targetTag { set(attributes(of: state), in: tag) }
    } else if let tag = places.segmentTag {
      set(attributes(of: state), in: tag)
    }
  }

  /// The file with all changes.
  package func output() -> [UInt8] {
    var editor = self
    let units = Dictionary(
      grouping: markedUnits.isEmpty ? [] : segments, by: \.places.insertion)
    for (place, unit) in markedUnits { editor.write(unit, parts: units[place] ?? []) }
    if editor.edits.isEmpty { return original }
    return encoding.write(editor.edits.applied(to: bytes, in: bytes.indices))
  }

  // MARK: Writing

  /// In 2.x a sub-state belongs to the state that it came with.
  private func attributes(of state: TargetState) -> [(String, String?)] {
    isVersion1
      ? [
        ("state", StateMapping.v1_2(state.state)),
        ("state-qualifier", state.origin.map(StateMapping.qualifier)),
      ] : [("state", StateMapping.v2(state.state)), ("subState", nil)]
  }

  /// Writes what a target holds: between its tags, into `<target/>`, or with tags of its own.
  private mutating func write(
    _ content: [UInt8], _ state: TargetState, between tags: Range<Int>?, _ segment: EditableSegment
  ) {
    if let tags {
      edits.replace(tags, with: content)
      return setState(state, of: segment)
    }
    if let tag = segment.places.targetTag {
      fill(tag, with: content, isVersion1 ? attributes(of: state) : [])
    } else {
      let place = segment.places.insertion
      edits.replace(place..<place, with: element(content, state, segment))
    }
    if !isVersion1 { setState(state, of: segment) }
  }

  /// Opens a tag such as `<target/>`, and puts content and an end tag behind it.
  private mutating func fill(
    _ tag: Range<Int>, with content: [UInt8], _ attributes: [(String, String?)] = []
  ) {
    let whole = Array(bytes[tag])
    let name = XMLTag(in: whole, endingAt: whole.count - 2).name
    let opened = TagEdit.setting(attributes, in: Array(whole.dropLast(2)) + [UInt8(ascii: ">")])
    edits.replace(tag, with: opened + content + Array("</".utf8) + name + [UInt8(ascii: ">")])
  }

  /// Writes the new targets of a unit whose segments stand in marks.
  private mutating func write(_ unit: MarkedUnit, parts: [EditableSegment]) {
    guard let first = parts.first, let mark = first.places.mark else { return }
    if mark.isUnitBlank {
      // It gets what `seg-source` has, with the translations in the marks.
      var inner = EditList()
      for part in parts {
        inner.replace(
          part.places.sourceContent, with: part.places.mark.flatMap { unit.targets[$0.mid] } ?? [])
      }
      let content = inner.applied(to: bytes, in: mark.cut)
      return write(content, TargetState(.draft), between: mark.unitTarget, first)
    }
    var isComplete = true
    for part in parts {
      guard let mark = part.places.mark, let target = unit.targets[mark.mid] else {
        if part.isUntranslated, !part.source.isBlank { isComplete = false }
        continue
      }
      if let content = part.places.targetContent {
        edits.replace(content, with: target)
      } else if let tag = mark.emptyTag {
        fill(tag, with: target)
      }
    }
    setState(isComplete ? unit.state : TargetState(.draft), of: first)
  }

  /// A target element, indented and prefixed like the source.
  private func element(
    _ content: [UInt8], _ state: TargetState, _ segment: EditableSegment
  ) -> [UInt8] {
    let unitSource = XMLTag(in: bytes, endingAt: sourceTagEnd(of: segment))
    var start = unitSource.range.lowerBound
    while start > 0, bytes[start - 1] == 0x20 || (0x09...0x0D).contains(bytes[start - 1]) {
      start -= 1
    }
    let indentation = bytes[start..<unitSource.range.lowerBound]
    let colon = unitSource.name.lastIndex(of: UInt8(ascii: ":"))
    let prefix = colon.map { String(decoding: unitSource.name[...$0], as: UTF8.self) } ?? ""
    let target = "\(prefix)target"
    var tag = Array("<\(target)>".utf8)
    let space = unitSource.value(of: "xml:space").map { String(decoding: bytes[$0], as: UTF8.self) }
    tag = TagEdit.setting(
      [("xml:space", space)] + (isVersion1 ? attributes(of: state) : []), in: tag)
    return Array(indentation) + tag + content + Array("</\(target)>".utf8)
  }

  /// Where the source's start tag ends, in front of its `>`; for a mark, that of `seg-source`.
  private func sourceTagEnd(of segment: EditableSegment) -> Int {
    let end = segment.places.mark?.cut.lowerBound ?? segment.places.sourceTag.upperBound
    return bytes[end - 2] == UInt8(ascii: "/") ? end - 2 : end - 1
  }

  private mutating func set(_ attributes: [(String, String?)], in tag: Range<Int>) {
    edits.replace(tag, with: TagEdit.setting(attributes, in: Array(bytes[tag])))
  }
}

/// Changes of bytes that do not touch each other.
private struct EditList {
  private var edits: [Int: (range: Range<Int>, bytes: [UInt8])] = [:]

  var isEmpty: Bool { edits.isEmpty }

  /// Replaces a range. A second replacement of the same range takes the place of the first.
  mutating func replace(_ range: Range<Int>, with bytes: [UInt8]) {
    edits[range.lowerBound] = (range, bytes)
  }

  func applied(to bytes: [UInt8], in range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    var index = range.lowerBound
    for edit in edits.values.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[index..<edit.range.lowerBound]
      result += edit.bytes
      index = edit.range.upperBound
    }
    return result + bytes[index..<range.upperBound]
  }
}

/// Changes of a start tag.
enum TagEdit {
  /// The tag with attributes set, or removed where the value is nil. Others stay as they are.
  static func setting(_ attributes: [(String, String?)], in tag: [UInt8]) -> [UInt8] {
    var tag = tag
    for (name, value) in attributes {
      let end = tag.count - (tag.count > 2 && tag[tag.count - 2] == UInt8(ascii: "/") ? 2 : 1)
      let found = XMLTag(in: tag, endingAt: end).value(of: name)
      switch (found, value) {
      case (let range?, let value?):
        let quote = tag[range.upperBound]
        tag.replaceSubrange(range, with: escaped(value, quote: quote))
      case (let range?, nil):
        var start = range.lowerBound - 1 - name.utf8.count
        while start > 0, tag[start] != 0x20, !(0x09...0x0D).contains(tag[start]) { start -= 1 }
        while start > 0, tag[start - 1] == 0x20 || (0x09...0x0D).contains(tag[start - 1]) {
          start -= 1
        }
        tag.removeSubrange(start...range.upperBound)
      case (nil, let value?):
        let attribute =
          Array(" \(name)=\"".utf8) + escaped(value, quote: UInt8(ascii: "\"")) + [
            UInt8(ascii: "\"")
          ]
        tag.insert(contentsOf: attribute, at: end)
      case (nil, nil): break
      }
    }
    return tag
  }

  private static func escaped(_ value: String, quote: UInt8) -> [UInt8] {
    var result: [UInt8] = []
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += Array("&amp;".utf8)
      case UInt8(ascii: "<"): result += Array("&lt;".utf8)
      case quote: result += Array((quote == UInt8(ascii: "\"") ? "&quot;" : "&apos;").utf8)
      default: result.append(byte)
      }
    }
    return result
  }
}

/// The bytes of a target: its text escaped, or in CDATA where the source is, and the codes as the
/// source writes them.
private struct TargetText {
  let bytes: [UInt8]

  /// Writes a target; nil where it has a code that the source lacks.
  init?(_ target: Content, source: ArraySlice<UInt8>, _ codes: [CodeKey: [UInt8]]) {
    let opening = Array("<![CDATA[".utf8)
    let closing = Array("]]>".utf8)
    let isCDATA =
      source.starts(with: opening) && source.suffix(3).elementsEqual(closing)
      && target.codes.isEmpty
    var bytes: [UInt8] = isCDATA ? opening : []
    for element in target.elements {
      switch element {
      case .text(let text) where isCDATA:
        bytes += Array(text.replacing("]]>", with: "]]]]><![CDATA[>").utf8)
      case .text(let text):
        var builder = XMLBuilder(fragmentAtDepth: 0)
        builder.text(text)
        bytes += builder.bytes
      case .code(let code):
        guard let written = codes[CodeKey(code)] else { return nil }
        bytes += written
      }
    }
    self.bytes = isCDATA ? bytes + closing : bytes
  }
}
