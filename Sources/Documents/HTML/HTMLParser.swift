internal import CGumbo
import Units

/// Finds the pieces of a page through gumbo, which parses as browsers do and tells for each piece
/// where it stands in the source.
enum HTMLParser {
  /// The pieces of a page, in the order of the source and without overlaps; what gumbo passes over
  /// is in none.
  static func tokens(
    in bytes: [UInt8], language: LanguageTag?
  ) throws(HTMLLimits.Excess) -> HTMLTokens {
    try tokens(of: bytes, at: 0, in: bytes, language: language)
  }

  /// The pieces of a fragment that stands at an offset of its source.
  static func tokens(
    of text: [UInt8], at offset: Int, in source: [UInt8], language: LanguageTag?
  ) throws(HTMLLimits.Excess) -> HTMLTokens {
    let masked = TemplateMask.masked(text)
    try HTMLLimits.check(masked)
    return unsafe masked.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return HTMLTokens(forBytes: 0) }
      let text = unsafe base.assumingMemoryBound(to: CChar.self)
      guard let page = unsafe l10n_gumbo_parse(text, buffer.count) else {
        return HTMLTokens(forBytes: 0)
      }
      defer { unsafe l10n_gumbo_destroy(page) }
      var walk = unsafe TreeWalk(
        base: base, offset: offset, length: buffer.count, source: source, language: language)
      unsafe walk.visit(page.pointee.output.pointee.document)
      walk.tokens.sort()
      return walk.tokens
    }
  }
}

/// Walks the tree without recursion: pages are nested deeper than a stack is.
@safe private struct TreeWalk {
  var tokens: HTMLTokens
  private let base: UnsafeRawPointer
  private let offset: Int
  private let source: [UInt8]
  private let language: LanguageTag?

  @unsafe private enum Step {
    case visit(UnsafeMutablePointer<GumboNode>, isPreformatted: Bool)
    /// The end tag of an element, by the number of its tag.
    case leave(Int, Range<Int>)
  }

  private var steps: [Step] = unsafe []

  init(
    base: UnsafeRawPointer, offset: Int, length: Int, source: [UInt8], language: LanguageTag?
  ) {
    unsafe self.base = base
    self.offset = offset
    self.source = source
    self.language = language
    tokens = HTMLTokens(forBytes: length)
  }

  mutating func visit(_ root: UnsafeMutablePointer<GumboNode>?) {
    guard let root = unsafe root else { return }
    unsafe steps = [.visit(root, isPreformatted: false)]
    while let step = unsafe steps.popLast() {
      switch unsafe step {
      case .leave(let tag, let range): tokens.append(.end, range, tag: tag)
      case .visit(let node, let isPreformatted): unsafe visit(node, isPreformatted)
      }
    }
  }

  private mutating func visit(
    _ node: UnsafeMutablePointer<GumboNode>, _ isPreformatted: Bool
  ) {
    switch unsafe node.pointee.type {
    case GUMBO_NODE_DOCUMENT: unsafe push(node.pointee.v.document.children, isPreformatted)
    case GUMBO_NODE_ELEMENT, GUMBO_NODE_TEMPLATE:
      unsafe visit(node.pointee.v.element, node, isPreformatted)
    case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
      if let range = unsafe range(of: node.pointee.v.text.original_text) {
        tokens.append(isPreformatted ? .preformatted : .text, range)
      }
    case GUMBO_NODE_COMMENT:
      if let range = unsafe range(of: node.pointee.v.text.original_text) {
        tokens.append(.comment, range)
      }
    default: break
    }
  }

  private mutating func push(_ children: GumboVector, _ isPreformatted: Bool) {
    guard let data = unsafe children.data else { return }
    let count = unsafe Int(children.length)
    for index in (0..<count).reversed() {
      guard let child = unsafe data[index] else { continue }
      unsafe steps.append(
        .visit(child.assumingMemoryBound(to: GumboNode.self), isPreformatted: isPreformatted))
    }
  }

  private mutating func visit(
    _ element: GumboElement, _ node: UnsafeMutablePointer<GumboNode>, _ isPreformatted: Bool
  ) {
    guard let start = unsafe range(of: element.original_tag),
      let number = unsafe number(of: element.tag, at: start)
    else {
      // An element that the page leaves out, such as `tbody`.
      return unsafe push(element.children, isPreformatted)
    }
    let tag = tokens.tag(number)
    let name = tag.name
    let attributes = unsafe attributes(of: element)
    var end = unsafe range(of: element.original_end_tag)
    // An element that its parent's end closes is told to have the parent's end tag.
    if let found = end, !endTag(at: found, isOf: name) { end = nil }
    if tag.role == .opaqueInline || tag.role == .opaqueBlock || isHeld(attributes, tag) {
      let told = unsafe Int(element.end_pos.offset) + offset
      let limit = end?.upperBound ?? max(start.upperBound, told)
      tokens.append(
        .opaque, start.lowerBound..<min(limit, source.count), tag: number,
        details: tag.role == .inline ? .init(attributes: translatable(attributes, tag)) : nil)
      return
    }
    tokens.append(
      end == nil && tag.isVoid ? .void : .start, start, tag: number,
      details: details(attributes, tag, start))
    if let end { unsafe steps.append(.leave(number, end)) }
    unsafe push(element.children, isPreformatted || name == "pre" || name == "textarea")
  }

  // MARK: Attributes

  private func details(
    _ attributes: [Attribute], _ tag: HTMLTag, _ start: Range<Int>
  ) -> HTMLToken.Details? {
    let isRoot = tag.name == "html"
    if attributes.isEmpty, !isRoot { return nil }
    let found = translatable(attributes, tag)
    let link =
      tag.name == "a"
      ? attributes.first { $0.name == "href" }.flatMap { unquoted($0.range) } : nil
    if found.isEmpty, link == nil, !isRoot { return nil }
    return HTMLToken.Details(
      attributes: found, marks: isRoot ? languageMarks(attributes, start) : [], link: link)
  }

  private struct Attribute {
    let name: String
    /// The value in the source, with its quotes; nil for an attribute without one.
    let range: Range<Int>?
  }

  /// The value of an attribute, which is short and seldom asked for.
  private func value(of attribute: Attribute) -> String {
    guard let range = attribute.range else { return "" }
    return String(decoding: source[range].filter { $0 != 0x22 && $0 != 0x27 }, as: UTF8.self)
  }

  private func attributes(of element: GumboElement) -> [Attribute] {
    let vector = unsafe element.attributes
    let count = unsafe Int(vector.length)
    guard count > 0, let data = unsafe vector.data else { return [] }
    var attributes: [Attribute] = []
    for index in 0..<count {
      guard let item = unsafe data[index] else { continue }
      let attribute = unsafe item.assumingMemoryBound(to: GumboAttribute.self).pointee
      guard let name = unsafe attribute.name, unsafe Self.mayMatter(name) else { continue }
      unsafe attributes.append(
        Attribute(name: String(cString: name), range: range(of: attribute.original_value)))
    }
    return attributes
  }

  /// Whether a name begins like one that is asked for here; most, such as `class` and `id`, do not.
  private static func mayMatter(_ name: UnsafePointer<CChar>) -> Bool {
    let first = unsafe UInt8(bitPattern: name[0])
    let second = unsafe first == 0 ? 0 : UInt8(bitPattern: name[1])
    switch first {
    case UInt8(ascii: "c"): return second == UInt8(ascii: "o")
    case UInt8(ascii: "d"): return second == UInt8(ascii: "i")
    case UInt8(ascii: "h"): return second == UInt8(ascii: "r")
    case UInt8(ascii: "s"): return second == UInt8(ascii: "u")
    case UInt8(ascii: "a"), UInt8(ascii: "l"), UInt8(ascii: "n"), UInt8(ascii: "p"),
      UInt8(ascii: "t"), UInt8(ascii: "v"), UInt8(ascii: "x"):
      return true
    default: return false
    }
  }

  /// Whether an element says that it is not to be translated, or is in another language.
  private func isHeld(_ attributes: [Attribute], _ tag: HTMLTag) -> Bool {
    for attribute in attributes {
      if attribute.name == "translate", value(of: attribute).lowercased() == "no" { return true }
      let isLanguage = attribute.name == "lang" || attribute.name == "xml:lang"
      if isLanguage, tag.name != "html", tag.name != "body", let language,
        let tag = try? LanguageTag(value(of: attribute)), tag.language != language.language
      {
        return true
      }
    }
    return false
  }

  private func translatable(_ attributes: [Attribute], _ tag: HTMLTag) -> [HTMLAttribute] {
    guard !attributes.isEmpty else { return [] }
    return attributes.compactMap { attribute in
      guard let range = attribute.range, !range.isEmpty,
        let kind = kind(of: attribute.name, tag, attributes)
      else { return nil }
      let inner = unquoted(range) ?? range
      return HTMLAttribute(
        kind: kind, range: inner, quote: inner == range ? nil : source[range.lowerBound])
    }
  }

  private func kind(
    of name: String, _ tag: HTMLTag, _ attributes: [Attribute]
  ) -> UnitKind? {
    func value(_ key: String) -> String {
      attributes.first { $0.name == key }.map { self.value(of: $0).lowercased() } ?? ""
    }
    switch name {
    case "alt": return .imageAlternative
    case "title": return .title
    case "placeholder", "aria-label", "aria-description", "aria-placeholder",
      "aria-roledescription", "aria-valuetext":
      return .attribute(name: name)
    case "label":
      return ["option", "optgroup", "track"].contains(tag.name) ? .attribute(name: name) : nil
    case "summary": return tag.name == "table" ? .attribute(name: name) : nil
    case "abbr": return tag.name == "th" ? .attribute(name: name) : nil
    case "value":
      return tag.name == "input" && ["submit", "button", "reset"].contains(value("type"))
        ? .attribute(name: name) : nil
    case "content":
      let names: Set = [
        "description", "keywords", "og:title", "og:description", "og:site_name", "og:image:alt",
        "twitter:title", "twitter:description", "twitter:image:alt", "dc.title", "dc.description",
        "application-name", "apple-mobile-web-app-title",
      ]
      let key = value("name").isEmpty ? value("property") : value("name")
      return tag.name == "meta" && names.contains(key)
        ? .attribute(name: key.replacing(":", with: ".")) : nil
    default: return nil
    }
  }

  /// The places on the root that say the page's language and direction.
  private func languageMarks(_ attributes: [Attribute], _ start: Range<Int>) -> [LanguageMark] {
    var marks: [LanguageMark] = []
    let languages = attributes.filter { $0.name == "lang" || $0.name == "xml:lang" }
    for range in languages.compactMap({ unquoted($0.range) }) {
      marks.append(LanguageMark(range: range) { $0.description })
    }
    let direction = attributes.first { $0.name == "dir" }.flatMap { unquoted($0.range) }
    if let direction {
      marks.append(LanguageMark(range: direction) { $0.isRightToLeft ? "rtl" : "ltr" })
    }
    let place = start.lowerBound + 5
    marks.append(
      LanguageMark(range: place..<place) {
        [isMissing = languages.isEmpty, hasDirection = direction != nil] in
        (isMissing ? " lang=\"\($0.description)\"" : "")
          + (!hasDirection && $0.isRightToLeft ? " dir=\"rtl\"" : "")
      })
    return marks
  }

  /// A value without its quotes.
  private func unquoted(_ range: Range<Int>?) -> Range<Int>? {
    guard let range, !range.isEmpty else { return nil }
    let first = source[range.lowerBound]
    let isQuoted = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    return isQuoted && range.count > 1 ? range.lowerBound + 1..<range.upperBound - 1 : range
  }

  // MARK: Places

  private func range(of piece: GumboStringPiece) -> Range<Int>? {
    guard let data = unsafe piece.data, unsafe piece.length > 0 else { return nil }
    let start = unsafe UnsafeRawPointer(data) - base + offset
    let end = unsafe start + Int(piece.length)
    guard start >= offset, end <= source.count else { return nil }
    return start..<end
  }

  private mutating func number(of tag: GumboTag, at range: Range<Int>) -> Int? {
    if tag.rawValue < HTMLTag.known.count { return Int(tag.rawValue) }
    return HTMLTagName.read(in: source, at: range.lowerBound, isEnd: false).map {
      tokens.number(of: HTMLTag(name: $0))
    }
  }

  /// Whether an end tag ends elements of a name.
  private func endTag(at range: Range<Int>, isOf name: String) -> Bool {
    let tag = source[range].dropFirst(2)
    return tag.count > name.utf8.count && zip(tag, name.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
  }
}

extension HTMLTag {
  /// The tags that the parser knows, by its numbers for them.
  static let known: [HTMLTag] = (0..<UInt32(GUMBO_TAG_UNKNOWN.rawValue)).map { number in
    let name = unsafe gumbo_normalized_tagname(GumboTag(rawValue: number))
    return HTMLTag(name: unsafe name.map { unsafe String(cString: $0) } ?? "")
  }
}

/// Reads the names of tags.
enum HTMLTagName {
  /// The name of the tag that begins at an index, in small letters; nil where none does.
  static func read(in bytes: [UInt8], at index: Int, isEnd: Bool) -> String? {
    var start = index
    guard start < bytes.count, bytes[start] == UInt8(ascii: "<") else { return nil }
    start += 1
    if isEnd {
      guard start < bytes.count, bytes[start] == UInt8(ascii: "/") else { return nil }
      start += 1
    }
    guard start < bytes.count, bytes[start].isASCIILetter else { return nil }
    var name: [UInt8] = []
    var end = start
    while end < bytes.count, !bytes[end].isASCIISpace, bytes[end] != UInt8(ascii: ">"),
      bytes[end] != UInt8(ascii: "/"), end - start < 64
    {
      name.append((0x41...0x5A).contains(bytes[end]) ? bytes[end] | 0x20 : bytes[end])
      end += 1
    }
    return String(decoding: name, as: UTF8.self)
  }
}
