internal import Foundation

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

  private static func run(_ arguments: [String], in folder: String) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }
}
