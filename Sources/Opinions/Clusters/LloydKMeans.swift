/// k-means after Lloyd as scikit-learn runs it from given centres.
///
/// Stops when no point changes its cluster, when the centres move by less than 0.0001 of the
/// variance, or after 300 rounds; a cluster that lost all points gets the point farthest from its
/// own centre.
///
/// Source: Lloyd (1982), "Least squares quantization in PCM"; scikit-learn, `KMeans`.
struct LloydKMeans {
  private let points: [Point]
  private let tolerance: Double

  private static let mostRounds = 300

  init(_ points: [Point]) {
    self.points = points
    let count = Double(max(1, points.count))
    let mean = points.reduce(.zero, +) / count
    let variance = points.reduce(Point.zero) { $0 + ($1 - mean) * ($1 - mean) } / count
    tolerance = 1e-4 * (variance.x + variance.y) / 2
  }

  func clustering(from start: [Point]) -> Clustering {
    var centers = start
    var labels: [Int] = []
    for _ in 0..<Self.mostRounds {
      let next = Clustering.labels(points, centers)
      let moved = means(next, centers)
      let shift = zip(moved, centers).reduce(0) { $0 + $1.0.squaredDistance(to: $1.1) }
      centers = moved
      if next == labels { return Clustering(centers: centers, labels: labels) }
      labels = next
      if shift <= tolerance { break }
    }
    return Clustering(centers: centers, labels: Clustering.labels(points, centers))
  }

  private func means(_ labels: [Int], _ centers: [Point]) -> [Point] {
    var labels = labels
    var means = Clustering.means(points, weights: nil, labels: labels, count: centers.count)
    if means.contains(nil) {
      let far = points.indices.sorted { left, right in
        let one = points[left].squaredDistance(to: centers[labels[left]])
        let other = points[right].squaredDistance(to: centers[labels[right]])
        return (one, right) > (other, left)
      }
      for (index, empty) in means.indices.filter({ means[$0] == nil }).enumerated()
      where index < far.count { labels[far[index]] = empty }
      means = Clustering.means(points, weights: nil, labels: labels, count: centers.count)
    }
    return zip(means, centers).map { $0 ?? $1 }
  }
}
