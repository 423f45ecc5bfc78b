public import Exact

/// An entry of a city's as-is register: what is there today, before any plan.
public protocol RegisterEntry: Fact {
  var city: Exact.ID<City> { get }
  var name: Multilingual { get }
  /// Who answers for it.
  var owner: Exact.ID<Organisation>? { get }
  /// Whether everybody may read it, or only the city's people.
  var isPublic: Bool { get }
}

extension RegisterEntry {
  public func mayBeAdded(by viewer: Viewer) -> Bool { viewer.may(.editContent, .city(city)) }

  public func mayBeChanged(by viewer: Viewer) -> Bool { viewer.may(.editContent, .city(city)) }

  /// The rules that every entry keeps.
  func commonProblems(in atlas: Atlas) -> RecordProblems {
    var problems = RecordProblems()
    problems.expectText(name, "name", "problemName")
    let organisations = atlas.organisations.filter { $0.city == city }
    problems.expectKnown(owner, among: organisations, "owner")
    return problems
  }
}
