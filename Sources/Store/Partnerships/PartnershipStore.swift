public import Civic
public import Database
public import Exact

/// The questions asked of the database about what cities tell possible partners, and who works with
/// whom.
public struct PartnershipStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// The profiles that somebody may read with their cities' names.
  public func profiles(for viewer: Viewer) async throws -> [PartnerProfile] {
    let dialect = database.dialect
    return try await database.read { connection in
      let atlas = try CityStore.atlas(connection, dialect)
      return try RecordTable<PartnerProfile>(connection, dialect).all()
        .filter { $0.isReadable(by: viewer, in: atlas) }
    }
  }

  /// What the cities face, offer and seek that stay unnamed: kinds, topics and strengths alone, in an
  /// order that says nothing about whose they are.
  public func unnamedProfiles() async throws -> [[ProfilePart]] {
    let dialect = database.dialect
    return try await database.read { connection in
      try RecordTable<PartnerProfile>(connection, dialect)
        .all(where: "visibility = \(ProfileVisibility.anonymous.rawValue)")
        .map { profile in
          profile.parts.filter(\.counts).map {
            ProfilePart(kind: $0.kind, topic: $0.topic, strength: $0.strength)
          }.sorted { Self.key($0) < Self.key($1) }
        }
        .sorted { $0.map(Self.key).joined() < $1.map(Self.key).joined() }
    }
  }

  private static func key(_ part: ProfilePart) -> String {
    "\(part.kind.rawValue) \(ProfilePart.strengths.upperBound - part.strength) \(part.topic);"
  }

  /// The profile of a city; none where there is none or the viewer may not read it.
  public func profile(
    of city: ID<City>, for viewer: Viewer
  ) async throws -> PartnerProfile? {
    let dialect = database.dialect
    return try await database.read { connection in
      let profile = try RecordTable<PartnerProfile>(connection, dialect)
        .all(where: "city = \(city.rawValue)").first
      guard let profile else { return nil }
      let atlas = try CityStore.atlas(connection, dialect)
      return profile.isReadable(by: viewer, in: atlas) ? profile : nil
    }
  }

  /// What the records of a city say of it; nothing for those who may not read all of them.
  public func suggestions(
    for city: ID<City>, by derivation: ProfileDerivation, for viewer: Viewer
  ) async throws -> [ProfileSuggestion] {
    guard viewer.may(.readWorking, .city(city)) else { return [] }
    let dialect = database.dialect
    return try await database.read { connection in
      let plans = try RecordTable<Plan>(connection, dialect)
        .all(where: "city = \(city.rawValue)")
      return derivation.suggestions(
        register: try RegisterStore.register(of: city, connection, dialect),
        plans: try plans.map { plan in
          (
            document: try PlanReader(connection, dialect).document(plan.id),
            isPublic: plan.phase == .published
          )
        })
    }
  }

  /// Who may see the profile of each city that has one.
  public func visibility() async throws -> [ID<City>: ProfileVisibility] {
    let dialect = database.dialect
    return try await database.read { try Self.visibility($0, dialect) }
  }

  static func visibility(
    _ connection: any Connection, _ dialect: Dialect
  ) throws -> [ID<City>: ProfileVisibility] {
    Dictionary(
      try RecordTable<PartnerProfile>(connection, dialect).all().map { ($0.city, $0.visibility) }
    ) { first, _ in first }
  }

  /// The partnerships that somebody may read: of one network, or of all.
  public func partnerships(
    of network: ID<Network>? = nil, for viewer: Viewer
  ) async throws -> [Partnership] {
    let dialect = database.dialect
    return try await database.read { connection in
      let visibility = try Self.visibility(connection, dialect)
      let table = RecordTable<Partnership>(connection, dialect)
      let all = try network.map { try table.all(where: "network = \($0.rawValue)") } ?? table.all()
      return all.filter { $0.isReadable(by: viewer, visibility) }
    }
  }

  /// One partnership.
  ///
  /// - Throws: ``StoreError/notFound`` also when the viewer may not read it.
  public func partnership(_ id: ID<Partnership>, for viewer: Viewer) async throws -> Partnership {
    let dialect = database.dialect
    return try await database.read { connection in
      let found = try RecordTable<Partnership>(connection, dialect).find(id)
      guard let found, found.isReadable(by: viewer, try Self.visibility(connection, dialect))
      else { throw StoreError.notFound }
      return found
    }
  }
}
