public import Civic
import Database
public import Exact
import Exchange

extension FundStore {
  /// Accepts a run: takes the public decision, and gives the chosen actions their years, their costs
  /// in these years and their funding lines, all in one transaction with its history.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` when the plan is no longer as the scenario has it.
  public func accept(
    _ id: ID<FundingRun>, of plan: ID<Plan>, as decision: ID<Decision>, label: String,
    by viewer: Viewer, at now: Instant
  ) async throws {
    let plans = PlanStore(database)
    try await plans.edit(plan, by: viewer, at: now, batch: "decision:\(decision)") {
      document, journal in
      try viewer.require(.submit, .plan(document.plan))
      let run = try Self.run(id, of: plan, journal.connection)
      guard run.decision == nil, let findings = run.findings, findings.value != nil else {
        throw StoreError.invalid([
          FieldFault(field: "", message: Message("investNothingToAccept"))
        ])
      }
      let outdated = run.scenario.outdatedActions(in: document)
      guard outdated.isEmpty else {
        throw StoreError.invalid([
          FieldFault(
            field: "",
            message: Message(
              "investOutdated", ["actions": .text(outdated.map(\.code).joined(separator: ", "))]))
        ])
      }
      guard let author = Decision.Author(role: "fundingBody", label: label) else {
        throw StoreError.invalid([FieldFault(field: "by", message: Message("investBodyWrong"))])
      }
      let taken = try InvestmentDecision.decision(id: decision, on: run, by: author, at: now)
      try DecisionWriter(journal.connection).take(
        taken.decision, subject: "plan \(plan) funding", inputs: taken.inputs)
      var random = SystemRandomNumberGenerator()
      let acceptance = FundingAcceptance(
        of: run.scenario, findings, in: document, by: decision,
        makeID: { ID(at: now.milliseconds, using: &random) })
      try Self.put(acceptance, document, journal)
      try journal.connection.execute(
        "UPDATE funding_run SET decision = \(decision.rawValue) WHERE id = \(id.rawValue)")
    }
  }

  private static func put(
    _ acceptance: FundingAcceptance, _ document: PlanDocument, _ journal: ChangeJournal
  ) throws {
    let plan = document.plan.id
    for line in acceptance.removed { try journal.remove(line, in: plan) }
    for action in acceptance.actions {
      guard let present = document.action(action.id) else { throw StoreError.notFound }
      try journal.change(action, from: present, in: plan)
    }
    for task in acceptance.tasks {
      guard let present = document.tasks.first(where: { $0.id == task.id }) else { continue }
      try journal.change(task, from: present, in: plan)
    }
    for line in acceptance.costLines {
      guard let present = document.costLines.first(where: { $0.id == line.id }) else { continue }
      try journal.change(line, from: present, in: plan)
    }
    for line in acceptance.added { try journal.add(line, in: plan) }
  }
}
