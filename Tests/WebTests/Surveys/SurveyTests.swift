import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

@Suite struct `A survey` {
  private static let base = "/cities/here/surveys/survey"

  private static func site() async throws -> ConversationSite {
    let sample = try await ConversationSite()
    var survey = Survey(
      id: ID(rawValue: "survey"), city: ID(rawValue: "here"),
      name: Multilingual("Buses", in: .english))
    survey.about = Multilingual("How are they?", in: .english)
    survey.opensOn = sample.site.clock.now.day
    survey.closesOn = sample.site.clock.now.day.adding(days: 5)
    let words = { (text: String) in Multilingual(text, in: .english) }
    survey.questions = [
      SurveyQuestion(
        kind: .one, text: words("How often?"),
        options: ["Daily", "Weekly", "Never"].map(words)),
      SurveyQuestion(
        kind: .several, text: words("What for?"), options: ["Work", "School"].map(words)),
      SurveyQuestion(kind: .scale, text: words("How good?"), options: []),
      SurveyQuestion(kind: .words, text: words("What else?"), options: []),
    ]
    try await sample.site.services.register.add(
      [survey], batch: nil, by: .machine, at: sample.site.clock.now)
    return sample
  }

  private static func open(
    _ sample: ConversationSite, _ client: any TestClientProtocol
  ) async throws -> SignedInBrowser {
    let hana = SignedInBrowser(client, sample.here)
    _ = try await hana.get(base)
    #expect(try await hana.post("\(base)/opening").status == .seeOther)
    return hana
  }

  private static func answer(
    _ client: any TestClientProtocol, _ values: [String: String]
  ) async throws -> ResidentBrowser {
    let browser = ResidentBrowser(client)
    _ = try await browser.post("\(base)/participation")
    #expect(try await browser.post("\(base)/answers", values).status == .seeOther)
    return browser
  }

  @Test func `counts one answer of each, hides small cells, and keeps words inside`()
    async throws
  {
    let sample = try await Self.site()
    try await sample.site.test { client async throws in
      let hana = try await Self.open(sample, client)
      let empty = try await ResidentBrowser(client).get(Self.base).text
      for person in 0..<13 {
        let browser = try await Self.answer(
          client, ["q-0": person < 6 ? "0" : person < 12 ? "1" : "2", "q-2": "4"])
        // The second answer of the same takes the place of the first.
        _ = try await browser.post(
          "\(Self.base)/answers",
          [
            "q-0": person < 6 ? "0" : person < 12 ? "1" : "2", "q-2": "4",
            "q-3": "=HYPERLINK(\"x\")<script>alert(1)</script>",
          ])
      }
      // Nothing is seen before the end, and nobody has the file.
      #expect(try await ResidentBrowser(client).get(Self.base).text == empty)
      #expect(try await hana.get("\(Self.base)/answers.csv").status == .notFound)
      #expect(try await hana.post("\(Self.base)/closing").status == .unprocessableContent)
      sample.site.clock.wait(seconds: 6 * 86_400)
      let later = try await sample.coordinator(client)
      _ = try await later.get(Self.base)
      #expect(try await later.post("\(Self.base)/closing").status == .seeOther)
      let result = try #require(
        try await sample.site.services.surveys.result(of: ID(rawValue: "survey")))
      // One is hidden for its size, another so that the first does not follow from the sum.
      #expect(result.respondents == 13 && result.questions[0].counts == [nil, 6, nil])
      #expect(result.questions[2].counts == [nil, nil, nil, nil, 13])
      #expect(result.questions[3].words == 13)
      let page = try await ResidentBrowser(client).get(Self.base)
      #expect(page.text.contains("13 people") && !page.text.contains("HYPERLINK"))
      #expect(try await ResidentBrowser(client).get("\(Self.base)/answers.csv").status != .ok)
      let toma = SignedInBrowser(client, sample.there)
      #expect(try await toma.get("\(Self.base)/answers.csv").status != .ok)
      let file = try await later.get("\(Self.base)/answers.csv")
      #expect(file.status == .ok && file.text.contains("'=HYPERLINK"))
      #expect(try await sample.count("resident") == 0)
    }
  }

  @Test func `refuses answers that cannot be given, strangers and latecomers`() async throws {
    let sample = try await Self.site()
    try await sample.site.test { client async throws in
      #expect(try await ResidentBrowser(client).get(Self.base).status == .notFound)
      let toma = SignedInBrowser(client, sample.there)
      _ = try await toma.get("/account")
      #expect(try await toma.post("\(Self.base)/opening").status == .notFound)
      _ = try await Self.open(sample, client)
      #expect(try await toma.post("\(Self.base)/closing").status == .forbidden)
      let stranger = ResidentBrowser(client)
      #expect(
        try await stranger.post("\(Self.base)/answers", ["q-0": "1"]).status == .notFound)
      let browser = try await Self.answer(client, ["q-0": "1"])
      for wrong in [
        ["q-0": "3"], ["q-2": "-1"], ["q-1": "x"], ["q-3": String(repeating: "x", count: 2001)],
      ] {
        #expect(
          try await browser.post("\(Self.base)/answers", wrong).status == .unprocessableContent)
      }
      let data = try await browser.get("\(Self.base)/mine/data.json")
      #expect(data.text.contains("\"1\""))
      sample.site.clock.wait(seconds: 6 * 86_400)
      #expect(
        try await browser.post("\(Self.base)/answers", ["q-0": "0"]).status
          == .unprocessableContent)
    }
  }

  @Test func `lets a resident delete their answers`() async throws {
    let sample = try await Self.site()
    try await sample.site.test { client async throws in
      _ = try await Self.open(sample, client)
      let browser = try await Self.answer(client, ["q-0": "1"])
      #expect(try await browser.post("\(Self.base)/mine/erasure").status == .seeOther)
      #expect(try await browser.get("\(Self.base)/mine/data.json").status == .notFound)
      #expect(try await sample.count("resident") == 0)
    }
  }

  @Test func `has its questions written one a line, in several languages`() async throws {
    let sample = try await Self.site()
    try await sample.site.test { client async throws in
      let hana = SignedInBrowser(client, sample.here)
      _ = try await hana.get("/facts/survey/new?parent=here")
      let values = ["parent": "here", "content": "en", "name": "Parks", "entry": "open"]
      let wrong = try await hana.post(
        "/facts/survey/new", values.merging(["questions": "one; Which?; A"]) { $1 })
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("one; Which?; A"))
      let added = try await hana.post(
        "/facts/survey/new",
        values.merging(["questions": "one; Which?; A; B\r\nwords; Why?"]) { $1 })
      #expect(added.status == .seeOther)
      let surveys = try await sample.site.services.register.register(
        of: ID(rawValue: "here"), for: .machine
      ).surveys
      let survey = try #require(surveys.first { $0.name.text(for: .english).text == "Parks" })
      #expect(survey.questions.map(\.kind) == [.one, .words])
      _ = try await hana.post(
        "/facts/survey/\(survey.id)",
        [
          "revision": "1", "content": "fr", "name": "Parcs", "entry": "open",
          "questions": "one; Lequel ?; A; B\r\nwords; Pourquoi ?",
        ])
      let translated = try await sample.site.services.register.entry(survey.id, for: .machine)
      #expect(translated.questions[0].text.texts.count == 2)
      #expect(translated.questions[0].text.text(for: .french).text == "Lequel ?")
    }
  }
}
