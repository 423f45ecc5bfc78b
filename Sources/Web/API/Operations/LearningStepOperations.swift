import Civic
import Exact
import Exchange
import HTTPTypes
import Pages
import Store

/// Practices reviewed and taken up, profiles, and who is matched with whom.
struct LearningStepOperations {
  private let family = APIFamily(topic: .learning)

  var all: [APIOperation] {
    let profiles = EditorOperations<PartnerProfile>(
      topic: .learning, path: "profiles", parameter: "profile", parents: ["city"]
    ) { ProfileRoutes(services: $0).editor }
    let partnerships = EditorOperations<Partnership>(
      topic: .learning, path: "partnerships", parameter: "partnership"
    ) { PartnershipRoutes(services: $0).editor }
    return practices + files + profiles.all + partnerships.all + [decision] + matching + claims
  }

  private var practices: [APIOperation] {
    [
      family.step(
        "/practices/:practice/review", "reviewPractice",
        "Take a practice one step along its review: handed in, listed"
      ) { request in
        try await request.services.practices.review(
          try request.id("practice"), by: request.viewer, at: request.now)
      },
      family.list(
        "/practices/:practice/adoptions", "listAdoptionOfPractice",
        "Who took a practice up and let it be known", of: .named("Adoption"), access: .open
      ) { request in
        try await request.services.practices.practice(
          try request.id("practice"), for: request.viewer
        ).adoptions.map { try APIItem($0) }
      },
      family.make(
        "/practices/:practice/adoptions", "adoptPractice", "Make an action of a plan of a practice",
        .named("Action"),
        body: [
          .id("plan"), .text("name", longest: 300),
          .text("changed", isRequired: false), .id("objective", isRequired: false),
          .flag("isPublic", isRequired: false),
        ]
      ) { request in
        let services = request.services
        let practice = try await services.practices.practice(
          try request.id("practice"), for: request.viewer
        ).practice
        let document = try await services.plans.workingPlan(
          ID(rawValue: request.body["plan"]?.string ?? ""), for: request.viewer)
        let wish = AdoptedAction.Wish(
          name: try request.needed("name"), changed: request.text("changed"),
          objective: request.text("objective").map { ID(rawValue: $0) },
          isPublic: request.isTrue("isPublic"))
        let made = AdoptedAction(
          of: practice, in: document, wish: wish, language: request.context.language,
          ids: (services.id(), services.id()), today: request.now.day)
        try await services.practices.adopt(
          made.adoption, as: made.action, by: request.viewer, at: request.now)
        return try .made(
          made.action, at: "\(API.root)/plans/\(document.plan.id)/records/action")
      },
      family.make(
        "/cities/:city/pilots/:pilot/practice", "makePracticeOfPilot",
        "Make a draft of a practice out of a pilot that has ended", .named("Practice")
      ) { request in
        let pilot = try await EntryOperations<Pilot>.entry(request, named: "pilot")
        guard pilot.result != nil else { throw StoreError.notFound }
        let practice = Practice(from: pilot, id: request.services.id())
        try await request.services.register.add(
          [practice], batch: nil, by: request.viewer, at: request.now)
        return try .made(
          practice, at: "\(API.root)/cities/\(pilot.city)/register/practices")
      },
    ]
  }

  private var files: [APIOperation] {
    [
      family.list(
        "/practices/:practice/files", "listPracticeFile", "The documents of a practice",
        of: .handedFile, access: .open
      ) { request in
        let id: ID<Practice> = try request.id("practice")
        _ = try await request.services.practices.practice(id, for: request.viewer)
        return try await request.services.practices.files(of: id, for: request.viewer)
          .map(APIItem.init)
      },
      family.removal(
        "/practices/:practice/files/:file", "removePracticeFile", "Remove a document of a practice"
      ) { request in
        try request.requireFirst()
        try await request.services.practices.remove(
          try request.id("file"), of: try request.id("practice"), by: request.viewer,
          at: request.now)
      },
    ]
  }

  private static let reason = APIProperty.choice("reason", of: MatchReason.self, isRequired: false)
  private static let cities = APIProperty(
    name: "cities", schema: .list(.identifier, longest: 2), isRequired: false)
  private static let note = APIProperty.text("note", isRequired: false, longest: 1000)

  private var decision: APIOperation {
    let steps = ["confirm", "decline", "replace"].map { JSONValue.string($0) }
    return family.step(
      "/partnerships/:partnership/decision", "decidePartnership",
      "Confirm a proposed partnership, decline it with a reason, or replace it by other cities",
      body: [
        APIProperty(name: "step", schema: .choice(steps), isRequired: true), Self.reason,
        Self.cities, Self.note,
      ], access: .decision, needsVersion: true
    ) { request in
      let store = request.services.partnerships
      let partnership = try await store.partnership(
        try request.id("partnership"), for: request.viewer)
      guard partnership.mayBeAdded(by: request.viewer) else {
        throw AccessError.refused(.manageNetwork)
      }
      try request.require(partnership)
      let reason = request.body["reason"]?.string.flatMap(MatchReason.init(rawValue:))
      let step: PartnershipStep
      switch (request.body["step"]?.string, reason) {
      case ("confirm", _): step = .confirm
      case ("decline", let reason?): step = .decline(reason)
      case ("replace", let reason?):
        guard !request.cities.isEmpty else {
          throw APIFault(at: "cities", Message("problemMatchCity"))
        }
        step = .replace(request.cities, reason)
      default: throw APIFault(at: "reason", Message("problemMatchReason"))
      }
      try await store.decide(
        partnership.id, step, revision: partnership.revision, note: request.text("note"),
        id: request.services.id(), by: request.viewer, at: request.now)
    }
  }

  private var matching: [APIOperation] {
    let base = "/networks/:network/matchings"
    return [
      family.list(base, "listMatchRun", "The matchings of a network", of: .any) {
        request in
        try await request.services.partnerships.runs(
          of: try await network(request).id, for: request.viewer
        ).map { try APIItem($0) }
      },
      family.one("\(base)/:run", "getMatchRun", "One matching", .any) { request in
        try .record(try await run(request))
      },
      family.make(
        base, "addMatchRun", "Match the cities of a network; fields as the page's form has them",
        .any, body: [APIFamily.fields]
      ) { request in
        let network = try await network(request)
        let form = try await request.services.factContext(request.context, content: nil)
        let (settings, problems) = MatchSettingsForm.form.read(
          request.fields, into: MatchSettings(), in: form)
        try APIFault.check(problems)
        do {
          let run = try await request.services.match(network, settings, by: request.viewer)
          return try .made(run, at: "\(API.root)/networks/\(network.id)/matchings")
        } catch let problem as FieldProblem {
          throw APIFault([problem])
        }
      },
      family.step(
        "\(base)/:run/proposals", "proposePartnership",
        "Propose a partnership of one's own beside those of a matching",
        body: [
          APIProperty(name: "cities", schema: .list(.identifier, longest: 2), isRequired: true),
          .choice("reason", of: MatchReason.self), Self.note,
        ]
      ) { request in
        let run = try await run(request)
        guard let reason = request.body["reason"]?.string.flatMap(MatchReason.init(rawValue:)),
          !request.cities.isEmpty
        else { throw APIFault(at: "cities", Message("problemMatchCity")) }
        var partnership = Partnership(
          id: request.services.id(), network: run.network, run: run.id, cities: request.cities)
        (partnership.isOwn, partnership.reason) = (true, reason)
        partnership.note = request.text("note")
        try await request.services.partnerships.propose(
          partnership, by: request.viewer, at: request.now)
      },
      family.make(
        "\(base)/:run/publication", "publishMatchRun", "Publish a matching as a decision",
        access: .decision
      ) { request in
        let run = try await run(request)
        let decision: ID<Decision> = request.services.id()
        try await request.services.partnerships.publish(
          run.id, decision: decision, by: request.viewer, at: request.now)
        return .made(decision, at: "/decisions")
      },
    ]
  }

  private func network(_ request: APIRequest) async throws -> Network {
    let id: ID<Network> = try request.id("network")
    guard let network = try await request.services.cities.atlas().network(id) else {
      throw StoreError.notFound
    }
    try request.viewer.require(.manageNetwork, .network(id))
    return network
  }

  private func run(_ request: APIRequest) async throws -> MatchRun {
    let network = try await network(request)
    let run = try await request.services.partnerships.run(
      try request.id("run"), for: request.viewer)
    guard run.network == network.id else { throw StoreError.notFound }
    return run
  }

  private var claims: [APIOperation] {
    let base = "/networks/:network/claims"
    return [
      family.fill(
        base, "addClaim",
        "Add a statement about a network with its source; fields as the page's form has them",
        needsVersion: true
      ) { request in
        let present = try await changeable(request)
        try request.require(present)
        let form = try await request.services.factContext(
          request.context, content: request.fields["content"])
        let (network, problems) = ClaimsPage.read(request.fields, about: present, in: form)
        try APIFault.check(problems)
        try await save(network, request)
      },
      family.removal(
        "\(base)/:number", "removeClaim", "Remove a statement about a network, counted from 0"
      ) { request in
        var network = try await changeable(request)
        try request.require(network)
        let number = try request.number("number")
        guard network.claims.indices.contains(number) else { throw StoreError.notFound }
        network.claims.remove(at: number)
        try await save(network, request)
      },
    ]
  }

  private func changeable(_ request: APIRequest) async throws -> Network {
    let id: ID<Network> = try request.id("network")
    guard let network = try await request.services.cities.atlas().network(id) else {
      throw StoreError.notFound
    }
    guard network.mayBeChanged(by: request.viewer) else {
      throw AccessError.refused(.manageNetwork)
    }
    return network
  }

  private func save(_ network: Network, _ request: APIRequest) async throws {
    _ = try await request.services.cities.save(
      network, editedFrom: network.revision, by: request.viewer, at: request.now
    ).saved()
  }
}

extension APIRequest {
  fileprivate var cities: [ID<City>] {
    (body["cities"]?.array ?? []).compactMap(\.string).map { ID(rawValue: $0) }
  }
}

extension APISchema {
  /// A document that was handed in, without its bytes.
  static let handedFile = APISchema.object([
    .id("id"), .text("name"), .text("mediaType"), .whole("size", 0...exact.upperBound),
    APIProperty(name: "digest", schema: .text(APIText(form: .digest)), isRequired: true),
    APIProperty(name: "addedAt", schema: .text(APIText(form: .instant)), isRequired: true),
    .whole("document", 0...exact.upperBound, isRequired: false),
  ])
}

extension APIItem {
  init(_ file: HandedFile) {
    var object = JSONObject()
    object["id"] = .string(file.id.rawValue)
    object["name"] = .string(file.name)
    object["mediaType"] = .string(file.mediaType)
    object["size"] = JSONNumber(exactly: Int64(file.size)).map { .number($0) }
    object["digest"] = .string(file.digest.rawValue)
    object["addedAt"] = .string(file.addedAt.description)
    object["document"] = file.document.flatMap { JSONNumber(exactly: Int64($0)) }.map {
      .number($0)
    }
    self.init(id: file.id.rawValue, json: .object(object))
  }
}
