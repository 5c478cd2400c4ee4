import Units

/// How our states are said in XLIFF, and how XLIFF's are understood: the one place for both.
///
/// | state      | 1.2 `state`              | 1.2 `approved` | 2.x `state`  |
/// |------------|--------------------------|----------------|--------------|
/// | initial    | `new` (with `--copy-source`), else no target | – | `initial` |
/// | draft      | `needs-review-translation` | –            | `initial`, with a target |
/// | translated | `translated`             | –              | `translated` |
/// | reviewed   | `signed-off`             | `yes`          | `reviewed`   |
/// | final      | `final`                  | `yes`          | `final`      |
enum StateMapping {
  /// XLIFF 1.2, section 2.5 “Attribute Values”, `state`.
  static func v1_2(_ state: SegmentState) -> String {
    switch state {
    case .initial: "new"
    case .draft: "needs-review-translation"
    case .translated: "translated"
    case .reviewed: "signed-off"
    case .final: "final"
    }
  }

  /// XLIFF 2.0, section 4.3.1.29 `state`.
  static func v2(_ state: SegmentState) -> String {
    switch state {
    case .initial, .draft: "initial"
    case .translated, .reviewed, .final: state.rawValue
    }
  }

  /// What a 1.2 file says of a target. Editors disagree on the states, and some set none; a state
  /// that nobody set is left open, for the importer to judge by the text.
  static func state(v1_2 state: String?, approved: Bool) -> SegmentState? {
    switch state {
    case "final": .final
    case "signed-off": .reviewed
    case "translated", "needs-review-l10n", "needs-review-adaptation", "needs-l10n",
      "needs-adaptation":
      approved ? .reviewed : .translated
    case "needs-review-translation", "needs-translation": .draft
    case "new": .initial
    case nil: approved ? .reviewed : nil
    default: nil
    }
  }

  /// What a 2.x file says of a target.
  static func state(v2 state: String?) -> SegmentState? {
    switch state {
    case "translated": .translated
    case "reviewed": .reviewed
    case "final": .final
    case "initial": .draft
    default: nil
    }
  }

  /// The `state-qualifier` of 1.2.
  static func qualifier(_ origin: TargetOrigin) -> String {
    switch origin {
    case .contextMatch: "x-context-match"
    case .exactMatch: "exact-match"
    case .fuzzyMatch: "fuzzy-match"
    }
  }

  /// The origin that a `state-qualifier` of 1.2 tells.
  static func origin(qualifier: String) -> TargetOrigin? {
    TargetOrigin.allCases.first { self.qualifier($0) == qualifier }
  }

  /// The `subState` of 2.x.
  static func subState(_ origin: TargetOrigin) -> String { "l10n:\(origin.rawValue)" }

  /// The origin that a `subState` of 2.x tells.
  static func origin(subState: String) -> TargetOrigin? {
    TargetOrigin.allCases.first { self.subState($0) == subState }
  }
}

/// How the meanings of inline codes are said in XLIFF.
enum CodeMapping {
  /// The `ctype` of 1.2 for a code that stands alone or for a pair.
  static func ctype(_ meaning: InlineCode.Meaning, isPair: Bool) -> String {
    switch meaning {
    case .bold, .italic, .link: isPair ? meaning.rawValue : "x-\(meaning.rawValue)"
    case .image: isPair ? "x-image" : "image"
    case .lineBreak: isPair ? "x-lb" : "lb"
    case .strikethrough, .code, .html, .entity, .footnote, .anchor, .other: "x-\(meaning.rawValue)"
    }
  }

  static func meaning(ctype: String?) -> InlineCode.Meaning {
    guard let ctype else { return .other }
    if ctype == "lb" || ctype == "x-lb" { return .lineBreak }
    let name = ctype.hasPrefix("x-") ? String(ctype.dropFirst(2)) : ctype
    return InlineCode.Meaning(rawValue: name) ?? .other
  }

  /// The `type` of 2.x (section 4.3.1.38).
  static func type(_ meaning: InlineCode.Meaning) -> String {
    switch meaning {
    case .bold, .italic, .strikethrough, .lineBreak: "fmt"
    case .link: "link"
    case .image: "image"
    case .code, .html, .entity, .footnote, .anchor, .other: "other"
    }
  }

  /// The `subType` of 2.x: the registered ones where there is one, else our own.
  static func subType(_ meaning: InlineCode.Meaning) -> String? {
    switch meaning {
    case .bold: "xlf:b"
    case .italic: "xlf:i"
    case .lineBreak: "xlf:lb"
    case .link, .image: nil
    case .strikethrough, .code, .html, .entity, .footnote, .anchor, .other:
      "l10n:\(meaning.rawValue)"
    }
  }

  static func meaning(type: String?, subType: String?) -> InlineCode.Meaning {
    switch (type, subType) {
    case (_, "xlf:b"): .bold
    case (_, "xlf:i"): .italic
    case (_, "xlf:lb"): .lineBreak
    case ("link", _): .link
    case ("image", _): .image
    default:
      subType.flatMap { $0.hasPrefix("l10n:") ? String($0.dropFirst(5)) : nil }
        .flatMap(InlineCode.Meaning.init(rawValue:)) ?? .other
    }
  }
}
