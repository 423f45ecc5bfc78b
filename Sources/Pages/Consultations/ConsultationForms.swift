public import Civic
public import Exact

extension Consultation: EditableFact {
  public static let words = FactWords(add: .consultationNew, edit: .consultationEdit)

  public static let form = RecordForm<Consultation>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, \.name),
          .longText("text", .consultationTextField, \.text),
          .optional(
            "contact", .practiceContactField, hint: .practiceContactHint, \.contact, .line()),
          .selection("plan", .consultationPlanField, hint: .consultationPlanHint, \.plan) {
            _, context in
            context.plans.map {
              FormOption(value: $0.id, key: $0.id.rawValue, label: context.words($0.title))
            }
          },
        ]),
      RecordForm.Group(
        .consultationDaysLegend,
        [
          .optional("informationFrom", .consultationInformationFrom, \.informationFrom, .day),
          .optional("votingFrom", .consultationVotingFrom, \.votingFrom, .day),
          .optional(
            "votingUntil", .consultationVotingUntil, hint: .consultationVotingUntilHint,
            \.votingUntil, .day),
          .optional("resultsBy", .consultationResultsBy, \.resultsBy, .day),
        ]),
      RecordForm.Group(
        .consultationBallotLegend,
        [
          .currency("currency", .planCurrencyField, hint: .voteCurrencyHint, \.currency),
          .optional("budget", .voteBudget, \.budget, .money),
          .choice("ballot", .ballotStyleField, \.ballot),
          .optional("fewest", .ballotFewestField, \.fewest, .whole(0...1000)),
          .optional("most", .ballotMostField, hint: .ballotMostHint, \.most, .whole(1...1000)),
          .optional("points", .ballotPointsField, \.points, .whole(1...10_000)),
          .optional("mostPoints", .ballotMostPointsField, \.mostPoints, .whole(1...10_000)),
        ]), countingGroup, votersGroup,
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  private static let countingGroup = RecordForm<Consultation>.Group(
    .consultationCountingLegend,
    [
      .choice("rule", .countingRuleField, hint: .countingRuleHint, \.rule),
      .choice("satisfaction", .voterSatisfactionField, \.satisfaction),
      .choice("completion", .sharesCompletionField, hint: .sharesCompletionHint, \.completion),
      .flag("comparison", .voteComparisonField, \.comparison),
      .optional(
        "eligibility", .voteEligibilityField, hint: .voteEligibilityHint, \.eligibility,
        .whole(1...100)),
      .optional("threshold", .voteThresholdField, \.threshold, .whole(1...10_000_000)),
      .choice("ties", .tieRuleField, hint: .tieRuleHint, \.ties),
    ])

  private static let votersGroup = RecordForm<Consultation>.Group(
    .consultationVotersLegend,
    [
      .choice("entry", .voterEntryField, hint: .voterEntryHint, \.entry),
      .flag("hasDesk", .voteDeskField, \.hasDesk),
      .flag("hasPaper", .votePaperField, \.hasPaper),
      .optional(
        "perAddress", .votePerAddressField, hint: .votePerAddressHint, \.perAddress,
        .whole(1...10_000_000)),
    ])

  public static func blank(
    id: Exact.ID<Consultation>, parent: String?, in context: FormContext
  ) -> Consultation? {
    context.atlas.cities.first { $0.id.rawValue == parent }.map {
      Consultation(
        id: id, city: $0.id, name: context.unwritten, currency: context.document.plan.currency)
    }
  }

  public func name(in context: FormContext) -> String { context.words(name) }

  public var parent: String? { city.rawValue }

  public var page: Link { revision == 1 && name.isEmpty ? .city(city) : .consultation(id) }
}

extension VoteProject: EditableFact {
  public static let words = FactWords(add: .voteProjectNew, edit: .voteProjectEdit)

  public static let form = RecordForm<VoteProject>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, \.name),
          .longText("text", .consultationTextField, \.text),
          .amount("cost", .pilotCostField, \.cost),
          .optional("category", .voteCategoryField, \.category, .line()),
          .optional("district", .actionDistrictLabel, \.district, .line()),
          .position("position", .votePositionField, \.latitude, \.longitude),
          .optional(
            "alternative", .voteAlternativeField, hint: .voteAlternativeHint, \.alternative,
            .line()),
          .optional("proposer", .voteProposerField, hint: .voteProposerHint, \.proposer, .line()),
        ])
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  /// - Parameter parent: The city and the consultation, a tilde between.
  public static func blank(
    id: Exact.ID<VoteProject>, parent: String?, in context: FormContext
  ) -> VoteProject? {
    guard let parents = Self.parents(parent), context.atlas.city(parents.city) != nil else {
      return nil
    }
    return VoteProject(
      id: id, of: parents.consultation, in: parents.city, name: context.unwritten)
  }

  public static func parents(
    _ text: String?
  ) -> (city: Exact.ID<City>, consultation: Exact.ID<Consultation>)? {
    let parts = (text ?? "").split(separator: "~").map(String.init)
    guard parts.count == 2 else { return nil }
    return (Exact.ID(rawValue: parts[0]), Exact.ID(rawValue: parts[1]))
  }

  public func name(in context: FormContext) -> String { context.words(name) }

  public var parent: String? { "\(city)~\(consultation)" }

  public var page: Link { .consultation(consultation) }
}
