package import Units

/// Translations that are longer than the place where they are shown allows.
package struct LengthRule: Sendable {
  package let id = "length"
  package let severity = Severity.error
  package let summary = "A translation is longer than the limit for its kind of text."

  /// Compares a unit's translation with its limit. Characters are counted as the size restriction
  /// module of XLIFF 2 counts them in its profile `xliff:codepoints`: code points in NFC.
  package func check(_ unit: Unit, limit: Int) -> Complaint? {
    guard unit.segments.contains(where: { $0.target != nil }) else { return nil }
    var text = ""
    for (index, segment) in unit.segments.enumerated() {
      text += index > 0 ? segment.ignorable.text : ""
      text += (segment.target ?? segment.source).text
    }
    let count = text.normalizedToNFC.unicodeScalars.count
    guard count > limit else { return nil }
    return Complaint(
      "the translation has \(count) characters, \(count - limit) more than the limit of \(limit)")
  }
}
