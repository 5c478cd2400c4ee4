import LibXML

/// Applies the rules to a unit, or to another part of a document that is judged as a whole.
struct Judge {
  let tree: ElementTree
  let scope: DocumentScope
  private(set) var found: [(rule: XLIFFRule, location: XMLLocation, message: String)] = []
  /// For each element whether it stands in a source or a target, and of what.
  private(set) var sides: [Side?] = []
  /// The inline elements of each side: of the unit's own texts together, and of each match.
  private(set) var inline: [Scope: [Int]] = [:]

  /// The text in which an inline element stands.
  struct Side: Hashable {
    let isTarget: Bool
    /// The `source` or `target` element.
    let text: Int
    /// The segment, ignorable or match.
    let holder: Int
    /// The match, where the text is of one.
    let match: Int?
  }

  /// Texts whose inline elements belong together.
  struct Scope: Hashable {
    /// The match; nil for the unit's own texts.
    let match: Int?
    let isTarget: Bool
  }

  init(tree: ElementTree, scope: DocumentScope) {
    self.tree = tree
    self.scope = scope
    sides = Array(repeating: nil, count: tree.nodes.count)
    for index in tree.nodes.indices {
      guard let parent = tree[index].parent else { continue }
      let isText = tree[index].isCore("source", "target")
      if isText, tree[parent].isCore("segment", "ignorable") || tree[parent].isMatch {
        sides[index] = Side(
          isTarget: tree[index].name.local == "target", text: index, holder: parent,
          match: tree[parent].isMatch ? parent : nil)
      } else {
        sides[index] = sides[parent]
        if let side = sides[index] {
          inline[Scope(match: side.match, isTarget: side.isTarget), default: []].append(index)
        }
      }
    }
  }

  mutating func run() {
    checkIDs()
    checkLanguages()
    checkStructure()
    checkCodes()
    checkPairs()
    checkOrderOfCodes()
    checkAnnotations()
    checkModules()
    checkITS()
  }

  mutating func add(_ rule: XLIFFRule, at index: Int, _ message: String) {
    found.append((rule, tree[index].location, message))
  }

  /// The unit at hand; nil where something else is judged.
  var unit: Int? { tree[0].isCore("unit") ? 0 : nil }

  /// Where a fragment identifier without a container begins to look.
  var container: FragmentIndex.Container? {
    unit != nil
      ? .unit(tree[0]["id"] ?? "", in: scope.fileID) : scope.containers.last?.place
  }

  /// The inline elements of a text, in order.
  func inline(in text: Int) -> Range<Int> { tree.descendants(of: text) }

  /// The segments and ignorables of the unit.
  var parts: [Int] {
    unit.map { tree.children(of: $0).filter { tree[$0].isCore("segment", "ignorable") } } ?? []
  }

  /// The source or the target of a segment, an ignorable or a match.
  func text(_ local: String, of holder: Int) -> Int? {
    tree.children(of: holder).first { tree[$0].isCore(local) }
  }

  /// Names an element in a message.
  func name(_ index: Int) -> String {
    let node = tree[index]
    return (node["id"] ?? node["startRef"]).map { "<\(node.name.local)> “\($0)”" }
      ?? "<\(node.name.local)>"
  }
}

extension ElementTree.Node {
  var isMatch: Bool { name == ElementName(space: .matches, local: "match") }

  /// Whether the element is a code, and no annotation.
  var isCode: Bool { isCore("ph", "pc", "sc", "ec") }
}
