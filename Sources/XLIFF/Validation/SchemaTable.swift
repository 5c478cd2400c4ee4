import LibXML

/// What the schemas say of one element.
struct ElementDefinition {
  /// A place in the content: one of some elements, so and so often.
  struct Slot {
    let names: Set<ElementName>
    /// Whether an element of any other namespace may stand here.
    let acceptsForeign: Bool
    let least: Int
    let most: Int
  }

  let attributes: [String: ValueType]
  /// The attributes that must be there, in the order of the alphabet.
  let required: [String]
  /// Which attributes may stand beside its own.
  let others: OtherAttributes
  let slots: [Slot]
  let isMixed: Bool
}

/// Attributes that an element may have besides those that its schema names.
enum OtherAttributes: String {
  case none = ""
  /// Those that modules define.
  case modules = "@modules"
  /// Those of any other namespace.
  case foreign = "@"
  /// Any at all.
  case any = "@@"
}

/// The name of an element, by its namespace.
struct ElementName: Hashable {
  let space: XLIFFSpace
  let local: String
}

/// The schemas of a version, as tables.
///
/// A table has a line for each element: its name, its attributes, its content. An attribute that is
/// required has `!`, a type stands behind a colon, and what begins with `@` is one of `OtherAttributes`.
/// The content is a sequence of names, or of alternatives in brackets, with `?`,
/// `*` and `+` as usual; `other` is any element of another namespace, `text` says that text may stand
/// between.
struct SchemaTable {
  private var elements: [ElementName: ElementDefinition] = [:]
  private var globalAttributes: [ElementName: ValueType] = [:]
  /// The modules that define attributes for the elements of others.
  private var attributeSpaces: Set<XLIFFSpace> = []
  private var elementSpaces: Set<XLIFFSpace> = []

  subscript(name: ElementName) -> ElementDefinition? { elements[name] }

  /// The type of an attribute that a module defines for the elements of others; nil for none.
  func attribute(_ name: ElementName) -> ValueType? { globalAttributes[name] }

  /// Whether a module defines attributes for the elements of others.
  func definesAttributes(_ space: XLIFFSpace) -> Bool { attributeSpaces.contains(space) }

  /// Whether the table has elements of a module.
  func defines(_ space: XLIFFSpace) -> Bool { elementSpaces.contains(space) }

  mutating func add(_ space: XLIFFSpace, _ table: String) {
    elementSpaces.insert(space)
    for line in table.split(separator: "\n") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.split(separator: " ").map(String.init)
      }
      guard let name = cells.first?.first, cells.count == 3 else { continue }
      elements[ElementName(space: space, local: name)] = Self.definition(
        space, attributes: cells[1], content: cells[2])
    }
  }

  mutating func addAttributes(_ space: XLIFFSpace, _ list: String) {
    attributeSpaces.insert(space)
    for entry in list.split(whereSeparator: \.isWhitespace) {
      let parts = entry.split(separator: ":")
      guard let name = parts.first else { continue }
      globalAttributes[ElementName(space: space, local: String(name))] =
        parts.count > 1 ? ValueType(rawValue: String(parts[1])) ?? .any : .any
    }
  }

  private static func definition(
    _ space: XLIFFSpace, attributes: [String], content: [String]
  ) -> ElementDefinition {
    var known: [String: ValueType] = [:]
    var required: [String] = []
    for entry in attributes where !entry.hasPrefix("@") {
      // `xml:lang` has a colon of its own.
      let isXML = entry.hasPrefix("xml:")
      var parts = entry.split(separator: ":").map(String.init)
      if isXML, parts.count > 1 { parts = ["xml:" + parts[1]] + parts.dropFirst(2) }
      let isRequired = parts[0].hasSuffix("!")
      let name = isRequired ? String(parts[0].dropLast()) : parts[0]
      let usual: ValueType = name == "xml:space" ? .xmlSpace : name == "xml:lang" ? .language : .any
      known[name] = parts.count > 1 ? ValueType(rawValue: parts[1]) ?? .any : usual
      if isRequired { required.append(name) }
    }
    return ElementDefinition(
      attributes: known, required: required.sorted(),
      others: attributes.lazy.compactMap { OtherAttributes(rawValue: String($0)) }.first ?? .none,
      slots: content.filter { $0 != "text" }.map { slot(space, $0) },
      isMixed: content.contains("text"))
  }

  private static func slot(_ space: XLIFFSpace, _ text: String) -> ElementDefinition.Slot {
    var (least, most) = (1, 1)
    var body = text[...]
    switch body.last {
    case "?": (least, most) = (0, 1)
    case "*": (least, most) = (0, .max)
    case "+": (least, most) = (1, .max)
    default: break
    }
    if let last = body.last, "?*+".contains(last) { body.removeLast() }
    if body.first == "(" { body = body.dropFirst().dropLast() }
    if body == "inline" { body = "cp,ph,pc,sc,ec,mrk,sm,em" }
    if body == "inline1" { body = "g,x,bx,ex,bpt,ept,ph,it,mrk" }
    let names = body.split(separator: ",").filter { $0 != "other" }.map { name in
      let parts = name.split(separator: ":").map(String.init)
      return parts.count == 2
        ? ElementName(space: XLIFFSpace(rawValue: parts[0]) ?? space, local: parts[1])
        : ElementName(space: space, local: parts[0])
    }
    return ElementDefinition.Slot(
      names: Set(names), acceptsForeign: body.split(separator: ",").contains("other"), least: least,
      most: most)
  }
}

/// How far the children of an element have filled its slots.
struct ContentProgress {
  private var slot = 0
  private var count = 0

  enum Problem {
    /// Something else had to come first.
    case missing(String)
    /// The element may not stand here, at all or any more.
    case notAllowed
    case tooLate
  }

  /// Takes the next child.
  mutating func take(
    _ name: ElementName, in definition: ElementDefinition, space: XLIFFSpace
  ) -> Problem? {
    let slots = definition.slots
    func accepts(_ place: Int) -> Bool {
      slots[place].names.contains(name)
        || (slots[place].acceptsForeign && name.space != space)
    }
    var place = slot
    var filled = count
    while place < slots.count {
      if accepts(place), filled < slots[place].most {
        (slot, count) = (place, filled + 1)
        return nil
      }
      if filled < slots[place].least, let later = (place + 1..<slots.count).first(where: accepts) {
        (slot, count) = (later, 1)
        return .missing(slots[place].wording)
      }
      place += 1
      filled = 0
    }
    return slots.indices.contains(where: accepts) ? .tooLate : .notAllowed
  }

  /// What is still missing at the end of the element.
  func missing(in definition: ElementDefinition) -> String? {
    for place in slot..<max(slot, definition.slots.count) {
      let filled = place == slot ? count : 0
      if filled < definition.slots[place].least { return definition.slots[place].wording }
    }
    return nil
  }
}

extension ElementDefinition.Slot {
  /// The names as a message shows them.
  fileprivate var wording: String {
    names.map { "<\($0.local)>" }.sorted().joined(separator: " or ")
  }
}
