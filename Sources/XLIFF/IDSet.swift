/// A set of ids: their bytes one behind the other, and a table of where each begins. A large document
/// has an id for every sentence, and this takes a third of what a set of strings takes.
struct IDSet {
  private struct Slot {
    /// Where the id begins in `bytes`, counted from 1; 0 for an empty slot.
    var place: UInt32 = 0
    /// A hash of the id, so that its bytes are looked at for no other one.
    var hash: UInt32 = 0
  }

  /// The ids, each with a zero behind it, which no id of XML holds.
  private var bytes: [UInt8] = []
  private var slots = Array(repeating: Slot(), count: 16)
  /// How many there are.
  private(set) var count = 0

  /// Whether an id is in the set.
  func contains(_ id: String) -> Bool { find(id).slot.place != 0 }

  /// Adds an id.
  ///
  /// - Returns: Whether it was not in the set before.
  mutating func insert(_ id: String) -> Bool {
    if count * 5 >= slots.count * 4 { grow() }
    var (slot, index) = find(id)
    guard slot.place == 0 else { return false }
    slot.place = UInt32(bytes.count + 1)
    slots[index] = slot
    bytes.append(contentsOf: id.utf8)
    bytes.append(0)
    count += 1
    return true
  }

  /// The slot of an id, or the empty one where it would go with its hash.
  private func find(_ id: String) -> (slot: Slot, index: Int) {
    var id = id
    return id.withUTF8 { id in
      let hash = Self.hash(UnsafeRawBufferPointer(id))
      var index = Int(hash) & (slots.count - 1)
      while slots[index].place != 0 {
        let start = Int(slots[index].place) - 1
        if slots[index].hash == hash, start + id.count < bytes.count, bytes[start + id.count] == 0,
          bytes[start..<start + id.count].elementsEqual(id)
        {
          return (slots[index], index)
        }
        index = (index + 1) & (slots.count - 1)
      }
      return (Slot(hash: hash), index)
    }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    for slot in old where slot.place != 0 {
      var index = Int(slot.hash) & (slots.count - 1)
      while slots[index].place != 0 { index = (index + 1) & (slots.count - 1) }
      slots[index] = slot
    }
  }

  /// A hash that nobody outside can foresee.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    var hasher = Hasher()
    hasher.combine(bytes: bytes)
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }
}
