public import Civic
public import Exact

extension IndicatorSource: EditableFact {
  public static let words = FactWords(add: .feedNew, edit: .feedEdit)

  public static let form = RecordForm<IndicatorSource>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .required("title", .feedTitleField, \.title, .line()),
          .required("publisher", .feedPublisherField, \.publisher, .line()),
          .choice("format", .feedFormatField, hint: .feedFormatHint, \.format),
          .optional("url", .feedAddressField, hint: .feedAddressHint, \.url, .address),
          .optional(
            "everyHours", .feedEveryField, hint: .feedEveryHint, \.everyHours, .whole(1...8784)),
          .flag("dropsOldPeriods", .feedRollingField, \.dropsOldPeriods),
          .optional("licence", .datasetLicenceField, \.licence, .line()),
        ])
    ], rules: { source, context in source.problems(in: context.atlas) })

  public static func blank(
    id: Exact.ID<IndicatorSource>, parent: String?, in context: FormContext
  ) -> IndicatorSource? {
    let city = context.atlas.cities.first { $0.id.rawValue == parent }
    guard parent == nil || city != nil else { return nil }
    return IndicatorSource(id: id, city: city?.id, title: "", publisher: "", format: .table)
  }

  public var parent: String? { city?.rawValue }

  public func name(in context: FormContext) -> String { title }

  public var page: Link { .feed(id) }
}

extension Link {
  /// Where figures come from: a city's sources and the platform's, or the platform's alone.
  public static func feeds(of city: ID<City>?) -> Link {
    city.map { Link("cities", $0.rawValue, "feeds") } ?? Link("feeds")
  }

  public static func feed(_ source: ID<IndicatorSource>) -> Link { Link("feeds", source.rawValue) }

  /// A step with a source: `file`, `mapping`, `fetch`, `confirmation`.
  public static func feedStep(_ step: String, _ source: ID<IndicatorSource>) -> Link {
    Link("feeds", source.rawValue, step)
  }
}
