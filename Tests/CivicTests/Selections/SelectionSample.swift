import Civic
import Exact

/// A call with two criteria, of weights 2 and 1, scored from 0 to 5 by two assessors.
enum SelectionSample {
  static func text(_ text: String) -> Multilingual { Multilingual(text, in: .english) }

  static func rules(_ change: (inout SelectionRules) -> Void = { _ in }) -> SelectionRules {
    var rules = SelectionRules(
      call: "call", version: 3, eligibility: EligibilityRules(),
      criteria: [
        SelectionCriterion(name: text("Quality"), weight: 2),
        SelectionCriterion(name: text("Readiness"), weight: 1),
      ], scale: ScoreScale(lowest: 0, highest: 5))
    rules.places = 2
    rules.reservePlaces = 1
    change(&rules)
    return rules
  }

  static func facts(_ change: (inout ApplicantFacts) -> Void = { _ in }) -> ApplicantFacts {
    var city = City(id: ID(rawValue: "city"), name: text("City"), country: "MK")
    city.population = 40_000
    city.regionCategory = .preAccession
    city.languages = [.macedonian, .albanian]
    var application = CityApplication(
      id: ID(rawValue: "a"), call: ID(rawValue: "call"), city: city.id)
    application.commitment = text("We take part")
    application.isCommitted = true
    application.contact = "Head of office"
    application.applicant = .municipality
    application.partner = .toBeNamed
    application.documents = ["https://example.org/letter"]
    var facts = ApplicantFacts(of: application, from: city, documents: 1, others: 0)
    change(&facts)
    return facts
  }

  /// An application with one list of scores an assessor.
  static func application(
    _ id: String, _ scores: [[Int]], facts: ApplicantFacts = facts(), theme: Int? = nil
  ) -> SelectionInput.Application {
    SelectionInput.Application(
      id: id, city: "city-\(id)", name: text("City \(id)"), themes: theme.map { [$0] } ?? [],
      facts: facts,
      sheets: scores.enumerated().map {
        SelectionInput.Sheet(assessor: SelectionInput.letter($0.offset), scores: $0.element)
      })
  }

  static func input(
    _ applications: [SelectionInput.Application],
    _ change: (inout SelectionRules) -> Void = { _ in }
  ) -> SelectionInput {
    var input = SelectionInput(
      programme: "programme", title: text("Call"), rules: rules(change))
    input.applications = applications
    return input
  }
}
