/// What a unit is in its document.
package enum UnitKind: Hashable, Sendable {
  case heading(level: Int)
  case paragraph
  case listItem
  case tableCell
  /// The text that stands for an image.
  case imageAlternative
  /// The title of a link, an image or a page.
  case title
  /// The value of another attribute of an element, with its name.
  case attribute(name: String)
  /// Subtitles that form one text.
  case subtitle
  /// A value of the front matter, with its key.
  case frontMatter(key: String)
}

extension UnitKind {
  /// The name of the kind, such as `heading-2` or `front-matter.title`: in XLIFF a `restype` of 1.2 and
  /// a `type` of 2.x, in the configuration a key.
  package var name: String {
    switch self {
    case .heading(let level): "heading-\(level)"
    case .paragraph: "paragraph"
    case .listItem: "list-item"
    case .tableCell: "table-cell"
    case .imageAlternative: "image-alternative"
    case .title: "title"
    case .attribute(let name): "attribute.\(name)"
    case .subtitle: "subtitle"
    case .frontMatter(let key): "front-matter.\(key)"
    }
  }

  /// The kind with a name; nil for none.
  package init?(name: String) {
    if name.hasPrefix("heading-"), let level = Int(name.dropFirst(8)) {
      self = .heading(level: level)
    } else if name.hasPrefix("front-matter.") {
      self = .frontMatter(key: String(name.dropFirst(13)))
    } else if name.hasPrefix("attribute.") {
      self = .attribute(name: String(name.dropFirst(10)))
    } else {
      switch name {
      case "paragraph": self = .paragraph
      case "list-item": self = .listItem
      case "table-cell": self = .tableCell
      case "image-alternative": self = .imageAlternative
      case "title": self = .title
      case "subtitle": self = .subtitle
      default: return nil
      }
    }
  }
}
