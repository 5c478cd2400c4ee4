import Foundation
import Glibc

/// The signals by which a program is asked to end.
enum EndSignals {
  /// Both ends of a pipe, which is all that a handler of signals may write to.
  private static let pipe: [Int32] = {
    var ends: [Int32] = [-1, -1]
    _ = Glibc.pipe(&ends)
    return ends
  }()

  /// Calls a function when the program is asked to end: from now on no such signal is lost.
  static func await(_ end: @escaping @Sendable () -> Void) {
    let reading = pipe[0]
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        var byte: UInt8 = 0
        _ = write(EndSignals.pipe[1], &byte, 1)
      }
    }
    Thread.detachNewThread {
      var byte: UInt8 = 0
      while read(reading, &byte, 1) > 0 { end() }
    }
  }
}
