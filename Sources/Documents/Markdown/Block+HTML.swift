import Units

extension Block {
  /// Joins the tags of HTML in a block into pairs, and tells line breaks from the others.
  mutating func pairHTML(in bytes: [UInt8], firstPair: Int) {
    var pair = firstPair
    var open: [(name: String, run: Int)] = []
    for index in runs.indices {
      guard case .code(var code) = runs[index].payload, code.meaning == .html,
        let tag = InlineTag(bytes[runs[index].range])
      else { continue }
      switch tag.kind {
      case .start where tag.name == "br":
        code.meaning = .lineBreak
        runs[index].payload = .code(code)
      case .start: open.append((tag.name, index))
      case .empty: continue
      case .end:
        guard let match = open.lastIndex(where: { $0.name == tag.name }) else { continue }
        let start = open[match].run
        open.removeSubrange(match...)
        setHalf(at: start, .open, pair)
        setHalf(at: index, .close, pair)
        pair += 1
      }
    }
  }

  private mutating func setHalf(at index: Int, _ kind: InlineCode.Kind, _ pair: Int) {
    guard case .code(var code) = runs[index].payload else { return }
    code.kind = kind
    code.pair = pair
    runs[index].payload = .code(code)
  }
}

/// The name and the kind of a tag of HTML; nil for a comment and the like.
private struct InlineTag {
  enum Kind { case start, end, empty }
  let name: String
  let kind: Kind

  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.first == UInt8(ascii: "<"), bytes.last == UInt8(ascii: ">") else { return nil }
    var rest = bytes.dropFirst().dropLast()
    let isEnd = rest.first == UInt8(ascii: "/")
    if isEnd { rest = rest.dropFirst() }
    let name = rest.prefix {
      Unicode.Scalar($0).properties.isAlphabetic || $0 == UInt8(ascii: "-")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    guard !name.isEmpty else { return nil }
    self.name = String(decoding: name, as: UTF8.self).lowercased()
    kind = isEnd ? .end : rest.last == UInt8(ascii: "/") && self.name != "br" ? .empty : .start
  }
}
