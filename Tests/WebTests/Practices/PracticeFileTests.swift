import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store
import Testing

@testable import Web

@Suite struct `Documents of practices` {
  private static let pdf = Array("%PDF-1.7 measured".utf8)

  private static func practice(_ id: String, _ visibility: PracticeVisibility) -> Practice {
    var practice = Practice(
      id: ID(rawValue: id), city: ID(rawValue: "here"),
      name: PartnershipSite.text("Practice-\(id)"), currency: .euro)
    practice.outcome = .worked
    practice.visibility = visibility
    practice.review = .accepted
    for path in [\Practice.problem, \.done, \.result, \.why] {
      practice[keyPath: path] = PartnershipSite.text("Said")
    }
    return practice
  }

  @Test func `are read by those who may read the practice, and have it reviewed anew`()
    async throws
  {
    let sample = try await PartnershipSite(["here", "there"])
    let services = sample.services
    try await services.register.add(
      [Self.practice("open", .everybody), Self.practice("unnamed", .anonymous)], batch: nil,
      by: .machine, at: sample.site.clock.now)
    let here = try await sample.signIn("hana", .cityCoordinator, of: "here")
    let there = try await sample.signIn("toma", .cityCoordinator, of: "there")
    try await sample.site.test { client async throws in
      let hana = SignedInBrowser(client, here)
      let toma = SignedInBrowser(client, there)
      var addresses: [String] = []
      for id in ["open", "unnamed"] {
        _ = try await hana.get("/practices/\(id)")
        let wrong = try await hana.upload(
          "/practices/\(id)/files", name: "a.pdf", Array("<script>".utf8))
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("#file"))
        let sent = try await hana.upload("/practices/\(id)/files", name: "a.pdf", Self.pdf)
        #expect(sent.status == .seeOther, "\(sent.text)")
        let practice = ID<Practice>(rawValue: id)
        let file = try #require(
          try await services.practices.files(of: practice, for: .machine).first)
        addresses.append("/practices/\(id)/files/\(file.id)")
        // What was accepted is a draft again, which others do not see.
        #expect(try await toma.get("/practices/\(id)").status == .notFound)
        #expect(try await toma.get(addresses.last ?? "").status == .notFound)
        try await services.practices.review(practice, by: .machine, at: sample.site.clock.now)
        try await services.practices.review(practice, by: .machine, at: sample.site.clock.now)
      }
      _ = try await toma.get("/practices/open")
      #expect(try await toma.get(addresses[0]).text.hasPrefix("%PDF"))
      #expect(try await !toma.get("/practices/open").text.contains("type=\"file\""))
      // Documents tell whose they are.
      #expect(try await toma.get("/practices/unnamed").status == .ok)
      #expect(try await toma.get(addresses[1]).status == .notFound)
      #expect(try await hana.get(addresses[1]).status == .ok)
      let open = try await client.execute(uri: "/en\(addresses[0])", method: .get)
      #expect(
        open.status == .ok && open.headers[.contentDisposition]?.hasPrefix("attachment") == true)
      let refused = try await toma.upload("/practices/open/files", name: "b.pdf", Self.pdf)
      #expect(refused.status == .forbidden)
      #expect(try await toma.post("\(addresses[0])/removal").status == .forbidden)
      #expect(try await hana.post("\(addresses[0])/removal").status == .seeOther)
      #expect(try await hana.get(addresses[0]).status == .notFound)
    }
  }
}
