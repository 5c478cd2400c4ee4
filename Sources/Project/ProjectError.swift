package import Units

/// Why a command could not do its work.
package struct ProjectError: Error, Hashable, Sendable {
  /// A stable name for the reason; each stands for one exit code.
  package enum Code: String, Hashable, Sendable {
    /// The command line or `l10n.yml` is wrong: exit code 2.
    case configuration
    /// A file cannot be read as what it should be: exit code 3.
    case unreadable
    /// A returned file belongs to nothing here: exit code 4.
    case refused
    /// The disk refused: exit code 3.
    case disk
  }

  package let code: Code
  /// The file, from where the command was called or from the project's top.
  package let path: String?
  package let position: Position?
  package let unitID: String?
  /// One sentence: what is wrong and what to do.
  package let message: String

  /// Makes an error.
  package init(
    _ code: Code, path: String? = nil, position: Position? = nil, unitID: String? = nil,
    _ message: String
  ) {
    self.code = code
    self.path = path
    self.position = position
    self.unitID = unitID
    self.message = message
  }
}

extension ProjectError: CustomStringConvertible {
  /// `path:line:column: message (unit id)`.
  package var description: String {
    let place = [path, position?.description].compactMap { $0 }.joined(separator: ":")
    let unit = unitID.map { " (unit \($0))" } ?? ""
    return (place.isEmpty ? "" : "\(place): ") + message + unit
  }
}
