internal import CLibxml2

/// The names of a document. The parser keeps each string once, so that its address tells which it
/// is, and no text is made of a name that has occurred before.
@safe struct NameTable {
  private struct Key: Hashable {
    let local: UInt
    let prefix: UInt
    let namespace: UInt
  }

  private var names: [XMLName] = []
  private var indices: [Key: Int] = [:]
  /// The names of late, by a part of their key: nearly every question ends here.
  private var recent: [(key: Key, name: Unmanaged<XMLName>)?] =
    unsafe Array(repeating: nil, count: 64)

  /// How many there are.
  var count: Int { names.count }

  /// The name with these parts, as the parser hands them over; the table keeps it for its own life.
  subscript(
    local: UnsafePointer<xmlChar>?, prefix: UnsafePointer<xmlChar>?,
    namespace: UnsafePointer<xmlChar>?
  ) -> Unmanaged<XMLName> {
    mutating get {
      let key = Key(
        local: UInt(bitPattern: local), prefix: UInt(bitPattern: prefix),
        namespace: UInt(bitPattern: namespace))
      let slot = Int((key.local ^ key.local >> 6 ^ key.namespace >> 3) & 63)
      if let found = unsafe recent[slot], unsafe found.key == key { return unsafe found.name }
      let index: Int
      if let known = indices[key] {
        index = known
      } else {
        index = names.count
        names.append(
          unsafe XMLName(
            index: index, namespace: text(namespace), prefix: text(prefix), local: text(local)))
        indices[key] = index
      }
      let name = unsafe Unmanaged.passUnretained(names[index])
      unsafe recent[slot] = (key, name)
      return unsafe name
    }
  }
}
