package import Units

/// A segment of someone else's file, with where its parts stand.
package struct EditableSegment {
  /// The id of its unit, and that of the segment where there are several.
  package let id: String
  /// The languages of its file; no target language where the file names none.
  package let languages: (source: String, target: String?)
  package internal(set) var source = Content()
  package internal(set) var target: Content?
  /// The state as the file writes it; nil for none.
  package internal(set) var state: String?
  /// Whether neither it nor anything around it says `translate="no"`.
  package let isTranslatable: Bool
  var places = SegmentPlaces()

  init(id: String, languages: (source: String, target: String?), isTranslatable: Bool) {
    self.id = id
    self.languages = languages
    self.isTranslatable = isTranslatable
  }

  /// Whether nobody has translated it: it has no target, an empty one, or a copy of its source that
  /// claims no state beyond the first.
  package var isUntranslated: Bool {
    guard let target, !target.isBlank || !target.codes.isEmpty else { return true }
    let states: [String?] = [nil, "new", "needs-translation", "initial"]
    return states.contains(state) && target.exactKey == source.exactKey
  }
}

/// Where the parts of a segment stand in the bytes of its file.
struct SegmentPlaces {
  /// The start tag of the source, or of the mark that stands for it in `seg-source`.
  var sourceTag = 0..<0
  /// Between the tags of the source.
  var sourceContent = 0..<0
  /// Where a target that is missing goes: behind the source, and behind `seg-source`.
  var insertion = 0
  /// The start tag of the target.
  var targetTag: Range<Int>?
  /// Between the tags of the target; nil where there are no two.
  var targetContent: Range<Int>?
  /// The tag that has the state: the target's in 1.x, that of the segment in 2.x.
  var segmentTag: Range<Int>?
  /// The bytes of the source's codes.
  var codes: [CodeKey: [UInt8]] = [:]
  /// For a segment in a mark.
  var mark: MarkPlaces?
}

/// Where a segment stands whose unit has several, each in a mark.
struct MarkPlaces {
  /// The mark's id.
  let mid: String
  /// The unit's `seg-source`, between its tags.
  var cut = 0..<0
  /// Between the tags of the unit's target; nil where there are no two.
  var unitTarget: Range<Int>?
  /// Whether the unit's target has neither marks nor text, or is missing.
  var isUnitBlank = true
  /// The mark of the target, where it has no end tag.
  var emptyTag: Range<Int>?
}
