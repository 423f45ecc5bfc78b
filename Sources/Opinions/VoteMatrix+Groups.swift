import Exact

extension VoteMatrix {
  /// Finds opinion groups.
  ///
  /// - Parameters:
  ///   - moderation: Statements that must not shape the groups.
  ///   - memory: Of the last result: components and clusters start there, members stay members, and
  ///     the number of groups changes only when another was best four times in a row.
  ///   - shouldStop: Asked between steps.
  /// - Throws: ``OpinionError``.
  /// - Complexity: O(votes) a step of the components; k-means on at most 100 base clusters (Polis),
  ///   or O(*n*²) distances for *n* clustered participants (red-dwarf).
  ///
  /// Source: Small et al. (2021), "Polis: Scaling deliberation by mapping high dimensional opinion
  /// spaces". <https://doi.org/10.6035/recerca.5516>
  public func opinionGroups(
    _ settings: OpinionSettings, moderation: Moderation = .none, memory: OpinionMemory? = nil,
    shouldStop: () -> Bool = { false }
  ) throws(OpinionError) -> OpinionGroups {
    guard voteCount > 0 else { throw .noVotes }
    guard settings.centers.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else {
      throw .centersUnusable
    }
    let isExcluded = statements.map {
      moderation.excluded.contains($0) || moderation.meta.contains($0)
    }
    let votes = CentredVotes(self, isExcluded: isExcluded)
    let components = try PrincipalComponents(
      votes, previous: memory?.axes(for: self), keepsSigns: settings.convention == .polis,
      seed: settings.seed, shouldStop: shouldStop)
    let projections = votes.projections(on: components.axes, isExcluded: isExcluded)
    let rows = clusteredRows(settings, memory)
    let points = rows.map { projections[$0] }
    let settings = settings.turned(to: components.axes)
    let grouping =
      switch settings.convention {
      case .polis:
        try PolisGroups(
          points: points, settings: settings,
          previous: memory?.clusters(of: rows.map { participants[$0] })
        ).grouping(shouldStop: shouldStop)
      case .redDwarf:
        try RedDwarfGroups(points: points, settings: settings).grouping(shouldStop: shouldStop)
      }
    let picture = OpinionPicture(
      components: components, projections: projections, rows: rows, grouping: grouping)
    return describe(picture, settings, isExcluded: isExcluded, meta: moderation.meta)
  }

  /// Who is put into groups.
  private func clusteredRows(_ settings: OpinionSettings, _ memory: OpinionMemory?) -> [Int] {
    let rows = participants.indices
    let isPolis = settings.convention == .polis
    let least =
      isPolis ? min(OpinionSettings.leastVotes, statements.count) : OpinionSettings.leastVotes
    var isIn = rows.map { votes(ofParticipant: $0) >= least }
    if !settings.kept.isEmpty {
      for row in rows where settings.kept.contains(participants[row]) { isIn[row] = true }
    }
    guard isPolis else { return rows.filter { isIn[$0] } }
    for row in memory?.rows(of: self) ?? [] { isIn[row] = true }
    let missing = Self.leastParticipants - isIn.count { $0 }
    if missing > 0 {
      let others = rows.filter { !isIn[$0] }.sorted {
        (votes(ofParticipant: $0), $1) > (votes(ofParticipant: $1), $0)
      }
      for row in others.prefix(missing) { isIn[row] = true }
    }
    return rows.filter { isIn[$0] }
  }

  /// With fewer, the production engine takes the most active of the others too.
  private static let leastParticipants = 15
}

/// Where everybody is and who belongs together.
struct OpinionPicture {
  let components: PrincipalComponents
  let projections: [Point]
  let rows: [Int]
  let grouping: Grouping
}

extension VoteMatrix {
  /// What follows for statements.
  fileprivate func describe(
    _ picture: OpinionPicture, _ settings: OpinionSettings, isExcluded: [Bool],
    meta: Set<ID<Statement>>
  ) -> OpinionGroups {
    let grouping = picture.grouping
    var groups = [Int](repeating: -1, count: participants.count)
    for (row, label) in zip(picture.rows, grouping.labels) { groups[row] = label }
    let counts = counts(groups: groups, count: grouping.centers.count)
    let clustered = statements.indices.map { column in
      counts.reduce(VoteCounts()) { $0 + $1[column] }
    }
    let statistics = counts.map { group in
      zip(group, clustered).map { GroupStatistic(inside: $0, outside: $1 - $0) }
    }
    let everybody = self.counts(groups: participants.map { _ in 0 }, count: 1)[0]
    let rule = RepresentativeStatements(convention: settings.convention, isExcluded: isExcluded)
    return OpinionGroups(
      matrix: self, settings: settings, isExcluded: isExcluded, components: picture.components,
      projections: picture.projections, groupOfParticipant: groups, centers: grouping.centers,
      silhouette: grouping.silhouette, silhouettes: grouping.silhouettes, statistics: statistics,
      representatives: statistics.map(rule.chosen),
      consensus: Consensus(everybody, isExcluded: isExcluded, convention: settings.convention),
      groupAwareConsensus: statements.indices.map { column in
        counts.reduce(1) { $0 * $1[column].probability(.agree) }
      },
      priorities: statements.indices.map { column in
        Priority.value(
          clustered[column],
          extremity: picture.components.projection(ofStatement: column).length,
          isMeta: meta.contains(statements[column]))
      },
      memory: OpinionMemory(
        statements: statements, axes: picture.components.axes,
        members: picture.rows.map { participants[$0] }, baseLabels: grouping.baseLabels,
        labelsByCount: grouping.labelsByCount, choice: grouping.choice))
  }
}
