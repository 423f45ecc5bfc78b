import Civic
import Exact
import Exchange
import Hummingbird
import Pages
import Store

/// Brings actions into a plan from a table: upload, columns, preview, import, undo; each a page.
struct ImportRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/plans/:plan/work/import"
    routes.get("\(base)", use: start)
    routes.post("\(base)", use: upload)
    routes.get("\(base)/template.csv", use: template)
    routes.get("\(base)/:import", use: preview)
    routes.get("\(base)/:import/columns", use: columns)
    routes.post("\(base)/:import/columns", use: saveColumns)
    routes.post("\(base)/:import/corrections", use: correct)
    routes.post("\(base)/:import/execution", use: run)
    routes.post("\(base)/:import/undo", use: undo)
    routes.post("\(base)/:import/removal", use: remove)
  }

  private var imports: ImportStore { ImportStore(services.database) }

  private func draft(_ context: AppContext, of document: PlanDocument) async throws -> ImportDraft {
    let id = ID<ImportDraft>(rawValue: try context.parameters.require("import"))
    return try await imports.draft(id, of: document.plan.id, for: context.viewer)
  }

  private func link(_ draft: ImportDraft, _ step: Link.ImportStep? = nil) -> Link {
    .planImport(draft.id, of: draft.plan, step)
  }

  @Sendable private func start(_ request: Request, _ context: AppContext) async throws -> Response {
    try await startPage(services.editedPlan(context), context, problem: nil)
  }

  private func startPage(
    _ document: PlanDocument, _ context: AppContext, problem: Message?
  ) async throws -> Response {
    let plan = document.plan.id
    let page = ImportPage(
      frame: try await services.frame(context, at: .planWork(plan, .import)), document: document,
      entries: try await imports.entries(of: plan, for: context.viewer),
      largestFile: ImportUpload.limits.fileSize, problem: problem)
    return services.page(page.html, status: problem == nil ? .ok : .unprocessableContent)
  }

  @Sendable private func template(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.editedPlan(context)
    let headings = ActionField.template(for: document.plan).map {
      $0.heading(in: context.language)
    }
    // Semicolons, since the spreadsheets of most countries served take commas for decimal marks.
    let writer = CSVWriter(delimiter: .semicolon, hasByteOrderMark: true)
    return services.download(
      Array(writer.text([headings]).utf8), type: "text/csv; charset=utf-8", name: "actions.csv")
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
    guard let file = body.files.first(where: { $0.field == "file" }) else {
      return try await startPage(document, context, problem: Message("importFileMissing"))
    }
    switch ImportUpload.read(file) {
    case .problem(let message):
      return try await startPage(document, context, problem: message)
    case .tables(let tables):
      let language = document.plan.language
      let unit = services.catalogue.texts(for: language)(.importUnit)
      var settings = ImportSettings(language: language, unit: unit)
      settings.guess(tables)
      let draft = ImportDraft(
        id: services.id(), plan: document.plan.id, fileName: file.ownName,
        createdAt: services.clock(), tables: tables, settings: settings)
      try await imports.add(draft, by: context.viewer, at: services.clock())
      return services.redirect(context, to: link(draft, .columns))
    }
  }

  @Sendable private func columns(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let document = try await services.editedPlan(context)
    let draft = try await draft(context, of: document)
    guard draft.state == .draft else { return services.redirect(context, to: link(draft)) }
    let frame = try await services.frame(context, at: link(draft, .columns))
    return services.page(ImportColumnsPage(frame: frame, document: document, draft: draft).html)
  }

  @Sendable private func saveColumns(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.editedPlan(context)
    let input = try await services.form(request, context).input
    let present = try await draft(context, of: document)
    let (next, isGuessed, problems) = ImportColumnsForm(input: input, document: document)
      .read(into: present)
    guard problems.isEmpty else {
      let page = ImportColumnsPage(
        frame: try await services.frame(context, at: link(next, .columns)), document: document,
        draft: next, problems: problems)
      return services.page(page.html, status: .unprocessableContent)
    }
    try await imports.save(next, by: context.viewer)
    return services.redirect(context, to: link(next, isGuessed ? .columns : nil))
  }

  @Sendable private func preview(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let document = try await services.editedPlan(context)
    let draft = try await draft(context, of: document)
    let frame = try await services.frame(context, at: link(draft))
    guard draft.state == .draft else {
      return services.page(ImportDonePage(frame: frame, document: document, draft: draft).html)
    }
    guard let table = draft.tableImport, draft.settings.fields.values.contains(.title) else {
      return services.redirect(context, to: link(draft, .columns))
    }
    let page = ImportPreviewPage(
      frame: frame, document: document, draft: draft, table: table,
      outcome: table.outcome(in: document, newKey: keys()))
    return services.page(page.html)
  }

  /// Identifiers that are new to the database.
  private func keys() -> () -> String {
    {
      let id: ID<Action> = services.id()
      return id.rawValue
    }
  }

  @Sendable private func correct(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let document = try await services.editedPlan(context)
    let input = try await services.form(request, context).input
    var draft = try await draft(context, of: document)
    draft.take(input)
    try await imports.save(draft, by: context.viewer)
    return services.redirect(context, to: link(draft))
  }

  @Sendable private func run(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.editedPlan(context)
    _ = try await services.form(request, context)
    let draft = try await draft(context, of: document)
    guard draft.state == .draft, let table = draft.tableImport else {
      return services.redirect(context, to: link(draft))
    }
    let outcome = table.outcome(in: document, newKey: keys())
    guard outcome.isSound else { return services.redirect(context, to: link(draft)) }
    try await imports.run(draft, outcome.additions, by: context.viewer, at: services.clock())
    return services.redirect(context, to: link(draft), notice: Message("noticeImported"))
  }

  @Sendable private func undo(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.editedPlan(context)
    _ = try await services.form(request, context)
    let draft = try await draft(context, of: document)
    guard draft.state == .done else { return services.redirect(context, to: link(draft)) }
    do {
      try await imports.undo(draft, by: context.viewer, at: services.clock())
    } catch StoreError.invalid(let faults) {
      let page = ImportDonePage(
        frame: try await services.frame(context, at: link(draft)), document: document,
        draft: draft, problem: faults.first?.message)
      return services.page(page.html, status: .conflict)
    }
    return services.redirect(context, to: link(draft), notice: Message("noticeImportUndone"))
  }

  @Sendable private func remove(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let document = try await services.editedPlan(context)
    _ = try await services.form(request, context)
    let draft = try await draft(context, of: document)
    try await imports.remove(draft.id, of: draft.plan, by: context.viewer)
    return services.redirect(
      context, to: .planWork(draft.plan, .import), notice: Message("noticeImportRemoved"))
  }
}

extension ImportDraft {
  /// Takes over what was mended in the cells, and which rows are to be left out.
  fileprivate mutating func take(_ input: FormInput) {
    guard let table = tableImport?.corrected else { return }
    if input["takeBack"] != nil { settings.leftOut = [] }
    for name in input.names {
      let text = (input[name] ?? "").replacing("\r\n", with: "\n")
      if name.hasPrefix("cell-"), let address = CellAddress(name.dropFirst(5)) {
        if table[address].text != text { correct(address, to: text, in: table) }
      } else if name.hasPrefix("leaveOut-"), let row = Int(name.dropFirst(9)),
        table.rows.indices.contains(row)
      {
        settings.leftOut.insert(row)
      } else if name == "reading" {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, let address = CellAddress(parts[0]) else { continue }
        correct(address, to: String(parts[1]), in: table)
      }
    }
  }

  /// Only cells of the table, which has no column without a heading or a value.
  private mutating func correct(_ address: CellAddress, to text: String, in table: Table) {
    guard table.rows.indices.contains(address.row), address.column < table.columnCount else {
      return
    }
    corrections[address] = String(text.prefix(10_000))
  }
}
