/// A language tag as BCP 47 defines it (RFC 5646, section 2.1), in its canonical case.
///
/// The tag is checked for being well-formed and for a primary language that exists: `en`, `es-MX`
/// and `zh-Hant-TW` are tags, `en_US` and `vn` are not.
package struct LanguageTag: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The whole tag, for instance `es-MX`.
  package let description: String

  /// The primary language subtag, for instance `es`.
  package var language: String { String(description.prefix { $0 != "-" }) }

  /// Why a text is not a language tag, in words for the person who wrote it.
  package struct Malformed: Error, Equatable {
    /// One sentence.
    package let reason: String
    /// The tag that was probably meant.
    package let suggestion: String?
  }

  /// Reads a tag in any case.
  package init(_ text: String) throws(Malformed) {
    let subtags = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    if text.contains("_") {
      let repaired = text.split(separator: "_").joined(separator: "-")
      throw Malformed(
        reason: "“\(text)” is not a language tag: its parts are joined by “-”",
        suggestion: (try? LanguageTag(repaired))?.description)
    }
    let primary = subtags[0].lowercased()
    guard (2...3).contains(primary.count), primary.allSatisfy(\.isASCIILetter) else {
      throw Malformed(
        reason: "“\(text)” is not a language tag: it starts with a language of 2 or 3 letters",
        suggestion: Self.codesByName[primary])
    }
    if primary.count == 2, !Self.languages.contains(primary) {
      throw Malformed(
        reason: "“\(text)” names no language that exists", suggestion: Self.mistaken[primary])
    }
    guard let rest = Self.canonical(Array(subtags.dropFirst())) else {
      throw Malformed(
        reason: "“\(text)” is not a well-formed language tag (BCP 47)", suggestion: primary)
    }
    description = ([primary] + rest).joined(separator: "-")
  }

  package static func < (a: LanguageTag, b: LanguageTag) -> Bool { a.description < b.description }

  /// The region, such as `MX`; nil where the tag names none.
  package var region: String? {
    let rest: ArraySlice<Substring> = description.split(separator: "-").dropFirst()
    return rest.first {
      ($0.count == 2 && $0.allSatisfy(\.isLetter)) || ($0.count == 3 && $0.allSatisfy(\.isNumber))
    }.map(String.init)
  }

  /// Whether the language is written from right to left, by its script where the tag names one.
  package var isRightToLeft: Bool {
    let rest = description.split(separator: "-").dropFirst()
    if let script = rest.first(where: { $0.count == 4 && $0.allSatisfy(\.isLetter) }) {
      return ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"].contains(script)
    }
    return ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
      .contains(language)
  }

  /// What the language calls itself, or the tag where that is not known.
  package var ownName: String { Self.ownNames[language] ?? description }

  /// The subtags behind the language in their canonical case; nil where their order or form is
  /// wrong (RFC 5646, section 2.1).
  private static func canonical(_ subtags: [String]) -> [String]? {
    var result: [String] = []
    var stage = 0  // 0 extlang, 1 script, 2 region, 3 variants
    var index = 0
    while index < subtags.count {
      let subtag = subtags[index]
      guard (1...8).contains(subtag.count), subtag.allSatisfy(\.isASCIILetterOrDigit) else {
        return nil
      }
      if subtag.count == 1 {
        let tail = subtags[index...].map { $0.lowercased() }
        return tail.count > 1 && tail.allSatisfy { (1...8).contains($0.count) }
          ? result + tail : nil
      }
      let letters = subtag.allSatisfy(\.isASCIILetter)
      if stage == 0, index < 3, letters, subtag.count == 3 {
        result.append(subtag.lowercased())
      } else if stage <= 1, letters, subtag.count == 4 {
        result.append(subtag.prefix(1).uppercased() + subtag.dropFirst().lowercased())
        stage = 2
      } else if stage <= 2, (letters && subtag.count == 2) || isAreaCode(subtag) {
        result.append(subtag.uppercased())
        stage = 3
      } else if subtag.count >= 5 || (subtag.count == 4 && subtag.first?.isNumber == true) {
        result.append(subtag.lowercased())
        stage = 3
      } else {
        return nil
      }
      index += 1
    }
    return result
  }

  /// Whether a subtag is a region in UN M.49 form, such as `419`.
  private static func isAreaCode(_ subtag: String) -> Bool {
    subtag.count == 3 && subtag.allSatisfy(\.isASCIIDigit)
  }
}

extension Character {
  package var isASCIILetter: Bool { isASCII && isLetter }
  package var isASCIIDigit: Bool { isASCII && isNumber }
  package var isASCIILetterOrDigit: Bool { isASCIILetter || isASCIIDigit }
}

// MARK: - Tables

extension LanguageTag {
  /// The two-letter codes of ISO 639-1.
  private static let languages: Set<String> = Set(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu
    hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb
    lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om
    or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv
    sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Country codes that people write for the language spoken there.
  private static let mistaken = [
    "cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "mx": "es", "ph": "tl",
    "sp": "es", "ua": "uk", "us": "en", "vn": "vi",
  ]

  private static let codesByName = [
    "arabic": "ar", "chinese": "zh", "english": "en", "français": "fr", "french": "fr",
    "korean": "ko", "spanish": "es", "español": "es", "tagalog": "tl", "vietnamese": "vi",
  ]

  private static let ownNames = [
    "ar": "العربية", "de": "Deutsch", "en": "English", "es": "Español", "fr": "Français",
    "hi": "हिन्दी", "ht": "Kreyòl ayisyen", "km": "ខ្មែរ", "ko": "한국어", "lo": "ລາວ",
    "pt": "Português", "ru": "Русский", "so": "Soomaali", "tl": "Tagalog", "uk": "Українська",
    "vi": "Tiếng Việt", "zh": "中文",
  ]
}
