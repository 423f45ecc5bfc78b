/// A fact about cities and networks: public, with its source, and outside every plan.
public protocol Fact: Entity {
  /// Whether somebody may add this fact, as it would be.
  func mayBeAdded(by viewer: Viewer) -> Bool

  /// Whether somebody may change this fact.
  func mayBeChanged(by viewer: Viewer) -> Bool

  /// Whether somebody may put this in the place of what is there.
  func mayReplace(_ present: Self, by viewer: Viewer) -> Bool

  /// The rules that the fact breaks, each with the property to mend.
  ///
  /// - Parameter atlas: What it refers to.
  func problems(in atlas: Atlas) -> [(field: String, message: Message)]
}

extension Fact {
  public func mayReplace(_ present: Self, by viewer: Viewer) -> Bool { mayBeChanged(by: viewer) }
}

extension City: Fact {
  /// Who looks after a network may add the cities that join it.
  public func mayBeAdded(by viewer: Viewer) -> Bool { viewer.maySomewhere(.manageNetwork) }

  public func mayBeChanged(by viewer: Viewer) -> Bool { viewer.may(.manageCity, .city(id)) }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(name, "name", "problemName")
    problems.expectKnown(source, among: atlas.sources, "source")
    problems.expect(
      timeZone.map { CivilTime($0) != nil } ?? true, "timeZone", Message("problemTimeZone"))
    return problems.list
  }
}

extension Programme: Fact {
  public func mayBeAdded(by viewer: Viewer) -> Bool { viewer.may(.manageNetwork, .platform) }

  public func mayBeChanged(by viewer: Viewer) -> Bool { mayBeAdded(by: viewer) }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expect(!name.isEmpty, "name", Message("problemName"))
    problems.expectAddress(url, "url")
    problems.expectKnown(source, among: atlas.sources, "source")
    return problems.list
  }
}

extension Network: Fact {
  public func mayBeAdded(by viewer: Viewer) -> Bool { viewer.may(.manageNetwork, .platform) }

  public func mayBeChanged(by viewer: Viewer) -> Bool { viewer.may(.manageNetwork, .network(id)) }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expect(!name.isEmpty, "name", Message("problemName"))
    problems.expectOrder(start, end, "end")
    problems.expectKnown(programme, among: atlas.programmes, "programme")
    problems.expectKnown(source, among: atlas.sources, "source")
    problems.expectKnown(claims.map(\.source), among: atlas.sources, "claims")
    return problems.list
  }
}

extension Membership: Fact {
  public func mayBeAdded(by viewer: Viewer) -> Bool {
    viewer.may(.manageNetwork, .network(network))
  }

  public func mayBeChanged(by viewer: Viewer) -> Bool { mayBeAdded(by: viewer) }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectKnown(network, among: atlas.networks, "network")
    problems.expectKnown(city, among: atlas.cities, "city")
    let known = atlas.organisations.filter { $0.city == city }
    problems.expectKnown(organisation, among: known, "organisation")
    problems.expectKnown(source, among: atlas.sources, "source")
    problems.expectOrder(from, until, "until")
    return problems.list
  }
}

extension FactSource: Fact {
  public func mayBeAdded(by viewer: Viewer) -> Bool {
    viewer.maySomewhere(.manageNetwork) || viewer.maySomewhere(.manageCity)
  }

  public func mayBeChanged(by viewer: Viewer) -> Bool { viewer.may(.manageNetwork, .platform) }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expect(!title.isEmpty, "title", Message("problemTitle"))
    problems.expect(!publisher.isEmpty, "publisher", Message("problemName"))
    problems.expectAddress(url, "url")
    return problems.list
  }
}
