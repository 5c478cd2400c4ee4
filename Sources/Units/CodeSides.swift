/// On which side of the place where text is cut an inline code goes that stands there (SRX 2.0,
/// `formathandle`).
package struct CodeSides: Hashable, Sendable {
  package enum Side: Hashable, Sendable {
    /// With the segment before the break.
    case before
    /// With the segment behind it.
    case after
  }

  /// Codes that open a pair.
  package var start = Side.after
  /// Codes that close a pair.
  package var end = Side.before
  /// Codes that stand alone.
  package var isolated = Side.before

  /// The usual sides: a pair holds its text together, and a footnote mark stays with its sentence.
  package init() {}
}
