import LibXML

extension Judge {
  /// Annotations, and the fragment identifiers of them and of notes.
  mutating func checkAnnotations() {
    for index in tree.nodes.indices {
      if tree[index].isCore("note"), let reference = tree[index]["ref"] {
        checkFragment(reference, at: index)
      }
      guard tree[index].isCore("mrk", "sm"), let side = sides[index] else { continue }
      let node = tree[index]
      let type = node["type"] ?? "generic"
      if let reference = node["ref"], side.match == nil { checkFragment(reference, at: index) }
      switch type {
      case "comment": checkComment(index)
      case "generic":
        let isOfModule = node.attributes.contains { $0.space != .none && $0.space != .xml }
        if node["translate"] == nil, !isOfModule {
          add(
            .translateAnnotation, at: index, "\(name(index)) is generic and has no translate")
        }
      case "mtc:match":
        if node["ref"] != nil {
          add(.matchAnnotation, at: index, "\(name(index)) annotates a match and has a ref")
        }
      default: break
      }
    }
  }

  private mutating func checkComment(_ index: Int) {
    let node = tree[index]
    switch (node["value"], node["ref"]) {
    case (nil, nil):
      return add(.comment, at: index, "\(name(index)) is a comment and needs a value or a ref")
    case (_?, _?):
      return add(
        .comment, at: index, "\(name(index)) is a comment with both a value and a ref; keep one")
    default: break
    }
    guard let reference = node["ref"], reference.hasPrefix("#"),
      let fragment = try? FragmentIdentifier(reference.dropFirst())
    else {
      if node["ref"] != nil, node["ref"]?.hasPrefix("#") == false {
        add(.comment, at: index, "the ref of \(name(index)) is not that of a note of the unit")
      }
      return
    }
    if fragment.leaf?.prefix != "n" {
      return add(.comment, at: index, "the ref of \(name(index)) is not that of a note")
    }
    // A note of a file or of a group is none of the unit.
    let isElsewhere =
      fragment.unit.map { $0 != scope.unitID } ?? (fragment.file != nil || fragment.group != nil)
    if isElsewhere || fragment.file.map({ $0 != scope.fileID }) == true {
      add(.comment, at: index, "the note that \(name(index)) refers to is not in its unit")
    }
  }

  /// Checks a reference that may be a fragment identifier of the document.
  private mutating func checkFragment(_ reference: String, at index: Int) {
    guard reference.hasPrefix("#") else { return }
    do throws(FragmentIdentifier.Problem) {
      let identifier = try FragmentIdentifier(reference.dropFirst())
      let pending = DocumentScope.FragmentReference(
        text: reference, identifier: identifier, location: tree[index].location,
        unit: scope.unitID, file: scope.fileID, container: container)
      // Most references are to something in the unit, and need not wait.
      let isLocal = identifier.file == nil && identifier.group == nil && identifier.unit == nil
      if isLocal, identifier.leaf.map({ $0.prefix.count < 2 }) ?? false {
        if let problem = scope.problem(of: pending) {
          add(problem.rule, at: index, problem.message)
        }
      } else {
        scope.pendingFragments.append(pending)
      }
    } catch {
      add(.fragmentSyntax, at: index, "“\(reference)”: \(error.message)")
    }
  }
}
