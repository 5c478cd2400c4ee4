internal import Glibc

/// The bytes of an index: a file that is mapped, or memory of its own. Owns them. Nothing is written to
/// them once they are searched, so that several threads may.
@safe final class IndexBytes: @unchecked Sendable {
  private let base: UnsafeMutableRawPointer
  let count: Int
  private let isMapped: Bool

  /// Room for an index, filled with zeros.
  init(count: Int) {
    unsafe base = .allocate(byteCount: max(count, 1), alignment: 16)
    unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    self.count = count
    isMapped = false
  }

  /// Maps a file; nil where there is none that can be.
  init?(path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_size > 0,
      let mapped = unsafe mmap(nil, Int(status.st_size), PROT_READ, MAP_SHARED, descriptor, 0),
      unsafe mapped != MAP_FAILED
    else { return nil }
    unsafe base = mapped
    count = Int(status.st_size)
    isMapped = true
  }

  deinit {
    if isMapped {
      unsafe munmap(base, count)
    } else {
      unsafe base.deallocate()
    }
  }

  /// Numbers of 32 bits at an offset that is a multiple of 16. Every access to them is checked.
  @_lifetime(borrow self)
  func numbers(at offset: Int, count: Int) -> Span<UInt32> {
    precondition(offset >= 0 && offset % 16 == 0 && count >= 0 && offset + count * 4 <= self.count)
    let start = unsafe (base + offset).assumingMemoryBound(to: UInt32.self)
    return unsafe _overrideLifetime(Span(_unsafeStart: start, count: count), borrowing: self)
  }

  /// Numbers of 64 bits.
  @_lifetime(borrow self)
  func longNumbers(at offset: Int, count: Int) -> Span<UInt64> {
    precondition(offset >= 0 && offset % 16 == 0 && count >= 0 && offset + count * 8 <= self.count)
    let start = unsafe (base + offset).assumingMemoryBound(to: UInt64.self)
    return unsafe _overrideLifetime(Span(_unsafeStart: start, count: count), borrowing: self)
  }

  /// Single bytes.
  @_lifetime(borrow self)
  func bytes(at offset: Int, count: Int) -> Span<UInt8> {
    precondition(offset >= 0 && count >= 0 && offset + count <= self.count)
    let start = unsafe (base + offset).assumingMemoryBound(to: UInt8.self)
    return unsafe _overrideLifetime(Span(_unsafeStart: start, count: count), borrowing: self)
  }

  /// Whether numbers never fall, and the last one is a certain one.
  func rises(at offset: Int, count: Int, to last: Int) -> Bool {
    let numbers = numbers(at: offset, count: count)
    var before: UInt32 = 0
    for index in numbers.indices {
      guard numbers[index] >= before else { return false }
      before = numbers[index]
    }
    return count == 0 || Int(before) == last
  }

  /// Where the part begins that follows one.
  static func after(_ start: Int, _ size: Int) -> Int { (start + size + 15) & ~15 }

  /// Copies numbers to an offset. Only memory of one's own can be written to.
  func write<Number: BitwiseCopyable>(_ numbers: [Number], at offset: Int) {
    let size = numbers.count * MemoryLayout<Number>.stride
    precondition(!isMapped && offset >= 0 && offset + size <= count)
    unsafe numbers.withUnsafeBytes { source in
      if let start = source.baseAddress {
        unsafe (base + offset).copyMemory(from: start, byteCount: size)
      }
    }
  }

  /// Writes all bytes to a file, which is there whole or not at all.
  ///
  /// - Returns: Whether that worked.
  func save(to path: String) -> Bool {
    guard let file = IndexFile(path: path) else { return false }
    file.append(self, 0..<count)
    return file.finish()
  }
}
