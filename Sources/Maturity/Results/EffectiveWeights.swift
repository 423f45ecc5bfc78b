import Exact

/// The share of the whole that hangs on each question, after what does not apply has given its
/// weight to its siblings. The shares of all that applies add up to one.
struct EffectiveWeights {
  private let readings: Readings
  private var shares: [ID<Question>: Rational] = [:]

  init(_ readings: Readings) {
    self.readings = readings
    if readings.framework.aggregation == .pointsTree {
      let tree = PointsTree(readings)
      let total = tree.whole.potential
      guard !total.isZero else { return }
      for question in readings.framework.questions {
        shares[question.id] = (tree.potentials[question.id.rawValue] ?? .zero) / total
      }
    } else {
      share(.one, among: [], and: readings.framework.dimensions)
    }
  }

  subscript(question: Question) -> Rational { shares[question.id] ?? .zero }

  /// The answered share of these questions' weight; zero when none applies.
  func coverage(of questions: [Question]) -> Rational {
    part(of: questions) { readings.reading(of: $0).value == nil ? .zero : .one }
  }

  func confidence(of questions: [Question]) -> Rational {
    part(of: questions) { readings.reading(of: $0).confidence }
  }

  private func part(of questions: [Question], _ value: (Question) -> Rational) -> Rational {
    let total = questions.reduce(Rational.zero) { $0 + self[$1] }
    guard !total.isZero else { return .zero }
    return questions.reduce(Rational.zero) { $0 + self[$1] * value($1) } / total
  }

  private mutating func share(
    _ whole: Rational, among questions: [Question], and dimensions: [Dimension]
  ) {
    let leaves = questions.filter(readings.applies)
    let branches = dimensions.filter(readings.applies)
    let total =
      leaves.reduce(Rational.zero) { $0 + $1.weight }
      + branches.reduce(Rational.zero) { $0 + $1.weight }
    guard !total.isZero else { return }
    for question in leaves { shares[question.id] = whole * question.weight / total }
    for branch in branches {
      share(whole * branch.weight / total, among: branch.questions, and: branch.parts)
    }
  }
}
