import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// Applications of cities: written, handed in, assigned, ruled on.
struct ApplicationOperations {
  private let family = APIFamily(topic: .calls)
  private static let base = "/applications/:application"

  var all: [APIOperation] {
    [
      show, change,
      step("takeover", "takeOverProfile", "Take over what the city's profile says", .token) {
        store, id, request in
        let (topics, catalogue) = (request.services.topics, request.services.catalogue)
        try await store.takeOver(id, by: request.viewer, at: request.now) {
          topics.name($0, in: catalogue)
        }
      },
      step("submission", "submitCityApplication", "Hand an application in", .decision) {
        store, id, request in
        try await store.submit(
          id, by: request.viewer, at: request.now, letter: request.services.applicationLetters)
      },
      step("withdrawal", "withdrawCityApplication", "Withdraw an application", .decision) {
        try await $0.withdraw($1, by: $2.viewer, at: $2.now)
      },
      step(
        "assessors", "assignAssessor", "Assign an assessor", .decision, [.id("account")]
      ) { store, id, request in
        try await store.assign(
          ID(rawValue: request.body["account"]?.string ?? ""), to: id, by: request.viewer,
          at: request.now)
      },
      release,
      step(
        "ruling", "ruleOnCityApplication",
        "Rule on an application with a reason; without a kind the ruling is taken back", .decision,
        [
          .choice("kind", of: RulingKind.self, isRequired: false),
          .text("reason", isRequired: false, longest: 2000),
        ]
      ) { store, id, request in
        let kind = request.body["kind"]?.string.flatMap(RulingKind.init(rawValue:))
        let ruling = try kind.map { (kind: $0, reason: try request.needed("reason")) }
        try await store.rule(ruling, on: id, by: request.viewer, at: request.now)
      },
      step("discussion", "openDiscussion", "Let assessors discuss and revise", .decision) {
        try await $0.openDiscussion(of: $1, by: $2.viewer, at: $2.now)
      },
    ] + files
  }

  private func step(
    _ step: String, _ name: String, _ summary: String, _ access: APIOperation.Access,
    _ body: [APIProperty]? = nil,
    run: @escaping @Sendable (SelectionStore, ID<CityApplication>, APIRequest) async throws -> Void
  ) -> APIOperation {
    family.step("\(Self.base)/\(step)", name, summary, body: body, access: access) { request in
      try await run(request.services.selections, try request.id("application"), request)
    }
  }

  private func view(_ request: APIRequest) async throws -> ApplicationView {
    try await request.services.selections.application(
      try request.id("application"), for: request.viewer)
  }

  private var show: APIOperation {
    family.one(
      Self.base, "getCityApplication", "One application", .named("CityApplication")
    ) { try .record(try await view($0).application) }
  }

  private var change: APIOperation {
    let writing = RecordWriting(form: CityApplication.form)
    return APIOperation(
      method: .patch, path: Self.base, name: "changeCityApplication", topic: .calls,
      summary: "Change an application while its call is open", access: .token,
      body: .patch(writing.patchSchema), answer: .one(.named("CityApplication")),
      needsVersion: true
    ) { request in
      let view = try await view(request)
      let form = try await request.services.applicationForm(
        view, content: nil, request.context)
      try request.require(view.application)
      let record = try writing.record(request.body, over: view.application, in: form)
      let outcome = try await request.services.selections.save(
        record, editedFrom: view.application.revision, by: request.viewer, at: request.now)
      return try .record(try outcome.saved())
    }
  }

  private var release: APIOperation {
    family.removal(
      "\(Self.base)/assessors/:account", "releaseAssessor", "Take an assessor off an application",
      access: .decision
    ) { request in
      try request.requireFirst()
      try await request.services.selections.release(
        try request.id("account"), from: try request.id("application"), by: request.viewer,
        at: request.now)
    }
  }

  private var files: [APIOperation] {
    [
      family.list(
        "\(Self.base)/files", "listApplicationFile", "The documents of an application",
        of: .handedFile
      ) { try await view($0).files.map(APIItem.init) },
      family.removal(
        "\(Self.base)/files/:file", "removeApplicationFile", "Remove a document of an application"
      ) { request in
        try request.requireFirst()
        try await request.services.selections.remove(
          try request.id("file"), of: try request.id("application"), by: request.viewer,
          at: request.now)
      },
    ]
  }
}

/// What assessors do, each alone until all have scored.
struct AssessorOperations {
  private let family = APIFamily(topic: .calls)
  private static let base = "/applications/:application"

  var all: [APIOperation] { [assigned, sheets, sheet, score, conflict] }

  private var assigned: APIOperation {
    family.list(
      "/scoring", "listAssignedApplication", "The applications that one is to score",
      of: .named("CityApplication"), access: .decision
    ) { request in
      guard request.viewer.maySomewhere(.assess) else { throw AccessError.refused(.assess) }
      return try await request.services.selections.assigned(to: request.viewer)
        .map { try APIItem($0.application) }
    }
  }

  private var sheets: APIOperation {
    family.list(
      "\(Self.base)/sheets", "listAssessorSheet",
      "Scores as far as one may see them: of others only when all have scored", access: .decision
    ) { request in
      try await request.services.selections.application(
        try request.id("application"), for: request.viewer
      ).sheets.map { try APIItem($0.account.rawValue, $0) }
    }
  }

  private var sheet: APIOperation {
    family.one(
      "\(Self.base)/scores", "getOwnAssessorSheet", "One's own scores", access: .decision
    ) { try .value(encoding: try await own($0).sheet) }
  }

  private func own(
    _ request: APIRequest
  ) async throws -> (view: ApplicationView, sheet: AssessorSheet) {
    let view = try await request.services.selections.application(
      try request.id("application"), for: request.viewer)
    guard let sheet = view.sheets.first(where: { $0.account == request.viewer.account }) else {
      throw AccessError.refused(.assess)
    }
    return (view, sheet)
  }

  private var score: APIOperation {
    let acts = ["draft", "final", "revise"].map { JSONValue.string($0) }
    return family.step(
      "\(Self.base)/scores", "scoreCityApplication",
      "Keep one's scores, hand them in, or revise them after a discussion; score-0, comment-0 and "
        + "so on in the order of the call's criteria",
      body: [
        APIProperty(name: "act", schema: .choice(acts), isRequired: true), APIFamily.fields,
        .text("reason", isRequired: false, longest: 2000),
      ], access: .decision
    ) { request in
      let (view, sheet) = try await own(request)
      let act = request.body["act"]?.string
      let (read, problems) = ScoreFormPage.read(
        request.fields, into: sheet, of: view.call, isFinal: act != "draft", in: request.texts)
      try APIFault.check(problems)
      let store = request.services.selections
      if act == "revise" {
        try await store.revise(
          read, because: try request.needed("reason"), by: request.viewer, at: request.now)
      } else {
        try await store.score(
          read, isFinal: act == "final", by: request.viewer, at: request.now)
      }
    }
  }

  private var conflict: APIOperation {
    family.step(
      "\(Self.base)/conflict", "declareConflict", "Say that one has an interest of one's own",
      body: [.text("reason", longest: 2000)], access: .decision
    ) { request in
      _ = try await own(request)
      try await request.services.selections.declareConflict(
        try request.needed("reason"), about: try request.id("application"), by: request.viewer)
    }
  }
}
