import Civic
import Exact
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

extension Program {
  /// Sends the fields of a form.
  fileprivate func fill(
    _ path: String, _ fields: [String: String], from version: String? = nil
  ) async throws -> Answer {
    var object = JSONObject()
    for (name, value) in fields { object[name] = .string(value) }
    let body = CanonicalJSON.bytes(of: ["fields": .object(object)])
    return try await post(path, String(decoding: body, as: UTF8.self), from: version)
  }
}

@Suite struct `Choosing over the API` {
  private static func program(
    _ site: TestSite, _ client: any TestClientProtocol, _ name: String,
    _ access: TokenReach.Access = .decide
  ) async throws -> Program {
    Program(
      client: client,
      token: try await APISite.token(site, of: name, TokenReach(access), days: 365))
  }

  @Test func `is a round of scoring from its setting up to the public ranking`() async throws {
    let sample = try await ScoringSite()
    try await sample.site.test { client in
      let chair = try await Self.program(sample.site, client, "hana")
      let list = "/plans/plan/rounds"
      let made = try await chair.fill(list, ScoringSite.settings)
      #expect(made.status == 201, "\(made.text)")
      let base = "\(list)/\(made.id)"
      let wrong = try await chair.fill(list, ["name": " "])
      #expect(wrong.status == 422 && wrong.places.contains("/name"), "\(wrong.text)")
      let stale = try await chair.fill("\(base)/settings", ScoringSite.settings, from: "\"9\"")
      #expect(stale.status == 412)
      let reader = try await Self.program(sample.site, client, "rada")
      #expect(try await reader.post("\(base)/opening").status == 403)
      let stranger = try await Self.program(sample.site, client, "toma")
      #expect(try await stranger.get(base).status == 404)
      #expect(try await chair.post("\(base)/opening").status == 204)
      for (name, impact, noise) in [("xivox", "5", "45"), ("xverax", "4", "50 .. 60")] {
        let member = try await Self.program(sample.site, client, name)
        let scored = try await member.fill(
          "\(base)/scores/impact",
          ["score-a1": impact, "score-a2": "2", "score-a3": "3", "url-a1": "https://x.example/"])
        #expect(scored.status == 204, "\(scored.text)")
        let bad = try await member.fill("\(base)/scores/impact", ["score-a1": "9"])
        #expect(bad.status == 422 && bad.places == ["/score-a1"])
        #expect(
          try await member.fill("\(base)/scores/own1", ["score-a1": noise]).status == 204)
        let weights = ["kind": "swing", "w-impact": "100", "w-cost": "50", "w-own1": "50"]
        #expect(try await member.fill("\(base)/weights", weights).status == 204)
        #expect(try await member.get("\(base)/sheets").status == 409)
        #expect(try await member.post("\(base)/submission").status == 204)
        #expect(try await member.post("\(base)/submission").status == 409)
      }
      #expect(try await chair.get("\(base)/result").status == 409)
      #expect(try await chair.fill("\(base)/weights", [:]).status == 409)
      #expect(try await chair.post("\(base)/closing").status == 204)
      #expect(try await chair.get("\(base)/sheets").json?["items"]?.array?.count == 2)
      #expect(try await chair.get("\(base)/result").json?["outcome"] != nil)
      let compared = try await chair.fill(
        "\(base)/scenarios", ["scenario": "All alike", "method": "mavt"])
      #expect(compared.status == 204, "\(compared.text)")
      let tag = try await chair.get(base).headers[.eTag]
      #expect(try await chair.delete("\(base)/scenarios/0").status == 428)
      #expect(try await chair.delete("\(base)/scenarios/0", from: tag).status == 204)
      // Said twice it would remove the one after it.
      #expect(try await chair.delete("\(base)/scenarios/0", from: tag).status == 412)
      #expect(try await chair.delete("\(base)/scenarios/0", from: "*").status == 404)
      let anybody = Program(client: client)
      #expect(try await anybody.get("/plans/plan/rankings/\(made.id)").status == 404)
      let letter = try await chair.post(
        "\(base)/acceptance", #"{"body":"a@b.example","reference":"1"}"#)
      #expect(letter.status == 422 && letter.places == ["/body"], "\(letter.text)")
      let accepted = try await chair.post(
        "\(base)/acceptance", #"{"body":"Steering group","reference":"3/2026"}"#)
      #expect(accepted.status == 201, "\(accepted.text)")
      let ranking = try await anybody.get("/plans/plan/rankings/\(made.id)")
      #expect(ranking.status == 200)
      for secret in ["xivox", "xverax", "secret"] { #expect(!ranking.text.contains(secret)) }
    }
  }

  @Test func `is a search for money that is kept, changed, run and stopped`() async throws {
    let sample = try await FundSite()
    try await sample.site.test { client in
      let program = try await Self.program(sample.site, client, "hana")
      let list = "/plans/plan/fund-scenarios"
      let made = try await program.post(list)
      #expect(made.status == 201 && made.headers[.eTag] == "\"1\"", "\(made.text)")
      let base = "\(list)/\(made.id)"
      let scenario = try await sample.scenario()
      #expect(try await program.get(base).json == JSONValue(encoding: scenario))
      let actions = ["value-0": "3", "demand-0": "chosen", "from-0": "2027", "until-0": "2028"]
      #expect(try await program.fill("\(base)/actions", actions).status == 428)
      #expect(
        try await program.fill("\(base)/actions", actions, from: "\"9\"").status == 412)
      let changed = try await program.fill("\(base)/actions", actions, from: "\"1\"")
      #expect(changed.status == 204, "\(changed.text)")
      #expect(try await sample.scenario().actions[0].demand == .chosen)
      let wrong = try await program.fill("\(base)/money", ["name": " "], from: "*")
      #expect(wrong.status == 422 && wrong.places.contains("/name"), "\(wrong.text)")
      let ranking = try await program.fill("\(base)/ranking", ["how": "ranking"], from: "*")
      #expect(ranking.status == 422 && ranking.places == ["/how"])
      let reader = try await Self.program(sample.site, client, "hana", .read)
      #expect(try await reader.post("\(base)/runs").status == 403)
      let run = try await program.post("\(base)/runs")
      #expect(run.status == 201, "\(run.text)")
      let path = "/plans/plan/fund-runs/\(run.id)"
      #expect(try await program.get(path).json?["state"]?.string == "waiting")
      let early = try await program.post("\(path)/acceptance", #"{"by":"Council"}"#)
      #expect(early.status == 422, "\(early.text)")
      #expect(try await program.post("\(path)/cancellation").status == 204)
      let none = try await program.fill("\(path)/what-if", [:])
      #expect(none.status == 422, "\(none.text)")
      let runs = try await program.get("/plans/plan/fund-runs")
      #expect(runs.json?["items"]?.array?.count == 1)
    }
  }

  @Test func `is a call from its draft to the decision`() async throws {
    let sample = try await SelectionSite()
    try await sample.site.test { client in
      let sara = try await Self.program(sample.site, client, "sara")
      let otto = try await Self.program(sample.site, client, "otto")
      let browser = SignedInBrowser(client, sample.secretariat)
      _ = try await browser.get("/facts/selection_call/new?parent=programme")
      _ = try await browser.post("/facts/selection_call/new", SelectionSite.call)
      let call = try await sample.theCall()
      let path = "/calls/\(call.id)"
      let tag = try #require(try await sara.get(path).headers[.eTag])
      let patch = #"{"title":{"texts":{"en":"Towns that teach"}}}"#
      #expect(try await otto.change(path, patch, from: tag).status >= 403)
      let renamed = try await sara.change(path, patch, from: tag)
      #expect(renamed.status == 200, "\(renamed.text)")
      #expect(try await sara.change(path, patch, from: tag).status == 412)
      #expect(try await otto.post("\(path)/opening").status >= 403)
      #expect(try await sara.post("\(path)/opening").status == 204)
      let mayor = try await Self.program(sample.site, client, "mayor-alpha")
      let started = try await mayor.post("\(path)/applications", #"{"city":"alpha"}"#)
      #expect(started.status == 201, "\(started.text)")
      let own = "/applications/\(started.id)"
      // Documents are told one for each that the call asks for, as the form has them.
      let written = try await mayor.change(
        own, #"{"contact":"Head of the office","isCommitted":true}"#, from: "\"1\"")
      #expect(written.status == 422 && written.places == ["/documents"], "\(written.text)")
      #expect(try await mayor.change(own, "{}", from: "\"9\"").status == 412)
      let beta = try await Self.program(sample.site, client, "mayor-beta")
      #expect(try await beta.get(own).status == 404)
      #expect(try await beta.post("\(path)/applications", #"{"city":"alpha"}"#).status >= 403)
      let early = try await mayor.post("\(own)/submission")
      #expect(early.status == 409 || early.status == 422, "\(early.text)")
      #expect(try await sara.post("\(path)/decision").status == 409)
      #expect(try await mayor.post("\(own)/withdrawal").status < 500)
    }
  }

  @Test func `is scored by assessors, each alone, and decided`() async throws {
    let sample = try await SelectionSite()
    try await sample.site.test { client in
      let call = try await sample.open(client)
      let ids = try await sample.apply(client, to: call)
      let sara = try await Self.program(sample.site, client, "sara")
      for id in ids {
        for account in ["ana", "bor"] {
          let assigned = try await sara.post(
            "/applications/\(id)/assessors", #"{"account":"\#(account)"}"#)
          #expect(assigned.status == 204, "\(assigned.text)")
        }
      }
      try await sample.passDeadline()
      for name in ["ana", "bor"] {
        let assessor = try await Self.program(sample.site, client, name)
        #expect(try await assessor.get("/scoring").json?["items"]?.array?.count == 3)
        for (number, id) in ids.enumerated() {
          let path = "/applications/\(id)/scores"
          let missing = try await assessor.post(path, #"{"act":"final","fields":{}}"#)
          #expect(missing.status == 422 && missing.places.contains("/score-0"))
          let body =
            #"{"act":"final","fields":{"score-0":"\#(5 - number)","score-1":"4","comment-0":"x"}}"#
          let scored = try await assessor.post(path, body)
          #expect(scored.status == 204, "\(scored.text)")
        }
      }
      let mayor = try await Self.program(sample.site, client, "mayor-alpha")
      #expect(try await mayor.post("/calls/\(call.id)/decision").status >= 403)
      let decided = try await sara.post("/calls/\(call.id)/decision")
      #expect(decided.status == 201, "\(decided.text)")
      let anybody = Program(client: client)
      let selected = try await anybody.get("/calls/\(call.id)/selected")
      #expect(selected.items.first?["city"]?.string == "alpha", "\(selected.text)")
      #expect(try await anybody.get("/calls/\(call.id)/rules").status == 200)
      #expect(try await anybody.get("/decisions/\(decided.id)").status == 200)
    }
  }
}
