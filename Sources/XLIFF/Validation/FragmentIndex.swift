/// Everything in a document that has an id, and so all that a fragment identifier can lead to.
///
/// Places are kept as hashes of 64 bits: a large document has half a million of them, and this takes
/// less memory than their names. That two of a million places fall together happens in one run of
/// forty million.
struct FragmentIndex {
  /// The hashes by their size, each as near to its own place as the others allow; 0 for a free slot.
  private var slots: [UInt64] = Array(repeating: 0, count: 24)
  private var count = 0

  /// The prefix under which the ids of extensions are kept, whatever theirs is.
  static let extensions = "?"

  enum Container: Hashable {
    case file(String)
    case group(String, in: String)
    case unit(String, in: String)
  }

  /// Adds a file, a group or a unit.
  ///
  /// - Returns: Whether it was not there before.
  @discardableResult
  mutating func add(_ container: Container) -> Bool { insert(Self.hash(container)) }

  /// Adds what has an id in a container.
  mutating func add(_ prefix: String, _ id: String, in container: Container) {
    _ = insert(Self.hash(prefix, id, container))
  }

  func holds(_ container: Container) -> Bool { slots[slot(of: Self.hash(container))] != 0 }

  func holds(_ prefix: String, _ id: String, in container: Container) -> Bool {
    slots[slot(of: Self.hash(prefix, id, container))] != 0
  }

  // MARK: Hashes

  private mutating func insert(_ hash: UInt64) -> Bool {
    // More and larger tables would cost the memory that hashes save.
    if count * 6 >= slots.count * 5 { grow() }
    let slot = slot(of: hash)
    guard slots[slot] == 0 else { return false }
    slots[slot] = hash
    count += 1
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count / 2 * 3)
    for hash in old where hash != 0 { slots[slot(of: hash)] = hash }
  }

  /// The slot of a hash, or the free one where it would go.
  private func slot(of hash: UInt64) -> Int {
    var slot = Int(hash.multipliedFullWidth(by: UInt64(slots.count)).high)
    while slots[slot] != 0, slots[slot] != hash {
      slot += 1
      if slot == slots.count { slot = 0 }
    }
    return slot
  }

  private static func hash(_ container: Container) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(container)
    return finish(hasher)
  }

  private static func hash(_ prefix: String, _ id: String, _ container: Container) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(container)
    hasher.combine(prefix)
    hasher.combine(id)
    return finish(hasher)
  }

  private static func finish(_ hasher: consuming Hasher) -> UInt64 {
    max(1, UInt64(bitPattern: Int64(hasher.finalize())))
  }
}
