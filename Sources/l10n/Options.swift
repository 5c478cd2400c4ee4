import ArgumentParser
import Project
import Units
import XLIFF

/// The options of every command that works on a project.
struct ProjectOptions: ParsableArguments {
  @Option(
    name: [.customShort("C"), .long],
    help: ArgumentHelp("Look for l10n.yml from this folder on.", valueName: "folder"))
  var directory: String?

  /// The project around the folder.
  func workspace() throws -> Workspace { try Workspace(around: Self.absolute(directory)) }

  /// The absolute path of a folder that was named on the command line.
  static func absolute(_ folder: String?) -> String {
    let current = Console.currentFolder
    guard let folder, folder != "." else { return current }
    return (folder.hasPrefix("/") ? folder : "\(current)/\(folder)").standardizedPath
  }
}

/// The options that narrow a command down.
struct FilterOptions: ParsableArguments {
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Only this locale; may be repeated.", valueName: "tag"))
  var locale: [LanguageTag] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Only this document; may be repeated.", valueName: "name"))
  var document: [String] = []

  /// The filter, each name of which must exist.
  func filter(in workspace: Workspace) throws -> Filter {
    for tag in locale where !workspace.configuration.locales.contains(tag) {
      let known = workspace.configuration.locales.map(\.description).joined(separator: ", ")
      throw ProjectError(
        .configuration, "“\(tag)” is no locale of this project; it has \(known)")
    }
    let names = try document.isEmpty ? [] : workspace.documents().map(\.name)
    for name in document where !names.contains(name) {
      throw ProjectError(
        .configuration, "there is no document “\(name)”; “l10n status” lists them all")
    }
    return Filter(locales: locale, documents: document)
  }
}

extension LanguageTag: ExpressibleByArgument {
  package init?(argument: String) {
    guard let tag = try? LanguageTag(argument) else { return nil }
    self = tag
  }
}

extension XLIFFVersion: ExpressibleByArgument {}

extension String {
  /// The path without `.` and `..`.
  var standardizedPath: String {
    var parts: [Substring] = []
    for part in split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
