internal import FoundationEssentials
internal import Glibc

/// The files below a folder, named by paths from it.
package struct Files: Sendable {
  /// The absolute path of the folder.
  package let root: String

  /// The files below a folder.
  package init(root: String) { self.root = root }

  /// The absolute path of a file.
  package func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : root.hasSuffix("/") ? root + path : "\(root)/\(path)"
  }

  /// Whether there is a file or a folder.
  package func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: absolute(path))
  }

  /// The bytes of a file; nil where there is none.
  package func readIfPresent(_ path: String) throws(ProjectError) -> [UInt8]? {
    exists(path) ? try read(path) : nil
  }

  /// The bytes of a file.
  package func read(_ path: String) throws(ProjectError) -> [UInt8] {
    guard let bytes = Self.readThrough(absolute(path)) else { throw unreadable(path) }
    return bytes
  }

  /// Why a file cannot be opened.
  func unreadable(_ path: String) -> ProjectError {
    ProjectError(
      .unreadable, path: path,
      exists(path)
        ? "the file cannot be read; it must be a file that you may read" : "there is no such file")
  }

  /// Opens a file, a pipe or a device; nil where there is none, or a folder.
  static func openToRead(_ path: String) -> (descriptor: Int32, size: Int)? {
    let descriptor = open(path, O_RDONLY)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR
    else {
      if descriptor >= 0 { close(descriptor) }
      return nil
    }
    return (descriptor, Int(status.st_size))
  }

  /// Reads to the end of a file, a pipe or a device; nil where that fails.
  private static func readThrough(_ path: String) -> [UInt8]? {
    guard let (descriptor, size) = openToRead(path) else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    // One byte more than the file has, so that its end is seen without another round.
    var room = max(size + 1, 1 << 16)
    while true {
      let start = bytes.count
      var count = 0
      let rest = [UInt8](unsafeUninitializedCapacity: room) { buffer, size in
        while size < room {
          count = Glibc.read(descriptor, buffer.baseAddress.map { $0 + size }, room - size)
          guard count > 0 else { return }
          size += count
        }
      }
      bytes = start == 0 ? rest : bytes + rest
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      room = 1 << 20
    }
  }

  /// Writes a file so that at every moment either the old or the new one is there whole: into a
  /// temporary file beside it, to the disk, and renamed. A file that already has these bytes is
  /// not touched.
  ///
  /// - Returns: Whether anything was written.
  @discardableResult
  package func write(_ bytes: [UInt8], to path: String) throws(ProjectError) -> Bool {
    if exists(path), !isSpecial(absolute(path)), try read(path) == bytes { return false }
    try replace(path) { descriptor in Self.writeThrough(bytes, to: descriptor) }
    return true
  }

  /// Writes a file part by part, in the same way.
  ///
  /// - Throws: `ProjectError` where the disk refuses, and what the function throws; the file is as it was.
  package func write(
    to path: String, parts: (_ write: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    var failure: (any Error)?
    do {
      try replace(path) { descriptor in
        var isWritten = true
        do {
          try parts { isWritten = isWritten && Self.writeThrough($0, to: descriptor) }
        } catch {
          failure = error
        }
        return isWritten && failure == nil
      }
    } catch {
      throw failure ?? error
    }
  }

  private func replace(
    _ path: String, _ write: (_ descriptor: Int32) -> Bool
  ) throws(ProjectError) {
    let target = absolute(path)
    if isSpecial(target) {
      // A device or a pipe cannot be replaced, only written into.
      let descriptor = open(target, O_WRONLY)
      defer { close(descriptor) }
      guard descriptor >= 0, write(descriptor) else {
        throw ProjectError(.disk, path: path, "it cannot be written into")
      }
      return
    }
    let folder = target.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    do {
      try FileManager.default.createDirectory(
        atPath: folder.isEmpty ? "/" : folder, withIntermediateDirectories: true)
    } catch {
      let cause = (error as? CocoaError)?.underlying as? POSIXError
      let reason = cause.map { String(cString: strerror($0.code.rawValue)) } ?? "\(error)"
      throw ProjectError(.disk, path: path, "the folder cannot be made: \(reason)")
    }
    let temporary = "\(target).l10n-\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    let isWritten = descriptor >= 0 && write(descriptor) && fsync(descriptor) == 0
    let reason = String(cString: strerror(errno))
    if descriptor >= 0 { close(descriptor) }
    guard isWritten, rename(temporary, target) == 0 else {
      unlink(temporary)
      throw ProjectError(.disk, path: path, "the file cannot be written: \(reason)")
    }
  }

  /// Whether a path names something that is neither a file nor a folder.
  private func isSpecial(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let kind = status.st_mode & S_IFMT
    return kind != S_IFREG && kind != S_IFDIR
  }

  private static func writeThrough(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        guard let start = buffer.baseAddress else { return true }
        let count = Glibc.write(descriptor, start + offset, buffer.count - offset)
        guard count > 0 else { return false }
        offset += count
      }
      return true
    }
  }

  /// The files below a folder, as paths from it, in a stable order; hidden ones left out.
  package func list(_ folder: String) -> [String] {
    guard
      let names = try? FileManager.default.contentsOfDirectory(atPath: absolute(folder))
    else { return [] }
    return names.sorted().flatMap { name -> [String] in
      guard !name.hasPrefix(".") else { return [] }
      var isFolder = false
      let path = "\(absolute(folder))/\(name)"
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
      return isFolder ? list("\(folder)/\(name)").map { "\(name)/\($0)" } : [name]
    }
  }
}

extension Files {
  /// Runs a body while no other process runs one with the same file.
  func withLock<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    if !exists(path) { try write([], to: path) }
    let descriptor = open(absolute(path), O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    guard descriptor >= 0, flock(descriptor, LOCK_EX) == 0 else {
      throw ProjectError(
        .disk, path: path, "the file cannot be locked: \(String(cString: strerror(errno)))")
    }
    return try body()
  }

  /// Removes a file, if it is there.
  package func remove(_ path: String) throws(ProjectError) {
    guard exists(path) else { return }
    guard unlink(absolute(path)) == 0 else {
      throw ProjectError(
        .disk, path: path, "the file cannot be removed: \(String(cString: strerror(errno)))")
    }
  }
}
