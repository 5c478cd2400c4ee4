import LibXML
import Units

/// Builds the content of a `source` or `target` from its events, for the inline elements of
/// XLIFF 1.x (g x bx ex bpt ept ph it sub mrk) and 2.x (pc sc ec ph cp mrk sm em).
struct ContentBuilder {
  private var text: [UInt8] = []
  private var codes: [Content.PlacedCode] = []
  /// The originals of codes, by the ids with which codes refer to them.
  var originalData: [String: String]
  /// The codes whose elements are open, so that an end tag finds what it closes.
  private var open: [InlineCode?] = []
  /// How deep we are in an element whose text is a code's original, not the segment's text.
  private var nativeDepth = 0
  private var native: [UInt8] = []
  /// The marks of segments in a `seg-source` or its target, in order, and which of them are open.
  private var marks: [SegmentMark] = []
  private var openMarks: [Int?] = []
  /// What the pair of 1.x that was read last said: many in a document are alike.
  private var lastShape = PairShape(display: "", ctype: nil)
  /// The ids of pairs by the id that their closing half refers to.
  private var pairs: [String: InlineCode] = [:]

  init(originalData: [String: String] = [:]) { self.originalData = originalData }

  /// The content that has been read. The builder is ready for another one.
  mutating func build() -> Content {
    let content = Content(String(decoding: text, as: UTF8.self), codes: codes)
    text.removeAll(keepingCapacity: true)
    if !codes.isEmpty { codes = [] }
    if !pairs.isEmpty { pairs = [:] }
    if !open.isEmpty { open.removeAll(keepingCapacity: true) }
    if !marks.isEmpty { (marks, openMarks) = ([], []) }
    nativeDepth = 0
    return content
  }

  /// What the marks of segments hold so far, each with what its mark is called.
  var markedSegments: [(mid: String, content: Content)] {
    marks.map { mark in
      (
        mark.mid,
        Content(
          String(decoding: text[mark.text], as: UTF8.self),
          codes: codes[mark.codes].map {
            Content.PlacedCode($0.code, at: $0.offset - mark.text.lowerBound)
          })
      )
    }
  }

  private mutating func startMark(_ values: borrowing XMLAttributes) {
    guard values.has("mtype", "seg"), let mid = values["mid"] else {
      openMarks.append(nil)
      return
    }
    openMarks.append(marks.count)
    let (place, code) = (text.count, codes.count)
    marks.append(SegmentMark(mid: mid, text: place..<place, codes: code..<code))
  }

  private mutating func endMark() {
    guard let mark = openMarks.popLast() ?? nil else { return }
    marks[mark].text = marks[mark].text.lowerBound..<text.count
    marks[mark].codes = marks[mark].codes.lowerBound..<codes.count
  }

  /// How many codes there are so far.
  var codeCount: Int { codes.count }

  /// The code that is the last piece; nil where text is.
  var lastCode: InlineCode? {
    codes.last.flatMap { $0.offset == text.count ? $0.code : nil }
  }

  private mutating func append(_ code: InlineCode) {
    // Most contents with a code have one pair: no more memory than that, and none copied.
    if codes.isEmpty { codes.reserveCapacity(2) }
    codes.append(Content.PlacedCode(code, at: text.count))
  }

  private mutating func replaceLast(with code: InlineCode) {
    codes[codes.count - 1].code = code
  }

  mutating func append(_ text: Span<UInt8>) {
    if nativeDepth > 0 { native.append(text) } else { self.text.append(text) }
  }

  mutating func start(_ name: XLIFFElement, _ values: borrowing XMLAttributes) {
    if nativeDepth > 0 {
      nativeDepth += 1
      return
    }
    switch name {
    case .g: openPair1(values)
    case .pc: openPair2(values)
    case .x: add(.standalone, values, meaning: CodeMapping.meaning(ctype: values["ctype"]))
    case .ph, .it:
      add(.standalone, values, meaning: meaning(values))
      nativeDepth = 1
      native.removeAll(keepingCapacity: true)
    case .bx, .bpt, .sc: startHalf(.open, name, values)
    case .ex, .ept, .ec: startHalf(.close, name, values)
    case .cp:
      if let hex = values["hex"], let value = UInt32(hex, radix: 16),
        let scalar = Unicode.Scalar(value)
      {
        if scalar.isXML {
          text += Array(String(Character(scalar)).utf8)
        } else {
          // No text of XML holds it (XLIFF 2.0, section 4.2.3.1): it stays what the file writes.
          append(
            InlineCode(
              id: "cp\(hex)", kind: .standalone, meaning: .other, original: "<cp hex=\"\(hex)\"/>"))
        }
      }
    case .mrk: startMark(values)
    // Other annotations enclose text and are not codes: sm, em, and whatever is foreign.
    default: break
    }
  }

  mutating func end(_ name: XLIFFElement) {
    if nativeDepth > 0 {
      nativeDepth -= 1
      guard nativeDepth == 0 else { return }
      if !native.isEmpty { setOriginal(String(decoding: native, as: UTF8.self)) }
      native.removeAll(keepingCapacity: true)
      return
    }
    if name == .mrk { return endMark() }
    guard name == .g || name == .pc, let code = open.popLast() ?? nil else { return }
    append(code)
  }

  // MARK: Codes

  private mutating func openPair1(_ values: borrowing XMLAttributes) {
    let (display, ctype) = (values["equiv-text"] ?? "", values["ctype"])
    if display != lastShape.display || ctype != lastShape.ctype {
      lastShape = PairShape(display: display, ctype: ctype)
    }
    let shape = lastShape
    openPair(id: values["id"], start: shape.start, end: shape.end, shape.meaning)
  }

  private mutating func openPair2(_ values: borrowing XMLAttributes) {
    openPair(
      id: values["id"],
      start: values["dataRefStart"].flatMap { originalData[$0] } ?? values["dispStart"] ?? "",
      end: values["dataRefEnd"].flatMap { originalData[$0] } ?? values["dispEnd"] ?? "",
      meaning(values))
  }

  private mutating func openPair(
    id: String?, start: String, end: String, _ meaning: InlineCode.Meaning
  ) {
    let id = InlineCode.localID(id ?? "")
    append(InlineCode(id: id, kind: .open, meaning: meaning, original: start))
    open.append(InlineCode(id: id, kind: .close, meaning: meaning, original: end))
  }

  private mutating func add(
    _ kind: InlineCode.Kind, _ values: borrowing XMLAttributes, meaning: InlineCode.Meaning
  ) {
    let original =
      values["dataRef"].flatMap { originalData[$0] } ?? values["equiv-text"] ?? values["disp"]
      ?? values["equiv"] ?? ""
    append(
      InlineCode(
        id: InlineCode.localID(values["id"] ?? ""), kind: kind, meaning: meaning, original: original
      ))
  }

  /// `bpt`/`ept`, `bx`/`ex` and `sc`/`ec`: the halves of a pair as elements of their own, joined
  /// by `rid` in 1.x and by `startRef` in 2.x.
  private mutating func startHalf(
    _ kind: InlineCode.Kind, _ name: XLIFFElement, _ values: borrowing XMLAttributes
  ) {
    let own = values["id"] ?? ""
    let reference = values["startRef"] ?? values["rid"] ?? own
    add(kind, values, meaning: pairs[reference]?.meaning ?? meaning(values))
    if kind == .open {
      if let code = lastCode { pairs[values["rid"] ?? own] = code }
    } else if let pair = pairs[reference], let code = lastCode {
      replaceLast(
        with: InlineCode(id: pair.id, kind: .close, meaning: pair.meaning, original: code.original))
    }
    if name == .bpt || name == .ept {
      nativeDepth = 1
      native.removeAll(keepingCapacity: true)
    }
  }

  private func meaning(_ values: borrowing XMLAttributes) -> InlineCode.Meaning {
    if let ctype = values["ctype"] { return CodeMapping.meaning(ctype: ctype) }
    return CodeMapping.meaning(type: values["type"], subType: values["subType"])
  }

  private mutating func setOriginal(_ original: String) {
    guard var code = lastCode else { return }
    code.original = original
    replaceLast(with: code)
  }
}

extension Unicode.Scalar {
  /// Whether XML 1.0 can hold the character (section 2.2).
  fileprivate var isXML: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}

extension InlineCode {
  /// In 2.x the codes of a unit share one scope, so ours carry their segment's number in front
  /// (`c2-1`, in a match `m1`); within the segment only what follows counts.
  fileprivate static func localID(_ id: String) -> String {
    switch id.utf8.first {
    case UInt8(ascii: "c"), UInt8(ascii: "i"), UInt8(ascii: "m"): break
    default: return id
    }
    let rest = id.dropFirst()
    if id.utf8.first == UInt8(ascii: "m"), Int(rest) != nil { return String(rest) }
    let parts = rest.split(separator: "-")
    return parts.count == 2 && Int(parts[0]) != nil && Int(parts[1]) != nil
      ? String(parts[1]) : id
  }
}

/// Where a segment stands in a content that is cut into several by marks (XLIFF 1.2, `seg-source`).
private struct SegmentMark {
  let mid: String
  var text: Range<Int>
  var codes: Range<Int>
}

/// What a `g` says of itself.
private struct PairShape {
  let display: String
  let ctype: String?
  let start: String
  let end: String
  let meaning: InlineCode.Meaning

  init(display: String, ctype: String?) {
    self.display = display
    self.ctype = ctype
    (start, end) = PairDisplay.split(display)
    meaning = CodeMapping.meaning(ctype: ctype)
  }
}

/// Builds another translation from its element.
struct AlternativeBuilder {
  var source: Content?
  var target: Content?
  var state: SegmentState?
  /// The segment that a match refers to.
  let segment: String?
  private let kind: Alternative.Kind
  private let score: Int?
  private let origin: String?

  init(kind: String?, score: String?, origin: String?, segment: String? = nil) {
    self.kind = kind.flatMap(Alternative.Kind.init(rawValue:)) ?? .suggestion
    self.score = score.flatMap(Self.number(in:)).flatMap { Int(exactly: $0.rounded(.towardZero)) }
    self.origin = origin
    self.segment = segment
  }

  /// The number that a score says; nil for none. Seen in the wild: `85`, `85%`, `85.00`, `high`.
  static func number(in score: String) -> Double? {
    Double(score.prefix { $0.isNumber || $0 == "." })
  }

  func build() -> Alternative? {
    guard let target else { return nil }
    return Alternative(
      kind: kind, source: source ?? Content(), target: target, score: score, origin: origin,
      state: kind == .previousVersion ? state : nil)
  }
}
