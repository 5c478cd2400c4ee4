import Testing
import Units
@testable import XLIFF

@Suite("Validation of XLIFF")
struct ValidationTests {
  @Test("Each rule finds what breaks it, and nothing else", arguments: RuleExample.all)
  func rule(_ example: RuleExample) {
    #expect(findings(in: example.accepted).map(\.rule) == [])
    let found = findings(in: example.rejected)
    #expect(Set(found.map(\.rule)) == [example.rule], "\(found.map(\.message))")
    #expect(found.allSatisfy { $0.line > 0 && !$0.message.isEmpty })
  }

  @Test("Every rule has an example")
  func examples() {
    #expect(Set(RuleExample.all.map(\.rule)) == Set(XLIFFRule.allCases))
  }

  @Test(
    "Fragment identifiers have a form",
    arguments: [
      ("f=f1", true), ("/f=f1/u=u1/n=n1", true), ("f=f1/g=g1", true), ("u=u1/d=d1", true),
      ("s1", true),
      ("t=1", true), ("f=f1/res=r1", true), ("my=1", true), ("", false), ("f=", false),
      ("u=u1/f=f1", false), ("f=f1/f=f2", false), ("f=f1/d=d1/u=1", false), ("n=n1/s1", false),
      ("x=1", false), ("a b=1", false), ("f=f1//n=n1", false), ("u=1/u=2", false),
    ])
  func fragment(_ text: String, _ isAccepted: Bool) {
    #expect(((try? FragmentIdentifier(text)) != nil) == isAccepted)
  }

  @Test(
    "Language tags have a form",
    arguments: [
      ("en", true), ("en-US", true), ("zh-Hant-TW", true), ("es-419", true),
      ("sl-rozaj-biske", true),
      ("de-CH-1996", true), ("x-ours", true), ("en-x-a", true), ("en-u-ca-buddhist", true),
      ("i-klingon", true),
      ("zh-cmn-Hans-CN", true), ("en_US", false), ("e", false), ("en-", false),
      ("en-toolongsubtag", false),
      ("en-u", false), ("", false), ("12", false), ("en-US-Latn", false),
    ])
  func language(_ tag: String, _ isAccepted: Bool) {
    #expect(LanguageForm.isWellFormed(tag) == isAccepted)
  }

  @Test("Codes have attributes of modules, and none of extensions")
  func codeAttributes() {
    for code in ["<ph id=\"1\" @/>", "<pc id=\"1\" @>a</pc>", "<sc id=\"1\" isolated=\"yes\" @/>"] {
      for (attribute, rules) in [
        ("fs:fs=\"b\"", []), ("slr:equivStorage=\"2\"", []), ("my:a=\"b\"", [XLIFFRule.attribute]),
      ] {
        let source = RuleExample.segment(code.replacing("@", with: attribute))
        #expect(findings(in: RuleExample.unit(source)).map(\.rule) == rules, "\(source)")
      }
    }
  }

  @Test(
    "A rule of the validation module says one thing",
    arguments: [
      ("isPresent=\"a\" occurs=\"1\"", true), ("isNotPresent=\"a\" occurs=\"1\"", true),
      ("my:rule=\"a\"", true), ("my:rule=\"a\" my:more=\"b\"", true), ("", false),
      ("isPresent=\"a\" endsWith=\"b\"", false), ("isNotPresent=\"a\" my:rule=\"b\"", false),
      ("startsWith=\"a\" occurs=\"1\"", false),
    ])
  func validationRule(_ attributes: String, _ isAccepted: Bool) {
    let rule = "<val:validation><val:rule \(attributes)/></val:validation>\(RuleExample.text)"
    #expect(findings(in: RuleExample.unit(rule)).isEmpty == isAccepted)
  }

  @Test(
    "An order that is no place is a value", arguments: ["0", "-1", "x", "99999999999999999999"])
  func badOrder(_ order: String) {
    let unit =
      "<segment><source>a</source><target order=\"\(order)\">b</target></segment>"
      + RuleExample.text
    #expect(findings(in: RuleExample.unit(unit)).map(\.rule) == [.value])
  }

  @Test("What we write is valid, in every version", arguments: XLIFFVersion.allCases)
  func ours(_ version: XLIFFVersion) throws {
    let bytes = XLIFFWriter(version: version).write(try fullRecord())
    #expect(findings(in: bytes).map(\.message) == [])
  }

  @Test("A file that is no XLIFF is said to be none")
  func unreadable() {
    for text in ["", "<html/>", "<xliff xmlns=\"urn:x\"/>", "<!DOCTYPE xliff><xliff/>", "<xliff"] {
      var found = 0
      #expect(!XLIFFValidator.validate(Array(text.utf8)) { _ in found += 1 })
      #expect(found == 1)
    }
  }

  @Test("Findings come in the order of the file, each time the same")
  func order() {
    let codes = (1...40).map { "<ph id=\"\($0)\" dataRef=\"d\($0)\"/>\n" }.joined()
    let targets = (1...40).map { "<pc id=\"\($0)\">a</pc>\n" }.joined()
    let text = RuleExample.unit(
      "<segment><source>\(codes)</source><target>\(targets)</target></segment>")
    let lines = findings(in: text).map(\.line)
    #expect(lines.count == 80)
    #expect(lines == lines.sorted())
  }

  @Test(
    "A large unit is judged in a moment",
    arguments: [
      "<ph id=\"#\" dataRef=\"d\"/>", "<ph id=\"#\" copyOf=\"x\"/>",
      "<sc id=\"#\"/><ec startRef=\"#\"/>",
      "<ph id=\"#\" canReorder=\"no\" canCopy=\"no\" canDelete=\"no\"/>",
      "<mrk id=\"#\" type=\"my:a\" slr:sizeInfoRef=\"s\">a</mrk>",
      "<mrk id=\"#\" its:version=\"2.0\" its:locQualityIssuesRef=\"#its=i\">a</mrk>",
    ])
  func large(_ code: String) {
    let count = 10_000
    let issues = (0..<count).map {
      "<its:locQualityIssues xml:id=\"i\($0)\"><its:locQualityIssue "
        + "locQualityIssueComment=\"a\"/></its:locQualityIssues>"
    }
    let data = (0..<count).map { "<data id=\"d\($0)\">a</data>" }
    let codes = (0..<count).map { code.replacing("\"#\"", with: "\"c\($0)\"") }
    let text = RuleExample.unit(
      "\(issues.joined())<originalData>\(data.joined())</originalData>"
        + RuleExample.segment(codes.joined()))
    let found = findings(in: text).count
    #expect(code.contains("startRef") ? found == 0 : found >= count)
  }

  private func findings(in text: String) -> [XLIFFFinding] { findings(in: Array(text.utf8)) }

  private func findings(in bytes: [UInt8]) -> [XLIFFFinding] {
    var found: [XLIFFFinding] = []
    _ = XLIFFValidator.validate(bytes) { found.append($0) }
    return found
  }
}
