import Units

/// A piece of a page, in the order of the source.
struct HTMLToken: Sendable {
  enum Kind: Sendable {
    case text
    /// Text in which white space counts.
    case preformatted
    case start(HTMLTag, isVoid: Bool)
    case end(HTMLTag)
    /// An element that is left alone with all that it holds.
    case opaque(HTMLTag)
    case comment
  }

  /// What few pieces have, kept apart so that the many are small.
  final class Details: Sendable {
    /// The translatable attributes of a start tag, also of one that is left alone.
    let attributes: [HTMLAttribute]
    /// The marks of the page's language, on the root alone.
    let marks: [LanguageMark]
    /// The address of a link.
    let link: Range<Int>?

    init(attributes: [HTMLAttribute], marks: [LanguageMark] = [], link: Range<Int>? = nil) {
      self.attributes = attributes
      self.marks = marks
      self.link = link
    }
  }

  let range: Range<Int>
  let kind: Kind
  var details: Details?
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
