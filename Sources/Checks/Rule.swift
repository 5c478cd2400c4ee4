package import Units

/// A rule that looks at one segment of a translation.
package protocol SegmentRule: Sendable {
  /// The stable name, kept apart from any wording.
  var id: String { get }
  /// What it weighs unless the project says otherwise.
  var severity: Severity { get }
  /// What it looks for, in one line.
  var summary: String { get }

  /// What is wrong with a segment; nil when nothing is.
  func check(_ subject: CheckSubject) -> Complaint?
}

/// A segment as the rules see it.
package struct CheckSubject: Sendable {
  package let segment: Segment
  /// How the source changed since it was translated; nil where it did not.
  package let change: SourceChange?
  package let sourceLanguage: LanguageTag
  package let targetLanguage: LanguageTag

  /// Makes a subject.
  package init(
    segment: Segment, change: SourceChange?, sourceLanguage: LanguageTag,
    targetLanguage: LanguageTag
  ) {
    self.segment = segment
    self.change = change
    self.sourceLanguage = sourceLanguage
    self.targetLanguage = targetLanguage
  }
}

/// What a rule found, before it is placed in a file.
package struct Complaint: Hashable, Sendable {
  package let message: String
  package let fix: String?

  /// Makes a complaint.
  package init(_ message: String, fix: String? = nil) {
    self.message = message
    self.fix = fix
  }
}

/// Every rule there is: a new one is a file and a line here.
package enum Rules {
  /// The rules for segments.
  package static let segment: [any SegmentRule] = [
    StaleCriticalRule(), StaleRule(), ConflictRule(), UntranslatedRule(), DraftRule(),
    EmptyRule(), InlineCodesRule(), NumberRule(), SameAsSourceRule(),
  ]

  /// The rules for whole versions.
  package static let version: [VersionRule] = VersionRule.all

  /// The rule for built versions as a whole.
  package static let structure = StructureRule()

  /// The rule for the translations of whole units.
  package static let length = LengthRule()

  /// Name, usual severity and summary of every rule.
  package static var catalogue: [(id: String, severity: Severity, summary: String)] {
    [
      (structure.id, structure.severity, structure.summary),
      (length.id, length.severity, length.summary),
    ]
      + SourceRule.all.map { ($0.id, $0.severity, $0.summary) }
      + version.map { ($0.id, $0.severity, $0.summary) }
      + segment.map { ($0.id, $0.severity, $0.summary) }
  }
}
