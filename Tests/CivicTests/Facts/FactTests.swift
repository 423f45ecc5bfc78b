import Civic
import Exact
import Testing

@Suite struct `Facts` {
  private let city = City(
    id: ID(rawValue: "c"), name: Multilingual("Sampleton", in: .english), country: "XX")
  private let network = Network(id: ID(rawValue: "n"), name: "Samples")

  private func viewer(_ role: Role, in scope: Scope) -> Viewer {
    Viewer(account: ID(rawValue: "a"), name: "Ana", grants: [Grant(role, in: scope)])
  }

  private var lead: Viewer { viewer(.networkLead, in: .network(network.id)) }
  private var coordinator: Viewer { viewer(.cityCoordinator, in: .city(city.id)) }

  @Test func `of networks are written by their lead, of cities by their coordinator`() {
    let membership = Membership(
      id: ID(rawValue: "m"), network: network.id, city: city.id, role: .lead, status: .proposed)
    #expect(lead.maySomewhere(.manageNetwork) && !coordinator.maySomewhere(.manageNetwork))
    #expect(network.mayBeChanged(by: lead) && !network.mayBeChanged(by: coordinator))
    #expect(!network.mayBeAdded(by: lead) && network.mayBeAdded(by: .machine))
    #expect(membership.mayBeAdded(by: lead) && membership.mayBeChanged(by: lead))
    #expect(!membership.mayBeAdded(by: coordinator))
    #expect(city.mayBeAdded(by: lead) && !city.mayBeAdded(by: coordinator))
    #expect(city.mayBeChanged(by: coordinator) && !city.mayBeChanged(by: .anonymous))
    let programme = Programme(id: ID(rawValue: "p"), name: "Programme")
    #expect(programme.mayBeAdded(by: .machine) && !programme.mayBeChanged(by: lead))
    let source = FactSource(id: ID(rawValue: "s"), title: "Call", publisher: "Office")
    #expect(source.mayBeAdded(by: lead) && source.mayBeAdded(by: coordinator))
    #expect(!source.mayBeAdded(by: .anonymous) && !source.mayBeChanged(by: coordinator))
  }

  @Test func `name what is wrong with them`() {
    let atlas = Atlas(cities: [city], networks: [network])
    var wrong = Network(id: ID(rawValue: "w"), name: "")
    wrong.start = Day(daysSince1970: 2)
    wrong.end = Day(daysSince1970: 1)
    wrong.programme = ID(rawValue: "none")
    wrong.source = ID(rawValue: "none")
    #expect(wrong.problems(in: atlas).map(\.field) == ["name", "end", "programme", "source"])
    var membership = Membership(
      id: ID(rawValue: "m"), network: ID(rawValue: "none"), city: ID(rawValue: "none"),
      role: .partner, status: .confirmed)
    membership.organisation = ID(rawValue: "none")
    #expect(
      membership.problems(in: atlas).map(\.field) == ["network", "city", "organisation"])
    var programme = Programme(id: ID(rawValue: "p"), name: "")
    programme.url = "javascript:alert(1)"
    #expect(programme.problems(in: atlas).map(\.field) == ["name", "url"])
    let source = FactSource(id: ID(rawValue: "s"), title: "", publisher: "")
    #expect(source.problems(in: atlas).map(\.field) == ["title", "publisher"])
    #expect(city.problems(in: atlas).isEmpty && network.problems(in: atlas).isEmpty)
    #expect(atlas.uses(of: ID(rawValue: "none")) == 0)
  }

  @Test func `of a register name what is wrong with them`() {
    let text = Multilingual("Name", in: .english)
    let atlas = Atlas(cities: [city])
    var strategy = Strategy(id: ID(rawValue: "1"), city: city.id, name: text, kind: .plan)
    strategy.adoptedOn = Day(daysSince1970: 2)
    strategy.validUntil = Day(daysSince1970: 1)
    strategy.url = "ftp://x"
    #expect(strategy.problems(in: atlas).map(\.field) == ["validUntil", "url"])
    var service = PublicService(id: ID(rawValue: "2"), city: city.id, name: text)
    service.url = "x"
    service.legalBasisURL = "x"
    service.owner = ID(rawValue: "none")
    #expect(service.problems(in: atlas).map(\.field) == ["owner", "url", "legalBasisURL"])
    var built = Infrastructure(id: ID(rawValue: "3"), city: city.id, name: text, kind: .water)
    built.latitude = ExactDecimal("41.1")
    built.quantity = ExactDecimal("2")
    #expect(built.problems(in: atlas).map(\.field) == ["position", "unit"])
    var contract = ServiceContract(
      id: ID(rawValue: "4"), city: city.id, name: text, currency: .euro)
    contract.start = Day(daysSince1970: 2)
    contract.end = Day(daysSince1970: 1)
    #expect(contract.problems(in: atlas).map(\.field) == ["end"])
    let system = InformationSystem(id: ID(rawValue: "5"), city: city.id, name: text)
    let skill = StaffSkill(id: ID(rawValue: "6"), city: city.id, name: text)
    #expect(system.problems(in: atlas).isEmpty && skill.problems(in: atlas).isEmpty)
    #expect(system.mayBeAdded(by: coordinator) && !system.mayBeChanged(by: lead))
    var register = Register()
    register.systems = [system]
    #expect(register.system(system.id) == system && register.contract(nil) == nil)
  }
}
