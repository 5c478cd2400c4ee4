extension Judge {
  /// The types that refine others, with those (XLIFF 2.0, section 4.3.1 `subType`).
  private static let subTypes = [
    "xlf:lb": "fmt", "xlf:pb": "fmt", "xlf:b": "fmt", "xlf:i": "fmt", "xlf:u": "fmt",
    "xlf:var": "ui",
  ]

  /// Attributes for the two ends of a code that come together.
  private static let pairedAttributes = [
    ("dataRefStart", "dataRefEnd"), ("subFlowsStart", "subFlowsEnd"), ("equivStart", "equivEnd"),
  ]

  /// What single codes say of themselves.
  mutating func checkCodes() {
    var data: [Int: Set<String>] = [:]
    let bases = firstByID()
    for index in tree.nodes.indices {
      let node = tree[index]
      if node.isCore("cp") { checkCodePoint(index) }
      guard node.isCode, let side = sides[index] else { continue }
      checkSubType(index)
      for (start, end) in Self.pairedAttributes where (node[start] == nil) != (node[end] == nil) {
        add(.pairedAttributes, at: index, "\(name(index)) has only one of \(start) and \(end)")
      }
      let home = side.match ?? unit ?? side.holder
      if data[home] == nil { data[home] = dataIDs(in: home) }
      checkReferences(of: index, side, to: data[home] ?? [])
      if let hint = node["canReorder"], hint != "yes",
        node["canDelete"] != "no" || node["canCopy"] != "no"
      {
        add(
          .reorderHints, at: index,
          "\(name(index)) has canReorder “\(hint)”, but canCopy and canDelete are not both “no”")
      }
      if let base = node["copyOf"] { checkCopy(index, of: base, bases[side.match]?[base]) }
    }
  }

  /// The first inline element with each id, in the unit's own texts and in each match.
  private func firstByID() -> [Int?: [String: Int]] {
    var first: [Int?: [String: Int]] = [:]
    for index in tree.nodes.indices {
      guard let side = sides[index], let id = tree[index]["id"],
        first[side.match]?[id] == nil
      else { continue }
      first[side.match, default: [:]][id] = index
    }
    return first
  }

  /// The ids of the original data of a unit or a match.
  private func dataIDs(in home: Int) -> Set<String> {
    let data = tree.children(of: home).first { tree[$0].isCore("originalData") }
    return Set(data.map { tree.children(of: $0).compactMap { tree[$0]["id"] } } ?? [])
  }

  private mutating func checkCodePoint(_ index: Int) {
    guard let hex = tree[index]["hex"] else { return }
    let value = UInt32(hex, radix: 16)
    let isForbidden =
      value.map { value in
        switch value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF:
          // Discouraged characters may be written so too.
          (0x7F...0x84).contains(value) || (0x86...0x9F).contains(value)
        case 0...0x10FFFF: true
        default: false
        }
      } ?? false
    if !isForbidden || hex.utf8.count < 4 || hex.utf8.count > 6 {
      add(.codePoint, at: index, "“\(hex)” is no character that XML cannot hold")
    }
  }

  private mutating func checkSubType(_ index: Int) {
    guard let subType = tree[index]["subType"] else { return }
    let type = tree[index]["type"]
    if type == nil {
      add(.subType, at: index, "\(name(index)) has a subType without a type")
    } else if subType.hasPrefix("xlf:"), Self.subTypes[subType] != type {
      add(
        .subType, at: index,
        "the subType “\(subType)” does not refine the type “\(type ?? "")”")
    }
  }

  /// References to original data and to other units.
  private mutating func checkReferences(of index: Int, _ side: Side, to known: Set<String>) {
    for attribute in ["dataRef", "dataRefStart", "dataRefEnd"] {
      guard let reference = tree[index][attribute], !known.contains(reference) else { continue }
      add(
        .dataReference, at: index,
        "\(attribute) of \(name(index)) leads to no <data>: there is none with the id “\(reference)”"
      )
    }
    for attribute in ["subFlows", "subFlowsStart", "subFlowsEnd"] {
      guard side.match == nil, let flows = tree[index][attribute] else { continue }
      scope.pendingSubFlows.append(
        (flows.split(separator: " ").map(String.init), tree[index].location, scope.unitID))
    }
  }

  private mutating func checkCopy(_ index: Int, of base: String, _ first: Int?) {
    if refersToData(index) {
      add(.copyOf, at: index, "\(name(index)) is a copy and refers to original data")
    }
    guard let first else {
      return add(
        .copyOf, at: index, "\(name(index)) is a copy of “\(base)”, which is not in the unit")
    }
    if refersToData(first) {
      add(.copyOf, at: index, "\(name(index)) is a copy of “\(base)”, which has original data")
    }
    if tree[first]["canCopy"] == "no" {
      add(.copyOf, at: index, "\(name(index)) is a copy of “\(base)”, which may not be copied")
    }
  }

  private func refersToData(_ index: Int) -> Bool {
    ["dataRef", "dataRefStart", "dataRefEnd"].contains { tree[index][$0] != nil }
  }

  // MARK: Halves of codes

  /// Start and end codes, and the markers of annotations.
  mutating func checkPairs() {
    for elements in inline.values { checkPairs(among: elements) }
  }

  private mutating func checkPairs(among inline: [Int]) {
    var ends: [String: [Int]] = [:]
    for index in inline {
      if tree[index].isCore("ec", "em"), let start = tree[index]["startRef"] {
        ends["\(tree[index].name.local) \(start)", default: []].append(index)
      }
    }
    var starts: [String: Int] = [:]
    for index in inline {
      let id = tree[index]["id"] ?? ""
      if tree[index].isCore("sc") {
        checkStart(index, ends: ends["ec \(id)"] ?? [])
        starts["ec \(id)"] = index
      } else if tree[index].isCore("sm") {
        starts["em \(id)"] = index
        if !(ends["em \(id)"] ?? []).contains(where: { $0 > index }) {
          add(.marker, at: index, "\(name(index)) has no <em> behind it in the unit")
        }
      } else if tree[index].isCore("ec") {
        checkEnd(index, start: starts["ec \(tree[index]["startRef"] ?? "")"])
      } else if tree[index].isCore("em"), starts["em \(tree[index]["startRef"] ?? "")"] == nil {
        add(.marker, at: index, "\(name(index)) has no <sm> before it in the unit")
      }
    }
  }

  private mutating func checkStart(_ index: Int, ends: [Int]) {
    if tree[index]["isolated"] == "yes" {
      if !ends.isEmpty {
        add(.isolated, at: index, "\(name(index)) is isolated, but its <ec> is in the unit")
      }
      return
    }
    let behind = ends.filter { $0 > index }
    guard behind.count == 1, let end = behind.first else {
      let problem = behind.isEmpty ? "no <ec>" : "more than one <ec>"
      return add(.startEnd, at: index, "\(name(index)) has \(problem) behind it in the unit")
    }
    for hint in ["canCopy", "canDelete", "canOverlap", "canReorder"] {
      let expected = tree[index][hint] ?? "yes"
      let wanted = expected == "firstNo" ? "no" : expected
      if tree[end][hint] ?? "yes" != wanted {
        add(.startEndAttributes, at: end, "\(hint) of \(name(end)) is not that of its <sc>")
      }
    }
    for attribute in ["type", "subType", "copyOf"] {
      if let a = tree[index][attribute], let b = tree[end][attribute], a != b {
        add(.startEndAttributes, at: end, "\(attribute) of \(name(end)) is not that of its <sc>")
      }
    }
  }

  private mutating func checkEnd(_ index: Int, start: Int?) {
    let node = tree[index]
    if node["isolated"] == "yes" {
      if node["id"] == nil || node["startRef"] != nil {
        add(.endID, at: index, "an isolated <ec> has an id and no startRef")
      }
      return
    }
    if node["startRef"] == nil || node["id"] != nil {
      add(.endID, at: index, "an <ec> that is not isolated has a startRef and no id")
    } else if start == nil {
      add(.startEnd, at: index, "\(name(index)) has no <sc> before it in the unit")
    }
    if node["dir"] != nil {
      add(.endID, at: index, "\(name(index)) has a dir, which only an isolated <ec> may have")
    }
  }

  // MARK: Codes in the target

  /// Sequences that stay in order, and codes that must not be lost.
  mutating func checkOrderOfCodes() {
    for isTarget in [false, true] { checkChains(isTarget: isTarget) }
    let inTargets = Set(codes(isTarget: true).map(key))
    for part in parts {
      guard let source = text("source", of: part), let target = text("target", of: part) else {
        continue
      }
      let sourceTokens = tokens(in: source)
      let codes = sourceTokens.filter { !$0.isEnd }.map(\.node)
      for index in codes where tree[index]["canDelete"] == "no" {
        if !inTargets.contains(key(index)) {
          add(
            .removedCode, at: target, "\(name(index)) may not be deleted, but no target has it")
        }
      }
      checkSequences(sourceTokens, in: tokens(in: target))
    }
  }

  /// The codes of the unit's own sources or targets, in order.
  private func codes(isTarget: Bool) -> [Int] {
    (inline[Scope(match: nil, isTarget: isTarget)] ?? []).filter { tree[$0].isCode }
  }

  private mutating func checkChains(isTarget: Bool) {
    var isInSequence = false
    for index in codes(isTarget: isTarget) {
      switch tree[index]["canReorder"] {
      case "firstNo": isInSequence = true
      case "no":
        if !isInSequence {
          add(
            .reorderChain, at: index,
            "\(name(index)) has canReorder “no”, but no code before it begins a sequence")
        }
      default: isInSequence = false
      }
    }
  }

  /// A code, or the end of one that encloses others.
  private struct Token {
    let node: Int
    let isEnd: Bool
  }

  /// The codes in a text in the order in which they begin and end.
  private func tokens(in text: Int) -> [Token] {
    var tokens: [Token] = []
    var open: [Int] = []
    for index in inline(in: text) {
      while let last = open.last, tree[last].end <= index {
        tokens.append(Token(node: last, isEnd: true))
        open.removeLast()
      }
      guard tree[index].isCode else { continue }
      tokens.append(Token(node: index, isEnd: false))
      if tree[index].isCore("pc") { open.append(index) }
    }
    return tokens + open.reversed().map { Token(node: $0, isEnd: true) }
  }

  private mutating func checkSequences(_ source: [Token], in target: [Token]) {
    func keyOf(_ token: Token) -> String { (token.isEnd ? "end " : "") + key(token.node) }
    let keys = target.map(keyOf)
    let places = Dictionary(zip(keys, keys.indices), uniquingKeysWith: { first, _ in first })
    for (first, second) in zip(source, source.dropFirst())
    where !second.isEnd && tree[second.node]["canReorder"] == "no" {
      guard let place = places[keyOf(second)] else { continue }
      if place == 0 || keys[place - 1] != keyOf(first) {
        add(
          .reorderChanged, at: target[place].node,
          "\(name(target[place].node)) does not follow \(name(first.node)) as in the source")
      }
    }
  }

  /// What tells a code of a source in a target: a pair and its start are the same.
  private func key(_ index: Int) -> String {
    let node = tree[index]
    if let start = node["startRef"] { return "end \(start)" }
    return node["id"] ?? ""
  }
}
