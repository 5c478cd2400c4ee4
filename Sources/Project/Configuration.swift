package import Documents
package import Memory
package import Units
package import XLIFF

/// What `l10n.yml` says.
package struct Configuration: Sendable {
  /// What a version shows in the place of a segment without a translation.
  package enum Fallback: String, Sendable, CaseIterable {
    /// The source's text.
    case source
    /// Nothing.
    case omit
    /// The whole version waits until it is complete.
    case hold
  }

  /// The locale that documents are written in unless they say otherwise.
  package var source: LanguageTag
  /// The locales that documents are translated into.
  package var targets: [LanguageTag]
  /// Where the versions of documents are.
  package var documents: [PathPattern]
  /// Where the records are.
  package var records: PathPattern
  /// The version of XLIFF that records are written in.
  package var xliff = XLIFFVersion.v1_2
  package var extraction = ExtractionOptions()
  /// The SRX file with the project's own rules for sentences; nil for the built-in ones.
  package var segmentationRules: String?
  package var fallback = Fallback.source
  /// The least score of a fuzzy match that is suggested, in per cent.
  package var memoryMinimum = 70
  /// The points that are taken off a match for where it comes from.
  package var memoryPenalties = MatchPenalties()
  /// The memory that the project shares with others; nil for none.
  package var teamMemory: TeamAddress?
  /// Whether a sentence that is translated in one place is filled in wherever else it stands.
  package var propagatesRepetitions = true
  /// The table of the project's terms; nil for none.
  package var glossary: String?
  package var lengthLimits = LengthLimits()
  /// What rules weigh here; nil switches a rule off.
  package var severities: [String: Severity?] = [:]
  /// The source locales of documents by their names, where they are not the project's.
  package var documentSources: [String: LanguageTag] = [:]

  /// All locales, the source first.
  package var locales: [LanguageTag] { [source] + targets }

  /// The name of the file.
  package static let fileName = "l10n.yml"
}
