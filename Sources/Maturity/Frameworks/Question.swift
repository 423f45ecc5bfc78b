public import Exact

/// One question: a scale of described levels, or an indicator that is measured.
public struct Question: Hashable, Sendable {
  public let id: ID<Question>
  /// Against its siblings; in a tree of points, its points.
  public let weight: Rational
  public let scale: Scale
  /// Who is asked; empty for everybody.
  public let roles: [String]
  /// What must be met for each level of the framework, lowest first; empty for the scale's own.
  public let targets: [LevelTarget]
  /// The level wanted; `nil` for the best. An indicator's is in its ``Indicator``.
  public let ambition: Int?

  public init(
    id: ID<Question>, weight: Rational = .one, scale: Scale, roles: [String] = [],
    targets: [LevelTarget] = [], ambition: Int? = nil
  ) {
    self.id = id
    self.weight = weight
    self.scale = scale
    self.roles = roles
    self.targets = targets
    self.ambition = ambition
  }

  /// The share of the way from worst to best, 0 to 1; `nil` for an indicator without a benchmark.
  public func attainment(of value: Rational) -> Rational? {
    switch scale {
    case .levels(let first, let last):
      (value - Rational(first)) / Rational(last - first)
    case .indicator(let indicator): indicator.attainment(of: value)
    }
  }

  /// The share of the way that is wanted.
  public var wanted: Rational {
    guard let ambition, case .levels = scale else { return .one }
    return attainment(of: Rational(ambition)) ?? .one
  }

  func check(levels: Int) throws(FrameworkError) {
    guard !weight.isNegative else { throw .negativeWeight(id.rawValue) }
    guard targets.count <= levels else { throw .tooManyTargets(id) }
    switch scale {
    case .levels(let first, let last):
      guard last > first else { throw .tooFewLevels(id) }
      if let ambition, !(first...last).contains(ambition) { throw .targetOutOfScale(id) }
    case .indicator(let indicator):
      guard indicator.hasRange else { throw .indicatorWithoutRange(id) }
    }
    try checkTargets()
  }

  private func checkTargets() throws(FrameworkError) {
    let values = targets.compactMap { if case .value(let value) = $0 { value } else { nil } }
    for (lower, upper) in zip(values, values.dropFirst()) {
      let rises = direction == .higherIsBetter ? lower <= upper : lower >= upper
      guard rises else { throw .targetsNotRising(id) }
    }
  }

  var direction: Indicator.Direction {
    if case .indicator(let indicator) = scale { indicator.direction } else { .higherIsBetter }
  }
}

/// What can be answered.
public enum Scale: Hashable, Sendable {
  /// Described levels, numbered from `first` to `last`.
  case levels(first: Int, last: Int)
  case indicator(Indicator)
}

/// What a question asks for before a level of the framework is reached.
public enum LevelTarget: Hashable, Sendable {
  case nothing
  /// Any value, so long as there is one.
  case reported
  /// At least so much; at most, where less is better.
  case value(Rational)
}

/// Something measured, with the value it should reach.
public struct Indicator: Hashable, Sendable {
  public enum Direction: String, Codable, CaseIterable, Hashable, Sendable {
    case higherIsBetter = "higher"
    case lowerIsBetter = "lower"
  }

  public let direction: Direction
  /// The value that counts as nothing reached; `nil` for the ratio to the target.
  public let worst: Rational?
  /// The benchmark; `nil` where nobody has agreed one.
  public let target: Rational?

  public init(direction: Direction, worst: Rational? = nil, target: Rational? = nil) {
    self.direction = direction
    self.worst = worst
    self.target = target
  }

  /// The share of the way to the target, kept within 0 and 1; `nil` without a target.
  ///
  /// With a worst value *w* and a target *t* it is (*x* - *w*) / (*t* - *w*); without one *x* / *t*,
  /// and *t* / *x* where less is better.
  public func attainment(of value: Rational) -> Rational? {
    guard let target else { return nil }
    if let worst { return clamped((value - worst) / (target - worst)) }
    switch direction {
    case .higherIsBetter:
      return clamped(value / target)
    case .lowerIsBetter:
      return value <= target ? .one : clamped(target / value)
    }
  }

  var hasRange: Bool {
    guard let target else { return true }
    if let worst { return direction == .higherIsBetter ? worst < target : worst > target }
    return direction == .lowerIsBetter ? !target.isNegative : target > .zero
  }

  private func clamped(_ share: Rational) -> Rational { min(max(share, .zero), .one) }
}
