import Civic
import Exact
import Testing

@Suite struct `Gaps of a register` {
  private let city = ID<City>(rawValue: "sampleton")
  private let today = Day(daysSince1970: 20_600)

  private func text(_ words: String) -> Multilingual { Multilingual(words, in: .english) }

  private func gaps(_ register: Register, planEnd: Day? = nil) -> RegisterGaps {
    RegisterGaps(register, today: today, planEnd: planEnd)
  }

  @Test func `count services by digital level and name those without one`() {
    var register = Register()
    for (number, level) in [DigitalLevel?.none, .information, .transaction, .transaction]
      .enumerated()
    {
      var service = PublicService(
        id: ID(rawValue: "s\(number)"), city: city, name: text("Service"))
      service.digitalLevel = level
      register.services.append(service)
    }
    let found = gaps(register)
    #expect(found.servicesByLevel == [.information: 1, .transaction: 2])
    #expect(found.servicesWithoutLevel.map(\.rawValue) == ["s0"])
    #expect(found.servicesWithoutOwner.count == 4 && found.servicesWithoutLegalBasis.count == 4)
    #expect(DigitalLevel.allCases.map(\.number) == [0, 1, 2, 3, 4])
  }

  @Test func `name outdated systems only where a service depends on them`() {
    var register = Register()
    for name in ["used", "idle"] {
      var system = InformationSystem(id: ID(rawValue: name), city: city, name: text(name))
      system.state = .outdated
      register.systems.append(system)
    }
    var service = PublicService(id: ID(rawValue: "s"), city: city, name: text("Service"))
    service.system = ID(rawValue: "used")
    register.services = [service]
    let found = gaps(register)
    #expect(found.systemsAtRisk.map(\.rawValue) == ["used"])
    #expect(found.systemsWithoutOwner.count == 2)
    #expect(register.uses(of: RecordReference(register.systems[0])) == 1)
    #expect(register.uses(of: RecordReference(register.systems[1])) == 0)
  }

  @Test func `tell contracts that ended from those that end before the plan does`() {
    var register = Register()
    for (name, days) in [("over", -1), ("today", 0), ("soon", 100), ("late", 2000)] {
      var contract = ServiceContract(
        id: ID(rawValue: name), city: city, name: text(name), currency: .euro)
      contract.end = Day(daysSince1970: 20_600 + days)
      register.contracts.append(contract)
    }
    let found = gaps(register, planEnd: Day(daysSince1970: 21_600))
    #expect(found.contractsEnded.map(\.rawValue) == ["over"])
    #expect(found.contractsEndingEarly.map(\.rawValue) == ["today", "soon"])
    #expect(gaps(register).contractsEndingEarly.isEmpty)
  }

  @Test func `count the people a skill is short of exactly`() throws {
    var register = Register()
    for (name, people, needed) in [("a", "0.3", "1"), ("b", "2", "2"), ("c", nil, nil)] {
      var skill = StaffSkill(id: ID(rawValue: name), city: city, name: text(name))
      skill.people = people.flatMap { ExactDecimal($0) }
      skill.needed = needed.flatMap { ExactDecimal($0) }
      register.skills.append(skill)
    }
    let missing = gaps(register).skillsMissing
    #expect(missing.map(\.skill.rawValue) == ["a"])
    #expect(missing.first?.missing == Rational(7) / Rational(10))
  }

  @Test func `name old strategies and data that nobody keeps`() {
    var register = Register()
    var strategy = Strategy(
      id: ID(rawValue: "old"), city: city, name: text("Old"), kind: .strategy)
    strategy.validUntil = Day(daysSince1970: 20_000)
    register.strategies = [strategy]
    var dataset = Dataset(id: ID(rawValue: "d"), city: city, name: text("Data"))
    (dataset.openness, dataset.updates) = (.open, .never)
    register.datasets = [dataset]
    let found = gaps(register)
    #expect(found.strategiesExpired.count == 1 && found.datasetsNeverUpdated.count == 1)
    #expect(found.datasetsWithoutOwner.count == 1)
    #expect(dataset.problems(in: Atlas()).map(\.field) == ["licence"])
  }

  @Test func `keep what is internal out of what is published`() {
    var register = Register()
    var line = BudgetLine(
      id: ID(rawValue: "b"), city: city, name: text("Licences"), year: 2026, kind: .operating,
      planned: 100, currency: .euro)
    line.isPublic = false
    register.budget = [line]
    register.infrastructure = [
      Infrastructure(id: ID(rawValue: "i"), city: city, name: text("Fibre"), kind: .network)
    ]
    #expect(register.count == 2 && register.published.count == 1)
    #expect(line.problems(in: Atlas()).isEmpty)
    #expect(register.infrastructure[0].problems(in: Atlas()).isEmpty)
  }
}

@Suite struct `The usual currency of a country` {
  @Test(arguments: [("MK", "MKD"), ("AL", "ALL"), ("ME", "EUR"), ("XK", "EUR"), ("BG", "EUR")])
  func `is the one public bodies keep their books in`(country: String, code: String) {
    #expect(Currency.usual(in: country).rawValue == code)
  }
}
