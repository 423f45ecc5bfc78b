public import Exact

/// A city's plan as it is being worked on; what the public reads are its ``PlanVersion``s.
public struct Plan: Entity {
  public static let entityName = "plan"

  public let id: Exact.ID<Plan>
  public var revision: Int
  public var city: Exact.ID<City>
  public var network: Exact.ID<Network>?
  public var kind: PlanKind
  public var title: Multilingual
  public var vision: Multilingual?
  public var firstYear: Int
  public var lastYear: Int
  public var currency: Currency
  /// The language in which the content is written first.
  public var language: Language
  public var phase: PlanPhase
  /// Set while the plan is approved and once it is published.
  public var approvedOn: Day?
  /// Who decided, as the public reads it: "City council".
  public var approvedBy: String?
  /// The reference of the council's decision.
  public var approvalReference: String?
  /// Invented to show how the platform works; said on every page of it.
  public var isDemonstration: Bool

  public init(
    id: Exact.ID<Plan>, city: Exact.ID<City>, title: Multilingual, years: ClosedRange<Int>
  ) {
    self.id = id
    revision = 1
    self.city = city
    kind = .localDigital
    self.title = title
    firstYear = years.lowerBound
    lastYear = years.upperBound
    currency = .euro
    language = title.original
    phase = .draft
    isDemonstration = false
  }

  public var years: ClosedRange<Int> { firstYear...max(firstYear, lastYear) }
}

public enum PlanKind: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case localDigital, integrated, own

  public static let textPrefix = "planKind"
}

/// Where a plan is on its way to the public.
public enum PlanPhase: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case draft, inReview, approved, published

  public static let textPrefix = "planPhase"

  /// Whether content may still change.
  public var isOpen: Bool { self == .draft || self == .inReview }
}
