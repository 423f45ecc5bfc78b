import Civic
import Exact
import Exchange
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

@Suite struct `A budget vote` {
  /// A closed vote's bundle with the decision.
  private func closed(
    _ sample: VoteSite, _ client: any TestClientProtocol, _ vote: Consultation
  ) async throws -> (decision: ID<Decision>, bundle: DecisionBundle) {
    let browser = try await sample.atTheEnd(client)
    _ = try await browser.get("/consultations/\(vote.id)")
    let page = try await browser.post("/consultations/\(vote.id)/closure")
    #expect(page.status == .seeOther, "\(page.text.suffix(900))")
    let found = try await sample.services.consultations.consultation(vote.id, for: .anonymous)
    let decision = try #require(found.consultation.decision)
    let bytes = try await sample.services.bundle(
      of: decision, inputs: try await sample.services.decisions.inputs(of: decision))
    return (decision, try DecisionBundleFile.bundle(from: bytes))
  }

  private func verify(_ bundle: DecisionBundle, head: Digest? = nil) -> Verification {
    bundle.verify(recompute: Recomputations.all, engineVersion: .current, knownHead: head)
  }

  @Test func `goes from its draft to a result that anybody can recompute`() async throws {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      let (vote, codes) = try await sample.open(here, codes: 6)
      let voter = Voter(client: client, vote: vote)
      var receipts: [(code: String, whole: String)] = []
      for (code, projects) in zip(codes, [[1], [1, 2], [1, 2], [2, 3], [3, 4]]) {
        let page = try await voter.cast(code: code, projects)
        receipts.append(try #require(page.receipt, "\(page.text.suffix(900))"))
      }
      let changed = try await voter.cast(code: codes[4], [2])
      #expect(changed.text.contains("replaces the earlier one"))
      let latest = try #require(changed.receipt)
      let (decision, bundle) = try await closed(sample, client, vote)
      let head = try await sample.services.decisions.logHead()
      #expect(verify(bundle, head: head) == .equal)
      let result = try await voter.get("result")
      #expect(result.status == .ok)
      #expect(result.text.contains("1. Trees") && result.text.contains("It was funded as number"))
      #expect(result.text.contains("It was not funded"))
      let found = try await voter.get("receipts?receipt=\(latest.code)")
      #expect(found.text.contains("This ballot is in the count") && found.text.contains("Benches"))
      let replaced = try await voter.get("receipts?receipt=\(receipts[4].code)")
      #expect(replaced.text.contains("changed later"))
      for receipt in receipts.prefix(4) {
        let page = try await voter.get("receipts?receipt=\(receipt.whole)")
        #expect(page.text.contains("This ballot is in the count"))
      }
      #expect(await sample.services.votes.keys.key(of: vote.id) == nil)
      let page = try await client.execute(uri: "/mk/decisions/\(decision)", method: .get)
      #expect(page.status == .ok)
      #expect(String(buffer: page.body).contains("/mk/consultations/\(vote.id)/result"))
    }
  }

  @Test func `refuses a bundle with one ballot, rule or result altered, and says where`()
    async throws
  {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      let (vote, codes) = try await sample.open(here, codes: 3)
      let voter = Voter(client: client, vote: vote)
      for code in codes { _ = try await voter.cast(code: code, [1, 2]) }
      let (_, bundle) = try await closed(sample, client, vote)
      let alterations = [
        ("inputs/election.pb", ";1,2\n", ";3,4\n"),
        ("inputs/rules.json", "\"budget\":10000", "\"budget\":20000"),
        ("decision.json", "\"winners\":[\"2\"", "\"winners\":[\"3\""),
        ("decision.json", "\"winners\":[\"1\"", "\"winners\":[\"3\""),
      ]
      var altered = 0
      for (path, old, new) in alterations {
        var files = bundle.files
        let text = String(decoding: files[path] ?? [], as: UTF8.self)
        guard let range = text.range(of: old) else { continue }
        files[path] = Array(text.replacingCharacters(in: range, with: new).utf8)
        altered += 1
        guard case .differs(let places) = verify(DecisionBundle(files: files)) else {
          Issue.record("\(path) was altered and nothing differs")
          continue
        }
        if path.hasPrefix("inputs/") {
          #expect(places.contains { String(describing: $0).contains(path) })
        } else {
          #expect(places.contains { String(describing: $0).contains("/winners/0") })
        }
      }
      #expect(altered == 3)
    }
  }

  @Test(arguments: [
    (["ballot": "points", "points": "10", "mostPoints": "6"], [("p1", "6"), ("p2", "4")]),
    (["ballot": "ranking", "most": "3"], [("r1", "2"), ("r2", "1")]),
    (["ballot": "knapsack"], [("p", "1"), ("p", "2")]),
  ])
  func `counts every kind of ballot`(change: [String: String], marks: [(String, String)])
    async throws
  {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      let (vote, codes) = try await sample.open(here, codes: 1, change)
      let voter = Voter(client: client, vote: vote)
      let ballot = try await voter.enter(code: codes[0])
      let carried = [("pass", ballot.value(of: "pass") ?? ""), ("base", "")]
      let review = try await voter.post("ballot", carried + marks)
      #expect(review.status == .ok, "\(review.text.suffix(900))")
      let cast = try await voter.post(
        "ballot", carried + [("marks", review.value(of: "marks") ?? ""), ("step", "cast")])
      #expect(cast.receipt != nil, "\(cast.text.suffix(900))")
      let (_, bundle) = try await closed(sample, client, vote)
      #expect(verify(bundle) == .equal)
    }
  }

  @Test(arguments: [
    (["ballot": "knapsack"], [("p", "1"), ("p", "3")], "more than there is"),
    (["ballot": "approval", "most": "1"], [("p", "1"), ("p", "2")], "no more than 1 project"),
    (["ballot": "approval"], [], "at least 1 project"),
    (["ballot": "approval"], [("p", "9")], "not there"),
    (["ballot": "approval"], [("p", "x")], "not there"),
    (["ballot": "points", "points": "3"], [("p1", "4")], "no more than 3 points"),
    (["ballot": "points", "points": "3"], [("p1", "2"), ("p2", "2")], "You have given 4"),
    (["ballot": "points", "points": "3"], [("p1", "-1")], "no more than 3 points"),
    (["ballot": "ranking", "most": "2"], [("r1", "1"), ("r2", "1")], "named twice"),
  ])
  func `says what is wrong with a ballot`(
    change: [String: String], marks: [(String, String)], words: String
  ) async throws {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      let (vote, codes) = try await sample.open(here, codes: 1, change)
      let voter = Voter(client: client, vote: vote)
      let ballot = try await voter.enter(code: codes[0])
      let page = try await voter.post(
        "ballot", [("pass", ballot.value(of: "pass") ?? ""), ("base", "")] + marks)
      #expect(page.status == .unprocessableContent)
      #expect(page.text.contains(words), "\(page.text.suffix(900))")
    }
  }

  @Test func `keeps its rules and projects once it is open`() async throws {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      let (vote, _) = try await sample.open(here, codes: 1)
      let before = try await sample.services.consultations.rules(of: vote.id).bytes
      let found = try await sample.services.consultations.consultation(vote.id, for: .machine)
      let project = try #require(found.projects.first)
      let edit = try await here.post(
        "/facts/consultation/\(vote.id)",
        sample.form.merging(["budget": "999", "revision": "2"]) { $1 })
      #expect(edit.status == .forbidden)
      let name = try await here.post(
        "/facts/vote_project/\(project.id)",
        ["content": "en", "name": "Other", "cost": "1", "revision": "2"])
      #expect(name.status == .forbidden)
      let added = try await here.post(
        "/facts/vote_project/new",
        ["parent": "here~\(vote.id)", "content": "en", "name": "Late", "cost": "1"])
      #expect(added.status == .unprocessableContent)
      #expect(try await here.post("/vote-projects/\(project.id)/removal").status == .conflict)
      #expect(
        try await here.post("/facts/consultation/\(vote.id)/restoration", ["change": "1"]).status
          == .forbidden)
      #expect(try await here.post("/consultations/\(vote.id)/opening").status == .conflict)
      let closure = try await here.post("/consultations/\(vote.id)/closure")
      #expect(closure.status == .unprocessableContent)
      #expect(try await sample.services.consultations.rules(of: vote.id).bytes == before)
      let page = try await client.execute(
        uri: "/en/consultations/\(vote.id)/rules.json", method: .get)
      #expect(Array(page.body.readableBytesView) == before)
    }
  }

  @Test func `counts in the currency that the city chooses, in all of its forms`() async throws {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      let vote = try await sample.draft(here, ["currency": "MKD"])
      #expect(vote.currency.rawValue == "MKD" && vote.budget == 10_000)
      let project = try await here.get("/facts/vote_project/new?parent=here~\(vote.id)")
      #expect(project.text.contains("MKD") && !project.text.contains("€"))
      let form = try await here.get("/facts/consultation/\(vote.id)")
      #expect(form.text.contains(#"<option value="MKD" selected>"#))
      let other = sample.form.merging(["currency": "XXX"]) { $1 }
      #expect(try await here.post("/facts/consultation/new", other).status == .unprocessableContent)
    }
  }

  @Test func `makes a funded project an action that says where it came from`() async throws {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let (vote, codes) = try await sample.open(SignedInBrowser(client, sample.here), codes: 2)
      let voter = Voter(client: client, vote: vote)
      for code in codes { _ = try await voter.cast(code: code, [2]) }
      _ = try await closed(sample, client, vote)
      let here = SignedInBrowser(
        client,
        try await sample.site.signIn("nina", as: Grant(.cityCoordinator, in: .city(vote.city))))
      let plan = Plan(
        id: ID(rawValue: "plan"), city: vote.city, title: Multilingual("Plan", in: .english),
        years: 2026...2030)
      let plans = sample.services.plans
      try await plans.create(plan, sections: [], by: .machine, at: sample.site.clock.now)
      let objective = Objective(
        id: ID(rawValue: "greener"), plan: plan.id, position: 1, code: "1",
        title: Multilingual("Greener streets", in: .english))
      try await plans.add(objective, by: .machine, at: sample.site.clock.now)
      let result = try await here.get("/consultations/\(vote.id)/result")
      #expect(result.text.contains(#"<optgroup label="Plan"><option value="plan">Plan</option>"#))
      #expect(result.text.contains(#"<option value="plan~greener">1 Greener streets</option>"#))
      let project = try #require(result.text.firstMatch(of: /name="project" value="([0-9a-z]+)"/))
      func make(_ place: String) async throws -> HTTPResponse.Status {
        try await here.post(
          "/consultations/\(vote.id)/action", ["project": String(project.1), "plan-2": place]
        ).status
      }
      #expect(try await make("plan~other") == .unprocessableContent)
      #expect(try await make("plan~greener~1") == .notFound)
      // Pressed twice, it is made once.
      for _ in 1...2 { #expect(try await make("plan~greener") == .seeOther) }
      let document = try await plans.workingPlan(plan.id, for: .machine)
      let action = try #require(document.actions.first)
      #expect(document.actions.count == 1 && action.objectives == [objective.id])
      let line = try #require(document.costLines.first)
      #expect(document.costLines.count == 1 && line.action == action.id)
      #expect(line.planned == 4_000 && plan.years.contains(line.year) && line.title == vote.name)
      #expect(action.origin == RecordReference(kind: "vote_project", id: String(project.1)))
      let page = try await here.get("/plans/plan/work/actions/\(action.id)")
      #expect(page.text.contains("Residents chose this in a vote"))
      let form = try await here.get("/plans/plan/work/records/action/\(action.id)")
      #expect(form.text.contains("vote_project:\(project.1)"))
      let back = try await here.get("/consultations/\(vote.id)/result")
      #expect(back.text.contains("It became an action"))
    }
  }
}
