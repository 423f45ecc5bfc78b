public import Civic
public import Exact

/// What the people who run the site, or a city's coordinator, say about a city.
extension City: EditableFact {
  public static let words = FactWords(add: .cityNew, edit: .factCityEdit)

  public func name(in context: FormContext) -> String { context.words(name) }

  public var page: Link { .city(id) }

  public static let form = RecordForm<City>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .cityNameLabel, \.name), .country("country", .cityCountry, \.country),
          .optional("population", .cityPopulation, \.population, .whole(0...100_000_000)),
          .optional(
            "populationYear", .cityPopulationYear, \.populationYear, .whole(1900...2100)),
          .position("position", .actionPositionField, \.latitude, \.longitude),
          .choice(
            "regionCategory", .cityRegionCategory, hint: .cityRegionCategoryHint,
            \.regionCategory),
          .longText("about", .cityAboutLabel, \.about),
          .optional("website", .cityWebsite, \.website, .address),
          .optional("timeZone", .cityTimeZone, hint: .cityTimeZoneHint, \.timeZone, .line(64)),
          .source(\.source),
        ])
    ], rules: { city, context in city.problems(in: context.atlas) })

  public static func blank(id: Exact.ID<City>, parent: String?, in context: FormContext) -> City? {
    City(
      id: id, name: Multilingual(original: context.contentLanguage, texts: [:]), country: "")
  }
}

extension FormField where Record == City {
  /// Two capital letters (ISO 3166-1); `XK` for Kosovo.
  static func country(
    _ name: String, _ label: TextKey, _ path: Property<Record, String>
  ) -> FormField {
    .selection(name, label, required: path) { _, context in
      let formats = context.texts.formats
      return formats.sorted(countries) { formats.country($0) }.map {
        FormOption(value: $0, key: $0, label: formats.country($0))
      }
    }
  }

  /// Europe and its neighbours, and where else partner cities of its networks are.
  private static var countries: [String] {
    """
    AD AE AL AM AR AT AU AZ BA BD BE BG BO BR BY CA CH CL CN CO CR CY CZ DE DK DZ EC EE EG ES FI FO \
    FR GB GE GL GR GT HK HR HU ID IE IL IN IS IT JO JP KE KG KH KR KZ LB LI LT LU LV MA MC MD ME MK \
    MT MX MY NG NL NO NZ PE PH PK PL PS PT PY RO RS RU RW SA SE SG SI SK SM SN TH TN TR TW UA US UY \
    UZ VA VN XK ZA
    """.split(separator: " ").map(String.init)
  }
}
