public import Exact

/// The decision that a plan is approved: what anyone can recompute from the published document.
///
/// Method `plan-approval` 1: the document's check finds no error, and its funding adds up to the
/// published totals. Settings name who approved, when and by which decision of theirs.
public enum PlanApproval {
  public static let method = Decision.Method(name: "plan-approval", version: "1")
  /// The path of the plan in the decision's bundle.
  public static let inputName = "plan.json"

  /// The decision on a document that is approved.
  ///
  /// - Throws: `EncodingError` when the document cannot be written.
  public static func decision(
    id: Exact.ID<Decision>, on document: PlanDocument, publishedAt address: String, at now: Instant
  ) throws -> (decision: Decision, input: [UInt8]) {
    let value = try JSONValue(encoding: document)
    let bytes = CanonicalJSON.bytes(of: value)
    let settings = settings(of: document.plan)
    guard
      let input = Decision.Input(
        name: inputName, digest: Digest(of: bytes), publishedAt: address)
    else { throw PlanPhaseError.approvalIncomplete }
    var content = Decision.Content(
      kind: .planApproval, method: method, settings: settings, conclusion: conclusion(of: document),
      engineVersion: .current)
    content.inputs = [input]
    guard
      let author = Decision.Author(
        role: "approvingBody", label: document.plan.approvedBy ?? "")
    else { throw PlanPhaseError.approvalIncomplete }
    return (Decision(id: id, content: content, at: now, by: author), bytes)
  }

  /// Takes the decision again from the bundle's inputs.
  ///
  /// - Throws: `Verification.Obstacle` for another method, and what makes the plan unreadable.
  public static func recompute(
    _ decision: Decision, _ inputs: [String: [UInt8]]
  ) throws -> Decision.Conclusion {
    guard decision.method == method else {
      throw Verification.Obstacle.unknownMethod(decision.method)
    }
    let bytes = inputs[inputName] ?? []
    let document: PlanDocument = try JSONValue(parsing: bytes, limits: .records).decoded()
    guard decision.settings == settings(of: document.plan) else {
      throw PlanPhaseError.approvalIncomplete
    }
    return conclusion(of: document)
  }

  private static func conclusion(of document: PlanDocument) -> Decision.Conclusion {
    Decision.Conclusion(outcome: outcome(of: document), explanation: explanation(of: document))
  }

  private static func settings(of plan: Plan) -> JSONValue {
    [
      "approvedBy": .string(plan.approvedBy ?? ""),
      "approvedOn": .string(plan.approvedOn?.description ?? ""),
      "reference": .string(plan.approvalReference ?? ""),
    ]
  }

  private static func outcome(of document: PlanDocument) -> JSONValue {
    let errors = document.check().filter { $0.severity == .error }
    let total = document.fundingCheck().total
    let amount = { (minor: MinorUnits) in
      JSONValue.string(Money(minorUnits: minor, currency: document.plan.currency).decimal)
    }
    return [
      "approved": .bool(errors.isEmpty),
      "actions": .string(String(document.actions.count)),
      "currency": .string(document.plan.currency.rawValue),
      "cost": amount(total.cost),
      "secured": amount(total.secured),
      "applied": amount(total.applied),
      "identified": amount(total.identified),
      "ownContribution": amount(total.own),
      "gap": amount(total.gap),
    ]
  }

  private static func explanation(of document: PlanDocument) -> JSONValue {
    .array(
      document.check().map { finding in
        [
          "severity": .string(finding.severity.rawValue),
          "finding": .string(finding.message.key),
          "record": .string(finding.record?.id ?? document.plan.id.rawValue),
        ]
      })
  }
}
