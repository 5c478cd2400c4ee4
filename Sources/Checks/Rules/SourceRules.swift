package import Units

/// A rule that looks at a source document, or at a version beside it.
package struct SourceRule: Sendable {
  package let id: String
  package let severity: Severity
  package let summary: String

  /// Links to sections that do not exist.
  package static let deadAnchor = SourceRule(
    id: "dead-anchor", severity: .error,
    summary: "A link leads to a section that the document does not have.")
  /// Words that lost the space between them.
  package static let runTogether = SourceRule(
    id: "run-together", severity: .warning,
    summary: "Words of a source stand together as if a line end between them were lost.")
  package static let all = [deadAnchor, runTogether]
}
