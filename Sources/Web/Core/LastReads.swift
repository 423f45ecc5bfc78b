import Database
import Synchronization

/// What was read of the database, kept while nothing is written to it.
///
/// For what nearly every page asks for. Whatever is kept was read at the revision it is kept for, or
/// later; after a write of this process it is read anew, after one of another process within 20 ms.
final class LastReads: Sendable {
  private struct State {
    var revision: Int64?
    var values: [AnyHashable: any Sendable] = [:]
  }

  private let database: any Database
  private let room: Int
  private let state = Mutex(State())

  /// - Parameter room: How many values are kept at the most.
  init(_ database: any Database, room: Int = 8) {
    self.database = database
    self.room = room
  }

  /// The value of a key, which tells what is read and its type.
  func value<Key: Hashable & Sendable, Value: Sendable>(
    _ key: Key, read: () async throws -> Value
  ) async throws -> Value {
    let revision = try await database.revision()
    let known = state.withLock { state in
      state.revision == revision ? state.values[AnyHashable(key)] : nil
    }
    if let known = known as? Value { return known }
    let value = try await read()
    state.withLock { state in
      if state.revision != revision || state.values.count >= room { state.values = [:] }
      state.revision = revision
      state.values[AnyHashable(key)] = value
    }
    return value
  }
}
