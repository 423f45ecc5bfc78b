import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import Pages
import Store
import Testing

@testable import Web

/// A plan with three actions and costs, a chair, two members, a reader and a stranger.
struct ScoringSite: Sendable {
  let site: TestSite
  let chair: SecretToken
  let ivo: SecretToken
  let vera: SecretToken
  let reader: SecretToken
  let stranger: SecretToken

  static let plan = ID<Plan>(rawValue: "plan")
  static let base = "/plans/plan/decide"

  init() async throws {
    site = try await TestSite()
    let cities = ["here", "there"].map {
      City(id: ID(rawValue: $0), name: Multilingual($0, in: .english), country: "MK")
    }
    try await site.services.cities.add(Atlas(cities: cities), by: .machine, at: site.clock.now)
    let plan = Plan(
      id: Self.plan, city: cities[0].id, title: Multilingual("Plan", in: .english),
      years: 2026...2030)
    let plans = site.services.plans
    try await plans.create(plan, sections: [], by: .machine, at: site.clock.now)
    for (index, cost) in [Int64(20_000_00), 60_000_00, nil].enumerated() {
      let id = ID<Action>(rawValue: "a\(index + 1)")
      var action = Action(
        id: id, plan: plan.id, position: index + 1, code: "A\(index + 1)",
        title: Multilingual(["Lamps", "Sensors", "Portal"][index], in: .english))
      action.internalNote = "The mayor's secret"
      try await plans.put(
        JSONValue(encoding: action), kind: Action.entityName, in: plan.id, by: .machine,
        at: site.clock.now)
      guard let cost else { continue }
      let line = CostLine(
        id: ID(rawValue: "c\(index)"), plan: plan.id, action: id, year: 2026, planned: cost)
      try await plans.put(
        JSONValue(encoding: line), kind: CostLine.entityName, in: plan.id, by: .machine,
        at: site.clock.now)
    }
    let here = Scope.city(cities[0].id)
    chair = try await site.signIn("hana", as: Grant(.cityCoordinator, in: here))
    ivo = try await site.signIn("xivox", as: Grant(.cityContributor, in: here))
    vera = try await site.signIn("xverax", as: Grant(.electedMember, in: here))
    reader = try await site.signIn("rada", as: Grant(.cityViewer, in: here))
    stranger = try await site.signIn("toma", as: Grant(.cityCoordinator, in: .city(cities[1].id)))
  }

  static let settings = [
    "name": "Priorities", "question": "What first?", "action-a1": "yes", "action-a2": "yes",
    "action-a3": "yes", "template-impact": "yes", "template-cost": "yes", "own-1-name": "Noise",
    "own-1-unit": "dB", "own-1-scale": "number", "own-1-worst": "80", "own-1-best": "40",
    "member-xivox": "yes", "member-xverax": "yes",
  ]

  /// A round that is open.
  func opened(_ client: any TestClientProtocol) async throws -> ScoringRound {
    let hana = SignedInBrowser(client, chair)
    _ = try await hana.get("\(Self.base)/new")
    let made = try await hana.post("\(Self.base)/new", Self.settings)
    #expect(made.status == .seeOther)
    let round = try #require(
      try await site.services.scorings.rounds(of: Self.plan, for: .machine).first)
    let opened = try await hana.post("\(Self.base)/\(round.id)/opening")
    #expect(opened.status == .seeOther, "\(opened.text.suffix(6000))")
    return round
  }

  func score(
    _ client: any TestClientProtocol, _ token: SecretToken, _ path: String, impact: [String],
    noise: [String]
  ) async throws -> SignedInBrowser {
    let browser = SignedInBrowser(client, token)
    let form = try await browser.get("\(path)/scores/impact")
    #expect(form.status == .ok)
    let values = { (scores: [String]) in
      Dictionary(uniqueKeysWithValues: scores.enumerated().map { ("score-a\($0 + 1)", $1) })
    }
    let first = try await browser.post(
      "\(path)/scores/impact",
      values(impact).merging(["evidence-a1": "Street count", "url-a1": "https://x.example/"]) { $1 }
    )
    #expect(first.location?.hasSuffix("/scores/own1") == true)
    let second = try await browser.post("\(path)/scores/own1", values(noise))
    #expect(second.location?.hasSuffix("/weights") == true)
    return browser
  }

  /// A round in which both members have handed in and everything is shown.
  func closed(_ client: any TestClientProtocol) async throws -> String {
    let path = "\(Self.base)/\(try await opened(client).id)"
    let ivo = try await score(
      client, ivo, path, impact: ["5", "2", ""], noise: ["45", "50 .. 60", ""])
    let swing = ["kind": "swing", "w-impact": "100", "w-cost": "50", "w-own1": "50"]
    #expect(try await ivo.post("\(path)/weights", swing).status == .seeOther)
    #expect(try await ivo.post("\(path)/submission").status == .seeOther)
    let vera = try await score(
      client, vera, path, impact: ["4", "3-4", ""], noise: ["45", "70", ""])
    let order = ["kind": "order", "w-impact": "1", "w-cost": "2", "w-own1": "3"]
    #expect(try await vera.post("\(path)/weights", order).status == .seeOther)
    #expect(try await vera.post("\(path)/submission").status == .seeOther)
    let hana = SignedInBrowser(client, chair)
    _ = try await hana.get(path)
    #expect(try await hana.post("\(path)/closing").status == .seeOther)
    return path
  }
}
