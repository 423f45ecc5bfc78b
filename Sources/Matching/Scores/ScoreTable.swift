/// The profiles of cities, prepared so that any two can be scored at once, in integers.
///
/// Every part of a score is a share of `2^28`; the score is their weighted mean over the parts
/// that are known of both, in millionths, rounded down. Vectors of topics are kept in 16 bits:
/// challenges with length `2^14`, needs with sum `2^14`, offers in units of `2^-14`.
public struct ScoreTable: Sendable {
  public static let unit: Int64 = 1_000_000
  /// The score of a pair that may not be.
  public static let forbidden: Int64 = -1
  static let one: Int64 = 1 << 28

  public let cities: [CityProfile]
  public let weights: ScoreWeights
  let challenges: TopicMatrix
  let needs: TopicMatrix
  let offers: TopicMatrix
  let context: ContextTable
  /// Pairs that may not be, both ways, besides those that a city excludes.
  let barred: [Set<Int32>]
  let isAcrossGroups: Bool

  /// - Parameters:
  ///   - barred: Pairs that may not be: declined ones, say.
  ///   - acrossGroups: Whether two cities of the same group may not be a pair.
  /// - Complexity: O(cities · topics).
  public init(
    _ cities: [CityProfile], weights: ScoreWeights = .standard, barred: [(Int, Int)] = [],
    acrossGroups: Bool = false
  ) throws(MatchingError) {
    self.cities = cities
    isAcrossGroups = acrossGroups
    let index = CityIndex(cities)
    challenges = try TopicMatrix(cities.map(\.challenges), as: .unitLength)
    let topics = TopicMatrix.topics(cities.map(\.needs) + cities.map(\.offers))
    needs = try TopicMatrix(cities.map(\.needs), as: .unitSum, topics: topics)
    offers = try TopicMatrix(cities.map(\.offers), as: .plain, topics: topics)
    context = ContextTable(cities, index: index)
    self.weights = weights
    self.barred = Self.barredPairs(cities, index, barred)
  }

  private static func barredPairs(
    _ cities: [CityProfile], _ index: CityIndex, _ pairs: [(Int, Int)]
  ) -> [Set<Int32>] {
    var barred = [Set<Int32>](repeating: [], count: cities.count)
    func bar(_ one: Int, _ other: Int) {
      barred[one].insert(Int32(other))
      barred[other].insert(Int32(one))
    }
    for (city, profile) in cities.enumerated() {
      for id in profile.excludes { if let other = index[id] { bar(city, other) } }
    }
    for (one, other) in pairs { bar(one, other) }
    return barred
  }

  public func isAllowed(_ one: Int, _ other: Int) -> Bool {
    one != other && !barred[one].contains(Int32(other))
      && !(isAcrossGroups && context.group[one] == context.group[other])
  }

  /// The score of two cities in millionths, or ``forbidden``.
  public func score(_ one: Int, _ other: Int) -> Int64 {
    guard isAllowed(one, other) else { return Self.forbidden }
    return Self.mean(parts(one, other))
  }

  /// What the second offers the first: the score with complementarity one way only.
  public func gain(of one: Int, from other: Int) -> Int64 {
    guard isAllowed(one, other) else { return Self.forbidden }
    var parts = parts(one, other)
    parts.removeAll { $0.part == .complementarity || $0.part == .wishes }
    add(.complementarity, coverage(one, other), 1, 1, to: &parts)
    add(.wishes, context.wish(one, other), 1, 1, to: &parts)
    return Self.mean(parts)
  }

  /// A part known of a pair: its share of `one`, its weight, and how much of it is known.
  struct Part {
    let part: ScorePart
    let share: Int64
    let weight: Int64
    /// In parts of `one`.
    let known: Int64
  }

  static func mean(_ parts: [Part]) -> Int64 {
    let weight = parts.reduce(0) { $0 + $1.weight }
    guard weight > 0 else { return 0 }
    return parts.reduce(0) { $0 + $1.weight * $1.share } * (unit >> 6) / (weight * (one >> 6))
  }
}
