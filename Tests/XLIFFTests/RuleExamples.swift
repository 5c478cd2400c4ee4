import Testing

@testable import XLIFF

/// For each rule of validation a document that keeps it and one that breaks it and nothing else.
struct RuleExample: CustomTestStringConvertible {
  let rule: XLIFFRule
  let accepted: String
  let rejected: String
  /// What the two differ in, and what it stands in.
  let shown: (place: String, accepted: String, rejected: String)

  var testDescription: String { rule.rawValue }

  /// Examples that differ in one unit of XLIFF 2.1.
  init(_ rule: XLIFFRule, unit accepted: String, not rejected: String) {
    self.init(
      rule, Self.unit(accepted), not: Self.unit(rejected),
      shown: ("a unit of XLIFF 2.1", accepted, rejected))
  }

  /// Examples that differ in what a file holds.
  init(_ rule: XLIFFRule, file accepted: String, not rejected: String) {
    self.init(
      rule, Self.file(accepted), not: Self.file(rejected),
      shown: ("a file of XLIFF 2.1", accepted, rejected))
  }

  /// Examples that differ in a source.
  init(_ rule: XLIFFRule, source accepted: String, not rejected: String) {
    self.init(
      rule, Self.unit(Self.segment(accepted)), not: Self.unit(Self.segment(rejected)),
      shown: ("a source of XLIFF 2.1", accepted, rejected))
  }

  /// Examples of XLIFF 1.2 that differ in the body.
  init(_ rule: XLIFFRule, body accepted: String, not rejected: String) {
    self.init(
      rule, Self.body(accepted), not: Self.body(rejected),
      shown: ("a body of XLIFF 1.2", accepted, rejected))
  }

  /// Examples that are whole documents.
  init(_ rule: XLIFFRule, _ accepted: String, not rejected: String) {
    self.init(
      rule, accepted, not: rejected,
      shown: ("", accepted.withoutNamespaces, rejected.withoutNamespaces))
  }

  private init(
    _ rule: XLIFFRule, _ accepted: String, not rejected: String,
    shown: (place: String, accepted: String, rejected: String)
  ) {
    self.rule = rule
    self.accepted = accepted
    self.rejected = rejected
    self.shown = shown
  }

  /// A file of 2.2 that holds something.
  static func version22(_ content: String) -> String {
    file(content).replacing("document:2.0", with: "document:2.2")
      .replacing("version=\"2.1\"", with: "version=\"2.2\"")
  }

  /// The hints of a code that stays where it is.
  static func fixed(_ hint: String) -> String {
    "canReorder=\"\(hint)\" canCopy=\"no\" canDelete=\"no\""
  }

  static func segment(_ source: String) -> String {
    "<segment><source>\(source)</source></segment>"
  }

  static func unit(_ content: String) -> String { file("<unit id=\"u1\">\(content)</unit>") }

  static func file(_ content: String) -> String {
    document("<file id=\"f1\">\(content)</file>")
  }

  static func document(
    _ content: String, version: String = "2.1", languages: String = "srcLang=\"en\" trgLang=\"es\""
  ) -> String {
    """
    <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="\(version)" \(languages)
      xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"
      xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" xmlns:fs="urn:oasis:names:tc:xliff:fs:2.0"
      xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"
      xmlns:res="urn:oasis:names:tc:xliff:resourcedata:2.0"
      xmlns:ctr="urn:oasis:names:tc:xliff:changetracking:2.0"
      xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0"
      xmlns:val="urn:oasis:names:tc:xliff:validation:2.0"
      xmlns:its="http://www.w3.org/2005/11/its" xmlns:my="urn:example:my">\(content)</xliff>
    """
  }

  static func body(_ content: String) -> String {
    """
    <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a.txt"
      source-language="en" target-language="es" datatype="plaintext"><header><phase-group><phase
      phase-name="p1" process-name="translation"/></phase-group><tool tool-id="t1"
      tool-name="t"/></header><body>\(content)</body></file></xliff>
    """
  }

  static let text = "<segment><source>Go</source></segment>"
  static let unit1 = "<unit id=\"u1\">\(text)</unit>"
  static let data = "<originalData><data id=\"d1\">x</data></originalData>"
  private static let locked = "canCopy=\"no\" canDelete=\"no\""

  static let all: [RuleExample] = core + codes + modules + version12

  private static let core: [RuleExample] = [
    RuleExample(.wellFormed, unit(text), not: unit("<segment><source>Go</segment>")),
    RuleExample(
      .version, document("<file id=\"f1\">\(unit1)</file>"),
      not: document("<file id=\"f1\">\(unit1)</file>", version: "2.7")),
    RuleExample(.element, file: unit1, not: "\(unit1)\(text)"),
    RuleExample(
      .contentOrder, file: "<notes><note>Hi</note></notes>\(unit1)",
      not: "\(unit1)<notes><note>Hi</note></notes>"),
    RuleExample(
      .contentMissing, unit: "<notes><note>Hi</note></notes>\(text)", not: "<notes/>\(text)"),
    RuleExample(.text, file: unit1, not: "Hello \(unit1)"),
    RuleExample(
      .attribute, unit: text, not: "<segment translate=\"no\"><source>Go</source></segment>"),
    RuleExample(
      .attributeMissing, file: "<group id=\"g1\"/>\(unit1)", not: "<group/>\(unit1)"),
    RuleExample(
      .value, unit: "<segment state=\"initial\"><source>Go</source></segment>",
      not: "<segment state=\"begun\"><source>Go</source></segment>"),
    RuleExample(
      .languageTag, document("<file id=\"f1\">\(unit1)</file>", languages: "srcLang=\"en-US\""),
      not: document("<file id=\"f1\">\(unit1)</file>", languages: "srcLang=\"en_US\"")),
    RuleExample(
      .targetLanguage, unit("<segment><source>Go</source><target>Ve</target></segment>"),
      not: document(
        "<file id=\"f1\"><unit id=\"u1\"><segment><source>Go</source><target>Ve</target></segment>"
          + "</unit></file>", languages: "srcLang=\"en\"")),
    RuleExample(
      .sourceLang, unit: "<segment><source xml:lang=\"en-GB\">Go</source></segment>",
      not: "<segment><source xml:lang=\"fr\">Va</source></segment>"),
    RuleExample(
      .targetLang,
      unit: "<segment><source>Go</source><target xml:lang=\"es\">Ve</target></segment>",
      not: "<segment><source>Go</source><target xml:lang=\"fr\">Va</target></segment>"),
    RuleExample(
      .xmlSpace,
      unit: "<segment><source xml:space=\"preserve\">Go</source><target xml:space=\"preserve\">Ve"
        + "</target></segment>",
      not: "<segment><source xml:space=\"preserve\">Go</source><target>Ve</target></segment>"),
    RuleExample(
      .fileID, document("<file id=\"f1\">\(unit1)</file><file id=\"f2\">\(unit1)</file>"),
      not: document("<file id=\"f1\">\(unit1)</file><file id=\"f1\">\(unit1)</file>")),
    RuleExample(
      .groupID, file: "<group id=\"g1\"><group id=\"g2\"/></group>",
      not: "<group id=\"g1\"><group id=\"g1\"/></group>"),
    RuleExample(
      .unitID, file: "\(unit1)<group id=\"u1\"><unit id=\"u2\">\(text)</unit></group>",
      not: "\(unit1)<group id=\"g1\">\(unit1)</group>"),
    RuleExample(
      .noteID, unit: "<notes><note id=\"n1\">a</note><note id=\"n2\">b</note></notes>\(text)",
      not: "<notes><note id=\"n1\">a</note><note id=\"n1\">b</note></notes>\(text)"),
    RuleExample(
      .dataID,
      unit: "<originalData><data id=\"d1\">a</data><data id=\"d2\">b</data></originalData>\(text)",
      not: "<originalData><data id=\"d1\">a</data><data id=\"d1\">b</data></originalData>\(text)"),
    RuleExample(
      .inlineID, unit: "<segment id=\"s1\"><source><ph id=\"1\"/></source></segment>",
      not: "<segment id=\"1\"><source><ph id=\"1\"/></source></segment>"),
    RuleExample(
      .targetID,
      unit: "<segment><source><ph id=\"1\"/></source><target><ph id=\"1\"/></target></segment>",
      not: "<segment><source><ph id=\"1\"/></source><target><pc id=\"1\">a</pc></target></segment>"),
    RuleExample(
      .extensionID, unit: "<my:a id=\"1\"/><my:b id=\"2\"/>\(text)",
      not: "<my:a id=\"1\"/><my:b id=\"1\"/>\(text)"),
    RuleExample(
      .fragmentSyntax, source: "<mrk id=\"m1\" type=\"term\" ref=\"#f=f1/u=u1\">a</mrk>",
      not: "<mrk id=\"m1\" type=\"term\" ref=\"#u=u1/f=f1\">a</mrk>"),
    RuleExample(
      .fragmentUnresolved, source: "<mrk id=\"m1\" type=\"term\" ref=\"#u=u1\">a</mrk>",
      not: "<mrk id=\"m1\" type=\"term\" ref=\"#u=u9\">a</mrk>"),
    RuleExample(
      .dataReference,
      unit: "\(data)<segment><source><ph id=\"1\" dataRef=\"d1\"/></source></segment>",
      not: "\(data)<segment><source><ph id=\"1\" dataRef=\"d2\"/></source></segment>"),
    RuleExample(
      .subFlows,
      file: "\(unit1)<unit id=\"u2\">\(segment("<ph id=\"1\" subFlows=\"u1\"/>"))</unit>",
      not: "\(unit1)<unit id=\"u2\">\(segment("<ph id=\"1\" subFlows=\"u3\"/>"))</unit>"),
    RuleExample(
      .skeleton, file: "<skeleton href=\"a.skl\"/>\(unit1)", not: "<skeleton/>\(unit1)"),
    RuleExample(
      .unitSegment, unit: "<ignorable><source> </source></ignorable>\(text)",
      not: "<ignorable><source> </source></ignorable>"),
    RuleExample(
      .stateTarget,
      unit: "<segment state=\"final\"><source>Go</source><target>Ve</target></segment>",
      not: "<segment state=\"final\"><source>Go</source></segment>"),
    RuleExample(
      .subState, unit: "<segment state=\"initial\" subState=\"my:a\"><source>Go</source></segment>",
      not: "<segment subState=\"my:a\"><source>Go</source></segment>"),
    RuleExample(
      .order,
      unit: "<segment><source>a</source><target order=\"2\">A</target></segment>"
        + "<segment><source>b</source><target order=\"1\">B</target></segment>",
      not: "<segment><source>a</source><target order=\"2\">A</target></segment>"
        + "<segment><source>b</source><target>B</target></segment>"),
  ]

  private static let codes: [RuleExample] = [
    RuleExample(.codePoint, source: "a<cp hex=\"0001\"/>", not: "a<cp hex=\"0041\"/>"),
    RuleExample(
      .subType, source: "<ph id=\"1\" type=\"fmt\" subType=\"xlf:lb\"/>",
      not: "<ph id=\"1\" type=\"link\" subType=\"xlf:lb\"/>"),
    RuleExample(
      .pairedAttributes,
      source: "<pc id=\"1\" equivStart=\"\" equivEnd=\"\">a</pc>",
      not: "<pc id=\"1\" equivStart=\"\">a</pc>"),
    RuleExample(
      .isolated, source: "<sc id=\"1\" isolated=\"yes\"/>a",
      not: "<sc id=\"1\" isolated=\"yes\"/>a<sc id=\"2\"/><ec startRef=\"2\"/>"
        + "<mrk id=\"3\" translate=\"no\"><ec startRef=\"1\"/></mrk>"),
    RuleExample(
      .startEnd, source: "<sc id=\"1\"/>a<ec startRef=\"1\"/>", not: "<sc id=\"1\"/>a"),
    RuleExample(
      .startEndAttributes,
      source: "<sc id=\"1\" canDelete=\"no\"/>a<ec startRef=\"1\" canDelete=\"no\"/>",
      not: "<sc id=\"1\" canDelete=\"no\"/>a<ec startRef=\"1\"/>"),
    RuleExample(
      .endID, source: "<ec id=\"1\" isolated=\"yes\"/>a", not: "<ec isolated=\"yes\"/>a"),
    RuleExample(
      .marker, source: "<sm id=\"1\" translate=\"no\"/>a<em startRef=\"1\"/>",
      not: "<sm id=\"1\" translate=\"no\"/>a"),
    RuleExample(
      .copyOf, source: "<ph id=\"1\"/><ph id=\"2\" copyOf=\"1\"/>",
      not: "<ph id=\"1\" canCopy=\"no\"/><ph id=\"2\" copyOf=\"1\"/>"),
    RuleExample(
      .reorderHints, source: "<ph id=\"1\" canReorder=\"firstNo\" \(locked)/>",
      not: "<ph id=\"1\" canReorder=\"firstNo\"/>"),
    RuleExample(
      .reorderChain,
      source: "<ph id=\"1\" canReorder=\"firstNo\" \(locked)/><ph id=\"2\" canReorder=\"no\" "
        + "\(locked)/>",
      not: "<ph id=\"1\"/><ph id=\"2\" canReorder=\"no\" \(locked)/>"),
    RuleExample(
      .reorderChanged, unit: reordered(["1", "2", "3"]), not: reordered(["1", "3", "2"])),
    RuleExample(
      .removedCode,
      unit: "<segment><source><ph id=\"1\" canDelete=\"no\"/></source><target><ph id=\"1\" "
        + "canDelete=\"no\"/></target></segment>",
      not: "<segment><source><ph id=\"1\" canDelete=\"no\"/></source><target>a</target></segment>"),
    RuleExample(
      .comment, source: "<mrk id=\"1\" type=\"comment\" value=\"Why?\">a</mrk>",
      not: "<mrk id=\"1\" type=\"comment\">a</mrk>"),
    RuleExample(
      .comment,
      file:
        "<notes><note id=\"n1\">Hi</note></notes><unit id=\"u1\"><notes><note id=\"n1\">Hi</note></notes>"
        + "<segment><source><mrk id=\"1\" type=\"comment\" ref=\"#n=n1\">a</mrk></source></segment></unit>",
      not: "<notes><note id=\"n1\">Hi</note></notes><unit id=\"u1\"><segment><source><mrk id=\"1\" "
        + "type=\"comment\" ref=\"#f=f1/n=n1\">a</mrk></source></segment></unit>"),
    RuleExample(
      .fragmentSyntax,
      unit:
        "<my:a id=\"a1\"/><segment><source><mrk id=\"m1\" type=\"term\" ref=\"#tbx=a1\">a</mrk></source></segment>",
      not:
        "<my:a id=\"a1\"/><segment><source><mrk id=\"m1\" type=\"term\" ref=\"#my=a1\">a</mrk></source></segment>"
    ),
    RuleExample(.element, unit: "<my:other/>\(text)", not: "<val:other/>\(text)"),
    RuleExample(
      .reorderChanged,
      unit:
        "<segment><source><pc id=\"1\" \(fixed("firstNo"))>a<ph id=\"2\" \(fixed("no"))/></pc></source>"
        + "<target><pc id=\"1\" \(fixed("firstNo"))>a<ph id=\"2\" \(fixed("no"))/></pc></target></segment>",
      not:
        "<segment><source><pc id=\"1\" \(fixed("firstNo"))>a<ph id=\"2\" \(fixed("no"))/></pc></source>"
        + "<target><pc id=\"1\" \(fixed("firstNo"))>a</pc><ph id=\"2\" \(fixed("no"))/></target></segment>"
    ),
    RuleExample(
      .translateAnnotation, source: "<mrk id=\"1\" translate=\"no\">a</mrk>",
      not: "<mrk id=\"1\">a</mrk>"),
    RuleExample(
      .matchAnnotation, source: "<mrk id=\"1\" type=\"mtc:match\">a</mrk>",
      not: "<mrk id=\"1\" type=\"mtc:match\" ref=\"#1\">a</mrk>"),
  ]

  private static func reordered(_ ids: [String]) -> String {
    func codes(_ ids: [String]) -> String {
      ids.map { "<ph id=\"\($0)\" canReorder=\"\($0 == "1" ? "firstNo" : "no")\" \(locked)/>" }
        .joined()
    }
    return
      "<segment><source>\(codes(["1", "2", "3"]))</source><target>\(codes(ids))</target></segment>"
  }
}

extension String {
  /// The document without the declarations of modules, which every example has.
  fileprivate var withoutNamespaces: String {
    replacing(/\s+xmlns:\w+="[^"]*"/, with: "")
  }
}
