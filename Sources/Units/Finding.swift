/// How much a finding weighs.
package enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Makes a check fail.
  case error
  case warning
  case note

  package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .note: 2
    }
  }
}

/// Something that a check found: data, not an error.
package struct Finding: Hashable, Sendable {
  /// The stable name of the rule, kept apart from its wording.
  package var rule: String
  package var severity: Severity
  /// The file, from the project's top.
  package var path: String
  package var position: Position
  /// The segment, as `unit-number`, where there is one.
  package var segment: String?
  /// One sentence: what is wrong.
  package var message: String
  /// What to do about it.
  package var fix: String?

  /// Makes a finding.
  package init(
    rule: String, severity: Severity, path: String, position: Position, segment: String? = nil,
    message: String, fix: String? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.path = path
    self.position = position
    self.segment = segment
    self.message = message
    self.fix = fix
  }
}
