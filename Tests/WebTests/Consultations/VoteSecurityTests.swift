import Civic
import Database
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

@Suite struct `A vote under attack` {
  private func count(_ sample: VoteSite, _ table: SQL) async throws -> Int {
    try await sample.site.database.rows("SELECT COUNT(*) AS n FROM \(sql: table)")[0].value("n")
  }

  @Test func `One voter has one ballot, and a form sent before changes nothing`() async throws {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let (vote, codes) = try await sample.open(SignedInBrowser(client, sample.here), codes: 1)
      let voter = Voter(client: client, vote: vote)
      let ballot = try await voter.enter(code: codes[0].lowercased().replacing("-", with: " "))
      let form = [
        ("pass", ballot.value(of: "pass") ?? ""), ("base", ""), ("marks", "1"), ("step", "cast"),
      ]
      #expect(try await voter.post("ballot", form).receipt != nil)
      let again = try await voter.post("ballot", form)
      #expect(again.status == .conflict && again.receipt == nil)
      #expect(try await count(sample, "ballot") == 1)
      let latest = try await voter.cast(code: codes[0], [2])
      #expect(latest.receipt != nil)
      #expect(try await voter.post("ballot", form).status == .conflict)
      #expect(try await count(sample, "ballot") == 1)
      let marks = try await sample.site.database.rows("SELECT marks FROM ballot")
      #expect(try marks[0].value("marks", as: String.self) == "2")
    }
  }

  @Test func `A link of another vote, a made-up link and a form of another site are refused`()
    async throws
  {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let (vote, codes) = try await sample.open(SignedInBrowser(client, sample.here), codes: 1)
      let voter = Voter(client: client, vote: vote)
      let other = try #require(
        VoteKey(VoteKey.newBytes(), of: ID(rawValue: "other")))
      let made = try #require(other.pass(for: other.tag(of: .code(codes[0]))))
      for pass in [made, String(made.reversed()), "", "x", String(repeating: "0", count: 120)] {
        let page = try await voter.post(
          "ballot", [("pass", pass), ("base", ""), ("marks", "1"), ("step", "cast")])
        #expect(page.status == .forbidden)
        #expect(try await voter.get("ballot/\(pass.isEmpty ? "-" : pass)").status == .notFound)
      }
      let foreign = try await client.execute(
        uri: "/en/consultations/\(vote.id)/ballot", method: .post,
        headers: [.contentType: "application/x-www-form-urlencoded"])
      #expect(foreign.status == .forbidden)
      #expect(try await count(sample, "ballot") == 0)
    }
  }

  @Test func `A forged receipt is told from a genuine one, before the close and after`()
    async throws
  {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let (vote, codes) = try await sample.open(SignedInBrowser(client, sample.here), codes: 1)
      let voter = Voter(client: client, vote: vote)
      let receipt = try #require(try await voter.cast(code: codes[0], [1]).receipt)
      let forged = String(receipt.whole.dropLast()) + (receipt.whole.hasSuffix("0") ? "1" : "0")
      let key = try await sample.services.votes.key(of: vote.id)
      let lost = try #require(key.receipt())
      #expect(try await voter.get("receipts?receipt=\(receipt.whole)").text.contains("given out"))
      #expect(
        try await voter.get("receipts?receipt=\(forged)").text.contains("was not given out"))
      #expect(
        try await voter.get("receipts?receipt=\(receipt.code)").text.contains("sealed until"))
      let browser = try await sample.atTheEnd(client)
      _ = try await browser.get("/consultations/\(vote.id)")
      #expect(try await browser.post("/consultations/\(vote.id)/closure").status == .seeOther)
      #expect(
        try await voter.get("receipts?receipt=\(forged)").text.contains("was not given out"))
      #expect(
        try await voter.get("receipts?receipt=\(lost.text)").text.contains("must not happen"))
      #expect(
        try await voter.get("receipts?receipt=%3Cscript%3E").text.contains("not a receipt"))
    }
  }

  @Test func `Nobody votes before the first day, after the last, or once it is closed`()
    async throws
  {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let first = sample.from.adding(days: 2)
      let (vote, codes) = try await sample.open(
        SignedInBrowser(client, sample.here), codes: 1, ["votingFrom": first.description])
      let voter = Voter(client: client, vote: vote)
      #expect(try await voter.enter(code: codes[0]).status == .conflict)
      sample.site.clock.wait(seconds: 3 * 86_400)
      let ballot = try await voter.enter(code: codes[0])
      let form = [
        ("pass", ballot.value(of: "pass") ?? ""), ("base", ""), ("marks", "1"), ("step", "cast"),
      ]
      let browser = try await sample.atTheEnd(client)
      #expect(try await voter.post("ballot", form).status == .conflict)
      #expect(try await count(sample, "ballot") == 0)
      _ = try await browser.get("/consultations/\(vote.id)")
      #expect(try await browser.post("/consultations/\(vote.id)/closure").status == .seeOther)
      #expect(try await voter.post("ballot", form).status == .conflict)
      #expect(try await count(sample, "ballot_counted") == 0)
      let rules = try await sample.services.votes.open(vote.id).rules
      let key = try #require(VoteKey(VoteKey.newBytes(), of: vote.id))
      let receipt = try #require(key.receipt())
      let late = try await sample.services.votes.box.cast(
        BallotBox.Cast(
          BallotMarks([.init(project: 1)]), of: key.tag(of: .code("x")), in: rules,
          receipt: receipt.code, replacing: "", at: sample.from.start))
      #expect(late.outcome == .votingClosed)
    }
  }

  @Test func `No page, file or interface changes with the ballots before the close`()
    async throws
  {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      let (vote, codes) = try await sample.open(here, codes: 4)
      let voter = Voter(client: client, vote: vote)
      let base = "/consultations/\(vote.id)"
      let parts = Link.ConsultationPart.allCases.map { "\(base)/\($0.rawValue)" }
      let paths =
        parts + [
          base, "/consultations", "/cities/here/consultations", "/cities/here", "/decisions",
          "/facts/consultation/\(vote.id)", "/facts/consultation/\(vote.id)/history", "", "/plans",
          "\(base)/vote",
        ]
      let seen = { () async throws -> [String] in
        var pages: [String] = []
        for path in paths {
          pages.append(
            try await client.execute(uri: "/en\(path)", method: .get) {
              "\($0.status) \(String(buffer: $0.body))"
            })
          pages.append(try await here.get(path).text)
        }
        return pages.map {
          $0.replacing(/request [a-z0-9]+|<code>[a-z0-9]{10,13}<\/code>/, with: "")
        }
      }
      // Entering is counted as well; whoever enters has not voted yet.
      var passes: [String] = []
      for code in codes { passes.append(try await voter.enter(code: code).value(of: "pass") ?? "") }
      let before = try await seen()
      for pass in passes {
        let cast = try await voter.post(
          "ballot", [("pass", pass), ("base", ""), ("marks", "3,4"), ("step", "cast")])
        #expect(cast.receipt != nil)
      }
      let after = try await seen()
      for (number, (old, new)) in zip(before, after).enumerated() {
        #expect(old == new, "\(paths[number / 2])")
      }
      for part in ["result", "election.pb"] {
        #expect(try await voter.get(part).status == .notFound)
      }
    }
  }

  @Test func `Another city and a reader can neither open, close, fill the register nor type paper`()
    async throws
  {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      let draft = try await sample.draft(here)
      for token in [sample.there, sample.reader] {
        let stranger = SignedInBrowser(client, token)
        _ = try await stranger.get("/account")
        let steps = ["opening", "closure", "register", "codes"]
        for step in steps {
          let answer = try await stranger.post("/consultations/\(draft.id)/\(step)", ["count": "1"])
          #expect([.forbidden, .notFound].contains(answer.status), "\(step) \(answer.status)")
        }
        let project = try await stranger.post(
          "/facts/vote_project/new",
          ["parent": "here~\(draft.id)", "content": "en", "name": "Mine", "cost": "1"])
        #expect(project.status == .forbidden)
        let crossed = try await stranger.post(
          "/facts/vote_project/new",
          ["parent": "there~\(draft.id)", "content": "en", "name": "Mine", "cost": "1"])
        #expect(crossed.status != .seeOther)
      }
      #expect(
        try await client.execute(uri: "/en/consultations/\(draft.id)", method: .get).status
          == .notFound)
      _ = try await here.get("/consultations/\(draft.id)")
      #expect(try await here.post("/consultations/\(draft.id)/opening").status == .seeOther)
      for token in [sample.there, sample.reader] {
        let stranger = SignedInBrowser(client, token)
        _ = try await stranger.get("/account")
        for step in ["closure", "register", "codes", "desk", "hand-out", "paper", "settlement"] {
          let answer = try await stranger.post(
            "/consultations/\(draft.id)/\(step)",
            ["count": "1", "code": "x", "serial": "1", "p": "1"])
          #expect(answer.status == .forbidden, "\(step) \(answer.status)")
        }
        for page in ["register", "desk", "paper"] {
          #expect(try await stranger.get("/consultations/\(draft.id)/\(page)").status == .forbidden)
        }
      }
      #expect(try await count(sample, "paper_entry") == 0)
      #expect(try await count(sample, "vote_entitled") == 0)
    }
  }

  @Test func `A number alone does not tell whether it is in the register, nor does an address`()
    async throws
  {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      let draft = try await sample.draft(here, ["entry": "register"])
      _ = try await here.get("/consultations/\(draft.id)/register")
      let upload = try await here.upload(
        "/consultations/\(draft.id)/register", name: "list.csv",
        Array("12-34;1980\n5678;1990\n".utf8))
      #expect(upload.status == .seeOther, "\(upload.text.suffix(400))")
      _ = try await here.get("/consultations/\(draft.id)")
      _ = try await here.post("/consultations/\(draft.id)/opening")
      let voter = Voter(client: client, vote: draft)
      let known = try await voter.post("entry", [("number", "1234"), ("check", "1999")])
      let unknown = try await voter.post("entry", [("number", "9999"), ("check", "1999")])
      #expect(known.status == .unprocessableContent && unknown.status == known.status)
      #expect(
        known.text.replacing("1234", with: "") == unknown.text.replacing("9999", with: ""))
      let right = try await voter.post("entry", [("number", "1234"), ("check", "1980")])
      #expect(right.status == .ok && right.value(of: "pass") != nil)
      let stored = try await sample.site.database.rows("SELECT * FROM vote_entitled")
      #expect(stored.count == 2)
      #expect(!stored.contains { "\($0)".contains("1980") || "\($0)".contains("5678") })
      let log = try await sample.services.decisions.log().lines.map(\.entry.event)
      #expect(log.contains(.registerChanged))
    }
  }

  @Test func `A letter goes only to the address, and looks alike for those who may not vote`()
    async throws
  {
    let sample = try await VoteSite(hasMailServer: true)
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      let draft = try await sample.draft(here, ["entry": "email"])
      _ = try await here.get("/consultations/\(draft.id)/register")
      let upload = try await here.upload(
        "/consultations/\(draft.id)/register", name: "l.txt", Array("ana@example.org\n".utf8))
      #expect(upload.status == .seeOther)
      _ = try await here.get("/consultations/\(draft.id)")
      #expect(try await here.post("/consultations/\(draft.id)/opening").status == .seeOther)
      let voter = Voter(client: client, vote: draft)
      let unknown = try await voter.post("entry", [("email", "bor@example.org")])
      let known = try await voter.post("entry", [("email", "Ana@example.org")])
      #expect(known.status == .ok && known.text == unknown.text)
      let letters = try await sample.site.database.rows("SELECT recipient, text_body FROM mail")
      try #require(letters.count == 1)
      let text: String = try letters[0].value("text_body")
      let link = try #require(text.firstMatch(of: /ballot\/([0-9a-f]{120})/))
      let ballot = try await voter.get("ballot/\(link.1)")
      #expect(ballot.status == .ok && ballot.text.contains("Your ballot"))
      let tags = try await sample.site.database.rows("SELECT voter FROM vote_entitled")
      #expect(!text.contains(try tags[0].value("voter", as: String.self)))
    }
  }

  @Test func `A voter sees what is kept and takes the ballot back`() async throws {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let (vote, codes) = try await sample.open(SignedInBrowser(client, sample.here), codes: 1)
      let voter = Voter(client: client, vote: vote)
      let pass = try await voter.enter(code: codes[0]).value(of: "pass") ?? ""
      let receipt = try #require(try await voter.cast(code: codes[0], [1]).receipt)
      let file = try await voter.post("data", [("pass", pass), ("step", "export")])
      #expect(file.text.contains(receipt.code) && file.text.contains("\"voter\""))
      let erased = try await voter.post("data", [("pass", pass), ("step", "erase")])
      #expect(erased.text.contains("no longer in the box"))
      #expect(try await count(sample, "ballot") == 0)
      let refused = try await voter.post("data", [("pass", "x"), ("step", "erase")])
      #expect(refused.status == .forbidden)
    }
  }

  @Test func `Attempts of one address are limited where the rules say so`() async throws {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let (vote, _) = try await sample.open(
        SignedInBrowser(client, sample.here), codes: 1, ["perAddress": "3"])
      let voter = Voter(client: client, vote: vote)
      var statuses: [HTTPResponse.Status] = []
      for _ in 0..<4 { statuses.append(try await voter.enter(code: "wrong").status) }
      #expect(
        statuses == Array(repeating: .unprocessableContent, count: 3) + [.tooManyRequests])
      let signals = try await sample.services.consultations.signals(of: vote.id, for: .machine)
      #expect(signals.contains { $0.signal == .refused && $0.count == 3 })
      #expect(signals.contains { $0.signal == .limited && $0.count == 1 })
    }
  }
}

extension Day {
  fileprivate var start: Instant { Instant(startOf: self) }
}
