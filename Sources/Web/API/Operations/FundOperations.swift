import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// Scenarios of how a plan can be paid for, and the searches that answer them.
struct FundOperations {
  private let family = APIFamily(topic: .choosing)
  private static let list = "/plans/:plan/fund-scenarios"
  private static let base = "/plans/:plan/fund-scenarios/:scenario"
  private static let runs = "/plans/:plan/fund-runs"
  private static let run = "/plans/:plan/fund-runs/:run"

  var all: [APIOperation] { [scenarios, show, add, planFile] + changes + searches }

  // MARK: Scenarios

  private var scenarios: APIOperation {
    family.list(Self.list, "listFundScenario", "The scenarios of a plan") { request in
      let plan = try await request.workingPlan().plan.id
      return try await request.services.funds.scenarios(of: plan, for: request.viewer)
        .map { try APIItem($0.id.rawValue, $0) }
    }
  }

  private var show: APIOperation {
    family.one(Self.base, "getFundScenario", "One scenario") { request in
      try Self.reply(try await found(request).scenario)
    }
  }

  private static func reply(_ scenario: FundingScenario) throws -> APIReply {
    .record(try JSONValue(encoding: scenario), tag: "\"\(scenario.revision)\"")
  }

  private func found(
    _ request: APIRequest
  ) async throws -> (document: PlanDocument, scenario: FundingScenario) {
    let document = try await request.workingPlan()
    return (
      document,
      try await request.services.funds.scenario(
        try request.id("scenario"), of: document.plan.id, for: request.viewer)
    )
  }

  private var add: APIOperation {
    family.make(Self.list, "addFundScenario", "Start a scenario with all that the plan says", .any)
    {
      request in
      let document = try await request.workingPlan()
      let scenario = try await request.services.startScenario(
        of: document, texts: request.texts, by: request.viewer)
      return .made(
        try JSONValue(encoding: scenario), tag: "\"\(scenario.revision)\"",
        at: "\(API.root)/plans/\(document.plan.id)/fund-scenarios/\(scenario.id)")
    }
  }

  private var planFile: APIOperation {
    family.one("\(Self.base)/plan", "getFundPlanFile", "The scenario as `gradnik invest` reads it")
    {
      .value(try await found($0).scenario.planFile)
    }
  }

  private var changes: [APIOperation] {
    [
      change(
        "money", "changeFundMoney",
        "Change a scenario's money and rules: every field of the page's "
          + "form"
      ) { scenario, _, request in
        ScenarioMoneyForm.read(request.fields, into: scenario, request.texts)
      },
      change(
        "actions", "changeFundActions",
        "Change what a scenario says of its actions: value-0, demand-0 and so on in their order"
      ) { scenario, _, request in
        ScenarioActionsForm.read(request.fields, into: scenario, request.texts)
      },
      change(
        "ranking", "takeFundRanking", "Take values over from the accepted ranking: how"
      ) { scenario, plan, request in
        let ranking = try await request.services.funds.rankedValues(of: plan)
        return ScenarioSourcesForm.ranking(request.fields, into: scenario, ranking, request.texts)
      },
      change(
        "vote", "takeFundVote", "Take over what residents voted: decision, offer, role-OFFER"
      ) { scenario, plan, request in
        let offers = try await request.services.funds.voteOffers(of: plan, for: request.viewer)
        return ScenarioSourcesForm.vote(request.fields, into: scenario, offers, request.texts)
      },
    ]
  }

  private func change(
    _ part: String, _ name: String, _ summary: String,
    read:
      @escaping @Sendable (FundingScenario, ID<Plan>, APIRequest) async throws ->
      (scenario: FundingScenario, problems: [FieldProblem])
  ) -> APIOperation {
    family.fill("\(Self.base)/\(part)", name, summary, needsVersion: true) { request in
      let (document, present) = try await found(request)
      try request.viewer.require(.editContent, .plan(document.plan))
      let revision = try request.revision(of: present.revision)
      let (next, problems) = try await read(present, document.plan.id, request)
      try APIFault.check(problems)
      let isSaved = try await request.services.funds.save(
        next, editedFrom: revision, by: request.viewer, at: request.now)
      guard isSaved else { throw APIFault.otherVersion }
    }
  }

  // MARK: Runs

  private var searches: [APIOperation] {
    [
      family.list(Self.runs, "listFundRun", "The searches of a plan") { request in
        let plan = try await request.workingPlan().plan.id
        return try await request.services.funds.runs(of: plan, for: request.viewer)
          .map { APIItem(id: $0.id.rawValue, json: try $0.json(isWhole: false)) }
      },
      family.one(Self.run, "getFundRun", "One search: how far it is and what it found") {
        .value(try await search($0).run.json(isWhole: true))
      },
      family.make("\(Self.base)/runs", "startFundRun", "Search for the best plan of a scenario") {
        request in
        let (document, scenario) = try await found(request)
        let run = FundingRun(id: request.services.id(), scenario: scenario, at: request.now)
        try await request.services.funds.start(run, by: request.viewer)
        return .made(run.id, at: "/plans/\(document.plan.id)/fund-runs")
      },
      family.step("\(Self.run)/cancellation", "stopFundRun", "Stop a search") { request in
        let (document, run) = try await search(request)
        try await request.services.funds.stop(run.id, of: document.plan.id, by: request.viewer)
      },
      family.make(
        "\(Self.run)/what-if", "startFundWhatIf",
        "Search again with something changed; fields as the page's form has them",
        body: [APIFamily.fields]
      ) { request in
        let (document, run) = try await search(request)
        let (changes, problems) = FundWhatIfForm.read(
          request.fields, of: run.scenario, request.texts)
        try APIFault.check(problems)
        let next = FundingRun(
          id: request.services.id(),
          scenario: changes.reduce(run.scenario) { $0.changed(by: $1) }, at: request.now,
          base: run.id, changes: changes)
        try await request.services.funds.start(next, by: request.viewer)
        return .made(next.id, at: "/plans/\(document.plan.id)/fund-runs")
      },
      family.make(
        "\(Self.run)/acceptance", "acceptFundRun", "Make what a search found a public decision",
        body: [.text("by", longest: 120)], access: .decision
      ) { request in
        let (document, run) = try await search(request)
        let label = try request.needed("by")
        try run.checkAcceptable(by: request.viewer, of: document.plan)
        guard !label.contains("@") else { throw APIFault(at: "by", Message("investBodyWrong")) }
        let decision: ID<Decision> = request.services.id()
        try await request.services.funds.accept(
          run.id, of: document.plan.id, as: decision, label: label, by: request.viewer,
          at: request.now)
        return .made(decision, at: "/decisions")
      },
    ]
  }

  private func search(
    _ request: APIRequest
  ) async throws -> (document: PlanDocument, run: FundingRun) {
    let document = try await request.workingPlan()
    return (
      document,
      try await request.services.funds.run(
        try request.id("run"), of: document.plan.id, for: request.viewer)
    )
  }
}

extension FundingRun {
  /// - Throws: `StoreError.invalid` while there is nothing to accept.
  func checkAcceptable(by viewer: Viewer, of plan: Plan) throws {
    try viewer.require(.submit, .plan(plan))
    guard state.isOver, findings?.value != nil, decision == nil else {
      throw StoreError.invalid([FieldFault(field: "", message: Message("investNothingToAccept"))])
    }
  }

  /// - Parameter isWhole: With what was found, which is long.
  fileprivate func json(isWhole: Bool) throws -> JSONValue {
    var object = JSONObject()
    object["id"] = .string(id.rawValue)
    object["scenario"] = .string(scenario.id.rawValue)
    object["name"] = .string(scenario.name)
    object["at"] = .string(at.description)
    object["base"] = base.map { .string($0.rawValue) }
    object["state"] = .string(state.rawValue)
    object["decision"] = decision.map { .string($0.rawValue) }
    object["changes"] = try JSONValue(encoding: changes)
    object["progress"] = try JSONValue(encoding: progress)
    if isWhole { object["findings"] = try findings.map { try JSONValue(encoding: $0) } }
    return .object(object)
  }
}
