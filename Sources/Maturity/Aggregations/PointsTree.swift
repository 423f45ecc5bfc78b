public import Exact

/// Points of a part of the tree.
public struct Points: Hashable, Sendable {
  /// What can be reached, after what does not apply has been shared out.
  public let potential: Rational
  public let reached: Rational
  /// The potential of what was not answered.
  public let open: Rational
}

/// A tree of points: what does not apply gives its points to its siblings, so that the tree's total
/// stays what it was.
///
/// Where all of a part does not apply, the part's points go to the part's siblings in turn.
///
/// Source: after the scoring of "Territoires en Transitions" (ADEME), in our own formulation.
struct PointsTree {
  let readings: Readings
  /// What each dimension and question can reach, by identifier; what does not apply is absent.
  private(set) var potentials: [String: Rational] = [:]

  init(_ readings: Readings) {
    self.readings = readings
    let dimensions = readings.framework.dimensions
    let total = dimensions.reduce(Rational.zero) { $0 + $1.weight }
    share(total, among: [], and: dimensions)
  }

  func points(of dimension: Dimension) -> Points? {
    guard let potential = potentials[dimension.id.rawValue] else { return nil }
    let answered = dimension.allQuestions.compactMap { question -> Rational? in
      guard let share = readings.attainment(of: question) else { return nil }
      return (potentials[question.id.rawValue] ?? .zero) * share
    }
    let open = dimension.allQuestions.filter { readings.attainment(of: $0) == nil }
      .compactMap { potentials[$0.id.rawValue] }
    return Points(
      potential: potential, reached: answered.reduce(.zero, +), open: open.reduce(.zero, +))
  }

  func standing(of points: Points) -> Standing? {
    guard !points.potential.isZero else { return nil }
    let answered = points.potential - points.open
    return Standing(
      point: answered.isZero ? nil : points.reached / answered,
      low: points.reached / points.potential,
      high: (points.reached + points.open) / points.potential)
  }

  var whole: Points {
    let all = readings.framework.dimensions.compactMap(points)
    return Points(
      potential: all.reduce(.zero) { $0 + $1.potential },
      reached: all.reduce(.zero) { $0 + $1.reached }, open: all.reduce(.zero) { $0 + $1.open })
  }

  private mutating func share(
    _ points: Rational, among questions: [Question], and dimensions: [Dimension]
  ) {
    let leaves = questions.filter(readings.applies)
    let branches = dimensions.filter(readings.applies)
    let weights = leaves.map(\.weight) + branches.map(\.weight)
    let shares = shared(
      points, among: weights,
      before: questions.map(\.weight).reduce(.zero, +)
        + dimensions.map(\.weight).reduce(.zero, +))
    for (question, share) in zip(leaves, shares) { potentials[question.id.rawValue] = share }
    for (dimension, share) in zip(branches, shares.dropFirst(leaves.count)) {
      potentials[dimension.id.rawValue] = share
      self.share(share, among: dimension.questions, and: dimension.parts)
    }
  }

  /// - Parameter before: The weights of all siblings, those that do not apply among them.
  private func shared(
    _ points: Rational, among weights: [Rational], before: Rational
  ) -> [Rational] {
    let total = weights.reduce(.zero, +)
    guard !weights.isEmpty, !total.isZero else { return weights }
    switch readings.framework.redistribution {
    case .proportional: return weights.map { points * $0 / total }
    case .equal:
      let extra = points * (before - total) / before / Rational(weights.count)
      return weights.map { points * $0 / before + extra }
    }
  }
}
