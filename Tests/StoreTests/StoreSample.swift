import Civic
import Database
import Exact
import Store
import TestDatabase

/// A database in memory with one city, its coordinator and a small plan.
struct StoreSample {
  let database: any Database
  let plans: PlanStore
  let cities: CityStore
  let city: City
  let plan: Plan
  let administrator = Viewer(
    account: ID(rawValue: "admin"), name: "Ana", grants: [Grant(.administrator, in: .platform)])
  let coordinator: Viewer
  let stranger = Viewer(account: ID(rawValue: "stranger"), name: "Boris", grants: [])
  let now = Instant(milliseconds: 1_790_000_000_000)

  static func text(_ text: String) -> Multilingual { Multilingual(text, in: .english) }

  init() async throws {
    database = try await TestDatabase.migrated()
    plans = PlanStore(database)
    cities = CityStore(database)
    var city = City(id: ID(rawValue: "city"), name: Self.text("Sampleton"), country: "XX")
    city.regionCategory = .lessDeveloped
    city.languages = [.macedonian, .slovene]
    city.latitude = ExactDecimal("41.9961")
    self.city = city
    coordinator = Viewer(
      account: ID(rawValue: "coordinator"), name: "Cvetka",
      grants: [Grant(.cityCoordinator, in: .city(city.id))])
    plan = Plan(
      id: ID(rawValue: "plan"), city: city.id, title: Self.text("Digital plan"), years: 2026...2030)
    try await cities.add(Atlas(cities: [city]), by: administrator, at: now)
    try await plans.create(
      plan,
      sections: [
        PlanSection(id: ID(rawValue: "s1"), plan: plan.id, kind: .context, position: 1)
      ], by: coordinator, at: now)
  }

  func action(_ key: String) -> Action {
    Action(
      id: ID(rawValue: key), plan: plan.id, position: 1, code: key.uppercased(),
      title: Self.text("Action \(key)"))
  }

  var objective: Objective {
    Objective(
      id: ID(rawValue: "objective"), plan: plan.id, position: 1, code: "O1",
      title: Self.text("Better services"))
  }
}
