/// What a call asks of a network of cities.
///
/// Source of ``urbact``: URBACT IV, call for action planning networks 2023: eight to ten partners
/// from at least seven countries, at least 70 % of them from less developed or transition regions.
public struct CallRules: Hashable, Sendable {
  public var partners: ClosedRange<Int>
  public var minCountries: Int
  /// In ten-thousandths.
  public var minShareLessDeveloped: Int
  /// Which categories of regions count as less developed.
  public var lessDeveloped: Set<RegionClass> = [.less, .transition]
  /// So many of the three classes of size at least.
  public var minSizes = 1
  /// So large a share of the partners faces one theme together, in ten-thousandths.
  public var minShareTheme = 0
  /// How many networks; `nil` for ``networks(for:)``, or fewer when the rules do not allow so many.
  public var networks: Int?

  public static let urbact = CallRules(
    partners: 8...10, minCountries: 7, minShareLessDeveloped: 7_000)

  public init(partners: ClosedRange<Int>, minCountries: Int, minShareLessDeveloped: Int) {
    self.partners = partners
    self.minCountries = minCountries
    self.minShareLessDeveloped = minShareLessDeveloped
  }

  /// As few as can take in all cities; when none can, as many of the largest as there are cities
  /// for, one at least.
  public func networks(for cities: Int) -> Int {
    let all = (cities + partners.upperBound - 1) / partners.upperBound
    return max(1, all * partners.lowerBound <= cities ? all : cities / partners.upperBound)
  }

  /// The least number of less developed partners among so many.
  func lessDevelopedNeeded(among partners: Int) -> Int {
    (partners * minShareLessDeveloped + 9_999) / 10_000
  }
}

/// One rule of a call, as it is named when it cannot be kept.
public enum CallRule: String, CaseIterable, Hashable, Sendable {
  case partners, minCountries, minShareLessDeveloped, minSizes, minShareTheme
  /// Cities that exclude each other.
  case excludes
}
