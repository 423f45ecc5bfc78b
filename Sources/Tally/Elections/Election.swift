public import Exact

/// What a tally needs to know: projects with costs, ballots, and the money there is.
public struct Election: Hashable, Sendable {
  /// In the order of the file, which some ties are broken by.
  public let projects: [Project]
  /// In units; not negative.
  public let budget: Int64
  /// Decimals of all amounts: 2 means that amounts are counted in hundredths.
  public let scale: Int
  public let profile: Profile
  /// Voters who support each project.
  public let votes: [Int64]
  /// Points each project has got, in units of the profile's `pointScale`.
  public let scores: [Int64]

  /// The sum of all costs and the budget stay below this many units.
  public static let largestAmount: Int64 = 1 << 61

  /// - Complexity: O(projects + choices).
  /// - Throws: ``TallyError/amountsTooLarge`` beyond ``largestAmount``.
  public init(
    projects: [Project], budget: Int64, scale: Int = 0, profile: Profile
  ) throws(TallyError) {
    precondition(budget >= 0, "a budget below zero is a debt")
    var total = budget
    for project in projects {
      let (sum, overflow) = total.addingReportingOverflow(project.cost)
      guard !overflow, sum < Self.largestAmount else { throw .amountsTooLarge }
      total = sum
    }
    self.projects = projects
    self.budget = budget
    self.scale = scale
    self.profile = profile
    (votes, scores) = Self.count(profile, projects: projects.count)
  }

  private static func count(_ profile: Profile, projects: Int) -> ([Int64], [Int64]) {
    var votes = [Int64](repeating: 0, count: projects)
    var scores = votes
    for group in 0..<profile.groupCount {
      let weight = Int64(profile.weights[group])
      for place in profile.starts[group]..<profile.starts[group + 1] {
        let project = Int(profile.choices[place])
        let value = profile.points?[place] ?? 1
        scores[project] += weight * value
        if value > 0 { votes[project] += weight }
      }
    }
    return (votes, scores)
  }

  public func cost(of projects: some Sequence<Int>) -> Int64 {
    projects.reduce(0) { $0 + self.projects[$1].cost }
  }

  /// One whole unit of the currency, in units of the election.
  var wholeUnit: Int64 { (0..<scale).reduce(1) { value, _ in value * 10 } }

  /// An amount of units as an exact number of the currency.
  public func amount(_ units: Int64) -> Rational {
    Rational(units) / Rational(wholeUnit)
  }
}
