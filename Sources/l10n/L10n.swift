import ArgumentParser
import Memory
import Project

/// The command line: arguments in, text and an exit code out.
@main struct L10n: ParsableCommand {
  /// The version of this tool.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "l10n",
    abstract: "Keeps documents true in several languages.",
    discussion: """
      Exit codes: 0 clean, 1 findings, 2 usage or configuration, 3 unreadable input, 4 import \
      refused.
      """,
    version: version,
    groupedSubcommands: [
      CommandGroup(
        name: "Project",
        subcommands: [
          Init.self, Status.self, Export.self, Import.self, Build.self, Adopt.self, Check.self,
          Pretranslate.self, MemoryCommand.self,
        ]),
      CommandGroup(
        name: "Single files",
        subcommands: [
          Extract.self, Merge.self, Segment.self, Validate.self, Convert.self, Count.self,
          Formats.self,
        ]),
    ])

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as ProjectError {
      Console.error("l10n: error: \(error)")
      Console.end(ExitStatus(error).rawValue)
    } catch let error as MemoryError {
      Console.error("l10n: error: \(error)")
      Console.end(ExitStatus.unreadable.rawValue)
    } catch let code as ExitCode {
      Console.end(code.rawValue)
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code.isSuccess {
        print(message)
        Console.end(0)
      }
      Console.error(message)
      Console.end(ExitStatus.usage.rawValue)
    }
  }
}

/// How the process ends.
enum ExitStatus: Int32 {
  case clean = 0
  /// Something was found, or something could not be taken.
  case findings = 1
  case usage = 2
  case unreadable = 3
  case refused = 4

  init(_ error: ProjectError) {
    self =
      switch error.code {
      case .configuration: .usage
      case .unreadable, .disk: .unreadable
      case .refused: .refused
      }
  }

  /// The code to throw.
  var code: ExitCode { ExitCode(rawValue) }
}
