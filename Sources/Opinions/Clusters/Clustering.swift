/// Points divided among centres.
struct Clustering: Hashable, Sendable {
  var centers: [Point]
  /// For each point the index of its centre.
  var labels: [Int]

  /// For each point the index of the nearest centre, the first of equally near ones.
  static func labels(_ points: [Point], _ centers: [Point]) -> [Int] {
    centers.withUnsafeBufferPointer { centers in
      points.map { point in
        var (best, least) = (0, Double.infinity)
        for index in centers.indices {
          let distance = centers[index].squaredDistance(to: point)
          if distance < least { (best, least) = (index, distance) }
        }
        return best
      }
    }
  }

  /// Mean of each cluster's points, `nil` for one without points.
  static func means(
    _ points: [Point], weights: [Double]?, labels: [Int], count: Int
  ) -> [Point?] {
    var sums = [Point](repeating: .zero, count: count)
    var totals = [Double](repeating: 0, count: count)
    for (index, label) in labels.enumerated() {
      let weight = weights?[index] ?? 1
      sums[label] += points[index] * weight
      totals[label] += weight
    }
    return zip(sums, totals).map { $1 > 0 ? $0 / $1 : nil }
  }

  /// The first different points in the order given.
  static func firstDistinct(_ points: some Sequence<Point>, count: Int) -> [Point] {
    var seen: Set<Point> = []
    var distinct: [Point] = []
    for point in points {
      guard distinct.count < count else { break }
      if seen.insert(point).inserted { distinct.append(point) }
    }
    return distinct
  }
}
