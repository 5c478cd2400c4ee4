extension Content {
  /// Whether every closing code closes the code that was opened last, and none stays open.
  package var isWellNested: Bool {
    var open: [String] = []
    for code in codes {
      switch code.kind {
      case .standalone: continue
      case .open: open.append(code.id)
      case .close: guard open.popLast() == code.id else { return false }
      }
    }
    return open.isEmpty
  }

  /// What a source's codes and a target's codes have against each other.
  package struct CodeDifference: Equatable {
    /// Codes of the source that the target lacks, as the source writes them.
    package var missing: [String] = []
    /// Ids of codes that the source does not have, or has only once.
    package var extra: [String] = []
    /// Whether the target's pairs cross each other or stay open.
    package var isBadlyNested = false
    /// Whether there is nothing to report.
    package var isEmpty: Bool { self == CodeDifference() }
  }

  /// Compares this content's codes, as the source's, with those of a target. Their order is free:
  /// languages differ in it.
  package func codeDifference(to target: Content) -> CodeDifference {
    var difference = CodeDifference()
    var wanted: [CodeKey: [InlineCode]] = [:]
    for code in codes { wanted[CodeKey(code), default: []].append(code) }
    for code in target.codes where wanted[CodeKey(code)]?.popLast() == nil {
      if !difference.extra.contains(code.id) { difference.extra.append(code.id) }
    }
    for code in codes where wanted[CodeKey(code)]?.isEmpty == false {
      difference.missing.append(code.original.isEmpty ? "code \(code.id)" : code.original)
      wanted[CodeKey(code)]?.removeLast()
    }
    difference.isBadlyNested = !target.isWellNested
    return difference
  }

  /// This target, with the meaning and the original of codes that its file names only by id, as the
  /// source tells them.
  package func completingCodes(from source: Content) -> Content {
    // Most targets repeat the codes of their source as they are.
    if hasCodes(of: source) { return self }
    let table = Dictionary(
      source.codes.map { (CodeKey($0), $0) }, uniquingKeysWith: { first, _ in first })
    return mapCodes { table[CodeKey($0)] ?? $0 }
  }

  private func hasCodes(of other: Content) -> Bool {
    guard placedCodes.count == other.placedCodes.count else { return false }
    for index in placedCodes.indices
    where placedCodes[index].code != other.placedCodes[index].code { return false }
    return true
  }

  /// This target, with the codes of `source`'s own numbering and spelling, found by the order in
  /// which `oldSource` had them. Codes without a counterpart are dropped.
  ///
  /// A translation outlives small changes of its source in this way: a link's new address, or a
  /// code that was added in front and moved the numbers of the others.
  package func remappingCodes(from oldSource: Content, to source: Content) -> Content {
    if oldSource == source { return self }
    var map: [CodeKey: InlineCode] = [:]
    var used: Set<CodeKey> = []
    let new = source.codes
    for same in [true, false] {
      for code in oldSource.codes where map[CodeKey(code)] == nil {
        let match = new.first { candidate in
          candidate.kind == code.kind && candidate.meaning == code.meaning
            && (!same || candidate.original == code.original)
            && !used.contains(CodeKey(candidate))
        }
        guard let match else { continue }
        map[CodeKey(code)] = match
        used.insert(CodeKey(match))
      }
    }
    let remapped = mapCodes { map[CodeKey($0)] }
    return remapped.isWellNested ? remapped : remapped.mapCodes { _ in nil }
  }
}

extension Content {
  /// This target, with the codes of `source` that stand at the places of those of `oldSource`; nil
  /// where the two have other kinds of codes, or in another order. What the codes mean does not
  /// matter: files from elsewhere often do not say.
  package func replacingCodes(of oldSource: Content, with source: Content) -> Content? {
    let (old, new) = (oldSource.codes, source.codes)
    guard old.map(\.kind) == new.map(\.kind) else { return nil }
    let table = Dictionary(
      zip(old, new).map { (CodeKey($0), $1) }, uniquingKeysWith: { first, _ in first })
    let replaced = mapCodes { table[CodeKey($0)] }
    return source.codeDifference(to: replaced).isEmpty ? replaced : nil
  }
}

/// What names a code in a segment: its id, and which half of a pair it is.
package struct CodeKey: Hashable, Sendable {
  package let id: String
  package let kind: InlineCode.Kind

  /// A name.
  package init(id: String, kind: InlineCode.Kind) {
    self.id = id
    self.kind = kind
  }

  /// The name of a code.
  package init(_ code: InlineCode) {
    id = code.id
    kind = code.kind
  }
}

extension Content.CodeDifference: CustomStringConvertible {
  /// One phrase for a person.
  package var description: String {
    var parts: [String] = []
    if !missing.isEmpty { parts.append("missing \(missing.joined(separator: " "))") }
    if !extra.isEmpty { parts.append("unknown code \(extra.joined(separator: ", "))") }
    if isBadlyNested { parts.append("pairs that cross or stay open") }
    return "inline codes differ: \(parts.joined(separator: "; "))"
  }
}
