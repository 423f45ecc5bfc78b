public import Civic
import Exact

/// What the people who run the site, or a city's coordinator, say about a city.
public enum CityForm {
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
        ])
    ], rules: { _, _ in [] })
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

/// The form of a city, new or changed.
public struct CityFormPage: Sendable {
  let frame: PageFrame
  let context: FormContext
  let city: City
  let isNew: Bool
  let input: FormInput
  let problems: [FieldProblem]
  let theirs: City?

  public init(
    frame: PageFrame, context: FormContext, city: City, isNew: Bool, input: FormInput? = nil,
    problems: [FieldProblem] = [], theirs: City? = nil
  ) {
    self.frame = frame
    self.context = context
    self.city = city
    self.isNew = isNew
    self.input = input ?? CityForm.form.input(of: city, in: context)
    self.problems = problems
    self.theirs = theirs
  }

  public var html: HTML {
    let texts = frame.texts
    let title =
      isNew ? texts(.cityNew) : texts(.recordEdit, ["name": .text(frame.words(city.name))])
    var setting = PageSetting(title: title)
    setting.crumbs = [frame.anchor(.frameCities, .cities)]
    let errors = ErrorSummary(
      title: texts(.formErrors),
      items: problems.map {
        ErrorSummary.Item(message: texts.sentence($0.message), field: $0.field)
      })
    let notice: HTML? = theirs.map { _ in
      Notice(
        tone: .warning, title: texts(.conflictTitle), content: "<p>\(texts(.conflictText))</p>"
      ).html
    }
    var state = FormState(record: city, values: input)
    state.problems = problems
    state.conflict = theirs.map { ($0, texts(.conflictTitle)) }
    let fields = CityForm.form.html(state, in: context)
    let form = Form(
      action: frame.address(isNew ? .newCity : .editCity(city.id)), token: frame.csrfField,
      content:
        "\(HiddenField(name: "revision", value: String((theirs ?? city).revision)))\(fields)",
      buttons: [Button(label: texts(.formSave))], warnsUnsaved: texts(.formUnsaved))
    return frame.page(setting, "\(errors)<h1>\(title)</h1>\(notice)\(form)")
  }
}
