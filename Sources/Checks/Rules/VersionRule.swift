package import Units

/// A rule about where a whole version stands.
package struct VersionRule: Sendable {
  package let id: String
  package let severity: Severity
  package let summary: String
  /// The standing that it reports.
  package let standing: VersionStanding
  package let message: String

  static let all = [
    VersionRule(
      id: "not-built", severity: .error, summary: "A version is not what its record builds.",
      standing: .unbuilt, message: "the version is older than its record"),
    VersionRule(
      id: "hand-edited", severity: .error,
      summary: "A version was changed without its record.", standing: .handEdited,
      message: "someone changed this file by hand; a build would lose the change"),
    VersionRule(
      id: "untracked", severity: .warning, summary: "A version has no record.",
      standing: .untracked, message: "nothing is known of how this version was translated"),
    VersionRule(
      id: "missing-source", severity: .warning,
      summary: "A document has no version in its source language.", standing: .missingSource,
      message: "the version that the others are translated from does not exist"),
    VersionRule(
      id: "missing-version", severity: .note,
      summary: "A document is not translated into a language at all.", standing: .missing,
      message: "the document is not translated"),
  ]
}
