import LibXML
import Units

/// Builds the content of a `source` or `target` from its events, for the inline elements of
/// XLIFF 1.x (g x bx ex bpt ept ph it sub mrk) and 2.x (pc sc ec ph cp mrk sm em).
struct ContentBuilder {
  private var content = Content()
  private var originalData: [String: String]
  /// The codes whose elements are open, so that an end tag finds what it closes.
  private var open: [InlineCode?] = []
  /// How deep we are in an element whose text is a code's original, not the segment's text.
  private var nativeDepth = 0
  private var native = ""
  /// The ids of pairs by the id that their closing half refers to.
  private var pairs: [String: InlineCode] = [:]

  init(originalData: [String: String] = [:]) { self.originalData = originalData }

  func build() -> Content { content }

  /// How many codes there are so far.
  private(set) var codeCount = 0

  /// The code that is the last piece; nil where text is.
  var lastCode: InlineCode? {
    if case .code(let code) = content.elements.last { code } else { nil }
  }

  private mutating func append(_ code: InlineCode) {
    content.append(code)
    codeCount += 1
  }

  mutating func append(_ text: String) {
    if nativeDepth > 0 { native += text } else { content.append(text) }
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
      native = ""
    case .bx, .bpt, .sc: startHalf(.open, name, values)
    case .ex, .ept, .ec: startHalf(.close, name, values)
    case .cp:
      if let hex = values["hex"], let value = UInt32(hex, radix: 16),
        let scalar = Unicode.Scalar(value)
      {
        content.append(String(Character(scalar)))
      }
    // Annotations enclose text and are not codes: mrk, sm, em, and whatever is foreign.
    default: break
    }
  }

  mutating func end(_ name: XLIFFElement) {
    if nativeDepth > 0 {
      nativeDepth -= 1
      guard nativeDepth == 0 else { return }
      if !native.isEmpty { setOriginal(native) }
      native = ""
      return
    }
    guard name == .g || name == .pc, let code = open.popLast() ?? nil else { return }
    append(code)
  }

  // MARK: Codes

  private mutating func openPair1(_ values: borrowing XMLAttributes) {
    let (start, end) = PairDisplay.split(values["equiv-text"] ?? "")
    openPair(
      id: values["id"], start: start, end: end, CodeMapping.meaning(ctype: values["ctype"]))
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
    let id = Self.localID(id ?? "")
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
        id: Self.localID(values["id"] ?? ""), kind: kind, meaning: meaning, original: original))
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
      content.replaceLast(
        with: InlineCode(id: pair.id, kind: .close, meaning: pair.meaning, original: code.original))
    }
    if name == .bpt || name == .ept {
      nativeDepth = 1
      native = ""
    }
  }

  private func meaning(_ values: borrowing XMLAttributes) -> InlineCode.Meaning {
    if let ctype = values["ctype"] { return CodeMapping.meaning(ctype: ctype) }
    return CodeMapping.meaning(type: values["type"], subType: values["subType"])
  }

  private mutating func setOriginal(_ original: String) {
    guard var code = lastCode else { return }
    code.original = original
    content.replaceLast(with: code)
  }

  /// In 2.x the codes of a unit share one scope, so ours carry their segment's number in front
  /// (`c2-1`, in a match `m1`); within the segment only what follows counts.
  private static func localID(_ id: String) -> String {
    guard let first = id.first, "cim".contains(first) else { return id }
    let rest = id.dropFirst()
    if first == "m", Int(rest) != nil { return String(rest) }
    let parts = rest.split(separator: "-")
    return parts.count == 2 && Int(parts[0]) != nil && Int(parts[1]) != nil
      ? String(parts[1]) : id
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
