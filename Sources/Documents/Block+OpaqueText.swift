import Units

extension Block {
  /// Turns text that is no prose into codes: footnote marks, template placeholders, heading
  /// attributes, and characters that XML cannot hold.
  mutating func markOpaqueText(in bytes: [UInt8], _ dialect: OpaqueDialect) {
    guard runs.contains(where: { $0.mayHoldCode(in: bytes) }) else { return }
    runs = runs.flatMap { run -> [Run] in
      guard run.mayHoldCode(in: bytes) else { return [run] }
      return Self.split(run.range, in: bytes, dialect)
    }
  }

  /// What counts as code in a text.
  enum OpaqueDialect: Sendable {
    /// Characters that XML cannot hold.
    case plain
    /// These, and template code.
    case templates
    /// These, and footnote marks, formulas and attributes.
    case markdown
    /// These, and what stands in braces.
    case mdx
  }

  private static func split(
    _ range: Range<Int>, in bytes: [UInt8], _ dialect: OpaqueDialect
  ) -> [Run] {
    var runs: [Run] = []
    var start = range.lowerBound
    var index = start
    var braces = ClosingBraces()
    while index < range.upperBound {
      guard mayBeginCode[Int(bytes[index])],
        bytes[index] != UInt8(ascii: "{") || braces.mayClose(at: index, in: bytes[range]),
        let (length, meaning) = opaque(at: index, in: bytes[range], dialect)
      else {
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

  /// The length of a piece of template code at the start of some bytes; nil where there is none.
  static func templateLength(at index: Int, in bytes: ArraySlice<UInt8>) -> Int? {
    if bytes.starts(with: "{{".utf8) { return length(of: bytes, endingWith: "}}") }
    if bytes.starts(with: "{%".utf8) { return length(of: bytes, endingWith: "%}") }
    return nil
  }

  private static func opaque(
    at index: Int, in bytes: ArraySlice<UInt8>, _ dialect: OpaqueDialect
  ) -> (Int, InlineCode.Meaning)? {
    let rest = bytes[index...].prefix(ClosingBraces.longestCode)
    let isMarkdown = dialect == .markdown || dialect == .mdx
    switch bytes[index] {
    case UInt8(ascii: "["):
      return isMarkdown ? footnoteLength(in: rest).map { ($0, .footnote) } : nil
    case UInt8(ascii: "{"):
      if dialect == .plain { return nil }
      if let length = templateLength(at: index, in: rest) { return (length, .other) }
      guard isMarkdown else { return nil }
      // Heading attributes stand apart from the text as tags do; placeholders are part of it.
      for opening in ["{#", "{:", "{."] where rest.starts(with: opening.utf8) {
        return rest.firstIndex(of: UInt8(ascii: "}")).map { ($0 + 1 - index, .html) }
      }
      guard dialect == .mdx, let end = rest.firstIndex(of: UInt8(ascii: "}")) else { return nil }
      return (end + 1 - index, .other)
    case UInt8(ascii: "$"): return isMarkdown ? formulaLength(in: rest).map { ($0, .code) } : nil
    case UInt8(ascii: "<"):
      if dialect == .plain { return nil }
      if rest.starts(with: "<?".utf8) {
        return length(of: rest, endingWith: "?>").map { ($0, .other) }
      }
      if rest.starts(with: "<%".utf8) {
        return length(of: rest, endingWith: "%>").map { ($0, .other) }
      }
      return nil
    case 0x00..<0x09, 0x0B, 0x0C, 0x0E..<0x20: return (1, .other)
    case 0xF4:
      return rest.count > 3 && rest.starts(with: TextEncoding.strayPrefix)
        && rest[index + 2] >= 0xB8
        ? (4, .other) : nil
    case 0xEF
    where rest.starts(with: [0xEF, 0xBF, 0xBE]) || rest.starts(with: [0xEF, 0xBF, 0xBF]):
      return (3, .other)
    default: return nil
    }
  }

  private static func footnoteLength(in bytes: ArraySlice<UInt8>) -> Int? {
    let start = bytes.startIndex
    guard bytes.starts(with: "[^".utf8), let end = bytes.firstIndex(of: UInt8(ascii: "]")),
      end > start + 2, !bytes[..<end].contains(where: \.isASCIISpace)
    else { return nil }
    // The mark of a definition takes its colon with it.
    let isDefinition = end + 1 < bytes.endIndex && bytes[end + 1] == UInt8(ascii: ":")
    return end + (isDefinition ? 2 : 1) - start
  }

  /// The length of `$…$` or `$$…$$` where it reads as a formula: amounts of money do not.
  static func formulaLength(in bytes: ArraySlice<UInt8>) -> Int? {
    let start = bytes.startIndex
    let width = bytes.starts(with: "$$".utf8) ? 2 : 1
    let dollar = UInt8(ascii: "$")
    guard start + width < bytes.endIndex, !bytes[start + width].isASCIISpace else { return nil }
    var index = start + width
    while index < bytes.endIndex, bytes[index] != dollar {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard index < bytes.endIndex, index > start + width, !bytes[index - 1].isASCIISpace else {
      return nil
    }
    if width == 2 {
      return index + 1 < bytes.endIndex && bytes[index + 1] == dollar ? index + 2 - start : nil
    }
    let inner = bytes[start + 1..<index]
    let isNumberNext = index + 1 < bytes.endIndex && (0x30...0x39).contains(bytes[index + 1])
    let isFormula =
      inner.contains { "\\^_={}".utf8.contains($0) }
      || (inner.count < 3 && inner.allSatisfy(\.isASCIILetter))
    return isFormula && !isNumberNext ? index + 1 - start : nil
  }

  /// The length up to and with a closing of two bytes.
  private static func length(
    of bytes: ArraySlice<UInt8>, endingWith closing: StaticString
  ) -> Int? {
    let (first, second) = unsafe (closing.utf8Start[0], closing.utf8Start[1])
    var index = bytes.startIndex + 2
    while index + 1 < bytes.endIndex {
      if bytes[index] == first, bytes[index + 1] == second { return index + 2 - bytes.startIndex }
      index += 1
    }
    return nil
  }
}

extension Block.Run {
  /// Whether the run is text with a byte with which something else can begin.
  fileprivate func mayHoldCode(in bytes: [UInt8]) -> Bool {
    guard case .literal = payload else { return false }
    return Block.mayHoldCode(bytes[range])
  }
}

extension Block {
  /// Whether something else than prose can begin in a text.
  static func mayHoldCode(_ text: ArraySlice<UInt8>) -> Bool {
    let leads = mayBeginCode
    return text.contains { leads[Int($0)] }
  }

  fileprivate static let mayBeginCode: [Bool] = {
    var leads = (0..<256).map { $0 < 0x20 && !UInt8($0).isASCIISpace }
    for byte in "[{$<".utf8 { leads[Int(byte)] = true }
    // Characters that XML cannot hold, and bytes that are no text.
    leads[0xEF] = true
    leads[0xF4] = true
    return leads
  }()
}
