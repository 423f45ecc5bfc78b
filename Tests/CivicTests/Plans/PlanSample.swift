import Civic
import Exact

/// A small plan of an invented city, for tests.
enum PlanSample {
  static func id<Entity>(_ text: String) -> ID<Entity> { ID(rawValue: text) }

  static func text(_ text: String) -> Multilingual { Multilingual(text, in: .english) }

  static var city: City {
    var city = City(id: id("city"), name: text("Sampleton"), country: "XX")
    city.regionCategory = .lessDeveloped
    return city
  }

  static var empty: PlanDocument {
    PlanDocument(
      plan: Plan(id: id("plan"), city: city.id, title: text("Digital plan"), years: 2026...2028),
      city: city)
  }

  /// One objective, and actions `A1`, `A2`, … that serve it.
  static func plan(actions count: Int) -> PlanDocument {
    var document = empty
    document.objectives = [
      Objective(
        id: id("objective"), plan: document.plan.id, position: 1, code: "O1",
        title: text("Better services"))
    ]
    document.actions = (0..<count).map { number in
      var action = Action(
        id: id("a\(number + 1)"), plan: document.plan.id, position: number + 1,
        code: "A\(number + 1)", title: text("Action \(number + 1)"))
      action.objectives = [id("objective")]
      return action
    }
    return document
  }

  static func cost(
    _ amount: MinorUnits, in year: Int, of action: String = "a1", id key: String? = nil
  ) -> CostLine {
    CostLine(
      id: id(key ?? "cost-\(action)-\(year)"), plan: id("plan"), action: id(action), year: year,
      planned: amount)
  }

  static func source(_ key: String, _ kind: FundingKind, call: String? = nil) -> FundingSource {
    var source = FundingSource(id: id(key), plan: id("plan"), name: text(key), kind: kind)
    source.call = call.map { id($0) }
    return source
  }

  static func call(_ key: String, percent: ExactDecimal) -> FundingCall {
    var call = FundingCall(id: id(key), plan: id("plan"), name: text(key), version: "1")
    call.ceilings = [CofinancingCeiling(category: .lessDeveloped, percent: percent)]
    return call
  }

  static func line(
    _ source: String, _ share: FundingShare, of action: String = "a1",
    status: FundingStatus = .secured, percent: ExactDecimal? = nil, amount: MinorUnits? = nil,
    year: Int? = nil
  ) -> FundingLine {
    var line = FundingLine(
      id: id("line-\(source)-\(action)-\(year ?? 0)-\(share)"), plan: id("plan"),
      action: id(action), source: id(source), status: status, share: share)
    line.percent = percent
    line.amount = amount
    line.year = year
    return line
  }
}
