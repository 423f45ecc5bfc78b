import Civic
import Database
import Exact
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store
import Testing

@testable import Web

@Suite struct `Documents of applications` {
  private static let pdf = Array("%PDF-1.7 of the mayor".utf8)

  /// A draft of alpha without the document that the call asks for.
  private static func draft(
    _ sample: SelectionSite, _ client: any TestClientProtocol
  ) async throws -> (path: String, mayor: SignedInBrowser) {
    let call = try await sample.open(client)
    let mayor = sample.browser(client, sample.coordinators[0])
    _ = try await mayor.get("/calls/\(call.id)")
    let started = try await mayor.post("/calls/\(call.id)/applications", ["city": "alpha"])
    let path = String((started.location ?? "").dropFirst(3))
    let id = String(path.split(separator: "/").last ?? "")
    _ = try await mayor.get("/facts/city_application/\(id)")
    let saved = try await mayor.post(
      "/facts/city_application/\(id)",
      SelectionSite.application.merging(["revision": "1", "documents-0": ""]) { $1 })
    #expect(saved.status == .seeOther)
    return (path, mayor)
  }

  @Test func `A document is handed in, counts for eligibility, and can be taken back`()
    async throws
  {
    let sample = try await SelectionSite()
    try await sample.site.test { client async throws in
      let (path, mayor) = try await Self.draft(sample, client)
      #expect(try await mayor.get(path).text.contains("Not met"))
      let sent = try await mayor.upload(
        "\(path)/files", name: "Писмо <b>.pdf", Self.pdf, ["document": "0"])
      #expect(sent.status == .seeOther, "\(sent.text)")
      let page = try await mayor.get(path)
      #expect(page.text.contains("Писмо b.pdf") && !page.text.contains("Not met"))
      let view = try await sample.site.services.selections.application(
        ID(rawValue: String(path.split(separator: "/").last ?? "")), for: .machine)
      let file = try #require(view.files.first)
      #expect(file.document == 0 && file.mediaType == "application/pdf")
      let answer = try await client.execute(
        uri: "/en\(path)/files/\(file.id)", method: .get,
        headers: [.cookie: "gradnik_session=\(sample.coordinators[0].text)"])
      #expect(Array(buffer: answer.body) == Self.pdf)
      let shown = answer.headers[.contentDisposition] ?? ""
      #expect(shown.hasPrefix("attachment;") && shown.contains("filename*=UTF-8''%D0%9F"))
      #expect(answer.headers[.xContentTypeOptions] == "nosniff")
      #expect(answer.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
      #expect(
        try await mayor.post("\(path)/files/\(file.id)/removal").status == .seeOther)
      #expect(try await mayor.get("\(path)/files/\(file.id)").status == .notFound)
      #expect(try await mayor.get(path).text.contains("Not met"))
    }
  }

  @Test func `What is no document is refused, and nothing is kept`() async throws {
    let sample = try await SelectionSite()
    try await sample.site.test { client async throws in
      let (path, mayor) = try await Self.draft(sample, client)
      for bytes in ["<html><script>alert(1)</script>", "MZ", ""].map({ Array($0.utf8) }) {
        let sent = try await mayor.upload(
          "\(path)/files", name: "letter.pdf", bytes, ["document": "0"])
        #expect(sent.status == .unprocessableContent)
        #expect(sent.text.contains("href=\"#file\""))
      }
      let large = Self.pdf + Array(repeating: UInt8(32), count: 10_000_000)
      let sent = try await mayor.upload("\(path)/files", name: "l.pdf", large)
      #expect(sent.status == .unprocessableContent && sent.text.contains("larger than 10 MB"))
      for number in ["7", "-1"] {
        let strange = try await mayor.upload(
          "\(path)/files", name: "l.pdf", Self.pdf, ["document": number])
        #expect(strange.status == .notFound)
      }
      let kept = try await sample.site.database.rows("SELECT digest FROM file_content")
      #expect(kept.isEmpty)
    }
  }

  @Test func `A document is for those alone who may read its application`() async throws {
    let sample = try await SelectionSite()
    try await sample.site.test { client async throws in
      let (path, mayor) = try await Self.draft(sample, client)
      let sent = try await mayor.upload(
        "\(path)/files", name: "secret.pdf", Self.pdf, ["document": "0"])
      #expect(sent.status == .seeOther)
      let id = ID<CityApplication>(rawValue: String(path.split(separator: "/").last ?? ""))
      let view = try await sample.site.services.selections.application(id, for: .machine)
      let file = try #require(view.files.first)
      let address = "\(path)/files/\(file.id)"
      let others = [
        sample.secretariat, sample.otherSecretariat, sample.ana, sample.coordinators[1],
      ]
      for token in others {
        #expect(try await sample.browser(client, token).get(address).status == .notFound)
      }
      #expect(try await sample.anonymous(client, address).0 != 200)
      let reader = sample.browser(client, sample.reader)
      #expect(try await reader.get(address).status == .ok)
      #expect(try await !reader.get(path).text.contains("type=\"file\""))
      let refused = try await reader.upload("\(path)/files", name: "x.pdf", Self.pdf)
      #expect(refused.status == .forbidden)
      #expect(try await reader.post("\(address)/removal").status == .forbidden)
      #expect(try await mayor.post("\(path)/submission").status == .seeOther)
      #expect(
        try await sample.browser(client, sample.secretariat).get(address).status == .ok)
      for token in [sample.otherSecretariat, sample.ana, sample.coordinators[1]] {
        #expect(try await sample.browser(client, token).get(address).status == .notFound)
      }
      try await sample.passDeadline()
      _ = try await mayor.get(path)
      let late = try await mayor.upload("\(path)/files", name: "late.pdf", Self.pdf)
      #expect(late.status == .unprocessableContent)
    }
  }

  @Test func `One press takes over what the profile says`() async throws {
    let sample = try await SelectionSite()
    let text = { (text: String) in Multilingual(text, in: .english) }
    var profile = PartnerProfile(id: ID(rawValue: "profile"), city: ID(rawValue: "alpha"))
    var offer = ProfilePart(kind: .offer, topic: "transport", strength: 4)
    offer.words = text("Buses on time")
    var off = ProfilePart(kind: .challenge, topic: "social", strength: 5)
    off.isOn = false
    profile.parts = [
      offer, off, ProfilePart(kind: .challenge, topic: "utilities", strength: 3),
      ProfilePart(kind: .need, topic: "small/one", strength: 5),
    ]
    try await sample.site.services.cities.add(profile, by: .machine, at: sample.site.clock.now)
    try await sample.site.test { client async throws in
      let (path, mayor) = try await Self.draft(sample, client)
      for _ in 0..<2 {
        #expect(try await mayor.post("\(path)/takeover").status == .seeOther)
      }
      let id = ID<CityApplication>(rawValue: String(path.split(separator: "/").last ?? ""))
      let application = try await sample.site.services.selections.application(
        id, for: .machine
      ).application
      #expect(application.offers?.text(for: .english).text == "Open data\nBuses on time")
      #expect(application.wishes?.text(for: .english).text == "One")
      let challenges = application.challenges?.text(for: .english).text ?? ""
      #expect(challenges.split(separator: "\n").count == 2)
      let macedonian = application.challenges?.text(for: .macedonian).text ?? ""
      #expect(macedonian.contains("Losses of water") && macedonian != challenges)
    }
  }
}
