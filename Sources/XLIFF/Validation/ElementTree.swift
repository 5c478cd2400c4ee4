import LibXML

/// The elements of a unit, or of another part of a document that is judged as a whole, in document
/// order.
struct ElementTree {
  struct Attribute {
    let space: XLIFFSpace
    let local: String
    let prefix: String
    let value: String
  }

  /// An element. One object serves all who look at it: rules ask for nodes by the million.
  final class Node {
    let name: ElementName
    /// The name of the namespace, which tells extensions apart.
    let namespace: String
    let attributes: [Attribute]
    let location: XMLLocation
    let parent: Int?
    /// Behind the last element inside.
    var end: Int
    /// Whether text stands directly inside.
    var hasText = false

    init(
      name: ElementName, namespace: String, attributes: [Attribute], location: XMLLocation,
      parent: Int?, end: Int
    ) {
      self.name = name
      self.namespace = namespace
      self.attributes = attributes
      self.location = location
      self.parent = parent
      self.end = end
    }

    /// An attribute of the element's own.
    subscript(local: String) -> String? {
      for index in attributes.indices
      where attributes[index].space == .none && attributes[index].local == local {
        return attributes[index].value
      }
      return nil
    }

    /// An attribute of another namespace.
    subscript(space: XLIFFSpace, local: String) -> String? {
      for index in attributes.indices
      where attributes[index].space == space && attributes[index].local == local {
        return attributes[index].value
      }
      return nil
    }

    func isCore(_ locals: String...) -> Bool {
      name.space == .core && locals.contains(name.local)
    }
  }

  private(set) var nodes: [Node] = []
  private var open: [Int] = []

  /// Whether the outermost element has not ended.
  var isOpen: Bool { !open.isEmpty }

  mutating func start(
    _ name: ElementName, namespace: String, attributes: [Attribute], at location: XMLLocation
  ) {
    nodes.append(
      Node(
        name: name, namespace: namespace, attributes: attributes, location: location,
        parent: open.last, end: nodes.count + 1))
    open.append(nodes.count - 1)
  }

  mutating func end() {
    guard let last = open.popLast() else { return }
    nodes[last].end = nodes.count
  }

  /// Takes note of text.
  mutating func addText() {
    if let last = open.last { nodes[last].hasText = true }
  }

  subscript(index: Int) -> Node { nodes[index] }

  /// The elements directly inside one.
  func children(of index: Int) -> [Int] {
    var children: [Int] = []
    var next = index + 1
    while next < nodes[index].end {
      children.append(next)
      next = nodes[next].end
    }
    return children
  }

  /// All elements inside one, in order.
  func descendants(of index: Int) -> Range<Int> { index + 1..<nodes[index].end }

  /// The nearest element around one that is like this.
  func ancestor(of index: Int, where matches: (Node) -> Bool) -> Int? {
    var next = nodes[index].parent
    while let place = next {
      if matches(nodes[place]) { return place }
      next = nodes[place].parent
    }
    return nil
  }
}
