import LibXML
import Units

extension Downgrade {
  /// Writes the inline elements of 2.x as `x`, `g`, `bx`, `ex`, `it` and `mrk`.
  struct Inlines {
    private var data: [String: String] = [:]

    init(unit: XMLNode) {
      for entry in unit.elements.first(where: { $0.name.local == "originalData" })?.elements ?? [] {
        data[entry["id"] ?? ""] = entry.text
      }
    }

    func write(
      _ children: [XMLNode.Child], into xml: inout XMLBuilder, _ losses: inout LossList,
      unit: String?
    ) {
      for child in children {
        switch child {
        case .text(let text): xml.text(text)
        case .element(let node): write(node, into: &xml, &losses, unit: unit)
        }
      }
    }

    private func write(
      _ node: XMLNode, into xml: inout XMLBuilder, _ losses: inout LossList, unit: String?
    ) {
      note(node, &losses, unit: unit)
      switch node.name.local {
      case "pc":
        let open = shown(node, "dispStart", "equivStart", "dataRefStart")
        let close = shown(node, "dispEnd", "equivEnd", "dataRefEnd")
        let text = open == nil && close == nil ? nil : PairDisplay.join(open ?? "", close ?? "")
        xml.tag("g", common(node, isPair: true) + [("equiv-text", text)], end: ">")
        write(node.children, into: &xml, &losses, unit: unit)
        xml.endTag("g")
      case "ph":
        xml.tag(
          "x",
          common(node, isPair: false) + [shown(node)], end: "/>")
      case "sc" where node["isolated"] == "yes", "ec" where node["isolated"] == "yes":
        let isStart = node.name.local == "sc"
        xml.tag(
          "it",
          (isStart ? common(node, isPair: true) : [("id", node["id"])]) + [
            ("pos", isStart ? "open" : "close"), shown(node),
          ], end: "/>")
      case "sc":
        xml.tag(
          "bx",
          common(node, isPair: true) + [
            ("rid", node["id"]), shown(node),
          ], end: "/>")
      case "ec":
        let id = node["id"] ?? node["startRef"]
        xml.tag(
          "ex",
          [
            ("id", id), ("rid", node["startRef"] ?? id), shown(node),
          ], end: "/>")
      case "cp":
        xml.tag(
          "x", [("id", "cp\(node["hex"] ?? "")"), ("ctype", "x-cp"), ("equiv-text", node["hex"])],
          end: "/>")
      case "mrk":
        xml.tag("mrk", mark(node), end: ">")
        write(node.children, into: &xml, &losses, unit: unit)
        xml.endTag("mrk")
      default: write(node.children, into: &xml, &losses, unit: unit)
      }
    }

    /// Counts what 1.2 cannot say of an element.
    private func note(_ node: XMLNode, _ losses: inout LossList, unit: String?) {
      switch node.name.local {
      case "pc", "ph", "sc", "ec", "cp", "mrk": break
      default: losses.add("<\(node.name.local)>", at: node.location, unit: unit)
      }
      for attribute in node.attributes {
        switch attribute.local {
        case "canDelete", "canReorder", "canOverlap", "copyOf", "dir", "subFlows", "subFlowsStart",
          "subFlowsEnd":
          losses.add("the attribute “\(attribute.local)”", at: node.location, unit: unit)
        default: continue
        }
      }
    }

    /// What stands for a code or for half a pair.
    private func shown(_ node: XMLNode) -> (String, String?) {
      ("equiv-text", shown(node, "disp", "equiv", "dataRef"))
    }

    private func shown(
      _ node: XMLNode, _ display: String, _ equivalent: String, _ reference: String
    ) -> String? {
      node[display] ?? node[reference].flatMap { data[$0] } ?? node[equivalent]
    }

    private func common(_ node: XMLNode, isPair: Bool) -> [(String, String?)] {
      let meaning = CodeMapping.meaning(type: node["type"], subType: node["subType"])
      let ctype =
        Carried.original(node["subType"])
        ?? (node["type"] == nil ? nil : CodeMapping.ctype(meaning, isPair: isPair))
      return [
        ("id", node["id"]), ("ctype", ctype), ("clone", node["canCopy"] == "no" ? "no" : nil),
      ]
    }

    private func mark(_ node: XMLNode) -> [(String, String?)] {
      let type = node["type"]
      let name: String
      switch type {
      case _ where node["translate"] == "no": name = "protected"
      case "term": name = "term"
      case "comment": name = "x-comment"
      default: name = "x-\(Carried.original(type) ?? type ?? "generic")"
      }
      return [("mtype", name), ("comment", node["value"])]
    }
  }
}
