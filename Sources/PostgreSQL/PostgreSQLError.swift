/// Why the server did not do what it was asked.
package struct PostgreSQLError: Error, Hashable, Sendable {
  /// A stable name for the reason.
  package enum Code: String, Hashable, Sendable {
    /// There is no server, or none any more, or it lets nobody in: the network, a name, a password.
    case unreachable
    /// The role may not do it.
    case forbidden
    /// The table or the function is not there.
    case missing
    /// Anything else: the message is the server's own.
    case refused
  }

  package let code: Code
  /// One sentence of the server or of libpq, without the address and without a password.
  package let message: String

  /// Makes an error.
  package init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  /// Reads the class of an error (PostgreSQL, appendix A “PostgreSQL Error Codes”).
  init(sqlState: String, message: String) {
    code =
      switch sqlState {
      case "42501": .forbidden
      case "42P01", "3F000", "42883", "42703": .missing
      case let state where state.hasPrefix("08") || state.hasPrefix("57P"): .unreachable
      default: .refused
      }
    self.message = message
  }
}
