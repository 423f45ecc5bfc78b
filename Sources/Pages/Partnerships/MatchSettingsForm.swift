public import Civic
import Matching

/// How a network wants its cities matched, as its lead writes it.
public enum MatchSettingsForm {
  public static let form = RecordForm<MatchSettings>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .choice("mode", .matchModeField, \.mode),
          .choice("grouping", .matchGroupingField, hint: .matchGroupingHint, \.grouping),
          .matchWeights,
          .optional(
            "capacity", .matchCapacityField, hint: .matchCapacityHint, \.capacity, .whole(1...20)),
          .required("count", .matchCountField, \.count, .whole(1...100)),
          .flag("barsDeclined", .matchBarsField, \.barsDeclined),
        ]),
      RecordForm.Group(
        .matchRulesLegend,
        [
          .required("least", .matchRulesLeast, \.rules.least, .whole(2...100)),
          .required("most", .matchRulesMost, \.rules.most, .whole(2...100)),
          .required("countries", .matchRulesCountries, \.rules.countries, .whole(0...100)),
          .required(
            "lessDeveloped", .matchRulesLessDeveloped, \.rules.lessDeveloped, .whole(0...100)),
          .required("sizes", .matchRulesSizes, \.rules.sizes, .whole(1...3)),
          .required("theme", .matchRulesTheme, \.rules.theme, .whole(0...100)),
          .optional("networks", .matchRulesNetworks, \.rules.networks, .whole(1...100)),
        ]),
    ],
    rules: { settings, _ in
      var problems: [(field: String, message: Message)] = []
      if settings.weights.allSatisfy({ $0.percent == 0 }) {
        problems.append(("weights", Message("problemMatchWeights")))
      }
      if settings.rules.least > settings.rules.most {
        problems.append(("most", Message("problemMatchPartners")))
      }
      return problems
    })
}

extension FormField where Record == MatchSettings {
  /// How much each part of a score counts.
  static var matchWeights: FormField {
    let format = TypedFormat<Int>.whole(0...100)
    return FormField(
      name: "weights", label: .matchWeightsField, hint: .matchWeightsHint, isOptional: false,
      properties: ["weights"],
      read: { settings, _ in
        ScorePart.allCases.map { (weightName($0), String(settings.weight($0))) }
      },
      write: { input, settings, context in
        var problems: [FieldProblem] = []
        var weights: [MatchWeight] = []
        for part in ScorePart.allCases {
          do throws(TypedFault) {
            let text = (input[weightName(part)] ?? "").tidied
            let percent = text.isEmpty ? 0 : try format.parsed(text, context)
            weights.append(MatchWeight(part: part.rawValue, percent: percent))
          } catch {
            problems.append(FieldProblem(field: weightName(part), message: error.message))
          }
        }
        if problems.isEmpty { settings.weights = weights }
        return problems
      },
      shown: { settings, context in
        settings.weights.map { "\($0.part) \($0.percent)" }.joined(separator: "\n")
      },
      control: { state in
        let fields = ScorePart.allCases.map { part in
          NumberField(
            name: weightName(part), label: state.texts.name(of: part),
            value: state.values[weightName(part)] ?? "",
            notes: FieldNotes(error: state.problem(at: weightName(part))),
            unit: state.texts(.fieldPercentUnit)
          ).html
        }
        return Fieldset(
          id: "weights", legend: state.label, notes: state.notes(),
          content: FieldRow(fields: fields)
            .html
        ).html
      })
  }
}

/// The name of the form's value for the weight of a part.
private func weightName(_ part: ScorePart) -> String { "weights-\(part.rawValue)" }
