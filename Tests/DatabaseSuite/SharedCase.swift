public import Database

/// One thing that every database must do alike. A driver's tests run all of ``all``, each on an
/// empty database of its own.
public struct SharedCase: Sendable, CustomStringConvertible {
  /// What is expected, as a sentence.
  public let description: String

  private let body: @Sendable (any Database) async throws -> Void

  init(
    _ description: String, body: @escaping @Sendable (any Database) async throws -> Void
  ) {
    self.description = description
    self.body = body
  }

  /// Runs the case and closes the database.
  ///
  /// - Parameter makeDatabase: Makes an empty database.
  /// - Throws: ``Failure`` when an expectation is not met, or what the database threw.
  public func run(on makeDatabase: () async throws -> any Database) async throws {
    let database = try await makeDatabase()
    do {
      try await body(database)
    } catch {
      try? await database.close()
      throw error
    }
    try await database.close()
  }

  /// Every case.
  public static let all =
    bindingCases + injectionCases + transactionCases + constraintCases + concurrencyCases
    + migrationCases + languageCases + textIndexCases
}

/// An expectation that was not met.
public struct Failure: Error, CustomStringConvertible {
  public let description: String
}

func expect(
  _ condition: Bool, _ what: @autoclosure () -> String, line: UInt = #line,
  file: StaticString = #fileID
) throws {
  if !condition { throw Failure(description: "\(file):\(line): \(what())") }
}

func expectEqual<T: Equatable>(
  _ found: T, _ expected: T, line: UInt = #line, file: StaticString = #fileID
) throws {
  try expect(found == expected, "\(found) instead of \(expected)", line: line, file: file)
}

/// Runs a body that must throw, and returns what it threw.
func expectError(
  line: UInt = #line, file: StaticString = #fileID, _ body: () async throws -> Void
) async throws -> DatabaseError {
  do {
    try await body()
  } catch let error as DatabaseError {
    return error
  }
  throw Failure(description: "\(file):\(line): no error was thrown")
}
