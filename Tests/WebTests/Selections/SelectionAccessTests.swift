import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

@Suite struct `Who sees and does what in a selection` {
  @Test func `Others see no draft of a call, and nobody changes it once it is open`()
    async throws
  {
    let sample = try await SelectionSite()
    try await sample.site.test { client async throws in
      let otto = sample.browser(client, sample.otherSecretariat)
      #expect(
        try await otto.get("/facts/selection_call/new?parent=programme").status == .forbidden)
      _ = try await otto.get("/account")
      #expect(
        try await otto.post("/facts/selection_call/new", SelectionSite.call).status == .forbidden)
      let sara = sample.browser(client, sample.secretariat)
      _ = try await sara.get("/facts/selection_call/new?parent=programme")
      _ = try await sara.post("/facts/selection_call/new", SelectionSite.call)
      let call = try await sample.theCall()
      for path in ["/calls/\(call.id)", "/calls/\(call.id)/rules.json", "/calls/\(call.id)/desk"] {
        #expect(try await otto.get(path).status == .notFound)
        #expect(try await sample.anonymous(client, path).0 == 404)
      }
      #expect(try await otto.post("/calls/\(call.id)/opening").status == .notFound)
      #expect(!(try await otto.get("/calls")).text.contains("Towns that learn"))
      let edit = "/facts/selection_call/\(call.id)"
      _ = try await sara.get(edit)
      let bad = try await sara.post(
        edit,
        SelectionSite.call.merging(["revision": "1", "criteria": "Quality; none"]) { $1 })
      #expect(bad.status == .unprocessableContent && bad.text.contains("Quality; none"))
      let saved = try await sara.post(
        edit, SelectionSite.call.merging(["revision": "1", "places": "2"]) { $1 })
      #expect(saved.status == .seeOther)
      let stale = try await sara.post(
        edit, SelectionSite.call.merging(["revision": "1", "places": "9"]) { $1 })
      #expect(stale.status == .conflict)
      _ = try await sara.post("/calls/\(call.id)/opening")
      #expect(try await sample.theCall().rulesVersion == 2)
      #expect(try await sara.get(edit).status == .forbidden)
      let late = try await sara.post(
        edit, SelectionSite.call.merging(["revision": "3", "places": "9"]) { $1 })
      #expect(late.status == .forbidden)
      #expect(try await sara.post("\(edit)/restoration", ["change": "1"]).status == .forbidden)
      #expect(try await sample.theCall().places == 2)
    }
  }

  @Test func `An application is its city's alone until it is submitted, then the programme's`()
    async throws
  {
    let sample = try await SelectionSite()
    try await sample.site.test { client async throws in
      let call = try await sample.open(client)
      let mayor = sample.browser(client, sample.coordinators[0])
      _ = try await mayor.get("/calls/\(call.id)")
      #expect(
        try await mayor.post("/calls/\(call.id)/applications", ["city": "beta"]).status
          == .forbidden)
      let started = try await mayor.post("/calls/\(call.id)/applications", ["city": "alpha"])
      let path = String((started.location ?? "").dropFirst(3))
      let again = try await mayor.post("/calls/\(call.id)/applications", ["city": "alpha"])
      #expect(again.location == started.location)
      let strangers = [
        sample.coordinators[1], sample.secretariat, sample.otherSecretariat, sample.ana,
      ]
      for token in strangers {
        let stranger = sample.browser(client, token)
        _ = try await stranger.get("/account")
        #expect(try await stranger.get(path).status == .notFound)
        #expect(try await stranger.get("\(path)/scores").status == .notFound)
        for step in ["submission", "withdrawal", "takeover", "assessors", "ruling", "scores"] {
          #expect(try await stranger.post("\(path)/\(step)").status == .notFound)
        }
      }
      let reader = sample.browser(client, sample.reader)
      #expect(try await reader.get(path).status == .ok)
      for step in ["submission", "withdrawal", "takeover"] {
        #expect(try await reader.post("\(path)/\(step)").status == .forbidden)
      }
      #expect(try await mayor.post("\(path)/submission").status == .unprocessableContent)
      let id = String(path.split(separator: "/").last ?? "")
      _ = try await mayor.get("/facts/city_application/\(id)")
      _ = try await mayor.post(
        "/facts/city_application/\(id)",
        SelectionSite.application.merging(["revision": "1"]) { $1 })
      #expect(try await mayor.post("\(path)/submission").status == .seeOther)
      let sara = sample.browser(client, sample.secretariat)
      #expect(try await sara.get(path).text.contains("Losses of water"))
      for token in [sample.coordinators[1], sample.otherSecretariat, sample.ana] {
        #expect(try await sample.browser(client, token).get(path).status == .notFound)
      }
      let page = try await sample.anonymous(client, "/calls/\(call.id)")
      #expect(!page.1.contains("Losses of water") && !page.1.contains("secret-letter"))
      #expect(try await sample.anonymous(client, path).0 == 404)
      #expect(try await mayor.get("\(path)/scores").status == .forbidden)
    }
  }

  @Test func `Nothing is taken after the deadline, and nothing is decided before it`()
    async throws
  {
    let sample = try await SelectionSite()
    try await sample.site.test { client async throws in
      let call = try await sample.open(client)
      let ids = try await sample.apply(client, to: call)
      let sara = sample.browser(client, sample.secretariat)
      _ = try await sara.get("/calls/\(call.id)")
      #expect(try await sara.post("/calls/\(call.id)/decision").status == .unprocessableContent)
      try await sample.passDeadline()
      let mayor = sample.browser(client, sample.coordinators[0])
      _ = try await mayor.get("/applications/\(ids[0])")
      #expect(try await mayor.get("/facts/city_application/\(ids[0])").status == .forbidden)
      let late = try await mayor.post(
        "/facts/city_application/\(ids[0])",
        SelectionSite.application.merging(["revision": "3", "challenges": "Late"]) { $1 })
      #expect(late.status == .forbidden)
      for step in ["submission", "takeover"] {
        #expect(
          try await mayor.post("/applications/\(ids[0])/\(step)").status == .unprocessableContent)
      }
      #expect(
        try await mayor.post("/calls/\(call.id)/applications", ["city": "alpha"]).status
          == .conflict)
      let selections = sample.site.services.selections
      let view = try await selections.application(ID(rawValue: ids[0]), for: .machine)
      await #expect(throws: SelectionError.notOpen) {
        _ = try await selections.save(
          view.application, editedFrom: view.application.revision, by: .machine,
          at: sample.site.clock.now)
      }
    }
  }

  @Test func `Takes over the plan's challenges in one press, and a role in the city excludes`()
    async throws
  {
    let sample = try await SelectionSite()
    let services = sample.site.services
    let plan = Plan(
      id: ID(rawValue: "plan"), city: ID(rawValue: "alpha"),
      title: Multilingual("Plan", in: .english), years: 2026...2030)
    try await services.plans.create(plan, sections: [], by: .machine, at: sample.site.clock.now)
    let challenge = Challenge(
      id: ID(rawValue: "c"), plan: plan.id, position: 1,
      title: Multilingual("Queues at counters", in: .english))
    try await services.plans.add(challenge, by: .machine, at: sample.site.clock.now)
    try await sample.site.test { client async throws in
      let call = try await sample.open(client)
      let mayor = sample.browser(client, sample.coordinators[0])
      _ = try await mayor.get("/calls/\(call.id)")
      let started = try await mayor.post("/calls/\(call.id)/applications", ["city": "alpha"])
      let path = String((started.location ?? "").dropFirst(3))
      _ = try await mayor.get(path)
      #expect(try await mayor.post("\(path)/takeover").status == .seeOther)
      #expect(try await mayor.get(path).text.contains("Queues at counters"))
      let id = String(path.split(separator: "/").last ?? "")
      let hostile = "<script>alert(1)</script>"
      let saved = try await mayor.post(
        "/facts/city_application/\(id)",
        SelectionSite.application.merging([
          "revision": "2", "challenges": hostile, "documents-0": "javascript:alert(1)",
        ]) { $1 })
      #expect(saved.status == .seeOther)
      let page = try await mayor.get(path)
      #expect(!page.text.contains(hostile) && !page.text.contains("href=\"javascript"))
      let broken = try await mayor.post(
        "/facts/city_application/\(id)",
        SelectionSite.application.merging([
          "revision": "3", "themes": "77", "partner": "named", "offers": "Kept words",
        ]) { $1 })
      #expect(broken.status == .unprocessableContent && broken.text.contains("Kept words"))
      #expect(try await mayor.post("\(path)/submission").status == .seeOther)
      try await AccountStore(services.database).give(
        Grant(.cityViewer, in: .city(ID(rawValue: "alpha"))), to: ID(rawValue: "ana"),
        by: .machine, at: sample.site.clock.now)
      let sara = sample.browser(client, sample.secretariat)
      _ = try await sara.get(path)
      let refused = try await sara.post("\(path)/assessors", ["account": "ana"])
      #expect(refused.status == .unprocessableContent && refused.text.contains("has a role"))
      #expect(try await sara.post("\(path)/assessors", ["account": "otto"]).status == .notFound)
      #expect(try await sara.post("\(path)/assessors").status == .unprocessableContent)
      #expect(try await sara.post("\(path)/assessors", ["account": "bor"]).status == .seeOther)
      #expect(try await sara.post("\(path)/release", ["account": "bor"]).status == .seeOther)
    }
  }
}
