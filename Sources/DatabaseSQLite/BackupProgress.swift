/// How far a copy has come.
public struct BackupProgress: Hashable, Sendable {
  /// Pages copied so far; never more than ``totalPages``.
  public let copiedPages: Int

  /// Pages of the database.
  public let totalPages: Int
}
