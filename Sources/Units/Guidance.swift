/// What a translator of a unit should know that its text does not say.
package struct Guidance: Hashable, Sendable {
  /// The most characters that the translation of the whole unit may have; nil for no limit.
  package var limit: Int?
  /// The terms in each segment, by the segments' numbers.
  package var terms: [Int: [Term]]

  /// Makes guidance, none unless told otherwise.
  package init(limit: Int? = nil, terms: [Int: [Term]] = [:]) {
    self.limit = limit
    self.terms = terms
  }
}

/// A term with the translation that the project has agreed on.
package struct Term: Hashable, Sendable {
  package let source: String
  package let target: String
  /// What there is to say about it: where it is used, what it is not.
  package let remark: String?

  /// Makes a term.
  package init(source: String, target: String, remark: String? = nil) {
    self.source = source
    self.target = target
    self.remark = remark
  }
}
