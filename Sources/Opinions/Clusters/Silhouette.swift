/// How well points fit the clusters they are in.
///
/// Source: Rousseeuw (1987), "Silhouettes: A graphical aid to the interpretation and validation of
/// cluster analysis". <https://doi.org/10.1016/0377-0427(87)90125-7>
enum Silhouette {
  /// The mean over all points of (*b* - *a*) / max(*a*, *b*) for each clustering: *a* is the mean
  /// distance to the others of the own cluster, *b* the least mean distance to another cluster's.
  /// A point alone in its cluster counts 0.
  ///
  /// Points that are together in every clustering form a bundle, so that each distance is computed
  /// and added once for all clusterings.
  ///
  /// - Parameter clusterings: Labels of the same points, each with two clusters at least.
  /// - Complexity: O(*n*²) for *n* points.
  static func means(
    _ points: [Point], _ clusterings: [[Int]], shouldStop: () -> Bool
  ) throws(OpinionError) -> [Double] {
    let bundles = Bundles(points, clusterings)
    let sizes = clusterings.map { labels in
      var sizes = [Int](repeating: 0, count: (labels.max() ?? -1) + 1)
      for label in labels { sizes[label] += 1 }
      return sizes
    }
    var totals = [Double](repeating: 0, count: clusterings.count)
    for bundle in bundles.starts.indices.dropLast() {
      for index in bundles.starts[bundle]..<bundles.starts[bundle + 1] {
        if index % 1024 == 0, shouldStop() { throw .stopped }
        let distances = bundles.distances(from: index)
        for clustering in clusterings.indices {
          totals[clustering] += bundles.width(
            distances, bundle: bundle, clustering: clustering, sizes: sizes[clustering])
        }
      }
    }
    return totals.map { $0 / Double(max(1, points.count)) }
  }

  private struct Bundles {
    /// Points of one bundle after another.
    let x: [Double]
    let y: [Double]
    let starts: [Int]
    /// For each bundle its label in each clustering.
    let labels: [[Int]]

    init(_ points: [Point], _ clusterings: [[Int]]) {
      let keys = points.indices.map { index in clusterings.map { $0[index] } }
      var places: [[Int]: [Int]] = [:]
      for (index, key) in keys.enumerated() { places[key, default: []].append(index) }
      let bundles = places.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      let order = bundles.flatMap(\.value)
      x = order.map { points[$0].x }
      y = order.map { points[$0].y }
      starts = bundles.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.value.count) }
      labels = bundles.map(\.key)
    }

    /// Sum of the distances from a point to each bundle's.
    func distances(from index: Int) -> [Double] {
      let (px, py) = (x[index], y[index])
      return x.withUnsafeBufferPointer { x in
        y.withUnsafeBufferPointer { y in
          (0..<labels.count).map { bundle in
            var sums = SIMD4<Double>.zero
            var position = starts[bundle]
            let end = starts[bundle + 1]
            while position + 4 <= end {
              let dx = SIMD4(x[position], x[position + 1], x[position + 2], x[position + 3]) - px
              let dy = SIMD4(y[position], y[position + 1], y[position + 2], y[position + 3]) - py
              sums += (dx * dx + dy * dy).squareRoot()
              position += 4
            }
            var sum = (sums.x + sums.y) + (sums.z + sums.w)
            while position < end {
              let (dx, dy) = (x[position] - px, y[position] - py)
              sum += (dx * dx + dy * dy).squareRoot()
              position += 1
            }
            return sum
          }
        }
      }
    }

    /// The silhouette of a point from its distances to the bundles.
    func width(_ distances: [Double], bundle: Int, clustering: Int, sizes: [Int]) -> Double {
      let own = labels[bundle][clustering]
      guard sizes[own] > 1 else { return 0 }
      var sums = [Double](repeating: 0, count: sizes.count)
      for (other, distance) in distances.enumerated() {
        sums[labels[other][clustering]] += distance
      }
      let inside = sums[own] / Double(sizes[own] - 1)
      var outside = Double.infinity
      for label in sizes.indices where label != own && sizes[label] > 0 {
        outside = min(outside, sums[label] / Double(sizes[label]))
      }
      let larger = max(inside, outside)
      return larger > 0 ? (outside - inside) / larger : 0
    }
  }
}
