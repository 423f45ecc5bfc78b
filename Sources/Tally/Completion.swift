/// What equal shares does with the money that its voters cannot spend.
public enum Completion: String, CaseIterable, Hashable, Sendable {
  case none
  /// Gives every voter one more at a time, until the first outcome that costs too much; keeps the
  /// last that does not. The rule cities wrote into their ordinances.
  case add1
  /// As `add1`, and stops as soon as no further project fits.
  case add1e
  /// `add1`, then greedy by votes over what still fits.
  case add1u
  /// `add1e`, then greedy by votes over what still fits.
  case add1eu
  /// Raises the sum of all endowments by a percentage of the budget at a time, until an outcome
  /// leaves nothing that fits or the first costs too much.
  case percent
  /// `percent`, then greedy by votes over what still fits.
  case percentu

  var raises: Bool { self != .none }
  var stopsWhenExhaustive: Bool { self == .add1e || self == .add1eu || isByPercent }
  var endsGreedily: Bool { self == .add1u || self == .add1eu || self == .percentu }
  var isByPercent: Bool { self == .percent || self == .percentu }
}

/// What each voter has at the beginning of equal shares.
public enum Start: String, CaseIterable, Hashable, Sendable {
  /// The budget over the number of voters, rounded down to whole units of the currency.
  case integral
  /// The budget over the number of voters.
  case fractional
}
