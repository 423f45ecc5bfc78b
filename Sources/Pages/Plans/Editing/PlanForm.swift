public import Civic
public import Exact

/// The plan's own fields.
public enum PlanForm {
  public static let form = RecordForm<Plan>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .choice("kind", .planKindField, hint: .planKindHint, \.kind),
          .text("title", .planTitleField, hint: .planTitleHint, \.title),
          .longText("vision", .planVisionField, hint: .planVisionHint, \.vision),
          .selection("network", .planNetworkField, hint: .planNetworkHint, \.network) {
            $1.networks(of: $0)
          },
        ]),
      RecordForm.Group(
        .planPeriodGroup,
        [
          .required("firstYear", .planFirstYearField, \.firstYear, .whole(Plan.possibleYears)),
          .required(
            "lastYear", .planLastYearField, hint: .planYearsHint, \.lastYear,
            .whole(Plan.possibleYears)),
        ]),
      RecordForm.Group(
        .planBasicsGroup,
        [
          .currency("currency", .planCurrencyField, hint: .planCurrencyHint, \.currency),
          .language("language", .planLanguageField, hint: .planLanguageHint, \.language),
        ]),
    ],
    rules: { plan, _ in plan.problems() })

  /// The rules that the plan's own fields break.
  public static func problems(of plan: Plan) -> [FieldProblem] {
    plan.problems().map { FieldProblem(field: $0.field, message: $0.message) }
  }
}

extension FormContext {
  /// The networks of the plan's city, and the one the plan has.
  fileprivate func networks(of plan: Plan) -> [FormOption<ID<Network>>] {
    let joined = Set(atlas.memberships(of: plan.city).map(\.network))
    return atlas.networks.filter { joined.contains($0.id) || plan.network == $0.id }.map {
      FormOption(value: $0.id, key: $0.id.rawValue, label: $0.name)
    }
  }
}

/// The fields of an organisation.
public enum OrganisationForm {
  public static let form = RecordForm<Organisation>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .organisationNameField, hint: .organisationNameHint, \.name),
          .choice("helix", .stakeholderHelixField, hint: .organisationHelixHint, \.helix),
        ])
    ],
    rules: { organisation, _ in organisation.problems() })

  /// A new one of the plan's city, to be named in the plan's language.
  public static func blank(
    id: Exact.ID<Organisation>, in document: PlanDocument
  ) -> Organisation {
    Organisation(
      id: id, city: document.city.id, name: document.unwritten, helix: .publicSector)
  }
}

extension FormField {
  /// A currency: the usual ones that count as finely, and the one the record has.
  static func currency(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, Currency>
  ) -> FormField {
    .selection(name, label, hint: hint, required: path) { record, context in
      let present = record[keyPath: path]
      let all = Currency.common.contains(present) ? Currency.common : [present] + Currency.common
      return all.filter { $0.fractionDigits == present.fractionDigits }.map { currency in
        let symbol = context.texts.formats.symbol(of: currency)
        let label =
          symbol == currency.rawValue ? currency.rawValue : "\(currency.rawValue) (\(symbol))"
        return FormOption(value: currency, key: currency.rawValue, label: label)
      }
    }
  }

  /// A language of the pages, or the one the record has.
  static func language(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, Language>
  ) -> FormField {
    .selection(name, label, hint: hint, required: path) { record, context in
      let present = record[keyPath: path]
      let all = Language.interface
      return (all.contains(present) ? all : [present] + all).map {
        FormOption(value: $0, key: $0.rawValue, label: context.name(of: $0))
      }
    }
  }
}
