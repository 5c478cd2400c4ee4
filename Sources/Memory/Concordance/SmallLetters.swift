import Units

/// Texts in small letters, as searches compare them: with their accents and other marks, and without.
enum SmallLetters {
  /// Adds a text in both forms, in UTF-8. Where they are the same, nothing is added to the plain ones.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - small: Gets it in small letters.
  ///   - plain: Gets it in small letters without marks.
  static func append(_ text: String, small: inout [UInt8], plain: inout [UInt8]) {
    let (smallStart, plainStart) = (small.count, plain.count)
    appendBoth(text, small: &small, plain: &plain)
    if small[smallStart...].elementsEqual(plain[plainStart...]) {
      plain.removeLast(plain.count - plainStart)
    }
  }

  /// A text in both forms.
  static func forms(of text: String) -> (small: [UInt8], plain: [UInt8]) {
    var (small, plain): ([UInt8], [UInt8]) = ([], [])
    appendBoth(text, small: &small, plain: &plain)
    return (small, plain)
  }

  private static func appendBoth(_ text: String, small: inout [UInt8], plain: inout [UInt8]) {
    for scalar in composedSmall(text).unicodeScalars {
      guard scalar.value >= 0x80 else {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
        small.append(lower)
        plain.append(lower)
        continue
      }
      if scalar.value < Letter.common.count {
        let letter = Letter.common[Int(scalar.value)]
        small.append(bytes: letter.small)
        plain.append(bytes: letter.plain)
      } else {
        let lower = scalar.properties.lowercaseMapping
        small.append(contentsOf: lower.utf8)
        plain.append(contentsOf: lower.withoutMarks.utf8)
      }
    }
  }

  /// A text in which a mark of its own may stand behind a small letter that has one with it, and not behind
  /// the capital: such a text in small letters, others as they are.
  private static func composedSmall(_ text: String) -> String {
    let composed = text.normalizedToNFC
    guard composed.utf8.contains(where: { $0 == 0xCC || $0 == 0xCD }),
      composed.unicodeScalars.contains(where: { (0x300...0x36F).contains($0.value) })
    else { return composed }
    return composed.lowercased().normalizedToNFC
  }

  /// A letter in both forms: up to seven bytes of UTF-8, the first one lowest, and how many in the highest.
  private struct Letter {
    let small: UInt64
    let plain: UInt64

    init(_ scalar: Unicode.Scalar) {
      let lower = scalar.properties.lowercaseMapping
      small = Self.packed(lower)
      plain = Self.packed(lower.withoutMarks)
    }

    /// The letters of European languages and of Vietnamese.
    static let common = (0..<0x1F00).map { Letter(Unicode.Scalar($0) ?? "?") }

    private static func packed(_ text: String) -> UInt64 {
      var packed: UInt64 = 0
      var count: UInt64 = 0
      // None of these letters has more.
      for byte in text.utf8.prefix(7) {
        packed |= UInt64(byte) << (count * 8)
        count += 1
      }
      return packed | count << 56
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(bytes packed: UInt64) {
    var rest = packed
    for _ in 0..<packed >> 56 {
      append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}

extension String {
  /// The text in small letters without marks.
  var folded: String { String(decoding: SmallLetters.forms(of: self).plain, as: UTF8.self) }
}
