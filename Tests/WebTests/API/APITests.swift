import Civic
import Exact
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

private let actions = "/plans/plan/records/action"

@Suite struct `The API` {
  @Test func `is described as it is: every route is in the description, and no other`() async throws
  {
    let site = try await TestSite()
    let router = Router(context: AppContext.self)
    API(services: site.services).add(to: router)
    let own = router.routes.filter { $0.path.description.contains("api/v1") }
    let routed = Set(own.map { "\($0.method.rawValue) \(Self.template($0.path.description))" })
    let document = OpenAPIDocument(operations: API.operations).json
    var described: Set<String> = []
    for path in document["paths"]?.object?.members ?? [] {
      for method in path.value.object?.names ?? [] {
        described.insert("\(method.uppercased()) \(path.name)")
      }
    }
    #expect(!described.isEmpty && described == routed)
    // Nothing else of the site lies there.
    let whole = buildRouter(site.services).routes.map { Self.template($0.path.description) }
      .filter { $0.hasPrefix(API.root) }
    #expect(Set(whole) == Set(document["paths"]?.object?.names ?? []))
    let names = API.operations.map(\.name)
    #expect(Set(names).count == names.count)
  }

  private static func template(_ path: String) -> String {
    "/"
      + path.split(separator: "/").map { part in
        part.hasPrefix(":") ? "{\(part.dropFirst())}" : String(part)
      }.joined(separator: "/")
  }

  @Test func `describes every property of every record`() throws {
    for kind in OpenAPIDocument.kinds {
      let properties = APISchemaReader.properties(of: kind)
      #expect(properties.contains { $0.name == "id" }, "\(kind.entityName)")
      #expect(properties.contains { $0.name == "revision" }, "\(kind.entityName)")
    }
    let action = APISchemaReader.properties(of: Action.self)
    #expect(action.count == 35)
    #expect(action.first { $0.name == "title" }?.isRequired == true)
    #expect(action.first { $0.name == "start" }?.schema == .orNull(.text(APIText(form: .day))))
  }

  @Test func `answers as described, for all that a small site holds`() async throws {
    let sample = try await APISite()
    let operations = API.operations
    try await sample.site.test { client in
      let program = Program(client: client, token: sample.writer)
      for operation in operations
      where operation.method == .get && operation.isList && operation.access.least == nil {
        let path = operation.path.replacing(":plan", with: "plan")
          .replacing(":city", with: "here")
        guard !path.contains(":") else { continue }
        let answer = try await program.get(path)
        #expect(answer.status == 200, "\(path) \(answer.text)")
        #expect(answer.json?["items"]?.array != nil)
      }
    }
  }

  @Test func `shows everybody what is public and nothing else`() async throws {
    let sample = try await APISite()
    try await sample.site.test { client in
      let anybody = Program(client: client)
      let published = try await anybody.get("/plans/plan/published/action")
      #expect(published.status == 200 && published.text.contains("Open data"))
      #expect(!published.text.contains("hush"))
      #expect(try await !anybody.get("/plans/plan/published").text.contains("hush"))
      let inside = try await anybody.get(actions)
      #expect(inside.status == 401)
      #expect(inside.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
      #expect(inside.headers[.contentType] == "application/problem+json")
      let plan = try await anybody.get("/plans/plan")
      #expect(plan.json?["phase"] == nil && plan.json?["publishedVersion"] != nil)
      let cookie = try await anybody.get(actions, [.cookie: "gradnik_session=x"])
      #expect(cookie.status == 401)
      let stranger = Program(client: client, token: sample.stranger)
      #expect(try await stranger.get(actions).status == 404)
      let own = try await Program(client: client, token: sample.reader).get(actions)
      #expect(own.status == 200 && own.text.contains("hush"))
    }
  }

  @Test func `writes by the rules of the forms, with history`() async throws {
    let sample = try await APISite()
    try await sample.site.test { client in
      let program = Program(client: client, token: sample.writer)
      let made = try await program.ask(
        .post, actions,
        #"{"code":"A2","title":{"original":"sl","texts":{"sl":" Odprti podatki ","en":"Data"}},"owner":"office"}"#
      )
      #expect(made.status == 201, "\(made.text)")
      #expect(made.json?["title"]?["texts"]?["sl"]?.string == "Odprti podatki")
      let place = try #require(made.headers[.location]).dropFirst(7)
      let shown = try await program.get(String(place))
      #expect(shown.json == made.json && shown.headers[.eTag] == "\"1\"")
      #expect(
        try await program.get(String(place), [.ifNoneMatch: "\"1\""]).status == 304)
      let changed = try await program.change(
        String(place), #"{"start":"2027-01-01","owner":null,"title":{"texts":{"mk":"Податоци"}}}"#,
        from: "\"1\"")
      #expect(changed.status == 200 && changed.headers[.eTag] == "\"2\"", "\(changed.text)")
      #expect(changed.json?["owner"] == nil && changed.json?["start"]?.string == "2027-01-01")
      #expect(changed.json?["title"]?["texts"]?["sl"]?.string == "Odprti podatki")
      let id = try #require(made.json?["id"]?.string)
      let history = try await sample.site.services.plans.history(
        of: RecordReference(kind: "action", id: id), in: APISite.plan, for: .machine)
      #expect(history.map(\.operation) == [.changed, .added] && history[0].author == "vida")
      let gone = try await program.ask(.delete, String(place), nil, [.ifMatch: "\"2\""])
      #expect(gone.status == 204)
      #expect(try await program.get(String(place)).status == 404)
    }
  }

  @Test func `lets nobody overwrite what they have not seen`() async throws {
    let sample = try await APISite()
    try await sample.site.test { client in
      let program = Program(client: client, token: sample.writer)
      let path = "\(actions)/first"
      let tag = try #require(try await program.get(path).headers[.eTag])
      #expect(try await program.change(path, #"{"code":"B1"}"#, from: nil).status == 428)
      #expect(try await program.change(path, #"{"code":"B1"}"#, from: "\"77\"").status == 412)
      #expect(try await program.change(path, #"{"code":"B1"}"#, from: "W/\"1\"").status == 400)
      #expect(try await program.change(path, #"{"code":"B1"}"#, from: tag).status == 200)
      #expect(try await program.change(path, #"{"code":"B2"}"#, from: tag).status == 412)
      #expect(try await program.change(path, #"{"code":"B3"}"#, from: "*").status == 200)
      #expect(try await program.ask(.delete, path, nil, [.ifMatch: tag]).status == 412)
    }
  }

  @Test func `names each fault with its place, in the language asked for`() async throws {
    let sample = try await APISite()
    try await sample.site.test { client in
      let program = Program(client: client, token: sample.writer)
      let wrong = try await program.ask(
        .post, actions,
        #"{"code":"A1","title":{"original":"en","texts":{"en":"x"}},"owner":"nobody","start":"2027-01-02","end":"2027-01-01","goals":[18]}"#,
        [.acceptLanguage: "sl"])
      #expect(wrong.status == 422 && wrong.headers[.contentLanguage] == "sl")
      #expect(Set(wrong.places).isSuperset(of: ["/code", "/owner", "/end", "/goals"]))
      let texts = try TextCatalogue.bundled().texts(for: .slovene)
      #expect(wrong.json?["detail"]?.string == texts.sentence(Message("apiInvalid")))
      let unknown = try await program.ask(.post, actions, #"{"revision":7,"plan":"other"}"#)
      #expect(Set(unknown.places) == ["/revision", "/plan"])
    }
  }

  @Test func `tells lists in parts`() async throws {
    let sample = try await APISite()
    for number in 1...5 {
      var risk = Risk(
        id: ID(rawValue: "r\(number)"), plan: APISite.plan, title: APISite.text("\(number)"),
        kind: .legal, likelihood: .low, impact: .low)
      risk.revision = 1
      try await sample.site.services.plans.add(risk, by: .machine, at: sample.site.clock.now)
    }
    try await sample.site.test { client in
      let program = Program(client: client, token: sample.reader)
      let path = "/plans/plan/records/risk"
      let first = try await program.get("\(path)?limit=2")
      #expect(first.json?["next"]?.string == "r2")
      #expect(first.headers[.link] == "</api/v1\(path)?after=r2&limit=2>; rel=\"next\"")
      let last = try await program.get("\(path)?after=r4&limit=2")
      #expect(last.json?["items"]?.array?.count == 1 && last.json?["next"] == nil)
      for query in ["limit=0", "limit=x", "limit=201", "after=%20", "page=2", "limit=1&limit=2"] {
        #expect(try await program.get("\(path)?\(query)").status == 400, "\(query)")
      }
    }
  }

  @Test func `keeps to what token and person may`() async throws {
    let sample = try await APISite()
    let (site, city) = (sample.site, APISite.city)
    let ofPlan = try await APISite.token(
      site, of: "vida", TokenReach(.write, in: .plan(APISite.plan)))
    let elsewhere = try await APISite.token(
      site, of: "vida", TokenReach(.write, in: .plan(ID(rawValue: "other"))))
    let ofCity = try await APISite.token(site, of: "vida", TokenReach(.write, in: .city(city)))
    let risk =
      #"{"title":{"original":"en","texts":{"en":"Delay"}},"kind":"legal"}"#
    let skill = #"{"name":{"original":"en","texts":{"en":"Data"}}}"#
    try await site.test { client in
      let path = "/plans/plan/records/risk"
      let register = "/cities/here/register/skills"
      for (token, plan, entry) in [
        (sample.writer, 201, 201), (sample.reader, 403, 403), (sample.viewer, 403, 403),
        (sample.stranger, 404, 403), (ofPlan, 201, 403), (elsewhere, 404, 403),
        (ofCity, 201, 201),
      ] {
        let program = Program(client: client, token: token)
        let first = try await program.ask(.post, path, risk)
        #expect(first.status == plan, "\(first.text)")
        let second = try await program.ask(.post, register, skill)
        #expect(second.status == entry, "\(second.text)")
      }
      #expect(try await Program(client: client).ask(.post, path, risk).status == 401)
    }
  }

  @Test func `tells of a vote before its close its rules alone`() async throws {
    let sample = try await VoteSite()
    try await sample.site.test { client in
      let browser = SignedInBrowser(client, sample.here)
      let open = try await sample.open(browser, codes: 3)
      let path = "/consultations/\(open.vote.id)"
      let anybody = Program(client: client)
      let rules = try await anybody.get("\(path)/rules")
      #expect(rules.status == 200)
      let vote = try await anybody.get(path)
      #expect(vote.json?["rulesDigest"] != nil && vote.json?["decision"] == nil)
      let all = vote.text + rules.text + (try await anybody.get("\(path)/projects").text)
      for word in ["\"votes\"", "ballots", "turnout", "\"count\"", "\"receipts\"", "voters"] {
        #expect(!all.contains(word), "\(word)")
      }
      #expect(try await anybody.get("\(path)/result").status == 404)
    }
  }

  @Test func `answers the same before and after ballots are cast, until the close`() async throws {
    let sample = try await VoteSite()
    let inside = try await APISite.token(sample.site, of: "hana", TokenReach(.write))
    try await sample.site.test { client in
      let open = try await sample.open(SignedInBrowser(client, sample.here), codes: 3)
      let path = "/consultations/\(open.vote.id)"
      let paths = ["/consultations", path, "\(path)/projects", "\(path)/rules", "/decisions"]
      func told() async throws -> [String] {
        var answers: [String] = []
        for token in [nil, inside] {
          for path in paths {
            let answer = try await Program(client: client, token: token).get(path)
            #expect(answer.status == 200, "\(path)")
            answers.append(answer.text)
          }
        }
        return answers
      }
      let before = try await told()
      let voter = Voter(client: client, vote: open.vote)
      for code in open.codes {
        #expect(try await voter.cast(code: code, [2]).receipt != nil)
      }
      #expect(try await told() == before)
    }
  }

  @Test func `keeps what a public record does not show`() async throws {
    let sample = try await APISite()
    let (site, now) = (sample.site, sample.site.clock.now)
    var practice = Practice(
      id: ID(rawValue: "unnamed"), city: APISite.city, name: APISite.text("Failure"),
      currency: .euro)
    practice.visibility = .anonymous
    practice.review = .listed
    try await site.services.register.add([practice], batch: "a", by: .machine, at: now)
    var hidden = StaffSkill(
      id: ID(rawValue: "hidden"), city: APISite.city, name: APISite.text("Secret skill"))
    hidden.isPublic = false
    try await site.services.register.add([hidden], batch: "b", by: .machine, at: now)
    try await site.test { client in
      let anybody = Program(client: client)
      for path in ["/practices", "/cities/here/register/practices", "/cities/here/register/skills"]
      {
        let text = try await anybody.get(path).text
        #expect(!text.contains("Failure") && !text.contains("Secret"), "\(path)")
      }
      #expect(try await anybody.get("/practices/unnamed").status == 404)
      #expect(try await anybody.get("/cities/here/register/skills/hidden").status == 404)
      #expect(try await anybody.get("/cities/there/register/practices/unnamed").status == 404)
      let own = Program(client: client, token: sample.reader)
      #expect(try await own.get("/cities/here/register/skills").text.contains("Secret"))
    }
  }

  @Test func `has its page in every language`() async throws {
    let site = try await TestSite()
    try await site.test { client in
      for language in Language.interface {
        let page = try await client.execute(uri: "/\(language.rawValue)/api", method: .get)
        let text = String(buffer: page.body)
        #expect(page.status == .ok && text.contains("/api/v1/plans/{plan}/records/action"))
      }
      let short = try await client.execute(uri: "/api", method: .get)
      #expect(short.headers[.location] == "/en/api")
    }
  }
}
