public import Civic
import Database

/// A record with a table of its own, named after its kind; its columns are its properties.
public protocol StoredRecord: Entity {
  /// Its lists of identifiers of other records, each in a table of its own.
  static var links: [RecordLink] { get }
}

extension StoredRecord {
  public static var links: [RecordLink] { [] }
}

/// A list of references: rows of `table` with `owner`, `target` and `position`.
public struct RecordLink: Sendable {
  let property: String
  let table: String

  init(_ property: String, in table: String) {
    self.property = property
    self.table = table
  }
}

extension FactSource: StoredRecord {}
extension City: StoredRecord {}
extension Organisation: StoredRecord {}
extension Programme: StoredRecord {}
extension Network: StoredRecord {}
extension Membership: StoredRecord {}
extension Pairing: StoredRecord {}
extension Strategy: StoredRecord {}
extension PublicService: StoredRecord {}
extension InformationSystem: StoredRecord {}
extension Dataset: StoredRecord {}
extension Infrastructure: StoredRecord {}
extension ServiceContract: StoredRecord {}
extension StaffSkill: StoredRecord {}
extension BudgetLine: StoredRecord {}
extension CityIndicator: StoredRecord {}
extension CorrectiveAction: StoredRecord {}
extension IndicatorSource: StoredRecord {}
extension Pilot: StoredRecord {}
extension Policy: StoredRecord {}
extension Practice: StoredRecord {}
extension Adoption: StoredRecord {}
extension Consultation: StoredRecord {}
extension VoteProject: StoredRecord {}
extension SelfAssessment: StoredRecord {}
extension PartnerProfile: StoredRecord {}
extension Partnership: StoredRecord {}
extension MatchRun: StoredRecord {}
extension SelectionCall: StoredRecord {}
extension CityApplication: StoredRecord {}
extension WrittenFramework: StoredRecord {}
extension Conversation: StoredRecord {}
extension ProposalRound: StoredRecord {}
extension Survey: StoredRecord {}
extension Plan: StoredRecord {}
extension PlanSection: StoredRecord {}
extension Challenge: StoredRecord {}
extension Objective: StoredRecord {
  public static var links: [RecordLink] { [RecordLink("challenges", in: "objective_challenge")] }
}
extension Action: StoredRecord {
  public static var links: [RecordLink] {
    [
      RecordLink("partners", in: "action_partner"),
      RecordLink("objectives", in: "action_objective"),
      RecordLink("dependencies", in: "action_dependency"),
      RecordLink("exclusions", in: "action_exclusion"),
    ]
  }
}
extension ActionTask: StoredRecord {}
extension CostLine: StoredRecord {}
extension FundingCall: StoredRecord {}
extension FundingSource: StoredRecord {}
extension FundingLine: StoredRecord {}
extension Risk: StoredRecord {}
extension Indicator: StoredRecord {}
extension Stakeholder: StoredRecord {}
extension IntegrationAssessment: StoredRecord {}
extension Attachment: StoredRecord {}
extension ReviewComment: StoredRecord {}
extension ScoringRound: StoredRecord {}
