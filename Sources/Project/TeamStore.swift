import Memory
import PostgreSQL
import Units

/// A team's memory that may go away at any time: what it would have found is missing then, which is told
/// once, and the project's own translations are used.
final class TeamStore {
  private var memory: TeamMemory?
  private let notice: (String) -> Void

  /// Whether it has not gone away, as far as is known.
  var isConnected: Bool { memory != nil }

  /// Connects, or tells why not.
  init(_ address: TeamAddress, notice: @escaping (String) -> Void) throws {
    self.notice = notice
    do {
      memory = try TeamMemory(
        address.withTimeout, project: address.project, leavesOutOwn: true)
    } catch let error as PostgreSQLError {
      give(up: error)
    }
  }

  private func give(up error: PostgreSQLError) {
    memory = nil
    notice(
      "the team's memory cannot be used, so this goes without: \(error.message)")
  }

  /// What the memory answers; nothing where there is none.
  func ask<Answer>(_ question: (TeamMemory) throws -> Answer) throws -> Answer? {
    guard let memory else { return nil }
    do {
      return try question(memory)
    } catch let error as PostgreSQLError {
      give(up: error)
      return nil
    }
  }
}

extension TeamStore: MatchableStore {
  func translations(of questions: [SourceQuestion]) throws -> [[MemoryEntry]] {
    try ask { try $0.translations(of: questions) } ?? questions.map { _ in [] }
  }

  func similar(
    to questions: [SourceQuestion], limits: SimilarityLimits
  ) throws -> [[SimilarSource]] {
    try ask { try $0.similar(to: questions, limits: limits) } ?? questions.map { _ in [] }
  }
}
