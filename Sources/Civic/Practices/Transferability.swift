public import Exact

/// How well a practice travels, counted from those who took it up and never claimed.
public struct Transferability: Hashable, Sendable {
  /// Fewer outcomes say nothing.
  public static let leastJudged = 3

  public let adoptions: Int
  public let worked: Int
  public let mixed: Int
  public let failed: Int
  /// In how many countries it was taken up.
  public let countries: Int

  public init(_ adoptions: [Adoption], atlas: Atlas = Atlas()) {
    self.adoptions = adoptions.count
    worked = adoptions.count { $0.outcome == .worked }
    mixed = adoptions.count { $0.outcome == .mixed }
    failed = adoptions.count { $0.outcome == .failed }
    countries = Set(adoptions.compactMap { atlas.city($0.city)?.country }).count
  }

  /// How many have said what came of it.
  public var judged: Int { worked + mixed + failed }

  /// The share of outcomes in which it worked, mixed ones by half; `nil` with fewer than three.
  public var share: Rational? {
    guard judged >= Self.leastJudged else { return nil }
    return Rational(2 * worked + mixed) / Rational(2 * judged)
  }
}
