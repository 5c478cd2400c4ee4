package import Units

/// A built version whose text reads as other markup than its source's: emphasis that does not take
/// beside a letter, a line that became a list.
package struct StructureRule: Sendable {
  package let id = "structure"
  package let severity = Severity.error
  package let summary = "A built version has other blocks or inline codes than its source."

  /// What the rule sees of a block.
  package struct Shape: Hashable, Sendable {
    package let kind: UnitKind
    /// How often each inline code occurs, by what it means.
    package let codes: [InlineCode.Meaning: Int]

    /// Makes a shape.
    package init(kind: UnitKind, codes: [InlineCode]) {
      self.kind = kind
      self.codes = codes.reduce(into: [:]) { $0[$1.meaning, default: 0] += 1 }
    }
  }

  /// Compares the blocks of a source with those of a version built from it.
  package func check(source: [Shape], built: [Shape]) -> [(block: Int, complaint: Complaint)] {
    let pairs = zip(source, built).enumerated()
    guard source.count == built.count, pairs.allSatisfy({ $1.0.kind == $1.1.kind }) else {
      let first = pairs.first { $1.0.kind != $1.1.kind }?.offset ?? min(source.count, built.count)
      return [
        (
          max(0, min(first, built.count - 1)),
          Complaint("the built version has other blocks than its source from here on")
        )
      ]
    }
    return pairs.compactMap { index, pair in
      guard pair.0.codes != pair.1.codes else { return nil }
      let lost = pair.0.codes.filter { $0.value > pair.1.codes[$0.key, default: 0] }
      let names = (lost.isEmpty ? pair.1.codes : lost).keys.map(\.rawValue).sorted()
      return (
        index,
        Complaint(
          "the text does not read as its markup (\(names.joined(separator: ", ")));"
            + " see the spaces and marks beside it")
      )
    }
  }
}
