public import Civic
public import Exact

extension CityIndicator: EditableEntry {
  public static let words = FactWords(add: .measureNew, edit: .measureEdit)
  public static let entryKind = EntryKind.indicator

  public static let form = RecordForm<CityIndicator>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, \.name),
          .required("code", .measureCodeField, hint: .measureCodeHint, \.code, .line(40)),
          .longText("summary", .measureSummaryField, \.summary),
          .required("unit", .measureUnitField, hint: .measureUnitHint, \.unit, .line(60)),
          .choice("direction", .indicatorDirectionField, \.direction),
          .choice("frequency", .measureFrequencyField, \.frequency),
          .owner(\.owner),
        ]),
      RecordForm.Group(
        .measureTargetsLegend,
        [
          .optional("baseline", .indicatorBaselineField, \.baseline, .decimal),
          .optional("baselineYear", .measureBaselineYearField, \.baselineYear, .whole(1900...2200)),
          .lines(
            "targets", .measureTargetsField, hint: .measureTargetsHint, \.targets,
            example: .measureTargetsExample, .targets),
          .choice("interpolation", .measureInterpolationField, \.interpolation),
          .optional(
            "amberFrom", .measureAmberField, hint: .measureAmberHint, \.amberFrom, .percent),
          .optional("redFrom", .measureRedField, \.redFrom, .percent),
        ]),
      RecordForm.Group(
        .measureSourceLegend,
        [
          .optional(
            "formula", .measureFormulaField, hint: .measureFormulaHint, \.formula, .line(2000)),
          .choice(
            "normaliser", .measureNormaliserField, hint: .measureNormaliserHint, \.normaliser),
          .longText("source", .measureSourceField, \.source),
          .optional("licence", .datasetLicenceField, \.licence, .line()),
          .words(
            "breakdowns", .measureBreakdownsField, hint: .measureBreakdownsHint, \.breakdowns),
          .selection("feed", .measureFeedField, hint: .measureFeedHint, \.feed) { $1.feedOptions },
          .optional("feedIndicator", .measureFeedIndicatorField, \.feedIndicator, .line()),
          .optional("feedPlace", .measureFeedPlaceField, \.feedPlace, .line()),
        ]),
      RecordForm.Group(
        .measureEnterpriseLegend,
        [
          .selection("enterprise", .measureEnterpriseField, \.enterprise) { entry, context in
            context.organisations(of: entry.city)
          },
          .selection("contract", .measureContractField, \.contract) { $1.contractOptions },
          .longText("goal", .measureGoalField, \.goal),
          .flag(
            "isComparable", .measureComparableField, hint: .measureComparableHint, \.isComparable),
          .isPublic(\.isPublic),
        ]),
    ],
    rules: { entry, context in
      entry.problems(in: context.atlas) + entry.problems(among: context.register.indicators)
    })

  public static let columns = ["code", "unit", "frequency", "enterprise"]

  public static func blank(
    id: Exact.ID<CityIndicator>, city: City, in context: FormContext
  ) -> CityIndicator {
    CityIndicator(id: id, city: city.id, name: context.unwritten)
  }

  public var page: Link { .indicator(id, of: city) }
}

extension CorrectiveAction: EditableEntry {
  public static let words = FactWords(add: .correctionNew, edit: .correctionEdit)
  public static let entryKind = EntryKind.correction

  public static let form = RecordForm<CorrectiveAction>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .correctionNameField, \.name),
          .selection("indicator", .correctionIndicatorField, \.indicator) {
            $1.indicatorOptions
          },
          .longText("cause", .correctionCauseField, \.cause),
          .owner(\.owner),
          .optional("person", .correctionPersonField, \.person, .line()),
          .optional("start", .correctionStartField, \.start, .day),
          .optional("due", .correctionDueField, \.due, .day),
          .optional("doneOn", .correctionDoneField, \.doneOn, .day),
          .longText("outcome", .correctionOutcomeField, \.outcome),
          .isPublic(\.isPublic),
        ])
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["indicator", "owner", "due", "doneOn"]

  public static func blank(
    id: Exact.ID<CorrectiveAction>, city: City, in context: FormContext
  ) -> CorrectiveAction {
    CorrectiveAction(id: id, city: city.id, name: context.unwritten)
  }

  public var page: Link {
    indicator.map { .indicator($0, of: city) } ?? .register(of: city, .correction)
  }
}

extension FormContext {
  var feedOptions: [FormOption<ID<IndicatorSource>>] {
    feeds.map { FormOption(value: $0.id, key: $0.id.rawValue, label: $0.title) }
  }

  var indicatorOptions: [FormOption<ID<CityIndicator>>] {
    texts.formats.sorted(register.indicators) { words($0.name) }.map {
      FormOption(value: $0.id, key: $0.id.rawValue, label: words($0.name))
    }
  }

  var datasetOptions: [FormOption<ID<Dataset>>] {
    register.datasets.map { FormOption(value: $0.id, key: $0.id.rawValue, label: words($0.name)) }
  }

  func organisations(of city: ID<City>) -> [FormOption<ID<Organisation>>] {
    atlas.organisations.filter { $0.city == city }.map {
      FormOption(value: $0.id, key: $0.id.rawValue, label: words($0.name))
    }
  }
}

extension Link {
  /// What a city measures, at a glance.
  public static func indicators(of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "indicators")
  }

  public static func indicator(_ indicator: ID<CityIndicator>, of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "indicators", indicator.rawValue)
  }

  /// Where a value is typed in.
  public static func indicatorValues(_ indicator: ID<CityIndicator>, of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "indicators", indicator.rawValue, "values")
  }

  public static func enterprises(of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "enterprises")
  }

  public static func enterprise(_ enterprise: ID<Organisation>, of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "enterprises", enterprise.rawValue)
  }

  /// The report of a quarter, such as `2026-Q3`.
  public static func enterpriseReport(
    _ enterprise: ID<Organisation>, of city: ID<City>, quarter: String
  ) -> Link {
    Link("cities", city.rawValue, "enterprises", enterprise.rawValue, "reports", quarter)
  }
}
