package import Units
internal import Yams

/// What is wrong with a text that should be YAML, and where: the parser's many errors as one.
package struct YAMLProblem {
  package let position: Position
  /// The parser's own words.
  package let message: String

  /// Takes what the parser threw.
  package init(_ error: any Error) {
    let mark: Mark?
    switch error {
    case YamlError.scanner(_, let problem, let place, _),
      YamlError.parser(_, let problem, let place, _),
      YamlError.composer(_, let problem, let place, _):
      (mark, message) = (place, problem)
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      (mark, message) = (context.mark, "the key “\(keys.joined(separator: "”, “"))” occurs twice")
    default:
      (mark, message) = (nil, "\(error)")
    }
    position = Position(line: mark?.line ?? 1, column: mark?.column ?? 1)
  }
}
