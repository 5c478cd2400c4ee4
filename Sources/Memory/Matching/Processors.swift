import Dispatch
internal import Glibc
import Synchronization

/// The processors of the machine, which share work on many things at once.
enum Processors {
  /// How many there are.
  static let count = max(1, min(16, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))

  /// The results for some numbers from 0 on, in order. Few are worked on by one processor: that is done
  /// before another one is woken.
  static func map<Result: Sendable>(
    _ count: Int, _ body: @Sendable (Range<Int>) -> [Result]
  ) -> [Result] {
    guard count >= 32, Self.count > 1 else { return body(0..<count) }
    // Smaller shares than one each, as some take longer than others.
    let shares = Self.count * 4
    let size = (count + shares - 1) / shares
    let results = Mutex<[Int: [Result]]>([:])
    DispatchQueue.concurrentPerform(iterations: shares) { share in
      let start = min(share * size, count)
      let result = body(start..<min(start + size, count))
      results.withLock { $0[share] = result }
    }
    return results.withLock { results in (0..<shares).flatMap { results[$0] ?? [] } }
  }
}
