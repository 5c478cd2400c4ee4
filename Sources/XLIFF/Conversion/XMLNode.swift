import LibXML

/// An element of a document with all that it holds.
final class XMLNode {
  enum Child {
    case element(XMLNode)
    case text(String)
  }

  let name: XMLName
  let attributes: [XMLAttribute]
  let location: XMLLocation
  fileprivate(set) var children: [Child] = []

  init(name: XMLName, attributes: [XMLAttribute], location: XMLLocation) {
    self.name = name
    self.attributes = attributes
    self.location = location
  }

  /// The value of an attribute of the element's own; nil for none.
  subscript(local: String) -> String? {
    attributes.first { $0.namespace.isEmpty && $0.local == local }?.value
  }

  /// The value of an attribute of the `xml` namespace.
  func xml(_ local: String) -> String? {
    attributes.first { $0.prefix == "xml" && $0.local == local }?.value
  }

  /// The elements directly inside.
  var elements: [XMLNode] {
    children.compactMap { if case .element(let node) = $0 { node } else { nil } }
  }

  /// The first element inside with a local name in the namespace of this one.
  func first(_ local: String) -> XMLNode? {
    for case .element(let node) in children
    where node.name.local == local && node.name.namespace == name.namespace { return node }
    return nil
  }

  /// All text inside, that of inner elements included.
  var text: String {
    children.map {
      switch $0 {
      case .text(let text): text
      case .element(let node): node.text
      }
    }.joined()
  }
}

/// Reads a document as a tree.
final class XMLTreeReceiver: XMLEventReceiver {
  private(set) var root: XMLNode?
  private var open: [XMLNode] = []

  /// Reads a document.
  ///
  /// - Throws: `XMLFailure` where it is not well-formed.
  static func read(_ bytes: [UInt8]) throws -> XMLNode? {
    let receiver = XMLTreeReceiver()
    try XMLReader().read(bytes, into: receiver)
    return receiver.root
  }

  func startElement(
    _ name: XMLName, attributes: borrowing XMLAttributes, at location: XMLLocation
  ) {
    let node = XMLNode(name: name, attributes: attributes.all, location: location)
    open.last?.children.append(.element(node))
    if root == nil { root = node }
    open.append(node)
  }

  func endElement(_ name: XMLName, at location: XMLLocation) { open.removeLast() }

  func characters(_ text: Span<UInt8>) {
    guard let node = open.last else { return }
    if case .text(var before) = node.children.last {
      // Taken out while it grows, or each piece would copy all that was there before.
      node.children[node.children.count - 1] = .text("")
      before += String(text)
      node.children[node.children.count - 1] = .text(before)
    } else {
      node.children.append(.text(String(text)))
    }
  }
}

extension XMLBuilder {
  /// Writes an element of another namespace as it was read, with the namespaces that it uses.
  mutating func copy(_ node: XMLNode) {
    let attributes = node.namespaceDeclarations + node.plainAttributes
    element(node.name.qualified, attributes) { $0.copyChildren(of: node) }
  }

  private mutating func copyChildren(of node: XMLNode) {
    for child in node.children {
      switch child {
      case .text(let text): self.text(text)
      case .element(let inner):
        tag(inner.name.qualified, inner.plainAttributes, end: ">")
        copyChildren(of: inner)
        endTag(inner.name.qualified)
      }
    }
  }
}

extension XMLNode {
  fileprivate var plainAttributes: [(String, String?)] {
    attributes.map { ($0.qualified, $0.value) }
  }

  /// Declarations of all namespaces that this element and those inside use. Where a prefix stands
  /// for two of them, the outer one wins.
  fileprivate var namespaceDeclarations: [(String, String?)] {
    var known: [String: String] = [:]
    var order: [String] = []
    func visit(_ node: XMLNode) {
      let names =
        [(node.name.prefix, node.name.namespace)]
        + node.attributes.filter { !$0.prefix.isEmpty }.map { ($0.prefix, $0.namespace) }
      for (prefix, namespace) in names where prefix != "xml" && known[prefix] == nil {
        known[prefix] = namespace
        order.append(prefix)
      }
      node.elements.forEach(visit)
    }
    visit(self)
    return order.map { ($0.isEmpty ? "xmlns" : "xmlns:\($0)", known[$0]) }
  }
}
