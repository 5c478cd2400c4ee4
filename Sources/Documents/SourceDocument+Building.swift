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
  /// gives back the file.
  ///
  /// The choice is called with the index of a unit and of a segment in it.
  package func build(_ choice: (_ unit: Int, _ segment: Int) -> BuiltSegment) -> [UInt8] {
    var replacements: [Replacement] = []
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
      if isChanged { replacements.append(Replacement(unit: unit, segments: segments)) }
    }
    return render(0..<bytes.count, replacing: replacements[...])
  }

  private struct Replacement {
    let unit: SourceUnit
    let segments: [(SourceSegment, BuiltSegment)]
  }

  /// The bytes of a range, the units in it replaced; units inside the codes of another come out
  /// with it. `replacements` are ordered by where they begin.
  private func render(
    _ range: Range<Int>, replacing replacements: ArraySlice<Replacement>
  ) -> [UInt8] {
    var result: [UInt8] = []
    var position = range.lowerBound
    var rest = replacements
    while let next = rest.first {
      rest.removeFirst()
      let unit = next.unit.range
      guard unit.lowerBound >= position, unit.upperBound <= range.upperBound else { continue }
      result += bytes[position..<unit.lowerBound]
      let inner = rest.prefix { $0.unit.range.lowerBound < unit.upperBound }
      result += write(next, replacing: inner)
      rest.removeFirst(inner.count)
      position = unit.upperBound
    }
    return result + bytes[position..<range.upperBound]
  }

  private func write(
    _ replacement: Replacement, replacing inner: ArraySlice<Replacement>
  ) -> [UInt8] {
    var parts: [UnitPart] = []
    var position = replacement.unit.range.lowerBound
    var isEmpty = true
    for (segment, chosen) in replacement.segments {
      let gap = position..<segment.range.lowerBound
      let source = render(segment.range, replacing: inner)
      let translation: [UnitPart.Piece]?
      switch chosen {
      case .source: translation = nil
      case .target(let target): translation = pieces(of: target, in: segment, replacing: inner)
      case .omitted: translation = []
      }
      var isOmitted = false
      if case .omitted = chosen { isOmitted = true }
      // What lies before a segment goes with it, and before the first that is kept nothing is left.
      let dropsGap = isOmitted || (isEmpty && !parts.isEmpty)
      if !isOmitted { isEmpty = false }
      if !gap.isEmpty {
        parts.append(
          UnitPart(
            source: render(gap, replacing: inner), sourceText: segment.ignorable.text,
            translation: dropsGap ? [] : nil))
      }
      parts.append(
        UnitPart(source: source, sourceText: segment.content.text, translation: translation))
      position = segment.range.upperBound
    }
    let tail = position..<replacement.unit.range.upperBound
    if !tail.isEmpty {
      parts.append(
        UnitPart(source: render(tail, replacing: inner), sourceText: "", translation: nil))
    }
    return replacement.unit.syntax.write(parts, original: bytes[replacement.unit.range])
  }

  /// A translation with the bytes of its codes. A code that the source does not have is left out.
  private func pieces(
    of target: Content, in segment: SourceSegment, replacing inner: ArraySlice<Replacement>
  ) -> [UnitPart.Piece] {
    target.withSpacesOutsidePairs.elements.compactMap { element in
      switch element {
      case .text(let text): return .text(text)
      case .code(let code):
        guard let range = segment.codes[CodeKey(code)] else { return nil }
        if let bytes = segment.codesWhenTranslated[CodeKey(code)] { return .code(bytes) }
        return .code(render(range, replacing: inner))
      }
    }
  }
}
