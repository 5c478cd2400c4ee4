import Units

extension Block {
  /// The block without what needs no translator: white space and codes at its ends that no text
  /// depends on; nil where no letter is left.
  func trimmed(in bytes: [UInt8]) -> Block? {
    var block = self
    // Where the whole unit is written anew, its ends are where its format needs them.
    var changed = !syntax.writesWholeUnit
    while changed, !block.runs.isEmpty {
      changed = block.trimSpace(in: bytes) || block.trimCodes()
    }
    return block.runs.contains { $0.holdsLetter(in: bytes) } ? block : nil
  }

  private mutating func trimSpace(in bytes: [UInt8]) -> Bool {
    var changed = false
    if let first = runs.first, let kept = Self.trimmingStart(of: first, in: bytes) {
      if kept.range.isEmpty { runs.removeFirst() } else { runs[0] = kept }
      changed = true
    }
    if let last = runs.last, let kept = Self.trimmingEnd(of: last, in: bytes) {
      if kept.range.isEmpty { runs.removeLast() } else { runs[runs.count - 1] = kept }
      changed = true
    }
    return changed
  }

  private static func trimmingStart(of run: Run, in bytes: [UInt8]) -> Run? {
    switch run.payload {
    case .literal:
      let start = bytes[run.range].firstIndex { !$0.isASCIISpace } ?? run.range.upperBound
      return start == run.range.lowerBound ? nil : Run(start..<run.range.upperBound)
    case .replaced(let text): return text.isASCIISpace ? Run(0..<0) : nil
    case .code: return nil
    }
  }

  private static func trimmingEnd(of run: Run, in bytes: [UInt8]) -> Run? {
    switch run.payload {
    case .literal:
      let end =
        bytes[run.range].lastIndex { !$0.isASCIISpace }.map { $0 + 1 } ?? run.range.lowerBound
      return end == run.range.upperBound ? nil : Run(run.range.lowerBound..<end)
    case .replaced(let text): return text.isASCIISpace ? Run(0..<0) : nil
    case .code: return nil
    }
  }

  /// A pair around the whole block, an image, a footnote mark or an empty element at an end.
  private mutating func trimCodes() -> Bool {
    guard let first = runs.first, let last = runs.last else { return false }
    if case .code(let code) = first.payload {
      if code.kind == .standalone, code.meaning.standsApart {
        runs.removeFirst()
        return true
      }
      if case .code(let end) = last.payload, runs.count > 1, code.kind == .open,
        end.kind == .close, code.pair == end.pair, end.whenTranslated == nil
      {
        runs.removeFirst()
        runs.removeLast()
        return true
      }
    }
    if case .code(let code) = last.payload, code.kind == .standalone, code.meaning.standsApart {
      runs.removeLast()
      return true
    }
    return false
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
