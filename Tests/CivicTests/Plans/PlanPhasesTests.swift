import Civic
import Exact
import Testing

@Suite struct `Phases of a plan` {
  private func ready() -> PlanDocument {
    var document = PlanSample.plan(actions: 1)
    document.plan.phase = .inReview
    return document
  }

  private var day: Day { Day(daysSince1970: 20_000) }

  @Test func `draft, review, approval, publication, next version`() throws {
    var document = PlanSample.plan(actions: 1)
    document.plan = try document.submitted()
    #expect(document.plan.phase == .inReview)
    document.plan = try document.approved(by: "City council", on: day, reference: "12/2026")
    #expect(document.plan.phase == .approved)
    #expect(document.plan.approvalReference == "12/2026")
    document.plan = try document.plan.published()
    #expect(document.plan.phase == .published)
    document.plan = try document.plan.revised()
    #expect(document.plan.phase == .draft)
    #expect(document.plan.approvedBy == nil)
  }

  @Test(arguments: PlanPhase.allCases)
  func `a step from elsewhere is refused`(phase: PlanPhase) {
    var document = ready()
    document.plan.phase = phase
    if phase != .draft {
      #expect(throws: PlanPhaseError.wrongPhase(phase)) { try document.submitted() }
    }
    if phase != .inReview {
      #expect(throws: PlanPhaseError.wrongPhase(phase)) {
        try document.approved(by: "Council", on: day, reference: "1")
      }
    }
    if phase != .approved {
      #expect(throws: PlanPhaseError.wrongPhase(phase)) { try document.plan.published() }
    }
    if phase != .published {
      #expect(throws: PlanPhaseError.wrongPhase(phase)) { try document.plan.revised() }
    }
  }

  @Test func `approval needs who, which decision, and a plan without errors`() {
    var document = ready()
    #expect(throws: PlanPhaseError.approvalIncomplete) {
      try document.approved(by: "", on: day, reference: "1")
    }
    document.actions = []
    #expect {
      try document.approved(by: "Council", on: day, reference: "1")
    } throws: { error in
      guard case .notReady(let findings) = error as? PlanPhaseError else { return false }
      return findings.contains { $0.message.key == "checkPlanActions" }
    }
  }

  @Test func `what is published has no internal notes and no internal files`() {
    var document = ready()
    document.actions[0].internalNote = "not for the press"
    document.stakeholders = [
      Stakeholder(
        id: PlanSample.id("s"), plan: document.plan.id, name: PlanSample.text("Chamber"),
        helix: .privateSector, power: 3, interest: 4)
    ]
    document.stakeholders[0].internalNote = "difficult"
    document.attachments = [
      Attachment(
        id: PlanSample.id("f"), plan: document.plan.id, title: PlanSample.text("File"),
        fileName: "a.pdf", mediaType: "application/pdf", size: 1, digest: Digest(of: [1]))
    ]
    let open = document.published()
    #expect(open.actions[0].internalNote == nil)
    #expect(open.stakeholders[0].internalNote == nil)
    #expect(open.attachments.isEmpty)
  }

  @Test func `the approval can be recomputed from the published plan, and tampering shows`() throws
  {
    var document = ready()
    document.costLines = [PlanSample.cost(12_345, in: 2026)]
    document.plan = try document.approved(by: "City council", on: day, reference: "12/2026")
    let taken = try PlanApproval.decision(
      id: PlanSample.id("decision"), on: document, publishedAt: "/plans/plan/versions/1/plan.json",
      at: Instant(milliseconds: 1_700_000_000_000))
    let again = try PlanApproval.recompute(taken.decision, [PlanApproval.inputName: taken.input])
    #expect(again == taken.decision.conclusion)
    let other = String(decoding: taken.input, as: UTF8.self)
      .replacing("12345", with: "12346")
    let changed = try PlanApproval.recompute(
      taken.decision, [PlanApproval.inputName: Array(other.utf8)])
    #expect(changed != taken.decision.conclusion)
  }

  @Test func `a comparison names what was added, removed and changed`() throws {
    let old = PlanSample.plan(actions: 2)
    var new = old
    new.actions.removeLast()
    new.actions[0].district = "Centre"
    new.costLines = [PlanSample.cost(100, in: 2026)]
    let comparison = PlanComparison(from: old, to: new)
    let kinds = comparison.entries.map { "\($0.kind) \($0.record.kind) \($0.properties)" }
    #expect(
      kinds.sorted() == [
        "added cost_line []", "changed action [\"district\"]", "removed action []",
      ])
    #expect(comparison.after.cost - comparison.before.cost == 100)
  }
}
