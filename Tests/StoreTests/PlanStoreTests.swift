import Civic
import Database
import Exact
import Store
import Synchronization
import TestDatabase
import Testing

@Suite struct `Plan store` {
  @Test func `keeps every property of an action`() async throws {
    let sample = try await StoreSample()
    var organisation = Organisation(
      id: ID(rawValue: "it"), city: sample.city.id, name: StoreSample.text("IT department"),
      helix: .publicSector)
    try await sample.plans.add(
      [organisation], for: sample.plan.id, by: sample.coordinator, at: sample.now)
    organisation.revision = 1
    try await sample.plans.add(sample.objective, by: sample.coordinator, at: sample.now)
    try await sample.plans.add(sample.action("a2"), by: sample.coordinator, at: sample.now)
    var action = sample.action("a1")
    action.title = Multilingual(
      original: .macedonian, texts: [.macedonian: "Портал „е-Услуги“", .english: "Portal"])
    action.owner = organisation.id
    action.partners = [organisation.id]
    action.objectives = [sample.objective.id]
    action.dependencies = [ID(rawValue: "a2")]
    action.readiness = .designed
    action.start = Day("2026-02-01")
    action.end = Day("2027-03-31")
    action.latitude = ExactDecimal("41.9961")
    action.longitude = ExactDecimal("21.4316")
    action.staffLoad = [StaffLoad(year: 2026, personMonths: try #require(ExactDecimal("4.5")))]
    action.economicEffect = .veryPositive
    action.economicReason = StoreSample.text("Less queueing")
    action.themes = ["services", "data"]
    action.goals = [11, 16]
    action.policyCodes = [try #require(PolicyCode(rawValue: "RSO1.2"))]
    action.manualStatus = .blocked
    action.statusReason = StoreSample.text("Tender appealed")
    action.internalNote = "call the lawyer; DROP TABLE action; --"
    try await sample.plans.add(action, by: sample.coordinator, at: sample.now)
    let found = try await sample.plans.workingPlan(sample.plan.id, for: sample.coordinator)
    #expect(found.action(action.id) == action)
    #expect(found.organisations == [organisation])
    #expect(found.city == sample.city)
  }

  @Test func `tells a stranger that there is no such plan`() async throws {
    let sample = try await StoreSample()
    await #expect(throws: StoreError.self) {
      try await sample.plans.workingPlan(sample.plan.id, for: sample.stranger)
    }
    await #expect(throws: StoreError.self) {
      try await sample.plans.workingPlan(sample.plan.id, for: .anonymous)
    }
    #expect(try await sample.plans.workingPlans(for: sample.stranger).isEmpty)
    #expect(try await sample.plans.publishedPlans().isEmpty)
  }

  @Test func `shows the second of two editors what the first saved`() async throws {
    let sample = try await StoreSample()
    let action = sample.action("a1")
    try await sample.plans.add(action, by: sample.coordinator, at: sample.now)
    var mine = action
    mine.district = "Centre"
    var theirs = action
    theirs.district = "North"
    guard
      case .saved(let saved) = try await sample.plans.save(
        mine, editedFrom: 1, by: sample.coordinator, at: sample.now)
    else {
      Issue.record("the first edit is saved")
      return
    }
    #expect(saved.revision == 2)
    guard
      case .conflict(let present, let change) = try await sample.plans.save(
        theirs, editedFrom: 1, by: sample.administrator, at: sample.now)
    else {
      Issue.record("the second edit meets the first")
      return
    }
    #expect(present.district == "Centre")
    #expect(change?.operation == .changed)
  }

  @Test func `keeps before and after of every change and brings any of them back`() async throws {
    let sample = try await StoreSample()
    let action = sample.action("a1")
    try await sample.plans.add(action, by: sample.coordinator, at: sample.now)
    var changed = action
    changed.district = "Centre"
    _ = try await sample.plans.save(
      changed, editedFrom: 1, by: sample.coordinator, at: sample.now)
    let history = try await sample.plans.history(
      of: RecordReference(action), in: sample.plan.id, for: sample.coordinator)
    #expect(history.map(\.operation) == [.changed, .added])
    #expect(history[0].before?["district"] == nil)
    #expect(history[0].after?["district"]?.string == "Centre")
    try await sample.plans.restore(
      history[1].id, of: sample.plan.id, by: sample.coordinator, at: sample.now)
    let found = try await sample.plans.record(
      action.id, of: sample.plan.id, for: sample.coordinator)
    #expect(found.district == nil)
    #expect(found.revision == 3)
  }

  @Test func `removes an action with all that hangs on it, and undoes it`() async throws {
    let sample = try await StoreSample()
    var second = sample.action("a2")
    second.dependencies = [ID(rawValue: "a1")]
    try await sample.plans.add(sample.action("a1"), by: sample.coordinator, at: sample.now)
    try await sample.plans.add(second, by: sample.coordinator, at: sample.now)
    let cost = CostLine(
      id: ID(rawValue: "c"), plan: sample.plan.id, action: ID(rawValue: "a1"), year: 2026,
      planned: 100)
    try await sample.plans.add(cost, by: sample.coordinator, at: sample.now)
    let before = try await sample.plans.workingPlan(sample.plan.id, for: sample.coordinator)
    let batch = try await sample.plans.remove(
      RecordReference(kind: "action", id: "a1"), of: sample.plan.id, by: sample.coordinator,
      at: sample.now, batch: "b1")
    let without = try await sample.plans.workingPlan(sample.plan.id, for: sample.coordinator)
    #expect(without.actions.map(\.id.rawValue) == ["a2"])
    #expect(without.actions[0].dependencies.isEmpty)
    #expect(without.costLines.isEmpty)
    try await sample.plans.undo(
      batch, of: sample.plan.id, by: sample.coordinator, at: sample.now)
    let after = try await sample.plans.workingPlan(sample.plan.id, for: sample.coordinator)
    #expect(after.costLines.map(\.planned) == [100])
    #expect(after.action(second.id)?.dependencies == before.action(second.id)?.dependencies)
  }

  @Test func `does not remove what others use`() async throws {
    let sample = try await StoreSample()
    try await sample.plans.add(sample.objective, by: sample.coordinator, at: sample.now)
    var below = Objective(
      id: ID(rawValue: "o2"), plan: sample.plan.id, position: 2, code: "O1.1",
      title: StoreSample.text("Specific"))
    below.parent = sample.objective.id
    try await sample.plans.add(below, by: sample.coordinator, at: sample.now)
    await #expect(throws: StoreError.self) {
      try await sample.plans.remove(
        RecordReference(sample.objective), of: sample.plan.id, by: sample.coordinator,
        at: sample.now, batch: "b")
    }
  }

  @Test func `publishes a frozen version and survives export and import byte by byte`() async throws
  {
    let sample = try await StoreSample()
    try await sample.plans.add(sample.objective, by: sample.coordinator, at: sample.now)
    var action = sample.action("a1")
    action.objectives = [sample.objective.id]
    action.internalNote = "secret"
    try await sample.plans.add(action, by: sample.coordinator, at: sample.now)
    try await sample.plans.attach(
      {
        var file = Attachment(
          id: ID(rawValue: "file"), plan: sample.plan.id, title: StoreSample.text("Study"),
          fileName: "study.txt", mediaType: "text/plain", size: 3, digest: Digest(of: [1, 2, 3]))
        file.isPublic = true
        return file
      }(), bytes: [1, 2, 3], by: sample.coordinator, at: sample.now)
    try await sample.plans.submit(sample.plan.id, by: sample.coordinator, at: sample.now)
    try await sample.plans.approve(
      sample.plan.id, body: "City council", on: sample.now.day, reference: "12/2026",
      by: sample.coordinator, at: sample.now)
    await #expect(throws: PlanPhaseError.self) {
      try await sample.plans.add(sample.action("a2"), by: sample.coordinator, at: sample.now)
    }
    let version = try await sample.plans.publish(
      sample.plan.id, decision: ID(rawValue: "decision"), address: { "/plans/plan/versions/\($0)" },
      by: sample.coordinator, at: sample.now)
    #expect(version.number == 1)
    #expect(try await sample.plans.version(of: sample.plan.id) == version)
    #expect(version.document.actions[0].internalNote == nil)
    let decision = try await DecisionStore(sample.database).decision(version.decision)
    #expect(decision.log.firstFault == nil)
    #expect(try await DecisionStore(sample.database).logHead() == decision.log.head)

    let exported = try await sample.plans.export(sample.plan.id, for: sample.coordinator).bytes()
    let other = try await TestDatabase.migrated()
    try await PlanStore(other).bringIn(
      PlanExport(reading: exported), by: sample.administrator, at: sample.now)
    let again = try await PlanStore(other).export(sample.plan.id, for: sample.administrator).bytes()
    #expect(exported == again)
    await #expect(throws: StoreError.self) {
      try await PlanStore(other).bringIn(
        PlanExport(reading: exported), by: sample.administrator, at: sample.now)
    }
  }

  @Test func `a table comes in as a whole and goes out as a whole`() async throws {
    let sample = try await StoreSample()
    var additions = PlanAdditions()
    additions.objectives = [sample.objective]
    additions.actions = (1...45).map { number in
      var action = sample.action("x\(number)")
      action.objectives = [sample.objective.id]
      return action
    }
    try await sample.plans.add(
      additions, to: sample.plan.id, batch: "import", by: sample.coordinator, at: sample.now)
    let full = try await sample.plans.workingPlan(sample.plan.id, for: sample.coordinator)
    #expect(full.actions.count == 45)
    try await sample.plans.undo(
      "import", of: sample.plan.id, by: sample.coordinator, at: sample.now)
    let empty = try await sample.plans.workingPlan(sample.plan.id, for: sample.coordinator)
    #expect(empty.actions.isEmpty && empty.objectives.isEmpty)
  }
}

@Suite struct `Plans as they were left by the last change` {
  @Test func `are what a fresh reading finds, whoever wrote in between`() async throws {
    let sample = try await StoreSample()
    let plans = sample.plans
    // As another process would: it knows nothing of what this one has read.
    let others = PlanStore(sample.database)
    try await plans.add(sample.action("a1"), by: sample.coordinator, at: sample.now)
    try await plans.add(sample.action("a2"), by: sample.coordinator, at: sample.now)
    func rename(
      _ key: String, _ text: String, from revision: Int, in store: PlanStore
    ) async throws -> PlanDocument? {
      let seen = Seen()
      let outcome = try await store.change(
        ID<Action>(rawValue: key), of: sample.plan.id, editedFrom: revision,
        by: sample.coordinator, at: sample.now
      ) { present, document in
        seen.document.withLock { $0 = document }
        var next = present
        next.title = StoreSample.text(text)
        return next
      }
      guard case .saved? = outcome else { return nil }
      return seen.document.withLock { $0 }
    }
    func fresh() async throws -> PlanDocument {
      try await others.workingPlan(sample.plan.id, for: sample.coordinator)
    }
    for (key, text, revision, store) in [
      ("a1", "one", 1, plans), ("a2", "two", 1, plans), ("a1", "three", 2, others),
      ("a2", "four", 2, plans), ("a1", "five", 3, plans),
    ] {
      let before = try await fresh()
      #expect(try await rename(key, text, from: revision, in: store) == before)
    }
    // Another kind of record.
    try await others.add(sample.objective, by: sample.coordinator, at: sample.now)
    let before = try await fresh()
    #expect(try await rename("a1", "six", from: 4, in: plans) == before)
    #expect(before.objectives.count == 1)
    #expect(try await rename("a1", "late", from: 4, in: plans) == nil)
    #expect(try await fresh().action(ID(rawValue: "a1"))?.title == StoreSample.text("six"))
  }

  private final class Seen: Sendable {
    let document = Mutex<PlanDocument?>(nil)
  }
}
