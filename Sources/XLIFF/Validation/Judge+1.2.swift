extension Judge {
  /// What XLIFF 1.2 asks for beside its schema. Real files break it without harm.
  mutating func runVersion1() {
    for index in tree.nodes.indices where tree[index].name.space == .core {
      let node = tree[index]
      switch node.name.local {
      case "phase": if let name = node["phase-name"] { scope.phases.insert(name) }
      case "tool": if let id = node["tool-id"] { scope.tools.insert(id) }
      case "source", "seg-source", "target":
        checkInlineIDs(of: index)
        checkPairs(of: index)
      default: break
      }
      if let phase = node["phase-name"], node.name.local != "phase",
        !scope.phases.contains(phase)
      {
        add(.v1Phase, at: index, "the phase “\(phase)” is not declared in the header")
      }
      if let tool = node["tool-id"], node.name.local != "tool", !scope.tools.contains(tool) {
        add(.v1Tool, at: index, "the tool “\(tool)” is not declared in the header")
      }
    }
    checkSegments()
  }

  private mutating func checkInlineIDs(of text: Int) {
    var seen: Set<String> = []
    for index in tree.descendants(of: text)
    where tree[index].isCore("g", "x", "bx", "bpt", "ph", "it") {
      guard let id = tree[index]["id"], !seen.insert(id).inserted else { continue }
      add(.v1CodeID, at: index, "\(name(index)) has the id of another inline element of its text")
    }
  }

  /// `ept` and `ex` close what a `bpt` or a `bx` of the same text opens.
  private mutating func checkPairs(of text: Int) {
    for (start, end) in [("bpt", "ept"), ("bx", "ex")] {
      let inside = tree.descendants(of: text)
      let reference = { (index: Int, tree: ElementTree) in tree[index]["rid"] ?? tree[index]["id"] }
      let opened = Set(
        inside.filter { tree[$0].isCore(start) }.compactMap { reference($0, tree) })
      let closed = Set(inside.filter { tree[$0].isCore(end) }.compactMap { reference($0, tree) })
      for index in inside where tree[index].isCore(start, end) {
        guard let id = reference(index, tree), !(opened.contains(id) && closed.contains(id)) else {
          continue
        }
        add(.v1Pair, at: index, "\(name(index)) has no other half in its text")
      }
    }
  }

  /// The segments of a target are those of the source's segmentation.
  private mutating func checkSegments() {
    let children = tree.children(of: 0)
    guard let segmented = children.first(where: { tree[$0].isCore("seg-source") }),
      let target = children.first(where: { tree[$0].isCore("target") })
    else { return }
    func segments(of text: Int) -> [Int] {
      tree.descendants(of: text).filter { tree[$0].isCore("mrk") && tree[$0]["mtype"] == "seg" }
    }
    let known = Set(segments(of: segmented).compactMap { tree[$0]["mid"] })
    for index in segments(of: target) {
      guard let id = tree[index]["mid"], !known.contains(id) else { continue }
      add(.v1Segment, at: index, "the segment “\(id)” of the target is none of the seg-source")
    }
  }
}
