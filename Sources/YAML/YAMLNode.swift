/// A value of a YAML document, with the place where it begins.
package struct YAMLNode: Sendable {
  /// What there is at a place.
  package enum Value: Sendable {
    case scalar(String, Style)
    case sequence([YAMLNode])
    /// Keys with values, in the order of the file.
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  /// How a scalar is written.
  package enum Style: Sendable {
    case plain
    case singleQuoted
    case doubleQuoted
    /// `|`: lines as they are.
    case literal
    /// `>`: lines joined.
    case folded
  }

  package let value: Value
  package let place: YAMLPlace

  /// The text of a scalar.
  package var string: String? {
    if case .scalar(let text, _) = value { text } else { nil }
  }

  /// The items of a sequence.
  package var sequence: [YAMLNode]? {
    if case .sequence(let items) = value { items } else { nil }
  }

  /// The pairs of a mapping.
  package var mapping: [(key: YAMLNode, value: YAMLNode)]? {
    if case .mapping(let pairs) = value { pairs } else { nil }
  }

  /// The value of a key of a mapping.
  package subscript(key: String) -> YAMLNode? {
    mapping?.first { $0.key.string == key }?.value
  }
}

/// A place in a YAML text, counted from 1; columns count Unicode scalars.
package struct YAMLPlace: Hashable, Sendable {
  package let line: Int
  package let column: Int
}

/// What is wrong with a text that should be YAML, and where.
package struct YAMLProblem: Error, Hashable, Sendable {
  package let place: YAMLPlace
  /// The parser's own words where it is about the syntax.
  package let message: String
}
