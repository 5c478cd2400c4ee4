import Units

/// The text as the parser of CommonMark sees it: what it does not know is covered by something that
/// it does, byte for byte as long.
///
/// Footnotes, definitions and admonitions become list items, so that what is indented below them
/// belongs to them; the fences of directives, lines of template code and of formulas become empty
/// lines. The places of all text stay the same.
struct MarkdownMask {
  /// The bytes for the parser, and zeros behind them: it reads past the end in rare cases.
  private(set) var bytes: [UInt8]
  /// How many of the bytes are text.
  var count: Int { bytes.count - Self.padding }
  /// The labels of footnotes where they are defined, with the colon and the space behind it.
  private(set) var footnoteLabels: [Range<Int>] = []
  /// Titles of directives and admonitions.
  private(set) var titles: [Range<Int>] = []

  private static let padding = 256
  private let source: [UInt8]
  private let isMDX: Bool

  /// What encloses the lines where the reading stands.
  private enum Fence {
    case code(mark: UInt8, length: Int)
    case formula
  }

  init(_ source: [UInt8], from start: Int, isMDX: Bool) {
    self.source = source
    self.isMDX = isMDX
    bytes = []
    bytes.reserveCapacity(source.count + Self.padding)
    if Self.needsMask(source[start...], isMDX: isMDX) {
      bytes += source
      scan(from: start)
      bytes.removeFirst(start)
    } else {
      bytes += source[start...]
    }
    bytes.append(contentsOf: repeatElement(0, count: Self.padding))
  }

  /// Whether anything could have to be covered. Most documents have nothing of the kind.
  private static func needsMask(_ text: ArraySlice<UInt8>, isMDX: Bool) -> Bool {
    if isMDX { return true }
    let isMarked = isMarked
    for index in text.indices where isMarked[Int(text[index])] {
      let byte = text[index]
      let previous = index > text.startIndex ? text[index - 1] : 0x0A
      switch byte {
      case UInt8(ascii: "^"): if previous == UInt8(ascii: "[") { return true }
      case UInt8(ascii: "{"), UInt8(ascii: "%"): if previous == UInt8(ascii: "{") { return true }
      case UInt8(ascii: "$"): if previous == UInt8(ascii: "$") { return true }
      default:
        if previous == 0x0A || previous == 0x0D || previous == 0x20 || previous == byte {
          return true
        }
      }
    }
    return false
  }

  /// The bytes with which something that has to be covered can begin.
  private static let isMarked: [Bool] = {
    var marks = Array(repeating: false, count: 256)
    for byte in "^:!?={%$".utf8 { marks[Int(byte)] = true }
    return marks
  }()

  private mutating func scan(from start: Int) {
    var fence: Fence?
    var index = start
    var isAfterBlank = true
    var isModule = false
    while index < source.count {
      let end = source[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? source.count
      var text = index
      while text < end, source[text] == 0x20 || source[text] == 0x09 { text += 1 }
      let line = text..<end
      if let current = fence {
        if case .formula = current { blank(index..<end) }
        if closes(current, line) { fence = nil }
      } else if line.isEmpty {
        isModule = false
      } else if let opened = opening(line) {
        fence = opened
        if case .formula = opened { blank(index..<end) }
      } else if isModule || (isMDX && isAfterBlank && text == index && startsModule(line)) {
        isModule = true
        blank(index..<end)
      } else {
        cover(line, indentation: text - index)
      }
      isAfterBlank = line.isEmpty
      index = end + 1
    }
    coverTemplates(from: start)
    if isMDX { coverExpressions(from: start) }
  }

  // MARK: Fences

  private func opening(_ line: Range<Int>) -> Fence? {
    let first = source[line.lowerBound]
    if first == UInt8(ascii: "`") || first == UInt8(ascii: "~") {
      let length = source[line].prefix { $0 == first }.count
      guard length > 2,
        first == UInt8(ascii: "~") || !source[line].dropFirst(length).contains(first)
      else { return nil }
      return .code(mark: first, length: length)
    }
    // A formula on lines of its own.
    guard source[line].starts(with: "$$".utf8) else { return nil }
    let rest = source[line].dropFirst(2)
    let isWhole = rest.count > 1 && rest.suffix(2).elementsEqual("$$".utf8)
    return isWhole || rest.contains(UInt8(ascii: "$")) ? nil : .formula
  }

  private func closes(_ fence: Fence, _ line: Range<Int>) -> Bool {
    switch fence {
    case .code(let mark, let length):
      let count = source[line].prefix { $0 == mark }.count
      return count >= length && source[line].dropFirst(count).allSatisfy(\.isASCIISpace)
    case .formula:
      return source[line].reversed().drop(while: \.isASCIISpace).starts(with: "$$".utf8)
    }
  }

  private func startsModule(_ line: Range<Int>) -> Bool {
    source[line].starts(with: "import ".utf8) || source[line].starts(with: "export ".utf8)
  }

  // MARK: Lines

  private mutating func cover(_ line: Range<Int>, indentation: Int) {
    let text = source[line]
    switch source[line.lowerBound] {
    case UInt8(ascii: "["):
      if indentation < 4, text.starts(with: "[^".utf8) { coverFootnote(line) }
    case UInt8(ascii: ":"):
      if text.starts(with: ":::".utf8) {
        titles += DirectiveTitle.find(in: source, line).map { [$0] } ?? []
        blank(line)
      } else if indentation < 4, text.count > 2, source[line.lowerBound + 1].isASCIISpace {
        bytes[line.lowerBound] = UInt8(ascii: "-")
      }
    case UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "="): coverAdmonition(line)
    case UInt8(ascii: "{"): if isTemplate(line) { blank(line) }
    default: break
    }
  }

  /// `[^label]: text` becomes the marker of a list item whose text stands four columns in, as what
  /// goes on with the footnote does.
  private mutating func coverFootnote(_ line: Range<Int>) {
    guard let close = source[line].firstIndex(of: UInt8(ascii: "]")), close > line.lowerBound + 2,
      close + 1 < line.upperBound, source[close + 1] == UInt8(ascii: ":"),
      !source[line.lowerBound..<close].contains(where: \.isASCIISpace)
    else { return }
    var end = close + 2
    while end < line.upperBound, source[end].isASCIISpace { end += 1 }
    let label = line.lowerBound..<end
    footnoteLabels.append(label)
    for place in label { bytes[place] = Self.filler }
    bytes[label.lowerBound] = UInt8(ascii: "-")
    for place in label.dropFirst().prefix(3) { bytes[place] = 0x20 }
  }

  /// `!!! note "Title"`, `??? tip` and `=== "Tab"` become a list item with an empty heading.
  private mutating func coverAdmonition(_ line: Range<Int>) {
    let marks = ["!!!", "???+", "???", "==="]
    guard let mark = marks.first(where: { source[line].starts(with: $0.utf8) }) else { return }
    let rest = source[line].dropFirst(mark.count)
    guard rest.first == 0x20, rest.count > 2 else { return }
    let quotes = rest.indices.filter { source[$0] == UInt8(ascii: "\"") }
    if let first = quotes.first, let last = quotes.last, last > first + 1 {
      titles.append(first + 1..<last)
    } else if mark == "===" {
      // A line of equals signs with text is no tab.
      return
    }
    blank(line)
    for (offset, byte) in "-   #".utf8.enumerated() where line.lowerBound + offset < line.upperBound
    {
      bytes[line.lowerBound + offset] = byte
    }
  }

  /// Whether a line is one piece of template code.
  private func isTemplate(_ line: Range<Int>) -> Bool {
    let text = Array(source[line].reversed().drop(while: \.isASCIISpace).reversed())
    if text.starts(with: "{/*".utf8) { return false }
    let isCode =
      (text.starts(with: "{{".utf8) && text.suffix(2).elementsEqual("}}".utf8))
      || (text.starts(with: "{%".utf8) && text.suffix(2).elementsEqual("%}".utf8))
    // Text between two pieces of code is text.
    let closings = text.indices.dropLast().count {
      text[$0] == UInt8(ascii: "}") || text[$0] == UInt8(ascii: "%")
        ? text[$0 + 1] == UInt8(ascii: "}") : false
    }
    return isCode && closings == 1
  }

  // MARK: Inside lines

  /// What stands in template code is no markup.
  private mutating func coverTemplates(from start: Int) {
    var index = start
    var braces = ClosingBraces()
    while index + 1 < source.count {
      guard source[index] == UInt8(ascii: "{"),
        source[index + 1] == UInt8(ascii: "{") || source[index + 1] == UInt8(ascii: "%"),
        braces.mayClose(at: index, in: source[...]),
        let length = Block.templateLength(
          at: index, in: source[index...].prefix(ClosingBraces.longestCode))
      else {
        index += 1
        continue
      }
      let range = index..<index + length
      if !bytes[range].contains(where: { $0 == 0x0A || $0 == 0x0D }), bytes[index] == source[index]
      {
        for place in range { bytes[place] = UInt8(ascii: "x") }
      }
      index = range.upperBound
    }
  }

  /// Expressions in braces are no markup, and the tags of components may have stops in their names.
  private mutating func coverExpressions(from start: Int) {
    var index = start
    var braces = ClosingBraces()
    while index < source.count {
      if source[index] == UInt8(ascii: "{"), braces.mayClose(at: index, in: source[...]),
        let end = expressionEnd(from: index)
      {
        let isComment = source[index...].starts(with: "{/*".utf8)
        for place in index..<end where !source[place].isASCIISpace || isComment {
          bytes[place] = UInt8(ascii: "x")
        }
        // As a comment of HTML it keeps its place as a block or in a text.
        if isComment, end - index > 7 {
          for (offset, byte) in "<!--".utf8.enumerated() { bytes[index + offset] = byte }
          for (offset, byte) in "-->".utf8.enumerated() { bytes[end - 3 + offset] = byte }
        }
        index = end
      } else if source[index] == UInt8(ascii: "<") {
        var place = index + 1
        while place < source.count,
          source[place].isASCIILetter || source[place] == UInt8(ascii: ".")
            || source[place] == UInt8(ascii: "/")
        {
          if source[place] == UInt8(ascii: ".") { bytes[place] = UInt8(ascii: "x") }
          place += 1
        }
        index += 1
      } else {
        index += 1
      }
    }
  }

  private func expressionEnd(from start: Int) -> Int? {
    var depth = 0
    var index = start
    while index < source.count, index - start < ClosingBraces.longestCode {
      if source[index] == UInt8(ascii: "{") { depth += 1 }
      if source[index] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return index + 1 }
      }
      index += 1
    }
    return nil
  }

  private mutating func blank(_ range: Range<Int>) {
    for place in range { bytes[place] = 0x20 }
  }

  /// A character that means nothing to Markdown.
  private static let filler: UInt8 = 0x01
}

/// The title that a directive is given: `:::note Title` and `:::note[Title]`.
enum DirectiveTitle {
  static func find(in source: [UInt8], _ line: Range<Int>) -> Range<Int>? {
    var start = line.lowerBound
    while start < line.upperBound, source[start] == UInt8(ascii: ":") { start += 1 }
    while start < line.upperBound, source[start] == 0x20 { start += 1 }
    let nameStart = start
    while start < line.upperBound, source[start] == UInt8(ascii: "-") || source[start].isASCIILetter
    {
      start += 1
    }
    guard start > nameStart, start < line.upperBound else { return nil }
    if source[start] == UInt8(ascii: "[") {
      guard let end = source[start..<line.upperBound].lastIndex(of: UInt8(ascii: "]")) else {
        return nil
      }
      return start + 1..<end
    }
    var end = line.upperBound
    if let brace = source[start..<end].firstIndex(of: UInt8(ascii: "{")) { end = brace }
    while start < end, source[start] == 0x20 { start += 1 }
    while end > start, source[end - 1].isASCIISpace || source[end - 1] == UInt8(ascii: ":") {
      end -= 1
    }
    return start < end ? start..<end : nil
  }
}

extension UInt8 {
  var isASCIILetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
}
