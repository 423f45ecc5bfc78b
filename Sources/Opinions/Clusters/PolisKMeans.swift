/// k-means as the production engine of Polis runs it: points with weights, at most 20 rounds, until
/// no centre moves by 0.01 or more; clusters without points are dropped.
struct PolisKMeans {
  let points: [Point]
  let weights: [Double]

  private static let mostRounds = 20
  private static let tolerance = 0.01

  /// - Parameter start: Different centres.
  func clustering(from start: [Point]) -> Clustering {
    var current = Clustering(centers: start, labels: [])
    for _ in 0..<Self.mostRounds {
      let next = step(current.centers)
      let isSame =
        next.centers.count == current.centers.count
        && zip(next.centers, current.centers).allSatisfy {
          $0.squaredDistance(to: $1) < Self.tolerance * Self.tolerance
        }
      current = next
      if isSame { break }
    }
    return current
  }

  private func step(_ centers: [Point]) -> Clustering {
    let labels = Clustering.labels(points, centers)
    let means = Clustering.means(points, weights: weights, labels: labels, count: centers.count)
    guard means.contains(nil) else {
      return Clustering(centers: means.compactMap(\.self), labels: labels)
    }
    var places = [Int](repeating: 0, count: means.count)
    var kept: [Point] = []
    for (index, mean) in means.enumerated() {
      places[index] = kept.count
      if let mean { kept.append(mean) }
    }
    return Clustering(centers: kept, labels: labels.map { places[$0] })
  }

  /// Centres to go on from: those given without repetition, then the points farthest from any.
  ///
  /// With none given, the first different points.
  func start(_ given: [Point], count: Int) -> [Point] {
    guard !given.isEmpty else { return Clustering.firstDistinct(points, count: count) }
    var centers = Clustering.firstDistinct(given, count: count)
    var distances = points.map { point in
      centers.reduce(Double.infinity) { min($0, $1.squaredDistance(to: point)) }
    }
    while centers.count < count {
      var (farthest, distance) = (-1, 0.0)
      for index in points.indices where distances[index] > distance {
        (farthest, distance) = (index, distances[index])
      }
      guard farthest >= 0 else { break }
      centers.append(points[farthest])
      for index in points.indices {
        distances[index] = min(
          distances[index], points[index].squaredDistance(to: points[farthest]))
      }
    }
    return centers
  }
}
