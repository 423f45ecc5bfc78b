public import Exact

/// Something that can be funded in whole or not at all.
public struct Project: Hashable, Sendable {
  public let id: ID<Project>
  /// In the election's units (``Election/scale``); not negative.
  public let cost: Int64

  public init(id: ID<Project>, cost: Int64) {
    precondition(cost >= 0, "a cost below zero would be income")
    self.id = id
    self.cost = cost
  }
}
