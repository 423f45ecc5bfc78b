import Civic
import Database
import Exact
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

@Suite struct `A conversation among strangers` {
  private static let path = ConversationSite.path
  private static let hostile = "<script>alert(1)</script>\"'><img src=x>"

  @Test func `shows no count to anyone before it is closed`() async throws {
    let sample = try await ConversationSite()
    try await sample.site.test { client async throws in
      let hana = try await sample.open(client)
      let someone = try await sample.resident(client)
      var before: [String] = []
      let pages =
        ["", "/desk", "/votes.csv", "/statements.csv"].map { Self.path + $0 } + [
          "/cities/here/listen", "/cities/here/register/conversations", "/decisions",
        ]
      for page in pages { before.append(try await hana.get(page).text) }
      _ = try await someone.get(Self.path)
      let own = try await someone.get(Self.path).text
      _ = try await sample.vote(client)
      for (page, text) in zip(pages, before) {
        #expect(try await hana.get(page).text == text, "\(page) changed by others' votes")
      }
      #expect(try await hana.get("\(Self.path)/votes.csv").status == .notFound)
      #expect(try await hana.get("\(Self.path)/statements.csv").status == .notFound)
      // Another statement may be drawn, and nothing else is another.
      let masked = { (text: String) in
        text.replacing(/Statement number [0-9]/, with: "").replacing(/value="[0-9]"/, with: "")
      }
      #expect(masked(try await someone.get(Self.path).text) == masked(own))
      #expect(
        try await client.execute(uri: "/en\(Self.path)/mine", method: .get).status == .notFound)
    }
  }

  @Test func `is kept by the coordinator of its own city alone`() async throws {
    let sample = try await ConversationSite()
    try await sample.site.test { client async throws in
      let draft = try await client.execute(uri: "/en\(Self.path)", method: .get)
      #expect(draft.status == .notFound)
      _ = try await sample.open(client)
      let author = try await sample.resident(client)
      _ = try await author.post("\(Self.path)/statements", ["text": "More trees"])
      for token in [sample.there, sample.reader] {
        let other = SignedInBrowser(client, token)
        _ = try await other.get("/account")
        #expect(try await other.get("\(Self.path)/desk").status == .forbidden)
        for (step, values) in [
          ("moderation", ["item": "9", "decision": "show"]), ("seeds", ["statements": "Mine"]),
          ("closing", [:]), ("opening", [:]),
        ] {
          #expect(try await other.post("\(Self.path)/\(step)", values).status == .forbidden)
        }
      }
      // The city in the address must be the conversation's own.
      let toma = SignedInBrowser(client, sample.there)
      _ = try await toma.get("/account")
      #expect(
        try await toma.post("/cities/there/conversations/talk/moderation", ["item": "9"]).status
          == .notFound)
      let known = try await sample.site.services.conversations.statements(of: ConversationSite.id)
      #expect(known.count == 9 && known.last?.moderation.state == .waiting)
      // Nobody, not even its coordinator, changes what is open.
      let hana = SignedInBrowser(client, sample.here)
      _ = try await hana.get("/account")
      let edited = try await hana.post(
        "/facts/conversation/talk",
        ["revision": "2", "content": "en", "name": "Other", "entry": "open", "moderation": "after"])
      #expect(edited.status == .forbidden)
      #expect(try await sample.conversation().name == Multilingual("Streets", in: .english))
    }
  }

  @Test func `refuses a statement with a reason, and hears its author once`() async throws {
    let sample = try await ConversationSite()
    try await sample.site.test { client async throws in
      let hana = try await sample.open(client)
      let author = try await sample.resident(client)
      let text = Self.hostile
      let added = try await author.post("\(Self.path)/statements", ["text": text])
      #expect(added.status == .seeOther)
      let desk = try await hana.get("\(Self.path)/desk")
      #expect(!desk.text.contains("<script>alert") && desk.text.contains("&lt;script"))
      let silent = try await hana.post(
        "\(Self.path)/moderation", ["item": "9", "decision": "refuse"])
      #expect(silent.status == .unprocessableContent)
      let reason = "It is <b>code</b>"
      _ = try await hana.post(
        "\(Self.path)/moderation", ["item": "9", "decision": "refuse", "reason-9": reason])
      let other = try await sample.resident(client)
      #expect(
        try await other.post("\(Self.path)/votes", ["statement": "9", "vote": "agree"]).status
          == .notFound)
      #expect(
        try await other.post(
          "\(Self.path)/mine/appeals", ["item": "9", "appeal-9": "Mine"]
        ).status == .notFound)
      let mine = try await author.get("\(Self.path)/mine")
      #expect(mine.text.contains("It is &lt;b&gt;code") && mine.text.contains("appeal-9"))
      let appealed = try await author.post(
        "\(Self.path)/mine/appeals", ["item": "9", "appeal-9": "\(text) please"])
      #expect(appealed.status == .seeOther)
      let queue = try await hana.get("\(Self.path)/desk")
      #expect(queue.text.contains("please") && !queue.text.contains("<script>alert"))
      _ = try await hana.post("\(Self.path)/moderation", ["item": "9", "decision": "show"])
      let vote = try await other.post(
        "\(Self.path)/votes", ["statement": "9", "vote": "agree"])
      #expect(vote.status == .seeOther)
      let again = try await author.post(
        "\(Self.path)/mine/appeals", ["item": "9", "appeal-9": "Again"])
      #expect(again.status == .notFound)
      let later = try await sample.close(client)
      for page in [Self.path, "\(Self.path)/desk"] {
        let shown = try await later.get(page)
        #expect(shown.status == .ok && !shown.text.contains("<script>alert"))
      }
      let decision = try #require(try await sample.conversation().decision)
      let public_ = try await author.get("/decisions/\(decision)")
      #expect(!public_.text.contains("<script>alert"))
    }
  }

  @Test func `publishes no text that the city refused`() async throws {
    let sample = try await ConversationSite { $0.moderation = .after }
    try await sample.site.test { client async throws in
      let hana = try await sample.open(client)
      let author = try await sample.resident(client)
      _ = try await author.post("\(Self.path)/statements", ["text": "A secret about somebody"])
      _ = try await hana.post(
        "\(Self.path)/moderation",
        ["item": "9", "decision": "refuse", "reason-9": "It names a person"])
      _ = try await sample.vote(client)
      try await sample.close(client)
      let bundle = try await sample.bundle(client)
      #expect(bundle.checked() == .equal)
      for (_, bytes) in bundle.files {
        #expect(!String(decoding: bytes, as: UTF8.self).contains("secret"))
      }
      #expect(!(try await author.get(Self.path)).text.contains("secret"))
    }
  }

  @Test func `lets a resident take along and delete what they said`() async throws {
    let sample = try await ConversationSite()
    try await sample.site.test { client async throws in
      let hana = try await sample.open(client)
      let browser = try await sample.resident(client)
      _ = try await browser.post("\(Self.path)/votes", ["statement": "1", "vote": "agree"])
      _ = try await browser.post("\(Self.path)/statements", ["text": "Shown to all"])
      _ = try await browser.post("\(Self.path)/statements", ["text": "Never looked at"])
      _ = try await hana.post("\(Self.path)/moderation", ["item": "9", "decision": "show"])
      let data = try await browser.get("\(Self.path)/mine/data.json")
      #expect(data.text.contains("Never looked at") && data.text.contains("\"vote\":\"agree\""))
      #expect(try await browser.post("\(Self.path)/mine/erasure").status == .seeOther)
      let left = try await sample.site.services.conversations.statements(of: ConversationSite.id)
      #expect(left.map(\.number) == Array(1...9))
      let votes = try await sample.site.services.conversations.voteCount(in: ConversationSite.id)
      #expect(votes == 0)
      #expect(try await browser.get("\(Self.path)/mine").status == .notFound)
      for table in ["resident", "statement_author", "conversation_vote"] {
        #expect(try await sample.count(table) == 0)
      }
    }
  }

  @Test func `forgets who took part when it is closed`() async throws {
    let sample = try await ConversationSite()
    try await sample.site.test { client async throws in
      _ = try await sample.open(client)
      let browsers = try await sample.vote(client)
      _ = try await browsers[0].post("\(Self.path)/statements", ["text": "Mine"])
      try await sample.close(client)
      for table in ["resident", "statement_author", "conversation_vote"] {
        #expect(try await sample.count(table) == 0)
      }
      #expect(try await browsers[0].get("\(Self.path)/mine").status == .notFound)
      #expect(
        try await browsers[0].post("\(Self.path)/mine/erasure").status == .notFound)
    }
  }

  @Test func `limits votes of a participant and participants of an address`() async throws {
    let sample = try await ConversationSite(
      { $0.votesPerHour = 2 }, settings: { $0.participantLimit = 2 })
    try await sample.site.test { client async throws in
      _ = try await sample.open(client)
      let browser = try await sample.resident(client)
      let vote = ["statement": "1", "vote": "agree"]
      for _ in 0..<2 { _ = try await browser.post("\(Self.path)/votes", vote) }
      #expect(try await browser.post("\(Self.path)/votes", vote).status == .tooManyRequests)
      _ = try await sample.resident(client)
      let third = ResidentBrowser(client)
      #expect(
        try await third.post("\(Self.path)/participation").status == .tooManyRequests)
    }
  }
}

extension ConversationSite {
  func count(_ table: String) async throws -> Int {
    try await site.database.read { connection in
      switch table {
      case "resident": try connection.value("SELECT COUNT(*) FROM resident") ?? -1
      case "statement_author": try connection.value("SELECT COUNT(*) FROM statement_author") ?? -1
      default: try connection.value("SELECT COUNT(*) FROM conversation_vote") ?? -1
      }
    }
  }
}

@Suite struct `A letter that lets somebody take part` {
  @Test func `leads the same address to the same participant, and keeps no address`() async throws {
    let site = try await AccountSite(hasMailServer: true)
    let city = City(
      id: ID(rawValue: "here"), name: Multilingual("Here", in: .english), country: "MK")
    try await site.services.cities.add(Atlas(cities: [city]), by: .machine, at: site.clock.now)
    var conversation = Conversation(
      id: ConversationSite.id, city: city.id, name: Multilingual("Streets", in: .english))
    conversation.about = Multilingual("Streets", in: .english)
    conversation.entry = .letter
    conversation.opensOn = site.clock.now.day
    conversation.closesOn = site.clock.now.day.adding(days: 5)
    try await site.services.register.add(
      [conversation], batch: nil, by: .machine, at: site.clock.now)
    try await site.services.conversations.add(
      ["One", "Two"], in: .english, to: conversation.id, by: .machine, at: site.clock.now)
    try await site.services.conversations.open(
      conversation.id, by: .machine, at: site.clock.now)
    try await site.test { client async throws in
      let path = ConversationSite.path
      let browser = ResidentBrowser(client)
      let wrong = try await browser.post("\(path)/participation", ["email": "nobody"])
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("nobody"))
      for (round, stance) in ["agree", "disagree"].enumerated() {
        let asked = try await browser.post(
          "\(path)/participation", ["email": "Eva@Example.org"])
        #expect(asked.status == .seeOther)
        let letters = try await site.services.database.rows(
          "SELECT text_body FROM mail ORDER BY created_at, id")
        #expect(letters.count == round + 1)
        let link = try await Self.link(in: letters)
        let opener = ResidentBrowser(client)
        #expect(try await opener.get(link).text.contains("Streets"))
        #expect(try await opener.get("\(path)/mine").status == .notFound)
        #expect(try await opener.post(link).status == .seeOther)
        let vote = try await opener.post(
          "\(path)/votes", ["statement": "1", "vote": stance])
        #expect(vote.status == .seeOther)
        site.clock.advance(seconds: 60)
      }
      let rows = try await site.services.database.rows("SELECT * FROM resident")
      #expect(rows.count == 1)
      let contact: String? = try rows.first?.value("contact_digest")
      #expect(contact?.hasPrefix("sha256:") == true)
      let votes = try await site.services.conversations.voteCount(in: ConversationSite.id)
      #expect(votes == 1)
      let forged = SecretToken(String(repeating: "a", count: 43))
      #expect(forged != nil)
      let unknown = try await browser.post(
        "\(path)/participation/\(String(repeating: "a", count: 43))")
      #expect(unknown.status == .notFound)
    }
  }

  /// The path of the link in the newest letter.
  private static func link(in letters: [Row]) async throws -> String {
    let text: String = try #require(letters.last).value("text_body")
    let found = text.firstMatch(of: /\/en(\/cities\/here\/conversations\/talk\/participation\/\S+)/)
    return String(try #require(found).1)
  }
}
