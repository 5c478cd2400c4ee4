package import Units

/// What a built version says in the place of a segment.
package enum BuiltSegment: Sendable {
  /// The source's own bytes.
  case source
  /// A translation.
  case target(Content)
  /// Nothing: the segment is left out.
  case omitted
}

extension SourceDocument {
  /// The bytes of a version in which each segment says what `choice` gives for it.
  ///
  /// All bytes outside the segments that change are copied. A translation that says the same as its
  /// source is copied from the source too, so that building with the source as its own target
  /// gives back the file. Where anything was translated, the marks of the file's language are those
  /// of `language`.
  ///
  /// The choice is called with the index of a unit and of a segment in it.
  ///
  /// - Throws: `DocumentError` where the container of the file cannot be written.
  package func build(
    in language: LanguageTag? = nil, _ choice: (_ unit: Int, _ segment: Int) -> BuiltSegment
  ) throws(DocumentError) -> [UInt8] {
    var edits: [Edit] = []
    for (unitIndex, unit) in units.enumerated() {
      var segments: [(SourceSegment, BuiltSegment)] = []
      var isChanged = false
      for (segmentIndex, segment) in unit.segments.enumerated() {
        var chosen = choice(unitIndex, segmentIndex)
        if case .target(let target) = chosen,
          target == segment.content || target.exactKey == segment.content.exactKey
        {
          chosen = .source
        }
        if case .source = chosen {} else { isChanged = true }
        segments.append((segment, chosen))
      }
      if isChanged { edits.append(.unit(UnitEdit(unit: unit, segments: segments))) }
    }
    if !edits.isEmpty, let language {
      edits += outline.marks.map { .mark($0.range, Array($0.text(language).utf8)) }
      edits.sort {
        ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
      }
    }
    return try outline.file.close(outline.file.sections.map { render($0.range, edits[...]) })
  }

  private enum Edit {
    case unit(UnitEdit)
    case mark(Range<Int>, [UInt8])

    var range: Range<Int> {
      switch self {
      case .unit(let edit): edit.unit.range
      case .mark(let range, _): range
      }
    }
  }

  private struct UnitEdit {
    let unit: SourceUnit
    let segments: [(SourceSegment, BuiltSegment)]
  }

  /// The bytes of a range with its edits made; units inside the codes of another come out with it.
  /// `edits` are ordered by where they begin.
  private func render(_ range: Range<Int>, _ edits: ArraySlice<Edit>) -> [UInt8] {
    var result: [UInt8] = []
    var position = range.lowerBound
    var rest = edits
    while let next = rest.popFirst() {
      let place = next.range
      if place.lowerBound > range.upperBound { break }
      guard place.lowerBound >= position, place.upperBound <= range.upperBound else { continue }
      result += bytes[position..<place.lowerBound]
      switch next {
      case .mark(_, let text): result += text
      case .unit(let edit):
        let inner = rest.prefix { $0.range.lowerBound < place.upperBound }
        result += write(edit, inner)
        rest = rest.dropFirst(inner.count)
      }
      position = place.upperBound
    }
    return result + bytes[position..<range.upperBound]
  }

  private func write(_ edit: UnitEdit, _ inner: ArraySlice<Edit>) -> [UInt8] {
    let unit = edit.unit
    // A syntax that writes the whole unit anew needs the pieces of all its parts.
    let needsPieces = unit.syntax.writesWholeUnit
    var parts: [UnitPart] = []
    var position = unit.range.lowerBound
    var isEmpty = true
    for (segment, chosen) in edit.segments {
      let gap = position..<segment.range.lowerBound
      let source = render(segment.range, inner)
      let translation: [UnitPart.Piece]?
      var isOmitted = false
      switch chosen {
      case .source:
        translation = needsPieces ? pieces(of: segment.content, segment.codes, inner) : nil
      case .target(let target):
        translation = pieces(of: target.withSpacesOutsidePairs, segment.codes, inner)
      case .omitted:
        translation = []
        isOmitted = true
      }
      // What lies before a segment goes with it, and before the first that is kept nothing is left.
      let dropsGap = isOmitted || (isEmpty && !parts.isEmpty)
      if !isOmitted { isEmpty = false }
      if !gap.isEmpty {
        let kept = needsPieces ? pieces(of: segment.gap.content, segment.gap.codes, inner) : nil
        parts.append(
          UnitPart(
            source: render(gap, inner), sourceText: segment.gap.content.text,
            translation: dropsGap ? [] : kept))
      }
      parts.append(
        UnitPart(source: source, sourceText: segment.content.text, translation: translation))
      position = segment.range.upperBound
    }
    let tail = position..<unit.range.upperBound
    if !tail.isEmpty {
      parts.append(
        UnitPart(
          source: render(tail, inner), sourceText: unit.tail.content.text,
          translation: needsPieces ? pieces(of: unit.tail.content, unit.tail.codes, inner) : nil))
    }
    return unit.syntax.write(parts, original: bytes[unit.range])
  }

  /// A content with the bytes of its codes. A code that the source does not have is left out.
  private func pieces(
    of content: Content, _ codes: CodePlaces, _ inner: ArraySlice<Edit>
  ) -> [UnitPart.Piece] {
    let places = codes.byKey
    return content.elements.compactMap { element in
      switch element {
      case .text(let text): return .text(text)
      case .code(let code):
        guard let place = places[CodeKey(code)] else { return nil }
        return .code(place.whenTranslated ?? render(place.range, inner), code.kind)
      }
    }
  }
}
