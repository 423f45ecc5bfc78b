public import Civic
public import Exact

extension Pilot: EditableEntry {
  public static let words = FactWords(add: .pilotNew, edit: .pilotEdit)
  public static let entryKind = EntryKind.pilot

  public static let form = RecordForm<Pilot>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, \.name),
          .longText("hypothesis", .pilotHypothesisField, hint: .pilotHypothesisHint, \.hypothesis),
          .selection("indicator", .correctionIndicatorField, \.indicator) { $1.indicatorOptions },
          .optional(
            "successValue", .pilotSuccessField, hint: .pilotSuccessHint, \.successValue, .decimal),
          .longText("baseline", .pilotBaselineField, \.baseline),
          .longText("comparator", .pilotComparatorField, hint: .pilotComparatorHint, \.comparator),
          .longText("size", .pilotSizeField, \.size),
          .optional("cost", .pilotCostField, \.cost, .money),
          .owner(\.owner),
          .optional("start", .contractStartField, \.start, .day),
          .optional("end", .contractEndField, \.end, .day),
        ]),
      RecordForm.Group(
        .pilotRulesLegend,
        [
          .longText("stopRule", .pilotStopField, hint: .pilotStopHint, \.stopRule),
          .longText("scaleRule", .pilotScaleField, hint: .pilotScaleHint, \.scaleRule),
        ]),
      RecordForm.Group(
        .pilotResultLegend,
        [
          .choice("result", .pilotResultField, \.result),
          .optional("resultValue", .pilotResultValueField, \.resultValue, .decimal),
          .longText("resultText", .pilotResultTextField, hint: .pilotResultTextHint, \.resultText),
          .longText("transferability", .pilotTransferField, \.transferability),
          .optional("endedOn", .pilotEndedField, \.endedOn, .day),
          .isPublic(\.isPublic),
        ]),
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["owner", "start", "end", "result"]

  public static func blank(id: Exact.ID<Pilot>, city: City, in context: FormContext) -> Pilot {
    Pilot(
      id: id, city: city.id, name: context.unwritten, currency: context.document.plan.currency)
  }

  public var page: Link { .pilot(id, of: city) }
}

extension Policy: EditableEntry {
  public static let words = FactWords(add: .policyNew, edit: .policyEdit)
  public static let entryKind = EntryKind.policy

  public static let form = RecordForm<Policy>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, \.name),
          .longText("problem", .policyProblemField, \.problem),
          .longText("goal", .policyGoalField, \.goal),
          .selection("indicator", .correctionIndicatorField, \.indicator) { $1.indicatorOptions },
          .selection("dataset", .policyDatasetField, \.dataset) { $1.datasetOptions },
          .optional("datasetVersion", .policyVersionField, \.datasetVersion, .line(100)),
          .owner(\.owner),
          .optional(
            "inForceFrom", .policyStartField, hint: .policyStartHint, \.inForceFrom,
            .whole(1900...2200)),
        ]),
      RecordForm.Group(
        .policyModelLegend,
        [
          .required("horizon", .policyHorizonField, \.horizon, .whole(1...20)),
          .lines(
            "assumptions", .policyAssumptionsField, hint: .policyAssumptionsHint, \.assumptions,
            example: .policyAssumptionsExample, .assumptions),
          .lines(
            "alternatives", .policyAlternativesField, hint: .policyAlternativesHint,
            \.alternatives, example: .policyAlternativesExample, .alternatives),
          .words(
            "comparators", .policyComparatorsField, hint: .policyComparatorsHint, \.comparators),
        ]),
      RecordForm.Group(
        .policyVerdictLegend,
        [
          .choice("verdict", .policyVerdictField, \.verdict),
          .longText("verdictReason", .policyReasonField, \.verdictReason),
          .optional("verdictOn", .policyVerdictOnField, \.verdictOn, .day),
          .selection("next", .policyNextField, \.next) { entry, context in
            context.register.policies.filter { $0.id != entry.id }.map {
              FormOption(value: $0.id, key: $0.id.rawValue, label: context.words($0.name))
            }
          },
          .isPublic(\.isPublic),
        ]),
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["owner", "indicator", "inForceFrom", "verdict"]

  public static func blank(id: Exact.ID<Policy>, city: City, in context: FormContext) -> Policy {
    Policy(id: id, city: city.id, name: context.unwritten)
  }

  public var page: Link { .policy(id, of: city) }
}

extension Link {
  public static func pilot(_ pilot: ID<Pilot>, of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "pilots", pilot.rawValue)
  }

  /// Fixing a pilot's rules, and writing into its log.
  public static func pilotStep(_ step: String, _ pilot: ID<Pilot>, of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "pilots", pilot.rawValue, step)
  }

  public static func policy(_ policy: ID<Policy>, of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "policies", policy.rawValue)
  }

  public static func policyRuns(_ policy: ID<Policy>, of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "policies", policy.rawValue, "runs")
  }

  public static func policyRun(
    _ run: ID<PolicyRun>, of policy: ID<Policy>, in city: ID<City>
  ) -> Link {
    Link("cities", city.rawValue, "policies", policy.rawValue, "runs", run.rawValue)
  }
}
