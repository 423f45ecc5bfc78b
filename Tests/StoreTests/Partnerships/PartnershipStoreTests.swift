import Civic
import Exact
import Maturity
import Store
import Testing

@Suite struct `Profiles in the store` {
  private static func challenge(_ sample: StoreSample, _ title: String) -> Challenge {
    Challenge(
      id: ID(rawValue: "challenge"), plan: sample.plan.id, position: 1,
      title: StoreSample.text(title))
  }

  @Test func `come back as they were, and each city has one`() async throws {
    let sample = try await StoreSample()
    let store = PartnershipStore(sample.database)
    var profile = PartnerProfile(id: ID(rawValue: "profile"), city: sample.city.id)
    profile.visibility = .anonymous
    profile.languages = [.macedonian, .english]
    profile.parts = [ProfilePart(kind: .offer, topic: "taxes", strength: 2)]
    profile.wishes = [ID(rawValue: "city")]
    profile.wishes = []
    try await sample.cities.add(profile, by: sample.coordinator, at: sample.now)
    #expect(try await store.profile(of: sample.city.id, for: sample.coordinator) == profile)
    #expect(try await store.profile(of: sample.city.id, for: sample.stranger) == nil)
    #expect(try await store.profiles(for: .anonymous).isEmpty)
    let unnamed = try await store.unnamedProfiles()
    #expect(unnamed == [[ProfilePart(kind: .offer, topic: "taxes", strength: 2)]])
    let second = PartnerProfile(id: ID(rawValue: "second"), city: sample.city.id)
    await #expect(throws: (any Error).self) {
      try await sample.cities.add(second, by: sample.coordinator, at: sample.now)
    }
    await #expect(throws: AccessError.self) {
      try await sample.cities.add(second, by: sample.stranger, at: sample.now)
    }
  }

  @Test func `are suggested from the plan and the practices, for the city's own people alone`()
    async throws
  {
    let sample = try await StoreSample()
    let store = PartnershipStore(sample.database)
    try await sample.plans.add(
      Self.challenge(sample, "Water is lost"), by: sample.coordinator, at: sample.now)
    var practice = Practice(
      id: ID(rawValue: "practice"), city: sample.city.id, name: StoreSample.text("Meters"),
      currency: .usual(in: "XX"))
    (practice.outcome, practice.theme) = (.worked, .utilities)
    try await RegisterStore(sample.database).add(
      [practice], batch: nil, by: sample.coordinator, at: sample.now)
    let derivation = ProfileDerivation([])
    let found = try await store.suggestions(
      for: sample.city.id, by: derivation, for: sample.coordinator)
    #expect(found.map(\.part.kind) == [.challenge, .offer])
    #expect(found.map(\.part.topic) == ["", "utilities"])
    #expect(found.map(\.part.strength) == [3, 4])
    // Neither is public, so that neither counts before the city says so.
    #expect(found.allSatisfy { !$0.part.isOn })
    #expect(
      try await store.suggestions(for: sample.city.id, by: derivation, for: sample.stranger)
        .isEmpty)
    var profile = PartnerProfile(id: ID(rawValue: "profile"), city: sample.city.id)
    profile.parts = profile.merged(with: found)
    profile.parts[1].isOn = true
    profile.parts[1].strength = 2
    #expect(profile.merged(with: found)[1].strength == 2 && profile.merged(with: found)[1].isOn)
    #expect(profile.merged(with: []).isEmpty)
  }
}
