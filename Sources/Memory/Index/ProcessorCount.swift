internal import Glibc

/// How many threads can work at once.
enum ProcessorCount {
  static let value = max(1, min(16, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
}
