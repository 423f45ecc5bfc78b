import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// What was changed in facts about cities and networks and in their registers, by kind.
struct FactHistoryOperations {
  private typealias Found = @Sendable (APIRequest) async throws -> any Fact & StoredRecord

  private let family = APIFamily(topic: .register)
  private static let base = "/facts/:kind/:record"

  var all: [APIOperation] {
    [
      family.list(
        "\(Self.base)/history", "listFactHistory",
        "Who changed a fact or an entry of a register, the newest first", of: .change
      ) { request in
        func changes(of fact: some Fact & StoredRecord) async throws -> [ChangeRecord] {
          try await request.services.cities.history(of: fact, for: request.viewer)
        }
        return try await changes(of: try await Self.found(request)).items()
      },
      family.step(
        "\(Self.base)/restoration", "restoreFact",
        "Put a fact or an entry of a register back to how it was after a change", body: [.change]
      ) { request in
        let change = try request.change()
        func restore(_ fact: some Fact & StoredRecord) async throws {
          try await request.services.cities.restore(
            change, of: fact, by: request.viewer, at: request.now)
        }
        try await restore(try await Self.found(request))
      },
    ]
  }

  private static func found(_ request: APIRequest) async throws -> any Fact & StoredRecord {
    let kind: ID<Never> = try request.id("kind")
    guard let find = finders[kind.rawValue] else { throw StoreError.notFound }
    return try await find(request)
  }

  private static let finders: [String: Found] = {
    var finders: [String: Found] = [
      City.entityName: fact { $0.cities }, Network.entityName: fact { $0.networks },
      Membership.entityName: fact { $0.memberships },
      Programme.entityName: fact { $0.programmes }, FactSource.entityName: fact { $0.sources },
    ]
    for kind in EntryKind.allCases {
      if let type = kind.type as? any (EditableEntry & StoredRecord).Type {
        finders[type.entityName] = entry(type)
      }
    }
    return finders
  }()

  private static func fact<Record: EditableFact & StoredRecord>(
    _ records: @escaping @Sendable (Atlas) -> [Record]
  ) -> Found {
    { request in
      let id: ID<Record> = try request.id("record")
      let found = records(try await request.services.cities.atlas()).first { $0.id == id }
      guard let found else { throw StoreError.notFound }
      return found
    }
  }

  private static func entry<Entry: EditableEntry & StoredRecord>(_ type: Entry.Type) -> Found {
    { request in
      let entry: Entry = try await request.services.register.entry(
        try request.id("record"), for: request.viewer)
      return entry
    }
  }
}
