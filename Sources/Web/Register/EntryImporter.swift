import Civic
import Exact
import Exchange
import Hummingbird
import Pages
import Store

/// Brings a table into one list of a city's register.
struct EntryImporter<Entry: EditableEntry & StoredRecord>: Sendable {
  let services: Services

  private func city(_ context: AppContext) async throws -> City {
    let id = ID<City>(rawValue: try context.parameters.require("city"))
    guard let city = try await services.cities.atlas().city(id) else { throw StoreError.notFound }
    try context.viewer.require(.editContent, .city(id))
    return city
  }

  private func link(_ city: City) -> Link { .registerImport(of: city.id, Entry.entryKind) }

  @Sendable func start(_ request: Request, _ context: AppContext) async throws -> Response {
    let city = try await city(context)
    let frame = try await services.frame(context, at: link(city))
    return services.page(EntryImportPage<Entry>(frame: frame, city: city).html)
  }

  @Sendable func run(_ request: Request, _ context: AppContext) async throws -> Response {
    let city = try await city(context)
    let body = try await services.form(request, context)
    let frame = try await services.frame(context, at: link(city))
    let refused = { (problem: Message) in
      let page = EntryImportPage<Entry>(frame: frame, city: city, problem: problem)
      return services.page(page.html, status: .unprocessableContent)
    }
    var rows: [[String]]
    if let carried = body.input["table"] {
      guard let table = Self.table(carried) else { return refused(Message("importFileDamaged")) }
      rows = table
    } else {
      switch Self.uploaded(body) {
      case .success(let table): rows = table
      case .failure(let problem): return refused(problem.message)
      }
    }
    let table = try await entryTable(&rows, body.input, city, context)
    guard table.hasNames else {
      let texts = services.catalogue.texts(for: context.language)
      return refused(
        Message("entryImportNoName", ["name": .text(texts(.entryNameField))]))
    }
    guard table.rows.count <= EntryTable<Entry>.largestRowCount else {
      return refused(
        Message("entryImportTooMany", ["count": .count(EntryTable<Entry>.largestRowCount)]))
    }
    let (entries, problems) = table.read { services.id() }
    if problems.isEmpty, body.input["run"] == "yes" {
      try await services.register.add(
        entries, batch: Self.batch(body.input, services), by: context.viewer,
        at: services.clock())
      return services.redirect(
        context, to: .register(of: city.id, Entry.entryKind),
        notice: Message("noticeEntriesImported"))
    }
    let draft = EntryImportPage<Entry>.Draft(
      table: table, problems: problems, count: entries.count, carried: Self.text(of: rows),
      batch: Self.batch(body.input, services))
    return services.page(
      EntryImportPage<Entry>(frame: frame, city: city, draft: draft).html,
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  /// The table with what was mended; `rows` holds it as it travels on.
  private func entryTable(
    _ rows: inout [[String]], _ input: FormInput, _ city: City, _ context: AppContext
  ) async throws -> EntryTable<Entry> {
    let form = try await services.factContext(context, content: nil, city: city.id)
    let catalogue = services.catalogue.languages.map { language in
      var other = form
      other.texts = services.catalogue.texts(for: language)
      return other
    }
    let table = { EntryTable<Entry>($0, city: city, context: form, catalogue: catalogue) }
    let read = table(rows)
    var mended = [read.heading] + read.rows
    for name in input.names where name.hasPrefix("cell-") {
      let place = name.split(separator: "-").compactMap { Int($0) }
      guard place.count == 2, mended.indices.contains(place[0] + 1), place[1] < 500 else {
        continue
      }
      while mended[place[0] + 1].count <= place[1] { mended[place[0] + 1].append("") }
      mended[place[0] + 1][place[1]] = input[name] ?? ""
    }
    rows = mended
    return table(mended)
  }

  /// The number of this import, which travels with the table.
  private static func batch(_ input: FormInput, _ services: Services) -> String {
    let given = input["batch"] ?? ""
    let isOurs =
      given.count == 20 && given.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLowercase) }
    let new: ID<Entry> = services.id()
    return isOurs ? given : new.rawValue
  }

  private struct Refusal: Error { let message: Message }

  /// The sheet with the most rows.
  private static func uploaded(_ body: FormBody) -> Result<[[String]], Refusal> {
    guard let file = body.files.first(where: { $0.field == "file" }), !file.bytes.isEmpty else {
      return .failure(Refusal(message: Message("importFileMissing")))
    }
    switch ImportUpload.read(file) {
    case .problem(let message): return .failure(Refusal(message: message))
    case .tables(let tables):
      let table = tables.filter { !$0.isHidden }.max { $0.rows.count < $1.rows.count } ?? tables[0]
      return .success(table.rows.map { $0.map(\.text) })
    }
  }

  private static func text(of rows: [[String]]) -> String {
    CanonicalJSON.text(
      of: .array(rows.map { .array($0.map { .string($0) }) }))
  }

  private static func table(_ text: String) -> [[String]]? {
    let limits = JSONLimits(bytes: FormBody.uploadLimit, depth: 3)
    guard let rows = try? JSONValue(parsing: text, limits: limits).array else { return nil }
    let table = rows.map { ($0.array ?? []).map { $0.string ?? "" } }
    return table.isEmpty ? nil : table
  }

  @Sendable func undo(_ request: Request, _ context: AppContext) async throws -> Response {
    let city = try await city(context)
    _ = try await services.form(request, context)
    guard
      let batch = try await services.register.lastImport(
        of: Entry.entityName, in: city.id, for: context.viewer)
    else { throw StoreError.notFound }
    try await services.register.undo(
      batch, as: Entry.self, by: context.viewer, at: services.clock())
    return services.redirect(
      context, to: .register(of: city.id, Entry.entryKind),
      notice: Message("noticeEntriesUndone"))
  }
}
