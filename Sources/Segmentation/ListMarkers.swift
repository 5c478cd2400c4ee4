extension TextBytes {
  /// The label of a list item, such as `1.`, `b)`, `2.)`.
  struct ListMarker: Equatable {
    /// The number; 1 for `a`.
    let value: Int
    let isLetter: Bool
    /// What stands behind the label.
    let tail: [UInt8]
    /// The marker's bytes, the bullet before it not counted.
    let length: Int
  }

  /// The length of a bullet at an index; 0 for none.
  func bulletLength(at index: Int) -> Int {
    guard byte(at: index) == 0xE2 else { return 0 }
    switch (byte(at: index + 1), byte(at: index + 2)) {
    // • ‣ ⁃ ▪ ● ◦
    case (0x80, 0xA2), (0x80, 0xA3), (0x81, 0x83), (0x96, 0xAA), (0x97, 0x8F), (0x97, 0xA6):
      return 3
    default: return 0
    }
  }

  /// The list marker at an index, which white space must follow.
  func listMarker(at index: Int) -> ListMarker? {
    var end = index
    var value = 0
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte(at: end)), end - index < 3 {
      value = value * 10 + Int(byte(at: end) - UInt8(ascii: "0"))
      end += 1
    }
    let isLetter = end == index
    if isLetter {
      let letter = byte(at: index) | 0x20
      guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) else { return nil }
      value = Int(letter - UInt8(ascii: "a")) + 1
      end += 1
    }
    let label = end
    if byte(at: end) == UInt8(ascii: ".") { end += 1 }
    if byte(at: end) == UInt8(ascii: ")") { end += 1 }
    guard end > label, spaceLength(at: end) > 0 else { return nil }
    return ListMarker(
      value: value, isLetter: isLetter, tail: (label..<end).map { bytes[$0] }, length: end - index)
  }

  /// Where the items of a list in running text begin, its first left out: `1) One 2) Two`.
  ///
  /// There are some only where the paragraph itself begins with the first label or a bullet.
  func inlineItems(from start: Int) -> [Int] {
    let bullet = bulletLength(at: start)
    if bullet > 0 { return bullets(like: start, length: bullet) }
    guard let first = listMarker(at: start), first.value == 1 else { return [] }
    var items: [Int] = []
    var expected = 2
    var index = start + first.length
    let firstByte = first.isLetter ? byte(at: start) : 0
    while index < count, !isEmptyLine(at: index) {
      guard spaceLength(at: index) > 0 else {
        index += 1
        continue
      }
      index += spaceLength(at: index)
      let wanted = first.isLetter ? firstByte &+ UInt8(truncatingIfNeeded: expected - 1) : 0
      guard !first.isLetter || byte(at: index) == wanted, let marker = listMarker(at: index),
        marker.value == expected, marker.isLetter == first.isLetter, marker.tail == first.tail,
        letterClass(at: skippingSpace(from: index + marker.length)) == .upper,
        !followsName(index)
      else { continue }
      items.append(index)
      expected += 1
      index += marker.length
    }
    return items
  }

  private func bullets(like start: Int, length: Int) -> [Int] {
    var items: [Int] = []
    var index = start + length
    while index < count, !isEmptyLine(at: index) {
      if bytes[index] == bytes[start], bulletLength(at: index) == length,
        (0..<length).allSatisfy({ bytes[index + $0] == bytes[start + $0] }),
        spaceLength(at: index - 1) > 0
      {
        items.append(index)
      }
      index += 1
    }
    return items
  }

  /// Whether a paragraph ends at a line end.
  private func isEmptyLine(at index: Int) -> Bool {
    guard bytes[index] == 0x0A || bytes[index] == 0x0D else { return false }
    var next = index + (bytes[index] == 0x0D && byte(at: index + 1) == 0x0A ? 2 : 1)
    while byte(at: next) == 0x20 || byte(at: next) == 0x09 { next += 1 }
    return next >= count || bytes[next] == 0x0A || bytes[next] == 0x0D
  }

  /// Whether the word before an index is a name or an abbreviation, to which a number belongs:
  /// `Form 2.`
  private func followsName(_ index: Int) -> Bool {
    let end = trimmingSpace(to: index)
    let last = start(ofCharacterBefore: end)
    if !letterClass(at: last).isLetter { return false }
    return word(before: end).isCapitalised
  }
}
