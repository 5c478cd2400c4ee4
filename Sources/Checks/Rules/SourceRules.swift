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
  /// Front matter that cannot be read, so that nothing in it is translated.
  package static let frontMatter = SourceRule(
    id: "front-matter", severity: .error, summary: "The front matter of a source is not valid YAML."
  )
  /// Changes in an office document that nobody has accepted or rejected yet.
  package static let trackedChanges = SourceRule(
    id: "tracked-changes", severity: .warning,
    summary: "A source holds tracked changes, which are taken as accepted.")
  package static let all = [deadAnchor, frontMatter, runTogether, trackedChanges]
}
