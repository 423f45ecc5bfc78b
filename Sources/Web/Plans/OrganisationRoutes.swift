import Civic
import Exact
import Hummingbird
import Pages
import Store

/// The organisations of the plan's city.
struct OrganisationRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>, at base: String) {
    let path = "\(base)/\(Organisation.entityName)"
    routes.get("\(path)", use: list)
    routes.post("\(path)", use: add)
    routes.get("\(path)/:record", use: edit)
    routes.post("\(path)/:record", use: save)
  }

  @Sendable private func list(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.workingPlan(context)
    let frame = try await services.frame(context, at: .organisations(of: document.plan.id))
    return services.page(OrganisationsPage(frame: frame, document: document).html)
  }

  @Sendable private func add(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.workingPlan(context)
    let input = try await services.form(request, context).input
    let link = Link.organisations(of: document.plan.id)
    let blank = OrganisationForm.blank(id: services.id(), in: document)
    let form = services.formContext(document, context, content: nil)
    let (organisation, problems) = OrganisationForm.form.read(input, into: blank, in: form)
    guard problems.isEmpty else {
      let page = OrganisationsPage(
        frame: try await services.frame(context, at: link), document: document, input: input,
        problems: problems)
      return services.page(page.html, status: .unprocessableContent)
    }
    try await services.plans.add(
      [organisation], for: document.plan.id, by: context.viewer, at: services.clock())
    return services.redirect(context, to: link, notice: Message("noticeSaved"))
  }

  private func found(_ context: AppContext, in document: PlanDocument) throws -> Organisation {
    let id = ID<Organisation>(rawValue: try context.parameters.require("record"))
    guard let organisation = document.organisation(id) else { throw StoreError.notFound }
    try context.viewer.require(.editContent, .plan(document.plan))
    return organisation
  }

  @Sendable private func edit(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.workingPlan(context)
    let organisation = try found(context, in: document)
    let content = request.uri.queryParameters["content"].map(String.init)
    let frame = try await services.frame(
      context, at: .record(RecordReference(organisation), of: document.plan.id))
    let page = OrganisationPage(
      frame: frame, context: services.formContext(document, context, content: content),
      organisation: organisation)
    return services.page(page.html)
  }

  @Sendable private func save(_ request: Request, _ context: AppContext) async throws -> Response {
    let document = try await services.workingPlan(context)
    let present = try found(context, in: document)
    let input = try await services.form(request, context).input
    let form = services.formContext(document, context, content: input["content"])
    var (organisation, problems) = OrganisationForm.form.read(input, into: present, in: form)
    let frame = try await services.frame(
      context, at: .record(RecordReference(present), of: document.plan.id))
    let revision = input["revision"].flatMap(Int.init) ?? 0
    guard problems.isEmpty else {
      organisation.revision = revision
      let page = OrganisationPage(
        frame: frame, context: form, organisation: organisation, input: input, problems: problems)
      return services.page(page.html, status: .unprocessableContent)
    }
    switch try await services.plans.save(
      organisation, editedFrom: revision, for: document.plan.id, by: context.viewer,
      at: services.clock())
    {
    case .saved:
      return services.redirect(
        context, to: .organisations(of: document.plan.id), notice: Message("noticeSaved"))
    case .conflict(let theirs, let change):
      let page = OrganisationPage(
        frame: frame, context: form, organisation: theirs, input: input,
        conflict: (theirs, change))
      return services.page(page.html, status: .conflict)
    }
  }
}
