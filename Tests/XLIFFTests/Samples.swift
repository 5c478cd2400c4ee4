import Units

/// A record with everything that a record can hold.
func fullRecord() throws -> Record {
  func code(
    _ id: String, _ kind: InlineCode.Kind, _ meaning: InlineCode.Meaning, _ original: String
  ) -> Inline {
    .code(InlineCode(id: id, kind: kind, meaning: meaning, original: original))
  }
  let source = Content([
    .text("Read "), code("1", .open, .link, "["), .text("the <form> & sign"),
    code("1", .close, .link, "](https://a.org \"t\")"), code("2", .standalone, .image, "![x](y)"),
    code("3", .standalone, .lineBreak, "  \n"), .text("now \"quick\"."),
  ])
  let target = Content([
    code("2", .standalone, .image, "![x](y)"), .text("Lea "), code("1", .open, .link, "["),
    .text("el formulario"), code("1", .close, .link, "](https://a.org \"t\")"),
    code("3", .standalone, .lineBreak, "  \n"), .text("ya; Tiếng Việt."),
  ])
  var record = Record(
    original: "locales/en/a & b.md", sourceLanguage: try LanguageTag("en"),
    targetLanguage: try LanguageTag("es-MX"), format: "markdown",
    built: BuiltVersion(path: "locales/es-MX/a & b.md", digest: "0123456789abcdef"))
  var states: [Segment] = []
  for (index, state) in SegmentState.allCases.enumerated() {
    var segment = Segment(
      number: index + 1, ignorable: index == 0 ? Content() : Content(" "),
      source: index == 0 ? source : Content("Sentence \(index)."))
    if state != .initial {
      segment.target = index == 0 ? target : Content("Frase \(index).")
      segment.state = state
      segment.base = Segment.digest(of: segment.target)
    }
    states.append(segment)
  }
  states[2].origin = .exactMatch
  states[2].notes = [
    Note(author: "l10n", text: "From <elsewhere>"), Note(author: "R", text: "Fine?"),
  ]
  states[1].alternatives = [
    Alternative(kind: .previousVersion, source: source, target: target)
  ]
  states[0].alternatives = [
    Alternative(
      kind: .suggestion, source: Content("Alike."), target: Content("Igual."), score: 84,
      origin: "b.md"),
    Alternative(kind: .conflict, source: source, target: target),
  ]
  var translated = Segment(number: 3, source: source)
  translated.target = target
  translated.state = .reviewed
  translated.base = Segment.digest(of: target)
  record.units = [
    Unit(id: "abc234", kind: .heading(level: 2), segments: states),
    Unit(id: "bcd345", kind: .frontMatter(key: "title"), segments: [translated]),
  ]
  record.retired = [Unit(id: "r.cde456", kind: .paragraph, segments: [translated])]
  return record
}
