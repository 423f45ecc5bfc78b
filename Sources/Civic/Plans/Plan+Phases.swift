/// Why a plan cannot take a step.
public enum PlanPhaseError: Error, Equatable, Sendable {
  /// The step does not lead on from here.
  case wrongPhase(PlanPhase)
  /// Nobody changes its content until it is a draft again.
  case closed(PlanPhase)
  /// What has to be mended first; never empty.
  case notReady([Finding])
  case approvalIncomplete

  public var message: Message {
    switch self {
    case .wrongPhase(let phase): Message("planWrongPhase", ["phase": .name(phase)])
    case .closed(.approved): Message("planClosedApproved")
    case .closed(.published): Message("planNextPublished")
    case .closed(let phase): Message("planWrongPhase", ["phase": .name(phase)])
    case .notReady(let findings): Message("planNotReady", ["count": .count(findings.count)])
    case .approvalIncomplete: Message("planApprovalIncomplete")
    }
  }
}

extension Viewer {
  /// - Throws: ``AccessError/refused(_:)`` for whoever does not change the plan's content in any case;
  ///   ``PlanPhaseError/closed(_:)`` while nobody does.
  public func requireEditing(_ plan: Plan) throws {
    var draft = plan
    draft.phase = .draft
    try require(.editContent, .plan(draft))
    guard plan.phase.isOpen else { throw PlanPhaseError.closed(plan.phase) }
    try require(.editContent, .plan(plan))
  }
}

extension PlanDocument {
  /// Sends the draft to review. A plan with errors may be reviewed: reviewers help to find them.
  public func submitted() throws(PlanPhaseError) -> Plan {
    try plan.moved(from: [.draft], to: .inReview)
  }

  /// Records who approved the plan, when and by which decision.
  ///
  /// - Throws: ``PlanPhaseError/notReady(_:)`` while the check finds errors.
  public func approved(by body: String, on day: Day, reference: String) throws(PlanPhaseError)
    -> Plan
  {
    guard !body.isEmpty, !reference.isEmpty else { throw .approvalIncomplete }
    let errors = check().filter { $0.severity == .error }
    guard errors.isEmpty else { throw .notReady(errors) }
    var approved = try plan.moved(from: [.inReview], to: .approved)
    approved.approvedBy = body
    approved.approvedOn = day
    approved.approvalReference = reference
    return approved
  }
}

extension Plan {
  /// Takes a plan under review, or an approved one that is not published yet, back to the draft.
  public func reopened() throws(PlanPhaseError) -> Plan {
    var draft = try moved(from: [.inReview, .approved], to: .draft)
    draft.forgetApproval()
    return draft
  }

  public func published() throws(PlanPhaseError) -> Plan {
    try moved(from: [.approved], to: .published)
  }

  /// Starts the next version; the published one stays as it is.
  public func revised() throws(PlanPhaseError) -> Plan {
    var draft = try moved(from: [.published], to: .draft)
    draft.forgetApproval()
    return draft
  }

  fileprivate func moved(
    from phases: Set<PlanPhase>, to next: PlanPhase
  ) throws(PlanPhaseError) -> Plan {
    guard phases.contains(phase) else { throw .wrongPhase(phase) }
    var copy = self
    copy.phase = next
    return copy
  }

  private mutating func forgetApproval() {
    approvedBy = nil
    approvedOn = nil
    approvalReference = nil
  }
}
