import ArgumentParser
import Memory
import Project

extension MemoryCommand {
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compare the stored memory with one that is filled anew.",
      discussion: "Exit codes: 0 they agree; 1 they do not.")

    @OptionGroup var project: ProjectOptions

    func run() throws {
      let problems = try project.workspace().verifyMemory()
      guard !problems.isEmpty else { return Console.output("The memory is as it should be.\n") }
      for problem in problems { Console.output("\(problem)\n") }
      Console.error("Next: l10n memory rebuild")
      throw ExitStatus.findings.code
    }
  }

  struct Rebuild: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Throw the stored memory away and fill it again.")

    @OptionGroup var project: ProjectOptions

    func run() throws {
      let pairs = try project.workspace().rebuildMemory().statistics()
      let count = pairs.reduce(0) { $0 + $1.translations }
      Console.output("\(count) translations in \(pairs.count) pairs of languages\n")
    }
  }

  struct Push: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the project's translations into the memory of its team.",
      discussion: """
        “memory: postgresql://host/database” in l10n.yml names it. What other projects wrote stays. All \
        other commands only read there, and go on without it where it cannot be reached.
        """)

    @OptionGroup var project: ProjectOptions

    func run() throws {
      let count = try project.workspace().pushMemory()
      let files = count == 1 ? "1 file of this project is" : "\(count) files of this project are"
      Console.output("\(files) in the team's memory\n")
    }
  }
}
