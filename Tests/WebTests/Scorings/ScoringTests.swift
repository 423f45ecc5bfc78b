import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Ranking
import Store
import Testing

@testable import Web

@Suite struct `Deciding together` {
  @Test func `A round is scored, ranked, accepted, published and computed again`() async throws {
    let sample = try await ScoringSite()
    try await sample.site.test { client async throws in
      let path = try await sample.closed(client)
      let hana = SignedInBrowser(client, sample.chair)
      let result = try await hana.get("\(path)/result")
      #expect(result.status == .ok && result.text.contains("Who takes which place, how often"))
      #expect(result.text.contains("2 scores that nobody knows") == false)
      #expect(result.text.contains("3 scores that nobody knows"))
      #expect(result.text.contains("Find this out next"))
      let swap = try await hana.get("\(path)/result?a=a1&b=a2")
      #expect(swap.text.contains("A2 Sensors"))
      let public_ = "/plans/plan/rankings/\(path.split(separator: "/").last ?? "")"
      #expect(try await client.execute(uri: "/en\(public_)", method: .get).status == .notFound)
      _ = try await hana.get("\(path)/acceptance")
      let refused = try await hana.post("\(path)/acceptance", ["body": "a@b.example"])
      #expect(refused.status == .unprocessableContent)
      #expect(refused.text.contains("value=\"a@b.example\""))
      let accepted = try await hana.post(
        "\(path)/acceptance", ["body": "Steering group", "reference": "3/2026"])
      #expect(accepted.status == .seeOther)
      for language in Language.interface {
        let page = try await client.execute(
          uri: "/\(language.rawValue)\(public_)", method: .get)
        let text = String(buffer: page.body)
        #expect(page.status == .ok && text.contains("A1 Lamps") && text.contains("Steering group"))
        // Neither people nor internal words.
        for secret in ["xivox", "xverax", "secret"] { #expect(!text.contains(secret)) }
      }
      try await Self.verify(sample, client)
      let ranking = try #require(
        try await sample.site.services.scorings.acceptedRanking(of: ScoringSite.plan))
      #expect(Set(ranking.values.keys.map(\.rawValue)) == ["a1", "a2", "a3"])
      let best = try #require(ranking.values[ID(rawValue: "a1")])
      #expect(best.low.rational <= best.value.rational && best.value.rational <= best.high.rational)
      #expect(best.value.scale == 6)
      let action = try await hana.get("/plans/plan/work/actions/a1")
      #expect(action.text.contains("Place 1 of 3 in “Priorities”"))
      #expect(action.text.contains("href=\"/en\(public_)\""))
      let open = try #require(ranking.values[ID(rawValue: "a3")])
      #expect(open.low.rational == .zero && open.high.rational == Rational(100))
    }
  }

  private static func verify(
    _ sample: ScoringSite, _ client: any TestClientProtocol
  ) async throws {
    let services = sample.site.services
    let decision = try #require(try await services.decisions.decisions().first).decision
    #expect(decision.kind == .ranking)
    let file = try await client.execute(
      uri: "/en/decisions/\(decision.id)/bundle.zip", method: .get)
    let bundle = try DecisionBundleFile.bundle(from: Array(file.body.readableBytesView))
    let head = try await services.decisions.logHead()
    let check = { (bundle: DecisionBundle) in
      bundle.verify(recompute: Recomputations.all, engineVersion: .current, knownHead: head)
    }
    #expect(check(bundle) == .equal)
    // The table alone gives the same ranking by the command's way.
    let table = try #require(bundle.files["inputs/table.json"])
    var request = RankingRequest()
    request.method = .smaa
    (request.samples, request.seed) = (RankingDecision.samples, try #require(decision.seed))
    var run = try RankingRun(RankingJSONReader().read(table), request)
    try await run.run()
    let again = RankingReport(run).object(input: Digest(of: table))
    #expect(again["acceptability"] == decision.conclusion.outcome["acceptability"])
    // One score changed, or one digit of the outcome: the difference is named.
    var files = bundle.files
    files["inputs/table.json"] = Array(
      String(decoding: table, as: UTF8.self).replacing("\"own1\":45", with: "\"own1\":46").utf8)
    #expect(files["inputs/table.json"] != table)
    guard case .differs(let places) = check(DecisionBundle(files: files)) else {
      Issue.record("a changed table passed")
      return
    }
    #expect(
      places.contains { place in
        if case .outcome = place { true } else { false }
      })
    var text = String(decoding: bundle.files["decision.json"] ?? [], as: UTF8.self)
    text = text.replacing("\"value\":\"", with: "\"value\":\"9")
    files = bundle.files
    files["decision.json"] = Array(text.utf8)
    guard case .differs(let others) = check(DecisionBundle(files: files)) else {
      Issue.record("a changed outcome passed")
      return
    }
    #expect(
      others.contains { place in
        if case .outcome(let difference) = place {
          String(describing: difference).contains("values")
        } else {
          false
        }
      })
  }

  @Test func `Nobody sees what others said before they said it themselves`() async throws {
    let sample = try await ScoringSite()
    try await sample.site.test { client async throws in
      let path = "\(ScoringSite.base)/\(try await sample.opened(client).id)"
      let ivo = try await sample.score(
        client, sample.ivo, path, impact: ["5", "2", ""], noise: ["41", "77", ""])
      #expect(try await ivo.post("\(path)/submission").status == .seeOther)
      #expect(try await ivo.get("\(path)/spread").text.contains("77 dB"))
      // Once handed in, scores stay.
      #expect(try await ivo.get("\(path)/scores/impact").status == .conflict)
      #expect(
        try await ivo.post("\(path)/scores/impact", ["score-a1": "1"]).status == .conflict)
      let hidden = ["/spread", "/result", "/council", "/table.json", "/acceptance"]
      for token in [sample.vera, sample.chair, sample.reader] {
        let browser = SignedInBrowser(client, token)
        let page = try await browser.get(path)
        #expect(page.status == .ok && page.text.contains("Handed in"))
        #expect(!page.text.contains("77 dB") && !page.text.contains("Street count"))
        for part in hidden {
          let answer = try await browser.get(path + part)
          #expect(answer.status == .conflict || answer.status == .forbidden)
          #expect(!answer.text.contains("Street count") && !answer.text.contains("77 dB"))
        }
      }
      let vera = SignedInBrowser(client, sample.vera)
      let form = try await vera.get("\(path)/scores/own1")
      #expect(form.status == .ok && !form.text.contains("value=\"77\""))
      let stored = try await sample.site.services.scorings.round(
        ID(rawValue: String(path.split(separator: "/").last ?? "")), of: ScoringSite.plan,
        for: Viewer(
          account: ID(rawValue: "xverax"), name: "xverax",
          grants: [Grant(.electedMember, in: .city(ID(rawValue: "here")))]))
      #expect(stored.visible.isEmpty && stored.own == nil && stored.submitted.count == 1)
      // The chair ends it: now all see what there is, and vera's empty sheet does not count.
      let hana = SignedInBrowser(client, sample.chair)
      _ = try await hana.get(path)
      #expect(try await hana.post("\(path)/closing").status == .seeOther)
      #expect(try await vera.get("\(path)/spread").text.contains("77 dB"))
      #expect(try await vera.get("\(path)/result").status == .ok)
    }
  }

  @Test func `A second look starts from the first and stays hidden until handed in`() async throws {
    let sample = try await ScoringSite()
    try await sample.site.test { client async throws in
      let path = try await sample.closed(client)
      let hana = SignedInBrowser(client, sample.chair)
      _ = try await hana.get(path)
      #expect(try await hana.post("\(path)/again").status == .seeOther)
      let ivo = SignedInBrowser(client, sample.ivo)
      let form = try await ivo.get("\(path)/scores/impact")
      #expect(form.status == .ok && form.text.contains("value=\"Street count\""))
      _ = try await ivo.post("\(path)/scores/impact", ["score-a1": "3", "score-a2": "3"])
      #expect(try await ivo.post("\(path)/submission").status == .seeOther)
      let vera = SignedInBrowser(client, sample.vera)
      let spread = try await vera.get("\(path)/spread")
      #expect(spread.status == .ok && spread.text.contains("4 high … 5 very high"))
      #expect(try await hana.post("\(path)/closing").status == .seeOther)
      #expect(
        (try await vera.get("\(path)/spread")).text.contains("3 medium … 4 high"))
      #expect(try await hana.post("\(path)/again").status == .conflict)
    }
  }

  @Test func `Only the city's own people come near, and only the chair takes steps`() async throws {
    let sample = try await ScoringSite()
    try await sample.site.test { client async throws in
      let path = "\(ScoringSite.base)/\(try await sample.opened(client).id)"
      let stranger = SignedInBrowser(client, sample.stranger)
      _ = try await stranger.get("/account")
      for part in ["", "/spread", "/result", "/scores/impact", "/weights", "/settings"] {
        #expect(try await stranger.get(path + part).status == .notFound)
      }
      for part in ["/opening", "/closing", "/again", "/submission", "/acceptance"] {
        let answer = try await stranger.post(path + part, ["body": "B", "reference": "1"])
        #expect(answer.status == .notFound)
      }
      for token in [sample.ivo, sample.reader] {
        let browser = SignedInBrowser(client, token)
        _ = try await browser.get("/account")
        #expect(try await browser.get("\(ScoringSite.base)/new").status == .forbidden)
        #expect(
          try await browser.post("\(ScoringSite.base)/new", ScoringSite.settings).status
            == .forbidden)
        #expect(try await browser.post("\(path)/closing").status == .forbidden)
      }
      let reader = SignedInBrowser(client, sample.reader)
      _ = try await reader.get("/account")
      #expect(try await reader.get("\(path)/scores/impact").status == .conflict)
      #expect(try await reader.post("\(path)/scores/impact").status == .conflict)
      #expect(try await reader.post("\(path)/submission").status == .conflict)
      // Without an account one is asked to sign in; without proof nothing is taken.
      let anonymous = try await client.execute(uri: "/en\(path)", method: .get)
      #expect(anonymous.status == .seeOther)
      let ivo = SignedInBrowser(client, sample.ivo)
      #expect(try await ivo.post("\(path)/submission", hasProof: false).status == .forbidden)
      // A round of one plan is not found below another.
      let other = path.replacing("/plans/plan/", with: "/plans/none/")
      #expect(try await ivo.get(other).status == .notFound)
    }
  }

  @Test func `What cannot be is said beside its field and kept`() async throws {
    let sample = try await ScoringSite()
    try await sample.site.test { client async throws in
      let hana = SignedInBrowser(client, sample.chair)
      _ = try await hana.get("\(ScoringSite.base)/new")
      var wrong = ScoringSite.settings
      wrong["own-1-best"] = "80"
      wrong["member-xivox"] = nil
      wrong["member-xverax"] = nil
      wrong["name"] = "<script>alert(1)</script>"
      let refused = try await hana.post("\(ScoringSite.base)/new", wrong)
      #expect(refused.status == .unprocessableContent)
      #expect(refused.text.contains("Worst and best have to differ"))
      #expect(refused.text.contains("&lt;script&gt;") && !refused.text.contains("<script>alert"))
      #expect(refused.text.contains("Choose at least one person"))
      let path = "\(ScoringSite.base)/\(try await sample.opened(client).id)"
      let ivo = SignedInBrowser(client, sample.ivo)
      _ = try await ivo.get("\(path)/scores/impact")
      let scores = try await ivo.post(
        "\(path)/scores/impact",
        ["score-a1": "9", "url-a1": "javascript:alert(1)", "evidence-a1": "Kept"])
      #expect(scores.status == .unprocessableContent)
      #expect(scores.text.contains("from 1 to 5") && scores.text.contains("value=\"Kept\""))
      #expect(scores.text.contains("A link begins with"))
      for typed in ["39", "45 .. 41", "NaN", "1e9", "41 .. 42 .. 43", "..", "١"] {
        let answer = try await ivo.post("\(path)/scores/own1", ["score-a1": typed])
        #expect(answer.status == .unprocessableContent, "\(typed)")
      }
      // What the plan says is not asked.
      #expect(try await ivo.get("\(path)/scores/cost").status == .notFound)
      let impossible: [[String: String]] = [
        ["kind": "swing", "w-impact": "0", "w-cost": "0", "w-own1": "0"],
        ["kind": "swing", "w-impact": "-1", "w-cost": "0", "w-own1": "x"],
        [
          "kind": "intervals", "w-impact": "50", "h-impact": "60", "w-cost": "50", "h-cost": "60",
          "w-own1": "50", "h-own1": "60",
        ],
        ["kind": "bestWorst", "best": "impact", "worst": "none"],
      ]
      for weights in impossible {
        let answer = try await ivo.post("\(path)/weights", weights)
        #expect(answer.status == .unprocessableContent)
      }
      let pairs = [
        "kind": "pairwise", "p-0-1": "8", "p-1-2": "8", "p-0-2": "-8",
      ]
      #expect(try await ivo.post("\(path)/weights", pairs).status == .seeOther)
      let page = try await ivo.get("\(path)/weights")
      #expect(page.text.contains("Look again at the comparisons among these"))
    }
  }

  @Test func `Two editors do not overwrite each other, and scenarios stand side by side`()
    async throws
  {
    let sample = try await ScoringSite()
    try await sample.site.test { client async throws in
      let hana = SignedInBrowser(client, sample.chair)
      _ = try await hana.get("\(ScoringSite.base)/new")
      _ = try await hana.post("\(ScoringSite.base)/new", ScoringSite.settings)
      let round = try #require(
        try await sample.site.services.scorings.rounds(of: ScoringSite.plan, for: .machine).first)
      let path = "\(ScoringSite.base)/\(round.id)"
      let edit = ScoringSite.settings.merging(["revision": "1"]) { $1 }
      #expect(try await hana.post("\(path)/settings", edit).status == .seeOther)
      #expect(try await hana.post("\(path)/settings", edit).status == .unprocessableContent)
    }
    let other = try await ScoringSite()
    try await other.site.test { client async throws in
      let path = try await other.closed(client)
      let hana = SignedInBrowser(client, other.chair)
      _ = try await hana.get("\(path)/result")
      let wrong = try await hana.post("\(path)/scenarios", ["scenario": "", "s-cost": "x"])
      #expect(wrong.status == .unprocessableContent)
      let added = try await hana.post(
        "\(path)/scenarios",
        ["scenario": "Cheap first", "method": "mavt", "s-cost": "1", "s-impact": "0"])
      #expect(added.status == .seeOther)
      #expect(try await hana.get("\(path)/result").text.contains("Cheap first"))
      let ivo = SignedInBrowser(client, other.ivo)
      _ = try await ivo.get("\(path)/result")
      let refused = try await ivo.post("\(path)/scenarios", ["scenario": "Mine", "method": "mavt"])
      #expect(refused.status == .forbidden)
    }
  }
}
