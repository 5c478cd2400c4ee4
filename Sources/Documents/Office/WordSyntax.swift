import Units

/// What a code of a Word paragraph does where the paragraph is written anew. Codes that are elements
/// beside runs are written as they are, and begin with `<`.
enum WordCommand {
  /// Goes over to the look of some properties.
  case push(ArraySlice<UInt8>)
  /// Goes back to the look before.
  case pop
  /// Puts an element into a run.
  case inRun(ArraySlice<UInt8>)

  /// The command in the form in which a code carries it.
  var bytes: [UInt8] {
    switch self {
    case .push(let properties): [1] + properties
    case .inRun(let element): [2] + element
    case .pop: [3]
    }
  }

  init?(_ bytes: [UInt8]) {
    switch bytes.first {
    case 1: self = .push(bytes.dropFirst())
    case 2: self = .inRun(bytes.dropFirst())
    case 3: self = .pop
    default: return nil
    }
  }
}

/// Writes a paragraph of a Word document as new runs, so that it is well-formed whatever a translator
/// did to its codes.
struct WordSyntax: UnitSyntax {
  /// The prefix of the document's elements, usually `w`.
  let prefix: String
  /// The look of text outside all codes.
  let base: WordFormatting

  var writesWholeUnit: Bool { true }

  func write(_ parts: [UnitPart], original: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    var looks: [ArraySlice<UInt8>] = [base.bytes[...]]
    func run(_ content: [UInt8]) {
      output += "<\(prefix):r>".utf8
      output += looks.last ?? []
      output += content
      output += "</\(prefix):r>".utf8
    }
    for piece in parts.flatMap({ $0.translation ?? [] }) {
      switch piece {
      case .text(let text):
        let escaped = MarkupSyntax(place: .text).escaped(text.normalizedLineEnds)
        run(
          Array("<\(prefix):t xml:space=\"preserve\">".utf8) + escaped
            + Array("</\(prefix):t>".utf8))
      case .code(let bytes, _):
        switch WordCommand(bytes) {
        case .push(let properties): looks.append(properties)
        case .pop: if looks.count > 1 { looks.removeLast() }
        case .inRun(let element): run(Array(element))
        case nil: output += bytes
        }
      }
    }
    return output
  }
}
