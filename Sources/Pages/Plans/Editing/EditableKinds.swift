import Civic

/// The kinds of records that people edit, in the order in which a plan is usually written.
enum EditableKinds {
  static let all: [any EditableRecord.Type] = [
    Challenge.self, Objective.self, Action.self, ActionTask.self, CostLine.self,
    FundingSource.self, FundingCall.self, FundingLine.self, Indicator.self, Risk.self,
    Stakeholder.self, IntegrationAssessment.self, PlanSection.self, Attachment.self,
  ]

  static func named(_ kind: String) -> (any EditableRecord.Type)? {
    all.first { $0.entityName == kind }
  }
}
