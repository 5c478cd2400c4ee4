internal import CLibxml2
internal import Glibc

/// An attribute of a start tag, its value with entities resolved and white space normalised.
package struct XMLAttribute: Hashable, Sendable {
  /// The namespace's name, empty for none.
  package let namespace: String
  /// The prefix as the file writes it, empty for none.
  package let prefix: String
  package let local: String
  package let value: String

  /// The name as the file writes it.
  package var qualified: String { prefix.isEmpty ? local : "\(prefix):\(local)" }
}

/// The attributes of a start tag: a view of the parser's memory, from which text is made only for
/// what is asked for.
@safe package struct XMLAttributes: ~Escapable {
  /// Five pointers an attribute (`startElementNsSAX2Func`): local name, prefix, namespace, and the
  /// two ends of the value.
  private let fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  /// How many there are.
  package let count: Int

  @_lifetime(borrow fields)
  init(_ fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int) {
    unsafe self.fields = fields
    self.count = unsafe fields == nil ? 0 : count
  }

  /// The value of the first attribute with a local name, whatever its namespace; nil for none.
  package subscript(local: StaticString) -> String? {
    index(of: local).map { value(at: $0) }
  }

  /// All attributes, in the order of the file.
  package var all: [XMLAttribute] {
    (0..<count).map { index in
      guard let fields = unsafe fields else {
        return XMLAttribute(namespace: "", prefix: "", local: "", value: "")
      }
      return unsafe XMLAttribute(
        namespace: text(fields[index * 5 + 2]), prefix: text(fields[index * 5 + 1]),
        local: text(fields[index * 5]), value: value(at: index))
    }
  }

  /// Whether an attribute has a value, told without making a text of it.
  package func has(_ local: StaticString, _ value: StaticString) -> Bool {
    guard let fields = unsafe fields, let index = index(of: local),
      let start = unsafe fields[index * 5 + 3], let end = unsafe fields[index * 5 + 4]
    else { return false }
    return unsafe end - start == value.utf8CodeUnitCount
      && memcmp(start, value.utf8Start, value.utf8CodeUnitCount) == 0
  }

  /// The place of the first attribute with a local name.
  private func index(of local: StaticString) -> Int? {
    guard let fields = unsafe fields else { return nil }
    let wanted = unsafe local.utf8Start
    for index in 0..<count {
      // Most names already differ in their first letter.
      guard let name = unsafe fields[index * 5], unsafe name[0] == wanted[0],
        unsafe strcmp(name, wanted) == 0
      else { continue }
      return index
    }
    return nil
  }

  private func value(at index: Int) -> String {
    guard let fields = unsafe fields, let start = unsafe fields[index * 5 + 3],
      let end = unsafe fields[index * 5 + 4]
    else { return "" }
    let bytes = unsafe UnsafeBufferPointer(start: start, count: end - start)
    let value = unsafe String(decoding: bytes, as: UTF8.self)
    // libxml2 resolves every reference in an attribute except the ampersand, which it hands over as
    // `&#38;` unless it may substitute entities. That stays forbidden, so the rest is done here.
    guard unsafe memchr(start, Int32(UInt8(ascii: "&")), bytes.count) != nil else { return value }
    return value.split(separator: "&#38;", omittingEmptySubsequences: false).joined(separator: "&")
  }
}

/// The text of a C string; empty for none.
func text(_ start: UnsafePointer<xmlChar>?) -> String {
  guard let start = unsafe start else { return "" }
  return unsafe String(cString: start)
}
