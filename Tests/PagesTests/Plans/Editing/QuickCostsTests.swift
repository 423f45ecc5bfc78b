import Civic
import Exact
import Testing

@testable import Pages

@Suite struct `Costs in one table` {
  private let costs: QuickCosts

  init() throws {
    let texts = try TextSources.catalogue().texts(for: .english)
    costs = QuickCosts(
      action: EditingSample.actions[0], context: EditingSample.context(texts))
  }

  private func row(_ number: Int, _ values: [String: String]) -> [(name: String, value: String)] {
    values.map { (name: QuickCosts.name($0.key, row: number), value: $0.value) }
  }

  private func read(_ rows: [(name: String, value: String)], count: Int) -> QuickCosts.Changes {
    costs.read(FormInput(rows + [(name: "rows", value: String(count))])) { ID(rawValue: "new") }
  }

  @Test func `change nothing when nothing is typed`() {
    let changes = costs.read(costs.input) { ID(rawValue: "new") }
    #expect(changes.added.isEmpty && changes.changed.isEmpty && changes.removed.isEmpty)
    #expect(changes.problems.isEmpty)
  }

  @Test func `add what is new, change what is other, remove what was emptied`() {
    let new = [
      "year": "2026", "kind": "capital", "category": "staff", "title": "Team",
      "planned": "1,000.50",
    ]
    let added = read(row(0, new), count: 1)
    #expect(added.added.map(\.planned) == [100_050])
    #expect(added.added.first?.action == EditingSample.actions[0].id)

    var present = new
    present["id"] = "cost1"
    present["revision"] = "1"
    let changed = read(row(0, present), count: 1)
    #expect(changed.changed.map(\.id.rawValue) == ["cost1"] && changed.added.isEmpty)

    let removed = read(row(0, ["id": "cost1", "revision": "1", "year": "2027"]), count: 1)
    #expect(removed.removed.map(\.id.rawValue) == ["cost1"])
  }

  @Test func `tell what is wrong in its cell`() {
    let wrong = ["year": "2026", "kind": "capital", "category": "staff", "planned": "much"]
    let changes = read(row(1, wrong), count: 2)
    #expect(changes.problems.map(\.field) == ["cost-1-planned"])
  }

  @Test func `tell what somebody else saved meanwhile`() throws {
    let late = ["id": "cost1", "revision": "0", "year": "2027", "planned": "5"]
    let problem = try #require(read(row(0, late), count: 1).problems.first)
    #expect(problem.field == "cost-0-planned" && problem.message.key == "problemCostChanged")
  }

  @Test func `keep what was typed when rows are added`() {
    let typed = FormInput(row(0, ["title": "x"]) + [(name: "rows", value: "1")])
    let more = QuickCosts.adding(rows: 3, to: typed)
    #expect(QuickCosts.rows(of: more) == 4)
    #expect(more[QuickCosts.name("title", row: 0)] == "x")
    #expect(QuickCosts.rows(of: FormInput([("rows", "1000000")])) == QuickCosts.limit)
  }
}
