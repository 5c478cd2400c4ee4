import Checks
package import Units

/// Findings in the form that a reader or a service expects.
package enum FindingsReport {
  /// The forms.
  package enum Format: String, Sendable, CaseIterable {
    /// A line a finding: `path:line:column severity rule message`.
    case text
    case json
    /// Workflow commands that GitHub shows as annotations.
    case github
    /// SARIF 2.1.0, for code scanning.
    case sarif
  }

  /// The whole text, with a newline at the end. `version` is that of this tool, which SARIF names.
  package static func text(
    of findings: [Finding], as format: Format, version: String, style: TerminalStyle
  ) throws -> String {
    switch format {
    case .text: plain(findings, style: style)
    case .json: try json(findings)
    case .github: findings.map(annotation).joined()
    case .sarif: try SARIF.text(of: findings, version: version)
    }
  }

  private static func plain(_ findings: [Finding], style: TerminalStyle) -> String {
    let lines = findings.map { finding in
      let severity = finding.severity.rawValue
      let shown =
        switch finding.severity {
        case .error: style.red(severity)
        case .warning: style.yellow(severity)
        case .note: style.faint(severity)
        }
      let fix = finding.fix.map { " → \($0)" } ?? ""
      return
        "\(finding.path):\(finding.position) \(shown) \(finding.rule) \(finding.message)\(fix)\n"
    }
    return lines.joined() + summary(of: findings) + "\n"
  }

  /// `2 errors, 1 warning`.
  private static func summary(of findings: [Finding]) -> String {
    let counts = Severity.allCases.compactMap { severity -> String? in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : count.counted(severity.rawValue)
    }
    return counts.isEmpty ? "No findings." : counts.joined(separator: ", ")
  }

  private static func json(_ findings: [Finding]) throws -> String {
    struct Report: Encodable {
      var schema = "l10n-findings"
      var version = 1
      let findings: [Item]
    }
    struct Item: Encodable {
      let rule: String
      let severity: String
      let path: String
      let line: Int
      let column: Int
      let segment: String?
      let message: String
      let fix: String?
    }
    return try JSONText.encode(
      Report(
        findings: findings.map {
          Item(
            rule: $0.rule, severity: $0.severity.rawValue, path: $0.path,
            line: $0.position.line, column: $0.position.column, segment: $0.segment,
            message: $0.message, fix: $0.fix)
        }))
  }

  /// A workflow command: in values `%` and line ends are escaped, in properties `:` and `,` too.
  private static func annotation(_ finding: Finding) -> String {
    let command =
      switch finding.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    let message = finding.message + (finding.fix.map { " → \($0)" } ?? "")
    return
      "::\(command) title=\(finding.rule.escaped(isProperty: true)),"
      + "file=\(finding.path.escaped(isProperty: true)),line=\(finding.position.line),"
      + "col=\(finding.position.column)::\(message.escaped(isProperty: false))\n"
  }
}

extension String {
  fileprivate func escaped(isProperty: Bool) -> String {
    reduce(into: "") { result, character in
      switch character {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n", "\r\n": result += "%0A"
      case ":" where isProperty: result += "%3A"
      case "," where isProperty: result += "%2C"
      default: result.append(character)
      }
    }
  }
}
