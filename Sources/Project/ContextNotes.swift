package import Units

extension Record {
  /// The record with notes that tell translators where each segment stands: its document, the
  /// headings above it, and what comes before and after.
  ///
  /// The notes are this tool's own, which no import takes back.
  package var withContext: Record {
    var record = self
    let sources = units.flatMap { unit in unit.segments.map(\.source) }
    var headings: [(level: Int, text: String)] = []
    var position = 0
    for unit in units.indices {
      let place = ([original] + headings.map(\.text)).joined(separator: " › ")
      for segment in units[unit].segments.indices {
        var notes = ["In \(place)"]
        if position > 0 { notes.append("Before: \(sources[position - 1].display.shortened)") }
        position += 1
        if position < sources.count {
          notes.append("After: \(sources[position].display.shortened)")
        }
        record.units[unit].segments[segment].notes += notes.map {
          Note(author: Note.toolAuthor, text: $0)
        }
      }
      if case .heading(let level) = units[unit].kind {
        headings.removeAll { $0.level >= level }
        headings.append((level, units[unit].segments.map(\.source.text).joined(separator: " ")))
      }
    }
    return record
  }
}
