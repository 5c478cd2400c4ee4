import ArgumentParser
import Project
import Reports
import Units
import XLIFF

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check XLIFF files against all that the specification of their version asks for.",
    discussion: """
      Exit codes: 0 valid, perhaps with warnings; 1 errors; 3 a file that cannot be read as XLIFF.
      """)

  @Flag(help: "Print one JSON array with all findings.")
  var json = false

  @Flag(help: "List the rules with their sections, and do nothing else.")
  var rules = false

  @Argument(help: "XLIFF files of any version.")
  var files: [String] = []

  func validate() throws {
    if files.isEmpty, !rules { throw ValidationError("name at least one file") }
  }

  func run() throws {
    if rules { return listRules() }
    let folder = Files(root: Console.currentFolder)
    var worst = ExitStatus.clean
    var entries: [Entry] = []
    for file in files {
      let parts = try folder.parts(of: file)
      let report = { (finding: XLIFFFinding) in
        if finding.rule.severity == .error {
          if worst == .clean { worst = .findings }
        }
        if json {
          entries.append(Entry(file: file, finding))
        } else {
          Console.output(Self.line(finding, in: file))
        }
      }
      let isReadable = XLIFFValidator.validate(report: report, next: parts.next)
      if let failure = parts.failure { throw failure }
      if !isReadable { worst = .unreadable }
    }
    if json { Console.output(try JSONText.encode(entries)) }
    if worst != .clean { throw worst.code }
  }

  private func listRules() {
    for rule in XLIFFRule.allCases {
      Console.output(
        "\(rule.rawValue)  \(rule.severity.rawValue)  \(rule.section)  \(rule.summary)\n")
    }
  }

  private static func line(_ finding: XLIFFFinding, in file: String) -> String {
    let unit = finding.unitID.map { " (unit \($0))" } ?? ""
    return
      "\(file):\(finding.line):\(finding.column): \(finding.rule.severity.rawValue): "
      + "\(finding.message)\(unit) [\(finding.rule.rawValue), \(finding.rule.section)]\n"
  }

  private struct Entry: Encodable {
    let file: String
    let line: Int
    let column: Int
    let severity: String
    let rule: String
    let section: String
    let unit: String?
    let message: String

    init(file: String, _ finding: XLIFFFinding) {
      self.file = file
      line = finding.line
      column = finding.column
      severity = finding.rule.severity.rawValue
      rule = finding.rule.rawValue
      section = finding.rule.section
      unit = finding.unitID
      message = finding.message
    }
  }
}
