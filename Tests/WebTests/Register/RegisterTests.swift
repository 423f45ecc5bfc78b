import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

/// A city with a coordinator, a plan and a department.
private struct RegisterSite: Sendable {
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
    let now = site.clock.now
    let organisation = Organisation(
      id: ID(rawValue: "it"), city: cities[0].id, name: text("IT department"),
      helix: .publicSector)
    try await site.services.cities.add(
      Atlas(cities: cities, organisations: [organisation]), by: .machine, at: now)
    let plan = Plan(
      id: ID(rawValue: "plan"), city: cities[0].id, title: text("Plan"), years: 2026...2030)
    try await site.services.plans.create(plan, sections: [], by: .machine, at: now)
    coordinator = try await site.signIn(
      "cvetka", as: Grant(.cityCoordinator, in: .city(cities[0].id)))
    stranger = try await site.signIn(
      "boris", as: Grant(.cityCoordinator, in: .city(cities[1].id)))
  }

  func register(for viewer: Viewer = .machine) async throws -> Register {
    try await site.services.register.register(of: city, for: viewer)
  }
}

@Suite struct `What a city has today` {
  private static let service = [
    "parent": "sampleton", "content": "en", "name": "Building permit", "channels": "online",
    "digitalLevel": "download", "theme": "building", "isPublic": "yes", "processingDays": "30",
    "owner": "it", "fee": "20 €",
  ]

  @Test func `A service is written, read by everybody and given out as linked data`() async throws {
    let sample = try await RegisterSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      _ = try await browser.get("/facts/public_service/new?parent=sampleton")
      let added = try await browser.post("/facts/public_service/new", Self.service)
      #expect(added.status == .seeOther)
      let service = try #require(try await sample.register().services.first)
      #expect(service.digitalLevel == .download && service.channels == [.online])
      let catalogue = try await client.execute(
        uri: "/en/cities/sampleton/services?q=permit", method: .get)
      #expect(String(buffer: catalogue.body).contains("Building permit"))
      let page = try await client.execute(
        uri: "/mk/cities/sampleton/services/\(service.id)", method: .get)
      #expect(page.status == .ok)
      let data = try await client.execute(uri: "/en/cities/sampleton/services.ttl", method: .get)
      #expect(data.headers[.contentType] == "text/turtle; charset=utf-8")
      let turtle = String(buffer: data.body)
      #expect(turtle.contains("a cpsv:PublicService") && turtle.contains("\"P30D\""))
    }
  }

  @Test func `What is not public stays with the city's people`() async throws {
    let sample = try await RegisterSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      _ = try await browser.get("/facts/public_service/new?parent=sampleton")
      var values = Self.service
      values["isPublic"] = nil
      values["name"] = "Secret service"
      _ = try await browser.post("/facts/public_service/new", values)
      let service = try #require(try await sample.register().services.first)
      #expect(try await sample.register(for: .anonymous).services.isEmpty)
      for path in ["services", "services/\(service.id)", "services.ttl", "register/services"] {
        let answer = try await client.execute(uri: "/en/cities/sampleton/\(path)", method: .get)
        #expect(!String(buffer: answer.body).contains("Secret service"), "\(path)")
      }
      let other = SignedInBrowser(client, sample.stranger)
      #expect(try await other.get("/facts/public_service/\(service.id)").status == .notFound)
      #expect(
        try await other.get("/facts/public_service/new?parent=sampleton").status == .forbidden)
      #expect(
        try await other.get("/cities/sampleton/register/services/import").status == .forbidden)
    }
  }

  @Test func `Gaps are seen at a glance, and one press makes a challenge of one`() async throws {
    let sample = try await RegisterSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      _ = try await browser.get("/facts/service_contract/new?parent=sampleton")
      let added = try await browser.post(
        "/facts/service_contract/new",
        [
          "parent": "sampleton", "content": "en", "name": "Maintenance", "start": "2026-01-01",
          "end": "2028-12-31", "amount": "12,000.00", "isPublic": "yes",
        ])
      #expect(added.status == .seeOther)
      #expect(try await sample.register().contracts.first?.currency.rawValue == "MKD")
      let page = try await browser.get("/cities/sampleton/register").text
      #expect(page.contains("1 contract ends before the plan does"))
      let link = try #require(
        page.firstMatch(of: /href="\/en(\/plans\/plan\/work\/records\/challenge\/new[^"]*)"/)?.1)
      let form = try await browser.get(String(link.replacing("&amp;", with: "&"))).text
      #expect(form.contains("value=\"1 contract ends before the plan does\""))
      let open = try await client.execute(uri: "/en/cities/sampleton/register", method: .get)
      #expect(!String(buffer: open.body).contains("ends before"))
    }
  }

  @Test func `A table in another language comes in once its cells are mended, and goes out again`()
    async throws
  {
    let sample = try await RegisterSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      let path = "/cities/sampleton/register/services/import"
      _ = try await browser.get(path)
      let mk = try TextCatalogue.bundled().texts(for: .macedonian)
      let head = [TextKey.entryNameField, .serviceLevelField, .serviceDaysField].map { mk($0) }
      let level = mk.name(of: DigitalLevel.transaction)
      let csv =
        "Каталог на услуги;;;\n\(head.joined(separator: ";"));Друго\n"
        + "Дозвола за градба;\(level);30;x\nИзвод;2;брзо;y\n"
      let shown = try await browser.upload(path, name: "table.csv", Array(csv.utf8))
      #expect(shown.status == .unprocessableContent)
      #expect(shown.text.contains("cell-1-2") && shown.text.contains("Друго"))
      let carried = try #require(shown.text.firstMatch(of: /name="table" value="([^"]*)"/)?.1)
        .replacing("&quot;", with: "\"")
      let ready = try await browser.post(path, ["table": String(carried), "cell-1-2": "3"])
      #expect(ready.status == .ok)
      let again = try #require(ready.text.firstMatch(of: /name="table" value="([^"]*)"/)?.1)
        .replacing("&quot;", with: "\"")
      #expect(try await sample.register().services.isEmpty)
      let batch = try #require(ready.text.firstMatch(of: /name="batch" value="([^"]*)"/)?.1)
      for _ in 1...2 {
        let done = try await browser.post(
          path, ["table": String(again), "run": "yes", "batch": String(batch)])
        #expect(done.status == .seeOther)
      }
      let services = try await sample.register().services
      #expect(services.count == 2 && services.allSatisfy { $0.digitalLevel == .transaction })
      #expect(Set(services.compactMap(\.processingDays)) == [30, 3])
      _ = try await browser.post("/cities/sampleton/register/services/undo")
      #expect(try await sample.register().services.isEmpty)
    }
  }

  @Test func `An entry that others need cannot go`() async throws {
    let sample = try await RegisterSite()
    var system = InformationSystem(
      id: ID(rawValue: "portal"), city: sample.city, name: Multilingual("Portal", in: .english))
    var service = PublicService(
      id: ID(rawValue: "permit"), city: sample.city, name: Multilingual("Permit", in: .english))
    service.system = system.id
    let (store, now) = (sample.site.services.register, sample.site.clock.now)
    try await store.add([system], batch: "a", by: .machine, at: now)
    try await store.add([service], batch: "b", by: .machine, at: now)
    await #expect(throws: StoreError.self) {
      try await store.remove(system, by: .machine, at: now)
    }
    try await store.remove(service, by: .machine, at: now)
    system.revision = 1
    try await store.remove(system, by: .machine, at: now)
    #expect(try await sample.register().count == 0)
  }
}
