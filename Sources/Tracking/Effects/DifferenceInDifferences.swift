/// The change of those who acted less the change of similar ones who did not.
///
/// Each unit's years are first averaged before and after, then the changes are compared as two
/// samples with one variance: the years of one city are not independent, and this does not pretend
/// that they are. With one treated city the variance is the comparators' alone.
///
/// Source: Bertrand, Duflo, Mullainathan (2004), "How much should we trust differences-in-
/// differences estimates?", section 4.3. <https://doi.org/10.1162/003355304772839588>
public struct DifferenceInDifferences: Equatable, Sendable {
  public static let fewestComparators = 3
  /// A slope before needs three years.
  public static let fewestBefore = 3
  public static let fewestAfter = 1

  public let effect: MeasuredEffect
  /// The treated units' yearly change before, less the comparators'. The check passes when its
  /// interval includes zero; with few units it sees large differences alone.
  public let trendsBefore: Estimate?
  /// Units left out for too few years before or after, or no shared year.
  public let leftOut: [String]

  /// - Parameters:
  ///   - treated: By name; the years of each.
  ///   - comparators: By name; chosen as similar, see ``similar(to:among:count:before:)``.
  ///   - start: The first year that counts as after.
  public init(
    treated: [String: [Observation]], comparators: [String: [Observation]], start: Int
  ) {
    let (acted, compared) = (
      Self.changes(treated, start), Self.changes(comparators, start)
    )
    leftOut = (acted.leftOut + compared.leftOut).sorted()
    guard !acted.units.isEmpty else {
      trendsBefore = nil
      effect = .cannotTell(because: Self.tooFew(treated, start))
      return
    }
    guard compared.units.count >= Self.fewestComparators else {
      trendsBefore = nil
      effect = .cannotTell(
        because: .tooFewComparators(
          found: compared.units.count, needed: Self.fewestComparators))
      return
    }
    trendsBefore = Self.difference(acted.units.map(\.slope), compared.units.map(\.slope))
    let change = Self.difference(acted.units.map(\.change), compared.units.map(\.change))
    if let trendsBefore, trendsBefore.isFinite, !trendsBefore.includesZero {
      effect = .cannotTell(because: .trendsDifferBefore(trendsBefore))
    } else {
      effect =
        change.low == change.high
        ? .cannotTell(because: .noVariation) : MeasuredEffect(change)
    }
  }

  private static func tooFew(_ treated: [String: [Observation]], _ start: Int)
    -> MeasuredEffect.Reason
  {
    let sides = treated.values.map { MeasuredEffect.split($0, at: start) }
    let before = sides.map(\.before.count).max() ?? 0
    return before < fewestBefore
      ? .tooFewBefore(found: before, needed: fewestBefore)
      : .tooFewAfter(found: sides.map(\.after.count).max() ?? 0, needed: fewestAfter)
  }

  /// What one unit comes down to.
  private struct Change {
    let change: Double
    let slope: Double
  }

  private static func changes(
    _ units: [String: [Observation]], _ start: Int
  ) -> (units: [Change], leftOut: [String]) {
    var (changes, leftOut): ([Change], [String]) = ([], [])
    for (name, observations) in units.sorted(by: { $0.key < $1.key }) {
      let (before, after) = MeasuredEffect.split(observations, at: start)
      guard before.count >= fewestBefore, after.count >= fewestAfter, let slope = slope(before)
      else {
        leftOut.append(name)
        continue
      }
      let change = Summary.mean(after.map(\.value)) - Summary.mean(before.map(\.value))
      changes.append(Change(change: change, slope: slope))
    }
    return (changes, leftOut)
  }

  /// The yearly change of a straight line through the values.
  static func slope(_ observations: [Observation]) -> Double? {
    let first = observations.first?.year ?? 0
    return LeastSquares(
      observations.map { [1, Double($0.year - first)] }, observations.map(\.value))?
      .coefficients[1]
  }

  /// Mean of the first less mean of the second, one variance for both; what rounding alone may
  /// have left counts as none.
  private static func difference(_ first: [Double], _ second: [Double]) -> Estimate {
    let freedom = Double(first.count + second.count - 2)
    let squares = [first, second].filter { $0.count > 1 }
      .reduce(0) { $0 + Summary.variance($1) * Double($1.count - 1) }
    let rounding = (first + second).reduce(0) { max($0, $1.magnitude) } * 1e-12
    let value = Summary.mean(first) - Summary.mean(second)
    let variance = squares / freedom * (1 / Double(first.count) + 1 / Double(second.count))
    return Estimate(
      value.magnitude > rounding ? value : 0,
      variance: variance > rounding * rounding ? variance : 0, freedom: freedom)
  }
}

extension DifferenceInDifferences {
  /// The units nearest to the treated one before it acted, by level and by slope, each measured in
  /// standard deviations over the candidates. Ties go to the name first in the alphabet.
  ///
  /// - Parameters:
  ///   - count: How many at most; candidates with fewer than ``fewestBefore`` years are left out.
  ///   - before: Years before this one count.
  /// - Returns: Nearest first; empty when the treated unit itself has too few years.
  /// - Complexity: O(*n* log *n*).
  public static func similar(
    to treated: [Observation], among candidates: [String: [Observation]], count: Int,
    before start: Int
  ) -> [String] {
    guard let own = traits(treated, start) else { return [] }
    let others = candidates.sorted { $0.key < $1.key }
      .compactMap { name, values in traits(values, start).map { (name: name, traits: $0) } }
    let spreads = (0..<2).map { trait in
      others.count > 1 ? Summary.variance(others.map { $0.traits[trait] }) : 0
    }
    let distances = others.map { other in
      (0..<2).reduce(0) { sum, trait in
        let gap = other.traits[trait] - own[trait]
        return sum + (spreads[trait] > 0 ? gap * gap / spreads[trait] : 0)
      }
    }
    return zip(others, distances)
      .sorted { ($0.1, $0.0.name) < ($1.1, $1.0.name) }
      .prefix(max(0, count)).map(\.0.name)
  }

  private static func traits(_ observations: [Observation], _ start: Int) -> [Double]? {
    let before = MeasuredEffect.split(observations, at: start).before
    guard before.count >= fewestBefore, let slope = slope(before) else { return nil }
    return [Summary.mean(before.map(\.value)), slope]
  }
}
