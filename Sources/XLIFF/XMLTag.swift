/// A tag as its bytes stand in a well-formed file, found by where it ends.
struct XMLTag {
  private let bytes: [UInt8]
  /// From `<` to behind `>`.
  let range: Range<Int>
  /// Behind the name.
  let nameEnd: Int

  /// The tag that ends at an offset, in front of its `>` or `/>`. No value holds a bare `<`, so the
  /// last one is where the tag begins.
  init(in bytes: [UInt8], endingAt end: Int) {
    self.bytes = bytes
    var start = min(end, bytes.count) - 1
    while start > 0, bytes[start] != UInt8(ascii: "<") { start -= 1 }
    var behind = end
    while behind < bytes.count, bytes[behind] != UInt8(ascii: ">") { behind += 1 }
    range = max(0, start)..<min(behind + 1, bytes.count)
    var name = range.lowerBound + 1
    while name < end, !bytes[name].isSpaceOrSlash { name += 1 }
    nameEnd = name
  }

  /// Whether the element has no content and no end tag.
  var isEmpty: Bool { range.count > 1 && bytes[range.upperBound - 2] == UInt8(ascii: "/") }

  /// The name with its prefix.
  var name: ArraySlice<UInt8> { bytes[range.lowerBound + 1..<nameEnd] }

  /// Where the value of an attribute stands, between its quotes; nil where there is none.
  func value(of attribute: String) -> Range<Int>? {
    let wanted = attribute.utf8
    var index = nameEnd
    while index < range.upperBound {
      while index < range.upperBound, bytes[index].isSpaceOrSlash { index += 1 }
      let start = index
      while index < range.upperBound, bytes[index] != UInt8(ascii: "="),
        bytes[index] != UInt8(ascii: ">"), !bytes[index].isSpaceOrSlash
      {
        index += 1
      }
      let name = bytes[start..<index]
      while index < range.upperBound, bytes[index] != UInt8(ascii: "\""),
        bytes[index] != UInt8(ascii: "'")
      {
        if bytes[index] == UInt8(ascii: ">") { return nil }
        index += 1
      }
      guard index < range.upperBound else { return nil }
      let quote = bytes[index]
      let open = index + 1
      guard let close = bytes[open..<range.upperBound].firstIndex(of: quote) else { return nil }
      if name.elementsEqual(wanted) { return open..<close }
      index = close + 1
    }
    return nil
  }
}

extension UInt8 {
  fileprivate var isSpaceOrSlash: Bool {
    self == 0x20 || (0x09...0x0D).contains(self) || self == UInt8(ascii: "/")
      || self == UInt8(ascii: ">")
  }
}
