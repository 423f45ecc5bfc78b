import Civic
import Exact
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store
import Testing

@testable import Web

@Suite struct `Networks and delivery over the API` {
  @Test func `cities are matched, partnerships decided, a matching published`() async throws {
    let sample = try await PartnershipSite(["alpha", "beta", "gamma"])
    for (city, offers, needs) in [("alpha", "1", "2"), ("beta", "2", "1"), ("gamma", "1", "2")] {
      try await sample.add(city, .network, offers: offers, needs: needs)
    }
    let lead = try await APISite.token(sample.site, of: "nada", TokenReach(.decide))
    _ = try await sample.signIn("mara", .cityCoordinator, of: "alpha")
    let city = try await APISite.token(sample.site, of: "mara", TokenReach(.decide))
    try await sample.site.test { client in
      let program = Program(client: client, token: lead)
      let base = "/networks/net/matchings"
      let settings = #"""
        {"fields":{"mode":"pairs","grouping":"region","count":"5","least":"2","most":"10",
         "countries":"0","lessDeveloped":"0","sizes":"1","theme":"0","weights-complementarity":"100"}}
        """#
      #expect(
        try await Program(client: client, token: city).post(base, settings).status == 403)
      let wrong = try await program.post(base, #"{"fields":{"mode":"nonsense"}}"#)
      #expect(wrong.status == 422 && wrong.places.contains("/mode"), "\(wrong.text)")
      let run = try await program.post(base, settings)
      #expect(run.status == 201, "\(run.text)")
      let runs = try await program.get(base)
      #expect(runs.status == 200 && (runs.json?["items"]?.array?.count ?? 0) <= 1)
      let proposed = try await program.get("/partnerships")
      let first = try #require(proposed.items.first)
      let path = "/partnerships/\(first["id"]?.string ?? "")"
      let step = #"{"step":"confirm"}"#
      #expect(try await program.post("\(path)/decision", step).status == 428)
      #expect(try await program.post("\(path)/decision", step, from: "\"9\"").status == 412)
      let bare = try await program.post("\(path)/decision", #"{"step":"decline"}"#, from: "*")
      #expect(bare.status == 422 && bare.places == ["/reason"])
      let done = try await program.post("\(path)/decision", step, from: "\"1\"")
      #expect(done.status == 204, "\(done.text)")
      #expect(try await program.post("\(base)/\(run.id)/publication").status < 500)
    }
  }

  @Test func `statements about a network are added and removed by those who lead it`() async throws
  {
    let sample = try await PartnershipSite(["alpha", "beta"])
    let lead = try await APISite.token(sample.site, of: "nada", TokenReach(.write))
    try await sample.site.test { client in
      let program = Program(client: client, token: lead)
      let empty = try await program.post(
        "/networks/net/claims", #"{"fields":{}}"#, from: "\"1\"")
      #expect(empty.status == 422 && !empty.places.isEmpty, "\(empty.text)")
      #expect(
        try await program.post("/networks/net/claims", #"{"fields":{}}"#, from: "\"4\"").status
          == 412)
      #expect(try await program.delete("/networks/net/claims/0", from: "\"1\"").status == 404)
      #expect(
        try await program.post("/networks/other/claims", #"{"fields":{}}"#, from: "*").status
          == 403)
    }
  }

  @Test func `a practice is handed in and taken up in a plan`() async throws {
    let sample = try await APISite()
    var practice = Practice(
      id: ID(rawValue: "good"), city: ID(rawValue: "there"), name: APISite.text("Meters"),
      currency: .euro)
    practice.review = .listed
    practice.visibility = .everybody
    try await sample.site.services.register.add(
      [practice], batch: "a", by: .machine, at: sample.site.clock.now)
    try await sample.site.test { client in
      let program = Program(client: client, token: sample.writer)
      let path = "/practices/good/adoptions"
      let blank = try await program.post(path, #"{"plan":"plan","name":" "}"#)
      #expect(blank.status == 422 && blank.places == ["/name"], "\(blank.text)")
      #expect(try await program.post(path, #"{"plan":"none","name":"x"}"#).status == 404)
      let made = try await program.post(
        path, #"{"plan":"plan","name":"Our meters","isPublic":true}"#)
      #expect(made.status == 201 && made.text.contains("Our meters"), "\(made.text)")
      #expect(try await Program(client: client).get(path).json?["items"]?.array?.count == 1)
      let reader = Program(client: client, token: sample.reader)
      #expect(try await reader.post(path, #"{"plan":"plan","name":"x"}"#).status == 403)
      #expect(try await program.post("/practices/good/review").status >= 403)
    }
  }

  @Test func `actions are reported on, money is spent, periods are frozen`() async throws {
    let sample = try await APISite()
    try await sample.site.test { client in
      let program = Program(client: client, token: sample.writer)
      let base = "/plans/plan/delivery"
      let report = #"{"status":"blocked","note":" Waiting "}"#
      let statuses = try await program.post("\(base)/actions/first/updates", report)
      #expect(statuses.status == 204, "\(statuses.text)")
      let noted = try await program.post("\(base)/actions/first/updates", #"{"note":" Begun "}"#)
      #expect(noted.status == 204, "\(noted.text)")
      let updates = try await program.get("\(base)/updates")
      #expect(updates.text.contains("\"Begun\""))
      let spent = try await program.post(
        "\(base)/actions/first/expenditures", #"{"amount":12345,"day":"2026-05-01"}"#)
      #expect(spent.status == 201, "\(spent.text)")
      let unknown = try await program.post(
        "\(base)/actions/first/expenditures",
        #"{"amount":1,"day":"2026-05-01","source":"nobody"}"#)
      #expect(unknown.status == 422 && unknown.places == ["/source"])
      let period = try await program.get("/plans/plan/period?from=2026-01-01&until=2026-06-30")
      #expect(period.status == 200 && period.text.contains("12345"), "\(period.text)")
      for query in ["", "?from=2026-01-01", "?from=x&until=2026-06-30"] {
        #expect(try await program.get("/plans/plan/period\(query)").status == 400)
      }
      let frozen = try await program.post(
        "/plans/plan/reports", #"{"from":"2026-01-01","until":"2026-06-30"}"#)
      #expect(frozen.status == 201, "\(frozen.text)")
      let wrong = try await program.post(
        "/plans/plan/reports", #"{"from":"2026-07-01","until":"2026-06-30"}"#)
      #expect(wrong.status == 422)
      #expect(
        try await Program(client: client).get("/plans/plan/reports/\(frozen.id)").status == 200)
      let note = "\(base)/expenditures/\(spent.id)"
      for (version, status) in [(nil, 428), ("rubbish", 400), ("\"0\"", 412), ("\"2\"", 412)] {
        #expect(try await program.delete(note, from: version).status == status)
      }
      #expect(try await program.get("\(base)/expenditures").items.count == 1)
      #expect(try await program.delete("\(base)/expenditures/none", from: "*").status == 404)
      #expect(try await program.delete(note, from: spent.headers[.eTag]).status == 204)
      #expect(try await program.get("\(base)/expenditures").items.isEmpty)
      let stranger = Program(client: client, token: sample.stranger)
      #expect(try await stranger.get("\(base)/updates").status == 404)
      #expect(
        try await stranger.post("\(base)/actions/first/updates", #"{"note":"x"}"#).status == 404)
      let viewer = Program(client: client, token: sample.viewer)
      #expect(
        try await viewer.post("\(base)/actions/first/updates", #"{"note":"x"}"#).status == 403)
      // Without letters nobody can be asked: the link is for its holder alone.
      let asked = try await program.post(
        "\(base)/actions/first/requests",
        #"{"name":"Jan","email":"jan@x.example","due":"2026-06-01"}"#)
      #expect(asked.status == 409)
    }
  }

  @Test func `a framework is sent as a file, published once and never changed`() async throws {
    let sample = try await APISite()
    let token = try await APISite.token(sample.site, of: "vida", TokenReach(.decide))
    let file = FrameworkFiles.green
    try await sample.site.test { client in
      let program = Program(client: client, token: token)
      func body(_ owner: String, _ file: String) -> String {
        String(
          decoding: CanonicalJSON.bytes(of: ["owner": .string(owner), "file": .string(file)]),
          as: UTF8.self)
      }
      let wrong = try await program.post("/frameworks", body("city:here", "nonsense: ["))
      #expect(wrong.status == 422 && wrong.places == ["/file"], "\(wrong.text)")
      #expect(try await program.post("/frameworks", body("city:there", file)).status == 403)
      let made = try await program.post("/frameworks", body("city:here", file))
      #expect(made.status == 201, "\(made.text)")
      let path = "/frameworks/\(made.id)"
      #expect(try await Program(client: client).get(path).status == 404)
      #expect(try await program.post("\(path)/publication", from: "\"9\"").status == 412)
      let done = try await program.post("\(path)/publication", from: "\"1\"")
      #expect(done.status == 204, "\(done.text)")
      #expect(try await Program(client: client).get("\(path)/file").text.contains("green"))
      #expect(try await program.delete(path, from: "*").status >= 400)
      let next = try await program.post("\(path)/versions")
      #expect(next.status == 201, "\(next.text)")
      #expect(try await program.delete("/frameworks/\(next.id)", from: "\"1\"").status == 204)
    }
  }
}

private enum FrameworkFiles {
  static let green = """
    id: green
    version: "1"
    name: {en: "Green"}
    languages: [en]
    aggregation: weighted-mean
    missing: interval
    dimensions:
      - id: one
        name: {en: "One"}
        questions:
          - id: trees
            text: {en: "Are there trees?"}
            levels: [{en: "No"}, {en: "Nearly"}, {en: "Yes"}, {en: "And kept"}, {en: "And measured"}]

    """
}

@Suite struct `Accounts over the API` {
  @Test func `are looked after by those who may, within their city alone`() async throws {
    let sample = try await APISite()
    let site = sample.site
    let keeper = try await APISite.token(site, of: "vida", TokenReach(.administer))
    let stranger = try await APISite.token(site, of: "tone", TokenReach(.administer))
    let viewer = try await APISite.token(site, of: "bine", TokenReach(.administer))
    try await site.test { client in
      let program = Program(client: client, token: keeper)
      let own = try await program.get("/account")
      #expect(own.json?["id"]?.string == "vida" && own.json?["access"]?.string == "administer")
      let people = try await program.get("/people")
      #expect(people.json?["items"]?.array?.count == 2, "\(people.text)")
      #expect(!people.text.contains("tone"))
      let role = #"{"role":"cityContributor","scope":"city","place":"here"}"#
      let path = "/people/bine"
      #expect(try await program.post("\(path)/roles", role).status == 204)
      #expect(try await program.get(path).text.contains("cityContributor"))
      #expect(try await program.post("\(path)/role-withdrawal", role).status == 204)
      for body in [
        #"{"role":"cityContributor","scope":"city","place":"there"}"#,
        #"{"role":"administrator","scope":"platform"}"#,
        #"{"role":"administrator","scope":"city","place":"here"}"#,
      ] {
        let refused = try await program.post("\(path)/roles", body)
        #expect(refused.status == 403 || refused.status == 422, "\(refused.text)")
      }
      #expect(try await program.post("/people/tone/deactivation").status == 404)
      let far = Program(client: client, token: stranger)
      #expect(try await far.get(path).status == 404)
      #expect(try await far.post("\(path)/deactivation").status == 404)
      #expect(try await Program(client: client, token: viewer).get("/people").status == 403)
      #expect(try await program.post("\(path)/deactivation").status == 204)
      #expect(try await Program(client: client, token: sample.viewer).get("/plans").status == 401)
      #expect(try await program.post("\(path)/reactivation").status == 204)
      #expect(try await program.get("/security-events").status == 403)
      #expect(try await program.get("/letters").status == 403)
      // Without letters nobody is invited: the link in it opens an account.
      let invited = try await program.post(
        "/invitations",
        #"{"email":"new@x.example","role":"cityViewer","scope":"city","place":"here"}"#)
      #expect(invited.status == 409)
    }
  }

  @Test func `are invited by letter, and the link is told to nobody else`() async throws {
    let site = try await TestSite(hasMailServer: true)
    let city = City(id: ID(rawValue: "here"), name: APISite.text("Here"), country: "SI")
    try await site.services.cities.add(Atlas(cities: [city]), by: .machine, at: site.clock.now)
    _ = try await site.signIn("vida", as: Grant(.cityCoordinator, in: .city(city.id)))
    let keeper = try await APISite.token(site, of: "vida", TokenReach(.administer))
    try await site.test { client in
      let program = Program(client: client, token: keeper)
      let body = #"{"email":"new@x.example","role":"cityViewer","scope":"city","place":"here"}"#
      let wrong = try await program.post(
        "/invitations", body.replacing("new@x.example", with: "nobody"))
      #expect(wrong.status == 422, "\(wrong.text)")
      let invited = try await program.post("/invitations", body)
      #expect(invited.status == 201 && !invited.text.contains("http"), "\(invited.text)")
      let waiting = try await program.get("/invitations")
      #expect(waiting.items.first?["email"]?.string == "new@x.example")
      #expect(try await program.delete("/invitations/\(invited.id)").status == 428)
      #expect(try await program.delete("/invitations/\(invited.id)", from: "*").status == 204)
      #expect(try await program.get("/invitations").json?["items"]?.array?.isEmpty == true)
    }
  }
}
