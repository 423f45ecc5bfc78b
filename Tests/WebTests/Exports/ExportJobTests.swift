import Civic
import Database
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import Pages
import Store
import Testing

@testable import Web

private let wish = ["file": "xlsx", "words": "mk"]

@Suite struct `Long exports` {
  @Test func `are ordered, watched, made and handed out`() async throws {
    let site = try await ExportSite()
    let worker = site.site.exportWorker
    try await site.site.test { client async throws in
      let vida = ExportJobBrowser(client: client, token: site.reader)
      let work = "/plans/\(site.plan)/work"
      #expect(try await vida.get("\(work)/export").text.contains("action=\"/en\(work)/exports\""))
      let ordered = try await vida.post("\(work)/exports", wish)
      #expect(ordered.status == .seeOther, "\(ordered.text)")
      let path = "/exports/\(try #require(ordered.job))"
      let refresh = try #require(HTTPField.Name("Refresh"))
      let waiting = try await vida.get(path)
      #expect(waiting.status == .ok && waiting.headers[refresh] == "3")
      #expect(waiting.text.contains("<progress") && waiting.text.contains("\(path)/cancellation"))
      #expect(try await vida.get("\(path)?live=1").headers[refresh] == nil)
      #expect(try await vida.get("\(path)/file").status == .conflict)
      #expect(await worker.runNext())
      #expect(await !worker.runNext())

      let done = try await vida.get(path)
      let job = try await site.site.exportJob(ordered.job)
      let made = try #require(job.file)
      #expect(done.headers[refresh] == nil && done.text.contains("\(path)/file"))
      #expect(done.text.contains(made.digest.rawValue))
      #expect(!done.text.contains("/cancellation"))
      for part in made.contents.parts { #expect(done.text.contains(part.title)) }
      let file = try await vida.get("\(path)/file")
      #expect(file.status == .ok && file.bytes.count == made.size)
      #expect(Digest(of: file.bytes) == made.digest)
      #expect(file.headers[.contentType] == ExportFormat.xlsx.mediaType)
      #expect(file.headers[.cacheControl] == "private, no-store")
      let tables = try XLSXReader().read(file.bytes)
      #expect(tables.dropFirst().map { $0.rows.count - 1 } == made.contents.parts.map(\.count))
      let pack = try await site.sheets(.macedonian).pack(version: nil, made: made.madeAt)
      let expected = try XLSXWriter().bytes(pack)
      #expect(file.bytes == expected)
      #expect(try await vida.get("\(work)/export").text.contains(path))
      let measures = await site.site.services.measures.text()
      #expect(measures.contains("gradnik_exports_total{format=\"xlsx\",outcome=\"done\"} 1"))
    }
  }

  @Test func `of what is published are made once for everybody, and hold nothing internal`()
    async throws
  {
    let site = try await TestSite()
    _ = try await PublishedSample(site)
    let worker = site.exportWorker
    try await site.test { client async throws in
      let ana = ExportJobBrowser(client: client)
      let path = "/plans/plan/exports"
      let order = ["file": "csv", "words": "en", "mark": "yes"]
      let first = try await ana.post(path, order)
      let again = try await ana.post(path, order)
      #expect(first.status == .seeOther && first.job == again.job)
      site.clock.wait(seconds: 1)
      #expect(try await ana.post(path, ["file": "csv", "words": "en"]).job != first.job)
      // Two wait for it: neither ends it for the other.
      let page = "/exports/\(try #require(first.job))"
      #expect(try await !ana.get(page).text.contains("/cancellation"))
      #expect(try await ana.post("\(page)/cancellation").status == .conflict)
      #expect(await worker.runNext())
      #expect(try await ana.post(path, order).job == first.job)
      let file = try await ana.get("\(page)/file")
      let archive = try ZipArchive(file.bytes)
      #expect(try archive.contents(of: "action.csv").starts(with: [0xEF, 0xBB, 0xBF]))
      let tag = try #require(file.headers[.eTag])
      let known = try await ana.get("\(page)/file", [.ifNoneMatch: tag])
      #expect(known.status == .notModified && known.bytes.isEmpty)
      let job = try await site.exportJob(first.job)
      #expect(job.order.audience == .everybody && job.account == nil && job.order.version == 1)
      #expect(job.file?.contents.omissions.map(\.kind) == [.inside, .traces])

      // The next day actions may be late: it is made anew.
      site.clock.wait(seconds: 86_400)
      let tomorrow = try await ana.post(path, order)
      #expect(tomorrow.job != first.job)
      #expect(try await ana.get("\(page)/file").status == .conflict)
      #expect(try await ana.get(page).text.contains("/plans/plan/exports"))
    }
  }

  @Test(arguments: [true, false])
  func `say of an invented plan that it is`(isDemonstration: Bool) async throws {
    let site = try await ExportSite { $0.plan.isDemonstration = isDemonstration }
    let words = try TextCatalogue.bundled().texts(for: .english)(.frameDemonstration)
    try await site.site.test { client async throws in
      let vida = ExportJobBrowser(client: client, token: site.reader)
      let ordered = try await vida.post("/plans/\(site.plan)/work/exports", wish)
      let page = "/exports/\(try #require(ordered.job))"
      #expect(try await vida.get(page).text.contains(words) == isDemonstration)
      #expect(await site.site.exportWorker.runNext())
      #expect(try await vida.get(page).text.contains(words) == isDemonstration)
    }
  }

  @Test func `hold what is internal only for those who may read it`() async throws {
    let site = try await ExportSite { document in
      for index in document.actions.indices { document.actions[index].internalNote = "SECRETWORD" }
    }
    let city = try await site.document.city.id
    let worker = site.site.exportWorker
    try await site.site.test { client async throws in
      let vida = ExportJobBrowser(client: client, token: site.reader)
      let boris = ExportJobBrowser(client: client, token: site.stranger)
      let nobody = ExportJobBrowser(client: client)
      let work = "/plans/\(site.plan)/work"
      let ordered = try await vida.post("\(work)/exports", ["file": "csv", "words": "en"])
      let page = "/exports/\(try #require(ordered.job))"
      await worker.runNext()
      #expect(try await site.site.exportJob(ordered.job).order.audience == .city)
      let file = try await vida.get("\(page)/file")
      let digest = Digest(of: file.bytes).rawValue
      let actions = try ZipArchive(file.bytes).contents(of: "action.csv")
      #expect(String(decoding: actions, as: UTF8.self).contains("SECRETWORD"))
      for path in [page, "\(page)/file"] {
        #expect(try await boris.get(path).status == .notFound)
        #expect(try await nobody.get(path).status == .seeOther)
      }
      for path in ["\(work)/exports", "\(page)/cancellation"] {
        #expect(try await boris.post(path, wish).status == .notFound)
        #expect(try await nobody.post(path, wish).status == .seeOther)
      }
      // A plan that is not published has no public file.
      #expect(try await nobody.post("/plans/\(site.plan)/exports", wish).status == .notFound)
      #expect(try await nobody.get("/exports/none").status == .notFound)

      // Who may no longer read the plan gets nothing of it, though they ordered it.
      try await site.site.database.write { connection in
        _ = try connection.execute(
          """
          UPDATE account_grant SET status = 'withdrawn', until_at = from_at
          WHERE account = 'vida' AND scope_key = \(city.rawValue)
          """)
      }
      for path in [page, "\(page)/file"] {
        let refused = try await vida.get(path)
        #expect(refused.status == .forbidden && !refused.text.contains(digest), "\(path)")
      }
      let cvetka = ExportJobBrowser(client: client, token: site.coordinator)
      #expect(try await cvetka.get("\(page)/file").status == .ok)
    }
  }

  @Test func `are not made for who lost the right to read meanwhile`() async throws {
    let site = try await ExportSite()
    try await site.site.test { client async throws in
      let vida = ExportJobBrowser(client: client, token: site.reader)
      let ordered = try await vida.post("/plans/\(site.plan)/work/exports", wish)
      try await site.site.database.write { connection in
        _ = try connection.execute("UPDATE account SET is_active = 0 WHERE id = 'vida'")
      }
      await site.site.exportWorker.runNext()
      let job = try await site.site.exportJob(ordered.job)
      #expect(job.state == .failed && job.fault == .refused && job.file == nil)
      let cvetka = ExportJobBrowser(client: client, token: site.coordinator)
      let page = try await cvetka.get("/exports/\(job.id)")
      let texts = try TextCatalogue.bundled().texts(for: .english)
      #expect(page.text.contains(texts.name(of: ExportFault.refused)))
      #expect(try await cvetka.get("/exports/\(job.id)/file").status == .conflict)
    }
  }

  @Test func `end when their reader asks, and are told apart from failures`() async throws {
    let site = try await ExportSite()
    try await site.site.test { client async throws in
      let vida = ExportJobBrowser(client: client, token: site.reader)
      let work = "/plans/\(site.plan)/work/exports"
      let waiting = try await vida.post(work, wish)
      let page = "/exports/\(try #require(waiting.job))"
      #expect(try await vida.post("\(page)/cancellation").status == .seeOther)
      #expect(try await site.site.exportJob(waiting.job).state == .cancelled)
      #expect(try await vida.post("\(page)/cancellation").status == .conflict)
      #expect(!(try await vida.get(page)).text.contains("/file\""))

      // While it runs: the maker waits for the word.
      let running = try await vida.post(work, wish)
      var worker = site.site.exportWorker
      worker.makers = [EndlessMaker()]
      let cancellation = Task {
        while try await site.site.exportJob(running.job).state != .running {
          try await Task.sleep(for: .milliseconds(5))
        }
        return try await vida.post(
          "/exports/\(try #require(running.job))/cancellation")
      }
      #expect(await worker.runNext())
      #expect(try await cancellation.value.status == .seeOther)
      #expect(try await site.site.exportJob(running.job).state == .cancelled)
    }
  }

  @Test func `wait again when the server stops, and end when they take too long`() async throws {
    let site = try await ExportSite()
    try await site.site.test { client async throws in
      let vida = ExportJobBrowser(client: client, token: site.reader)
      let ordered = try await vida.post("/plans/\(site.plan)/work/exports", wish)
      var worker = site.site.exportWorker
      worker.makers = [EndlessMaker()]
      let stopped = worker
      let running = Task { await stopped.runNext() }
      while try await site.site.exportJob(ordered.job).state != .running {
        try await Task.sleep(for: .milliseconds(5))
      }
      running.cancel()
      #expect(await running.value)
      #expect(try await site.site.exportJob(ordered.job).state == .waiting)
      worker.limits.time = .zero
      #expect(await worker.runNext())
      #expect(try await site.site.exportJob(ordered.job).fault == .tooLong)
    }
  }

  @Test func `fail with a reason, and leave no part of a file`() async throws {
    let long = String(repeating: "x", count: 40_000)
    let site = try await ExportSite { document in
      document.actions[0].internalNote = long
    }
    try await site.site.test { client async throws in
      let vida = ExportJobBrowser(client: client, token: site.reader)
      let work = "/plans/\(site.plan)/work/exports"
      let ordered = try await vida.post(work, ["file": "xlsx", "words": "en"])
      await site.site.exportWorker.runNext()
      let job = try await site.site.exportJob(ordered.job)
      #expect(job.fault == .cellTooLong && job.faultPlace?.contains("1") == true)
      let again = try await vida.post(work, ["file": "csv", "words": "en"])
      var worker = site.site.exportWorker
      worker.limits.size = 1000
      await worker.runNext()
      #expect(try await site.site.exportJob(again.job).fault == .tooLarge)
      let chunks = try await site.site.database.rows("SELECT job FROM export_chunk")
      #expect(chunks.isEmpty)
    }
  }
}
