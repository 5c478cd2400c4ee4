internal import Glibc

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
    let descriptor = open(absolute(path), O_RDONLY)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR
    else {
      if descriptor >= 0 { close(descriptor) }
      throw unreadable(path)
    }
    return FileParts(descriptor: descriptor, path: path)
  }
}
