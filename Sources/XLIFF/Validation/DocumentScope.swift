import LibXML

/// What is known of a document while it is read: its languages, its ids, and where the reading is.
///
/// One serves the whole reading: copies for each unit would cost the square of the units.
final class DocumentScope {
  var isVersion1 = false
  var isVersion22 = false
  var sourceLanguage: String?
  var targetLanguage: String?
  var resources: Set<String> = []
  var index = FragmentIndex()
  /// The id of the file that is being read, or its number where files have none.
  private(set) var fileID = ""
  private var fileCount = 0
  /// Whether another file has its id: then what is in it is not told apart from what is in that.
  private var hasDoubleFile = false
  /// The unit that is being read.
  var unitID: String?
  /// The document, the file and the groups around the place.
  var containers: [Container] = []
  var pendingSubFlows: [(ids: [String], XMLLocation, unit: String?)] = []
  var pendingResources: [(ref: String, XMLLocation)] = []
  var pendingFragments: [FragmentReference] = []
  // Version 1.2
  var phases: Set<String> = []
  var tools: Set<String> = []

  struct Container {
    let node: ElementTree.Node
    let place: FragmentIndex.Container?
    var extensionIDs: Set<String> = []
    /// The ids inside the data of the size module that stand directly here.
    var sizeData: Set<String> = []
  }

  /// A fragment identifier, and where it stands.
  struct FragmentReference {
    let text: String
    let identifier: FragmentIdentifier
    let location: XMLLocation
    let unit: String?
    let file: String
    /// The container from which it is read, for one that names none.
    let container: FragmentIndex.Container?
  }

  func startDocument(_ node: ElementTree.Node) {
    sourceLanguage = node["srcLang"]
    targetLanguage = node["trgLang"]
    containers = [Container(node: node, place: nil)]
  }

  /// - Returns: Whether no other file of the document has its id.
  func startFile(_ node: ElementTree.Node) -> Bool {
    fileCount += 1
    fileID = node["id"] ?? "#\(fileCount)"
    let place = FragmentIndex.Container.file(fileID)
    containers.append(Container(node: node, place: place))
    hasDoubleFile = !index.add(place)
    resources = []
    pendingSubFlows = []
    pendingResources = []
    phases = []
    tools = []
    return !hasDoubleFile
  }

  func endFile() {
    containers.removeLast(max(0, containers.count - 1))
    fileID = ""
  }

  /// - Returns: Whether no other group of the file has its id.
  func startGroup(_ node: ElementTree.Node) -> Bool {
    let place = FragmentIndex.Container.group(node["id"] ?? "", in: fileID)
    containers.append(Container(node: node, place: place))
    return index.add(place) || node["id"] == nil || hasDoubleFile
  }

  /// - Returns: Whether no other unit of the file has its id.
  func startUnit(_ id: String) -> Bool {
    unitID = id
    return index.add(.unit(id, in: fileID)) || hasDoubleFile
  }

  /// Whether the file has had a unit with an id.
  func hasUnit(_ id: String) -> Bool { index.holds(.unit(id, in: fileID)) }

  func endGroup() { if containers.count > 1 { containers.removeLast() } }

  /// The value of an attribute that containers pass on to what they hold.
  func inherited(_ space: XLIFFSpace, _ local: String) -> String? {
    for container in containers.reversed() {
      if let value = container.node[space, local] { return value }
    }
    return nil
  }

  /// What is wrong with a reference, where the document holds nothing for it.
  func problem(of reference: FragmentReference) -> (rule: XLIFFRule, message: String)? {
    let identifier = reference.identifier
    let file = identifier.file ?? reference.file
    let unresolved = (
      XLIFFRule.fragmentUnresolved, "nothing in the document is “\(reference.text)”"
    )
    let container: FragmentIndex.Container
    if let unit = identifier.unit {
      container = .unit(unit, in: file)
    } else if let group = identifier.group {
      container = .group(group, in: file)
    } else if identifier.file != nil {
      container = .file(file)
    } else if let here = reference.container {
      container = here
    } else {
      return unresolved
    }
    guard index.holds(container) else { return unresolved }
    guard let leaf = identifier.leaf else { return nil }
    if leaf.prefix.count > 1, !FragmentIdentifier.modules.contains(leaf.prefix) {
      // Prefixes of extensions are registered, and need not be those that the document uses.
      guard FragmentIdentifier.extensions.contains(leaf.prefix) else {
        return (
          .fragmentSyntax,
          "“\(leaf.prefix)=” in “\(reference.text)” is no registered prefix of a module or an extension"
        )
      }
      return index.holds(FragmentIndex.extensions, leaf.id, in: container) ? nil : unresolved
    }
    return index.holds(leaf.prefix, leaf.id, in: container) ? nil : unresolved
  }
}
