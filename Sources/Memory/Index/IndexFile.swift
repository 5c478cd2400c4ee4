internal import Glibc

/// A file of an index that is being written: it is there whole or not at all.
@safe final class IndexFile {
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private var isWhole = true

  /// Begins to write a file; nil where none can be written.
  init?(path: String) {
    self.path = path
    Self.removeLeftovers(of: path)
    temporary = "\(path).\(getpid())"
    descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return nil }
  }

  /// Removes what programs that were broken off have left.
  private static func removeLeftovers(of path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    let start = "\(parts.last ?? "")."
    guard let list = unsafe opendir(folder.isEmpty ? "." : folder) else { return }
    defer { unsafe closedir(list) }
    while let entry = unsafe readdir(list) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe String(cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
      }
      guard name.hasPrefix(start), let process = Int32(name.dropFirst(start.count)),
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      unsafe unlink(folder.isEmpty ? name : "\(folder)/\(name)")
    }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    // Nothing is left under this name once the file has its own.
    unsafe unlink(temporary)
  }

  /// Writes a part of some bytes.
  func append(_ bytes: IndexBytes, _ range: Range<Int>) {
    guard isWhole else { return }
    let part = bytes.bytes(at: range.lowerBound, count: range.count)
    var offset = 0
    while offset < part.count {
      let written = unsafe part.extracting(offset...).withUnsafeBytes {
        unsafe write(descriptor, $0.baseAddress, $0.count)
      }
      guard written > 0 else {
        isWhole = false
        return
      }
      offset += written
    }
  }

  /// Gives the file its name.
  ///
  /// - Returns: Whether it is there, with all that was written.
  func finish() -> Bool {
    guard isWhole else { return false }
    return unsafe rename(temporary, path) == 0
  }
}
