import Glibc
import Project
import Reports

/// The three streams: data goes to standard output, messages to standard error.
enum Console {
  /// Writes a line for a person.
  static func error(_ line: String) { write(Array((line + "\n").utf8), to: STDERR_FILENO) }

  /// Writes text as it is.
  static func output(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

  /// Writes bytes as they are.
  static func output(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

  /// Collects what is written and passes it on in large pieces.
  struct Buffer: ~Copyable {
    private var bytes: [UInt8] = []
    private static let size = 1 << 17

    init() { bytes.reserveCapacity(Self.size + (1 << 12)) }

    mutating func append(_ more: some Collection<UInt8>) {
      bytes.append(contentsOf: more)
      if bytes.count > Self.size { flush() }
    }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func flush() {
      Console.output(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
  }

  /// Tells a person at a terminal how far something is; the next one takes its place.
  static func progress(_ path: String, _ count: Int) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    write(Array("\r\(path): \(count) translations\u{1B}[K\r".utf8), to: STDERR_FILENO)
  }

  /// What a memory tells goes to a person.
  static var notices: Workspace.MemoryNotices {
    Workspace.MemoryNotices(progress: progress) { error("l10n: note: \($0)") }
  }

  /// Everything that comes in.
  static func input() -> [UInt8] {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      guard count > 0 else { return result }
      result += buffer[..<count]
    }
  }

  /// Colours only where a person sees them and has not declined (https://no-color.org).
  static var style: TerminalStyle {
    let isDeclined = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    return TerminalStyle(isColoured: isatty(STDOUT_FILENO) == 1 && !isDeclined)
  }

  /// The folder in which the command was called.
  static var currentFolder: String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  /// Ends the process at once.
  static func end(_ code: Int32) -> Never { exit(code) }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count, let start = buffer.baseAddress {
        let count = Glibc.write(descriptor, start + offset, buffer.count - offset)
        // A reader that has gone, such as `head`, has seen enough.
        guard count > 0 else { return }
        offset += count
      }
    }
  }
}
