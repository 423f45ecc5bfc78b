import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store
import Testing

@testable import Web

@Suite struct `What a network's page shows of its cities` {
  private static func practice(_ id: String, _ visibility: PracticeVisibility) -> Practice {
    var practice = Practice(
      id: ID(rawValue: id), city: ID(rawValue: "here"),
      name: PartnershipSite.text("Practice-\(id)"), currency: .euro)
    practice.outcome = .failed
    practice.visibility = visibility
    practice.review = .accepted
    for path in [\Practice.problem, \.done, \.result, \.why] {
      practice[keyPath: path] = PartnershipSite.text("Said")
    }
    return practice
  }

  private static func adoption(
    _ practice: String, by city: String, isPublic: Bool = true
  ) -> Adoption {
    var adoption = Adoption(
      id: ID(rawValue: "\(practice)-\(city)"), city: ID(rawValue: city),
      name: PartnershipSite.text("Adopted"))
    adoption.practice = ID(rawValue: practice)
    adoption.isPublic = isPublic
    adoption.changed = PartnershipSite.text("Changed-\(practice)-\(city)")
    return adoption
  }

  @Test func `Pairs and practices taken up are shown as far as their cities show them`()
    async throws
  {
    let sample = try await PartnershipSite(["here", "there", "quiet"])
    let services = sample.services
    let now = sample.site.clock.now
    try await sample.add("here", .everybody, offers: "transport", needs: "utilities")
    try await sample.add("there", .everybody, offers: "utilities", needs: "transport")
    for (id, cities) in [("open", ["here", "there"]), ("shut", ["here", "quiet"])] {
      var pair = Partnership(
        id: ID(rawValue: id), network: PartnershipSite.network, run: nil,
        cities: cities.map { ID(rawValue: $0) })
      pair.status = .confirmed
      try await services.cities.add(pair, by: .machine, at: now)
    }
    let stranger = City(
      id: ID(rawValue: "outside"), name: PartnershipSite.text("Outside"), country: "MK")
    try await services.cities.add(Atlas(cities: [stranger]), by: .machine, at: now)
    try await services.register.add(
      [
        Self.practice("told", .everybody), Self.practice("unnamed", .anonymous),
        Self.practice("own", .city),
      ], batch: nil, by: .machine, at: now)
    try await services.register.add(
      [
        Self.adoption("told", by: "there"), Self.adoption("told", by: "outside"),
        Self.adoption("told", by: "quiet", isPublic: false),
        Self.adoption("unnamed", by: "there"), Self.adoption("own", by: "there"),
      ], batch: nil, by: .machine, at: now)
    let quiet = try await sample.signIn("kira", .cityCoordinator, of: "quiet")
    try await sample.site.test { client async throws in
      let answer = try await client.execute(uri: "/en/networks/net", method: .get)
      let page = String(buffer: answer.body)
      #expect(answer.status == .ok)
      #expect(page.contains("Name-of-here – Name-of-there") && page.contains("/partnerships/open"))
      #expect(page.contains("Practice-told") && page.contains("Changed-told-there"))
      for secret in [
        "/partnerships/shut", "Changed-told-outside", "Changed-told-quiet", "Practice-unnamed",
        "Practice-own",
      ] {
        #expect(!page.contains(secret), "\(secret)")
      }
      let own = try await SignedInBrowser(client, quiet).get("/networks/net")
      #expect(own.text.contains("Changed-told-quiet") && own.text.contains("/partnerships/shut"))
      #expect(!own.text.contains("Practice-own"))
    }
  }
}
