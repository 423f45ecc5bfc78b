import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

/// A city with a coordinator, a water company and an open plan.
private struct MeasureSite: Sendable {
  let site: TestSite
  let coordinator: SecretToken
  let stranger: SecretToken
  let city = ID<City>(rawValue: "sampleton")

  init() async throws {
    site = try await TestSite()
    let text = { (text: String) in Multilingual(text, in: .english) }
    let cities = ["sampleton", "elsewhere"].map {
      City(id: ID(rawValue: $0), name: text($0), country: "MK")
    }
    let water = Organisation(
      id: ID(rawValue: "water"), city: cities[0].id, name: text("Water company"),
      helix: .publicSector)
    try await site.services.cities.add(
      Atlas(cities: cities, organisations: [water]), by: .machine, at: site.clock.now)
    let plan = Plan(
      id: ID(rawValue: "plan"), city: cities[0].id, title: text("Plan"), years: 2026...2030)
    try await site.services.plans.create(plan, sections: [], by: .machine, at: site.clock.now)
    coordinator = try await site.signIn(
      "cvetka", as: Grant(.cityCoordinator, in: .city(cities[0].id)))
    stranger = try await site.signIn(
      "boris", as: Grant(.cityCoordinator, in: .city(cities[1].id)))
  }

  func register() async throws -> Register {
    try await site.services.register.register(of: city, for: .machine)
  }

  static let loss = [
    "parent": "sampleton", "content": "en", "name": "Water lost", "code": "water_loss",
    "unit": "%", "direction": "decrease", "frequency": "year", "interpolation": "linear",
    "baseline": "40", "baselineYear": "2020", "targets": "2030; 20", "enterprise": "water",
    "owner": "water", "isPublic": "yes", "redFrom": "20", "amberFrom": "5",
  ]
}

@Suite struct `Indicators of a city` {
  @Test func `A figure that turns red becomes a challenge and a corrective action`() async throws {
    let sample = try await MeasureSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      _ = try await browser.get("/facts/city_indicator/new?parent=sampleton")
      let added = try await browser.post("/facts/city_indicator/new", MeasureSite.loss)
      #expect(added.status == .seeOther)
      let indicator = try #require(try await sample.register().indicators.first)
      let path = "/cities/sampleton/indicators/\(indicator.id)"
      _ = try await browser.get(path)
      for (period, value) in [("2024", "39"), ("2025", "38,5")] {
        let typed = value.replacing(",", with: ".")
        let saved = try await browser.post(
          "\(path)/values", ["period": period, "value": typed, "quality": "A"])
        #expect(saved.status == .seeOther)
      }
      let page = try await browser.get(path)
      #expect(page.text.contains("38.5") && page.text.contains("class=\"status bad\""))
      #expect(page.text.contains("challenge/new?evidence="))
      #expect(page.text.contains("corrective_action/new"))
      let correction = try await browser.get(
        "/facts/corrective_action/new?parent=sampleton&indicator=\(indicator.id)")
      #expect(
        correction.text.split(separator: "<input").contains {
          $0.contains("value=\"\(indicator.id)\"") && $0.contains(" checked")
        })
      let refused = try await browser.post(
        "/facts/corrective_action/new",
        ["parent": "sampleton", "content": "en", "name": "Search leaks"])
      #expect(refused.status == .unprocessableContent)
      let kept = try await browser.post(
        "/facts/corrective_action/new",
        [
          "parent": "sampleton", "content": "en", "name": "Search leaks",
          "indicator": indicator.id.rawValue, "person": "Ana", "due": "2027-03-01",
        ])
      #expect(kept.status == .seeOther)
      let board = try await browser.get("/cities/sampleton/enterprises/water")
      #expect(board.text.contains("Search leaks") && board.text.contains("Water lost"))
      let report = try await client.execute(
        uri: "/mk/cities/sampleton/enterprises/water/reports/2026-Q1", method: .get)
      #expect(report.status == .ok)
    }
  }

  @Test func `A value that is corrected leaves what stood there`() async throws {
    let sample = try await MeasureSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      _ = try await browser.get("/facts/city_indicator/new?parent=sampleton")
      _ = try await browser.post("/facts/city_indicator/new", MeasureSite.loss)
      let indicator = try #require(try await sample.register().indicators.first)
      let path = "/cities/sampleton/indicators/\(indicator.id)"
      _ = try await browser.get(path)
      for value in ["39", "39.0", "41"] {
        _ = try await browser.post(
          "\(path)/values", ["period": "2025", "value": value, "quality": "A"])
      }
      let store = sample.site.services.indicators
      #expect(try await store.values(of: indicator).map(\.value?.description) == ["41"])
      let past = try await store.past(of: indicator, for: .machine)
      #expect(past.map(\.value.value?.description) == ["39"])
      let wrong = try await browser.post(
        "\(path)/values", ["period": "2025-Q1", "value": "x", "quality": "A"])
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("id=\"value-error\""))
      let period = try await browser.post(
        "\(path)/values", ["period": "2025-Q1", "value": "3", "quality": "A"])
      #expect(period.status == .unprocessableContent && period.text.contains("id=\"period-error\""))
    }
  }

  @Test func `Another city's coordinator neither writes nor sees what is not public`() async throws
  {
    let sample = try await MeasureSite()
    try await sample.site.test { client async throws in
      let owner = SignedInBrowser(client, sample.coordinator)
      _ = try await owner.get("/facts/city_indicator/new?parent=sampleton")
      var hidden = MeasureSite.loss
      hidden["isPublic"] = nil
      _ = try await owner.post("/facts/city_indicator/new", hidden)
      let indicator = try #require(try await sample.register().indicators.first)
      let stranger = SignedInBrowser(client, sample.stranger)
      _ = try await stranger.get("/account")
      let path = "/cities/sampleton/indicators/\(indicator.id)"
      #expect(try await stranger.get(path).status == .notFound)
      let written = try await stranger.post(
        "\(path)/values", ["period": "2025", "value": "1", "quality": "A"])
      #expect(written.status == .forbidden)
      let list = try await client.execute(uri: "/en/cities/sampleton/indicators", method: .get)
      #expect(!String(buffer: list.body).contains("Water lost"))
    }
  }

  @Test func `Two indicators with one code, and a formula that goes round, are refused`()
    async throws
  {
    let sample = try await MeasureSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      _ = try await browser.get("/facts/city_indicator/new?parent=sampleton")
      _ = try await browser.post("/facts/city_indicator/new", MeasureSite.loss)
      let twice = try await browser.post("/facts/city_indicator/new", MeasureSite.loss)
      #expect(twice.status == .unprocessableContent && twice.text.contains("id=\"code-error\""))
      let round = try await browser.post(
        "/facts/city_indicator/new",
        MeasureSite.loss.merging(["code": "round", "formula": "round + 1"]) { $1 })
      #expect(round.status == .unprocessableContent && round.text.contains("id=\"formula-error\""))
    }
  }
}

@Suite struct `Sources of figures` {
  private static let table = """
    city_code,city,year,indicator,value
    MK001C,Skopje,2024,DE1,526502
    MK001C,Skopje,2025,DE1,525000
    MK002C,Bitola,2025,DE1,69000

    """

  private func source(_ sample: MeasureSite, _ browser: SignedInBrowser) async throws
    -> IndicatorSource
  {
    _ = try await browser.get("/facts/indicator_source/new?parent=sampleton")
    let added = try await browser.post(
      "/facts/indicator_source/new",
      [
        "parent": "sampleton", "content": "en", "title": "City statistics",
        "publisher": "Office", "format": "table",
      ])
    #expect(added.status == .seeOther)
    return try #require(
      try await sample.site.services.sources.sources(of: sample.city).first?.source)
  }

  private static let columns = [
    "layout": "long", "place": "1", "placeLabel": "2", "time": "3", "indicator": "4",
    "value": "5", "times": "automatic",
  ]

  @Test func `A table is mapped once, tried, read, and feeds an indicator`() async throws {
    let sample = try await MeasureSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      let source = try await source(sample, browser)
      let sent = try await browser.upload(
        "/feeds/\(source.id)/file", name: "a.csv", Array(Self.table.utf8))
      #expect(sent.location?.hasSuffix("/mapping") == true)
      let form = try await browser.follow(sent)
      #expect(form.text.contains("city_code"))
      let tried = try await browser.post("/feeds/\(source.id)/mapping", Self.columns)
      #expect(tried.status == .ok && tried.text.contains("526,502"))
      let read = try await browser.post(
        "/feeds/\(source.id)/mapping", Self.columns.merging(["step": "run"]) { $1 })
      #expect(read.status == .seeOther)
      let state = try await sample.site.services.sources.source(source.id).state
      #expect(state.figures == 3 && state.health == .current)
      let fed = MeasureSite.loss.merging([
        "code": "people", "unit": "people", "feed": source.id.rawValue, "feedIndicator": "DE1",
        "feedPlace": "MK001C",
      ]) { $1 }
      #expect(try await browser.post("/facts/city_indicator/new", fed).status == .seeOther)
      let board = try await sample.site.services.indicators.board(
        of: sample.city, for: .machine, today: sample.site.clock.now.day)
      #expect(board.readings.first?.points.map(\.value) == [526_502, 525_000])
    }
  }

  @Test func `A revised figure leaves a trace, and another shape waits for a person`() async throws
  {
    let sample = try await MeasureSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      let source = try await source(sample, browser)
      let path = "/feeds/\(source.id)"
      _ = try await browser.upload("\(path)/file", name: "a.csv", Array(Self.table.utf8))
      _ = try await browser.post("\(path)/mapping", Self.columns.merging(["step": "run"]) { $1 })
      let revised = Self.table.replacing("525000", with: "525100")
      let sent = try await browser.upload("\(path)/file", name: "b.csv", Array(revised.utf8))
      #expect(sent.status == .seeOther)
      let gone = revised.replacing("MK002C,Bitola,2025,DE1,69000\n", with: "")
      _ = try await browser.upload("\(path)/file", name: "c.csv", Array(gone.utf8))
      let page = try await browser.get(path)
      #expect(page.text.contains("MK002C (Bitola)") && page.text.contains("/confirmation"))
      #expect(try await sample.site.services.sources.source(source.id).state.figures == 3)
      let confirmed = try await browser.post("\(path)/confirmation")
      #expect(confirmed.status == .seeOther)
      let peers = try await sample.site.services.indicators.peers(
        source: source.id, indicator: "DE1")
      #expect(peers["MK001C"]?.last?.value?.description == "525100")
      #expect(peers["MK001C"]?.last?.revision == 2)
      #expect(peers["MK002C"]?.last?.quality == .missing)
    }
  }

  @Test func `Hostile files and addresses are refused with a reason`() async throws {
    let sample = try await MeasureSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      let source = try await source(sample, browser)
      let path = "/feeds/\(source.id)"
      let binary = try await browser.upload(
        "\(path)/file", name: "x.csv", [0x1F, 0x8B, 8, 0, 0, 1])
      #expect(binary.status == .unprocessableContent)
      var local = source
      local.url = "http://127.0.0.1:9/x.csv"
      _ = try await sample.site.services.cities.save(
        local, editedFrom: 1, by: .machine, at: sample.site.clock.now)
      _ = try await browser.get(path)
      let fetched = try await browser.post("\(path)/fetch")
      #expect(fetched.status == .unprocessableContent)
      #expect(fetched.text.contains("127.0.0.1"))
      let stranger = SignedInBrowser(client, sample.stranger)
      _ = try await stranger.get("/account")
      #expect(try await stranger.post("\(path)/fetch").status == .forbidden)
    }
  }
}

@Suite struct `Pilots and policies on the web` {
  @Test func `A pilot's rules enter the public log and hold`() async throws {
    let sample = try await MeasureSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      _ = try await browser.get("/facts/pilot/new?parent=sampleton")
      let values = [
        "parent": "sampleton", "content": "en", "name": "Meters", "hypothesis": "Losses fall",
        "start": "2026-12-01", "end": "2027-11-30", "stopRule": "Meters fail", "isPublic": "yes",
      ]
      #expect(try await browser.post("/facts/pilot/new", values).status == .seeOther)
      let pilot = try #require(try await sample.register().pilots.first)
      let path = "/cities/sampleton/pilots/\(pilot.id)"
      _ = try await browser.get(path)
      #expect(try await browser.post("\(path)/rules").status == .unprocessableContent)
      var next = values.merging(["revision": "1", "scaleRule": "28 % or less"]) { $1 }
      #expect(try await browser.post("/facts/pilot/\(pilot.id)", next).status == .seeOther)
      #expect(try await browser.post("\(path)/rules").status == .seeOther)
      let fixed = try #require(try await sample.register().pilots.first)
      let log = try await sample.site.services.decisions.log()
      #expect(log.lines.last?.entry.digest == fixed.fixedDigest && log.firstFault == nil)
      next["revision"] = String(fixed.revision)
      next["hypothesis"] = "Losses rise"
      #expect(
        try await browser.post("/facts/pilot/\(pilot.id)", next).status == .unprocessableContent)
      #expect(
        try await browser.post("\(path)/notes", ["text": "Meters arrived"]).status == .seeOther)
      let page = try await client.execute(uri: "/sl\(path)", method: .get)
      #expect(String(buffer: page.body).contains("Meters arrived"))
    }
  }

  @Test func `A policy is computed and each computation stays`() async throws {
    let sample = try await MeasureSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      _ = try await browser.get("/facts/city_indicator/new?parent=sampleton")
      _ = try await browser.post("/facts/city_indicator/new", MeasureSite.loss)
      let indicator = try #require(try await sample.register().indicators.first)
      try await sample.site.services.indicators.write(
        (2014...2025).map {
          IndicatorValue(
            period: String($0), value: ExactDecimal(Int64(60 - ($0 - 2014))),
            at: sample.site.clock.now)
        }, of: indicator.id, by: .machine, at: sample.site.clock.now)
      let added = try await browser.post(
        "/facts/policy/new",
        [
          "parent": "sampleton", "content": "en", "name": "Mains", "horizon": "5",
          "indicator": indicator.id.rawValue, "inForceFrom": "2020",
          "alternatives": "Replace; 2026; 2; -6; -4; -2", "isPublic": "yes",
          "assumptions": "Price; 0.9; 1; 1.1",
        ])
      #expect(added.status == .seeOther)
      let policy = try #require(try await sample.register().policies.first)
      let path = "/cities/sampleton/policies/\(policy.id)"
      _ = try await browser.get(path)
      let run = try await browser.post("\(path)/runs")
      #expect(run.status == .seeOther)
      let page = try await browser.follow(run)
      #expect(page.status == .ok && page.text.contains("Replace"))
      let bad = try await browser.post(
        "/facts/policy/new",
        [
          "parent": "sampleton", "content": "en", "name": "X", "horizon": "5",
          "alternatives": "Replace; 2026",
        ])
      #expect(bad.status == .unprocessableContent && bad.text.contains("id=\"alternatives-error\""))
      let runs = try await sample.site.services.policies.runs(of: policy.id)
      #expect(runs.count == 1 && runs.first?.digest != nil)
    }
  }
}
