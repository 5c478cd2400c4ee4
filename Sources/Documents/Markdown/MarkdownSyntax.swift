import Units

/// Writes translated text into Markdown: what would now read as markup is escaped, and nothing
/// else, so that a translation looks as its translator wrote it.
///
/// One syntax serves all blocks of a kind, so it is shared and not copied.
final class MarkdownSyntax: UnitSyntax {
  let labels: ReferenceLabels
  let kind: UnitKind
  let isTableCell: Bool
  /// Whether what stands in braces is code, as in MDX.
  let bracesAreCode: Bool

  init(labels: ReferenceLabels, kind: UnitKind, isTableCell: Bool, bracesAreCode: Bool) {
    self.labels = labels
    self.kind = kind
    self.isTableCell = isTableCell
    self.bracesAreCode = bracesAreCode
  }

  func write(_ parts: [UnitPart], original: ArraySlice<UInt8>) -> [UInt8] {
    var output = MarkdownOutput()
    for (index, part) in parts.enumerated() {
      guard let pieces = part.translation else {
        output.append(source: part.source)
        continue
      }
      let followsInUnit = index + 1 < parts.count ? parts[index + 1].source.first : nil
      for (pieceIndex, piece) in pieces.enumerated() {
        let following = pieceIndex + 1 < pieces.count ? pieces[pieceIndex + 1] : nil
        switch piece {
        case .code(let bytes, let kind):
          var next: Unicode.Scalar?
          if case .text(let text) = following { next = text.unicodeScalars.first }
          output.append(code: bytes, kind, next: next)
        case .text(let text):
          var next = followsInUnit
          if case .code(let bytes, _) = following { next = bytes.first }
          var escaper = MarkdownEscaper(
            Array(text.normalizedLineEnds.utf8), before: output.bytes, next: next, syntax: self)
          output.append(text: escaper.escaped())
        }
      }
    }
    if case .heading = kind { escapeClosingSequence(&output.bytes) }
    return output.bytes
  }

  /// A heading's text that ends in `#` behind a space would lose it.
  private func escapeClosingSequence(_ output: inout [UInt8]) {
    let hashes = output.reversed().prefix { $0 == UInt8(ascii: "#") }.count
    guard hashes > 0 else { return }
    let before = hashes < output.count ? output[output.count - hashes - 1] : 0x20
    if before == 0x20 || before == 0x09 {
      output.insert(UInt8(ascii: "\\"), at: output.count - 1)
    }
  }
}

/// The syntaxes of a document, one for each kind of block.
final class MarkdownSyntaxes {
  private let labels: ReferenceLabels
  private let bracesAreCode: Bool
  private var known: [MarkdownSyntax?] = Array(repeating: nil, count: 16)

  init(labels: ReferenceLabels, bracesAreCode: Bool) {
    self.labels = labels
    self.bracesAreCode = bracesAreCode
  }

  /// The syntax of the blocks of a kind.
  func syntax(for kind: UnitKind, isTableCell: Bool) -> MarkdownSyntax {
    let place = Self.place(of: kind, isTableCell: isTableCell)
    if let place, let found = known[place] { return found }
    let syntax = MarkdownSyntax(
      labels: labels, kind: kind, isTableCell: isTableCell, bracesAreCode: bracesAreCode)
    if let place { known[place] = syntax }
    return syntax
  }

  /// Where the syntax of a kind is kept; nil for kinds that are rare.
  private static func place(of kind: UnitKind, isTableCell: Bool) -> Int? {
    switch kind {
    case .paragraph: isTableCell ? nil : 0
    case .listItem: isTableCell ? nil : 1
    case .tableCell: isTableCell ? 2 : nil
    case .imageAlternative: isTableCell ? 3 : 4
    case .heading(let level): !isTableCell && (1...6).contains(level) ? 5 + level : nil
    case .title, .attribute, .subtitle, .frontMatter: nil
    }
  }
}

/// Escapes one text.
private struct MarkdownEscaper {
  private let bytes: [UInt8]
  private let before: [UInt8]
  private let next: UInt8?
  private let syntax: MarkdownSyntax
  private let atLineStart: Bool

  init(_ bytes: [UInt8], before: [UInt8], next: UInt8?, syntax: MarkdownSyntax) {
    self.before = before
    self.next = next
    self.syntax = syntax
    let line = before.suffix { $0 != 0x0A && $0 != 0x0D }
    atLineStart =
      !syntax.isTableCell && line.allSatisfy { $0.isASCIISpace || $0 == UInt8(ascii: ">") }
    // Four spaces at the start of a line would make a code block.
    self.bytes = atLineStart ? Array(bytes.drop(while: \.isASCIISpace)) : bytes
  }

  mutating func escaped() -> [UInt8] {
    let brackets = bracketsToEscape()
    let marker = atLineStart ? blockMarker() : nil
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 8)
    for index in bytes.indices {
      if startsTemplate(at: index) {
        output += "&#123;".utf8
        continue
      }
      if index == marker || brackets.contains(index) || isMarkup(at: index) {
        output.append(UInt8(ascii: "\\"))
      }
      output.append(bytes[index])
    }
    return output
  }

  private func byte(at index: Int) -> UInt8? {
    if index < 0 { return before.last }
    return index < bytes.count ? bytes[index] : next
  }

  private func isSpace(_ byte: UInt8?) -> Bool { byte.map(\.isASCIISpace) ?? true }

  /// A byte of a word. Any byte beyond ASCII counts as one.
  private func isWord(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return byte >= 0x80 || Unicode.Scalar(byte).properties.isAlphabetic || byte.isASCIIDigit
  }

  private func isMarkup(at index: Int) -> Bool {
    let previous = byte(at: index - 1)
    let following = byte(at: index + 1)
    switch bytes[index] {
    case UInt8(ascii: "`"): return true
    case UInt8(ascii: "\\"):
      return following.map { $0.isASCIIPunctuation || $0 == 0x0A || $0 == 0x0D } ?? true
    case UInt8(ascii: "*"): return !(isSpace(previous) && isSpace(following))
    case UInt8(ascii: "_"):
      return !(isSpace(previous) && isSpace(following)) && !(isWord(previous) && isWord(following))
    case UInt8(ascii: "~"): return !(isSpace(previous) && isSpace(following))
    case UInt8(ascii: "|"): return syntax.isTableCell
    case UInt8(ascii: "<"):
      guard let following else { return false }
      return Unicode.Scalar(following).properties.isAlphabetic
        || [UInt8(ascii: "/"), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(following)
    case UInt8(ascii: "&"): return startsReference(at: index)
    case UInt8(ascii: "$"): return Block.formulaLength(in: bytes[index...].prefix(400)) != nil
    case UInt8(ascii: "!"): return index + 1 == bytes.count && next == UInt8(ascii: "[")
    default: return false
    }
  }

  /// Whether a brace would begin template code or attributes, which no backslash prevents.
  private func startsTemplate(at index: Int) -> Bool {
    guard bytes[index] == UInt8(ascii: "{") else { return false }
    return syntax.bracesAreCode || byte(at: index + 1).map { "{%#:.".utf8.contains($0) } ?? false
  }

  private func startsReference(at index: Int) -> Bool {
    let name = bytes[(index + 1)...].prefix {
      $0 == UInt8(ascii: "#") || $0.isASCIIDigit || Unicode.Scalar($0).properties.isAlphabetic
    }
    return !name.isEmpty && name.endIndex < bytes.count && bytes[name.endIndex] == UInt8(ascii: ";")
  }

  /// Square brackets that would make a link, a definition, a footnote or a task, and those without
  /// a partner, which could pair with markup outside this text.
  private func bracketsToEscape() -> Set<Int> {
    var result: Set<Int> = []
    var open: [Int] = []
    for index in bytes.indices {
      if bytes[index] == UInt8(ascii: "[") { open.append(index) }
      guard bytes[index] == UInt8(ascii: "]") else { continue }
      guard let start = open.popLast() else {
        result.insert(index)
        continue
      }
      let label = String(decoding: bytes[(start + 1)..<index], as: UTF8.self)
      let following = byte(at: index + 1)
      let makesLink =
        following == UInt8(ascii: "(") || following == UInt8(ascii: "[")
        || following == UInt8(ascii: ":") || syntax.labels.contains(label)
        || label.hasPrefix("^")
      let makesTask =
        start == 0 && syntax.kind == .listItem && [" ", "x", "X"].contains(label)
      // Both, as a lone closing bracket could end a link around this text.
      if makesLink || makesTask { result.formUnion([start, index]) }
    }
    return result.union(open)
  }

  /// The byte to escape where the text would begin a block: a heading, a quote, a list, a rule.
  private func blockMarker() -> Int? {
    guard let first = bytes.first else { return nil }
    // A line of these below another one would make a table of both.
    if bytes.allSatisfy({ "|:- \t".utf8.contains($0) }), bytes.contains(UInt8(ascii: "-")) {
      return 0
    }
    switch first {
    case UInt8(ascii: ">"): return 0
    // A definition, a directive, an admonition.
    case UInt8(ascii: ":"): return isSpace(byte(at: 1)) || byte(at: 1) == first ? 0 : nil
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      return byte(at: 1) == first && byte(at: 2) == first ? 0 : nil
    case UInt8(ascii: "="): return byte(at: 1) == first || isSpace(byte(at: 1)) ? 0 : nil
    case UInt8(ascii: "#"):
      let hashes = bytes.prefix { $0 == first }.count
      return hashes <= 6 && isSpace(byte(at: hashes)) ? 0 : nil
    case UInt8(ascii: "-"), UInt8(ascii: "+"):
      let isRule = bytes.allSatisfy { $0 == first || $0 == 0x20 || $0 == 0x09 }
      return isRule || isSpace(byte(at: 1)) ? 0 : nil
    case UInt8(ascii: "*"), UInt8(ascii: "_"):
      // Within a line these are harmless between spaces, at its start they are not.
      return isSpace(byte(at: 1)) ? 0 : nil
    default:
      let digits = bytes.prefix(while: \.isASCIIDigit).count
      guard (1...9).contains(digits), digits < bytes.count,
        bytes[digits] == UInt8(ascii: ".") || bytes[digits] == UInt8(ascii: ")"),
        isSpace(byte(at: digits + 1))
      else { return nil }
      return digits
    }
  }
}

/// Writes the title of a link or an image.
struct LinkTitleSyntax: UnitSyntax {
  /// The character that ends the title.
  let closing: UInt8
  let isTableCell: Bool

  func write(_ parts: [UnitPart], original: ArraySlice<UInt8>) -> [UInt8] {
    parts.flatMap { part in
      part.bytes { text in
        let bytes = Array(text.utf8)
        return bytes.indices.flatMap { index -> [UInt8] in
          // A brace in a translation begins no template code.
          let isTemplate =
            bytes[index] == UInt8(ascii: "{") && index + 1 < bytes.count
            && "{%".utf8.contains(bytes[index + 1])
          return isTemplate ? Array("&#123;".utf8) : escaped(bytes[index])
        }
      }
    }
  }

  private func escaped(_ byte: UInt8) -> [UInt8] {
    let isMarkup =
      byte == closing || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "&")
      || (closing == UInt8(ascii: ")") && byte == UInt8(ascii: "("))
      || (isTableCell && byte == UInt8(ascii: "|"))
    return isMarkup ? [UInt8(ascii: "\\"), byte] : [byte]
  }
}

extension UInt8 {
  fileprivate var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  fileprivate var isASCIIPunctuation: Bool {
    (0x21...0x2F).contains(self) || (0x3A...0x40).contains(self) || (0x5B...0x60).contains(self)
      || (0x7B...0x7E).contains(self)
  }
}

extension [UInt8] {
  /// The longest end of the bytes in which all satisfy a condition.
  fileprivate func suffix(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    self[(lastIndex { !condition($0) }.map { $0 + 1 } ?? 0)...]
  }
}
