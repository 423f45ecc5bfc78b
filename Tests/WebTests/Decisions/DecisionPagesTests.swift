import Civic
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

@Suite struct `Pages of decisions` {
  @Test func `say what was decided, by which rules, and how to check it, in every language`()
    async throws
  {
    let site = try await TestSite()
    _ = try await site.signIn()
    let sample = try await PublishedSample(site)
    let digest = try await site.services.decisions.decision(sample.decision).decision.digest
    try await site.test { client async throws in
      for language in site.services.catalogue.languages {
        let path = "/\(language.rawValue)/decisions"
        let list = try await client.execute(uri: path, method: .get)
        #expect(list.status == .ok)
        #expect(String(buffer: list.body).contains("\(path)/\(sample.decision)"))
        let page = try await client.execute(uri: "\(path)/\(sample.decision)", method: .get)
        let text = String(buffer: page.body)
        #expect(page.status == .ok)
        #expect(text.contains(digest.rawValue) && text.contains("City council"))
        #expect(text.contains("gradnik verify decision-approval.zip --head sha256:"))
      }
      // The bundle of an approved plan is kept with its version.
      let bundle = try await client.execute(
        uri: "/en/decisions/\(sample.decision)/bundle.zip", method: .get)
      #expect(bundle.status == .seeOther)
      let address = try #require(bundle.headers[.location])
      let file = try await client.execute(uri: address, method: .get)
      #expect(file.status == .ok && file.headers[.contentType] == "application/zip")
      let none = try await client.execute(uri: "/en/decisions/none/bundle.zip", method: .get)
      #expect(none.status == .notFound)
    }
  }
}
