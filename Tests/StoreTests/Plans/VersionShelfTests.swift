import Civic
import Exact
import Testing

@testable import Store

@Suite struct `Shelf of published versions` {
  private static func version(_ number: Int) throws -> (PlanVersion, VersionShelf.Key) {
    let plan = Plan(
      id: ID(rawValue: "plan"), city: ID(rawValue: "city"), title: StoreSample.text("Plan"),
      years: 2026...2030)
    let city = City(id: ID(rawValue: "city"), name: StoreSample.text("Sampleton"), country: "XX")
    let digest = Digest(of: Array("\(number)".utf8))
    let version = PlanVersion(
      plan: plan.id, number: number, publishedAt: Instant(milliseconds: 0),
      document: PlanDocument(plan: plan, city: city), digest: digest,
      decision: ID(rawValue: "decision"))
    return (version, .init(plan: plan.id, number: number, digest: digest.rawValue))
  }

  @Test func `gives back what was put up`() throws {
    let shelf = VersionShelf(room: 100)
    let (version, key) = try Self.version(1)
    #expect(shelf.version(key) == nil)
    shelf.put(version, key, size: 100)
    #expect(shelf.version(key)?.number == 1)
  }

  @Test func `takes down what nobody asked for the longest`() throws {
    let shelf = VersionShelf(room: 100)
    let all = try (1...3).map(Self.version)
    shelf.put(all[0].0, all[0].1, size: 40)
    shelf.put(all[1].0, all[1].1, size: 40)
    #expect(shelf.version(all[0].1) != nil)
    shelf.put(all[2].0, all[2].1, size: 40)
    #expect(shelf.version(all[1].1) == nil)
    #expect(shelf.version(all[0].1) != nil && shelf.version(all[2].1) != nil)
  }

  @Test func `keeps nothing that is larger than itself`() throws {
    let shelf = VersionShelf(room: 100)
    let all = try (1...2).map(Self.version)
    shelf.put(all[0].0, all[0].1, size: 60)
    shelf.put(all[1].0, all[1].1, size: 101)
    #expect(shelf.version(all[0].1) != nil && shelf.version(all[1].1) == nil)
  }

  @Test func `knows another content by its digest`() throws {
    let shelf = VersionShelf(room: 100)
    let (version, first) = try Self.version(1)
    var key = first
    shelf.put(version, key, size: 10)
    key.digest = Digest(of: []).rawValue
    #expect(shelf.version(key) == nil)
  }
}
