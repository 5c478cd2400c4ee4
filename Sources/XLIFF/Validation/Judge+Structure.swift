extension Judge {
  /// Languages and white space of texts.
  mutating func checkLanguages() {
    for index in tree.nodes.indices where sides[index]?.text == index {
      guard let side = sides[index], side.match == nil else { continue }
      if side.isTarget {
        checkLanguage(of: index, scope.targetLanguage, "trgLang", .targetLang)
        if scope.targetLanguage == nil {
          add(.targetLanguage, at: index, "<xliff> lacks trgLang, but the document has targets")
        }
        if let source = text("source", of: side.holder), space(of: source) != space(of: index) {
          add(.xmlSpace, at: index, "<target> and its <source> differ in xml:space")
        }
      } else {
        checkLanguage(of: index, scope.sourceLanguage, "srcLang", .sourceLang)
      }
    }
  }

  private mutating func checkLanguage(
    of index: Int, _ expected: String?, _ attribute: String, _ rule: XLIFFRule
  ) {
    guard let expected, let language = inherited("lang", at: index),
      !language.isLanguage(expected)
    else { return }
    add(
      rule, at: index,
      "xml:lang of <\(tree[index].name.local)> is “\(language)”, \(attribute) is “\(expected)”")
  }

  private func space(of index: Int) -> String { inherited("space", at: index) ?? "default" }

  /// The value of an attribute of XML, or that of the nearest element around which has it.
  private func inherited(_ local: String, at index: Int) -> String? {
    if let value = tree[index][.xml, local] { return value }
    if let holder = tree.ancestor(of: index, where: { $0[.xml, local] != nil }) {
      return tree[holder][.xml, local]
    }
    return scope.inherited(.xml, local)
  }

  /// Skeletons, segments, states and orders.
  mutating func checkStructure() {
    if tree[0].isCore("skeleton") { checkSkeleton() }
    guard let unit else { return }
    if !parts.contains(where: { tree[$0].isCore("segment") }) {
      add(.unitSegment, at: unit, "the unit has no <segment>")
    }
    for part in parts where tree[part].isCore("segment") {
      let state = tree[part]["state"]
      if tree[part]["subState"] != nil, state == nil {
        add(.subState, at: part, "subState stands without state")
      }
      if let state, ["translated", "reviewed", "final"].contains(state),
        text("target", of: part) == nil
      {
        add(.stateTarget, at: part, "the state is “\(state)”, but there is no <target>")
      }
    }
    checkOrders()
  }

  private mutating func checkSkeleton() {
    let isEmpty = tree.nodes.count == 1 && !tree[0].hasText
    if tree[0]["href"] == nil, isEmpty {
      add(.skeleton, at: 0, "<skeleton> has neither content nor an href")
    } else if tree[0]["href"] != nil, !isEmpty {
      add(.skeleton, at: 0, "<skeleton> has both content and an href")
    }
  }

  private mutating func checkOrders() {
    let parts = parts
    let targets = parts.map { text("target", of: $0) }
    let orders = targets.map { $0.flatMap { tree[$0]["order"] }.flatMap(Int.init) }
    var seen: Set<Int> = []
    for (place, order) in orders.enumerated() {
      // What is no place at all is told as a value.
      guard let order, order > 0, let target = targets[place] else { continue }
      if order > parts.count {
        add(.order, at: target, "the order \(order) is beyond the \(parts.count) parts of the unit")
      } else if !seen.insert(order).inserted {
        add(.order, at: target, "another target of the unit has the order \(order)")
      } else if order != place + 1, targets[order - 1] != nil, orders[order - 1] == nil {
        add(
          .order, at: target,
          "the order \(order) is also the place of a target without an order of its own")
      }
    }
  }
}

extension String {
  /// Whether a language is another, or a kind of it, as XPath's `lang()` compares them.
  func isLanguage(_ expected: String) -> Bool {
    let (own, other) = (lowercased(), expected.lowercased())
    return own == other || own.hasPrefix(other + "-")
  }
}
