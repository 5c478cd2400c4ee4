/// Where a team's memory is: an address for libpq, which finds credentials where it always does: in the
/// password file, the service file, the environment.
package struct TeamAddress: Hashable, Sendable {
  package let text: String
  /// The name under which this project's translations stand there.
  package private(set) var project: String

  /// Reads an address.
  ///
  /// - Throws: `Problem` for one that is none, or that has a password in it, which would be in every copy of
  ///   the repository.
  package init(_ text: String, project: String) throws(Problem) {
    guard text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") else {
      throw .notAnAddress
    }
    let authority = text.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" && $0 != "?" }
    let user = authority.lastIndex(of: "@").map { authority[..<$0] }
    // Written in another way, a name of a value could be that of the password too.
    let names = text.split(separator: "?").dropFirst().joined().split(separator: "&")
      .map { $0.prefix { $0 != "=" } }
    guard user?.contains(":") != true,
      !names.contains(where: { $0.contains("password") || $0.contains("%") })
    else { throw .hasPassword }
    self.text = text
    self.project = project
  }

  /// The same address for a project with a name.
  func named(_ project: String) -> TeamAddress {
    var address = self
    address.project = project
    return address
  }

  /// What is wrong with an address.
  package enum Problem: Error {
    case notAnAddress
    case hasPassword

    /// One sentence, without the address.
    var message: String {
      switch self {
      case .notAnAddress:
        "expected keys with values, or the address of a team's memory such as"
          + " “postgresql://host/database”"
      case .hasPassword:
        "the address has a password in it, which everybody could read: put it into ~/.pgpass or a service"
          + " file"
      }
    }
  }

  /// The address, and not to be waited for longer than five seconds unless it says so itself.
  var withTimeout: String {
    guard !text.contains("connect_timeout=") else { return text }
    let hasDatabase = text.drop { $0 != "/" }.dropFirst(2).contains("/")
    return text + (text.contains("?") ? "&" : hasDatabase ? "?" : "/?") + "connect_timeout=5"
  }
}
