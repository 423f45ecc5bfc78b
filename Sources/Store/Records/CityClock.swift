import Civic
import Database
import Exact

extension Connection {
  /// The day that a city's clocks show.
  func day(in city: Exact.ID<City>, _ dialect: Dialect, at now: Instant) throws -> Day {
    guard let found = try RecordTable<City>(self, dialect).find(city) else {
      throw StoreError.notFound
    }
    return found.civilTime.day(of: now)
  }
}
