import Foundation
import Memory
import Project
import Units

/// The one place that asks the memory: one question after the other, of records as they are now.
actor MemoryDesk {
  private let workspace: Workspace
  private var memories: OpenMemories?
  private var opened = ContinuousClock.now
  private var trouble: String?
  /// How long answers may be of records that have changed since.
  private static let patience = Duration.seconds(2)

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// Fills the memory, so that the first question need not wait for it.
  func open() throws { _ = try current() }

  private func current() throws -> OpenMemories {
    if let memories, opened.duration(to: .now) < Self.patience { return memories }
    opened = .now
    do {
      let fresh = try workspace.openMemories(after: memories)
      memories = fresh
      trouble = nil
      return fresh
    } catch {
      // A file that cannot be read now is no reason to answer nothing.
      guard let memories else { throw error }
      tell("\(error)")
      return memories
    }
  }

  /// Tells once what keeps the answers from being of today.
  private func tell(_ trouble: String) {
    guard trouble != self.trouble else { return }
    self.trouble = trouble
    FileHandle.standardError.write(
      Data("l10n: warning: \(trouble); answers are of what was there before\n".utf8))
  }

  /// The matches of some texts.
  func matches(for queries: [MemoryQuery], limits: MatchLimits) throws -> [[MemoryMatch]] {
    try current().matcher.matches(for: queries, limits: limits)
  }

  /// Where a text occurs.
  func search(_ query: ConcordanceQuery) throws -> [ConcordanceHit] { try current().search(query) }

  /// The languages of the project.
  nonisolated var locales: [LanguageTag] { workspace.configuration.locales }
}
