import Database
import DatabasePostgres

extension SettingSources {
  /// The address of a PostgreSQL database, if one is named.
  func database() throws(SettingError) -> PostgresAddress? {
    guard let text = try self.text(.database) else { return nil }
    do {
      return try PostgresAddress(text)
    } catch {
      // The reason may quote the address, which may hold a password.
      throw .unreadable(
        name: name(of: .database), form: "an address such as postgres://user@host/name")
    }
  }
}
