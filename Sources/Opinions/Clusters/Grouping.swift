/// Participants divided into groups.
struct Grouping: Sendable {
  /// The group of each clustered participant.
  let labels: [Int]
  let centers: [Point]
  /// `nil` with fewer than two groups.
  let silhouette: Double?
  /// For each number of groups that was tried, the one with the best silhouette among them.
  let silhouettes: [Int: Double]
  /// The base cluster of each clustered participant; empty without base clusters.
  var baseLabels: [Int] = []
  /// The groups of each number that was tried, by participant.
  var labelsByCount: [Int: [Int]] = [:]
  var choice: GroupCountChoice?

  /// Everybody in one group, or no group at all.
  static func single(_ points: [Point]) -> Grouping {
    let center = points.reduce(.zero, +) / Double(max(1, points.count))
    return Grouping(
      labels: points.map { _ in 0 }, centers: points.isEmpty ? [] : [center], silhouette: nil,
      silhouettes: [:])
  }
}

/// Clusterings into different numbers of groups, and which of them fits best.
struct GroupCandidates {
  let clusterings: [Clustering]
  let silhouettes: [Double]

  /// - Parameter clusterings: Those with fewer than two clusters are left out.
  init(
    _ clusterings: [Clustering], of points: [Point], shouldStop: () -> Bool
  ) throws(OpinionError) {
    let usable = clusterings.filter { $0.centers.count > 1 }
    self.clusterings = usable
    silhouettes = try Silhouette.means(points, usable.map(\.labels), shouldStop: shouldStop)
  }

  /// The index of the highest silhouette, the fewest groups among equals; `nil` without any.
  var best: Int? {
    silhouettes.indices.max { (silhouettes[$0], $1) < (silhouettes[$1], $0) }
  }

  var byCount: [Int: Double] {
    Dictionary(
      zip(clusterings.map(\.centers.count), silhouettes), uniquingKeysWith: { max($0, $1) })
  }
}
