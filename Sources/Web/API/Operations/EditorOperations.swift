import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// The operations of facts that have an editor of their own: by its finding, its form and its rules.
struct EditorOperations<Record: EditableFact & StoredRecord>: Sendable {
  typealias Editor = FactEditor<Record>

  let topic: APITopic
  let path: String
  let parameter: String
  /// What a new one hangs on: the name of what is sent, and how the form knows it.
  var parents: [String] = []
  let editor: @Sendable (Services) -> Editor

  private var component: String { APISchemaReader.componentName(of: Record.self) }
  private var words: String { Record.entityName.replacing("_", with: " ") }
  private var writing: RecordWriting<Record> { RecordWriting(form: Record.form) }

  /// Adding, changing and what was changed before.
  var all: [APIOperation] { (parents.isEmpty ? [] : [add]) + [change, history, restoration] }

  private func find(_ request: APIRequest) async throws -> Record {
    let id: ID<Record> = try request.id(parameter)
    guard let found = try await editor(request.services).find(id, request.context) else {
      throw StoreError.notFound
    }
    guard found.mayBeChanged(by: request.viewer) else { throw AccessError.refused(.editContent) }
    return found
  }

  private var add: APIOperation {
    let (parents, writing, path) = (parents, writing, path)
    let given = parents.map { APIProperty.id($0) }
    guard case .object(let own) = writing.newSchema else {
      preconditionFailure("records are objects")
    }
    return APIOperation(
      method: .post, path: "/\(path)", name: "add\(component)", topic: topic,
      summary: "Add a record of kind \(words)", access: .token,
      body: .json(.object(given + own.filter { !parents.contains($0.name) })),
      answer: .made(.named(component))
    ) { request in
      let parent = parents.map { request.body[$0]?.string ?? "" }.joined(separator: "~")
      let form = try await editor(request.services).form(
        request.context, content: nil, nil, parent: parent)
      guard let blank = Record.blank(id: request.services.id(), parent: parent, in: form) else {
        throw APIFault(at: parents[0], Message("problemUnknown"))
      }
      guard blank.mayBeAdded(by: request.viewer) else { throw AccessError.refused(.editContent) }
      var body = request.body
      for name in parents { body[name] = nil }
      let record = try writing.record(body, over: blank, in: form)
      try await request.services.cities.add(record, by: request.viewer, at: request.now)
      return try .made(record, at: "\(API.root)/\(path)")
    }
  }

  private var change: APIOperation {
    let writing = writing
    return APIOperation(
      method: .patch, path: "/\(path)/:\(parameter)", name: "change\(component)", topic: topic,
      summary: "Change a record of kind \(words)", access: .token,
      body: .patch(writing.patchSchema), answer: .one(.named(component)), needsVersion: true
    ) { request in
      let present = try await find(request)
      try request.require(present)
      let form = try await editor(request.services).form(request.context, content: nil, present)
      let record = try writing.record(request.body, over: present, in: form)
      let outcome = try await request.services.cities.save(
        record, editedFrom: present.revision, by: request.viewer, at: request.now)
      return try .record(try outcome.saved())
    }
  }

  private var history: APIOperation {
    APIFamily(topic: topic).list(
      "/\(path)/:\(parameter)/history", "list\(component)History",
      "Who changed a record of kind \(words), the newest first", of: .change
    ) { request in
      let record = try await find(request)
      return try await request.services.cities.history(of: record, for: request.viewer).items()
    }
  }

  private var restoration: APIOperation {
    APIFamily(topic: topic).step(
      "/\(path)/:\(parameter)/restoration", "restore\(component)",
      "Put a record of kind \(words) back to how it was after a change", body: [.change]
    ) { request in
      let record = try await find(request)
      try await request.services.cities.restore(
        try request.change(), of: record, by: request.viewer, at: request.now)
    }
  }
}

extension APIProperty {
  /// The number of a change in the history.
  static let change = APIProperty.whole("change", 1...APISchema.exact.upperBound)
}

extension APISchema {
  /// A change in the history.
  static let change = APISchema.object([
    APIProperty(name: "change", schema: .whole(exact), isRequired: true),
    APIProperty(name: "at", schema: .text(APIText(form: .instant)), isRequired: true),
    .text("author", isRequired: false), .text("kind"), .text("record"),
    .choice("operation", of: ChangeRecord.Operation.self),
    APIProperty(name: "before", schema: .any, isRequired: false),
    APIProperty(name: "after", schema: .any, isRequired: false),
  ])
}

extension [ChangeRecord] {
  /// As lists tell them: the newest first.
  func items() throws -> [APIItem] {
    map { change in
      var object = JSONObject()
      object["change"] = JSONNumber(exactly: change.id).map { .number($0) }
      object["at"] = .string(change.at.description)
      object["author"] = change.author.map { .string($0) }
      object["kind"] = .string(change.record.kind)
      object["record"] = .string(change.record.id)
      object["operation"] = .string(change.operation.rawValue)
      object["before"] = change.before
      object["after"] = change.after
      return APIItem(id: APIItem.place(999_999_999_999 - Int(change.id)), json: .object(object))
    }
  }
}

extension APIRequest {
  /// The number of the change that was sent.
  func change() throws -> Int64 {
    guard case .number(let number) = body["change"], let id = number.integer else {
      throw StoreError.notFound
    }
    return id
  }
}
