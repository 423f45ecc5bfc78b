import Civic
import Exact
import Exchange
import Hummingbird
import Pages
import Store

/// Brings tables back into a plan: upload, differences, taking over, undoing; each a page.
struct WorkbookRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/plans/:plan/work/tables"
    routes.get("\(base)", use: start)
    routes.post("\(base)", use: upload)
    routes.get("\(base)/:workbook", use: preview)
    routes.post("\(base)/:workbook/corrections", use: correct)
    routes.post("\(base)/:workbook/execution", use: run)
    routes.post("\(base)/:workbook/undo", use: undo)
    routes.post("\(base)/:workbook/removal", use: remove)
  }

  private var workbooks: WorkbookStore { WorkbookStore(services.database) }

  private func draft(
    _ context: AppContext, of document: PlanDocument
  ) async throws -> WorkbookDraft {
    let id = ID<WorkbookDraft>(rawValue: try context.parameters.require("workbook"))
    return try await workbooks.draft(id, of: document.plan.id, for: context.viewer)
  }

  @Sendable private func start(_ request: Request, _ context: AppContext) async throws -> Response {
    try await startPage(services.editedPlan(context), context, problem: nil)
  }

  private func startPage(
    _ document: PlanDocument, _ context: AppContext, problem: Message?
  ) async throws -> Response {
    let plan = document.plan.id
    let page = WorkbooksPage(
      frame: try await services.frame(context, at: .tables(of: plan), in: document.city),
      document: document,
      entries: try await workbooks.entries(of: plan, for: context.viewer),
      largestFile: ImportUpload.limits.fileSize, largestRowCount: ImportUpload.largestRowCount,
      problem: problem)
    return services.page(page.html, status: problem == nil ? .ok : .unprocessableContent)
  }

  @Sendable private func upload(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let document = try await services.editedPlan(context)
    let body: FormBody
    do {
      body = try await services.form(request, context)
    } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
      return try await startPage(document, context, problem: .tooLarge)
    }
    guard let file = body.files.first(where: { $0.field == "file" }), !file.bytes.isEmpty else {
      return try await startPage(document, context, problem: Message("importFileMissing"))
    }
    switch ImportUpload.readWhole(file) {
    case .problem(let message):
      return try await startPage(document, context, problem: message)
    case .tables(let tables):
      let draft = WorkbookDraft(
        id: services.id(), plan: document.plan.id, fileName: file.ownName,
        createdAt: services.clock(), tables: tables)
      let outcome = WorkbookReader(draft).read(into: try await state(document, context))
      guard !outcome.sheets.isEmpty else {
        return try await startPage(document, context, problem: Message("tablesNoKnown"))
      }
      try await workbooks.add(draft, by: context.viewer, at: services.clock())
      return services.redirect(context, to: .workbook(draft.id, of: draft.plan))
    }
  }

  /// What tables are compared with.
  private func state(
    _ document: PlanDocument, _ context: AppContext
  ) async throws -> WorkbookState {
    let city = document.city.id
    let register = try await services.register.register(of: city, for: context.viewer)
    var values: [(indicator: CityIndicator, values: [IndicatorValue])] = []
    for indicator in register.indicators where indicator.formula == nil {
      values.append((indicator, try await services.indicators.values(of: indicator)))
    }
    let desk = services
    return WorkbookState(
      document: document, register: register, values: values,
      atlas: try await services.cities.atlas(),
      texts: services.catalogue.texts(for: context.language),
      catalogue: services.catalogue.languages.map { services.catalogue.texts(for: $0) },
      practices: try await services.practices.practices(for: context.viewer),
      feeds: try await services.sources.sources(of: city).map(\.source)
    ) {
      let id: ID<Plan> = desk.id()
      return id.rawValue
    }
  }

  @Sendable private func preview(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let document = try await services.editedPlan(context)
    return try await page(of: draft(context, of: document), document, context, problem: nil)
  }

  private func page(
    of draft: WorkbookDraft, _ document: PlanDocument, _ context: AppContext, problem: Message?
  ) async throws -> Response {
    let frame = try await services.frame(
      context, at: .workbook(draft.id, of: draft.plan), in: document.city)
    guard draft.state == .draft else {
      let page = WorkbookDonePage(
        frame: frame, document: document, draft: draft, problem: problem)
      return services.page(page.html, status: problem == nil ? .ok : .conflict)
    }
    let page = WorkbookPage(
      frame: frame, document: document, draft: draft,
      outcome: WorkbookReader(draft).read(into: try await state(document, context)),
      problem: problem)
    return services.page(page.html, status: problem == nil ? .ok : .conflict)
  }

  @Sendable private func correct(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let document = try await services.editedPlan(context)
    let input = try await services.form(request, context).input
    var draft = try await draft(context, of: document)
    draft.take(input)
    try await workbooks.save(draft, by: context.viewer)
    return services.redirect(context, to: .workbook(draft.id, of: draft.plan))
  }

  @Sendable private func run(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.editedPlan(context)
    let input = try await services.form(request, context).input
    let draft = try await draft(context, of: document)
    let link = Link.workbook(draft.id, of: draft.plan)
    guard draft.state == .draft else { return services.redirect(context, to: link) }
    let outcome = WorkbookReader(draft).read(into: try await state(document, context))
    guard outcome.problems.isEmpty, !outcome.isEmpty else {
      return services.redirect(context, to: link)
    }
    guard input["digest"] == outcome.digest else {
      return try await page(
        of: draft, document, context, problem: Message("noticeTablesChanged"))
    }
    do {
      try await workbooks.run(
        draft,
        WorkbookChanges(writes: outcome.writes, values: outcome.values, counts: outcome.counts),
        by: context.viewer, at: services.clock())
    } catch StoreError.invalid(let faults) {
      return try await page(of: draft, document, context, problem: faults.first?.message)
    }
    return services.redirect(context, to: link, notice: Message("noticeTablesTaken"))
  }

  @Sendable private func undo(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.editedPlan(context)
    _ = try await services.form(request, context)
    let draft = try await draft(context, of: document)
    let link = Link.workbook(draft.id, of: draft.plan)
    guard draft.state == .done else { return services.redirect(context, to: link) }
    do {
      try await workbooks.undo(draft, by: context.viewer, at: services.clock())
    } catch StoreError.invalid(let faults) {
      return try await page(of: draft, document, context, problem: faults.first?.message)
    }
    return services.redirect(context, to: link, notice: Message("noticeImportUndone"))
  }

  @Sendable private func remove(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let document = try await services.editedPlan(context)
    _ = try await services.form(request, context)
    let draft = try await draft(context, of: document)
    try await workbooks.remove(draft, by: context.viewer)
    return services.redirect(
      context, to: .tables(of: draft.plan), notice: Message("noticeImportRemoved"))
  }
}

extension WorkbookDraft {
  /// Takes over what was mended, which rows are left out, and whether what is absent goes.
  fileprivate mutating func take(_ input: FormInput) {
    if input["removal"] != nil { settings.removes = input["removes"] == "yes" }
    let present = corrected
    for name in input.names {
      let text = (input[name] ?? "").replacing("\r\n", with: "\n")
      if name.hasPrefix("cell-"), let cell = WorkbookCell(name.dropFirst(5)) {
        guard present.indices.contains(cell.sheet),
          present[cell.sheet].rows.indices.contains(cell.address.row),
          cell.address.column < present[cell.sheet].columnCount,
          present[cell.sheet][cell.address].text != text
        else { continue }
        settings.corrections[cell] = String(text.prefix(20_000))
      } else if name.hasPrefix("leaveOut-"), let cell = WorkbookCell(name.dropFirst(9)) {
        settings.leftOut.insert(cell)
      }
    }
  }
}
