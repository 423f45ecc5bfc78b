import Exact
import Testing

@testable import Opinions

@Suite struct `Clusters` {
  private static func points(_ count: Int, seed: UInt64) -> [Point] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      // Coarse, so that points coincide.
      Point(
        Double(Int.random(in: -8...8, using: &random)) / 4,
        Double(Int.random(in: -8...8, using: &random)) / 4)
    }
  }

  /// The definition, one pair after another.
  private static func plainSilhouette(_ points: [Point], _ labels: [Int]) -> Double {
    let count = (labels.max() ?? 0) + 1
    let widths = points.indices.map { one -> Double in
      var (sums, sizes) = ([Double](repeating: 0, count: count), [Int](repeating: 0, count: count))
      for other in points.indices where other != one {
        sums[labels[other]] += (points[one] - points[other]).length
        sizes[labels[other]] += 1
      }
      let own = labels[one]
      guard sizes[own] > 0 else { return 0 }
      let inside = sums[own] / Double(sizes[own])
      let outside =
        (0..<count).filter { $0 != own && sizes[$0] > 0 }
        .map { sums[$0] / Double(sizes[$0]) }.min() ?? 0
      return max(inside, outside) > 0 ? (outside - inside) / max(inside, outside) : 0
    }
    return widths.reduce(0, +) / Double(points.count)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `have the silhouette of the definition`(seed: UInt64) throws {
    let points = Self.points(Int(10 + seed), seed: seed)
    let clusterings = (2...5).map { count in
      LloydKMeans(points).clustering(from: Clustering.firstDistinct(points, count: count)).labels
    }
    let found = try Silhouette.means(points, clusterings) { false }
    for (silhouette, labels) in zip(found, clusterings) {
      #expect((silhouette - Self.plainSilhouette(points, labels)).magnitude < 1e-12)
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `have every point at its nearest centre`(seed: UInt64) {
    let points = Self.points(40, seed: seed)
    let start = Clustering.firstDistinct(points, count: 5)
    let clustering = LloydKMeans(points).clustering(from: start)
    #expect(clustering.labels == Clustering.labels(points, clustering.centers))
    #expect(Set(clustering.labels).count == 5)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `of base clusters have no empty one, and centres amid their points`(seed: UInt64) {
    let points = Self.points(40, seed: seed)
    var random = SeededGenerator(seed: seed)
    let weights = points.map { _ in Double(Int.random(in: 1...5, using: &random)) }
    let kMeans = PolisKMeans(points: points, weights: weights)
    let clustering = kMeans.clustering(from: kMeans.start([], count: 6))
    #expect(Set(clustering.labels) == Set(clustering.centers.indices))
    let means = Clustering.means(
      points, weights: weights, labels: clustering.labels, count: clustering.centers.count)
    #expect(means == clustering.centers)
  }

  @Test func `start from given centres once each, then from the farthest points`() {
    let points = [Point(0, 0), Point(1, 0), Point(9, 0), Point(0, 5), Point(9, 0)]
    let kMeans = PolisKMeans(points: points, weights: points.map { _ in 1 })
    #expect(
      kMeans.start([Point(0, 0), Point(0, 0)], count: 3) == [
        Point(0, 0), Point(9, 0), Point(0, 5),
      ])
    #expect(kMeans.start([Point(0, 0)], count: 10).count == 4)
    #expect(kMeans.start([], count: 2) == [Point(0, 0), Point(1, 0)])
  }

  @Test func `that lost all points get the farthest one`() {
    let points = [Point(0, 0), Point(1, 0), Point(10, 0)]
    let clustering = LloydKMeans(points).clustering(from: [Point(0, 0), Point(100, 0)])
    #expect(clustering.labels == [0, 0, 1])
  }

  @Test func `change in number when another was best four times`() {
    var choice: GroupCountChoice?
    var shown: [Int] = []
    for best in [2, 2, 3, 3, 2, 3, 3, 3, 3, 2] {
      choice = GroupCountChoice(best: best, after: choice)
      shown.append(choice?.shown ?? 0)
    }
    #expect(shown == [2, 2, 2, 2, 2, 2, 2, 2, 3, 3])
  }
}
