import Segmentation
import Units

/// Carries translations over to a unit whose text is the same but is cut in other places, as after
/// the rules for sentences changed: segments are joined, or split where their translations can be.
struct Recutting {
  /// A segment as it is cut now, with what stands in front of it.
  struct Part {
    let ignorable: Content
    let content: Content
  }

  /// The segments of the unit as it is cut now; nil where the text is another, or nothing fits.
  static func segments(
    of previous: Unit, as parts: [Part], in language: LanguageTag, firstNumber: Int
  ) -> [Segment]? {
    guard previous.segments.count != parts.count,
      previous.segments.contains(where: { $0.target != nil }),
      text(previous.segments.map { ($0.ignorable, $0.source) })
        == text(parts.map { ($0.ignorable, $0.content) })
    else { return nil }
    var result: [Segment] = []
    var number = firstNumber
    for group in groups(old: previous.segments, new: parts) {
      let old = Array(previous.segments[group.old])
      let new = Array(parts[group.new])
      if old.count == 1, new.count == 1 {
        var kept = old[0]
        kept.ignorable = new[0].ignorable
        kept.target = kept.target?.remappingCodes(from: kept.source, to: new[0].content)
        kept.source = new[0].content
        result.append(kept)
      } else if new.count == 1 {
        result.append(joined(old, as: new[0]))
      } else {
        result += split(old, as: new, language, &number)
      }
    }
    return result
  }

  private static func text(_ parts: [(Content, Content)]) -> String {
    // White space between segments is not in every file.
    String(parts.map { $0.text + $1.text }.joined().normalizedToNFC.filter { !$0.isWhitespace })
  }

  // MARK: Groups

  private struct Group {
    let old: Range<Int>
    let new: Range<Int>
  }

  /// The smallest runs of old and new segments that hold the same text.
  private static func groups(old: [Segment], new: [Part]) -> [Group] {
    func length(_ content: Content) -> Int {
      content.text.unicodeScalars.count { !$0.properties.isWhitespace }
    }
    var groups: [Group] = []
    var (oldStart, newStart, oldEnd, newEnd) = (0, 0, 0, 0)
    var (oldLength, newLength) = (0, 0)
    while oldEnd < old.count || newEnd < new.count {
      if oldEnd < old.count, oldLength <= newLength || newEnd == new.count {
        oldLength += length(old[oldEnd].source)
        oldEnd += 1
      } else {
        newLength += length(new[newEnd].content)
        newEnd += 1
      }
      if oldLength == newLength, oldEnd > oldStart, newEnd > newStart {
        groups.append(Group(old: oldStart..<oldEnd, new: newStart..<newEnd))
        (oldStart, newStart) = (oldEnd, newEnd)
      }
    }
    if oldStart < old.count || newStart < new.count {
      groups.append(Group(old: oldStart..<old.count, new: newStart..<new.count))
    }
    return groups
  }

  // MARK: Joining

  /// One segment of several: translated where all of them are, and as far as the least of them.
  private static func joined(_ old: [Segment], as new: Part) -> Segment {
    var result = old[0]
    result.source = new.content
    result.ignorable = new.ignorable
    result.notes = old.flatMap(\.notes)
    result.alternatives = []
    result.base = nil
    let targets = old.compactMap(\.target)
    guard let first = targets.first else { return result }
    var codes = new.content.codes[...]
    var target = Content()
    var hasAllCodes = true
    var rest = new.content.text[...]
    for (index, segment) in old.enumerated() {
      if index > 0 {
        codes = codes.dropFirst(segment.ignorable.codes.count)
        if rest.first?.isWhitespace == true { target.append(" ") }
      }
      rest = rest.droppingFirst(segment.source.text.count { !$0.isWhitespace })
      let own = segment.source.codes
      let map = Dictionary(
        zip(own.map(CodeKey.init), codes), uniquingKeysWith: { first, _ in first })
      codes = codes.dropFirst(own.count)
      for element in segment.target?.elements ?? [] {
        switch element {
        case .text(let text): target.append(text)
        case .code(let code):
          if let code = map[CodeKey(code)] { target.append(code) } else { hasAllCodes = false }
        }
      }
    }
    let isWhole =
      targets.count == old.count && hasAllCodes && new.content.codeDifference(to: target).isEmpty
    result.target =
      targets.count == 1 ? first.remappingCodes(from: old[0].source, to: new.content) : target
    result.state = isWhole ? old.map(\.state).min() ?? .draft : .draft
    result.origin = isWhole ? old.compactMap(\.origin).first : nil
    return result
  }

  // MARK: Splitting

  /// Several segments of fewer: each gets its part of the translation where that has as many
  /// sentences; otherwise the first keeps all of it, as a draft that a person has to look at.
  private static func split(
    _ old: [Segment], as new: [Part], _ language: LanguageTag, _ number: inout Int
  ) -> [Segment] {
    var segments: [Segment] = []
    for (index, segment) in new.enumerated() {
      var next = index < old.count ? old[index] : Segment(number: number, source: segment.content)
      if index >= old.count { number += 1 }
      next.source = segment.content
      next.ignorable = segment.ignorable
      next.alternatives = []
      next.base = nil
      next.clearTarget()
      segments.append(next)
    }
    let targets = old.compactMap(\.target)
    guard targets.count == old.count else { return keepingWhole(old, in: segments) }
    let parts = targets.flatMap { $0.sentences(in: language) }
    guard parts.count == new.count else { return keepingWhole(old, in: segments) }
    var oldCodes = old.flatMap(\.source.codes)[...]
    for index in segments.indices {
      let wanted = segments[index].source.codes
      let map = Dictionary(
        zip(oldCodes.prefix(wanted.count).map(CodeKey.init), wanted),
        uniquingKeysWith: { first, _ in first })
      oldCodes = oldCodes.dropFirst(wanted.count)
      let part = parts[index].mapCodes { map[CodeKey($0)] }
      guard segments[index].source.codeDifference(to: part).isEmpty else {
        return keepingWhole(old, in: segments)
      }
      segments[index].target = part
      segments[index].state = old.map(\.state).min() ?? .draft
      segments[index].origin = old.compactMap(\.origin).first
    }
    return segments
  }

  private static func keepingWhole(_ old: [Segment], in segments: [Segment]) -> [Segment] {
    var segments = segments
    for index in old.indices {
      guard let target = old[index].target else { continue }
      segments[index].target = target.remappingCodes(
        from: old[index].source, to: segments[index].source)
      segments[index].state = .draft
      segments[index].alternatives = [
        Alternative(
          kind: .previousVersion, source: old[index].source, target: target, state: old[index].state
        )
      ]
    }
    return segments
  }
}

extension Substring {
  /// The text behind its first characters, white space not counted.
  fileprivate func droppingFirst(_ count: Int) -> Substring {
    var rest = self
    var left = count
    while left > 0, let first = rest.first {
      if !first.isWhitespace { left -= 1 }
      rest.removeFirst()
    }
    return rest
  }
}

extension Content {
  /// The content cut into sentences, white space between them left out. Codes that open something go
  /// with what follows, others with what precedes.
  fileprivate func sentences(in language: LanguageTag) -> [Content] {
    let flat = Array(text.utf8)
    let ranges = SentenceSegmenter(language: language).sentences(in: flat)
    var parts = ranges.map { _ in Content() }
    guard !parts.isEmpty else { return [] }
    var offset = 0
    for element in elements {
      switch element {
      case .text(let text):
        let place = offset..<offset + text.utf8.count
        for (index, range) in ranges.enumerated() where range.overlaps(place) {
          parts[index].append(String(decoding: flat[range.clamped(to: place)], as: UTF8.self))
        }
        offset = place.upperBound
      case .code(let code):
        let index =
          code.kind == .open
          ? ranges.firstIndex { $0.upperBound > offset }
          : ranges.lastIndex { $0.lowerBound < offset }
        parts[index ?? (code.kind == .open ? parts.count - 1 : 0)].append(code)
      }
    }
    return parts
  }
}
