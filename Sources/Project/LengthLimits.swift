package import Units

/// How long the translations of units of some kinds may be.
package struct LengthLimits: Sendable {
  private let limits: [String: Int]

  /// Limits in characters by the names of kinds; `heading` means headings of every level.
  package init(_ limits: [String: Int] = [:]) { self.limits = limits }

  /// The limit for units of a kind; nil for none.
  package func limit(for kind: UnitKind) -> Int? {
    if let limit = limits[kind.name] { return limit }
    if case .heading = kind { return limits["heading"] }
    return nil
  }

  /// Whether a name is one of a kind of units.
  static func knows(_ name: String) -> Bool { name == "heading" || UnitKind(name: name) != nil }
}
