import Units

/// The pieces of a page, in the order of the source and without overlaps.
///
/// A page has a piece in every twenty bytes, so a piece is small: what it refers to stands in tables.
struct HTMLTokens: Sendable {
  private(set) var all: [HTMLToken] = []
  private var otherTags: [HTMLTag] = []
  private var details: [HTMLToken.Details] = []
  /// The first piece that does not stand behind the one before. Most pages have one: the parser puts
  /// the line end behind `</body>` into the body.
  private var firstOutOfOrder: Int?
  /// Where the first of the pieces from there on stands.
  private var firstPlace = UInt32.max

  /// Room for the pieces of a page of some bytes.
  init(forBytes count: Int) { all.reserveCapacity(count / 20) }

  mutating func append(
    _ kind: HTMLToken.Kind, _ range: Range<Int>, tag: Int = 0, details: HTMLToken.Details? = nil
  ) {
    if firstOutOfOrder == nil, let last = all.last, range.lowerBound < last.range.upperBound {
      firstOutOfOrder = all.count
    }
    if firstOutOfOrder != nil { firstPlace = min(firstPlace, UInt32(range.lowerBound)) }
    if let details { self.details.append(details) }
    all.append(
      HTMLToken(
        kind: kind, start: UInt32(range.lowerBound), end: UInt32(range.upperBound),
        tag: UInt32(tag), details: details == nil ? -1 : Int32(self.details.count - 1)))
  }

  /// Puts the pieces in order. Where a tree that was mended tells of a place twice, the first stands.
  mutating func sort() {
    guard let firstOutOfOrder else { return }
    // What stands in front of all that is out of order stays where it is.
    var start = firstOutOfOrder
    while start > 0, all[start - 1].end > firstPlace { start -= 1 }
    let rest = all[start...].sorted { $0.start < $1.start }
    all.removeSubrange(start...)
    for token in rest where token.start >= (all.last?.end ?? 0) { all.append(token) }
    self.firstOutOfOrder = nil
  }

  /// The number of a tag that the parser does not know.
  mutating func number(of tag: HTMLTag) -> Int {
    otherTags.append(tag)
    return HTMLTag.known.count + otherTags.count - 1
  }

  /// The tag of a piece.
  func tag(of token: HTMLToken) -> HTMLTag { tag(Int(token.tag)) }

  /// The tag with a number.
  func tag(_ number: Int) -> HTMLTag {
    number < HTMLTag.known.count
      ? HTMLTag.known[number] : otherTags[number - HTMLTag.known.count]
  }

  /// What few pieces have.
  func details(of token: HTMLToken) -> HTMLToken.Details? {
    token.details < 0 ? nil : details[Int(token.details)]
  }
}

/// A piece of a page.
struct HTMLToken: Sendable {
  enum Kind: UInt8, Sendable {
    case text
    /// Text in which white space counts.
    case preformatted
    case start
    /// The tag of an element without content.
    case void
    case end
    /// An element that is left alone with all that it holds.
    case opaque
    case comment
  }

  /// What few pieces have.
  struct Details: Sendable {
    /// The translatable attributes of a start tag, also of one that is left alone.
    let attributes: [HTMLAttribute]
    /// The marks of the page's language, on the root alone.
    var marks: [LanguageMark] = []
    /// The address of a link.
    var link: Range<Int>?
  }

  let kind: Kind
  fileprivate let start: UInt32
  fileprivate let end: UInt32
  fileprivate let tag: UInt32
  fileprivate let details: Int32

  /// Where the piece stands in the source.
  var range: Range<Int> { Int(start)..<Int(end) }
}

/// A translatable attribute.
struct HTMLAttribute: Sendable {
  let kind: UnitKind
  /// The value without its quotes.
  let range: Range<Int>
  /// The quotation mark around the value; nil for none.
  let quote: UInt8?
}

/// What an element means to a translator.
///
/// The tags of a page repeat without end: they are made once and shared.
final class HTMLTag: Sendable {
  /// The name in small letters.
  let name: String
  let role: Role
  /// What the element's tags mean as inline codes.
  let meaning: InlineCode.Meaning
  let unitKind: UnitKind
  /// Whether the element has no content, and so no end tag.
  let isVoid: Bool

  init(name: String) {
    self.name = name
    role = Self.role(of: name)
    meaning = Self.meaning(of: name)
    unitKind = Self.unitKind(of: name)
    isVoid = [
      "br", "img", "input", "wbr", "hr", "meta", "link", "area", "base", "col", "embed", "param",
      "source", "track", "basefont",
    ].contains(name)
  }

  /// Whether two tags are of elements with one name.
  func isSame(as other: HTMLTag) -> Bool { self === other || name == other.name }

  /// How the element takes part in text.
  enum Role: Sendable {
    /// Part of a sentence.
    case inline
    /// A boundary of texts.
    case block
    /// Part of a sentence that is left alone.
    case opaqueInline
    /// Left alone, and a boundary.
    case opaqueBlock
  }

  private static func role(of name: String) -> Role {
    switch name {
    case "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "cite", "data", "del",
      "dfn", "em", "font", "i", "img", "input", "ins", "mark", "meter", "nobr", "output", "picture",
      "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "slot", "small", "source", "span",
      "strike", "strong", "sub", "sup", "time", "track", "tt", "u", "wbr", "blink", "basefont",
      "embed",
      "param", "label":
      .inline
    case "code", "kbd", "samp", "var", "svg", "math", "iframe", "object", "video", "audio",
      "canvas":
      .opaqueInline
    case "script", "style", "noembed", "noframes", "xmp", "plaintext", "listing": .opaqueBlock
    default:
      // Elements of a page's own making are part of the text, as browsers show them.
      name.contains("-") || name.contains(":") ? .inline : .block
    }
  }

  private static func meaning(of name: String) -> InlineCode.Meaning {
    switch name {
    case "b", "strong": .bold
    case "i", "em": .italic
    case "s", "strike", "del": .strikethrough
    case "a": .link
    case "img": .image
    case "br": .lineBreak
    case "code", "kbd", "samp", "var", "math": .code
    default: .html
    }
  }

  private static func unitKind(of name: String) -> UnitKind {
    switch name {
    case "h1", "h2", "h3", "h4", "h5", "h6":
      .heading(level: Int(name.dropFirst()) ?? 1)
    case "li", "dt", "dd", "option": .listItem
    case "td", "th": .tableCell
    case "title": .title
    default: .paragraph
    }
  }
}
