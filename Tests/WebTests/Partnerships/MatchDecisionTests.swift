import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store
import Testing

@testable import Web

@Suite struct `The outcome of a matching` {
  private static func site() async throws -> PartnershipSite {
    let sample = try await PartnershipSite(["a", "b", "c", "d"])
    try await sample.add("a", .everybody, offers: "taxes", needs: "transport")
    try await sample.add("b", .everybody, offers: "transport", needs: "taxes")
    try await sample.add("c", .everybody, offers: "culture", needs: "education")
    try await sample.add("d", .everybody, offers: "education", needs: "culture")
    return sample
  }

  /// Changes one input of a bundle and everything that is derived from it except the log.
  private static func altered(
    _ bundle: DecisionBundle, _ name: String, _ old: String, _ new: String
  ) throws -> DecisionBundle {
    var copy = bundle
    let path = DecisionBundle.inputFolder + name
    let text = String(decoding: try #require(copy.files[path]), as: UTF8.self)
    #expect(text.contains(old))
    let next = Array(text.replacing(old, with: new, maxReplacements: 1).utf8)
    copy.files[path] = next
    let decision = String(
      decoding: try #require(copy.files[DecisionBundle.decisionPath]), as: UTF8.self)
    copy.files[DecisionBundle.decisionPath] = Array(
      decision.replacing(
        Digest(of: Array(text.utf8)).rawValue, with: Digest(of: next).rawValue
      ).utf8)
    return copy
  }

  private static func differs(
    _ bundle: DecisionBundle, _ isSo: (Verification.Place) -> Bool
  ) -> Bool {
    if case .differs(let places) = bundle.verification {
      places.contains(where: isSo)
    } else {
      false
    }
  }

  @Test func `is refused where one profile, rule or pair was altered, with the difference`()
    async throws
  {
    let sample = try await Self.site()
    try await sample.site.test { client async throws in
      let lead = SignedInBrowser(client, sample.lead)
      #expect(try await sample.publishAll(lead).status == .seeOther)
      let bundle = try await sample.bundle()
      #expect(bundle.verification == .equal)
      let profile = try Self.altered(
        bundle, "profiles.json", "\"transport\":\"1\"", "\"transport\":\"0.1\"")
      #expect(
        Self.differs(profile) {
          if case .explanation = $0 { true } else { false }
        })
      #expect(
        Self.differs(profile) {
          if case .decisionNotInLog = $0 { true } else { false }
        })
      let rule = try Self.altered(
        bundle, "request.json", "\"mode\":\"pairs\"", "\"mode\":\"stable\"")
      #expect(
        Self.differs(rule) {
          if case .notRecomputed = $0 { true } else { false }
        })
      let pair = try Self.altered(
        bundle, "people.json", "\"confirmed\"", "\"declined\"")
      #expect(
        Self.differs(pair) {
          if case .notRecomputed = $0 { true } else { false }
        })
      let swapped = try Self.altered(
        bundle, "people.json", "[\"Name-of-a\",\"Name-of-b\"]", "[\"Name-of-a\",\"Name-of-c\"]")
      #expect(
        Self.differs(swapped) {
          if case .notRecomputed = $0 { true } else { false }
        })
      var outcome = bundle
      let text = String(
        decoding: try #require(outcome.files[DecisionBundle.decisionPath]), as: UTF8.self)
      outcome.files[DecisionBundle.decisionPath] = Array(
        text.replacing(
          "\"confirmed\":[[\"Name-of-a\"", with: "\"confirmed\":[[\"Name-of-d\""
        ).utf8)
      #expect(
        Self.differs(outcome) {
          if case .outcome = $0 { true } else { false }
        })
    }
  }

  @Test func `keeps what people declined, replaced and added, and goes around what is settled`()
    async throws
  {
    let sample = try await Self.site()
    try await sample.site.test { client async throws in
      let lead = SignedInBrowser(client, sample.lead)
      _ = try await lead.get("/networks/net/matching")
      _ = try await lead.post("/networks/net/matching", PartnershipSite.form)
      let run = try #require(try await sample.runs().first)
      let path = "/networks/net/matching/\(run.id)"
      let proposals = try await sample.partnerships()
      #expect(proposals.count == 2)
      let first = try #require(proposals.first { $0.cities.contains(ID(rawValue: "a")) })
      let second = try #require(proposals.first { $0.cities.contains(ID(rawValue: "c")) })
      let decide = { (id: ID<Partnership>, values: [String: String]) in
        try await lead.post("/partnerships/\(id)/decision", values)
      }
      // Without a reason nothing is declined, and what was typed stays.
      let silent = try await decide(
        second.id,
        [
          "step": "decline", "revision": "1", "form": second.id.rawValue,
          "\(second.id)-note": "Ask again",
        ])
      #expect(silent.status == .unprocessableContent && silent.text.contains("Ask again"))
      #expect(silent.text.contains("Choose a reason"))
      #expect(try await decide(first.id, ["step": "confirm", "revision": "1"]).status == .seeOther)
      let late = try await decide(first.id, ["step": "confirm", "revision": "1"])
      #expect(late.status == .unprocessableContent)
      let open = try await lead.post("\(path)/publication")
      #expect(open.status == .unprocessableContent && open.text.contains("not decided yet"))
      let replaced = try await decide(
        second.id,
        [
          "step": "replace", "revision": "1", "\(second.id)-reason": "commitments",
          "\(second.id)-note": "Quietly-noted", "\(second.id)-first": "c",
        ])
      #expect(replaced.status == .seeOther)
      let own = try await lead.post(
        "\(path)/proposals",
        ["form": "own", "own-first": "d", "own-second": "nowhere", "own-reason": "balance"])
      #expect(own.status == .unprocessableContent)
      #expect(try await lead.post("\(path)/publication").status == .seeOther)
      let bundle = try await sample.bundle()
      #expect(bundle.verification == .equal)
      let all = bundle.files.values.map { String(decoding: $0, as: UTF8.self) }.joined()
      #expect(all.contains("commitments") && !all.contains("Quietly-noted"))
      // One city alone: its partner is still to be named.
      let alone = try #require(try await sample.partnerships().first { $0.cities.count == 1 })
      let page = try await client.execute(uri: "/en/partnerships/\(alone.id)", method: .get)
      #expect(String(buffer: page.body).contains("a partner still to be named"))
      sample.site.clock.wait(seconds: 60)
      // Once more: the confirmed pair is settled, the replaced one is not proposed again.
      _ = try await lead.get("/networks/net/matching")
      _ = try await lead.post("/networks/net/matching", PartnershipSite.form)
      let again = try #require(try await sample.runs().first)
      #expect(again.id != run.id)
      #expect(again.input.contains("\"fixed\":[[\"Name-of-a\",\"Name-of-b\"]]"))
      #expect(try await sample.partnerships().filter { $0.run == again.id }.isEmpty)
      // What is published does not change any more.
      let added = try await lead.post(
        "\(path)/proposals",
        ["form": "own", "own-first": "a", "own-second": "d", "own-reason": "balance"])
      #expect(added.status == .unprocessableContent)
    }
  }

  @Test(arguments: ["pairs", "acrossRegions", "stable", "similar", "networks"])
  func `comes from every way of matching, and rules that cannot be kept are explained`(
    mode: String
  ) async throws {
    let sample = try await Self.site()
    try await sample.site.test { client async throws in
      let lead = SignedInBrowser(client, sample.lead)
      _ = try await lead.get("/networks/net/matching")
      let made = try await lead.post(
        "/networks/net/matching", PartnershipSite.form.merging(["mode": mode]) { $1 })
      if mode == "acrossRegions" {
        // Nobody has named a region.
        #expect(made.status == .unprocessableContent && made.text.contains("two regions"))
        return
      }
      #expect(made.status == .seeOther)
      let page = try await lead.follow(made)
      #expect(page.status == .ok)
      switch mode {
      case "similar": #expect(page.text.contains("Most similar cities"))
      case "networks":
        #expect(page.text.contains("The rules cannot be kept"))
        #expect(page.text.contains("Number of partners") && page.text.contains("Name-of-a"))
      default: #expect(page.text.contains("Name-of-b offers what Name-of-a wants to learn"))
      }
    }
  }
}
