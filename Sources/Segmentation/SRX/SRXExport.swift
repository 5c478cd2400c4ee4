import LibXML

/// The built-in rules as an SRX 2.0 file, for tools that read no others.
///
/// The rules are made from the same words as the tables of the scanner. SRX looks at a place through
/// two expressions and knows nothing of the sentence so far, so where a sentence begins is told by
/// what stands before it: the text's start, a line end, or a mark that ends one. Two things cannot be
/// said: whether a straight quotation mark that stands between spaces opens or closes, and whether a
/// sentence began with an emoji where those before it did not.
package enum SRXExport {
  /// The file.
  package static func file() -> [UInt8] {
    var xml = XMLBuilder()
    xml.open(
      "srx", [("xmlns", "http://www.lisa.org/srx20"), ("version", "2.0")])
    xml.open("header", [("segmentsubflows", "yes"), ("cascade", "no")])
    xml.empty("formathandle", [("type", "start"), ("include", "no")])
    xml.empty("formathandle", [("type", "end"), ("include", "yes")])
    xml.empty("formathandle", [("type", "isolated"), ("include", "yes")])
    xml.close("header")
    xml.open("body")
    xml.open("languagerules")
    for language in languages {
      xml.open("languagerule", [("languagerulename", language.name)])
      for rule in SRXRules(language.rules).rules { rule.write(&xml) }
      xml.close("languagerule")
    }
    xml.close("languagerules")
    xml.open("maprules")
    for language in languages {
      xml.empty(
        "languagemap",
        [("languagepattern", language.pattern), ("languagerulename", language.name)])
    }
    xml.close("maprules")
    xml.close("body")
    xml.close("srx")
    return xml.bytes
  }

  private static let languages: [(name: String, pattern: String, rules: LanguageRules)] = [
    ("English", "[Ee][Nn].*", .english),
    ("Spanish", "[Ee][Ss].*", LanguageRules.spanish.joined(with: .englishNames)),
    ("Vietnamese", "[Vv][Ii].*", LanguageRules.vietnamese.joined(with: .englishNames)),
    ("Other", ".*", LanguageRules.standard.joined(with: .english)),
  ]
}

/// The rules of one language in the order in which they are tried.
struct SRXRules {
  struct Rule {
    let isBreak: Bool
    let before: String
    let after: String

    func write(_ xml: inout XMLBuilder) {
      xml.open("rule", [("break", isBreak ? "yes" : "no")])
      xml.element("beforebreak") { $0.text(before) }
      xml.element("afterbreak") { $0.text(after) }
      xml.close("rule")
    }
  }

  private(set) var rules: [Rule] = []
  private let language: LanguageRules

  init(_ language: LanguageRules) {
    self.language = language
    addCertainBreaks()
    addLists()
    addEmbeddings()
    addEllipses()
    addTightBreaks()
    addContinuations()
    addAbbreviations()
    addOrdinaryBreaks()
  }

  // MARK: Expressions

  private let space = #"[\s\x0B\x{200B}]"#
  private let opener = #"["'(\[{*_«¿¡‘“„‹‚•‣⁃▪●◦\-–—―]"#
  private let closer =
    #"(?:["')\]}*_»’”›†‡¹²³⁰⁴-⁹」』】）]|\[\^[^\]\s]{1,39}\]|\[[^\]\s]{1,3}\]|[\x{A0}\x{202F}]»)"#
  private let marks = "[.?!…‼‽]"
  private let emoji =
    #"(?: ?(?:[\x{1F300}-\x{1FAFF}]|[\x{231A}\x{231B}\x{23E9}-\x{23FA}\x{2600}-\x{2712}\x{2719}-\x{2793}\x{2B50}\x{2B55}]\x{FE0F}?))*+"#

  /// Marks with what closes behind them.
  private var end: String { "\(marks)+(?:\(closer)\(marks)*)*\(emoji)" }
  /// A single stop with what closes behind it.
  private var stop: String { "(?: (?=\\.\\s))?\\.(?:\(closer)\(marks)*)*" }
  /// White space and what opens behind it.
  private var gap: String { "\(space)+(?:\(opener)\(space)*)*" }
  private let wordStart = #"(?<![\p{L}\p{N}.'’&ªº°])"#
  private let partStart = #"(?<![\p{L}\p{N}'’&ªº°])"#
  /// The end of a word that white space, a comma or an apostrophe ends.
  private let wholeWord = #"(?=[\s,'’]|$)"#
  private let upper = #"(?:\p{Lu}|\p{Ll}\p{Lu})"#
  private let lower = #"\p{Ll}(?!\p{Lu})"#

  /// Where a sentence begins.
  private var sentenceStart: String {
    let abbreviations = alternatives(
      language.titles, language.numbered, language.ambiguous, allCases: true)
    // Asked behind the mark: few places have one.
    let isNone = #"(?<!\b(?:\#(abbreviations)|\p{L}[°ºª]?)\#(marks))"#
    return "(?:^|[\\n\\r]|\(marks)\(isNone)\(closer)*\(space)+)(?:\(opener)\(space)*)*"
  }

  private func alternatives(_ lists: String..., allCases: Bool = false) -> String {
    var words: Set<String> = []
    for word in lists.flatMap({ $0.split(whereSeparator: \.isWhitespace).map(String.init) }) {
      words.insert(word)
      if allCases {
        words.insert(word.prefix(1).uppercased() + word.dropFirst())
        words.insert(word.uppercased())
      }
    }
    return words.sorted { ($1.count, $0) < ($0.count, $1) }
      .map { $0.replacing(".", with: "\\.") }.joined(separator: "|")
  }

  /// The words of a list with a capital and in capitals.
  private func capitalised(_ list: String) -> String {
    let words = list.split(whereSeparator: \.isWhitespace)
      .flatMap { [$0.prefix(1).uppercased() + $0.dropFirst(), $0.uppercased()] }
    return alternatives(words.joined(separator: " "))
  }

  private mutating func breakAt(_ before: String, _ after: String) {
    rules.append(Rule(isBreak: true, before: before, after: after))
  }

  private mutating func stayAt(_ before: String, _ after: String) {
    rules.append(Rule(isBreak: false, before: before, after: after))
  }

  // MARK: Rules

  /// Quotations and brackets inside a longer sentence.
  private mutating func addEmbeddings() {
    for (open, close) in [(#"\("#, #"\)"#), ("“", "”"), ("«", "»"), (#"(?<![^\s(])"(?=\S)"#, "\"")]
    {
      let signs = open.hasSuffix(")") ? "\"" : open + close
      let inside = "(?:[^\(signs)\\n\\r]|[\\n\\r](?=\\p{L})){0,400}?"
      stayAt("\(open)\(inside)", "\(inside)\(close)(?:[,;]|\\s+\\p{Ll})")
    }
  }

  /// Empty lines, list items on lines of their own, headings in capitals.
  private mutating func addCertainBreaks() {
    // Where a sentence began with an emoji, the next one does too.
    let picture = emoji.dropLast(2) + "+"
    let sentence = "\(picture)[^.?!…‼‽]*\(marks)+\(closer)*"
    let led = "^\\s*(?=\\S)(?:\(sentence)){1,20}"
    breakAt(led, " \(picture)")
    stayAt("\(led) \(picture)", space)
    breakAt(#"(?:\r\n|\n|\r(?!\n))"#, #"[ \t\x{A0}]*[\n\r]"#)
    breakAt(#"[\n\r]"#, #"\s*[•‣⁃▪●◦]"#)
    breakAt(#"[.:;?!][ \t]*[\n\r]+"#, #"[ \t]*(?:[-*]|(?:\d{1,3}|[A-Za-z])(?:\.\)|\.|\)))\s"#)
    breakAt(
      #"(?:^|[\n\r]|[.?!…]\s)[^\p{L}\n\r]*(?:\p{Lu}[^\p{L}\n\r]*+){4,}+[\n\r]+"#,
      #"\s*\p{Lu}[\p{Ll}\s]"#)
  }

  /// Items in running text, where the text begins with the first label or a bullet.
  private mutating func addLists() {
    for tail in [#"\.\)"#, #"\."#, #"\)"#] {
      for number in 2...30 {
        let before = number == 2 ? "" : #"\#(paragraph)\s\#(number - 1)\#(tail)\s"#
        addItem(#"^\s*1\#(tail)\s\#(before)"#, "\(number)\(tail)")
      }
      for letter in "bcdefghij" { addItem(#"^\s*a\#(tail)\s"#, "\(letter)\(tail)") }
    }
    stayAt(#"[•‣⁃▪●◦]\s*(?:\d{1,3}|\p{L})(?:\.\)|\.|\))"#, #"\s"#)
    breakAt(#"^\s*[•‣⁃▪●◦](?:(?!\n\s*\n)[\s\S])*?\s"#, "[•‣⁃▪●◦]")
  }

  /// Text without an empty line.
  private let paragraph = #"(?:(?!\n\s*\n)[\s\S])*?"#

  /// A break before a label in running text, and none behind it.
  private mutating func addItem(_ start: String, _ label: String) {
    let before = start + paragraph + #"(?:\b\p{Ll}[\p{L}\p{N}]*|[^\p{L}\s])\s+"#
    breakAt(before, label + #"\s+\p{Lu}"#)
    stayAt(before + label, #"\s+\p{Lu}"#)
  }

  private mutating func addEllipses() {
    // `word. . . . Next`: the first stop ends the sentence.
    breakAt(#"(?<=[^\s.])\."#, #" \. \. \.\s+\p{Lu}"#)
    stayAt(#"(?<=[^\s.])\.(?: \.){3}"#, #"\s"#)
    breakAt(#"(?<=\s)\.(?: \.){3,}\#(closer)*"#, #"\s+\p{Lu}"#)
    breakAt(#"(?<=\s)\. \. \.\#(closer)*"#, #"\s+\p{Lu}\p{Ll}\p{Ll}"#)
    stayAt(#"\.(?: \.)*"#, #" \."#)
    stayAt(#"\. \. \.\#(closer)*"#, #"\s"#)
    stayAt(#"[\[(](?:\.{2,}|…)[\])]\#(closer)*"#, #"\s"#)
    // Marks that a space sets apart, as tokenised text and French have them.
    stayAt("\(marks)+\(closer)*", #"(?: "(?= ))? [.?!](?=\s|$)"#)
    stayAt("(?<= )\(marks)+\(closer)*", #"(?: "(?= ))? [.?!]+(?=\s|$)"#)
    stayAt(#"\d \."#, #" \d"#)
    breakAt(#"(?<= )[?!] \.{2,}"#, space)
    stayAt(#"(?<![\p{L}\p{N}.'’&ªº°])\p{L}\."#, #"\s+\p{Lu}\."#)
    // A unit of measure.
    breakAt(#"\p{N} (?!(?:\#(alternatives(language.ambiguous))) ?\.)\p{Ll} ?\."#, #"\s+\p{Lu}"#)
    // An ellipsis at the start of a sentence belongs to it.
    stayAt("\(sentenceStart)(?:\\.{2,}|…)\(closer)*", "\(space)")
  }

  /// A sentence whose space before it was forgotten.
  private mutating func addTightBreaks() {
    breakAt(#"(?<![^\s"(])\p{Ll}{2,}\."#, #"[“«¿¡(]?\p{Lu}(?:\p{Ll}+|(?<=[IA]))(?=[\s,]|$)"#)
    breakAt(#"(?<![^\s"(])\p{Lu}?\p{Ll}+[?!]+"#, #"[“«¿¡(]?\p{Lu}(?:\p{Ll}+|(?<=[IA]))(?=[\s,]|$)"#)
  }

  /// What goes on with the sentence.
  private mutating func addContinuations() {
    stayAt(end, "\(gap)[,;:]")
    let companies = alternatives(language.closing, allCases: true)
    stayAt("[?!‼‽]\(closer)*", "\(gap)\\p{Lu}(?<=(?=(?:\(companies))\\.).)")
    if language.acceptsSmallStarts {
      let known = alternatives(
        language.ambiguous, language.titles, language.numbered, language.closing)
      breakAt(
        "(?<![^\\s\"'(\\[{*_«¿¡‘“„‹–—-])(?=\\p{Ll}{4,}\\.)(?!(?:\(known))\\.)(?=\\p{Ll}*[aeiouyà-ỹ])\\p{Ll}{4,}\\.",
        "\(space)+\(lower)\\p{L}*\(wholeWord)")
      breakAt("\(sentenceStart)\\p{Lu}[\\p{L}'’]*[?!‼‽.…]*[?!‼‽]+", "\(space)+\(lower)")
      breakAt("(?<!\\p{L})(?!\\p{Lu})[\\p{L}\\p{N}'’.&]*[?!‼‽]+", "\(space)+\(lower)")
    }
    // `(a) The`: the label of an item.
    let label = #"(?!(?<=\()(?:\p{Ll}|[ivxl]{1,5})\)\s+\p{Lu})"#
    stayAt(end, "\(gap)\(label)\(lower)")
    if !language.speech.isEmpty {
      let speech = alternatives(language.speech)
      // What a colon introduces, or a stop closes, needs nobody named behind it.
      breakAt(":\\s*[\"“«][^\"“”«»]{1,400}\(marks)[\"”»]", "\(gap)\(upper)")
      breakAt("[?!…]+[\"”»]\\.", "\(gap)\(upper)")
      stayAt(
        "\(marks)+[^\\s]*[\"'»’”›][^\\s]*",
        "\(gap)\(upper)\\p{L}*(?:\(space)+\\p{Lu}\\p{L}*)?\(space)+(?:\(speech))\\b")
    }
  }

  private mutating func addAbbreviations() {
    let numberLike = #"(?:\p{Nd}|[^\p{L}\p{N}\s]|[IVXLivxl]{1,5}(?=[\s,'’]|$)|\p{Lu}(?=,))"#
    let starters = alternatives(language.starters, allCases: true)
    let openers = "\(space)+(?:[\"'(\\[{*_«¿¡‘“„‹‚•]\(space)*)*"
    let starter = "\(openers)(?:\(starters))\(wholeWord)"
    // `etc.).`: the last stop is no part of the abbreviation.
    breakAt(
      "\\.\(closer)*[)\\]}](?:\(closer)|\(marks))*\\.",
      "\(gap)(?:\(upper)|\\p{Nd}|[^\\p{L}\\p{N}\\s,;:])")
    // List labels.
    stayAt(
      "\(sentenceStart)(?:\\d{1,3}|\\d+(?:\\.\\d+)+|\\p{L}|[IVXLivxl]{1,4})\\.(?:\(closer))*",
      "\(space)")
    stayAt(
      "\(sentenceStart)(?:\(alternatives(language.numbered, allCases: true)))\\.\\s+(?:[\\d.]*\\d|[IVXLivxl]+)\\.(?:\(closer))*",
      "\(space)")
    let labels = capitalised(language.labelled)
    let plainOrdinals = alternatives(language.ordinals, allCases: true)
    let labelOrdinals = plainOrdinals.isEmpty ? "" : "|\(plainOrdinals)"
    if !labels.isEmpty {
      stayAt(
        "\(sentenceStart)(?:\(labels))\\s+(?:[\\d.]*\\d|[IVXLivxl]+\(labelOrdinals))\\.(?:\(closer))*",
        "\(space)")
    }
    stayAt("[;]\\s+(?:\\d{1,3}|[IVXLivxl]{1,4}\(labelOrdinals))\\.(?:\(closer))*", "\(space)")
    stayAt("[:]\\s+(?:1|I\(labelOrdinals))\\.(?:\(closer))*", "\(space)")
    let ordinals = capitalised(language.ordinals)
    if !ordinals.isEmpty { stayAt("\(sentenceStart)(?:\(ordinals))\\.(?:\(closer))*", "\(space)") }
    // Footnotes whose raised writing was lost.
    let known = alternatives(
      language.titles, language.numbered, language.ambiguous, allCases: true)
    breakAt(
      "\\.(?<=\\p{Ll}\\p{Ll}\\.)(?<!\(partStart)(?:\(known))\\.)\\d{1,3}",
      "\(gap)(?:\(upper)|\\p{Nd}|[^\\p{L}\\p{N}\\s,;:])")
    breakAt(
      "\\.[\"»”’]\\d{1,3}", "\(gap)(?:\(upper)|\\p{Nd}|[^\\p{L}\\p{N}\\s,;:])")
    let closing = alternatives(language.closing, allCases: true)
    // `EE. UU. (USCIS)`: what stands in brackets belongs to the abbreviation.
    stayAt(
      "\(wordStart)(?:\(closing)|\(known))\\.[^\\s)\\]}]*", "\(space)+\\((?=[\\p{L}\\p{N}])")
    stayAt("\(wordStart)(?:\(closing))\\.[)\\]}]", "\(space)")
    stayAt(
      "\(wordStart)(?:\(closing))\(stop)",
      "\(space)+(?:[–—-]|(?:\(opener)\(space)*)*(?:[^\\p{L}\\s]))")
    breakAt("\(wordStart)(?:\(closing))\(stop)", "\(gap)\(upper)")
    stayAt("\(partStart)(?:\(alternatives(language.titles)))\(stop)", "\(space)")
    let numbered = alternatives(language.numbered, allCases: true)
    stayAt("\(wordStart)(?:\(numbered))\(stop)", "\(gap)(?:\\p{Lu}[ -]?)?\\p{Nd}")
    stayAt("\(wordStart)(?!(?:no|No|NO)\\.)(?:\(numbered))\(stop)", "\(gap)\(numberLike)")
    // Times of day.
    if !language.timesOfDay.isEmpty {
      let times = alternatives(language.timesOfDay, allCases: true) + #"|(?<=[ap]\.\s)m"#
      let calendar = alternatives(language.calendar, allCases: true)
      let phrases = alternatives(language.timePhrases, allCases: true)
      stayAt("(?:\(times))\(stop)", "\(gap)(?:\(calendar))\\b")
      stayAt(
        "\(sentenceStart)(?:\(phrases))\\s(?:\\S+\\s){0,3}?(?:\\S*\\s?)?(?:\(times))\(stop)",
        "\(space)")
      stayAt(
        "\(wordStart)(?:\(times))\(stop)", "\(space)+(?:[–—-]|(?:\(opener)\(space)*)*[^\\p{Lu}\\s])"
      )
      breakAt("\(wordStart)(?:\(times))\(stop)", "\(gap)\(upper)")
    }
    // Initials, short forms with inner stops, words that nobody could say, and the listed ones.
    let ambiguous = alternatives(language.ambiguous)
    let shapes =
      #"\p{L}[°ºª]?|(?:\p{L}{1,2}\.|\p{Lu}{3,4}\.)+\p{L}|(?=[\p{L}]*\p{Ll})(?![\p{L}]*[aeiouyAEIOUY\x{80}-\x{1EFF}])[\p{L}]{2,5}"#
    let words = "\(wordStart)(?:\(ambiguous)|(?<!\\p{N} (?=\\p{Ll}))(?:\(shapes)))"
    stayAt("\(words)\\.[^\\s]*[)\\]}][^\\s]*", "\(space)")
    breakAt("\\p{N} \\p{Ll}\\p{L}+\\.", "\(openers)\\p{Lu}[\\p{L}]*\(wholeWord)")
    // `box A`: a letter that labels what stands before it.
    let labelled = alternatives(language.labelled, allCases: true)
    if !labelled.isEmpty {
      breakAt(
        "\(wordStart)(?:\(labelled))\\s+\\p{Lu}\(stop)", "\(openers)\\p{Lu}[\\p{L}]*\(wholeWord)")
    }
    breakAt("\(words)\(stop)", starter)
    if language.namesAreCapitalised {
      breakAt(
        "(?!\\p{Lu}\\.(?!\\p{L}))\(words)\(stop)",
        "\(openers)\\p{Lu}\\p{L}{0,6}(?=\\s+\\p{Ll})\(wholeWord)")
    }
    stayAt("\(words)\(stop)", "\(space)")
  }

  private mutating func addOrdinaryBreaks() {
    breakAt(end, "\(space)")
    breakAt(#"[。！？．｡]+[」』】）”’]*"#, "")
    if !language.isLatin { breakAt("[։؟۔।॥።။។]+\(closer)*", "\(space)") }
  }
}
