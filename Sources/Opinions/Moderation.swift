public import Exact

/// Statements that must not shape the opinion groups.
public struct Moderation: Hashable, Sendable {
  /// Moderated out: nobody sees them any more.
  public var excluded: Set<ID<Statement>>
  /// About the participants themselves: shown first, but not an opinion.
  public var meta: Set<ID<Statement>>

  public init(excluded: Set<ID<Statement>> = [], meta: Set<ID<Statement>> = []) {
    self.excluded = excluded
    self.meta = meta
  }

  public static let none = Moderation()
}
