import Units

extension Block {
  /// The block without what needs no translator: white space and codes at its ends that no text
  /// depends on; nil where no letter is left.
  func trimmed(in bytes: [UInt8]) -> Block? {
    guard runs.contains(where: { $0.holdsLetter(in: bytes) }) else { return nil }
    // Where the whole unit is written anew, its ends are where its format needs them.
    if syntax.writesWholeUnit { return self }
    var rest = runs[...]
    while Self.trimStart(of: &rest, in: bytes) || Self.trimEnd(of: &rest, in: bytes)
      || Self.trimPair(around: &rest)
    {}
    if rest.count == runs.count, rest.first?.range == runs.first?.range,
      rest.last?.range == runs.last?.range
    {
      return self
    }
    var block = self
    block.runs = Array(rest)
    return block
  }

  private static func trimStart(of runs: inout ArraySlice<Run>, in bytes: [UInt8]) -> Bool {
    guard let first = runs.first else { return false }
    switch first.payload {
    case .literal:
      let start = bytes[first.range].firstIndex { !$0.isASCIISpace } ?? first.range.upperBound
      guard start > first.range.lowerBound else { return false }
      runs = runs.dropFirst()
      // A run that is white space and no more goes; of any other the rest stays.
      guard start < first.range.upperBound else { return true }
      runs = [Run(start..<first.range.upperBound)] + runs
      return true
    case .replaced(let text): guard text.isASCIISpace else { return false }
    case .code(let code):
      guard code.kind == .standalone, code.meaning.standsApart else { return false }
    }
    runs = runs.dropFirst()
    return true
  }

  private static func trimEnd(of runs: inout ArraySlice<Run>, in bytes: [UInt8]) -> Bool {
    guard let last = runs.last else { return false }
    switch last.payload {
    case .literal:
      let end =
        bytes[last.range].lastIndex { !$0.isASCIISpace }.map { $0 + 1 } ?? last.range.lowerBound
      guard end < last.range.upperBound else { return false }
      runs = runs.dropLast()
      guard end > last.range.lowerBound else { return true }
      runs.append(Run(last.range.lowerBound..<end))
      return true
    case .replaced(let text): guard text.isASCIISpace else { return false }
    case .code(let code):
      guard code.kind == .standalone, code.meaning.standsApart else { return false }
    }
    runs = runs.dropLast()
    return true
  }

  /// A pair around the whole block.
  private static func trimPair(around runs: inout ArraySlice<Run>) -> Bool {
    guard runs.count > 1, case .code(let start)? = runs.first?.payload,
      case .code(let end)? = runs.last?.payload, start.kind == .open, end.kind == .close,
      start.pair == end.pair, end.whenTranslated == nil
    else { return false }
    runs = runs.dropFirst().dropLast()
    return true
  }
}

extension Block.Run {
  /// Whether a letter is in the text of the run.
  fileprivate func holdsLetter(in bytes: [UInt8]) -> Bool {
    switch payload {
    case .literal: bytes[range].holdLetter
    case .replaced(let text): Array(text.utf8)[...].holdLetter
    case .code: false
    }
  }

  /// Bytes that are the text.
  init(_ range: Range<Int>) { self.init(range: range, payload: .literal) }
}

extension InlineCode.Meaning {
  /// Whether a code at the end of a block is no part of the sentence there.
  fileprivate var standsApart: Bool {
    switch self {
    case .image, .footnote, .lineBreak, .html, .anchor: true
    case .bold, .italic, .strikethrough, .link, .code, .entity, .other: false
    }
  }
}

extension UInt8 {
  /// Space, tab, line feed, vertical tab, form feed, carriage return.
  var isASCIISpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension String {
  fileprivate var isASCIISpace: Bool { utf8.allSatisfy(\.isASCIISpace) }
}

extension ArraySlice<UInt8> {
  /// Whether a letter is among the characters.
  var holdLetter: Bool {
    if contains(where: \.isASCIILetter) { return true }
    guard contains(where: { $0 >= 0x80 }) else { return false }
    return String(decoding: self, as: UTF8.self).unicodeScalars.contains(
      where: \.properties.isAlphabetic)
  }
}
