import Memory
import Testing
import Units

@Suite struct MatchingTests {
  private func languages(_ target: String = "es") throws -> LanguagePair {
    LanguagePair(source: try LanguageTag("en"), target: try LanguageTag(target))
  }

  /// A store with some translations.
  private func memory(_ entries: [MemoryEntry]) throws -> TranslationMemory {
    let memory = try TranslationMemory(path: nil)
    try memory.update(with: [MemoryFile(path: "a", digest: "1") { _, take in try take(entries) }])
    return memory
  }

  private func entry(_ source: String, _ target: String, _ language: String = "es") throws
    -> MemoryEntry
  {
    MemoryEntry(
      source: Self.content(source), target: Self.content(target),
      languages: try languages(language),
      document: "a.md")
  }

  /// A content in which `<b>` and `</b>` are a pair of codes and `<x/>` is one that stands alone.
  private static func content(_ text: String) -> Content {
    var content = Content()
    var rest = text[...]
    while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
      if start > rest.startIndex { content.append(String(rest[..<start])) }
      let tag = String(rest[start...end])
      let kind: InlineCode.Kind =
        tag.hasPrefix("</") ? .close : tag.hasSuffix("/>") ? .standalone : .open
      let id = String(tag.filter { $0.isLetter || $0.isNumber })
      content.append(InlineCode(id: id, kind: kind, meaning: .other, original: tag))
      rest = rest[rest.index(after: end)...]
    }
    content.append(String(rest))
    return content
  }

  private func matches(
    _ entries: [MemoryEntry], _ source: String, _ language: String = "es", minimum: Int = 50,
    penalties: MatchPenalties = MatchPenalties(), terms: [Term] = []
  ) throws -> [MemoryMatch] {
    let matcher = MemoryMatcher([try memory(entries)], penalties: penalties) { _ in
      { content in terms.filter { content.text.lowercased().contains($0.source) } }
    }
    return try matcher.matches(
      for: MemoryQuery(source: Self.content(source), languages: try languages(language)),
      limits: MatchLimits(minimum: minimum, count: 5, wantsFuzzyBesideExact: true))
  }

  // MARK: Scores

  @Test(arguments: [
    ("You must leave now.", "You must stay now.", 75, "“leave” became “stay” (−25)"),
    ("You must leave now.", "You must leave right now.", 80, "“right” was added (−20)"),
    (
      "You must leave now.", "you MUST leave now?", 98,
      "punctuation differs (−1), capital letters differ (−1)"
    ),
    ("You must leave now.", "YOU must leave now.", 99, "capital letters differ (−1)"),
    ("You must leave now.", "You must leave now!", 99, "punctuation differs (−1)"),
    (
      "Pay five of 30 now.", "Pay five of many now.", 78,
      "“#” became “many” (−20), numbers or dates differ (−2)"
    ),
    (
      "Go to a@b.org by 9 now", "GO TO “c@d.org” BY 10 NOW", 95,
      "numbers or dates differ (−2), addresses differ (−2), punctuation differs (−1), capital"
        + " letters differ"
    ),
  ])
  func `The score is the share of words that stay, less a point for each other difference`(
    stored: String, asked: String, score: Int, reasons: String
  ) throws {
    let found = try matches([entry(stored, "Nada.")], asked).first
    #expect(found?.score == score)
    #expect(found?.reasons.map(\.description).joined(separator: ", ") == reasons)
  }

  @Test func `What is too unlike is no match`() throws {
    #expect(try matches([entry("You must leave now.", "x")], "They may stay here.").isEmpty)
    #expect(
      try matches([entry("You must leave now.", "x")], "You must stay now.", minimum: 76).isEmpty)
  }

  @Test func `The very segment goes before its context, that before the same text`() throws {
    var here = try entry("Stay calm.", "Aquí.")
    (here.document, here.unit) = ("b.md", "k-1")
    var between = try entry("Stay calm.", "Entre.")
    between.context = SegmentContext(previous: Content("A."), next: Content("B."))
    let query = MemoryQuery(
      source: Content("Stay calm."),
      context: SegmentContext(previous: Content("A."), next: Content("B.")),
      languages: try languages(), document: "b.md", unit: "k-1")
    let found = try MemoryMatcher([memory([entry("Stay calm.", "Lejos."), between, here])])
      .matches(for: query, limits: MatchLimits(minimum: 70, count: 1))
    #expect(found.map(\.score) == [102, 101, 100])
    #expect(found.map(\.target.text) == ["Aquí.", "Entre.", "Lejos."])
    #expect(found.map(\.kind) == [.unit, .context, .exact])
  }

  @Test func `All translations of the same text are shown, each once, however many are wanted`()
    throws
  {
    let entries = try (0..<9).map { try entry("Stay calm.", "Calma \($0 % 8).") }
    let found = try matches(entries, "Stay calm.")
    #expect(found.count == 8)
    #expect(found.allSatisfy { $0.score == 100 })
  }

  @Test func `Among equals state decides, then age, then the document, then an order for good`()
    throws
  {
    func make(
      _ target: String, _ change: (inout MemoryEntry) -> Void = { _ in }
    ) throws -> MemoryEntry {
      var made = try entry("Stay calm.", target)
      made.origin = .file
      change(&made)
      return made
    }
    let entries = [
      try make("g"), try make("f"), try make("e") { $0.document = "" },
      try make("d") { $0.date = "20250101T000000Z" },
      try make("c") { $0.date = "20260101T000000Z" },
      try make("b") { $0.origin = .record }, try make("a") { $0.state = .final },
    ]
    for order in [entries, entries.reversed()] {
      #expect(
        try matches(order, "Stay calm.").map(\.target.text) == ["a", "b", "c", "d", "e", "f", "g"])
    }
  }

  @Test func `Penalties are told, and what has one is no translation of the same text for sure`()
    throws
  {
    var penalties = MatchPenalties()
    (penalties.several, penalties.unreviewed) = (3, 1)
    var machine = try entry("Stay calm.", "Máquina.")
    (machine.origin, machine.state) = (.machine, .reviewed)
    var variant = try entry("Stay calm.", "Variante.")
    variant.variant = "es-MX"
    let found = try matches([machine, variant], "Stay calm.", penalties: penalties)
    #expect(found.map(\.score) == [95, 92])
    #expect(
      found.map { $0.reasons.dropFirst().map(\.description) } == [
        [
          "the text has several translations (−3)", "translated for es-MX (−1)",
          "not reviewed (−1)",
        ],
        ["translated by a machine (−5)", "the text has several translations (−3)"],
      ])
    // A penalty puts nothing better out of sight.
    var aligned = try entry("You must leave the house now please.", "x")
    aligned.origin = .aligned
    penalties.aligned = 20
    let better = try entry("You must leave that house now.", "y")
    #expect(
      try matches([aligned, better], "You must leave the house now.", penalties: penalties)
        .map(\.target.text) == ["y", "x"])
  }

  // MARK: Repair

  @Test(arguments: [
    // Numbers, in the translation's own manner.
    ("es", "Pay $30 now.", "Pague $30 ahora.", "Pay $45 now.", "Pague $45 ahora."),
    ("es", "Pay $1,225.50.", "Pague $1,225.50.", "Pay $3,400.00.", "Pague $3,400.00."),
    (
      "vi", "Pay 1,225.50 dollars.", "Trả 1.225,50 đô la.", "Pay 3,400.75 dollars.",
      "Trả 3.400,75 đô la."
    ),
    (
      "es", "Pay 1,225 dollars.", "Pague 1.225 dólares.", "Pay 3,400 dollars.",
      "Pague 3.400 dólares."
    ),
    ("es", "From 3 to 5 of 3.", "De 3 a 5 de 3.", "From 4 to 6 of 4.", "De 4 a 6 de 4."),
    (
      "es", "Call 1-800-354-0365.", "Llame al 1-800-354-0365.", "Call 1-800-898-7180.",
      "Llame al 1-800-898-7180."
    ),
    // Dates, in the locale's convention.
    (
      "es", "Come on November 29, 2026.", "Venga el 29 de noviembre de 2026.",
      "Come on May 3, 2027.", "Venga el 3 de mayo de 2027."
    ),
    (
      "vi", "Come on November 29, 2026.", "Hãy đến vào ngày 29 tháng 11 năm 2026.",
      "Come on May 3, 2027.", "Hãy đến vào ngày 3 tháng 5 năm 2027."
    ),
    ("es", "By 11/29/2026.", "Antes del 29/11/2026.", "By 1/5/2027.", "Antes del 5/1/2027."),
    ("vi", "By 01/02/2026.", "Trước 02/01/2026.", "By 12/05/2026.", "Trước 05/12/2026."),
    ("es", "By 2026-11-29.", "Antes del 2026-11-29.", "By 2027-01-05.", "Antes del 2027-01-05."),
    // Addresses.
    (
      "es", "See https://a.org/x and write to a@b.org.", "Vea https://a.org/x y escriba a a@b.org.",
      "See https://c.org/y and write to d@e.org.", "Vea https://c.org/y y escriba a d@e.org."
    ),
  ])
  func `What a rule can put in is put in`(
    language: String, source: String, target: String, asked: String, expected: String
  ) throws {
    let found = try matches([entry(source, target, language)], asked, language)
    #expect(found.first?.target.text == expected)
    #expect(found.first?.kind == .repaired)
    #expect(found.first?.score == 99)
    #expect(found.first?.repairs.isEmpty == false)
  }

  @Test(arguments: [
    // The number is in words, or not there as often as in the source.
    ("es", "You have 30 days.", "Tiene treinta días.", "You have 45 days."),
    ("es", "You have 30 days.", "Tiene 30 días; sí, 30.", "You have 45 days."),
    // Nobody knows how this Spanish groups thousands.
    ("es", "Pay 500 dollars.", "Pague 500 dólares.", "Pay 1,500 dollars."),
    ("es", "See https://a.org.", "Vea la página.", "See https://b.org."),
    ("vi", "In May 2026.", "Trong tháng năm 2026.", "In June 2026."),
    // A thousand is grouped in some way.
    ("vi", "Pay 500 dollars.", "Trả 500 đô la.", "Pay 1,500 dollars."),
    ("vi", "See 8 CFR 208.", "Xem 8 CFR 208.", "See 8 CFR 208.13."),
    // Of two equal numbers nobody knows which is which.
    (
      "es", "Bring 9 papers on page 9.", "En la página 9 traiga 9 papeles.",
      "Bring 12 papers on page 9."
    ),
    (
      "es", "Call (800) 898-7180 or (240) 898-7180.",
      "Llame al (240) 898-7180 o al (800) 898-7180.",
      "Call (800) 111-2222 or (240) 898-7180."
    ),
    // Hours have words around them, and ordinals ends.
    (
      "es", "Come at 8:00 p.m. today.", "Venga hoy a las 8:00 de la noche.",
      "Come at 2:00 p.m. today."
    ),
    ("vi", "Come at 9 a.m. today.", "Hãy đến lúc 9 giờ sáng nay.", "Come at 10 a.m. today."),
    ("es", "Come on January 1.", "Venga el 1.º de enero.", "Come on January 15."),
    ("vi", "Bring 2 copies on Monday.", "Mang hai bản vào thứ 2.", "Bring 3 copies on Monday."),
    // The number is in words, and the figure is another one.
    ("es", "Bring 12 copies to us.", "Traiga doce copias a la sala 12.", "Bring 15 copies to us."),
    ("es", "Within ten (10) days.", "En diez (10) días.", "Within ten (15) days."),
    // Days that do not show their order.
    ("es", "By 5/5/2026.", "Antes del 5/5/2026.", "By 12/4/2026."),
    ("es", "By 5/5 at last.", "Antes del 5/5.", "By 4/12 at last."),
    ("es", "By 4-4-99 at last.", "Antes del 4-4-99.", "By 4-12-99 at last."),
    ("es", "Pay $500 now.", "Pague $500 ya.", "Pay €500 now."),
    // One of a date's parts has no place.
    ("es", "On Sept. 5 we meet.", "El 5 de sept. nos vemos.", "On Aug. 7 we meet."),
    ("es", "It takes 30 days.", "Toma 30 días.", "It takes 1 days."),
    // Another day in the translation than in the source.
    ("es", "By 11/29/2026.", "Antes del 28/11/2026.", "By 1/5/2027."),
  ])
  func `What is not certain is left as it is`(
    language: String, source: String, target: String, asked: String
  ) throws {
    let found = try matches([entry(source, target, language)], asked, language)
    #expect(found.first?.target.text == target)
    #expect(found.first?.kind == .fuzzy)
    #expect((found.first?.score ?? 100) < 99)
  }

  @Test func `Nothing is put in where words differ, as they may have moved`() throws {
    let found = try matches(
      [entry("You have 30 days to appeal it.", "Tiene 30 días para apelar.")],
      "You have 45 days to fight it.")
    #expect(found.first?.target.text == "Tiene 30 días para apelar.")
    #expect(found.first?.score == 83)
  }

  @Test(arguments: [
    ("0.5% of it.", "0.5% de eso.", ".75% of it.", ".75% de eso."),
    ("It is -10 degrees.", "Hace -10 grados.", "It is 20 degrees.", "Hace 20 grados."),
  ])
  func `Signs and leading marks belong to their number`(
    source: String, target: String, asked: String, expected: String
  ) throws {
    #expect(try matches([entry(source, target)], asked).first?.target.text == expected)
  }

  @Test func `Of many sources that differ in figures alone the first ones are shown`() throws {
    let entries = try (0..<4000).map {
      try entry("Case \($0) is on page \($0 % 7).", "Caso \($0).")
    }
    let memory = try memory(entries)
    let queries = try (0..<5).map {
      MemoryQuery(source: Content("Case \($0 + 5000) is on page 9."), languages: try languages())
    }
    let found = try MemoryMatcher([memory]).matches(
      for: queries, limits: MatchLimits(minimum: 70, count: 3))
    #expect(found.allSatisfy { $0.count == 3 })
  }

  @Test func `Of many sources that differ in figures alone the one with the same figures is found`()
    throws
  {
    var entries = try (100..<900).map {
      try entry("Wait for number \($0) here.", "Espere el número \($0) aquí.")
    }
    // Nothing can be put in here: the translation has no figures.
    entries += try (100..<900).map {
      try entry("Take ticket \($0) out.", "Saque su turno \($0 % 2).")
    }
    let first = try #require(try matches(entries, "Wait for number 777 here!").first)
    #expect(first.source.text == "Wait for number 777 here." && first.score == 99)
    let other = try #require(try matches(entries, "Take ticket 654 out!").first)
    #expect(other.source.text == "Take ticket 654 out." && other.score == 99)
  }

  @Test func `One term of the glossary takes the place of another`() throws {
    let terms = [
      Term(source: "asylum", target: "asilo"), Term(source: "parole", target: "permiso"),
    ]
    let stored = try entry("Asylum is not a crime.", "Asilo no es un delito.")
    let found = try matches([stored], "Parole is not a crime.", terms: terms)
    #expect(found.first?.target.text == "Permiso no es un delito.")
    #expect(found.first?.score == 95)
    #expect(found.first?.repairs == ["“Asilo” became “Permiso”, a term of the glossary"])
    // Two differences are more than a term.
    let two = try matches([stored], "Parole was not a crime.", terms: terms)
    #expect(two.first?.target.text == "Asilo no es un delito.")
  }

  @Test(arguments: [
    ("Stay calm now.", "Mantenga la calma.", "<b>Stay calm now.</b>", "<b>Mantenga la calma.</b>"),
    ("<b>Stay calm now.</b>", "<b>Mantenga la calma.</b>", "Stay calm now.", "Mantenga la calma."),
    (
      "Call 911 at once please.", "Llame al 911 ya.", "Call <b>911</b> at once please.",
      "Llame al <b>911</b> ya."
    ),
    (
      "Stay calm in there now.", "Mantenga la calma.", "<x/>Stay calm in there now.",
      "<x/>Mantenga la calma."
    ),
    ("Stay calm in there now.", "Calma.", "Stay <b>calm</b> in there now.", "Calma."),
  ])
  func `Inline codes are put in where their places are certain`(
    source: String, target: String, asked: String, expected: String
  ) throws {
    let found = try matches([entry(source, target)], asked)
    #expect(found.first?.target.display == expected)
  }

  @Test func `Codes stay around what is put between them`() throws {
    let found = try matches(
      [
        entry(
          "Pay <b>$30</b> by <x/>May 3, 2026.", "Pague <b>$30</b> antes del 3<x/> de mayo de 2026.")
      ],
      "Pay <b>$4,500</b> by <x/>June 30, 2027.", "es-US")
    #expect(found.isEmpty)
    let same = try matches(
      [
        entry(
          "Pay <b>$30</b> by <x/>May 3, 2026.", "Pague <b>$30</b> antes del 3<x/> de mayo de 2026.")
      ],
      "Pay <b>$4500</b> by <x/>June 30, 2027.")
    #expect(
      same.first?.target.display == "Pague <b>$4500</b> antes del 30<x/> de junio de 2027.")
  }
}
