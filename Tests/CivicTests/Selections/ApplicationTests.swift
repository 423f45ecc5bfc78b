import Civic
import Exact
import Testing

@Suite struct `Applications of cities` {
  private static func text(_ texts: [Language: String]) -> Multilingual {
    Multilingual(original: .english, texts: texts)
  }

  @Test func `take over what is not written yet, line by line in every language`() {
    var application = CityApplication(
      id: ID(rawValue: "a"), call: ID(rawValue: "call"), city: ID(rawValue: "city"))
    let losses = Self.text([.english: "Losses", .macedonian: "Загуби"])
    application = application.taking(challenges: [losses], offers: [])
    #expect(application.challenges == losses && application.offers == nil)
    let traffic = Self.text([.english: "Traffic"])
    let both = application.taking(challenges: [losses, traffic], offers: [])
    #expect(both.challenges?.lines.count == 2)
    #expect(both.challenges?[.english] == "Losses\nTraffic")
    #expect(both.challenges?[.macedonian] == "Загуби\nTraffic")
    #expect(both.taking(challenges: [losses, traffic], offers: []) == both)
  }

  @Test func `bind a city by its coordinator alone, and nobody once withdrawn`() {
    var application = CityApplication(
      id: ID(rawValue: "a"), call: ID(rawValue: "call"), city: ID(rawValue: "city"))
    let viewer = { (role: Role) in
      Viewer(
        account: ID(rawValue: "x"), name: "X",
        grants: [Grant(role, in: .city(ID(rawValue: "city")))])
    }
    #expect(application.mayBeChanged(by: viewer(.cityContributor)))
    #expect(!application.mayBeHandedIn(by: viewer(.cityContributor)))
    #expect(application.mayBeHandedIn(by: viewer(.cityCoordinator)))
    application.status = .submitted
    #expect(!application.mayBeChanged(by: viewer(.cityContributor)))
    application.status = .withdrawn
    #expect(!application.mayBeChanged(by: viewer(.cityCoordinator)))
    #expect(!application.mayBeHandedIn(by: viewer(.cityCoordinator)))
  }

  @Test func `are called for under rules that nobody changes once they are open`() throws {
    var call = SelectionCall(
      id: ID(rawValue: "call"), programme: ID(rawValue: "programme"),
      title: Multilingual("Call", in: .english))
    let secretariat = Viewer(
      account: ID(rawValue: "s"), name: "S",
      grants: [Grant(.programmeSecretariat, in: .programme(call.programme))])
    let other = Viewer(
      account: ID(rawValue: "o"), name: "O",
      grants: [Grant(.programmeSecretariat, in: .programme(ID(rawValue: "other")))])
    #expect(call.mayBeChanged(by: secretariat) && !call.mayBeChanged(by: other))
    #expect(!call.isReadable(by: other) && !call.isReadable(by: .anonymous))
    let now = Instant(startOf: Day(daysSince1970: 20_600))
    #expect(call.problemsBeforeOpening(at: now).count == 2)
    call.opens = Day(daysSince1970: 20_601)
    call.closes = Day(daysSince1970: 20_601)
    call.criteria = [SelectionCriterion(name: Multilingual("Q", in: .english), weight: 1)]
    #expect(call.problemsBeforeOpening(at: now).isEmpty)
    let opened = try call.opened(at: now)
    #expect(!opened.mayBeChanged(by: secretariat) && opened.isReadable(by: .anonymous))
    #expect(try opened.rulesDigest == call.rules.digest())
    let phases = [0, 86_399, 86_400, 172_799, 172_800].map {
      opened.phase(at: now.adding(seconds: $0))
    }
    #expect(phases == [.announced, .announced, .open, .open, .closed])
    var changed = opened
    changed.places += 1
    #expect(try changed.rules.digest() != opened.rulesDigest)
  }
}
