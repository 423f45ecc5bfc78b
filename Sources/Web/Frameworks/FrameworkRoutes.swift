import Civic
import Exact
import Exchange
import Hummingbird
import Maturity
import Pages
import Store

/// Frameworks that cities and networks write: started, taken from files, published, versioned.
struct FrameworkRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/frameworks", use: list)
    routes.get("/frameworks/new", use: new)
    routes.post("/frameworks/new", use: start)
    routes.post("/frameworks/upload", use: upload)
    routes.get("/frameworks/shipped/:key/framework.yaml", use: shipped)
    routes.get("/frameworks/:framework", use: show)
    routes.get("/frameworks/:framework/framework.yaml", use: file)
    routes.post("/frameworks/:framework/publication", use: publish)
    routes.post("/frameworks/:framework/versions", use: nextVersion)
    routes.post("/frameworks/:framework/removal", use: discard)
    FrameworkPartRoutes(services: services).add(to: routes)
  }

  /// For whom somebody may write a framework.
  private func owners(_ atlas: Atlas, _ context: AppContext) -> [FrameworkOwner] {
    let all =
      atlas.networks.map { FrameworkOwner.network($0.id) }
      + atlas.cities.map { FrameworkOwner.city($0.id) }
    return all.filter { $0.mayWrite(context.viewer) }
  }

  @Sendable private func list(_ request: Request, _ context: AppContext) async throws -> Response {
    let atlas = try await services.cities.atlas()
    let page = FrameworksPage(
      frame: try await services.frame(context, at: .frameworks), atlas: atlas,
      shipped: services.frameworks,
      written: try await services.writtenFrameworks.frameworks(for: context.viewer),
      owners: owners(atlas, context))
    return services.page(page.html)
  }

  private func newPage(
    _ context: AppContext, input: FormInput = FormInput([]), problems: [FieldProblem] = []
  ) async throws -> Response {
    let atlas = try await services.cities.atlas()
    let owners = owners(atlas, context)
    guard !owners.isEmpty else { throw AccessError.refused(.editContent) }
    let page = NewFrameworkPage(
      frame: try await services.frame(context, at: .newFramework), atlas: atlas, owners: owners,
      input: input, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func new(_ request: Request, _ context: AppContext) async throws -> Response {
    try await newPage(context)
  }

  private func owner(_ name: String?, _ context: AppContext) async throws -> FrameworkOwner {
    let atlas = try await services.cities.atlas()
    let owner = name.flatMap(FrameworkOwner.init(name:))
    guard let owner, owners(atlas, context).contains(owner) else {
      throw AccessError.refused(.editContent)
    }
    return owner
  }

  @Sendable private func start(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    let owner = try await owner(input["owner"], context)
    guard let name = input.text("name"), name.count <= 300 else {
      let problem = FieldProblem(field: "name", message: Message("problemName"))
      return try await newPage(context, input: input, problems: [problem])
    }
    let taken = try await services.writtenFrameworks.frameworks(for: .machine).map(\.key)
    let key = FrameworkDraft.free(
      name, or: "framework", among: services.reservedFrameworks.union(taken))
    let framework = WrittenFramework(
      id: services.id(), owner: owner, key: key, version: "1",
      draft: FrameworkDraft(name: Multilingual(name, in: context.language)))
    try await services.writtenFrameworks.add(
      framework, reserved: services.reservedFrameworks, by: context.viewer, at: services.clock())
    return services.redirect(
      context, to: .framework(framework.id), notice: Message("noticeSaved"))
  }

  /// A file becomes a draft: checked first, and told where it is wrong.
  @Sendable private func upload(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let form = try await services.form(request, context)
    let owner = try await owner(form.input["fileOwner"], context)
    let refuse = { (message: Message) in
      try await newPage(
        context, input: form.input, problems: [FieldProblem(field: "file", message: message)])
    }
    guard let upload = form.files.first(where: { $0.field == "file" }), !upload.bytes.isEmpty
    else { return try await refuse(Message("fileMissing")) }
    let file: FrameworkFile
    do throws(AssessmentFileError) {
      file = try FrameworkReader.read(upload.bytes)
    } catch {
      return try await refuse(error.message)
    }
    let framework = WrittenFramework(
      id: services.id(), owner: owner, key: file.framework.id.rawValue,
      version: file.framework.version, draft: FrameworkDraft(file))
    do {
      try await services.writtenFrameworks.add(
        framework, reserved: services.reservedFrameworks, by: context.viewer, at: services.clock())
    } catch StoreError.invalid(let faults) {
      return try await refuse(faults.first?.message ?? Message("frameworkUnreadable"))
    }
    return services.redirect(
      context, to: .framework(framework.id), notice: Message("noticeSaved"))
  }

  private func found(_ context: AppContext) async throws -> WrittenFramework {
    let id = ID<WrittenFramework>(rawValue: try context.parameters.require("framework"))
    return try await services.writtenFrameworks.framework(id, for: context.viewer)
  }

  private func page(
    _ context: AppContext, problems: [Message] = []
  ) async throws -> Response {
    let framework = try await found(context)
    let all = try await services.writtenFrameworks.frameworks(for: context.viewer)
    let page = FrameworkPage(
      frame: try await services.frame(context, at: .framework(framework.id)),
      atlas: try await services.cities.atlas(), framework: framework,
      versions: all.filter { $0.key == framework.key }, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(context)
  }

  /// The file as it was published, or as the draft would say it now.
  @Sendable private func file(_ request: Request, _ context: AppContext) async throws -> Response {
    let framework = try await found(context)
    let yaml = framework.published ?? FrameworkCheck(framework).yaml
    return services.download(
      Array(yaml.utf8), type: "application/yaml",
      name: "\(framework.key)-\(framework.version).yaml")
  }

  @Sendable private func shipped(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let key = try context.parameters.require("key")
    guard let file = services.frameworks.first(where: { $0.framework.id.rawValue == key }) else {
      throw StoreError.notFound
    }
    let yaml = FrameworkWriter.yaml(
      of: FrameworkDraft(file), key: key, version: file.framework.version)
    return services.download(
      Array(yaml.utf8), type: "application/yaml", name: "\(key)-\(file.framework.version).yaml")
  }

  @Sendable private func publish(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let framework = try await found(context)
    do {
      let isDone = try await services.writtenFrameworks.publish(
        framework.id, editedFrom: input["revision"].flatMap(Int.init) ?? 0, by: context.viewer,
        at: services.clock())
      guard isDone else { return try await page(context, problems: [Message("conflictText")]) }
    } catch StoreError.invalid(let faults) {
      return try await page(context, problems: faults.map(\.message))
    }
    return services.redirect(
      context, to: .framework(framework.id), notice: Message("noticeFrameworkPublished"))
  }

  @Sendable private func nextVersion(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let framework = try await found(context)
    let next: WrittenFramework
    do {
      next = try await services.nextVersion(of: framework, by: context.viewer)
    } catch StoreError.invalid(let faults) {
      return try await page(context, problems: faults.map(\.message))
    }
    return services.redirect(
      context, to: .framework(next.id), notice: Message("noticeFrameworkVersion"))
  }

  @Sendable private func discard(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let framework = try await found(context)
    do {
      try await services.writtenFrameworks.discard(
        framework.id, by: context.viewer, at: services.clock())
    } catch StoreError.invalid(let faults) {
      return try await page(context, problems: faults.map(\.message))
    }
    return services.redirect(context, to: .frameworks, notice: Message("noticeRemoved"))
  }
}
