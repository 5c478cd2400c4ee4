/// The longest common subsequence of two lists, by the textbook table: time and memory grow with
/// the product of their lengths, so callers take equal ends away first.
package struct LongestCommonSubsequence {
  /// One step of the way from the first list to the second.
  package enum Step: Equatable {
    /// The elements at these places are the same.
    case same(Int, Int)
    /// The first list's element at this place is gone.
    case removed(Int)
    /// The second list's element at this place is new.
    case added(Int)
  }

  /// The steps, in order; removals come before additions.
  package let steps: [Step]

  /// Compares two lists.
  package init<Element: Equatable>(_ a: [Element], _ b: [Element]) {
    let width = b.count + 1
    var table = [Int32](repeating: 0, count: (a.count + 1) * width)
    for i in stride(from: a.count - 1, through: 0, by: -1) {
      for j in stride(from: b.count - 1, through: 0, by: -1) {
        table[i * width + j] =
          a[i] == b[j]
          ? table[(i + 1) * width + j + 1] + 1
          : max(table[(i + 1) * width + j], table[i * width + j + 1])
      }
    }
    var steps: [Step] = []
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      if i < a.count, j < b.count, a[i] == b[j] {
        steps.append(.same(i, j))
        (i, j) = (i + 1, j + 1)
      } else if j == b.count
        || (i < a.count && table[(i + 1) * width + j] >= table[i * width + j + 1])
      {
        steps.append(.removed(i))
        i += 1
      } else {
        steps.append(.added(j))
        j += 1
      }
    }
    self.steps = steps
  }
}
