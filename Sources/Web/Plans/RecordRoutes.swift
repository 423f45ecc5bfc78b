import Civic
import Exact
import Hummingbird
import Pages
import Store

/// The forms in which the records of a plan are made, changed, moved, removed and brought back.
struct RecordRoutes: Sendable {
  typealias Editable = EditableRecord & StoredRecord

  static let kinds: [any Editable.Type] = [
    PlanSection.self, Challenge.self, Objective.self, Action.self, ActionTask.self, CostLine.self,
    FundingCall.self, FundingSource.self, FundingLine.self, Risk.self, Indicator.self,
    Stakeholder.self, IntegrationAssessment.self, Attachment.self,
  ]

  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/plans/:plan/work/records"
    CostRoutes(services: services).add(to: routes)
    for kind in Self.kinds { add(kind, to: routes, at: "\(base)/\(kind.entityName)") }
    routes.get("\(base)/organisation", use: organisations)
    routes.post("\(base)/organisation", use: addOrganisation)
    routes.get("\(base)/:kind/:record/history", use: history)
    routes.post("\(base)/:kind/:record/restoration", use: restore)
  }

  private func add<Record: Editable>(
    _ type: Record.Type, to routes: RouterGroup<AppContext>, at path: String
  ) {
    let editor = RecordEditor<Record>(services: services)
    routes.get("\(path)", use: editor.list)
    routes.post("\(path)", use: editor.add)
    routes.get("\(path)/new", use: editor.blank)
    routes.get("\(path)/:record", use: editor.edit)
    routes.post("\(path)/:record", use: editor.save)
    routes.get("\(path)/:record/removal", use: editor.askRemoval)
    routes.post("\(path)/:record/removal", use: editor.remove)
    if let positioned = type as? any (PositionedRecord & StoredRecord).Type {
      addPosition(positioned, to: routes, at: path)
    }
  }

  private func addPosition<Record: PositionedRecord & StoredRecord>(
    _ type: Record.Type, to routes: RouterGroup<AppContext>, at path: String
  ) {
    routes.post("\(path)/:record/position", use: RecordEditor<Record>(services: services).move)
  }

  @Sendable private func organisations(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.workingPlan(context)
    let frame = try await services.frame(
      context, at: .records(Organisation.entityName, of: document.plan.id))
    return services.page(OrganisationsPage(frame: frame, document: document).html)
  }

  @Sendable private func addOrganisation(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let document = try await services.workingPlan(context)
    let input = try await services.form(request, context).input
    let link = Link.records(Organisation.entityName, of: document.plan.id)
    guard let name = input.text("name"), name.count <= 300,
      let helix = input["helix"].flatMap(Helix.init(rawValue:))
    else {
      let page = OrganisationsPage(
        frame: try await services.frame(context, at: link), document: document, input: input,
        problems: [FieldProblem(field: "name", message: Message("fieldMissing"))])
      return services.page(page.html, status: .unprocessableContent)
    }
    let organisation = Organisation(
      id: services.id(), city: document.city.id,
      name: Multilingual(name, in: document.plan.language), helix: helix)
    try await services.plans.add(
      [organisation], for: document.plan.id, by: context.viewer, at: services.clock())
    return services.redirect(context, to: link, notice: Message("noticeSaved"))
  }

  @Sendable private func history(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let document = try await services.workingPlan(context)
    let record = RecordReference(
      kind: try context.parameters.require("kind"), id: try context.parameters.require("record"))
    let changes = try await services.plans.history(
      of: record, in: document.plan.id, for: context.viewer)
    let frame = try await services.frame(
      context, at: .record(record, of: document.plan.id, .history))
    let page = HistoryPage(frame: frame, document: document, changes: changes, record: record)
    return services.page(page.html)
  }

  @Sendable private func restore(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let plan = ID<Plan>(rawValue: try context.parameters.require("plan"))
    let input = try await services.form(request, context).input
    guard let change = input["change"].flatMap(Int64.init) else { throw StoreError.notFound }
    try await services.plans.restore(change, of: plan, by: context.viewer, at: services.clock())
    return services.redirect(
      context, to: .planWork(plan, .history), notice: Message("noticeRestored"))
  }
}

extension Services {
  /// The working plan that the address names, if the viewer may read it; somebody who is not signed
  /// in is asked to.
  func workingPlan(_ context: AppContext) async throws -> PlanDocument {
    guard context.viewer.account != nil else { throw AccessError.refused(.readWorking) }
    let plan = ID<Plan>(rawValue: try context.parameters.require("plan"))
    return try await plans.workingPlan(plan, for: context.viewer)
  }

  /// What a form needs, with the content language that the address or the form asks for.
  func formContext(
    _ document: PlanDocument, _ context: AppContext, content: String?
  ) -> FormContext {
    let texts = catalogue.texts(for: context.language)
    let wanted = content.flatMap { code in Language.interface.first { $0.rawValue == code } }
    return FormContext(
      document: document, texts: texts, contentLanguage: wanted ?? document.plan.language)
  }
}
