import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import Pages
import Store
import Testing

@testable import Web

@Suite struct `Long exports over the API` {
  private static func order(_ edition: String? = nil, _ format: String = "xlsx") -> String {
    let more = edition.map { ",\"edition\":\"\($0)\"" } ?? ""
    return "{\"format\":\"\(format)\",\"language\":\"sl\"\(more)}"
  }

  @Test func `are ordered, watched and handed out, as described`() async throws {
    let sample = try await APISite()
    let worker = sample.site.exportWorker
    try await sample.site.test { client in
      let anybody = Program(client: client)
      let made = try await anybody.ask(.post, "/plans/plan/exports", Self.order())
      #expect(made.status == 201 && made.json?["state"]?.string == "waiting", "\(made.text)")
      let place = try #require(made.headers[.location]).dropFirst(7)
      #expect(try await anybody.get("\(place)/file").status == 409)
      #expect(await worker.runNext())
      let done = try await anybody.get(String(place))
      #expect(done.status == 200 && done.json?["state"]?.string == "done")
      #expect(done.json?["contents"]?.array?.isEmpty == false)
      let faults = done.json.map { ExportOperations.job.faults(of: $0) } ?? []
      #expect(faults.isEmpty, "\(faults)")
      let tag = try #require(done.headers[.eTag])
      #expect(try await anybody.get(String(place), [.ifNoneMatch: tag]).status == 304)
      let file = try await anybody.get("\(place)/file")
      #expect(file.headers[.contentType] == ExportFormat.xlsx.mediaType)
      let digest = try #require(done.json?["digest"]?.string)
      #expect(file.headers[.eTag] == "\"\(digest.dropFirst(7))\"")
      // The same once more is there already.
      let again = try await anybody.ask(.post, "/plans/plan/exports", Self.order("published"))
      #expect(again.status == 201 && again.json?["id"] == done.json?["id"])
    }
  }

  @Test func `of the working plan are for tokens that may read it`() async throws {
    let sample = try await APISite()
    let worker = sample.site.exportWorker
    try await sample.site.test { client in
      let anybody = Program(client: client)
      let stranger = Program(client: client, token: sample.stranger)
      let reader = Program(client: client, token: sample.reader)
      let path = "/plans/plan/exports"
      #expect(try await anybody.ask(.post, path, Self.order("working")).status == 401)
      #expect(try await stranger.ask(.post, path, Self.order("working")).status == 404)
      let made = try await reader.ask(.post, path, Self.order("working", "csv"))
      #expect(made.status == 201 && made.json?["audience"]?.string == "city")
      await worker.runNext()
      let place = String(try #require(made.headers[.location]).dropFirst(7))
      for part in ["", "/file"] {
        #expect(try await anybody.get(place + part).status == 401)
        #expect(try await stranger.get(place + part).status == 404)
        #expect(try await reader.get(place + part).status == 200)
      }
      // A token for another plan does not reach this one.
      let elsewhere = try await APISite.token(
        sample.site, of: "vida", TokenReach(.write, in: .plan(ID(rawValue: "other"))))
      #expect(try await Program(client: client, token: elsewhere).get(place).status == 403)
    }
  }

  @Test func `made by a token for the plan alone hold nothing of the city's own`() async throws {
    let sample = try await APISite()
    let narrow = try await APISite.token(
      sample.site, of: "vida", TokenReach(.read, in: .plan(APISite.plan)))
    try await sample.site.test { client in
      let program = Program(client: client, token: narrow)
      let made = try await program.ask(
        .post, "/plans/plan/exports", Self.order("working", "csv"))
      #expect(made.status == 201, "\(made.text)")
      await sample.site.exportWorker.runNext()
      let job = try await sample.site.exportJob(
        made.json?["id"]?.string.map { ID(rawValue: $0) })
      let bytes = try await sample.site.services.exports.chunk(0, of: job)
      let actions = String(
        decoding: try ZipArchive(bytes).contents(of: "action.csv"), as: UTF8.self)
      #expect(actions.contains("hush") == (job.order.audience == .city))
    }
  }

  @Test func `end on demand, and refuse what they do not know`() async throws {
    let sample = try await APISite()
    try await sample.site.test { client in
      let anybody = Program(client: client)
      let made = try await anybody.ask(.post, "/plans/plan/exports", Self.order())
      let place = String(try #require(made.headers[.location]).dropFirst(7))
      let ended = try await anybody.ask(.post, "\(place)/cancellation")
      #expect(ended.status == 200 && ended.json?["state"]?.string == "cancelled")
      #expect(try await anybody.ask(.post, "\(place)/cancellation").status == 409)
      let path = "/plans/plan/exports"
      for body in [
        "{}", #"{"format":"exe","language":"en"}"#, #"{"format":"xlsx","language":"xx"}"#,
        #"{"format":"xlsx","language":"en","more":1}"#,
        #"{"format":"xlsx","language":"en","edition":"secret"}"#,
      ] {
        #expect(try await anybody.ask(.post, path, body).status == 422, "\(body)")
      }
      #expect(try await anybody.ask(.post, path, "{").status == 400)
      #expect(try await anybody.ask(.post, "/plans/none/exports", Self.order()).status == 404)
      #expect(try await anybody.get("/exports/none").status == 404)
    }
  }
}
