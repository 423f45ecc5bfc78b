import Civic
import Exact
import Exchange
import Hummingbird
import Pages
import Store

/// Where figures are read from, and what the columns of their tables mean.
struct FeedRoutes: Sendable {
  let services: Services

  var desk: SourceDesk { SourceDesk(sources: services.sources, clock: services.clock) }

  func add(to routes: RouterGroup<AppContext>) {
    editor.add(to: routes, at: "/facts/\(IndicatorSource.entityName)")
    routes.get("/feeds", use: platform)
    routes.get("/cities/:city/feeds", use: ofCity)
    routes.get("/feeds/:source", use: feed)
    routes.post("/feeds/:source/file", use: file)
    routes.get("/feeds/:source/mapping", use: mapping)
    routes.post("/feeds/:source/mapping", use: map)
    routes.post("/feeds/:source/fetch", use: fetch)
    routes.post("/feeds/:source/confirmation", use: confirm)
  }

  var editor: FactEditor<IndicatorSource> {
    let services = services
    return FactEditor(
      services: services,
      find: { id, _ in
        do {
          return try await services.sources.source(id).source
        } catch StoreError.notFound {
          return nil
        }
      },
      city: { source, parent in source.map(\.city) ?? parent.map { ID(rawValue: $0) } })
  }

  private func standing(_ entry: (source: IndicatorSource, state: SourceStore.State))
    -> FeedStanding
  {
    let state = entry.state
    return FeedStanding(
      source: entry.source, health: state.health.rawValue, problem: state.problem,
      times: (state.lastAsked, state.lastRead, state.nextAttempt), figures: state.figures)
  }

  @Sendable private func platform(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let feeds = try await services.sources.sources(of: nil).map(standing)
    let page = FeedsPage(
      frame: try await services.frame(context, at: .feeds(of: nil)), city: nil, feeds: feeds)
    return services.page(page.html)
  }

  @Sendable private func ofCity(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let id = ID<City>(rawValue: try context.parameters.require("city"))
    guard let city = try await services.cities.atlas().city(id) else { throw StoreError.notFound }
    let feeds = try await services.sources.sources(of: id).map(standing)
    let page = FeedsPage(
      frame: try await services.frame(context, at: .feeds(of: id)), city: city, feeds: feeds)
    return services.page(page.html)
  }

  private func found(
    _ context: AppContext, toChange: Bool = true
  ) async throws -> (source: IndicatorSource, state: SourceStore.State, city: City?) {
    let id = ID<IndicatorSource>(rawValue: try context.parameters.require("source"))
    let (source, state) = try await services.sources.source(id)
    guard !toChange || source.mayBeChanged(by: context.viewer) else {
      throw AccessError.refused(.editContent)
    }
    let city = try await services.cities.atlas().cities.first { $0.id == source.city }
    return (source, state, city)
  }

  private func page(
    _ context: AppContext, problem: Message? = nil
  ) async throws -> Response {
    let (source, state, city) = try await found(context, toChange: false)
    let store = services.sources
    let pending =
      state.health == .changedShape ? try await desk.pending(source)?.shape : nil
    let page = FeedPage(
      frame: try await services.frame(context, at: .feed(source.id)), city: city,
      feed: standing((source, state)),
      codes: (
        try await store.codes(of: source.id, kind: "indicator"),
        try await store.codes(of: source.id, kind: "place")
      ), pending: pending, problem: problem)
    return services.page(page.html, status: problem == nil ? .ok : .unprocessableContent)
  }

  @Sendable private func feed(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await page(context)
  }

  /// A file handed over: a table is mapped first, anything else is read at once.
  @Sendable private func file(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (source, state, _) = try await found(context)
    let body = try await services.form(request, context)
    guard let file = body.files.first(where: { $0.field == "file" }), !file.bytes.isEmpty else {
      return try await page(context, problem: Message("importFileMissing"))
    }
    if source.format == .table, source.mapping == nil {
      do throws(ObservationFault) {
        _ = try IndicatorSource.firstRows(of: file.bytes)
      } catch {
        return try await page(context, problem: error.message)
      }
      try await services.sources.keep(
        state, of: source, reading: (file.bytes, true), by: context.viewer,
        at: services.clock())
      return services.redirect(context, to: .feedStep("mapping", source.id))
    }
    return try await answer(
      try await desk.take(file.bytes, of: source, by: context.viewer), source, context)
  }

  private func answer(
    _ outcome: SourceDesk.Outcome, _ source: IndicatorSource, _ context: AppContext
  ) async throws -> Response {
    switch outcome {
    case .refused(let message): return try await page(context, problem: message)
    case .accepted(let count):
      return services.redirect(
        context, to: .feed(source.id), notice: Message("noticeFigures", ["count": .count(count)]))
    case .nothingNew:
      return services.redirect(
        context, to: .feed(source.id), notice: Message("noticeFiguresSame"))
    case .waits:
      return services.redirect(
        context, to: .feed(source.id), notice: Message("noticeFiguresWait"))
    }
  }

  private func bytes(_ source: IndicatorSource) async throws -> [UInt8] {
    let store = services.sources
    if let pending = try await store.reading(of: source.id, isPending: true) { return pending }
    guard let accepted = try await store.reading(of: source.id) else { throw StoreError.notFound }
    return accepted
  }

  @Sendable private func mapping(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (source, _, city) = try await found(context)
    let rows = (try? IndicatorSource.firstRows(of: try await bytes(source))) ?? []
    let page = FeedMappingPage(
      frame: try await services.frame(context, at: .feedStep("mapping", source.id)), city: city,
      source: source, rows: rows, input: FormInput([]))
    return services.page(page.html)
  }

  @Sendable private func map(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (present, _, city) = try await found(context)
    let input = try await services.form(request, context).input
    let bytes = try await bytes(present)
    let rows = (try? IndicatorSource.firstRows(of: bytes)) ?? []
    let frame = try await services.frame(context, at: .feedStep("mapping", present.id))
    var source = present
    let again = { (problem: Message?, preview: ObservationPreview?) in
      let page = FeedMappingPage(
        frame: frame, city: city, source: source, rows: rows, input: input, problem: problem,
        preview: preview)
      return services.page(page.html, status: problem == nil ? .ok : .unprocessableContent)
    }
    switch FeedMappingPage.mapping(input, headings: rows.first ?? []) {
    case .failure(let fault):
      return again(Message(fault.field == "time" ? "mappingNeedsTime" : "mappingNeedsValue"), nil)
    case .success(let mapping): source.mapping = mapping
    }
    let preview: ObservationPreview?
    do throws(ObservationFault) {
      preview = try source.preview(bytes)
    } catch {
      return again(error.message, nil)
    }
    guard input["step"] == "run" else { return again(nil, preview) }
    do throws(ObservationFault) {
      _ = try source.read(bytes)
    } catch {
      return again(error.message, preview)
    }
    let outcome = try await services.cities.save(
      source, editedFrom: present.revision, by: context.viewer, at: services.clock())
    guard case .saved(let saved) = outcome else { throw StoreError.notFound }
    return try await answer(
      try await desk.take(bytes, of: saved, isConfirmed: true, by: context.viewer), saved, context)
  }

  @Sendable private func fetch(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (source, state, _) = try await found(context)
    _ = try await services.form(request, context)
    let fetcher = services.fetcher
    if source.format == .table, source.mapping == nil, let address = source.url {
      guard case .fetched(let document) = await fetcher.fetch(address) else {
        return try await answer(
          try await desk.fetch(source, with: fetcher, by: context.viewer), source, context)
      }
      try await services.sources.keep(
        state, of: source, reading: (document.bytes, true), by: context.viewer,
        at: services.clock())
      return services.redirect(context, to: .feedStep("mapping", source.id))
    }
    return try await answer(
      try await desk.fetch(source, with: fetcher, by: context.viewer), source, context)
  }

  @Sendable private func confirm(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (source, _, _) = try await found(context)
    _ = try await services.form(request, context)
    guard let pending = try await desk.pending(source) else { throw StoreError.notFound }
    return try await answer(
      try await desk.take(pending.bytes, of: source, isConfirmed: true, by: context.viewer),
      source, context)
  }
}
