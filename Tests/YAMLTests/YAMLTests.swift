import Testing
import YAML

@Suite struct YAMLTests {
  private func shown(_ node: YAMLNode?) -> String {
    guard let node else { return "nothing" }
    let place = "@\(node.place.line):\(node.place.column)"
    switch node.value {
    case .scalar(let text, let style): return "\(style) “\(text)”\(place)"
    case .sequence(let items): return "[\(items.map(shown).joined(separator: ", "))]\(place)"
    case .mapping(let pairs):
      let list = pairs.map { "\(shown($0.key)): \(shown($0.value))" }
      return "{\(list.joined(separator: ", "))}\(place)"
    }
  }

  @Test(arguments: [
    ("", "nothing"), ("# only a remark\n", "nothing"),
    ("a: b\n", "{plain “a”@1:1: plain “b”@1:4}@1:1"),
    ("á: 'b''c'\n", "{plain “á”@1:1: singleQuoted “b'c”@1:4}@1:1"),
    (
      "a: |\n  x\n  y\nb: \"\\u00e9\"\n",
      "{plain “a”@1:1: literal “x\ny\n”@1:4, plain “b”@4:1: doubleQuoted “é”@4:4}@1:1"
    ),
    ("[one, 2]", "[plain “one”@1:2, plain “2”@1:7]@1:1"),
    ("x: &a one\ny: *a\n", "{plain “x”@1:1: plain “one”@1:4, plain “y”@2:1: plain “one”@1:4}@1:1"),
  ])
  func `Values are read with their places`(yaml: String, expected: String) throws {
    #expect(shown(try YAMLNode(yaml: Array(yaml.utf8))) == expected)
  }

  @Test(arguments: [
    ("a: [b\n", 2, 1, "did not find expected ',' or ']'"),
    ("a: b\nb: c\na: d\n", 3, 1, "the key “a” occurs twice"),
    ("a: b\n---\nc: d\n", 2, 1, "a second document begins here; only one is read"),
    ("a: *b\n", 1, 4, "found undefined alias"),
    ("&a [*a]\n", 1, 1, "values are nested deeper than 200"),
  ])
  func `What is wrong is told with its place`(
    yaml: String, line: Int, column: Int, message: String
  ) {
    let problem = #expect(throws: YAMLProblem.self) { _ = try YAMLNode(yaml: Array(yaml.utf8)) }
    #expect(problem?.message == message)
    #expect(problem?.place.line == line && problem?.place.column == column)
  }

  @Test func `A few aliases do not make millions of values`() {
    let lines = (1...20).map { "a\($0): &a\($0) [" + "*a\($0 - 1), *a\($0 - 1)" + "]" }
    let yaml = "a0: &a0 x\n" + lines.joined(separator: "\n") + "\n"
    let problem = #expect(throws: YAMLProblem.self) { _ = try YAMLNode(yaml: Array(yaml.utf8)) }
    #expect(problem?.message == "the text stands for more than 100000 values")
  }

  @Test func `Bytes that are not UTF-8 are told`() {
    let problem = #expect(throws: YAMLProblem.self) {
      _ = try YAMLNode(yaml: [0x61, 0x3A, 0x20, 0xFF])
    }
    #expect(problem?.message == "invalid leading UTF-8 octet")
  }
}
