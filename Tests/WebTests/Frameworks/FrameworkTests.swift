import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import Maturity
import NIOCore
import Store
import Testing

@testable import Web

@Suite struct `Frameworks that cities write` {
  private static func site() async throws -> (TestSite, SecretToken, SecretToken, SecretToken) {
    let site = try await TestSite()
    let cities = ["here", "there"].map {
      City(id: ID(rawValue: $0), name: Multilingual($0, in: .english), country: "MK")
    }
    try await site.services.cities.add(Atlas(cities: cities), by: .machine, at: site.clock.now)
    return (
      site, try await site.signIn("hana", as: Grant(.cityCoordinator, in: .city(cities[0].id))),
      try await site.signIn("toma", as: Grant(.cityCoordinator, in: .city(cities[1].id))),
      try await site.signIn("vera", as: Grant(.cityViewer, in: .city(cities[0].id)))
    )
  }

  private static func framework(_ site: TestSite) async throws -> WrittenFramework {
    let all = try await site.services.writtenFrameworks.frameworks(for: .machine)
    return try #require(all.last)
  }

  /// Writes a subject with one question by forms.
  private static func write(
    _ hana: SignedInBrowser, _ site: TestSite
  ) async throws -> WrittenFramework {
    _ = try await hana.get("/frameworks/new")
    let started = try await hana.post(
      "/frameworks/new", ["name": "Green city", "owner": "city:here"])
    #expect(started.status == .seeOther)
    let id = try await framework(site).id
    let path = "/frameworks/\(id)"
    let dimension = try await hana.post(
      "\(path)/dimensions/new",
      ["content": "en", "revision": "1", "name": "Energy", "weight": "1", "parent": ""])
    #expect(dimension.status == .seeOther)
    let question = try await hana.post(
      "\(path)/questions/new",
      [
        "content": "en", "revision": "2", "text": "Is energy counted?", "dimension": "energy",
        "weight": "2.5", "levels-0": "No", "levels-1": "In part", "levels-2": "In all buildings",
        "evidence": "The meters",
      ])
    #expect(question.status == .seeOther)
    return try await framework(site)
  }

  @Test func `Targets are said in the words of any language, and parts are told by their names`()
    async throws
  {
    let (site, first, _, _) = try await Self.site()
    try await site.test { client async throws in
      let hana = SignedInBrowser(client, first)
      let draft = try await Self.write(hana, site)
      let path = "/frameworks/\(draft.id)"
      let form = [
        "content": "en", "revision": "3", "text": "Is energy counted?", "dimension": "energy",
        "weight": "1", "isIndicator": "yes", "targets": "нема, пријавено; communiqué, 3",
      ]
      let saved = try await hana.post("\(path)/questions/is-energy-counted", form)
      #expect(saved.status == .seeOther, "\(saved.text)")
      let question = try await Self.framework(site).draft.questions.first
      #expect(question?.targets == ["none", "reported", "reported", "3"])
      let again = try await hana.get("\(path)/questions/is-energy-counted")
      #expect(again.text.contains("value=\"none, reported, reported, 3\""))
      let page = try await hana.get(path)
      #expect(page.text.contains("“Is energy counted?”"))
      let wrong = try await hana.post(
        "\(path)/questions/is-energy-counted",
        form.merging(["revision": "4", "targets": "some"]) { $1 })
      #expect(wrong.status == .unprocessableContent)
      #expect(wrong.text.contains("A target is a number, “reported” or “none”."))
    }
  }

  @Test func `A framework is written by forms, published, answered, and counts as its file does`()
    async throws
  {
    let (site, first, _, _) = try await Self.site()
    try await site.test { client async throws in
      let hana = SignedInBrowser(client, first)
      let draft = try await Self.write(hana, site)
      #expect(draft.key == "green-city" && draft.draft.questions.count == 1)
      let path = "/frameworks/\(draft.id)"
      let page = try await hana.get(path)
      #expect(page.status == .ok && page.text.contains("It can be published"))
      let published = try await hana.post("\(path)/publication", ["revision": "3"])
      #expect(published.status == .seeOther)
      let file = try await client.execute(uri: "/en\(path)/framework.yaml", method: .get)
      let yaml = Array(buffer: file.body)
      let read = try FrameworkReader.read(yaml)
      #expect(read.framework.id.rawValue == "green-city" && read.framework.questions.count == 1)
      _ = try await hana.get("/facts/self_assessment/new?parent=here")
      let added = try await hana.post(
        "/facts/self_assessment/new",
        ["parent": "here", "content": "en", "name": "Autumn", "framework": "green-city"])
      #expect(added.status == .seeOther)
      let register = try await site.services.register.register(
        of: ID(rawValue: "here"), for: .machine)
      let round = try #require(register.assessments.first)
      #expect(round.frameworkVersion == "1")
      let base = "/cities/here/assessments/\(round.id)"
      let kept = try await hana.post(
        "\(base)/dimensions/energy", ["q-is-energy-counted": "2"])
      #expect(kept.status == .seeOther)
      let shown = try await hana.get(base)
      #expect(shown.status == .ok && shown.text.contains("50"))
      let answers = Array("question,respondent,level\nis-energy-counted,hana,2\n".utf8)
      let report = try AssessmentReport(
        read, answers: AnswerReader.read(answers, for: read.framework))
      #expect(report.assessment.standing?.point == Rational(1) / Rational(2))
    }
  }

  @Test func `What is published never changes, but gets a new version`() async throws {
    let (site, first, _, _) = try await Self.site()
    try await site.test { client async throws in
      let hana = SignedInBrowser(client, first)
      let draft = try await Self.write(hana, site)
      let path = "/frameworks/\(draft.id)"
      _ = try await hana.post("\(path)/publication", ["revision": "3"])
      let before = try await site.services.writtenFrameworks.framework(draft.id, for: .machine)
      for step in ["settings", "dimensions/energy", "questions/is-energy-counted"] {
        #expect(try await hana.get("\(path)/\(step)").status == .forbidden)
        let refused = try await hana.post(
          "\(path)/\(step)", ["revision": "4", "name": "Other", "content": "en"])
        #expect(refused.status == .forbidden)
      }
      for step in ["removal", "publication"] {
        #expect(
          try await hana.post("\(path)/\(step)", ["revision": "4"]).status
            == .unprocessableContent)
      }
      site.clock.wait(seconds: 1)
      let versioned = try await hana.post("\(path)/versions")
      #expect(versioned.status == .seeOther)
      let next = try await Self.framework(site)
      #expect(next.version == "2" && next.key == draft.key && !next.isPublished)
      #expect(try await hana.post("\(path)/versions").status == .unprocessableContent)
      let changed = try await hana.post(
        "/frameworks/\(next.id)/questions/is-energy-counted",
        [
          "content": "en", "revision": "1", "text": "Is all energy counted?",
          "dimension": "energy", "weight": "2.5", "levels-0": "No", "levels-1": "Yes",
        ])
      #expect(changed.status == .seeOther)
      _ = try await hana.post("/frameworks/\(next.id)/publication", ["revision": "2"])
      let after = try await site.services.writtenFrameworks.framework(draft.id, for: .machine)
      #expect(after == before)
      let usable = try await site.services.usableFrameworks().map(\.framework.version)
      #expect(usable == ["1", "2"])
    }
  }

  @Test func `Rounds by two versions are matched by question, and changes are named`() async throws
  {
    let (site, first, _, _) = try await Self.site()
    try await site.test { client async throws in
      let hana = SignedInBrowser(client, first)
      let draft = try await Self.write(hana, site)
      _ = try await hana.post("/frameworks/\(draft.id)/publication", ["revision": "3"])
      site.clock.wait(seconds: 1)
      _ = try await hana.post("/frameworks/\(draft.id)/versions")
      let next = try await Self.framework(site)
      _ = try await hana.post(
        "/frameworks/\(next.id)/questions/is-energy-counted",
        [
          "content": "en", "revision": "1", "text": "Is all energy counted?",
          "dimension": "energy", "weight": "2.5", "levels-0": "No", "levels-1": "In part",
          "levels-2": "Everywhere",
        ])
      _ = try await hana.post("/frameworks/\(next.id)/publication", ["revision": "2"])
      for (number, version) in ["1", "2"].enumerated() {
        var round = SelfAssessment(
          id: ID(rawValue: "round\(version)"), city: ID(rawValue: "here"),
          name: Multilingual("Round \(version)", in: .english))
        round.framework = "green-city"
        round.frameworkVersion = version
        round.day = Day("202\(5 + number)-05-01")
        round.take(
          [
            SelfAnswer(
              question: "is-energy-counted", respondent: "a", level: number + 1, evidence: nil)
          ], to: ["is-energy-counted"], from: "a")
        try await site.services.register.add(
          [round], batch: nil, by: .machine, at: site.clock.now)
      }
      let page = try await hana.get("/cities/here/assessments/round2/history")
      #expect(page.status == .ok && page.text.contains("Version 1 to version 2"))
      #expect(page.text.contains("asked in other words"))
    }
  }

  @Test func `A draft is nobody else's business, and a stranger writes nothing`() async throws {
    let (site, first, stranger, reader) = try await Self.site()
    try await site.test { client async throws in
      let hana = SignedInBrowser(client, first)
      let draft = try await Self.write(hana, site)
      let path = "/frameworks/\(draft.id)"
      for token in [stranger, reader] {
        let person = SignedInBrowser(client, token)
        _ = try await person.get("/account")
        #expect(try await person.get(path).status == .notFound)
        #expect(try await person.get("\(path)/framework.yaml").status == .notFound)
        #expect(try await !person.get("/frameworks").text.contains("Green city"))
        let posted = try await person.post("\(path)/publication", ["revision": "3"])
        #expect(posted.status == .notFound)
        let other = try await person.post(
          "/frameworks/new", ["name": "Mine", "owner": "city:here"])
        #expect(other.status == .forbidden)
      }
      let open = try await client.execute(uri: "/en\(path)", method: .get)
      #expect(open.status == .notFound)
      let list = try await client.execute(uri: "/mk/frameworks", method: .get)
      #expect(list.status == .ok && !String(buffer: list.body).contains("Green city"))
    }
  }

  @Test func `A file is taken over, or refused with its line and a reason`() async throws {
    let (site, first, _, _) = try await Self.site()
    let good = """
      id: our-own
      version: "7"
      name: {en: Our own, mk: Наше}
      languages: [en, mk]
      dimensions:
        - id: a
          name: {en: A}
          questions:
            - {id: x, text: {en: X}, levels: [{en: "No"}, {en: "Yes"}]}
      """
    let bad: [(String, String)] = [
      ("id: [", "not YAML"), ("id: a\nname: &x {en: A}\nversion: *x", "not accepted"),
      (
        good.replacing("levels: [{en: \"No\"}, {en: \"Yes\"}]", with: "levels: [{en: \"No\"}]"),
        "at least two levels"
      ),
      (good.replacing("our-own", with: "small"), "belongs to another framework"),
      (good.replacing("version: \"7\"", with: "other: 1"), "is missing"),
      (String(repeating: "[", count: 4000), "nested too deeply"),
    ]
    try await site.test { client async throws in
      let hana = SignedInBrowser(client, first)
      _ = try await hana.get("/frameworks/new")
      for (text, reason) in bad {
        let refused = try await hana.upload(
          "/frameworks/upload", name: "f.yaml", Array(text.utf8), ["fileOwner": "city:here"])
        #expect(refused.status == .unprocessableContent && refused.text.contains(reason))
      }
      let taken = try await hana.upload(
        "/frameworks/upload", name: "f.yaml", Array(good.utf8), ["fileOwner": "city:here"])
      #expect(taken.status == .seeOther)
      let framework = try await Self.framework(site)
      #expect(framework.version == "7" && !framework.isPublished)
      #expect(framework.draft.name[.macedonian] == "Наше")
      let page = try await hana.get("/frameworks/\(framework.id)")
      #expect(page.text.contains("not in this language yet"))
    }
  }

  @Test func `Hostile and wrong input comes back with what was typed`() async throws {
    let (site, first, _, _) = try await Self.site()
    try await site.test { client async throws in
      let hana = SignedInBrowser(client, first)
      let draft = try await Self.write(hana, site)
      let path = "/frameworks/\(draft.id)"
      let wrong = try await hana.post(
        "\(path)/questions/new",
        [
          "content": "en", "revision": "3", "text": "<script>alert(1)</script>",
          "dimension": "energy", "weight": "-1", "levels-0": "Only one", "targets": "*x, [",
        ])
      #expect(wrong.status == .unprocessableContent)
      #expect(!wrong.text.contains("<script>alert") && wrong.text.contains("alert(1)"))
      #expect(wrong.text.contains("at least two levels") && wrong.text.contains("Only one"))
      let parent = try await hana.post(
        "\(path)/dimensions/energy",
        ["content": "en", "revision": "3", "name": "Energy", "weight": "1", "parent": "energy"])
      #expect(parent.status == .unprocessableContent)
      let stale = try await hana.post(
        "\(path)/dimensions/energy",
        ["content": "en", "revision": "1", "name": "Heat", "weight": "1", "parent": ""])
      #expect(stale.status == .conflict && stale.text.contains("Heat"))
      let used = try await hana.post("\(path)/dimensions/energy/removal", ["revision": "3"])
      #expect(used.status != .seeOther)
      #expect(try await Self.framework(site).draft == draft.draft)
    }
  }
}
