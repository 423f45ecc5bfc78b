import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// Sources of figures, pilots and policies.
struct FigureOperations {
  private let family = APIFamily(topic: .delivery)

  var all: [APIOperation] {
    let sources = EditorOperations<IndicatorSource>(
      topic: .delivery, path: "feeds", parameter: "feed", parents: ["city"]
    ) { FeedRoutes(services: $0).editor }
    return sources.all + feeds + pilots + policies
  }

  // MARK: Sources

  private var feeds: [APIOperation] {
    [
      family.list(
        "/feeds", "listIndicatorSource", "Where figures of the whole platform are read from",
        of: .named("IndicatorSource"), access: .open
      ) { try await $0.services.sources.sources(of: nil).map { try APIItem($0.source) } },
      family.list(
        "/cities/:city/feeds", "listCityIndicatorSource", "Where a city's figures are read from",
        of: .named("IndicatorSource"), access: .open
      ) { request in
        try await request.services.sources.sources(of: try await request.city().id)
          .map { try APIItem($0.source) }
      },
      family.one("/feeds/:feed", "getIndicatorSource", "One source of figures", access: .open) {
        request in
        let (source, state) = try await request.services.sources.source(try request.id("feed"))
        var object = JSONObject()
        object["source"] = try JSONValue(encoding: source)
        object["health"] = .string(state.health.rawValue)
        object["lastRead"] = state.lastRead.map { .string($0.description) }
        object["nextAttempt"] = state.nextAttempt.map { .string($0.description) }
        object["figures"] = JSONNumber(exactly: Int64(state.figures)).map { .number($0) }
        return .record(.object(object), tag: "\"\(source.revision)\"")
      },
      family.make(
        "/feeds/:feed/reading", "readIndicatorSource", "Ask a source for what it has now",
        Self.outcome
      ) { request in
        let source = try await changeable(request)
        let desk = FeedRoutes(services: request.services).desk
        guard source.format != .table || source.mapping != nil else {
          throw APIFault(.conflict, Message("mappingNeedsValue"))
        }
        return try Self.reply(
          try await desk.fetch(source, with: request.services.fetcher, by: request.viewer), source)
      },
      family.make(
        "/feeds/:feed/confirmation", "confirmIndicatorSource",
        "Take over figures that wait because the source has another shape than before",
        Self.outcome
      ) { request in
        let source = try await changeable(request)
        let desk = FeedRoutes(services: request.services).desk
        guard let pending = try await desk.pending(source) else { throw StoreError.notFound }
        return try Self.reply(
          try await desk.take(pending.bytes, of: source, isConfirmed: true, by: request.viewer),
          source)
      },
    ]
  }

  private static let outcome = APISchema.object([
    APIProperty(
      name: "outcome", schema: .choice(["accepted", "nothingNew", "waits"]), isRequired: true),
    .whole("count", 0...APISchema.exact.upperBound, isRequired: false),
  ])

  private static func reply(
    _ outcome: SourceDesk.Outcome, _ source: IndicatorSource
  ) throws -> APIReply {
    let json: JSONValue
    switch outcome {
    case .accepted(let count):
      json = [
        "outcome": "accepted",
        "count": JSONNumber(exactly: Int64(count)).map { .number($0) } ?? .null,
      ]
    case .nothingNew: json = ["outcome": "nothingNew"]
    case .waits: json = ["outcome": "waits"]
    case .refused(let message): throw APIFault(at: "", message)
    }
    return .made(json, tag: "\"\(source.revision)\"", at: "\(API.root)/feeds/\(source.id)")
  }

  private func changeable(_ request: APIRequest) async throws -> IndicatorSource {
    let source = try await request.services.sources.source(try request.id("feed")).source
    guard source.mayBeChanged(by: request.viewer) else { throw AccessError.refused(.editContent) }
    return source
  }

  // MARK: Pilots

  private var pilots: [APIOperation] {
    let base = "/cities/:city/pilots/:pilot"
    return [
      family.step(
        "\(base)/rules", "fixPilotRules", "Fix by what a pilot will be judged", access: .decision
      ) { request in
        let pilot = try await EntryOperations<Pilot>.entry(request, named: "pilot")
        try await request.services.policies.fix(pilot.id, by: request.viewer, at: request.now)
      },
      family.step(
        "\(base)/notes", "addPilotNote", "Note what is seen in a pilot", body: [.text("text")]
      ) { request in
        let pilot = try await EntryOperations<Pilot>.entry(request, named: "pilot")
        let language = request.context.language
        let note = PilotNote(
          day: request.now.day,
          text: Multilingual(original: language, texts: [language: try request.needed("text")]))
        try await request.services.policies.note(
          note, in: pilot.id, by: request.viewer, at: request.now)
      },
    ]
  }

  // MARK: Policies

  private var policies: [APIOperation] {
    let base = "/cities/:city/policies/:policy/runs"
    return [
      family.list(base, "listPolicyRun", "What a policy was computed to do", access: .open) {
        request in
        let policy = try await EntryOperations<Policy>.entry(request, named: "policy")
        return try await request.services.policies.runs(of: policy.id)
          .map { try APIItem($0.id.rawValue, $0) }
      },
      family.one("\(base)/:run", "getPolicyRun", "One computation", access: .open) { request in
        let policy = try await EntryOperations<Policy>.entry(request, named: "policy")
        let id: ID<PolicyRun> = try request.id("run")
        guard
          let run = try await request.services.policies.runs(of: policy.id)
            .first(where: { $0.id == id })
        else { throw StoreError.notFound }
        return try .value(encoding: run)
      },
      family.make(
        base, "runPolicy", "Compute a policy with the figures as they are now, and keep both", .any
      ) { request in
        let policy = try await EntryOperations<Policy>.entry(request, named: "policy")
        let register = try await request.services.register.register(
          of: policy.city, for: request.viewer)
        guard let run = try await request.services.run(policy, in: register, by: request.viewer)
        else { throw APIFault(at: "", Message("policyNeedsIndicator")) }
        return .made(
          try JSONValue(encoding: run), tag: "\"1\"",
          at: "\(API.root)/cities/\(policy.city)/policies/\(policy.id)/runs/\(run.id)")
      },
    ]
  }
}
