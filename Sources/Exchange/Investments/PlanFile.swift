public import Civic
import Exact
public import Investment

/// An investment plan as `city-plan-milp/1`.
public struct PlanFile: Sendable {
  public let plan: InvestmentPlan
  /// Decimals of the amounts: 2 when the file counts whole units, 0 when it counts minor ones.
  public let amountDigits: Int
  public let uncertainty: Uncertainty
  public let notes: [PlanNote]

  public static let format = "city-plan-milp/1"

  /// An amount of the plan's minor unit as decimal digits.
  public func amount(_ minor: Int64) -> String {
    ExactDecimal(significand: minor, scale: amountDigits).description
  }

  /// A value of the plan as decimal digits, shortest.
  public func value(_ value: Int64) -> String {
    var (digits, scale) = (value, plan.weightDigits + plan.valueDigits)
    while scale > 0, digits % 10 == 0 { (digits, scale) = (digits / 10, scale - 1) }
    return ExactDecimal(significand: digits, scale: scale).description
  }

  public func name(of action: Int) -> String { plan.actions[action].id.rawValue }
  public func name(ofSource source: Int) -> String { plan.sources[source].id.rawValue }
}

/// What was unusual in a plan's file.
public enum PlanNote: Hashable, Sendable {
  /// A member that this program does not know and passed over.
  case unknownMember(String)
  /// Votes that neither a weight nor a floor makes count.
  case votesDoNotCount
  /// The city's own money has a rate, which is not applied: it has no ceiling.
  case ownRateIgnored
  /// An action whose window is shorter than it lasts, so that it can never start.
  case neverStarts(String)
  case noStaffLimit
}

/// Why a file is no plan, and where.
public struct PlanFileError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case syntax(JSONSyntaxError)
    case missing
    /// What it should be.
    case wrongType(String)
    case unknownFormat(String)
    case negative
    case notANumber(String)
    /// More decimals than the minor unit, or beyond what is counted exactly.
    case outOfRange(String)
    case length(expected: Int, found: Int)
    case duplicate(String)
    case unknownID(String)
    case empty
    case noOwnSource
  }

  /// JSON Pointer to the field; empty for the whole file.
  public let pointer: String
  public let reason: Reason

  public init(_ pointer: String, _ reason: Reason) {
    (self.pointer, self.reason) = (pointer, reason)
  }
}
