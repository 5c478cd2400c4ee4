import ArgumentParser
import Memory
import Project
import Reports
import Units

extension MemoryCommand {
  struct Statistics: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "stats",
      abstract: "Tell what the memory holds, by pairs of languages, states and origins.")

    @OptionGroup var project: ProjectOptions

    @Flag(help: "Print one JSON array.")
    var json = false

    func run() throws {
      let pairs = try project.workspace().openMemory(onProgress: Console.progress).statistics()
      if json { return Console.output(try JSONText.encode(pairs.map(Entry.init))) }
      for pair in pairs {
        Console.output(
          "\(pair.source) → \(pair.target): \(pair.translations) translations of \(pair.sources) "
            + "sources, \(pair.conflicts) with several\n")
        let states = SegmentState.allCases.compactMap { state in
          pair.states[state].map { "\($0) \(state.rawValue)" }
        }
        let origins = MemoryEntry.Origin.allCases.compactMap { origin in
          pair.origins[origin].map { "\($0) \(origin.rawValue)" }
        }
        Console.output(
          "  \(states.joined(separator: ", ")); from: \(origins.joined(separator: ", "))\n")
      }
    }

    private struct Entry: Encodable {
      let from: String
      let to: String
      let translations: Int
      let sources: Int
      let conflicts: Int
      let states: [String: Int]
      let origins: [String: Int]

      init(_ pair: PairStatistics) {
        from = pair.source
        to = pair.target
        translations = pair.translations
        sources = pair.sources
        conflicts = pair.conflicts
        states = Dictionary(uniqueKeysWithValues: pair.states.map { ($0.rawValue, $1) })
        origins = Dictionary(uniqueKeysWithValues: pair.origins.map { ($0.rawValue, $1) })
      }
    }
  }
}
