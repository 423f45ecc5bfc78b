public import Civic
public import Exact

extension SelectionCall: EditableFact {
  public static let words = FactWords(add: .callNew, edit: .callEdit)

  public static let form = RecordForm<SelectionCall>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("title", .callTitleField, \.title),
          .longText("about", .callAboutField, \.about),
          .longText("themes", .callThemesField, hint: .oneALine, \.themes),
          .optional("opens", .callOpensField, \.opens, .day),
          .optional("closes", .callClosesField, hint: .callClosesHint, \.closes, .day),
        ]),
      RecordForm.Group(
        .callEligibilityLegend,
        [
          .countryCodes,
          .optional(
            "minPopulation", .callMinPopulationField, \.minPopulation, .whole(0...100_000_000)),
          .optional(
            "maxPopulation", .callMaxPopulationField, \.maxPopulation, .whole(0...100_000_000)),
          .cases("regions", .callRegionsField, \.regions),
          .cases("applicants", .callApplicantsField, \.applicants),
          .several("languages", .callLanguagesField, \.languages) { _, context in
            Language.interface.map {
              FormOption(value: $0, key: $0.rawValue, label: context.texts.name(of: $0))
            }
          },
          .flag("needsCommitment", .callCommitmentField, \.needsCommitment),
          .flag("needsContact", .callContactField, \.needsContact),
          .choice("partner", .applicationPartner, \.partner),
          .longText("documents", .callDocumentsField, hint: .oneALine, \.documents),
          .flag("onePerCity", .ruleOne, \.onePerCity),
        ]),
      RecordForm.Group(
        .callScoringLegend,
        [
          .criteria,
          .required("scaleLowest", .callScaleLowestField, \.scaleLowest, .whole(0...100)),
          .required("scaleHighest", .callScaleHighestField, \.scaleHighest, .whole(1...100)),
          .optional("threshold", .callThresholdField, \.threshold, .decimal),
          .required("assessors", .callAssessorsField, \.assessors, .whole(1...20)),
        ]),
      RecordForm.Group(
        .callPlacesLegend,
        [
          .required("places", .callPlacesField, \.places, .whole(1...1000)),
          .required("reservePlaces", .callReserveField, \.reservePlaces, .whole(0...1000)),
          .choice("tieRule", .callTieField, hint: .callTieHint, \.tieRule),
        ]),
    ], rules: { call, context in call.problems(in: context.atlas) })

  public static func blank(
    id: Exact.ID<SelectionCall>, parent: String?, in context: FormContext
  ) -> SelectionCall? {
    guard let programme = context.atlas.programmes.first(where: { $0.id.rawValue == parent })
    else { return nil }
    return SelectionCall(
      id: id, programme: programme.id,
      title: Multilingual(original: context.contentLanguage, texts: [:]))
  }

  public func name(in context: FormContext) -> String { context.words(title) }

  public var parent: String? { programme.rawValue }

  public var page: Link { openedAt == nil && revision < 2 ? .calls : .call(id) }
}

extension FormField where Record == SelectionCall {
  /// Codes of two letters, however they are typed.
  fileprivate static var countryCodes: FormField {
    let plain = FormField.words(
      "countries", .callCountriesField, hint: .callCountriesHint, \.countries)
    return FormField(
      name: plain.name, label: plain.label, hint: plain.hint, properties: plain.properties,
      read: plain.read,
      write: { input, record, context in
        let problems = plain.write(input, &record, context)
        record.countries = record.countries.map { $0.uppercased() }
        return problems
      }, shown: plain.shown, control: plain.control)
  }

  /// Cases of a type, any number of which may be chosen.
  fileprivate static func cases<Value: Named & CaseIterable & Sendable & Equatable>(
    _ name: String, _ label: TextKey, _ path: Property<SelectionCall, [Value]>
  ) -> FormField {
    .several(name, label, path) { _, context in
      Value.allCases.map {
        FormOption(value: $0, key: $0.rawValue, label: context.texts.name(of: $0))
      }
    }
  }

  /// One criterion a line; a line keeps the translations of the criterion that stood there.
  fileprivate static var criteria: FormField {
    FormField(
      name: "criteria", label: .callCriteriaField, hint: .callCriteriaHint,
      properties: ["criteria"],
      read: { call, context in
        [("criteria", call.criteria.map { typed($0, context) }.joined(separator: "\n"))]
      },
      write: { input, call, context in
        var criteria: [SelectionCriterion] = []
        let lines = (input["criteria"] ?? "").tidied.split(separator: "\n")
        for (index, line) in lines.enumerated() {
          let present = call.criteria.indices.contains(index) ? call.criteria[index] : nil
          guard let criterion = parsed(line, over: present, context), index < 30 else {
            let example = Message.Argument.text(context.texts(.callCriteriaExample))
            return [
              FieldProblem(
                field: "criteria",
                message: Message(
                  "fieldLineWrong", ["count": .count(index + 1), "example": example]))
            ]
          }
          criteria.append(criterion)
        }
        call.criteria = criteria
        return []
      },
      shown: { call, context in
        call.criteria.map { typed($0, context) }.joined(separator: "\n")
      },
      control: { state in
        TextArea(
          name: "criteria", label: state.label, value: state.value, notes: state.notes(),
          language: state.context.typedLanguage
        ).html
      })
  }

  private static func typed(_ criterion: SelectionCriterion, _ context: FormContext) -> String {
    let name = criterion.name.text(for: context.contentLanguage).text
    let least = criterion.threshold.map { context.texts.formats.number($0) }
    return ([name, String(criterion.weight)] + [least].compactMap { $0 }).joined(separator: "; ")
  }

  private static func parsed(
    _ line: Substring, over present: SelectionCriterion?, _ context: FormContext
  ) -> SelectionCriterion? {
    let parts = line.split(separator: ";", omittingEmptySubsequences: false)
      .map { String($0).tidied }
    guard (2...3).contains(parts.count), !parts[0].isEmpty, parts[0].count <= 200,
      let weight = Int(parts[1]), (1...1000).contains(weight)
    else { return nil }
    let least = parts.count == 3 ? context.texts.formats.parseDecimal(parts[2]) : nil
    guard parts.count == 2 || least != nil else { return nil }
    let language = context.contentLanguage
    var name = Multilingual(parts[0], in: language)
    if let present,
      present.name.text(for: language).text == parts[0] || present.name.original != language
    {
      name =
        present.name.text(for: language).text == parts[0]
        ? present.name : present.name.setting(parts[0], in: language)
    }
    return SelectionCriterion(name: name, weight: weight, threshold: least)
  }
}
