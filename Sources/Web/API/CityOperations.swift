import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// Cities, networks and the facts about them.
struct CityOperations {
  var all: [APIOperation] {
    FactOperations<City>("cities", "city") { $0.cities }.all
      + FactOperations<Network>("networks", "network") { $0.networks }.all
      + FactOperations<Membership>("memberships", "membership") { $0.memberships }.all
      + FactOperations<Programme>("programmes", "programme") { $0.programmes }.all
      + FactOperations<FactSource>("sources", "source") { $0.sources }.all + [organisations]
  }

  private var organisations: APIOperation {
    APIOperation(
      method: .get, path: "/cities/:city/organisations", name: "listOrganisation", topic: .cities,
      summary: "The city's organisations", answer: .list(of: .named("Organisation"))
    ) { request in
      let city = try await request.city()
      let atlas = try await request.services.cities.atlas()
      return try .records(atlas.organisations.filter { $0.city == city.id })
    }
  }
}

/// The operations of one kind of fact about cities and networks.
private struct FactOperations<Record: EditableFact & StoredRecord>: Sendable {
  private let path: String
  private let parameter: String
  private let records: @Sendable (Atlas) -> [Record]

  init(_ path: String, _ parameter: String, _ records: @escaping @Sendable (Atlas) -> [Record]) {
    self.path = path
    self.parameter = parameter
    self.records = records
  }

  private var component: String { APISchemaReader.componentName(of: Record.self) }
  private var writing: RecordWriting<Record> {
    RecordWriting(form: Record.form, parent: "network")
  }
  private var words: String { Record.entityName.replacing("_", with: " ") }

  var all: [APIOperation] { [list, show, add, change] }

  private func operation(
    _ method: HTTPMethod, _ path: String, _ verb: String, _ summary: String,
    access: APIOperation.Access = .open, body: APIOperation.Body? = nil,
    answer: APIOperation.Answer, needsVersion: Bool = false,
    run: @escaping @Sendable (APIRequest) async throws -> APIReply
  ) -> APIOperation {
    APIOperation(
      method: method, path: path, name: verb + component, topic: .cities, summary: summary,
      access: access, body: body, answer: answer, needsVersion: needsVersion, run: run)
  }

  private var list: APIOperation {
    let records = records
    return operation(
      .get, "/\(path)", "list", "All records of kind \(words)", answer: .list(of: .named(component))
    ) { try .records(records(try await $0.services.cities.atlas())) }
  }

  private var find: @Sendable (APIRequest) async throws -> Record {
    let (records, parameter) = (records, parameter)
    return { request in
      let id: ID<Record> = try request.id(parameter)
      guard
        let found = records(try await request.services.cities.atlas()).first(where: { $0.id == id })
      else { throw StoreError.notFound }
      return found
    }
  }

  private var show: APIOperation {
    let find = find
    return operation(
      .get, "/\(path)/:\(parameter)", "get", "One record of kind \(words)",
      answer: .one(.named(component))
    ) { try .record(try await find($0)) }
  }

  private var add: APIOperation {
    let (writing, path) = (writing, path)
    return operation(
      .post, "/\(path)", "add", "Add a record of kind \(words)", access: .token,
      body: .json(writing.newSchema), answer: .made(.named(component))
    ) { request in
      let form = try await request.services.factContext(request.context, content: nil)
      let parent = request.body["network"]?.string
      guard let blank = Record.blank(id: request.services.id(), parent: parent, in: form) else {
        throw APIFault(
          .unprocessableContent, Message("apiInvalid"),
          faults: [APIFieldFault("/network", "problemUnknown")])
      }
      guard blank.mayBeAdded(by: request.viewer) else {
        throw AccessError.refused(.manageNetwork)
      }
      let record = try writing.record(request.body, over: blank, in: form)
      try await request.services.cities.add(record, by: request.viewer, at: request.now)
      return try .made(record, at: "\(API.root)/\(path)")
    }
  }

  private var change: APIOperation {
    let (writing, find) = (writing, find)
    return operation(
      .patch, "/\(path)/:\(parameter)", "change", "Change a record of kind \(words)",
      access: .token, body: .patch(writing.patchSchema), answer: .one(.named(component)),
      needsVersion: true
    ) { request in
      let present = try await find(request)
      guard present.mayBeChanged(by: request.viewer) else {
        throw AccessError.refused(.manageNetwork)
      }
      try request.require(present)
      let form = try await request.services.factContext(request.context, content: nil)
      let record = try writing.record(request.body, over: present, in: form)
      let outcome = try await request.services.cities.save(
        record, editedFrom: present.revision, by: request.viewer, at: request.now)
      return try .record(try outcome.saved())
    }
  }
}
