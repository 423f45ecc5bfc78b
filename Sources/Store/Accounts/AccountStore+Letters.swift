public import Civic
import Database
public import Exact

extension AccountStore {
  /// An account that may sign in, with what it may do now; for letters that tell what it may see.
  public func active(
    _ id: ID<Account>, at now: Instant
  ) async throws -> (account: Account, viewer: Viewer)? {
    try await database.read { connection in
      let reader = AccountReader(connection)
      guard let account = try reader.account(id), account.isActive else { return nil }
      return (account, try reader.viewer(of: account, at: now))
    }
  }
}
