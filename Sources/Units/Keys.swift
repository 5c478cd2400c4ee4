internal import CUnicode

// Keys decide what counts as the same text. Rewrapping, moving and renaming change none of them.
extension Content {
  /// The same text with the same markup: normalised to NFC, white space collapsed.
  package var exactKey: String {
    joined { "\u{FFFC}\($0.kind.rawValue):\($0.original)\u{FFFC}" }.collapsedToNFC
  }

  /// The same text with codes of the same kinds at the same places, whatever they hold: the key
  /// under which the memory finds a sentence again when only a link's address differs.
  package var structuralKey: String {
    joined { "\u{FFFC}\($0.kind.rawValue)\u{FFFC}" }.collapsedToNFC
  }

  /// The same words: quotes, dashes, special spaces and soft hyphens folded, markup left out.
  package var looseKey: String {
    var key = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{2018}", "\u{2019}", "\u{201A}", "\u{2032}": key += "'"
      case "\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}", "\u{00BB}", "\u{2033}": key += "\""
      case "\u{2010}"..."\u{2015}", "\u{2212}": key += "-"
      case "\u{00A0}", "\u{2007}", "\u{2009}", "\u{202F}": key += " "
      case "\u{00AD}", "\u{200B}", "\u{FEFF}": continue
      case "\u{2026}": key += "..."
      default: key.unicodeScalars.append(scalar)
      }
    }
    return key.collapsedToNFC
  }
}

extension String {
  /// The text in Unicode's normalisation form C (UAX #15).
  package var normalizedToNFC: String {
    // Below U+0300, whose UTF-8 begins with CC, nothing combines.
    if hasOnlyBytes(where: { $0 < 0xCC }) || unicodeScalars.allSatisfy(\.isCertainlyNFC) {
      return self
    }
    return normalized(by: l10n_unicode_nfc)
  }

  /// The text without accents and other marks on its letters: what somebody types who has no keyboard
  /// for the language.
  package var withoutMarks: String {
    if hasOnlyBytes(where: { $0 < 0x80 }) { return self }
    var plain = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar.value < PlainLetters.table.count {
        if let letter = PlainLetters.table[Int(scalar.value)] { plain.append(letter) }
      } else if scalar.isCertainlyNFC || (0xAC00...0xD7A3).contains(scalar.value) {
        // Syllables of Hangul are made of letters, not of marks.
        plain.append(scalar)
      } else {
        plain.append(contentsOf: String(scalar).decomposedWithoutMarks.unicodeScalars)
      }
    }
    return String(plain)
  }

  fileprivate var decomposedWithoutMarks: String {
    var plain = String.UnicodeScalarView()
    for scalar in normalized(by: l10n_unicode_nfd).unicodeScalars
    where scalar.properties.generalCategory != .nonspacingMark {
      // Letters with a stroke have no form without it in Unicode's eyes.
      switch scalar {
      case "đ": plain.append("d")
      case "Đ": plain.append("D")
      case "ł": plain.append("l")
      case "Ł": plain.append("L")
      case "ø": plain.append("o")
      case "Ø": plain.append("O")
      default: plain.append(scalar)
      }
    }
    return String(plain)
  }

  private func normalized(
    by normalize: (UnsafePointer<UInt16>?, Int32, UnsafeMutablePointer<UInt16>?, Int32) -> Int32
  ) -> String {
    let text = Array(utf16)
    // A text never grows more than fourfold by normalisation (UAX #15, section 12).
    var result = [UInt16](repeating: 0, count: text.count * 4)
    let count = normalize(text, Int32(text.count), &result, Int32(result.count))
    // ICU fails only for want of memory or of its own data.
    precondition(count >= 0 && count <= result.count, "ICU cannot normalise")
    return String(decoding: result[..<Int(count)], as: UTF16.self)
  }

  /// NFC, with runs of white space made one space and none at either end.
  package var collapsedToNFC: String { normalizedToNFC.collapsingWhitespace }

  /// Runs of ASCII white space made one space, and none at either end.
  package var collapsingWhitespace: String {
    if isCollapsed { return self }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    var pending = false
    for byte in utf8 {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        pending = !bytes.isEmpty
        continue
      }
      if pending { bytes.append(0x20) }
      pending = false
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The letters of European languages and of Vietnamese without their marks; nil for a mark.
private enum PlainLetters {
  static let table: [Unicode.Scalar?] = (0..<0x1F00).map { value in
    guard let scalar = Unicode.Scalar(value) else { return nil }
    let plain = String(scalar).decomposedWithoutMarks.unicodeScalars
    // No letter of these decomposes into several.
    return plain.first
  }
}

extension String {
  /// Whether white space is single spaces between other characters.
  private var isCollapsed: Bool {
    var previous: UInt8 = 0x20
    let isSingle = hasOnlyBytes { byte in
      defer { previous = byte }
      return !((0x09...0x0D).contains(byte) || (byte == 0x20 && previous == 0x20))
    }
    return isSingle && (isEmpty || previous != 0x20)
  }

  /// Whether a test holds for every byte of the UTF-8, which is at hand in one piece.
  @inline(__always)
  private func hasOnlyBytes(where test: (UInt8) -> Bool) -> Bool {
    var text = self
    return text.withUTF8 { bytes in
      for byte in bytes where !test(byte) { return false }
      return true
    }
  }
}

extension Unicode.Scalar {
  /// True only for characters that no normalisation changes and that combine with nothing, which
  /// spares nearly all text of our languages the slow way.
  fileprivate var isCertainlyNFC: Bool {
    switch value {
    case 0..<0x300, 0x1E00...0x1E99, 0x1EA0...0x1EFF, 0x2010...0x2027, 0x2030...0x205E,
      0x20AC, 0xFFFC:
      true
    default: false
    }
  }
}
