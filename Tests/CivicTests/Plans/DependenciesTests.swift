import Civic
import Exact
import Testing

@Suite struct `Dependencies of actions` {
  @Test func `a chain has no fault`() {
    var document = PlanSample.plan(actions: 3)
    document.actions[1].dependencies = [PlanSample.id("a1")]
    document.actions[2].dependencies = [PlanSample.id("a2"), PlanSample.id("a1")]
    #expect(document.dependencyFaults().isEmpty)
  }

  @Test func `a cycle is found once, with its path`() {
    var document = PlanSample.plan(actions: 4)
    document.actions[0].dependencies = [PlanSample.id("a2")]
    document.actions[1].dependencies = [PlanSample.id("a3")]
    document.actions[2].dependencies = [PlanSample.id("a1")]
    #expect(document.dependencyFaults() == [.cycle(["a1", "a2", "a3"].map { PlanSample.id($0) })])
    #expect(document.check().contains { $0.message.key == "checkDependencyCycle" })
  }

  @Test func `an action that waits for itself is a cycle`() {
    var document = PlanSample.plan(actions: 1)
    document.actions[0].dependencies = [PlanSample.id("a1")]
    #expect(document.dependencyFaults() == [.cycle([PlanSample.id("a1")])])
  }

  @Test func `an action of another plan is unknown`() {
    var document = PlanSample.plan(actions: 1)
    document.actions[0].dependencies = [PlanSample.id("elsewhere")]
    #expect(
      document.dependencyFaults() == [.unknown(PlanSample.id("a1"), PlanSample.id("elsewhere"))])
  }

  @Test func `nothing can need what it excludes, even indirectly`() {
    var document = PlanSample.plan(actions: 3)
    document.actions[2].dependencies = [PlanSample.id("a2")]
    document.actions[1].dependencies = [PlanSample.id("a1")]
    document.actions[0].exclusions = [PlanSample.id("a3")]
    #expect(
      document.dependencyFaults() == [
        .excludesWhatItNeeds(PlanSample.id("a3"), PlanSample.id("a1"))
      ])
  }

  @Test func `starting before what it waits for ends is a warning`() throws {
    var document = PlanSample.plan(actions: 2)
    document.actions[0].start = Day("2026-01-01")
    document.actions[0].end = Day("2026-06-30")
    document.actions[1].start = Day("2026-06-30")
    document.actions[1].end = Day("2026-12-31")
    document.actions[1].dependencies = [PlanSample.id("a1")]
    let finding = try #require(
      document.check().first { $0.message.key == "checkDependencyDates" })
    #expect(finding.severity == .warning)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `random graphs without a way back have no cycle, with one they have`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var document = PlanSample.plan(actions: 12)
    for later in 1..<12 {
      for earlier in 0..<later where UInt8.random(in: 0..<4, using: &random) == 0 {
        document.actions[later].dependencies.append(PlanSample.id("a\(earlier + 1)"))
      }
    }
    #expect(document.dependencyFaults().isEmpty)
    document.actions[4].dependencies.append(PlanSample.id("a9"))
    document.actions[8].dependencies.append(PlanSample.id("a5"))
    #expect(
      document.dependencyFaults().contains { fault in
        if case .cycle = fault { true } else { false }
      })
  }
}
