public import Exact

/// A policy as a model: what it is to change, on what assumptions, and which ways there are.
public struct Policy: RegisterEntry {
  public static let entityName = "policy"

  public let id: Exact.ID<Policy>
  public var revision: Int
  public var city: Exact.ID<City>
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var isPublic: Bool
  public var problem: Multilingual?
  public var goal: Multilingual?
  /// What it is judged by.
  public var indicator: Exact.ID<CityIndicator>?
  /// What the indicator is computed from, with its version.
  public var dataset: Exact.ID<Dataset>?
  public var datasetVersion: String?
  /// The first year in which it can show.
  public var inForceFrom: Int?
  /// How far to look ahead, in years.
  public var horizon: Int
  public var assumptions: [PolicyAssumption]
  public var alternatives: [PolicyAlternative]
  /// Codes of other places in the indicator's source, to be compared with.
  public var comparators: [String]
  public var verdict: PolicyVerdict?
  public var verdictReason: Multilingual?
  public var verdictOn: Day?
  /// The policy that follows on this one.
  public var next: Exact.ID<Policy>?

  public init(id: Exact.ID<Policy>, city: Exact.ID<City>, name: Multilingual) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    isPublic = true
    horizon = 5
    assumptions = []
    alternatives = []
    comparators = []
  }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = commonProblems(in: atlas)
    problems.expect(
      assumptions.allSatisfy(\.isOrdered), "assumptions", Message("problemPolicyRange"))
    problems.expect(
      alternatives.allSatisfy(\.isOrdered), "alternatives", Message("problemPolicyRange"))
    problems.expect(
      Set(alternatives.map(\.name)).count == alternatives.count, "alternatives",
      Message("problemPolicyNames"))
    problems.expect(
      verdict == nil || verdictReason != nil, "verdictReason", Message("problemPolicyReason"))
    return problems.list
  }
}

/// Something nobody knows exactly that makes all effects larger or smaller.
public struct PolicyAssumption: Codable, Hashable, Sendable {
  public var name: String
  /// Factors on the effects: 1 leaves them as they are.
  public var low: ExactDecimal
  public var likely: ExactDecimal
  public var high: ExactDecimal

  public init(name: String, low: ExactDecimal, likely: ExactDecimal, high: ExactDecimal) {
    self.name = name
    self.low = low
    self.likely = likely
    self.high = high
  }

  var isOrdered: Bool { low.rational <= likely.rational && likely.rational <= high.rational }
}

/// A way to act, with its expected effect on the indicator once it is in full force.
public struct PolicyAlternative: Codable, Hashable, Sendable {
  public var name: String
  public var start: Int
  /// Years until it is in full force.
  public var ramp: Int
  /// In the indicator's unit.
  public var low: ExactDecimal
  public var likely: ExactDecimal
  public var high: ExactDecimal

  public init(
    name: String, start: Int, ramp: Int, low: ExactDecimal, likely: ExactDecimal,
    high: ExactDecimal
  ) {
    self.name = name
    self.start = start
    self.ramp = ramp
    self.low = low
    self.likely = likely
    self.high = high
  }

  var isOrdered: Bool { low.rational <= likely.rational && likely.rational <= high.rational }
}

/// What follows from an evaluation.
public enum PolicyVerdict: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case keep, change, stop

  public static let textPrefix = "policyVerdict"
}
