internal import Synchronization
package import Units

/// Splits text by the rules of an SRX file.
///
/// Where a break rule matches, the rules before it in the file are asked whether one of them forbids
/// the break: the first rule that matches at a place decides.
package final class SRXSegmenter: Sendable {
  /// The break rules in their order, each with the exceptions between it and the break rule before.
  private let breakRules: [BreakRule]
  /// Expressions keep the state of a search: one text at a time.
  private let lock = Mutex(())

  /// How far back an expression that may match any length is looked for, in UTF-16 units. No
  /// abbreviation is longer, and without a bound a text would take the square of its length.
  private static let longestReach = 256

  private struct BreakRule: Sendable {
    let place: Regex
    let exceptions: [Exception]
  }

  private struct Exception: Sendable {
    let before: Regex
    let after: Regex?
    /// How far before the break a match can begin, in UTF-16 units.
    let reach: Int
    /// Whether the expression before the break is tried at each place where it could begin.
    let isTriedEverywhere: Bool
  }

  /// A segmenter for a language.
  ///
  /// - Throws: `SRXError` for the first expression that is not valid.
  package init(_ file: SRXFile, language: LanguageTag) throws(SRXError) {
    var waiting: [SRXFile.Rule] = []
    var breaks: [BreakRule] = []
    for rule in try file.rules(for: language) {
      guard rule.isBreak else {
        waiting.append(rule)
        continue
      }
      let place = try Regex("(?:\(rule.before))(?=\(rule.after))", line: rule.line)
      breaks.append(BreakRule(place: place, exceptions: try Self.exceptions(waiting)))
      waiting = []
    }
    breakRules = breaks
  }

  /// The exceptions of some rules, those with the same expression behind the break joined.
  private static func exceptions(_ rules: [SRXFile.Rule]) throws(SRXError) -> [Exception] {
    var order: [String] = []
    var groups: [String: [SRXFile.Rule]] = [:]
    var result: [Exception] = []
    for rule in rules {
      // What looks beyond the break or refers to a group cannot share an expression.
      if needsOwnExpression(rule.before) {
        result.append(
          Exception(
            before: try Regex("(?:\(rule.before))", line: rule.line),
            after: rule.after.isEmpty ? nil : try Regex(rule.after, line: rule.line),
            reach: reach(of: rule.before), isTriedEverywhere: true))
        continue
      }
      // Compiled by itself, so that an error is told of the right line.
      _ = try Regex(rule.before, line: rule.line)
      if groups[rule.after] == nil { order.append(rule.after) }
      groups[rule.after, default: []].append(rule)
    }
    for after in order {
      guard let rules = groups[after], let line = rules.first?.line else { continue }
      let joined = rules.map { "(?:\($0.before))" }.joined(separator: "|")
      result.append(
        Exception(
          before: try Regex("(?:\(joined))\\z", line: line),
          after: after.isEmpty ? nil : try Regex(after, line: line), reach: reach(of: joined),
          isTriedEverywhere: false))
    }
    return result
  }

  private static func reach(of expression: String) -> Int {
    min(ExpressionLength.longest(expression) ?? longestReach, longestReach)
  }

  private static func needsOwnExpression(_ before: String) -> Bool {
    before.contains("(?=") || before.contains("(?!") || before.hasSuffix("\\b")
      || before.hasSuffix("$") || before.contains { $0 == "#" }
      || (1...9).contains { before.contains("\\\($0)") }
  }

  /// The segments of a text as ranges of its bytes, white space at their ends left out.
  ///
  /// - Throws: `SRXError` for an expression that takes too long on this text.
  package func segments(in bytes: [UInt8]) throws(SRXError) -> [Range<Int>] {
    let common = LetterClass.common
    let text = TextBytes(bytes.span, common: common.span)
    let units = Units16(bytes)
    var result: [Range<Int>] = []
    var start = text.skippingSpace(from: 0)
    let places = try lock.withLock { _ throws(SRXError) -> Set<Int> in try breaks(in: units.units) }
    for place in places.sorted() {
      let offset = units.offsets[place]
      let end = text.trimmingSpace(to: offset)
      if end > start { result.append(start..<end) }
      start = max(start, text.skippingSpace(from: offset))
    }
    let end = text.trimmingSpace(to: bytes.count)
    if end > start { result.append(start..<end) }
    return result
  }

  private func breaks(in units: [UInt16]) throws(SRXError) -> Set<Int> {
    var decided: Set<Int> = []
    var breaks: Set<Int> = []
    var failure: SRXError?
    unsafe units.withUnsafeBufferPointer { text in
      do throws(SRXError) {
        for (index, rule) in breakRules.enumerated() {
          let exceptions = breakRules[...index].lazy.flatMap(\.exceptions)
          unsafe rule.place.setText(text)
          var offset = 0
          while offset <= units.count, let match = try rule.place.find(from: offset) {
            let place = match.upperBound
            offset = match.isEmpty ? place + 1 : place
            guard place > 0, place < units.count, decided.insert(place).inserted else { continue }
            if try unsafe !isForbidden(place, by: exceptions, in: text) {
              breaks.insert(place)
            }
          }
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return breaks
  }

  private func isForbidden(
    _ place: Int, by exceptions: some Sequence<Exception>, in text: UnsafeBufferPointer<UInt16>
  ) throws(SRXError) -> Bool {
    for exception in exceptions {
      if let after = exception.after {
        unsafe after.setText(text)
        guard try after.match(at: place) != nil else { continue }
      }
      let first = max(0, place - exception.reach)
      if exception.isTriedEverywhere {
        unsafe exception.before.setText(text)
        for start in (first...place).reversed()
        where try exception.before.matches(start..<place) {
          return true
        }
      } else {
        unsafe exception.before.setText(UnsafeBufferPointer(rebasing: text[..<place]))
        if try exception.before.find(from: first) != nil { return true }
      }
    }
    return false
  }
}

/// Text in UTF-16 with the offset of each unit in its UTF-8.
private struct Units16 {
  var units: [UInt16] = []
  var offsets: [Int] = []

  init(_ bytes: [UInt8]) {
    units.reserveCapacity(bytes.count)
    offsets.reserveCapacity(bytes.count + 1)
    var offset = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        units.append(unit)
        offsets.append(offset)
      }
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
  }
}
