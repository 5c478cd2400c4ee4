internal import FoundationEssentials
internal import Glibc

/// What git can add to a report: when files last changed. No answer depends on it; where there is no
/// git, no repository or no history, there is simply nothing to add.
package struct GitHistory: Sendable {
  /// The date of the last commit that changed each file, as `2026-11-23`.
  private let dates: [String: String]

  /// Asks git once for all files.
  ///
  /// - Parameters:
  ///   - paths: Paths from the project's top.
  ///   - files: The project's files.
  package init(of paths: [String], in files: Files) {
    guard !paths.isEmpty, Self.isRepository(files.root),
      let output = Self.run(
        ["log", "--format=%x00%cs", "--name-only", "--relative", "--"] + paths, in: files.root)
    else {
      dates = [:]
      return
    }
    var dates: [String: String] = [:]
    for commit in output.split(separator: "\0") {
      let lines = commit.split(separator: "\n")
      guard let date = lines.first else { continue }
      for path in lines.dropFirst() where dates[String(path)] == nil {
        dates[String(path)] = String(date)
      }
    }
    self.dates = dates
  }

  /// When a file was changed last.
  package func lastChange(of path: String) -> String? { dates[path] }

  private static func isRepository(_ folder: String) -> Bool {
    var current = folder
    while !current.isEmpty {
      if FileManager.default.fileExists(atPath: "\(current)/.git") { return true }
      current = current.lastIndex(of: "/").map { String(current[..<$0]) } ?? ""
    }
    return false
  }

  /// Runs git and gives back what it prints; nil where it cannot be run or fails.
  private static func run(_ arguments: [String], in folder: String) -> String? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    var argv = (["git", "-C", folder] + arguments).map { strdup($0) } + [nil]
    defer { argv.forEach { free($0) } }
    var process = pid_t()
    let isRunning = posix_spawnp(&process, "git", &actions, nil, &argv, environ) == 0
    close(ends[1])
    guard isRunning else { return nil }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = read(ends[0], &buffer, buffer.count)
      guard count > 0 else { break }
      output += buffer[..<count]
    }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return status == 0 ? String(decoding: output, as: UTF8.self) : nil
  }
}
