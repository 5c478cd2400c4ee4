internal import CZip
internal import Glibc

/// A zip archive in memory, the container of office documents.
@safe struct ZipArchive: Sendable {
  private let file: [UInt8]

  /// No honest document has a part that is longer.
  private static let longestMember = 256 << 20

  /// An archive that is held in memory.
  init(_ file: [UInt8]) { self.file = file }

  /// The names of all members, in their order.
  func names() throws(DocumentError) -> [String] {
    try unsafe withArchive { archive throws(DocumentError) in
      let count = unsafe zip_get_num_entries(archive, 0)
      return (0..<UInt64(max(count, 0))).compactMap { index in
        unsafe zip_get_name(archive, index, 0).map { unsafe String(cString: $0) }
      }
    }
  }

  /// The bytes of a member; nil where there is none of that name.
  func member(_ name: String) throws(DocumentError) -> [UInt8]? {
    try unsafe withArchive { archive throws(DocumentError) in
      var status = unsafe zip_stat_t()
      guard unsafe zip_stat(archive, name, 0, &status) == 0 else { return nil }
      let size = unsafe Int(status.size)
      guard size <= Self.longestMember else {
        throw DocumentError(
          .limit, "“\(name)” in the file is longer than \(Self.longestMember >> 20) MB")
      }
      guard let member = unsafe zip_fopen_index(archive, status.index, 0) else {
        throw DocumentError(
          .container, "“\(name)” in the file cannot be read; a password may protect it")
      }
      defer { unsafe zip_fclose(member) }
      var isWhole = true
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        while count < size {
          let read = unsafe zip_fread(
            member, buffer.baseAddress.map { unsafe $0 + count }, UInt64(size - count))
          guard read > 0 else {
            isWhole = false
            return
          }
          count += Int(read)
        }
      }
      guard isWhole else { throw DocumentError(.container, "“\(name)” in the file is damaged") }
      return bytes
    }
  }

  /// The archive with other bytes in some members. All others keep their compressed bytes, and all
  /// keep their places and times, so that the same text makes the same file.
  func replacing(_ members: [(name: String, bytes: [UInt8])]) throws(DocumentError) -> [UInt8] {
    // What libzip reads it may still need when it writes: the buffers live until the end. The archive
    // itself must be its own, as it frees what it writes over.
    let texts = members.map { Buffer($0.bytes) }
    guard let copy = unsafe malloc(max(file.count, 1)) else { throw Self.memoryError }
    unsafe file.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress {
        unsafe copy.copyMemory(from: start, byteCount: file.count)
      }
    }
    guard let source = unsafe zip_source_buffer_create(copy, UInt64(file.count), 1, nil) else {
      unsafe free(copy)
      throw Self.memoryError
    }
    unsafe zip_source_keep(source)
    defer { unsafe zip_source_free(source) }
    guard let archive = unsafe zip_open_from_source(source, 0, nil) else {
      unsafe zip_source_free(source)
      throw Self.formatError
    }
    for (member, text) in zip(members, texts) {
      var status = unsafe zip_stat_t()
      guard unsafe zip_stat(archive, member.name, 0, &status) == 0,
        let replacement = unsafe zip_source_buffer(archive, text.base, UInt64(text.count), 0),
        unsafe zip_file_replace(archive, status.index, replacement, 0) == 0
      else {
        unsafe zip_discard(archive)
        throw Self.memoryError
      }
      unsafe zip_set_file_compression(archive, status.index, Int32(status.comp_method), 0)
      unsafe zip_file_set_mtime(archive, status.index, status.mtime, 0)
    }
    guard unsafe zip_close(archive) == 0 else {
      unsafe zip_discard(archive)
      throw Self.memoryError
    }
    defer { withExtendedLifetime(texts) {} }
    return try unsafe Self.contents(of: source)
  }

  private static func contents(of source: OpaquePointer) throws(DocumentError) -> [UInt8] {
    var status = unsafe zip_stat_t()
    guard unsafe zip_source_stat(source, &status) == 0, unsafe zip_source_open(source) == 0 else {
      throw memoryError
    }
    defer { unsafe zip_source_close(source) }
    let size = unsafe Int(status.size)
    return unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let read = unsafe zip_source_read(
          source, buffer.baseAddress.map { unsafe $0 + count }, UInt64(size - count))
        guard read > 0 else { return }
        count += Int(read)
      }
    }
  }

  private func withArchive<Result>(
    _ body: (OpaquePointer) throws(DocumentError) -> Result
  ) throws(DocumentError) -> Result {
    let input = Buffer(file)
    guard let source = unsafe zip_source_buffer_create(input.base, UInt64(input.count), 0, nil)
    else { throw Self.memoryError }
    guard let archive = unsafe zip_open_from_source(source, ZIP_RDONLY, nil) else {
      unsafe zip_source_free(source)
      throw Self.formatError
    }
    defer {
      unsafe zip_discard(archive)
      withExtendedLifetime(input) {}
    }
    return try unsafe body(archive)
  }

  private static let formatError = DocumentError(
    .container, "the file is no office document: it is not a zip archive, or it is damaged")
  private static let memoryError = DocumentError(
    .container, "the file cannot be written: out of memory")

  /// Bytes at an address that stays.
  @safe private final class Buffer {
    let base: UnsafeMutableRawPointer
    let count: Int

    init(_ bytes: [UInt8]) {
      count = bytes.count
      unsafe base = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1), alignment: 16)
      unsafe bytes.withUnsafeBytes { source in
        if let start = source.baseAddress { unsafe base.copyMemory(from: start, byteCount: count) }
      }
    }

    deinit { unsafe base.deallocate() }
  }
}
