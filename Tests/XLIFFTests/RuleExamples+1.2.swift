@testable import XLIFF

// The rules of 1.2.
extension RuleExample {
  private static func translated(_ source: String, _ rest: String = "", id: String = "1") -> String
  {
    "<trans-unit id=\"\(id)\"><source>\(source)</source>\(rest)</trans-unit>"
  }

  static let version12: [RuleExample] = [
    RuleExample(
      .v1UnitID, body: translated("a") + translated("b", id: "2"),
      not: translated("a") + translated("b")),
    RuleExample(
      .v1Segment, body: translated("a", segmented("1")), not: translated("a", segmented("2"))),
    RuleExample(
      .v1Phase, body: translated("a", "<target phase-name=\"p1\">b</target>"),
      not: translated("a", "<target phase-name=\"p2\">b</target>")),
    RuleExample(
      .v1Tool, body: translated("a", "<alt-trans tool-id=\"t1\"><target>b</target></alt-trans>"),
      not: translated("a", "<alt-trans tool-id=\"t2\"><target>b</target></alt-trans>")),
    RuleExample(
      .v1CodeID, body: translated("<x id=\"1\"/><x id=\"2\"/>"),
      not: translated("<x id=\"1\"/><x id=\"1\"/>")),
    RuleExample(
      .v1Pair, body: translated("<bx id=\"1\" rid=\"9\"/>a<ex id=\"2\" rid=\"9\"/>"),
      not: translated("<bx id=\"1\" rid=\"9\"/>a")),
    RuleExample(
      .v1Old, body(translated("a")),
      not: "<xliff version=\"1.1\" xmlns=\"urn:oasis:names:tc:xliff:document:1.1\"/>"),
  ]

  private static func segmented(_ id: String) -> String {
    "<seg-source><mrk mtype=\"seg\" mid=\"1\">a</mrk></seg-source><target><mrk mtype=\"seg\" "
      + "mid=\"\(id)\">b</mrk></target>"
  }
}
