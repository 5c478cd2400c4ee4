/// What follows the text of a link or an image, from its closing bracket on (CommonMark 0.31.2,
/// sections 6.3 “Links” and 6.4 “Images”).
struct LinkTail {
  /// The bytes from `]` to the end of the link.
  let length: Int
  /// Whether the link is a shortcut (`[text]`) or collapsed (`[text][]`) reference, whose text is
  /// its label too.
  let usesTextAsLabel: Bool
  /// The title without its quotes.
  private(set) var title: Range<Int>?
  /// The character that closes the title.
  private(set) var titleQuote: UInt8?
  /// The address, in angle brackets where it is; nil for a reference.
  private(set) var address: Range<Int>?

  /// Reads the tail at `start`, where the parser says that a link ends.
  ///
  /// A `(` behind the bracket need not belong to the link: when it does not read as an address and
  /// a title, the link is a reference and the parenthesis is text.
  init?(in source: [UInt8], at start: Int) {
    guard start < source.count, source[start] == UInt8(ascii: "]") else { return nil }
    var scanner = Scanner(source: source, index: start + 1)
    if scanner.skip(UInt8(ascii: "(")), let title = scanner.inlineTail() {
      length = scanner.index - start
      usesTextAsLabel = false
      address = scanner.address
      if let title {
        self.title = title
        titleQuote = source[title.upperBound]
      }
      return
    }
    scanner.index = start + 1
    if scanner.skip(UInt8(ascii: "[")), let label = scanner.label() {
      length = scanner.index - start
      usesTextAsLabel = label.isEmpty
      return
    }
    length = 1
    usesTextAsLabel = true
  }

  /// The title of a reference definition whose address is behind an index, without its quotes; nil
  /// where there is none (CommonMark 0.31.2, section 4.7).
  static func title(ofDefinitionAt index: Int, in source: ArraySlice<UInt8>) -> Range<Int>? {
    // A definition is a line or two; what is behind them cannot be its title.
    let rest = source[index...].prefix(2000)
    guard rest.contains(where: { $0 == 0x22 || $0 == 0x27 || $0 == UInt8(ascii: "(") }) else {
      return nil
    }
    var scanner = Scanner(source: Array(rest), index: 0)
    return scanner.definitionTitle().map { $0.lowerBound + index..<$0.upperBound + index }
  }

  private struct Scanner {
    let source: [UInt8]
    var index: Int
    private(set) var address: Range<Int>?

    init(source: [UInt8], index: Int) {
      self.source = source
      self.index = index
    }

    private var byte: UInt8? { index < source.count ? source[index] : nil }

    mutating func skip(_ wanted: UInt8) -> Bool {
      guard byte == wanted else { return false }
      index += 1
      return true
    }

    /// Address, title and closing parenthesis. The outer nil means that it is none of that, the
    /// inner one that there is no title.
    mutating func inlineTail() -> Range<Int>?? {
      skipSpace()
      let addressStart = index
      guard skipAddress() else { return nil }
      address = addressStart..<index
      let spaceStart = index
      skipSpace()
      var title: Range<Int>?
      if index > spaceStart, byte != UInt8(ascii: ")") {
        guard let found = skipTitle() else { return nil }
        title = found
        skipSpace()
      }
      return skip(UInt8(ascii: ")")) ? .some(title) : nil
    }

    /// Address and title up to the line's end.
    mutating func definitionTitle() -> Range<Int>? {
      skipSpace()
      let addressStart = index
      guard skipAddress(), index > addressStart else { return nil }
      let spaceStart = index
      skipSpace()
      guard index > spaceStart, let title = skipTitle() else { return nil }
      while let next = byte, next == 0x20 || next == 0x09 { index += 1 }
      let isEnd = byte == nil || byte == 0x0A || byte == 0x0D
      return isEnd && !title.isEmpty ? title : nil
    }

    private mutating func skipSpace() {
      // A line end inside a link may be followed by the marks of a block quote.
      while let next = byte, next.isASCIISpace || (next == UInt8(ascii: ">") && atLineStart) {
        index += 1
      }
    }

    private var atLineStart: Bool {
      var before = index - 1
      while before >= 0, [0x20, 0x09, UInt8(ascii: ">")].contains(source[before]) { before -= 1 }
      return before >= 0 && (source[before] == 0x0A || source[before] == 0x0D)
    }

    private mutating func skipAddress() -> Bool {
      if skip(UInt8(ascii: "<")) {
        while let next = byte, next != UInt8(ascii: ">") {
          if next == 0x0A || next == 0x0D { return false }
          index += next == UInt8(ascii: "\\") ? 2 : 1
        }
        return skip(UInt8(ascii: ">"))
      }
      var depth = 0
      while let next = byte, !next.isASCIISpace {
        if next == UInt8(ascii: "\\") {
          index += 2
          continue
        }
        if next == UInt8(ascii: "(") { depth += 1 }
        if next == UInt8(ascii: ")") {
          if depth == 0 { break }
          depth -= 1
        }
        index += 1
      }
      return depth == 0
    }

    private mutating func skipTitle() -> Range<Int>? {
      guard let opening = byte else { return nil }
      let closing: UInt8
      switch opening {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): closing = opening
      case UInt8(ascii: "("): closing = UInt8(ascii: ")")
      default: return nil
      }
      index += 1
      let start = index
      while let next = byte, next != closing { index += next == UInt8(ascii: "\\") ? 2 : 1 }
      guard byte == closing else { return nil }
      index += 1
      return start..<(index - 1)
    }

    mutating func label() -> Range<Int>? {
      let start = index
      while let next = byte, next != UInt8(ascii: "]") {
        if next == UInt8(ascii: "[") { return nil }
        index += next == UInt8(ascii: "\\") ? 2 : 1
      }
      return skip(UInt8(ascii: "]")) ? start..<(index - 1) : nil
    }
  }
}
