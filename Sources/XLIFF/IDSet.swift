/// A set of ids: their bytes one behind the other, and a table of where each begins. A large document
/// has an id for every sentence, and this takes a third of what a set of strings takes.
struct IDSet {
  /// The ids, each with a zero behind it, which no id of XML holds.
  private var bytes: [UInt8] = []
  /// Where ids begin in `bytes`, counted from 1, at the slots of their hashes; 0 for an empty slot.
  private var slots: [UInt32] = Array(repeating: 0, count: 16)
  /// How many there are.
  private(set) var count = 0

  /// Whether an id is in the set.
  func contains(_ id: String) -> Bool { slots[slot(of: id)] != 0 }

  /// Adds an id.
  ///
  /// - Returns: Whether it was not in the set before.
  mutating func insert(_ id: String) -> Bool {
    if count * 4 >= slots.count * 3 { grow() }
    let slot = slot(of: id)
    guard slots[slot] == 0 else { return false }
    slots[slot] = UInt32(bytes.count + 1)
    bytes.append(contentsOf: id.utf8)
    bytes.append(0)
    count += 1
    return true
  }

  /// The slot of an id, or the empty one where it would go.
  private func slot(of id: String) -> Int {
    var id = id
    return id.withUTF8 { id in
      var slot = Self.hash(UnsafeRawBufferPointer(id)) & (slots.count - 1)
      while slots[slot] != 0 {
        let start = Int(slots[slot]) - 1
        if start + id.count < bytes.count, bytes[start + id.count] == 0,
          bytes[start..<start + id.count].elementsEqual(id)
        {
          return slot
        }
        slot = (slot + 1) & (slots.count - 1)
      }
      return slot
    }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    for place in old where place != 0 {
      let start = Int(place) - 1
      let end = bytes[start...].firstIndex(of: 0) ?? bytes.endIndex
      var slot = bytes[start..<end].withUnsafeBytes(Self.hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = place
    }
  }

  /// A hash that nobody outside can foresee.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: bytes)
    return hasher.finalize()
  }
}
