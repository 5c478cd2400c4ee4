extension Judge {
  /// Ids, and what fragment identifiers can lead to.
  mutating func checkIDs() {
    indexContainer()
    checkInlineIDs()
    checkUnique(in: ElementName(space: .core, local: "notes"), of: ["note"], .noteID)
    checkUnique(in: ElementName(space: .core, local: "originalData"), of: ["data"], .dataID)
    checkExtensionIDs()
  }

  /// What can be referred to in the unit, or beside it in its file or group.
  private mutating func indexContainer() {
    guard let container else { return }
    for index in tree.nodes.indices {
      let node = tree[index]
      switch node.name.space {
      case .core:
        guard let id = node["id"] else { continue }
        if node.isCore("note") {
          scope.index.add("n", id, in: container)
        } else if node.isCore("data") {
          if sides[index] == nil, tree.ancestor(of: index, where: \.isMatch) == nil {
            scope.index.add("d", id, in: container)
          }
        } else if let side = sides[index] {
          if side.match == nil { scope.index.add(side.isTarget ? "t" : "", id, in: container) }
        } else if node.isCore("segment", "ignorable") {
          scope.index.add("", id, in: container)
        }
      case .foreign:
        if let id = node["id"] ?? node[.xml, "id"] {
          scope.index.add(FragmentIndex.extensions, id, in: container)
        }
      case .none, .xml: continue
      default:
        if let id = node["id"] ?? node[.xml, "id"] {
          scope.index.add(node.name.space.rawValue, id, in: container)
        }
      }
    }
  }

  /// One scope for the segments, ignorables and inline elements of a unit, and one for each match.
  private mutating func checkInlineIDs() {
    var sources: [Int?: [String: Int]] = [:]
    var targets: [Int?: [String: Int]] = [:]
    for index in tree.nodes.indices {
      let side = sides[index]
      let isPart = tree[index].isCore("segment", "ignorable")
      guard isPart || (side.map { $0.text != index } ?? false), tree[index].name.space == .core,
        let id = tree[index]["id"]
      else { continue }
      let match = side?.match
      if side?.isTarget == true {
        if targets[match, default: [:]].updateValue(index, forKey: id) != nil {
          add(.targetID, at: index, "\(name(index)) has the id of another element of the targets")
        }
      } else if sources[match, default: [:]].updateValue(index, forKey: id) != nil {
        add(
          .inlineID, at: index,
          "\(name(index)) has the id of another segment or inline element of the unit")
      }
    }
    for (match, known) in targets {
      for (id, index) in known {
        guard let source = sources[match]?[id] else { continue }
        if isCounterpart(source, of: index) { continue }
        add(
          .targetID, at: index,
          "\(name(index)) has the id of <\(tree[source].name.local)>, which is not its counterpart")
      }
    }
  }

  /// Whether an element of a target can stand for one of a source: it is of the same kind, in the
  /// same segment or another of the unit.
  private func isCounterpart(_ source: Int, of target: Int) -> Bool {
    let (a, b) = (tree[source].name.local, tree[target].name.local)
    if a == b { return true }
    let halves: Set = ["pc", "sc"]
    let markers: Set = ["mrk", "sm"]
    // A pair that is split across segments becomes two halves.
    return (halves.contains(a) && halves.contains(b))
      || (markers.contains(a) && markers.contains(b))
  }

  private mutating func checkUnique(in parent: ElementName, of locals: [String], _ rule: XLIFFRule)
  {
    for index in tree.nodes.indices where tree[index].name == parent {
      var seen: Set<String> = []
      for child in tree.children(of: index) where locals.contains(tree[child].name.local) {
        guard let id = tree[child]["id"], !seen.insert(id).inserted else { continue }
        add(rule, at: child, "another <\(tree[child].name.local)> here has the id “\(id)”")
      }
    }
  }

  /// Ids of extension elements are unique for their namespace in the unit, the group or the file
  /// that holds them.
  private mutating func checkExtensionIDs() {
    var seen: Set<String> = unit == nil ? scope.containers.last?.extensionIDs ?? [] : []
    for index in tree.nodes.indices where tree[index].name.space == .foreign {
      // What a resource or a skeleton holds is no extension of the document.
      let isData = tree.ancestor(of: index) {
        $0.name.space == .resourceData || $0.name.space == .sizeRestriction || $0.isCore("skeleton")
      }
      guard isData == nil, let id = tree[index]["id"] ?? tree[index][.xml, "id"] else { continue }
      if !seen.insert("\(tree[index].namespace) \(id)").inserted {
        add(.extensionID, at: index, "another element of this extension here has the id “\(id)”")
      }
    }
    if unit == nil, !scope.containers.isEmpty {
      scope.containers[scope.containers.count - 1].extensionIDs = seen
    }
  }
}
