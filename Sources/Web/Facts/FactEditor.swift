import Civic
import Exact
import Hummingbird
import Pages
import Store

/// Adds, changes and restores the facts of one kind.
struct FactEditor<Record: EditableFact & StoredRecord>: Sendable {
  let services: Services
  /// The record that an address names.
  let find: @Sendable (ID<Record>, AppContext) async throws -> Record?
  /// The city whose register a record or a new one's parent belongs to.
  var city: @Sendable (Record?, _ parent: String?) -> ID<City>? = { _, _ in nil }

  /// What the form of a kind needs beside the city's register: for a record, or a new one's parent.
  var prepare: @Sendable (inout FormContext, Record?, String?, AppContext) async throws -> Void =
    { _, _, _, _ in }

  func add(to routes: RouterGroup<AppContext>, at path: String) {
    routes.get("\(path)/new", use: new)
    routes.post("\(path)/new", use: add)
    routes.get("\(path)/:record", use: edit)
    routes.post("\(path)/:record", use: save)
    routes.get("\(path)/:record/history", use: history)
    routes.post("\(path)/:record/restoration", use: restore)
  }

  func form(
    _ context: AppContext, content: String?, _ record: Record?, parent: String? = nil
  ) async throws -> FormContext {
    let city = city(record, parent)
    var form = try await services.factContext(context, content: content, city: city)
    try await prepare(&form, record, parent, context)
    return form
  }

  private func query(_ request: Request, _ name: String) -> String? {
    request.uri.queryParameters[name[...]].map(String.init)
  }

  func found(_ context: AppContext) async throws -> Record {
    let id = ID<Record>(rawValue: try context.parameters.require("record"))
    guard let record = try await find(id, context) else { throw StoreError.notFound }
    guard record.mayBeChanged(by: context.viewer) else {
      throw AccessError.refused(.manageNetwork)
    }
    return record
  }

  private func blank(parent: String?, _ form: FormContext, _ context: AppContext) throws -> Record {
    guard let blank = Record.blank(id: services.id(), parent: parent, in: form) else {
      throw StoreError.notFound
    }
    guard blank.mayBeAdded(by: context.viewer) else { throw AccessError.refused(.manageNetwork) }
    return blank
  }

  @Sendable func new(_ request: Request, _ context: AppContext) async throws -> Response {
    let parent = query(request, "parent")
    let form = try await form(context, content: query(request, "content"), nil, parent: parent)
    let blank = try blank(parent: parent, form, context)
    let frame = try await services.frame(
      context, at: .newFact(Record.entityName, parent: parent))
    let page = FactFormPage(
      frame: frame, context: form, record: blank, isNew: true,
      input: Self.carried(request, into: Record.form.input(of: blank, in: form)))
    return services.page(page.html)
  }

  /// A new form's values, with those that the address carries along.
  private static func carried(_ request: Request, into blank: FormInput) -> FormInput {
    FormInput(
      Set(blank.names).sorted().flatMap { name in
        request.uri.queryParameters[name[...]].map { [(name: name, value: String($0))] }
          ?? blank.all(name).map { (name: name, value: $0) }
      })
  }

  @Sendable func add(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    let form = try await form(
      context, content: input["content"], nil, parent: input.text("parent"))
    let blank = try blank(parent: input.text("parent"), form, context)
    let (record, problems) = Record.form.read(input, into: blank, in: form)
    guard problems.isEmpty else {
      let frame = try await services.frame(
        context, at: .newFact(Record.entityName, parent: input.text("parent")))
      let page = FactFormPage(
        frame: frame, context: form, record: record, isNew: true, input: input,
        problems: problems)
      return services.page(page.html, status: .unprocessableContent)
    }
    try await services.cities.add(record, by: context.viewer, at: services.clock())
    return services.redirect(context, to: record.page, notice: Message("noticeSaved"))
  }

  @Sendable func edit(_ request: Request, _ context: AppContext) async throws -> Response {
    let record = try await found(context)
    let form = try await form(context, content: query(request, "content"), record)
    let frame = try await services.frame(context, at: .fact(RecordReference(record)))
    return services.page(
      FactFormPage(frame: frame, context: form, record: record, isNew: false).html)
  }

  @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    let present = try await found(context)
    let form = try await form(context, content: input["content"], present)
    return try await services.saveFact(input, over: present, in: form, context) {
      try await services.cities.save(
        $0, editedFrom: $1, by: context.viewer, at: services.clock())
    }
  }

  @Sendable func history(_ request: Request, _ context: AppContext) async throws -> Response {
    let record = try await found(context)
    let form = try await form(context, content: nil, record)
    let frame = try await services.frame(context, at: .factHistory(RecordReference(record)))
    let changes = try await services.cities.history(of: record, for: context.viewer)
    return services.page(
      FactHistoryPage(frame: frame, context: form, fact: record, changes: changes).html)
  }

  @Sendable func restore(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    let record = try await found(context)
    guard let change = input["change"].flatMap(Int64.init) else { throw StoreError.notFound }
    try await services.cities.restore(
      change, of: record, by: context.viewer, at: services.clock())
    return services.redirect(
      context, to: .factHistory(RecordReference(record)), notice: Message("noticeRestored"))
  }
}

extension Services {
  /// Saves what a form says of a fact, and answers with the fact's page; with the form again where
  /// something is wrong or somebody saved it meanwhile.
  ///
  /// - Parameter save: Saves the record as edited from a revision.
  func saveFact<Record: EditableFact & StoredRecord>(
    _ input: FormInput, over present: Record, in form: FormContext, _ context: AppContext,
    by save: (Record, _ editedFrom: Int) async throws -> SaveOutcome<Record>
  ) async throws -> Response {
    let frame = try await frame(context, at: .fact(RecordReference(present)))
    var (record, problems) = Record.form.read(input, into: present, in: form)
    let revision = input["revision"].flatMap(Int.init) ?? 0
    guard problems.isEmpty else {
      record.revision = revision
      let form = FactFormPage(
        frame: frame, context: form, record: record, isNew: false, input: input,
        problems: problems)
      return page(form.html, status: .unprocessableContent)
    }
    switch try await save(record, revision) {
    case .saved(let saved):
      return redirect(context, to: saved.page, notice: Message("noticeSaved"))
    case .conflict(let theirs, _):
      let form = FactFormPage(
        frame: frame, context: form, record: theirs, isNew: false, input: input, theirs: theirs)
      return page(form.html, status: .conflict)
    }
  }

  /// What a form for facts needs, in the content language that the address or the form asks for.
  func factContext(
    _ context: AppContext, content: String?, city: ID<City>? = nil
  ) async throws -> FormContext {
    let wanted = content.flatMap { code in Language.interface.first { $0.rawValue == code } }
    let atlas = try await cities.atlas()
    var form = FormContext(
      atlas: atlas, city: city.flatMap { atlas.city($0) },
      texts: catalogue.texts(for: context.language),
      contentLanguage: wanted ?? context.language)
    if let city {
      form.register = try await register.register(of: city, for: context.viewer)
      form.frameworks = try await usableFrameworks()
      form.practices = try await practices.practices(for: context.viewer)
      form.feeds = try await sources.sources(of: city).map(\.source)
    }
    form.thisYear = clock().day.year
    return form
  }
}
