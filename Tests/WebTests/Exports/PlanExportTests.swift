import Civic
import Database
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

@Suite struct `A plan that goes out` {
  private func work(_ site: ExportSite) -> String { "/plans/\(site.plan)/work" }

  private static func get(
    _ client: any TestClientProtocol, _ path: String, _ token: SecretToken? = nil
  ) async throws -> (status: HTTPResponse.Status, type: String, bytes: [UInt8]) {
    var headers = HTTPFields()
    if let token { headers[.cookie] = "gradnik_session=\(token.text)" }
    return try await client.execute(uri: "/en" + path, method: .get, headers: headers) {
      ($0.status, $0.headers[.contentType] ?? "", Array($0.body.readableBytesView))
    }
  }

  @Test(arguments: Language.interface)
  func `has every list, counted, in each language`(language: Language) async throws {
    let site = try await ExportSite()
    let pack = try await site.sheets(language).pack(version: nil, made: site.site.clock.now)
    let document = try await site.document
    let counts = Dictionary(uniqueKeysWithValues: pack.tables.map { ($0.name, $0.rows.count) })
    #expect(counts["action"] == document.actions.count && counts["overview"] == counts["action"])
    #expect(counts["cost_line"] == document.costLines.count)
    #expect(counts["funding_line"] == document.fundingLines.count)
    #expect(counts["action_task"] == document.tasks.count)
    #expect(counts["risk"] == document.risks.count && counts["public_service"] == 7)
    #expect(counts["indicator_value"] == 1)
    for table in pack.tables {
      #expect(Set(table.columns.map(\.title)).count == table.columns.count, "\(table.name)")
      #expect(table.rows.allSatisfy { $0.count == table.columns.count })
    }
    let tables = try XLSXReader().read(XLSXWriter().bytes(pack))
    #expect(tables.count == pack.tables.count + 1)
    #expect(tables.dropFirst().map { $0.rows.count - 1 } == pack.tables.map(\.rows.count))
  }

  @Test func `holds nothing internal when it is for everybody`() async throws {
    let site = try await ExportSite { document in
      for index in document.actions.indices { document.actions[index].internalNote = "SECRETWORD" }
      for index in document.stakeholders.indices {
        document.stakeholders[index].internalNote = "SECRETWORD"
      }
    }
    let services = site.site.services
    var service = PublicService(
      id: ID(rawValue: "hidden"), city: try await site.document.city.id,
      name: Multilingual("SECRETWORD", in: .english))
    service.isPublic = false
    try await services.register.add([service], batch: nil, by: .machine, at: site.site.clock.now)
    let open = try await site.sheets(.english, isPublic: true)
    let text = { (sheets: PlanSheets) in
      try sheets.pack(version: nil, made: site.site.clock.now).tables
        .flatMap { $0.rows.joined().map(\.plain) }.joined(separator: "|")
    }
    let outside = try text(open)
    #expect(!outside.contains("SECRETWORD") && !outside.contains("secret note"))
    let inside = try text(try await site.sheets(.english))
    #expect(inside.contains("SECRETWORD") && inside.contains("secret note"))
    let titles = try open.tables().flatMap(\.columns).map(\.name)
    #expect(!titles.contains("internalNote") && !titles.contains("isPublic"))
  }

  @Test func `is nothing for strangers before it is published`() async throws {
    let site = try await ExportSite()
    try await site.site.test { client async throws in
      for path in ["export", "export/file", "calendar.ics"] {
        let page = try await Self.get(client, "/plans/\(site.plan)/\(path)")
        #expect(page.status == .notFound, "\(path)")
      }
      for path in ["export", "export/file", "tables"] {
        let page = try await Self.get(client, "\(work(site))/\(path)", site.stranger)
        #expect(page.status == .notFound, "\(path)")
        let none = try await Self.get(client, "\(work(site))/\(path)")
        #expect(none.status != .ok, "\(path)")
      }
    }
  }

  @Test func `comes as a workbook and as a ZIP of text, whole`() async throws {
    let site = try await ExportSite()
    try await site.site.test { client async throws in
      let base = "\(work(site))/export/file"
      let book = try await Self.get(client, "\(base)?format=xlsx&language=mk", site.reader)
      #expect(book.status == .ok && book.type.contains("spreadsheetml"))
      #expect(try XLSXReader().read(book.bytes).count > 20)
      let zip = try await Self.get(client, "\(base)?format=csv&bom=yes", site.reader)
      let archive = try ZipArchive(zip.bytes)
      #expect(archive.contains("README.txt") && archive.contains("action.csv-metadata.json"))
      let actions = try archive.contents(of: "action.csv")
      #expect(actions.starts(with: [0xEF, 0xBB, 0xBF]))
      let rows = try CSVReader().read(actions, name: "action").table.rows
      #expect(try await rows.count == site.document.actions.count + 1)
      let wrong = try await Self.get(client, "\(base)?format=exe", site.reader)
      #expect(wrong.status == .notFound)
    }
  }

  @Test func `has a page of its own, and a calendar for those who know its secret`() async throws {
    let site = try await ExportSite()
    try await site.site.test { client async throws in
      let browser = SignedInBrowser(client, site.reader)
      let page = try await browser.get("\(work(site))/export")
      #expect(page.status == .ok && page.text.contains("/work/export/file"))
      let made = try await browser.post("\(work(site))/calendar")
      let secret = try #require(
        made.text.firstMatch(of: /calendars\/([A-Za-z0-9_-]{43})\/plan.ics/))
      let path = "/calendars/\(secret.1)/plan.ics"
      let feed = try await Self.get(client, path)
      let text = String(decoding: feed.bytes, as: UTF8.self)
      #expect(feed.status == .ok && feed.type.hasPrefix("text/calendar"))
      #expect(text.hasPrefix("BEGIN:VCALENDAR\r\n") && text.hasSuffix("END:VCALENDAR\r\n"))
      #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
      #expect(!(try await browser.get("\(work(site))/export")).text.contains(secret.1))
      #expect(try await browser.post("\(work(site))/calendar/revocation").status == .seeOther)
      #expect(try await Self.get(client, path).status == .notFound)
      let other = SignedInBrowser(client, site.stranger)
      _ = try await other.get("/account")
      #expect(try await other.post("\(work(site))/calendar").status == .notFound)
    }
  }

  @Test func `loses its secret calendar when its reader loses the role`() async throws {
    let site = try await ExportSite()
    let token = try await site.site.signIn(
      "late", as: Grant(.cityViewer, in: .city(site.document.city.id)))
    let services = site.site.services
    let secret = services.token()
    try await site.site.test { client async throws in
      let viewer = Viewer(
        account: ID(rawValue: "late"), name: "late",
        grants: [Grant(.cityViewer, in: .city(try await site.document.city.id))])
      try await CalendarStore(services.database).issue(
        secret.digest, of: site.plan, by: viewer, at: services.clock())
      let path = "/calendars/\(secret.text)/plan.ics"
      #expect(try await Self.get(client, path).status == .ok)
      try await site.site.database.write { connection in
        _ = try connection.execute("UPDATE account SET is_active = 0 WHERE id = 'late'")
      }
      #expect(try await Self.get(client, path).status == .notFound)
      _ = token
    }
  }

  @Test func `is told as news once something is published`() async throws {
    let site = try await TestSite()
    let empty = try await NewsStore(site.services.database).news()
    #expect(empty.isEmpty)
    _ = try await PublishedSample(site)
    try await site.test { client async throws in
      for path in ["/changes.atom", "/plans/plan/export", "/plans/plan/calendar.ics"] {
        let page = try await Self.get(client, path)
        #expect(page.status == .ok, "\(path)")
      }
      let feed = try await Self.get(client, "/changes.atom")
      let text = String(decoding: feed.bytes, as: UTF8.self)
      #expect(feed.type.hasPrefix("application/atom+xml") && text.contains("<entry>"))
      #expect(text.contains("/plans/plan/versions/1"))
      let file = try await Self.get(client, "/plans/plan/export/file")
      #expect(try XLSXReader().read(file.bytes).count > 20)
      #expect(try await Self.get(client, "/cities/none/changes.atom").status == .notFound)
    }
  }
}
