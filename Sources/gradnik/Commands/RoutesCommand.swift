import ArgumentParser
import Civic
import DatabaseSQLite
import Foundation
import Pages
import Web

/// Prints every route of the site, for tests that try them all.
struct RoutesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routes", abstract: "Print every route: method and path.", shouldDisplay: false)

  mutating func run() async throws {
    let services = Services(
      database: try SQLiteDatabase.inMemory(), catalogue: try TextCatalogue.bundled(),
      settings: SiteSettings()
    ) { Instant(milliseconds: 0) }
    let routes = routeNames(services)
    print(Set(routes).sorted().joined(separator: "\n"))
  }
}
