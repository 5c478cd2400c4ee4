import LibXML
import Units

extension Upgrade {
  /// Writes the inline elements of 1.x as those of 2.x.
  struct Inlines {
    /// What the codes hold that have been written.
    private(set) var data = OriginalData()
    /// The ids of opening halves by what their closing halves refer to, in all of the unit.
    private var starts: [String: String] = [:]
    /// What closing halves refer to.
    private var ends: Set<String> = []
    private var identifiers: Set<String> = []
    /// What the ids of segments and of annotations begin with, and no id of the unit's codes does.
    private(set) var segmentPrefix = "s"
    private(set) var markPrefix = "m"

    init(unit: XMLNode) {
      for element in unit.elements where element.name.local != "alt-trans" { visit(element) }
      segmentPrefix = freePrefix("s")
      markPrefix = freePrefix("m")
    }

    private func freePrefix(_ letter: Character) -> String {
      let longest = identifiers.map { $0.prefix { $0 == letter }.count }.max() ?? 0
      return String(repeating: letter, count: longest + 1)
    }

    private mutating func visit(_ node: XMLNode) {
      let reference = node["rid"] ?? node["id"] ?? ""
      if node.name.local != "mrk" { identifiers.insert(node["id"] ?? "") }
      switch node.name.local {
      case "bx", "bpt": starts[reference] = starts[reference] ?? node["id"] ?? ""
      case "ex", "ept": ends.insert(reference)
      default: break
      }
      node.elements.forEach { visit($0) }
    }

    /// Writes a part of a source or a target. `marks` is how many annotations the source, or the
    /// target, has had in this unit.
    mutating func write(
      _ children: [XMLNode.Child], into xml: inout XMLBuilder, _ losses: inout LossList,
      unit: String?, marks: inout Int
    ) {
      for child in children {
        switch child {
        case .text(let text): xml.text(text)
        case .element(let node):
          switch node.name.local {
          case "g":
            xml.tag("pc", pair(node), end: ">")
            write(node.children, into: &xml, &losses, unit: unit, marks: &marks)
            xml.endTag("pc")
          case "mrk":
            marks += 1
            xml.tag("mrk", mark(node, number: marks), end: ">")
            write(node.children, into: &xml, &losses, unit: unit, marks: &marks)
            xml.endTag("mrk")
          case "x", "ph", "bx", "bpt", "ex", "ept", "it":
            if !node.elements.isEmpty { losses.add("<sub>", at: node.location, unit: unit) }
            code(node, into: &xml)
          default:
            losses.add("<\(node.name.local)> in text", at: node.location, unit: unit)
            write(node.children, into: &xml, &losses, unit: unit, marks: &marks)
          }
        }
      }
    }

    private func common(_ node: XMLNode) -> [(String, String?)] {
      let meaning = CodeMapping.meaning(ctype: node["ctype"])
      let own = node["ctype"].flatMap { meaning == .other ? Carried.value($0) : nil }
      return [
        ("type", node["ctype"].map { _ in CodeMapping.type(meaning) }),
        ("subType", node["ctype"] == nil ? nil : own ?? CodeMapping.subType(meaning)),
        ("canCopy", node["clone"] == "no" ? "no" : nil),
      ]
    }

    private func pair(_ node: XMLNode) -> [(String, String?)] {
      let shown = node["equiv-text"].map { PairDisplay.split($0) }
      return [("id", node["id"])] + common(node) + [
        ("dispStart", shown?.open),
        ("dispEnd", shown.flatMap { $0.close.isEmpty ? nil : $0.close }),
      ]
    }

    private mutating func code(_ node: XMLNode, into xml: inout XMLBuilder) {
      let held = node.text
      let shown: [(String, String?)] = [
        ("dataRef", held.isEmpty ? nil : data.add(held)), ("disp", node["equiv-text"]),
      ]
      let reference = node["rid"] ?? node["id"] ?? ""
      switch node.name.local {
      case "bx", "bpt":
        xml.tag(
          "sc",
          [("id", node["id"])] + common(node) + shown
            + [("isolated", ends.contains(reference) ? nil : "yes")], end: "/>")
      case "ex", "ept":
        let start = starts[reference]
        xml.tag(
          "ec",
          [("id", start == nil ? node["id"] : nil)] + common(node) + shown + [
            ("startRef", start), ("isolated", start == nil ? "yes" : nil),
          ], end: "/>")
      case "it":
        xml.tag(
          node["pos"] == "close" ? "ec" : "sc",
          [("id", node["id"])] + common(node) + shown + [("isolated", "yes")], end: "/>")
      default: xml.tag("ph", [("id", node["id"])] + common(node) + shown, end: "/>")
      }
    }

    private func mark(_ node: XMLNode, number: Int) -> [(String, String?)] {
      let id = "\(markPrefix)\(number)"
      switch node["mtype"] {
      case "protected", "x-protected": return [("id", id), ("translate", "no")]
      case "term": return [("id", id), ("type", "term"), ("value", node["comment"])]
      case "comment", "x-comment":
        return [("id", id), ("type", "comment"), ("value", node["comment"] ?? "")]
      case let type:
        let name = type.map { $0.hasPrefix("x-") ? String($0.dropFirst(2)) : $0 } ?? "generic"
        return [("id", id), ("type", Carried.value(name)), ("value", node["comment"])]
      }
    }
  }
}
