import Units

/// What lies between a source and one like it, in points of a score.
struct SourceDifference {
  /// What differs beside the words.
  enum Detail: Hashable, CaseIterable {
    case figures, addresses, marks, capitals, codes

    var text: String {
      switch self {
      case .figures: "numbers or dates differ"
      case .addresses: "addresses differ"
      case .marks: "punctuation differs"
      case .capitals: "capital letters differ"
      case .codes: "inline codes differ"
      }
    }

    /// What it takes off: a number or an address that is not put in misleads a reader.
    fileprivate var points: Int {
      switch self {
      case .figures, .addresses: 2
      case .marks, .capitals, .codes: 1
      }
    }
  }

  /// The points that the words take off, and what they are.
  let words: MatchReason?
  let details: Set<Detail>

  /// The most points that all details take off: where no word differs, the score is 95 or more.
  static let mostForDetails = 5

  /// What the details take off, but those that are settled.
  func reasons(without settled: Set<Detail>) -> [MatchReason] {
    var rest = Self.mostForDetails
    return Detail.allCases.filter(details.contains).map { detail in
      let points = settled.contains(detail) ? 0 : min(rest, detail.points)
      rest -= points
      return MatchReason(points: points, text: detail.text)
    }
  }

  /// Compares a source that was found with the one that was asked for.
  ///
  /// - Parameters:
  ///   - old: The source that was found.
  ///   - new: The source that was asked for.
  ///   - likeness: The share of words that are the same, in per cent.
  init(from old: SourceTraits, to new: SourceTraits, likeness: Int) {
    words =
      likeness < 100
      ? MatchReason(
        points: 100 - likeness, text: WordDifference(from: old.masked, to: new.masked).summary)
      : nil
    var details: Set<Detail> = []
    if old.figures != new.figures { details.insert(.figures) }
    if old.addresses != new.addresses { details.insert(.addresses) }
    if old.marks != new.marks { details.insert(.marks) }
    if likeness == 100, old.letters != new.letters { details.insert(.capitals) }
    if old.codes != new.codes { details.insert(.codes) }
    self.details = details
  }
}

/// What a source has beside its words.
struct SourceTraits {
  let placeables: [Placeable]
  let figures: [String]
  let addresses: [String]
  /// The text with something in the place of each placeable.
  let masked: String
  let marks: String
  let codes: [InlineCode.Kind]

  /// Looks at a source in a language.
  init(_ content: Content, language: String) {
    let text = content.text.normalizedToNFC
    placeables = Placeable.all(in: text, language: language)
    figures = placeables.filter { $0.kind != .address && $0.kind != .mail }
      .map { $0.text + $0.signs }
    addresses = placeables.filter { $0.kind == .address || $0.kind == .mail }.map(\.text)
    masked = text.replacing(placeables.map { ($0.range, "#") })
    marks = masked.scalars { !$0.isOfWordOrSpace && $0 != "#" }
    codes = content.placedCodes.map(\.code.kind)
  }

  var letters: String { masked.scalars { $0.properties.isAlphabetic } }
}

extension Unicode.Scalar {
  /// Whether it is a letter, a digit or a space.
  fileprivate var isOfWordOrSpace: Bool {
    if isASCII {
      switch value {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x09...0x0D: return true
      default: return false
      }
    }
    return properties.isAlphabetic || properties.isWhitespace || properties.numericType != nil
      || properties.generalCategory == .nonspacingMark
  }
}

extension String {
  fileprivate func scalars(where test: (Unicode.Scalar) -> Bool) -> String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars where test(scalar) { result.append(scalar) }
    return String(result)
  }
}

extension String {
  /// The text with other texts in the place of ranges of its bytes, which follow each other.
  func replacing(_ parts: [(range: Range<Int>, text: String)]) -> String {
    if parts.isEmpty { return self }
    var result: [UInt8] = []
    var start = 0
    let bytes = Array(utf8)
    for part in parts {
      result += bytes[start..<part.range.lowerBound] + Array(part.text.utf8)
      start = part.range.upperBound
    }
    return String(decoding: result + bytes[start...], as: UTF8.self)
  }
}
