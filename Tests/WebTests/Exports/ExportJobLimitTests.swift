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

private let wish = ["file": "xlsx", "words": "mk"]

@Suite struct `Long exports within limits` {
  @Test func `refuse what cannot be ordered, beside its field`() async throws {
    let site = try await ExportSite()
    let sample = try await TestSite()
    _ = try await PublishedSample(sample)
    let hostile = "\"><script>alert(1)</script>"
    let wrong: [[String: String]] = [
      [:], ["file": "exe", "words": "en"], ["file": "xlsx", "words": "xx"],
      ["file": hostile, "words": hostile], ["file": "../../etc/passwd", "words": "en"],
      ["file": String(repeating: "x", count: 100_000), "words": "en\u{0}"],
    ]
    try await site.site.test { client async throws in
      let vida = ExportJobBrowser(client: client, token: site.reader)
      for values in wrong {
        let page = try await vida.post("/plans/\(site.plan)/work/exports", values)
        #expect(page.status == .unprocessableContent && page.text.contains("error-summary"))
        #expect(!page.text.contains("<script>alert"))
      }
      for path in ["/exports/%00", "/exports/..%2f..%2fetc", "/exports/'%20OR%201=1--/file"] {
        let status = try await vida.get(path).status
        #expect(status == .notFound || status == .badRequest, "\(path)")
      }
    }
    try await sample.test { client async throws in
      let nobody = ExportJobBrowser(client: client)
      for values in wrong {
        let page = try await nobody.post("/plans/plan/exports", values)
        #expect(page.status == .unprocessableContent && !page.text.contains("<script>alert"))
      }
      let foreign = try await client.execute(
        uri: "/en/plans/plan/exports", method: .post,
        headers: [
          .contentType: "application/x-www-form-urlencoded", .origin: "https://evil.example",
        ],
        body: .init(string: "file=xlsx&words=en")
      ) { $0.status }
      #expect(foreign == .forbidden)
    }
    for place in [site.site, sample] {
      #expect(try await place.database.rows("SELECT id FROM export_job").isEmpty)
    }
  }

  @Test func `are limited for one person and for one address`() async throws {
    let site = try await ExportSite()
    let sample = try await TestSite()
    _ = try await PublishedSample(sample)
    try await site.site.test { client async throws in
      let vida = ExportJobBrowser(client: client, token: site.reader)
      let work = "/plans/\(site.plan)/work/exports"
      for _ in 0..<3 { #expect(try await vida.post(work, wish).status == .seeOther) }
      let refused = try await vida.post(work, wish)
      #expect(refused.status == .tooManyRequests && refused.text.contains("3"))
      #expect(try await site.site.database.rows("SELECT id FROM export_job").count == 3)
    }
    try await sample.test { client async throws in
      let nobody = ExportJobBrowser(client: client)
      var statuses: [Int] = []
      for _ in 0..<12 {
        statuses.append(try await nobody.post("/plans/plan/exports", wish).status.code)
      }
      #expect(statuses == Array(repeating: 303, count: 10) + [429, 429])
      #expect(try await sample.database.rows("SELECT id FROM export_job").count == 1)
    }
  }

  @Test func `that are large are not written while somebody waits`() async throws {
    let site = try await ExportSite()
    let services = site.site.services
    let values = (0..<20_001).map { number in
      IndicatorValue(
        period: "2025", breakdown: "part=\(number)", value: ExactDecimal(1),
        at: services.clock())
    }
    try await services.indicators.write(
      values, of: ID(rawValue: "water"), by: .machine, at: services.clock())
    try await site.site.test { client async throws in
      let vida = ExportJobBrowser(client: client, token: site.reader)
      let work = "/plans/\(site.plan)/work"
      let direct = try await vida.get("\(work)/export/file?format=csv")
      #expect(direct.status == .seeOther)
      #expect(direct.location == "/en\(work)/export#order")
      let ordered = try await vida.post("\(work)/exports", ["file": "csv", "words": "en"])
      #expect(await site.site.exportWorker.runNext())
      let made = try #require(try await site.site.exportJob(ordered.job).file)
      #expect(made.contents.parts.map(\.count).max() == 20_002)
      let file = try await vida.get("/exports/\(try #require(ordered.job))/file")
      let table = try ZipArchive(file.bytes).contents(of: "indicator_value.csv")
      #expect(try CSVReader().read(table, name: "v").table.rows.count == 20_003)
    }
  }

  @Test func `are among a person's data, and forget who asked with the account`() async throws {
    let site = try await ExportSite()
    try await site.site.test { client async throws in
      let vida = ExportJobBrowser(client: client, token: site.reader)
      let work = "/plans/\(site.plan)/work/exports"
      let done = try await vida.post(work, wish)
      await site.site.exportWorker.runNext()
      let waiting = try await vida.post(work, wish)
      let accounts = site.site.services.accounts
      let now = site.site.clock.now
      let data = try await accounts.personalData(of: ID(rawValue: "vida"), at: now)
      #expect(data["exports"]?.array?.count == 2)
      #expect(data["exports"]?.array?.first?["plan"]?.string == site.plan.rawValue)
      try await accounts.erase(ID(rawValue: "vida"), by: .machine, at: now)
      #expect(try await site.site.exportJob(done.job).account == nil)
      #expect(try await site.site.exportJob(done.job).state == .done)
      #expect(try await site.site.exportJob(waiting.job).state == .cancelled)
    }
  }
}
