package import LibXML
import Units

/// Checks a file against all that the specification of its version asks for: what the schemas say,
/// and what they cannot.
///
/// Of the document only the unit at hand and the ids are kept.
package final class XLIFFValidator: XMLEventReceiver {
  private let report: (XLIFFFinding) -> Void
  private var table: SchemaTable?
  private var coreNamespace = ""
  private var isVersion1 = false
  private var frames: [Frame] = []
  private var tree = ElementTree()
  let scope = DocumentScope()

  private struct Frame {
    let name: ElementName
    let definition: ElementDefinition?
    var progress = ContentProgress()
    let location: XMLLocation
    var hasText = false
  }

  private init(_ report: @escaping (XLIFFFinding) -> Void) { self.report = report }

  /// Calls a function with everything that is wrong, in the order in which it is found.
  ///
  /// - Returns: Whether the file could be read as XLIFF.
  package static func validate(
    _ bytes: [UInt8], report: @escaping (XLIFFFinding) -> Void
  ) -> Bool {
    validate(report) { reader, validator in try reader.read(bytes, into: validator) }
  }

  /// Checks a file that comes part by part, with nothing at its end.
  ///
  /// - Returns: Whether the file could be read as XLIFF.
  package static func validate(
    report: @escaping (XLIFFFinding) -> Void, next: () -> ArraySlice<UInt8>
  ) -> Bool {
    validate(report) { reader, validator in try reader.read(into: validator, next: next) }
  }

  private static func validate(
    _ report: @escaping (XLIFFFinding) -> Void, _ parse: (XMLReader, XLIFFValidator) throws -> Void
  ) -> Bool {
    let validator = XLIFFValidator(report)
    do {
      try parse(XMLReader(), validator)
    } catch let failure as XMLFailure {
      validator.add(.wellFormed, at: failure.location, failure.message)
      return false
    } catch let error as XLIFFError {
      validator.add(
        .version, at: XMLLocation(line: error.line, column: error.column), error.message)
      return false
    } catch {
      return false
    }
    return true
  }

  func add(_ rule: XLIFFRule, at location: XMLLocation, _ message: String) {
    report(
      XLIFFFinding(
        rule: rule, line: location.line, column: location.column, unitID: scope.unitID,
        message: message))
  }

  // MARK: Events

  package func startElement(
    _ name: XMLName, attributes: borrowing XMLAttributes, at location: XMLLocation
  ) throws {
    if frames.isEmpty { try startRoot(name, attributes, at: location) }
    let element = ElementName(
      space: XLIFFSpace(name.namespace, core: coreNamespace), local: name.local)
    let ours = attributes.all.map { attribute in
      ElementTree.Attribute(
        space: XLIFFSpace(attribute.namespace, core: coreNamespace),
        local: attribute.local, prefix: attribute.prefix, value: attribute.value)
    }
    place(element, at: location)
    let definition = table?[element]
    frames.append(Frame(name: element, definition: definition, location: location))
    check(ours, of: element, definition, at: location)
    track(element, name.namespace, ours, at: location)
  }

  package func endElement(_ name: XMLName, at location: XMLLocation) throws {
    guard let frame = frames.popLast() else { return }
    if let definition = frame.definition, let missing = frame.progress.missing(in: definition) {
      add(.contentMissing, at: location, "<\(frame.name.local)> lacks \(missing)")
    }
    if tree.isOpen {
      tree.end()
      if !tree.isOpen { judgeTree() }
    } else if frame.name.space == .core {
      endContainer(frame.name.local)
    }
    if frames.isEmpty { resolvePending() }
  }

  package func characters(_ text: Span<UInt8>) {
    if tree.isOpen { tree.addText() }
    guard let frame = frames.last, !frame.hasText, let definition = frame.definition,
      !definition.isMixed, !text.isBlank
    else { return }
    frames[frames.count - 1].hasText = true
    add(.text, at: frame.location, "<\(frame.name.local)> holds text, which it may not")
  }

  // MARK: The root

  private func startRoot(
    _ name: XMLName, _ attributes: borrowing XMLAttributes, at location: XMLLocation
  ) throws {
    try XLIFFFamily.checkRoot(name.local, at: location)
    coreNamespace = name.namespace
    let version = attributes["version"] ?? ""
    switch name.namespace {
    case "urn:oasis:names:tc:xliff:document:2.0":
      table = .version2
      if version != "2.0", version != "2.1" {
        add(
          .version, at: location,
          "version “\(version)” is not “2.0” or “2.1”, as the namespace says")
      }
    case "urn:oasis:names:tc:xliff:document:2.2":
      table = .version22
      scope.isVersion22 = true
    case "urn:oasis:names:tc:xliff:document:1.2":
      table = .version12
      isVersion1 = true
    case "urn:oasis:names:tc:xliff:document:1.1", "":
      guard ["1.0", "1.1"].contains(version) else {
        throw XLIFFError(
          code: .notXLIFF, at: location, "<xliff> is in no namespace of XLIFF that is known here")
      }
      isVersion1 = true
      add(.v1Old, at: location, "no rules are known for XLIFF \(version); the XML was read")
    default:
      throw XLIFFError(
        code: .notXLIFF, at: location, "the namespace “\(name.namespace)” is none of XLIFF’s")
    }
    scope.isVersion1 = isVersion1
  }

  // MARK: The schemas

  /// Checks that an element may stand where it does.
  private func place(_ element: ElementName, at location: XMLLocation) {
    guard let parent = frames.last, let definition = parent.definition else { return }
    switch frames[frames.count - 1].progress.take(
      element, in: definition, space: parent.name.space)
    {
    case nil:
      if let table, table[element] == nil, table.defines(element.space) {
        add(.element, at: location, "the module has no element <\(element.local)>")
      }
    case .missing(let what):
      add(.contentMissing, at: location, "\(what) is missing before <\(element.local)>")
    case .notAllowed:
      add(.element, at: location, "<\(element.local)> may not stand in <\(parent.name.local)>")
    case .tooLate:
      add(
        .contentOrder, at: location,
        "<\(element.local)> comes too late or too often in <\(parent.name.local)>")
    }
  }

  private func check(
    _ attributes: [ElementTree.Attribute], of element: ElementName,
    _ definition: ElementDefinition?, at location: XMLLocation
  ) {
    guard let table else { return }
    for attribute in attributes {
      let isOwn = attribute.space == .none
      let shown = isOwn ? attribute.local : "\(attribute.prefix):\(attribute.local)"
      if isOwn || attribute.space == .xml, let known = definition?.attributes[shown] {
        check(attribute.value, known, of: shown, element, at: location)
        continue
      }
      if let definition, !accepts(attribute, beside: definition, table) {
        add(.attribute, at: location, "<\(element.local)> has no attribute “\(shown)”")
        continue
      }
      guard !isOwn else { continue }
      if let type = table.attribute(ElementName(space: attribute.space, local: attribute.local)) {
        check(attribute.value, type, of: shown, element, at: location)
      } else if table.definesAttributes(attribute.space) {
        add(
          .attribute, at: location, "the module “\(attribute.prefix)” has no attribute “\(shown)”")
      }
    }
    guard let definition else { return }
    for name in definition.required {
      let isThere = attributes.contains {
        $0.space == .none ? $0.local == name : $0.space == .xml && "xml:\($0.local)" == name
      }
      if !isThere {
        add(.attributeMissing, at: location, "<\(element.local)> lacks the attribute “\(name)”")
      }
    }
  }

  private func accepts(
    _ attribute: ElementTree.Attribute, beside definition: ElementDefinition, _ table: SchemaTable
  ) -> Bool {
    switch definition.others {
    case .none: false
    case .modules: attribute.space == .xml || table.definesAttributes(attribute.space)
    case .foreign: attribute.space != .none
    case .any: true
    }
  }

  private func check(
    _ value: String, _ type: ValueType, of name: String, _ element: ElementName,
    at location: XMLLocation
  ) {
    if type.accepts(value) || (name == "xml:lang" && value.isEmpty) { return }
    add(
      type == .language ? .languageTag : .value, at: location,
      "“\(value)” as “\(name)” of <\(element.local)> is not \(type.wording)")
  }

  // MARK: Containers and units

  /// Keeps account of where the reading is, and gathers what is judged as a whole.
  private func track(
    _ element: ElementName, _ namespace: String, _ attributes: [ElementTree.Attribute],
    at location: XMLLocation
  ) {
    guard !tree.isOpen else {
      tree.start(element, namespace: namespace, attributes: attributes, at: location)
      return
    }
    let node = ElementTree.Node(
      name: element, namespace: namespace, attributes: attributes, location: location, parent: nil,
      end: 0)
    switch (element.space, element.local) {
    case (.core, "xliff"): scope.startDocument(node)
    case (.core, "file"): startFile(node)
    case (.core, "group") where !scope.containers.isEmpty: startGroup(node)
    case (.core, "body"), (.core, "header"): break
    default:
      if node.isCore("unit", "trans-unit", "bin-unit") { startUnit(node) }
      tree = ElementTree()
      tree.start(element, namespace: namespace, attributes: attributes, at: location)
    }
  }

  private func startFile(_ node: ElementTree.Node) {
    if !scope.startFile(node) {
      add(.fileID, at: node.location, "another <file> has the id “\(scope.fileID)”")
    }
    checkAttributes(of: node)
  }

  private func startGroup(_ node: ElementTree.Node) {
    if !scope.startGroup(node) {
      add(
        isVersion1 ? .v1UnitID : .groupID, at: node.location,
        "another <group> of the file has the id “\(node["id"] ?? "")”")
    }
    checkAttributes(of: node)
  }

  private func startUnit(_ node: ElementTree.Node) {
    guard let id = node["id"] else { return }
    if !scope.startUnit(id) {
      add(
        isVersion1 ? .v1UnitID : .unitID, at: node.location,
        "another unit of the file has the id “\(id)”")
    }
  }

  private func endContainer(_ local: String) {
    switch local {
    case "file":
      for (ids, location, unit) in scope.pendingSubFlows {
        for id in ids where !scope.hasUnit(id) {
          let current = scope.unitID
          scope.unitID = unit
          add(.subFlows, at: location, "no unit of the file has the id “\(id)”")
          scope.unitID = current
        }
      }
      for (ref, location) in scope.pendingResources where !scope.resources.contains(ref) {
        add(.resourceReference, at: location, "no resource of the file has the id “\(ref)”")
      }
      if isVersion1, let file = scope.containers.last?.node, let tool = file["tool-id"],
        !scope.tools.contains(tool)
      {
        add(.v1Tool, at: file.location, "the tool “\(tool)” is not declared in the header")
      }
      scope.endFile()
    case "group": scope.endGroup()
    default: break
    }
  }

  /// What the modules ask of attributes of files and groups.
  private func checkAttributes(of node: ElementTree.Node) {
    guard !isVersion1 else { return }
    var single = ElementTree()
    single.start(
      node.name, namespace: node.namespace, attributes: node.attributes, at: node.location)
    single.end()
    judge(single)
  }

  private func judgeTree() {
    let finished = tree
    tree = ElementTree()
    judge(finished)
    scope.unitID = nil
  }

  private func judge(_ tree: ElementTree) {
    var judge = Judge(tree: tree, scope: scope)
    if isVersion1 { judge.runVersion1() } else { judge.run() }
    // Rules go over the elements one after the other; people read a file from its start.
    let found = judge.found.enumerated().sorted {
      ($0.element.location.line, $0.element.location.column, $0.offset)
        < ($1.element.location.line, $1.element.location.column, $1.offset)
    }
    for (_, problem) in found { add(problem.rule, at: problem.location, problem.message) }
  }

  /// Looks up what fragment identifiers lead to, now that all of the document is known.
  private func resolvePending() {
    for reference in scope.pendingFragments {
      scope.unitID = reference.unit
      if let problem = scope.problem(of: reference) {
        add(problem.rule, at: reference.location, problem.message)
      }
    }
    scope.unitID = nil
  }
}
