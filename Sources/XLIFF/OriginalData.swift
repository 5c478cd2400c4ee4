import LibXML

/// The `originalData` of a unit or a match in 2.x: what its codes hold, each text once.
struct OriginalData {
  private var texts: [String] = []
  /// The numbers of the texts where there are so many that a look at each would take longer.
  private var numbers: [[UInt8]: Int] = [:]
  private static let few = 8

  /// Takes in a text that a code holds.
  ///
  /// - Returns: The id under which it stands.
  @discardableResult
  mutating func add(_ text: String) -> String {
    if let id = id(of: text) { return id }
    texts.append(text)
    if texts.count > Self.few {
      if numbers.isEmpty {
        numbers = Dictionary(
          uniqueKeysWithValues: texts.dropLast().enumerated().map { (Array($1.utf8), $0 + 1) })
      }
      numbers[Array(text.utf8)] = texts.count
    }
    return Self.id(texts.count)
  }

  /// The id under which a text stands; nil where it was not taken in.
  func id(of text: String) -> String? {
    let number =
      texts.count > Self.few
      ? numbers[Array(text.utf8)]
      // Texts that are the same to Unicode are others in a file.
      : texts.firstIndex { $0.utf8.elementsEqual(text.utf8) }.map { $0 + 1 }
    return number.map(Self.id)
  }

  private static func id(_ number: Int) -> String { "d\(number)" }

  /// Writes the element, where there is anything in it.
  func write(into xml: inout XMLBuilder) {
    guard !texts.isEmpty else { return }
    xml.open("originalData")
    for (index, text) in texts.enumerated() {
      xml.element("data", [("id", Self.id(index + 1)), ("xml:space", "preserve")]) {
        $0.text(text)
      }
    }
    xml.close("originalData")
  }
}
