import Units

extension Block {
  /// Turns text that is no prose into codes: footnote marks, template placeholders, heading
  /// attributes, and characters that XML cannot hold.
  mutating func markOpaqueText(in bytes: [UInt8]) {
    runs = runs.flatMap { run -> [Run] in
      guard case .literal = run.payload else { return [run] }
      return Self.split(run.range, in: bytes)
    }
  }

  private static func split(_ range: Range<Int>, in bytes: [UInt8]) -> [Run] {
    var runs: [Run] = []
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      guard let (length, meaning) = opaque(at: index, in: bytes[range]) else {
        index += 1
        continue
      }
      if index > start { runs.append(Run(start..<index)) }
      let code = Code(kind: .standalone, meaning: meaning, pair: nil, whenTranslated: nil)
      runs.append(Run(range: index..<index + length, payload: .code(code)))
      index += length
      start = index
    }
    if start < range.upperBound { runs.append(Run(start..<range.upperBound)) }
    return runs
  }

  private static func opaque(
    at index: Int, in bytes: ArraySlice<UInt8>
  ) -> (Int, InlineCode.Meaning)? {
    // No mark and no placeholder is longer; without a bound, many openings without an end would take
    // the square of their number.
    let rest = bytes[index...].prefix(400)
    switch bytes[index] {
    case UInt8(ascii: "["):
      guard rest.starts(with: "[^".utf8), let end = rest.firstIndex(of: UInt8(ascii: "]")),
        end > index + 2, !bytes[index..<end].contains(where: \.isASCIISpace)
      else { return nil }
      // The mark of a definition takes its colon with it.
      let isDefinition = end + 1 < bytes.endIndex && bytes[end + 1] == UInt8(ascii: ":")
      return (end + (isDefinition ? 2 : 1) - index, .footnote)
    case UInt8(ascii: "{"):
      // Heading attributes stand apart from the text as tags do; placeholders are part of it.
      let forms: [(String, String, InlineCode.Meaning)] = [
        ("{{", "}}", .other), ("{%", "%}", .other), ("{#", "}", .html),
      ]
      for (opening, closing, meaning) in forms where rest.starts(with: opening.utf8) {
        guard let length = length(of: rest, endingWith: Array(closing.utf8)) else { continue }
        return (length, meaning)
      }
      return nil
    case 0x00..<0x09, 0x0B, 0x0C, 0x0E..<0x20: return (1, .other)
    case 0xF4:
      return rest.count > 3 && rest.starts(with: TextEncoding.strayPrefix) && rest[index + 2] >= 0xB8
        ? (4, .other) : nil
    case 0xEF
    where rest.starts(with: [0xEF, 0xBF, 0xBE]) || rest.starts(with: [0xEF, 0xBF, 0xBF]):
      return (3, .other)
    default: return nil
    }
  }

  private static func length(
    of bytes: ArraySlice<UInt8>, endingWith closing: [UInt8]
  ) -> Int? {
    var index = bytes.startIndex + 2
    while index + closing.count <= bytes.endIndex {
      if bytes[index..<index + closing.count].elementsEqual(closing) {
        return index + closing.count - bytes.startIndex
      }
      index += 1
    }
    return nil
  }
}
