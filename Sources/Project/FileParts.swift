internal import Glibc
import Units
import XLIFF

/// A file that is read part by part, so that its size does not matter.
package final class FileParts {
  private let descriptor: Int32
  private let path: String
  private var buffer: [UInt8]

  /// Why reading ended before the end of the file, where it did.
  package private(set) var failure: ProjectError?

  fileprivate init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
    buffer = Array(repeating: 0, count: 1 << 16)
  }

  deinit { close(descriptor) }

  /// The next part; nothing at the end and after a failure.
  package func next() -> ArraySlice<UInt8> {
    let size = buffer.count
    let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, size) }
    guard count >= 0 else {
      failure = ProjectError(
        .unreadable, path: path, "the file cannot be read: \(String(cString: strerror(errno)))")
      return []
    }
    return buffer[..<count]
  }
}

extension Files {
  /// Opens a file to be read part by part.
  package func parts(of path: String) throws(ProjectError) -> FileParts {
    guard let (descriptor, _) = Self.openToRead(absolute(path)) else { throw unreadable(path) }
    return FileParts(descriptor: descriptor, path: path)
  }

  /// The digest of a file, with no more of it in memory than a part.
  func digest(of path: String) throws(ProjectError) -> Digest {
    let parts = try parts(of: path)
    var digest = Digest([])
    while case let part = parts.next(), !part.isEmpty { digest.add(part) }
    if let failure = parts.failure { throw failure }
    return digest
  }

  /// Calls a function with the parts of an XLIFF file, with the file's name in every error.
  func readXLIFF<Result>(
    _ path: String, _ read: (() -> ArraySlice<UInt8>) throws(XLIFFError) -> Result
  ) throws(ProjectError) -> Result {
    let parts = try parts(of: path)
    do {
      return try read(parts.next)
    } catch {
      throw parts.failure ?? ProjectError(error, path: path)
    }
  }
}
