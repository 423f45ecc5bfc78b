/// Which actions start when, and who pays what: an answer, checked or not.
public struct Portfolio: Hashable, Sendable {
  /// For each action the year it starts in, `nil` when it is not chosen.
  public var starts: [Int?]
  /// In order of actions, sources and years; nothing twice, nothing of zero.
  public var funding: [SourcePayment]

  public init(starts: [Int?], funding: [SourcePayment]) {
    (self.starts, self.funding) = (starts, funding)
  }
}

/// What a source pays for an action in a year.
public struct SourcePayment: Hashable, Sendable {
  public let action: Int
  public let source: Int
  public let year: Int
  /// In the minor unit.
  public let amount: Int64

  public init(action: Int, source: Int, year: Int, amount: Int64) {
    (self.action, self.source, self.year, self.amount) = (action, source, year, amount)
  }
}
