public import Database

/// A database whose reads and writes are timed, from being asked to being answered.
public struct MeasuredDatabase: Database {
  private let database: any Database
  private let measures: Measures
  private let last = LastRevision()

  public init(_ database: any Database, measures: Measures) {
    self.database = database
    self.measures = measures
  }

  public var dialect: Dialect { database.dialect }

  public func read<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    try await timed(.read) { try await database.read(body) }
  }

  public func write<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    defer { last.wrote() }
    return try await timed(.write) { try await database.write(body) }
  }

  public func revision() async throws -> Int64 {
    try await last.value { try await database.revision() }
  }

  public func close() async throws {
    try await database.close()
  }

  private func timed<T: Sendable>(
    _ work: Measures.Work, _ body: () async throws -> T
  ) async throws -> T {
    let start = ContinuousClock.now
    await measures.began(work)
    do {
      let answer = try await body()
      await measures.ended(work, in: start.duration(to: .now), failed: false)
      return answer
    } catch {
      // What a body refuses by the rules of the domain is no failure of the database.
      let failed = error is DatabaseError
      await measures.ended(work, in: start.duration(to: .now), failed: failed)
      throw error
    }
  }
}
