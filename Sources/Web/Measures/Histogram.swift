/// How long things took: a count for each bound, as Prometheus has it.
struct Histogram: Sendable {
  /// Upper bounds in seconds.
  static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  private(set) var counts = [Int](repeating: 0, count: bounds.count)
  private(set) var count = 0
  private(set) var sum = 0.0

  mutating func add(_ seconds: Double) {
    count += 1
    sum += seconds
    for (place, bound) in Self.bounds.enumerated() where seconds <= bound { counts[place] += 1 }
  }

  /// The lines of a metric.
  ///
  /// - Parameter labels: As they stand between the braces, without them; not empty.
  func lines(_ name: String, labels: String) -> [String] {
    let steps = zip(Self.bounds, counts).map { bound, count in
      "\(name)_bucket{\(labels),le=\"\(bound)\"} \(count)"
    }
    return steps + [
      "\(name)_bucket{\(labels),le=\"+Inf\"} \(count)", "\(name)_sum{\(labels)} \(sum)",
      "\(name)_count{\(labels)} \(count)",
    ]
  }
}

extension Duration {
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
