import Civic
import Exact
import Hummingbird
import Pages
import Store

/// How plans are carried out: reports, spending, requests, what is late.
struct DeliveryRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/plans/:plan/delivery", use: overview)
    routes.get("/plans/:plan/delivery/actions/:action", use: action)
    routes.post("/plans/:plan/delivery/actions/:action/updates", use: report)
    routes.post("/plans/:plan/delivery/actions/:action/expenditures", use: spend)
    routes.post("/plans/:plan/delivery/actions/:action/requests", use: ask)
    routes.post("/plans/:plan/delivery/expenditures/:expenditure", use: cancel)
    routes.post("/plans/:plan/delivery/requests/:request", use: withdraw)
  }

  /// A plan as it is carried out, with its city, for those who may read its working state.
  private func delivery(_ context: AppContext) async throws -> (PlanDelivery, City) {
    let id = ID<Plan>(rawValue: try context.parameters.require("plan"))
    let found = try await services.delivery(of: id)
    guard context.viewer.may(.readWorking, .city(found.1.id)) else { throw StoreError.notFound }
    return found
  }

  private func action(_ context: AppContext, in delivery: PlanDelivery) throws -> Action {
    let id = ID<Action>(rawValue: try context.parameters.require("action"))
    guard let action = delivery.document.action(id) else { throw StoreError.notFound }
    return action
  }

  @Sendable private func overview(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (delivery, city) = try await delivery(context)
    let plan = delivery.document.plan.id
    let requests =
      context.viewer.may(.editContent, .city(city.id))
      ? try await services.deliveries.requests(of: plan, for: context.viewer) : []
    let page = DeliveryPage(
      frame: try await services.frame(context, at: .delivery(of: plan)), delivery: delivery,
      city: city, requests: requests)
    return services.page(page.html)
  }

  private func page(
    _ context: AppContext, input: FormInput = FormInput([]), problems: [FieldProblem] = [],
    handedLink: String? = nil
  ) async throws -> Response {
    let (delivery, city) = try await delivery(context)
    let action = try action(context, in: delivery)
    let link = Link.actionDelivery(action.id, of: delivery.document.plan.id)
    let page = ActionDeliveryPage(
      frame: try await services.frame(context, at: link), delivery: delivery, city: city,
      action: action, input: input, problems: problems, handedLink: handedLink)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func action(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await page(context)
  }

  /// Runs a step and goes back to the action, or shows its form again with what is wrong.
  private func step(
    _ context: AppContext, _ input: FormInput, _ body: () async throws -> Message
  ) async throws -> Response {
    do {
      let notice = try await body()
      let plan = ID<Plan>(rawValue: try context.parameters.require("plan"))
      let action = ID<Action>(rawValue: try context.parameters.require("action"))
      return services.redirect(context, to: .actionDelivery(action, of: plan), notice: notice)
    } catch StoreError.invalid(let faults) {
      let problems = faults.map { FieldProblem(field: $0.field, message: $0.message) }
      return try await page(context, input: input, problems: problems)
    }
  }

  @Sendable private func report(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (delivery, _) = try await delivery(context)
    let action = try action(context, in: delivery)
    return try await step(context, input) {
      let update = services.update(
        input, of: action, in: delivery, by: context.viewer.name, isByLink: false,
        context.language)
      try await services.deliveries.add(update, by: context.viewer)
      return Message("noticeUpdate")
    }
  }

  @Sendable private func spend(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (delivery, _) = try await delivery(context)
    let action = try action(context, in: delivery)
    let plan = delivery.document.plan
    let formats = services.catalogue.texts(for: context.language).formats
    let amount = input.text("amount").flatMap { formats.parseMoney($0, plan.currency) }
    let day = input.text("day").flatMap { formats.parseDay($0) }
    var problems: [FieldProblem] = []
    if amount == nil {
      problems.append(FieldProblem(field: "amount", message: Message("problemExpenditure")))
    }
    if day == nil {
      let example = formats.day(services.clock().day, .numeric)
      problems.append(
        FieldProblem(field: "day", message: Message("fieldDayWrong", ["example": .text(example)])))
    }
    guard problems.isEmpty, let amount, let day else {
      return try await page(context, input: input, problems: problems)
    }
    let source = delivery.document.fundingSources.first { $0.id.rawValue == input["source"] }
    return try await step(context, input) {
      let expenditure = Expenditure(
        id: services.id(), plan: plan.id, action: action.id, source: source?.id, day: day,
        amount: amount.minorUnits, note: input.text("spendingNote").map { String($0.prefix(500)) },
        author: context.viewer.name)
      try await services.deliveries.add(
        expenditure, by: context.viewer, at: services.clock())
      return Message("noticeSaved")
    }
  }

  @Sendable private func cancel(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let (delivery, _) = try await delivery(context)
    let plan = delivery.document.plan.id
    let id = ID<Expenditure>(rawValue: try context.parameters.require("expenditure"))
    try await services.deliveries.cancel(
      id, of: plan, by: context.viewer, at: services.clock())
    let action = delivery.expenditures.first { $0.id == id }?.action
    return services.redirect(
      context, to: action.map { .actionDelivery($0, of: plan) } ?? .delivery(of: plan),
      notice: Message("noticeSaved"))
  }

  @Sendable private func withdraw(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let (delivery, _) = try await delivery(context)
    let plan = delivery.document.plan.id
    try await services.deliveries.withdraw(
      ID(rawValue: try context.parameters.require("request")), of: plan, by: context.viewer,
      at: services.clock())
    return services.redirect(
      context, to: .delivery(of: plan), notice: Message("noticeRequestWithdrawn"))
  }

  /// Sends a link that opens one form; without a mail server the link is shown once instead.
  @Sendable private func ask(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (delivery, city) = try await delivery(context)
    try context.viewer.require(.editContent, .city(city.id))
    let action = try action(context, in: delivery)
    let texts = services.catalogue.texts(for: context.language)
    let due = input.text("due").flatMap { texts.formats.parseDay($0) } ?? services.clock().day
    let language = Language(rawValue: input["language"] ?? "") ?? context.language
    let asked = UpdateRequest(
      id: services.id(), plan: delivery.document.plan.id, action: action.id,
      name: input.text("name") ?? "", email: (input.text("email") ?? "").lowercased(),
      language: language, askedBy: context.viewer.name, askedAt: services.clock(), due: due)
    let site = services.site(of: request)
    let address: String?
    do {
      address = try await services.ask(
        asked, about: action, in: delivery.document.plan, site: site, by: context.viewer)
    } catch StoreError.invalid(let faults) {
      return try await page(
        context, input: input,
        problems: faults.map { FieldProblem(field: $0.field, message: $0.message) })
    }
    if let address { return try await page(context, handedLink: address) }
    return services.redirect(
      context, to: .actionDelivery(action.id, of: delivery.document.plan.id),
      notice: Message("noticeRequestSent"))
  }
}

extension Services {
  /// A plan as it is carried out: its newest published version, or its working state where none is
  /// published, with everything reported and spent.
  ///
  /// Who may see it, the caller decides.
  func delivery(of id: ID<Plan>) async throws -> (PlanDelivery, City) {
    let document: PlanDocument
    do {
      document = try await plans.version(of: id).document
    } catch StoreError.notFound {
      document = try await plans.workingPlan(id, for: .machine)
    }
    let delivery = PlanDelivery(
      document, updates: try await deliveries.updates(of: id),
      expenditures: try await deliveries.expenditures(of: id), today: clock().day)
    return (delivery, document.city)
  }

  /// Asks somebody for a report, with a link of its own.
  ///
  /// - Returns: The link, where no letter takes it along.
  func ask(
    _ asked: UpdateRequest, about action: Action, in plan: Plan, site: String, by viewer: Viewer
  ) async throws -> String? {
    let token = token()
    let address = site + Link.update(token).address(in: asked.language)
    let letter =
      sendsMail
      ? DeliveryLetters(
        texts: catalogue.texts(for: asked.language), installation: settings.installation
      ).request(
        asked, id: id(), to: asked.email ?? "", plan: plan, action: action, address: address,
        isReminder: false) : nil
    try await deliveries.ask(
      asked, tokenDigest: token.digest, letter: letter, by: viewer, at: clock())
    return letter == nil ? address : nil
  }

  /// What was typed into the form of a report.
  func update(
    _ input: FormInput, of action: Action, in delivery: PlanDelivery, by author: String,
    isByLink: Bool, _ language: Language
  ) -> StatusUpdate {
    let finished = delivery.tasks(of: action.id).filter { task in
      task.doneOn == nil && input["task-\(task.id.rawValue)"] == "yes"
    }.map(\.id)
    return StatusUpdate(
      id: id(), plan: delivery.document.plan.id, action: action.id, at: clock(), author: author,
      isByLink: isByLink,
      status: ActionStatus(rawValue: input["status"] ?? "").flatMap {
        StatusUpdate.reportable.contains($0) ? $0 : nil
      }, note: input.text("note"), language: language, finished: finished)
  }
}
