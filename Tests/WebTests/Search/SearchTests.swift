import Civic
import Database
import Exact
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

/// Two cities with a plan each, of which one is published.
private struct SearchSite: Sendable {
  let site: TestSite
  let here: SecretToken

  init() async throws {
    site = try await TestSite()
    let text = { (text: String) in Multilingual(text, in: .english) }
    var hidden = City(id: ID(rawValue: "b-1"), name: text("Botoșani"), country: "RO")
    hidden.about = text("A city with <b>trams</b>")
    let cities = [
      City(id: ID(rawValue: "l1"), name: Multilingual("Љубљана", in: .macedonian), country: "SI"),
      hidden,
    ]
    try await site.services.cities.add(
      Atlas(
        cities: cities, networks: [Network(id: ID(rawValue: "n1"), name: "Digital Danube")]),
      by: .machine, at: site.clock.now)
    for city in cities {
      let id = ID<Plan>(rawValue: "plan-\(city.id)")
      try await site.services.plans.create(
        Plan(id: id, city: city.id, title: text("Digital plan"), years: 2026...2030), sections: [],
        by: .machine, at: site.clock.now)
      let aim = Objective(
        id: ID(rawValue: "aim-\(city.id)"), plan: id, position: 1, code: "O1",
        title: text("Better streets"))
      try await site.services.plans.add(aim, by: .machine, at: site.clock.now)
      var action = Action(
        id: ID(rawValue: "action-\(city.id)"), plan: id, position: 1, code: "A1",
        title: text("Smart lighting"))
      action.description = text("Lamps that report <script>faults</script> by themselves")
      action.internalNote = "zebra"
      action.objectives = [aim.id]
      try await site.services.plans.add(action, by: .machine, at: site.clock.now)
    }
    here = try await site.signIn("hana", as: Grant(.cityCoordinator, in: .city(cities[0].id)))
  }

  func publish(_ city: String) async throws {
    let plan = ID<Plan>(rawValue: "plan-\(city)")
    let (plans, now) = (site.services.plans, site.clock.now)
    try await plans.submit(plan, by: .machine, at: now)
    try await plans.approve(
      plan, body: "Council", on: now.day, reference: "1", by: .machine, at: now)
    _ = try await plans.publish(
      plan, decision: ID(rawValue: "d-\(city)"), address: { "plans/\($0)" }, by: .machine, at: now)
  }

  func found(
    _ words: String, in scope: SearchScope = .published, filter: SearchFilter = SearchFilter(),
    for viewer: Viewer = .anonymous
  ) async throws -> [String] {
    try await site.services.search.find(
      SearchQuery(words), in: scope, filter: filter, for: viewer
    ).hits.map(\.record)
  }
}

@Suite struct `Finding things by their words` {
  @Test func `Cities and networks are found in any script, by prefix and phrase`() async throws {
    let sample = try await SearchSite()
    #expect(try await sample.found("Ljublj") == ["l1"])
    #expect(try await sample.found("ботошани") == ["b-1"])
    #expect(try await sample.found("Botoşani") == ["b-1"])
    #expect(try await sample.found("\"digital danube\"") == ["n1"])
    #expect(try await sample.found("\"danube digital\"").isEmpty)
    #expect(try await sample.found("trams botosani") == ["b-1"])
    #expect(try await sample.found("trams danube").isEmpty)
  }

  @Test func `What is not published is found by its own people alone`() async throws {
    let sample = try await SearchSite()
    #expect(try await sample.found("lighting").isEmpty)
    #expect(try await sample.found("lighting", in: .working).isEmpty)
    let all = try await sample.found("lighting", in: .working, for: .machine)
    #expect(Set(all) == ["action-l1", "action-b-1"])
    try await sample.site.test { client async throws in
      let hana = SignedInBrowser(client, sample.here)
      let page = try await hana.get("/search?q=lighting&in=working").text
      #expect(page.contains("action-l1") && !page.contains("action-b-1"))
      let open = try await client.execute(uri: "/en/search?q=lighting&in=working", method: .get)
      #expect(!String(buffer: open.body).contains("action-"))
    }
    try await sample.publish("b-1")
    #expect(try await sample.found("lighting") == ["action-b-1"])
    #expect(try await sample.found("zebra").isEmpty)
    #expect(try await sample.found("zebra", in: .working, for: .machine).isEmpty)
  }

  @Test func `Only what is still so is found`() async throws {
    let sample = try await SearchSite()
    let plan = ID<Plan>(rawValue: "plan-l1")
    var action: Action = try await sample.site.services.plans.record(
      ID(rawValue: "action-l1"), of: plan, for: .machine)
    action.title = Multilingual("Quiet streets", in: .english)
    action.description = nil
    _ = try await sample.site.services.plans.save(
      action, editedFrom: 1, by: .machine, at: sample.site.clock.now)
    let working = { (words: String) in
      try await sample.found(
        words, in: .working, filter: SearchFilter(city: ID(rawValue: "l1")), for: .machine)
    }
    #expect(try await working("lamps").isEmpty)
    #expect(try await working("quiet") == ["action-l1"])
    // A change of nothing that is looked for, then of a word that is not shown.
    action.revision = 2
    action.statusReason = Multilingual("It rained", in: .english)
    _ = try await sample.site.services.plans.save(
      action, editedFrom: 2, by: .machine, at: sample.site.clock.now)
    #expect(try await working("quiet") == ["action-l1"])
    action.revision = 3
    action.district = "Aerodrom"
    _ = try await sample.site.services.plans.save(
      action, editedFrom: 3, by: .machine, at: sample.site.clock.now)
    #expect(try await working("аеродром") == ["action-l1"])
    // Made anew from the records, it finds the same.
    _ = try await sample.site.services.database.execute("DELETE FROM search_state")
    #expect(try await sample.site.services.search.prepare())
    #expect(try await !sample.site.services.search.prepare())
    #expect(try await working("lamps").isEmpty)
    #expect(try await working("quiet") == ["action-l1"])
  }

  @Test func `Kinds and cities are counted and narrow down what is found`() async throws {
    let sample = try await SearchSite()
    try await sample.publish("b-1")
    let result = try await sample.site.services.search.find(
      SearchQuery("digital"), in: .published, for: .anonymous)
    #expect(result.kinds == [.plan: 1, .network: 1] && result.count == 2)
    #expect(result.cities == [ID(rawValue: "b-1"): 1])
    #expect(try await sample.found("digital", filter: SearchFilter(kind: .network)) == ["n1"])
    #expect(
      try await sample.found("digital", filter: SearchFilter(city: ID(rawValue: "l1"))).isEmpty)
  }

  @Test func `The page marks what was looked for and writes everything else as text`() async throws
  {
    let sample = try await SearchSite()
    try await sample.publish("b-1")
    try await sample.site.test { client async throws in
      let get = { (address: String) async throws -> String in
        String(buffer: try await client.execute(uri: address, method: .get).body)
      }
      let page = try await get("/en/search?q=faults")
      #expect(page.contains("&lt;script&gt;<mark>faults</mark>&lt;/script&gt;"))
      #expect(page.contains("/en/plans/plan-b-1/actions/action-b-1"))
      let hostile = try await get(
        "/en/search?q=%22%3E%3Cscript%3E&kind=nonsense&city=%27--&page=-99999999999999999999")
      #expect(!hostile.contains("<script>") && hostile.contains("Nothing found"))
      #expect(try await get("/mk/search?q=%ff%fe\"*").contains("<h1>Пребарување</h1>"))
      #expect(try await get("/en/search?q=digital&page=99999").contains("</mark> Danube"))
    }
  }
}
