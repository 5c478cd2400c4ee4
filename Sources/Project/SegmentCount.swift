package import Units
import XLIFF

/// How much there is in an XLIFF file, and how far it is translated.
package struct SegmentCount: Sendable {
  /// How many segments there are.
  package private(set) var segments = 0
  /// The words of their sources.
  package private(set) var words = 0
  /// How many segments are in each state.
  package private(set) var states: [SegmentState: Int] = [:]
  /// The words that have no translation yet.
  package private(set) var untranslatedWords = 0

  /// Counts a file, with no more of it in memory than a unit.
  ///
  /// - Throws: `ProjectError` where the file cannot be read as XLIFF.
  package init(of path: String, in files: Files) throws(ProjectError) {
    var count = SegmentCount()
    try files.readXLIFF(path) { next throws(XLIFFError) in
      try XLIFFReader().forEachUnit(next: next) { unit in
        for segment in unit.segments { count.add(segment) }
      }
    }
    self = count
  }

  private init() {}

  private mutating func add(_ segment: Segment) {
    let words = segment.source.wordCount
    segments += 1
    self.words += words
    states[segment.state, default: 0] += 1
    if segment.target == nil { untranslatedWords += words }
  }
}
