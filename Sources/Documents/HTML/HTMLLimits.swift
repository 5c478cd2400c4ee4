import Units

/// Where a page nests elements, or gives an element attributes, beyond what any real page does.
///
/// The parser's time grows with the square of both, so that a small file could take minutes.
/// Browsers stop at 512 elements.
struct HTMLLimits {
  /// What is beyond the limits, and where.
  struct Excess: Error {
    let offset: Int
    let message: String
  }

  private static let depth = 2048
  private static let attributes = 2048
  private static let changes = 10_000

  /// How many elements are open, by the numbers of their names.
  private var open = Array(repeating: 0, count: Self.names.count)
  /// The numbers of names that are not known beforehand.
  private var otherNumbers: [UInt64: Int] = [:]
  private var total = 0
  /// The last item of a list that began, and how often one of the other kind followed: items end
  /// their own kind only.
  private var item: Element.Item?
  private var changes = 0
  private let bytes: [UInt8]
  private var index = 0

  static func check(_ bytes: [UInt8]) throws(Excess) {
    guard bytes.count < Int(Int32.max) else {
      throw Excess(offset: 0, message: "the page has more than two thousand million bytes")
    }
    var limits = HTMLLimits(bytes)
    try limits.scan()
  }

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  private mutating func scan() throws(Excess) {
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      guard index < bytes.count else { return }
      if bytes[index] == UInt8(ascii: "/") {
        index += 1
        close(name())
      } else if bytes[index...].starts(with: "!--".utf8) {
        index = end(of: "-->", from: index + 1)
      } else {
        try element(at: start)
      }
    }
  }

  private mutating func element(at start: Int) throws(Excess) {
    let name = name()
    guard name != 0 else { return }
    let number = number(of: name)
    let element = Self.elements[min(number, Self.elements.count - 1)]
    if element.isBreakout { leaveForeign() }
    let isForeign = open[Self.svg] + open[Self.math] > 0
    let isSelfClosing = try passAttributes(of: start)
    if !isForeign, let kind = element.item {
      if let item, item != kind { changes += 1 }
      item = kind
      if changes > Self.changes { throw tooDeep(at: start) }
      return
    }
    if isForeign ? isSelfClosing : element.isUnnested { return }
    // A list of choices knows of no such elements but scripts.
    let isRaw = !isForeign && (open[Self.select] == 0 || number == Self.script)
    if isRaw, let closing = element.closing {
      index = end(of: closing, from: index)
      return
    }
    open[number] += 1
    total += 1
    if total > Self.depth { throw tooDeep(at: start) }
  }

  /// The number of a name; names that are not known get one when they first occur.
  private mutating func number(of name: UInt64) -> Int {
    if let number = Self.names[name] ?? otherNumbers[name] { return number }
    let number = open.count
    otherNumbers[name] = number
    open.append(0)
    return number
  }

  private func tooDeep(at offset: Int) -> Excess {
    Excess(offset: offset, message: "elements are nested more than \(Self.depth) deep here")
  }

  /// Drawings and formulas end where an element of the page begins.
  private mutating func leaveForeign() {
    for number in [Self.svg, Self.math] {
      total -= open[number]
      open[number] = 0
    }
  }

  private mutating func close(_ name: UInt64) {
    guard let number = Self.names[name] ?? otherNumbers[name], open[number] > 0 else { return }
    open[number] -= 1
    total -= 1
  }

  /// The letters of a name, in small letters; 0 where none begins. Names that share their first
  /// eight letters count as one.
  private mutating func name() -> UInt64 {
    var name: UInt64 = 0
    var length = 0
    while index < bytes.count {
      let byte = bytes[index]
      let isName = byte.isASCIILetter || (length > 0 && (byte &- 0x30 < 10 || byte == 0x2D))
      guard isName else { break }
      if length < 8 { name = name << 8 | UInt64(byte | 0x20) }
      length += 1
      index += 1
    }
    return name
  }

  /// Passes over the rest of a tag; returns whether it ends itself.
  private mutating func passAttributes(of start: Int) throws(Excess) -> Bool {
    var count = 0
    var previous = UInt8(ascii: " ")
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: ">"): return previous == UInt8(ascii: "/")
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard previous == UInt8(ascii: "=") else { break }
        index = (bytes[index...].firstIndex(of: byte) ?? bytes.count - 1) + 1
      case let space where space.isASCIISpace: continue
      default:
        let isFirst = bytes[index - 2].isASCIISpace || previous == UInt8(ascii: "/")
        if isFirst, previous != UInt8(ascii: "=") || byte == UInt8(ascii: "=") { count += 1 }
        if count > Self.attributes {
          throw Excess(
            offset: start, message: "this element has more than \(Self.attributes) attributes")
        }
      }
      previous = byte
    }
    return false
  }

  private func end(of closing: StaticString, from start: Int) -> Int {
    let closing = Array(closing.description.utf8)
    var index = start
    while let place = bytes[index...].firstIndex(of: closing[0]) {
      let matches = zip(bytes[place...], closing).allSatisfy {
        $0 == $1 || ($0 | 0x20 == $1 && $1.isASCIILetter)
      }
      if matches, place + closing.count <= bytes.count { return place + closing.count }
      index = place + 1
    }
    return bytes.count
  }

  private static func packed(_ name: String) -> UInt64 {
    name.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// What matters here about an element.
  private struct Element {
    enum Item { case ofList, ofDefinitions }

    /// The kind of item that it is.
    var item: Item?
    /// Whether it ends a drawing or a formula (WHATWG HTML, section 13.2.6.5).
    var isBreakout = false
    /// Whether it has no content, or the next of its kind ends it.
    var isUnnested = false
    /// What ends its content, where that is no markup.
    var closing: StaticString?
  }

  private static let known: [(name: String, element: Element)] = {
    var known: [String: Element] = [:]
    for name in ["svg", "math", "select"] { known[name] = Element() }
    for name in ["li", "dd", "dt"] {
      known[name, default: Element()].item = name == "li" ? .ofList : .ofDefinitions
    }
    for name in [
      "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em",
      "embed", "font", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "i", "img", "li",
      "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s", "small", "span", "strike",
      "strong", "sub", "sup", "table", "tt", "u", "ul", "var",
    ] {
      known[name, default: Element()].isBreakout = true
    }
    for name in [
      "a", "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "option",
      "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
    ] {
      known[name, default: Element()].isUnnested = true
    }
    let raw: [(String, StaticString)] = [
      ("script", "</script"), ("style", "</style"), ("textarea", "</textarea"),
      ("title", "</title"), ("xmp", "</xmp"),
    ]
    for (name, closing) in raw { known[name, default: Element()].closing = closing }
    return known.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }()

  /// The numbers of the known names.
  private static let names = Dictionary(
    uniqueKeysWithValues: known.enumerated().map { (packed($1.name), $0) })
  /// The known elements by their numbers, and at the end what all others are.
  private static let elements = known.map(\.element) + [Element()]

  private static let svg = number(ofKnown: "svg")
  private static let math = number(ofKnown: "math")
  private static let script = number(ofKnown: "script")
  private static let select = number(ofKnown: "select")

  private static func number(ofKnown name: String) -> Int { names[packed(name)] ?? 0 }
}
