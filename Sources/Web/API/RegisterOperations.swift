import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// What a city keeps of itself: its register, indicators, pilots, practices and the like.
struct RegisterOperations {
  var all: [APIOperation] {
    EntryKind.allCases.flatMap { operations(of: $0.type, $0) } + IndicatorValueOperations().all
  }

  private func operations(of type: any EditableEntry.Type, _ kind: EntryKind) -> [APIOperation] {
    guard let stored = type as? any (EditableEntry & StoredRecord).Type else { return [] }
    func open<Entry: EditableEntry & StoredRecord>(_ type: Entry.Type) -> [APIOperation] {
      EntryOperations<Entry>(kind: kind).all
    }
    return open(stored)
  }
}

/// The operations of one list of the register.
struct EntryOperations<Entry: EditableEntry & StoredRecord>: Sendable {
  let kind: EntryKind

  private var component: String { APISchemaReader.componentName(of: Entry.self) }
  private var writing: RecordWriting<Entry> { RecordWriting(form: Entry.form) }
  private var words: String { Entry.entityName.replacing("_", with: " ") }
  private var base: String { "/cities/:city/register/\(kind.rawValue)" }

  var all: [APIOperation] { [list, show, add, change, remove] }

  private func operation(
    _ method: HTTPMethod, _ path: String, _ verb: String, _ summary: String,
    access: APIOperation.Access = .token, body: APIOperation.Body? = nil,
    answer: APIOperation.Answer, needsVersion: Bool = false,
    run: @escaping @Sendable (APIRequest) async throws -> APIReply
  ) -> APIOperation {
    APIOperation(
      method: method, path: path, name: verb + component, topic: .register, summary: summary,
      access: access, body: body, answer: answer, needsVersion: needsVersion, run: run)
  }

  static func found(_ request: APIRequest) async throws -> Entry {
    let entry: Entry = try await request.services.register.entry(
      try request.id("record"), for: request.viewer)
    guard entry.city == (try request.id("city")), let open = entry.open(to: request.viewer) else {
      throw StoreError.notFound
    }
    return open
  }

  private var list: APIOperation {
    let kind = kind
    return operation(
      .get, base, "list",
      "The city's entries of kind \(words): the public ones, or with a token all",
      access: .open, answer: .list(of: .named(component))
    ) { request in
      let city = try await request.city()
      let register = try await request.services.register.register(of: city.id, for: request.viewer)
      let entries = kind.entries(of: register).compactMap { $0 as? Entry }
      return try .records(entries.compactMap { $0.open(to: request.viewer) })
    }
  }

  private var show: APIOperation {
    operation(
      .get, "\(base)/:record", "get", "One entry of kind \(words)", access: .open,
      answer: .one(.named(component))
    ) { try .record(try await Self.found($0)) }
  }

  private var add: APIOperation {
    let writing = writing
    let base = base
    return operation(
      .post, base, "add", "Add an entry of kind \(words)", body: .json(writing.newSchema),
      answer: .made(.named(component))
    ) { request in
      let city = try await request.city()
      try request.viewer.require(.editContent, .city(city.id))
      let form = try await request.services.factContext(
        request.context, content: nil, city: city.id)
      let blank = Entry.blank(id: request.services.id(), city: city, in: form)
      let record = try writing.record(request.body, over: blank, in: form)
      try await request.services.cities.add(record, by: request.viewer, at: request.now)
      return try .made(
        record, at: API.root + base.replacing(":city", with: city.id.rawValue))
    }
  }

  private var change: APIOperation {
    let writing = writing
    return operation(
      .patch, "\(base)/:record", "change", "Change an entry of kind \(words)",
      body: .patch(writing.patchSchema), answer: .one(.named(component)), needsVersion: true
    ) { request in
      let present = try await Self.found(request)
      guard present.mayBeChanged(by: request.viewer) else {
        throw AccessError.refused(.editContent)
      }
      try request.require(present)
      let form = try await request.services.factContext(
        request.context, content: nil, city: present.city)
      let record = try writing.record(request.body, over: present, in: form)
      let outcome = try await request.services.cities.save(
        record, editedFrom: present.revision, by: request.viewer, at: request.now)
      return try .record(try outcome.saved())
    }
  }

  private var remove: APIOperation {
    operation(
      .delete, "\(base)/:record", "remove", "Remove an entry of kind \(words) that no other needs",
      answer: .nothing, needsVersion: true
    ) { request in
      let present = try await Self.found(request)
      try request.require(present)
      try await request.services.register.remove(present, by: request.viewer, at: request.now)
      return .nothing
    }
  }
}

extension RegisterEntry {
  /// The entry as somebody may read it through the API; none where its city stays unnamed.
  func open(to viewer: Viewer) -> Self? {
    if viewer.may(.readWorking, .city(city)) { return self }
    switch self {
    case let practice as Practice where practice.visibility == .anonymous: return nil
    case var assessment as SelfAssessment:
      // Who answered what is for the city; everybody reads the scores.
      assessment.answers = []
      return assessment as? Self
    default: return self
    }
  }
}

extension APIReply {
  /// A record that was made, below the address of its list.
  static func made(_ record: some Entity, at list: String) throws -> APIReply {
    .made(
      try JSONValue(encoding: record), tag: "\"\(record.revision)\"", at: "\(list)/\(record.id)")
  }
}

extension APIRequest {
  func city() async throws -> City {
    let id: ID<City> = try id("city")
    guard let city = try await services.cities.atlas().city(id) else { throw StoreError.notFound }
    return city
  }
}
