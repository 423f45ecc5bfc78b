/// Groups as red-dwarf finds them: k-means on all clustered participants, starting from the first
/// *k* different points in lexicographic order.
struct RedDwarfGroups {
  let points: [Point]
  let settings: OpinionSettings

  func grouping(shouldStop: () -> Bool) throws(OpinionError) -> Grouping {
    let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    let distinct = Clustering.firstDistinct(
      sorted, count: max(settings.groups ?? 0, OpinionSettings.mostGroups))
    let most = min(settings.groups ?? OpinionSettings.mostGroups, distinct.count, points.count - 1)
    guard most > 1 else { return .single(points) }
    let kMeans = LloydKMeans(points)
    let clusterings = ((settings.groups == nil ? 2 : most)...most).map { count in
      let given = Array(settings.centers.prefix(count))
      return kMeans.clustering(from: given + distinct.prefix(count - given.count))
    }
    let candidates = try GroupCandidates(clusterings, of: points, shouldStop: shouldStop)
    guard let best = candidates.best else { return .single(points) }
    return Grouping(
      labels: candidates.clusterings[best].labels, centers: candidates.clusterings[best].centers,
      silhouette: candidates.silhouettes[best], silhouettes: candidates.byCount)
  }
}
