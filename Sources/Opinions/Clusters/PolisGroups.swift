/// Groups as the production engine of Polis finds them: at most 100 base clusters of participants,
/// and k-means on these, each with the weight of its members.
struct PolisGroups {
  /// Where the clustered participants are.
  let points: [Point]
  let settings: OpinionSettings
  /// The clusters that these participants were in before; `nil` for new ones.
  let previous: PreviousClusters?

  static let mostBaseClusters = 100

  func grouping(shouldStop: () -> Bool) throws(OpinionError) -> Grouping {
    let everybody = PolisKMeans(points: points, weights: points.map { _ in 1 })
    let start = everybody.start(
      previous?.baseCenters(points) ?? [], count: Self.mostBaseClusters)
    guard start.count > 1 else { return .single(points) }
    let base = everybody.clustering(from: start)
    if shouldStop() { throw .stopped }
    var weights = [Double](repeating: 0, count: base.centers.count)
    for label in base.labels { weights[label] += 1 }
    let kMeans = PolisKMeans(points: base.centers, weights: weights)
    let clusterings = counts(base.centers).map { count in
      let given =
        settings.centers.isEmpty
        ? previous?.groupCenters(points, count: count) ?? []
        : Array(settings.centers.prefix(count))
      return kMeans.clustering(from: kMeans.start(given, count: count))
    }
    let candidates = try GroupCandidates(clusterings, of: base.centers, shouldStop: shouldStop)
    return grouping(candidates, base: base)
  }

  /// The numbers of groups to try.
  private func counts(_ centers: [Point]) -> ClosedRange<Int> {
    if let groups = settings.groups { return groups...groups }
    return 2...min(OpinionSettings.mostGroups, 2 + centers.count / 12)
  }

  private func grouping(_ candidates: GroupCandidates, base: Clustering) -> Grouping {
    guard let best = candidates.best else {
      var single = Grouping.single(points)
      single.baseLabels = base.labels
      return single
    }
    let choice = GroupCountChoice(
      best: candidates.clusterings[best].centers.count, after: previous?.choice)
    let shown =
      settings.groups == nil
      ? candidates.clusterings.firstIndex { $0.centers.count == choice.shown } ?? best : best
    let clustering = candidates.clusterings[shown]
    var grouping = Grouping(
      labels: base.labels.map { clustering.labels[$0] }, centers: clustering.centers,
      silhouette: candidates.silhouettes[shown], silhouettes: candidates.byCount)
    grouping.baseLabels = base.labels
    for clustering in candidates.clusterings {
      grouping.labelsByCount[clustering.centers.count] = base.labels.map { clustering.labels[$0] }
    }
    grouping.choice = settings.groups == nil ? choice : previous?.choice
    return grouping
  }
}

/// The clusters of an earlier result, by participants who are clustered now.
struct PreviousClusters {
  /// -1 for those who were not clustered then.
  let baseLabels: [Int]
  let labelsByCount: [Int: [Int]]
  let choice: GroupCountChoice?

  /// Where the members of each base cluster are now, on average.
  func baseCenters(_ points: [Point]) -> [Point] { centers(points, baseLabels) }

  /// Where the members of each group are now, on average; none when that number was not tried.
  func groupCenters(_ points: [Point], count: Int) -> [Point] {
    labelsByCount[count].map { centers(points, $0) } ?? []
  }

  private func centers(_ points: [Point], _ labels: [Int]) -> [Point] {
    let known = labels.indices.filter { labels[$0] >= 0 }
    return Clustering.means(
      known.map { points[$0] }, weights: nil, labels: known.map { labels[$0] },
      count: (labels.max() ?? -1) + 1
    ).compactMap(\.self)
  }
}
