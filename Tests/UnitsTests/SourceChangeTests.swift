import Testing
import Units

@Suite struct SourceChangeTests {
  struct Case: Sendable {
    let old: String
    let new: String
    let weight: SourceChange.Weight?
    let reason: String?

    init(_ old: String, _ new: String, _ weight: SourceChange.Weight?, _ reason: String? = nil) {
      self.old = old
      self.new = new
      self.weight = weight
      self.reason = reason
    }
  }

  @Test(arguments: [
    Case("Same text.", "Same  text.\n", nil),
    Case("cafe\u{301}", "caf\u{E9}", nil),
    Case("“Hello” – it’s", "\"Hello\" - it's", .cosmetic, "only quotes, dashes or spaces changed"),
    Case("a\u{A0}b", "a b", .cosmetic),
    Case("You can go.", "You may go.", .wording, "“can” became “may”"),
    Case("You can go.", "You can go now.", .wording, "“now” was added"),
    Case("It is due soon, really.", "It is due soon.", .wording, "“really” was removed"),
    Case(
      "Until November 29, 2021.", "Until December 10, 2021.", .critical,
      "“November 29” became “December 10”"),
    Case("Call 1-800-898-7180.", "Call 1-800-898-7181.", .critical),
    Case("Write to a@b.org.", "Write to c@b.org.", .critical),
    Case("See https://a.org now.", "See https://b.org now.", .critical),
    Case("You may go.", "You might go.", .wording),
    Case("Go in May 2026.", "Go in June 2026.", .critical),
  ])
  func `A change has its weight and its reason`(example: Case) throws {
    let change = SourceChange(
      from: Content(example.old), to: Content(example.new), language: try LanguageTag("en"))
    #expect(change?.weight == example.weight)
    if let reason = example.reason { #expect(change?.reason == reason) }
  }

  @Test func `A new address of a link is a change of markup`() throws {
    func link(_ address: String) -> Content {
      var content = Content("See ")
      content.append(InlineCode(id: "1", kind: .open, meaning: .link, original: "["))
      content.append("this")
      content.append(InlineCode(id: "1", kind: .close, meaning: .link, original: "](\(address))"))
      return content
    }
    let change = SourceChange(from: link("a"), to: link("b"), language: try LanguageTag("en"))
    #expect(change?.weight == .markup)
  }
}
