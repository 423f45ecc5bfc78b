/// Compares and swaps that sort any numbers in a fixed order of steps.
///
/// Source: Batcher (1968), "Sorting networks and their applications"; Knuth, TAOCP 3, 5.2.2 M.
struct SortingNetwork: Sendable {
  struct Comparator: Sendable {
    let low: Int32
    let high: Int32
  }

  let comparators: [Comparator]

  init(count: Int) {
    var comparators: [Comparator] = []
    guard count > 1 else {
      self.comparators = []
      return
    }
    var top = 1
    while top * 2 < count { top *= 2 }
    var p = top
    while p > 0 {
      var (q, r, d) = (top, 0, p)
      while true {
        for i in 0..<max(0, count - d) where i & p == r {
          comparators.append(Comparator(low: Int32(i), high: Int32(i + d)))
        }
        guard q != p else { break }
        d = q - p
        q /= 2
        r = p
      }
      p /= 2
    }
    self.comparators = comparators
  }
}
