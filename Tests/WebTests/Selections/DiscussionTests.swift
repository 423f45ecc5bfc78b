import Civic
import Database
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store
import Testing

@testable import Web

@Suite struct `Discussing the scores of a selection` {
  private static let revised = [
    "score-0": "2", "score-1": "4", "act": "revise", "revision-reason": "We read it together",
  ]

  @Test func `Scores are revised in an open discussion alone, and the first ones stay`()
    async throws
  {
    let sample = try await SelectionSite()
    try await sample.site.test { client async throws in
      let call = try await sample.open(client)
      let ids = try await sample.apply(client, to: call)
      let path = "/applications/\(ids[0])"
      let sara = sample.browser(client, sample.secretariat)
      _ = try await sara.get(path)
      let early = try await sara.post("\(path)/discussion")
      #expect(early.status == .unprocessableContent)
      #expect(early.text.contains("Everybody assigned has to score first."))
      try await sample.assess(client, ids)
      let ana = sample.browser(client, sample.ana)
      let own = try await ana.get("\(path)/scores")
      #expect(own.text.contains("id=\"own-scores\"") && own.text.contains("Said of 0"))
      #expect(!own.text.contains("name=\"score-0\""))
      let shut = try await ana.post("\(path)/scores", Self.revised)
      #expect(shut.status == .unprocessableContent && shut.text.contains("No discussion is open"))
      for token in [sample.ana, sample.otherSecretariat, sample.coordinators[0]] {
        let other = sample.browser(client, token)
        _ = try await other.get(path)
        #expect(try await other.post("\(path)/discussion").status.code >= 400)
      }
      _ = try await sara.get(path)
      #expect(try await sara.post("\(path)/discussion").status == .seeOther)
      try await Self.revise(sample, client, path)
      #expect(try await sara.post("/calls/\(call.id)/decision").status == .seeOther)
      let late = try await ana.post(
        "\(path)/scores", Self.revised.merging(["score-0": "1"]) { $1 })
      #expect(late.status == .unprocessableContent)
      try await Self.verify(sample)
    }
  }

  private static func revise(
    _ sample: SelectionSite, _ client: any TestClientProtocol, _ path: String
  ) async throws {
    let ana = sample.browser(client, sample.ana)
    let form = try await ana.get("\(path)/scores")
    #expect(form.text.contains("name=\"revision-reason\""))
    let silent = try await ana.post(
      "\(path)/scores", revised.merging(["revision-reason": ""]) { $1 })
    #expect(silent.status == .unprocessableContent && silent.text.contains("value=\"2\""))
    let same = try await ana.post("\(path)/scores", revised.merging(["score-0": "5"]) { $1 })
    #expect(same.status == .unprocessableContent && same.text.contains("No score differs"))
    #expect(try await ana.post("\(path)/scores", revised).status == .seeOther)
    for token in [sample.bor, sample.secretariat] {
      let page = try await sample.browser(client, token).get(path)
      #expect(page.text.contains("(before: 5)") && page.text.contains("We read it together"))
    }
    // The city and the public see no scores of anybody.
    let mayor = try await sample.browser(client, sample.coordinators[0]).get(path)
    #expect(!mayor.text.contains("(before: 5)") && !mayor.text.contains("read it together"))
  }

  /// The first scores are in the published input, and what counts is the last.
  private static func verify(_ sample: SelectionSite) async throws {
    let services = sample.site.services
    let id = try #require(try await sample.theCall().decision)
    let bytes = try await services.bundle(
      of: id, inputs: try await services.decisions.inputs(of: id))
    let bundle = try DecisionBundleFile.bundle(from: bytes)
    let check = bundle.verify(
      recompute: Recomputations.all, engineVersion: .current, knownHead: nil)
    #expect(check == .equal)
    let text = bundle.files.values.map { String(decoding: $0, as: UTF8.self) }.joined()
    #expect(text.contains("\"first\":[5,4]") && text.contains("\"scores\":[2,4]"))
    #expect(!text.contains("We read it together"))
    let input = try #require(try await services.selections.input(of: sample.theCall().id))
    let alpha = try input.outcome().places.first { $0.application.city == "alpha" }
    // (2 × (2 + 5) / 2 + 4) / 3
    #expect(alpha?.mean == Rational(11) / Rational(3))
  }

  @Test func `Each city is told in its language what was decided and why, once`() async throws {
    let sample = try await SelectionSite(hasMailServer: true)
    try await sample.site.database.execute(
      "UPDATE account SET language = 'mk' WHERE id = 'mayor-beta'")
    try await sample.site.test { client async throws in
      let mail = sample.site.services.mail
      let call = try await sample.open(client)
      let ids = try await sample.apply(client, to: call)
      let now = { sample.site.clock.now }
      let handed = try await mail.claim(9, lease: 1, at: now()).map(\.letter)
      #expect(Set(handed.map(\.recipient)).count == 3 && handed.count == 3)
      let alpha = try #require(handed.first { $0.recipient.hasPrefix("mayor-alpha") })
      #expect(alpha.subject == "Application handed in: Towns that learn")
      #expect(alpha.text.contains("https://plans.example/en/applications/\(ids[0])"))
      let beta = try #require(handed.first { $0.recipient.hasPrefix("mayor-beta") })
      #expect(beta.language == .macedonian && beta.text.contains("/mk/applications/\(ids[1])"))
      try await sample.site.database.execute("DELETE FROM mail")
      try await sample.assess(client, ids)
      let sara = sample.browser(client, sample.secretariat)
      _ = try await sara.get("/calls/\(call.id)/desk")
      #expect(try await sara.post("/calls/\(call.id)/decision").status == .seeOther)
      #expect(try await sara.post("/calls/\(call.id)/decision").status == .unprocessableContent)
      let told = try await mail.claim(9, lease: 1, at: now()).map(\.letter)
      #expect(told.count == 3)
      let text = { (city: String) in
        told.first { $0.recipient.hasPrefix("mayor-\(city)") }?.text ?? ""
      }
      #expect(text("alpha").contains("alpha: Selected."))
      #expect(text("alpha").contains("Its rank is within the places."))
      #expect(text("beta").contains("За повикот „Towns that learn“ е одлучено."))
      #expect(text("gamma").contains("gamma: Declined."))
      for letter in told {
        #expect(!letter.text.contains("Said of") && !letter.text.contains("ana@"))
      }
      let desk = try await sara.get("/calls/\(call.id)/desk")
      #expect(desk.text.contains("Selected") && !desk.text.contains("/replacement"))
      try await sample.site.database.execute("DELETE FROM mail")
      let mayor = sample.browser(client, sample.coordinators[0])
      _ = try await mayor.get("/applications/\(ids[0])")
      #expect(try await mayor.post("/applications/\(ids[0])/withdrawal").status == .seeOther)
      #expect(try await sara.get("/calls/\(call.id)/desk").text.contains("/replacement"))
      #expect(try await sara.post("/calls/\(call.id)/replacement").status == .seeOther)
      let after = try await mail.claim(9, lease: 1, at: now()).map(\.letter)
      #expect(Set(after.map(\.recipient)) == ["mayor-alpha@example.org", "mayor-beta@example.org"])
    }
  }
}
