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
    OrganisationRoutes(services: services).add(to: routes, at: base)
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

  /// The same, which the viewer may change.
  func editedPlan(_ context: AppContext) async throws -> PlanDocument {
    let document = try await workingPlan(context)
    try context.viewer.requireEditing(document.plan)
    return document
  }

  /// What a form needs, with the content language that the address or the form asks for.
  func formContext(
    _ document: PlanDocument, _ context: AppContext, content: String?
  ) -> FormContext {
    FormContext(
      document: document, texts: catalogue.texts(for: context.language), content: content)
  }

  /// The same with what the city has and measures, for records that refer to it.
  func recordContext(
    _ document: PlanDocument, _ context: AppContext, content: String?
  ) async throws -> FormContext {
    var form = formContext(document, context, content: content)
    form.register = try await register.register(of: document.city.id, for: context.viewer)
    form.practices = try await practices.practices(for: context.viewer)
    form.origins = try await saidOrigins(of: document.city.id)
    return form
  }
}
