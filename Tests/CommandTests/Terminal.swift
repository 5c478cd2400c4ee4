import Foundation
import Testing

/// A folder in which the built program is run, with all that it printed.
final class Terminal {
  let folder: URL
  /// Commands, what they printed, and exit codes other than 0, as a person would see them.
  private(set) var transcript = ""
  /// What programs find in their environment, besides what is there.
  var environment: [String: String] = [:]

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "l10n-\(UUID())")
      .resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  struct Output {
    let out: String
    let error: String
    let code: Int32
  }

  /// The program lies beside the test bundle.
  static let program: URL = {
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let beside = tests.deletingLastPathComponent().appending(path: "l10n")
    if FileManager.default.fileExists(atPath: beside.path) { return beside }
    return Bundle.module.bundleURL.deletingLastPathComponent().appending(path: "l10n")
  }()

  @discardableResult
  func run(_ arguments: String..., input: String = "") throws -> Output {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (out, error, stdin) = (Pipe(), Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = error
    process.standardInput = stdin
    try process.run()
    try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let errors = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let output = Output(out: text, error: errors, code: process.terminationStatus)
    transcript += "$ l10n \(arguments.joined(separator: " "))\n\(text)\(errors)"
    if output.code != 0 { transcript += "[exit code \(output.code)]\n" }
    transcript += "\n"
    return output
  }

  func write(_ text: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  /// Changes a file as a person with an editor would.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try read(path)
    #expect(text.contains(old), "\(path) does not contain “\(old)”")
    try write(text.replacing(old, with: new), to: path)
  }

  /// Adds a line to the transcript that says what happened between two commands.
  func say(_ text: String) { transcript += "# \(text)\n\n" }
}

/// Compares a text with the file of that name under `Snapshots`. With `L10N_RECORD` set the file is
/// written instead, and the test fails so that nobody takes a recording for a pass.
func expectSnapshot(
  _ text: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  if ProcessInfo.processInfo.environment["L10N_RECORD"] != nil {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Snapshots/\(name).txt")
    try Data(text.utf8).write(to: file)
    Issue.record("recorded \(name)", sourceLocation: sourceLocation)
    return
  }
  let file = Bundle.module.bundleURL.appending(path: "Snapshots/\(name).txt")
  let expected = try String(contentsOf: file, encoding: .utf8)
  #expect(text == expected, sourceLocation: sourceLocation)
}
