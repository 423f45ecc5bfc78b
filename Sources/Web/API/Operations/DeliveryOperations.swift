import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// How plans are carried out, and what is tried and computed by figures.
struct DeliveryOperations {
  private let family = APIFamily(topic: .delivery)
  private static let action = "/plans/:plan/delivery/actions/:action"

  var all: [APIOperation] { lists + writing + requests + reports + FigureOperations().all }

  /// A plan as it is carried out, for those who may read its working state.
  private func delivery(_ request: APIRequest) async throws -> (plan: PlanDelivery, city: City) {
    let found = try await request.services.delivery(of: try request.id("plan"))
    guard request.viewer.may(.readWorking, .city(found.1.id)) else { throw StoreError.notFound }
    return (found.0, found.1)
  }

  private func action(_ request: APIRequest, in delivery: PlanDelivery) throws -> Action {
    guard let action = delivery.document.action(try request.id("action")) else {
      throw StoreError.notFound
    }
    return action
  }

  private var lists: [APIOperation] {
    [
      family.list(
        "/plans/:plan/delivery/updates", "listStatusUpdate", "What was reported on a plan's actions"
      ) { try await delivery($0).plan.updates.map { try APIItem($0.id.rawValue, $0) } },
      family.list(
        "/plans/:plan/delivery/expenditures", "listExpenditure",
        "What was spent on a plan's actions"
      ) { try await delivery($0).plan.expenditures.map { try APIItem($0.id.rawValue, $0) } },
      family.list(
        "/plans/:plan/delivery/requests", "listUpdateRequest",
        "Who was asked for a report, by when, and whether they answered"
      ) { request in
        let plan = try await delivery(request).plan.document.plan.id
        return try await request.services.deliveries.requests(of: plan, for: request.viewer)
          .map(APIItem.init)
      },
    ]
  }

  private var writing: [APIOperation] {
    let statuses = ActionStatus.allCases.filter(StatusUpdate.reportable.contains)
      .map { JSONValue.string($0.rawValue) }
    return [
      family.step(
        "\(Self.action)/updates", "addStatusUpdate",
        "Report on an action: its status, a note, tasks that are done",
        body: [
          APIProperty(name: "status", schema: .choice(statuses), isRequired: false),
          .text("note", isRequired: false),
          APIProperty(
            name: "finished", schema: .list(.identifier, longest: 200), isRequired: false),
        ]
      ) { request in
        let delivery = try await delivery(request).plan
        let done = (request.body["finished"]?.array ?? []).compactMap(\.string)
          .map { (name: "task-\($0)", value: "yes") }
        let given = ["status", "note"].flatMap { name in
          request.text(name).map { [(name: name, value: $0)] } ?? []
        }
        let update = request.services.update(
          FormInput(given + done), of: try action(request, in: delivery), in: delivery,
          by: request.viewer.name, isByLink: false, request.context.language)
        try await request.services.deliveries.add(update, by: request.viewer)
      },
      family.make(
        "\(Self.action)/expenditures", "addExpenditure", "Note what was spent on an action",
        body: [
          .whole("amount", APISchema.exact), .day("day"), .id("source", isRequired: false),
          .text("note", isRequired: false, longest: 500),
        ]
      ) { request in
        let delivery = try await delivery(request).plan
        let action = try action(request, in: delivery)
        let plan = delivery.document.plan
        guard let amount = request.whole("amount"), let day = request.day("day") else {
          throw APIFault(at: "amount", Message("problemExpenditure"))
        }
        let wanted = request.body["source"]?.string
        let source = delivery.document.fundingSources.first { $0.id.rawValue == wanted }
        guard wanted == nil || source != nil else {
          throw APIFault(at: "source", Message("problemUnknown"))
        }
        let expenditure = Expenditure(
          id: request.services.id(), plan: plan.id, action: action.id, source: source?.id,
          day: day, amount: MinorUnits(amount), note: request.text("note"),
          author: request.viewer.name)
        try await request.services.deliveries.add(
          expenditure, by: request.viewer, at: request.now)
        return .made(expenditure.id, at: "/plans/\(plan.id)/delivery/expenditures")
      },
      family.removal(
        "/plans/:plan/delivery/expenditures/:expenditure", "cancelExpenditure",
        "Take back what was noted as spent"
      ) { request in
        try request.requireFirst()
        try await request.services.deliveries.cancel(
          try request.id("expenditure"), of: try await delivery(request).plan.document.plan.id,
          by: request.viewer, at: request.now)
      },
    ]
  }

  private var requests: [APIOperation] {
    [
      family.step(
        "\(Self.action)/requests", "addUpdateRequest",
        "Ask somebody for a report, by a letter with a link of its own",
        body: [
          .text("name", longest: 200), .text("email", longest: 254), .day("due"),
          APIProperty(name: "language", schema: .text(.language), isRequired: false),
        ]
      ) { request in
        // The link in the letter lets its holder report: it is told to nobody else.
        guard request.services.sendsMail, let site = request.services.settings.publicAddress else {
          throw APIFault(.conflict, Message("apiConflict"))
        }
        let (delivery, city) = try await delivery(request)
        try request.viewer.require(.editContent, .city(city.id))
        let action = try action(request, in: delivery)
        let language = request.body["language"]?.string.flatMap(Language.init(rawValue:))
        let asked = UpdateRequest(
          id: request.services.id(), plan: delivery.document.plan.id, action: action.id,
          name: try request.needed("name"), email: try request.needed("email").lowercased(),
          language: language ?? request.context.language, askedBy: request.viewer.name,
          askedAt: request.now, due: request.day("due") ?? request.now.day)
        _ = try await request.services.ask(
          asked, about: action, in: delivery.document.plan, site: site, by: request.viewer)
      },
      family.removal(
        "/plans/:plan/delivery/requests/:request", "withdrawUpdateRequest",
        "Take back a request for a report"
      ) { request in
        try request.requireFirst()
        try await request.services.deliveries.withdraw(
          try request.id("request"), of: try await delivery(request).plan.document.plan.id,
          by: request.viewer, at: request.now)
      },
    ]
  }

  // MARK: Reports of periods

  private var reports: [APIOperation] {
    let list = "/plans/:plan/reports"
    return [
      family.list(list, "listPeriodReport", "The reports that were frozen", access: .open) {
        request in
        let plan = try await readable(request).plan.document.plan.id
        return try await request.services.deliveries.reports(of: plan).map {
          APIItem(id: $0.id.rawValue, json: try $0.json)
        }
      },
      family.one("\(list)/:report", "getPeriodReport", "One report", access: .open) { request in
        let plan = try await readable(request).plan.document.plan.id
        let id: ID<FrozenReport> = try request.id("report")
        guard
          let found = try await request.services.deliveries.reports(of: plan)
            .first(where: { $0.id == id })
        else { throw StoreError.notFound }
        return .value(try found.json)
      },
      family.one(
        "/plans/:plan/period", "computePeriodReport",
        "The report of a period, as it would be frozen",
        queries: [
          APIQuery(
            name: "from", description: "The first day.", schema: .text(APIText(form: .day)),
            isRequired: true),
          APIQuery(
            name: "until", description: "The last day.", schema: .text(APIText(form: .day)),
            isRequired: true),
        ]
      ) { request in
        let (delivery, city) = try await readable(request)
        try request.viewer.require(.editContent, .city(city.id))
        let report = try await period(
          request.query["from"].flatMap { Day($0) }, request.query["until"].flatMap { Day($0) },
          of: delivery, in: city, request)
        return try .value(encoding: report)
      },
      family.make(
        list, "freezePeriodReport", "Freeze the report of a period", .any,
        body: [.day("from"), .day("until")]
      ) { request in
        let (delivery, city) = try await readable(request)
        try request.viewer.require(.editContent, .city(city.id))
        let frozen = FrozenReport(
          id: request.services.id(), at: request.now, author: request.viewer.name,
          report: try await period(
            request.day("from"), request.day("until"), of: delivery, in: city, request))
        try await request.services.deliveries.freeze(frozen, by: request.viewer)
        return .made(
          try frozen.json, tag: "\"1\"",
          at: "\(API.root)/plans/\(delivery.document.plan.id)/reports/\(frozen.id)")
      },
    ]
  }

  private func readable(_ request: APIRequest) async throws -> (plan: PlanDelivery, city: City) {
    let found = try await request.services.readableDelivery(
      of: try request.id("plan"), for: request.viewer)
    return (found.0, found.1)
  }

  private func period(
    _ from: Day?, _ until: Day?, of delivery: PlanDelivery, in city: City, _ request: APIRequest
  ) async throws -> PeriodReport {
    guard let from, let until, from <= until else {
      throw APIFault(at: "until", Message("problemReportPeriod"))
    }
    return try await request.services.periodReport(of: delivery, in: city, from: from, until: until)
  }
}

extension APIItem {
  fileprivate init(_ request: UpdateRequest) {
    var object = JSONObject()
    object["id"] = .string(request.id.rawValue)
    object["action"] = .string(request.action.rawValue)
    object["name"] = .string(request.name)
    object["email"] = request.email.map { .string($0) }
    object["askedBy"] = .string(request.askedBy)
    object["askedAt"] = .string(request.askedAt.description)
    object["due"] = .string(request.due.description)
    object["answeredAt"] = request.answeredAt.map { .string($0.description) }
    object["withdrawnAt"] = request.withdrawnAt.map { .string($0.description) }
    self.init(id: request.id.rawValue, json: .object(object))
  }
}

extension FrozenReport {
  fileprivate var json: JSONValue {
    get throws {
      var object = JSONObject()
      object["id"] = .string(id.rawValue)
      object["at"] = .string(at.description)
      object["author"] = .string(author)
      object["digest"] = report.digest.map { .string($0.rawValue) }
      object["report"] = try JSONValue(encoding: report)
      return .object(object)
    }
  }
}
