/// The highest scores of many, in a heap whose root is the least of them.
///
/// Equal scores: the smaller index comes first.
struct BestScores {
  private let limit: Int
  private var heap: [(score: Int64, index: Int32)] = []

  init(limit: Int) {
    self.limit = limit
  }

  /// Below this nothing is taken any more.
  var threshold: Int64 { heap.count < limit ? .min : heap[0].score }

  @inline(__always)
  mutating func offer(_ score: Int64, _ index: Int) {
    if heap.count == limit {
      guard limit > 0, Self.isWeaker(heap[0], (score, Int32(index))) else { return }
      sink((score, Int32(index)))
    } else {
      heap.append((score, Int32(index)))
      var place = heap.count - 1
      while place > 0, Self.isWeaker(heap[place], heap[(place - 1) / 2]) {
        heap.swapAt(place, (place - 1) / 2)
        place = (place - 1) / 2
      }
    }
  }

  /// The highest first.
  var sorted: [(score: Int64, index: Int32)] { heap.sorted { Self.isWeaker($1, $0) } }

  private mutating func sink(_ item: (score: Int64, index: Int32)) {
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, Self.isWeaker(heap[child + 1], heap[child]) { child += 1 }
      guard Self.isWeaker(heap[child], item) else { break }
      heap[place] = heap[child]
      place = child
    }
    heap[place] = item
  }

  @inline(__always)
  private static func isWeaker(
    _ one: (score: Int64, index: Int32), _ other: (score: Int64, index: Int32)
  ) -> Bool {
    one.score != other.score ? one.score < other.score : one.index > other.index
  }
}
