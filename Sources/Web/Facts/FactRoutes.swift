import Civic
import Exact
import Hummingbird
import Pages
import Store

/// The forms in which facts about cities and networks are kept, with their sources.
struct FactRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    add(editor { $0.cities }, to: routes)
    add(editor { $0.programmes }, to: routes)
    add(editor { $0.networks }, to: routes)
    add(editor { $0.memberships }, to: routes)
    add(editor { $0.sources }, to: routes)
    routes.get("/sources", use: sources)
    routes.get("/networks/:network/claims", use: claims)
    routes.post("/networks/:network/claims", use: changeClaims)
  }

  private func editor<Record: EditableFact & StoredRecord>(
    _ records: @escaping @Sendable (Atlas) -> [Record]
  ) -> FactEditor<Record> {
    FactEditor(services: services) { id, _ in
      records(try await services.cities.atlas()).first { $0.id == id }
    }
  }

  private func add<Record: EditableFact & StoredRecord>(
    _ editor: FactEditor<Record>, to routes: RouterGroup<AppContext>
  ) {
    let path = "/facts/\(Record.entityName)"
    editor.add(to: routes, at: path)
  }

  @Sendable private func sources(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let frame = try await services.frame(context, at: .sources)
    return services.page(SourcesPage(frame: frame, atlas: try await services.cities.atlas()).html)
  }

  private func network(_ context: AppContext, in atlas: Atlas) throws -> Network {
    let id = ID<Network>(rawValue: try context.parameters.require("network"))
    guard let network = atlas.network(id) else { throw StoreError.notFound }
    guard network.mayBeChanged(by: context.viewer) else {
      throw AccessError.refused(.manageNetwork)
    }
    return network
  }

  @Sendable private func claims(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let content = request.uri.queryParameters["content"].map(String.init)
    let form = try await services.factContext(context, content: content)
    let network = try network(context, in: form.atlas)
    let frame = try await services.frame(context, at: .claims(about: network.id))
    return services.page(ClaimsPage(frame: frame, context: form, network: network).html)
  }

  @Sendable private func changeClaims(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let form = try await services.factContext(context, content: input["content"])
    let present = try network(context, in: form.atlas)
    let revision = input["revision"].flatMap(Int.init) ?? 0
    var (network, problems) = (present, [FieldProblem]())
    if present.revision != revision {
      problems = [FieldProblem(field: "", message: Message("claimsChanged"))]
    } else if let removed = input["removed"].flatMap(Int.init) {
      guard network.claims.indices.contains(removed) else { throw StoreError.notFound }
      network.claims.remove(at: removed)
    } else {
      (network, problems) = ClaimsPage.read(input, about: present, in: form)
    }
    if problems.isEmpty {
      let outcome = try await services.cities.save(
        network, editedFrom: revision, by: context.viewer, at: services.clock())
      if case .saved = outcome {
        return services.redirect(
          context, to: .claims(about: network.id), notice: Message("noticeSaved"))
      }
      problems = [FieldProblem(field: "", message: Message("claimsChanged"))]
    }
    let page = ClaimsPage(
      frame: try await services.frame(context, at: .claims(about: present.id)), context: form,
      network: present, input: input["removed"] == nil ? input : FormInput([]),
      problems: problems)
    return services.page(page.html, status: .unprocessableContent)
  }
}
