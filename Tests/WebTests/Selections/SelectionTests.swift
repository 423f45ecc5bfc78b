import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

@Suite struct `Selecting cities for a call` {
  @Test func `goes from the rules to a public decision that verifies`() async throws {
    let sample = try await SelectionSite()
    try await sample.site.test { client async throws in
      let call = try await sample.open(client)
      let page = try await sample.anonymous(client, "/calls/\(call.id)")
      let digest = try #require(call.rulesDigest)
      #expect(page.0 == 200 && page.1.contains(digest.rawValue))
      #expect(page.1.contains("The number of inhabitants is at least 20,000."))
      let rules = try await client.execute(uri: "/en/calls/\(call.id)/rules.json", method: .get)
      #expect(Digest(of: Array(buffer: rules.body)) == digest)
      let ids = try await sample.apply(client, to: call)
      try await sample.assess(client, ids)
      let sara = sample.browser(client, sample.secretariat)
      let desk = try await sara.get("/calls/\(call.id)/desk")
      #expect(desk.status == .ok && desk.text.contains("Outcome if decided now"))
      #expect(try await sara.post("/calls/\(call.id)/decision").status == .seeOther)
      #expect(try await sara.post("/calls/\(call.id)/decision").status == .unprocessableContent)
      let outcome = try await sample.anonymous(client, "/calls/\(call.id)")
      #expect(outcome.1.contains("Its rank is within the places."))
      #expect(outcome.1.contains("4.667") && outcome.1.contains("Roads"))
      let selected = try await sample.site.services.selections.selected(of: call.id)
      #expect(selected.map(\.city) == ["alpha"] && selected.first?.themes == [1])
      let file = try await sample.anonymous(client, "/calls/\(call.id)/selected.json")
      #expect(file.1.contains("\"city\":\"alpha\"") && !file.1.contains("beta"))
      let mayor = sample.browser(client, sample.coordinators[1])
      let own = try await mayor.get("/applications/\(ids[1])")
      #expect(own.text.contains("Its rank is within the reserve list."))
      try await Self.verify(call.id, sample, client)
    }
  }

  private static func bundle(
    _ call: ID<SelectionCall>, _ sample: SelectionSite, _ client: any TestClientProtocol
  ) async throws -> DecisionBundle {
    let decision = try #require(try await sample.theCall().decision)
    let answer = try await client.execute(
      uri: "/en/decisions/\(decision)/bundle.zip", method: .get)
    return try DecisionBundleFile.bundle(from: Array(buffer: answer.body))
  }

  private static func check(_ bundle: DecisionBundle, _ head: Digest?) -> Verification {
    bundle.verify(recompute: Recomputations.all, engineVersion: .current, knownHead: head)
  }

  /// The bundle verifies; nothing internal is in it; what is altered in it is found.
  private static func verify(
    _ call: ID<SelectionCall>, _ sample: SelectionSite, _ client: any TestClientProtocol
  ) async throws {
    let head = try await sample.site.services.decisions.logHead()
    let bundle = try await bundle(call, sample, client)
    #expect(check(bundle, head) == .equal)
    let all = bundle.files.values.map { String(decoding: $0, as: UTF8.self) }.joined()
    for secret in ["\"ana\"", "\"bor\"", "secret-letter", "Losses of water", "Said of", "Wish of"] {
      #expect(!all.contains(secret), "\(secret)")
    }
    let alterations: [(String, String, String)] = [
      ("inputs/selection.json", "[5,4]", "[4,4]"),
      ("inputs/selection.json", "\"places\":1", "\"places\":2"),
      ("decision.json", "\"withinPlaces\"", "\"tookPlace\""),
    ]
    for (path, from, to) in alterations {
      var forged = bundle
      let text = String(decoding: try #require(forged.files[path]), as: UTF8.self)
      #expect(text.contains(from))
      forged.files[path] = Array(text.replacing(from, with: to).utf8)
      guard case .differs(let places) = check(forged, head) else {
        Issue.record("\(to) in \(path) was not found")
        continue
      }
      #expect(!places.isEmpty)
    }
  }

  @Test func `names the difference when one score is altered and every digest made anew`()
    async throws
  {
    let sample = try await SelectionSite()
    try await sample.site.test { client async throws in
      let call = try await sample.open(client)
      let ids = try await sample.apply(client, to: call)
      try await sample.assess(client, ids)
      let selections = sample.site.services.selections
      let now = sample.site.clock.now
      try await selections.decide(call.id, as: ID(rawValue: "d1"), by: .machine, at: now)
      let (decision, _) = try await sample.site.services.decisions.decision(ID(rawValue: "d1"))
      let inputs = try await sample.site.services.decisions.inputs(of: decision.id)
      #expect(try SelectionDecision.recompute(decision, inputs) == decision.conclusion)
      var input = try SelectionDecision.read(inputs)
      let last = try #require(input.applications.lastIndex { $0.city == "gamma" })
      input.applications[last].sheets[0].scores = [5, 5]
      let altered = CanonicalJSON.bytes(of: try JSONValue(encoding: input))
      let again = try SelectionDecision.recompute(decision, ["selection.json": altered])
      let differences = JSONDifference.between(
        expected: again.explanation, found: decision.conclusion.explanation)
      #expect(!differences.isEmpty)
      input.rules.places = 2
      let other = CanonicalJSON.bytes(of: try JSONValue(encoding: input))
      #expect(throws: SelectionError.self) {
        try SelectionDecision.recompute(decision, ["selection.json": other])
      }
    }
  }

  @Test func `shows nobody a score before all have scored, nor to a conflicted one after`()
    async throws
  {
    let sample = try await SelectionSite()
    try await sample.site.test { client async throws in
      let call = try await sample.open(client)
      let id = try await sample.apply(client, to: call)[0]
      try await sample.assign(client, [id])
      let ana = sample.browser(client, sample.ana)
      _ = try await ana.get("/applications/\(id)/scores")
      let scores = ["score-0": "5", "score-1": "4", "comment-0": "Very strong", "act": "final"]
      let early = try await ana.post("/applications/\(id)/scores", scores)
      #expect(early.status == .unprocessableContent && early.text.contains("deadline"))
      try await sample.passDeadline()
      let wrong = try await ana.post(
        "/applications/\(id)/scores", scores.merging(["score-1": "6"]) { $1 })
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("Very strong"))
      #expect(try await ana.post("/applications/\(id)/scores", scores).status == .seeOther)
      let again = try await ana.post(
        "/applications/\(id)/scores", scores.merging(["score-0": "1"]) { $1 })
      #expect(again.status == .unprocessableContent)
      let bor = sample.browser(client, sample.bor)
      let sara = sample.browser(client, sample.secretariat)
      for browser in [bor, sara] {
        for path in ["/applications/\(id)", "/calls/\(call.id)/desk", "/applications/\(id)/scores"]
        {
          #expect(!(try await browser.get(path)).text.contains("Very strong"))
        }
      }
      #expect(try await sara.post("/calls/\(call.id)/decision").status == .unprocessableContent)
      _ = try await bor.get("/applications/\(id)/scores")
      _ = try await bor.post(
        "/applications/\(id)/scores",
        ["score-0": "3", "score-1": "3", "comment": "Fair", "act": "final"])
      let open = try await bor.get("/applications/\(id)")
      #expect(open.text.contains("Very strong") && open.text.contains("Lowest"))
      #expect(try await sara.get("/applications/\(id)").text.contains("Fair"))
      _ = try await ana.get("/applications/\(id)/scores")
      let declared = try await ana.post(
        "/applications/\(id)/conflict", ["reason": "I advised the city"])
      #expect(declared.status == .seeOther)
      #expect(try await ana.get("/applications/\(id)").status == .notFound)
      #expect(try await ana.get("/scoring").text.contains("Conflict of interest"))
      let desk = try await sara.get("/calls/\(call.id)/desk")
      #expect(desk.text.contains("3 applications still lack scores"))
    }
  }

  @Test func `replaces a city that withdraws from the reserve by a new decision`() async throws {
    let sample = try await SelectionSite()
    try await sample.site.test { client async throws in
      let call = try await sample.open(client)
      let ids = try await sample.apply(client, to: call)
      try await sample.assess(client, ids)
      let sara = sample.browser(client, sample.secretariat)
      _ = try await sara.get("/applications/\(ids[2])")
      #expect(
        try await sara.post("/applications/\(ids[2])/ruling", ["kind": "reserve"]).status
          == .unprocessableContent)
      _ = try await sara.post(
        "/applications/\(ids[2])/ruling",
        ["kind": "reserve", "reason": "The only one from the south"])
      _ = try await sara.post("/calls/\(call.id)/decision")
      let first = try await sample.theCall().decision
      #expect(try await sara.post("/calls/\(call.id)/replacement").status == .unprocessableContent)
      let mayor = sample.browser(client, sample.coordinators[0])
      _ = try await mayor.get("/applications/\(ids[0])")
      #expect(try await mayor.post("/applications/\(ids[0])/withdrawal").status == .seeOther)
      #expect(try await sara.post("/calls/\(call.id)/replacement").status == .seeOther)
      let second = try await sample.theCall().decision
      #expect(first != nil && second != first)
      let page = try await sample.anonymous(client, "/calls/\(call.id)")
      #expect(page.1.contains("In place of alpha.") && page.1.contains("The city withdrew."))
      #expect(page.1.contains("The only one from the south"))
      let selected = try await sample.site.services.selections.selected(of: call.id)
      #expect(selected.map(\.city) == ["gamma"])
      let head = try await sample.site.services.decisions.logHead()
      #expect(Self.check(try await Self.bundle(call.id, sample, client), head) == .equal)
    }
  }
}
