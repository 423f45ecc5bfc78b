public import Civic
import Exact
public import Exchange

/// What the columns of a table mean, settled once for a source and tried on its first rows.
public struct FeedMappingPage: Sendable {
  let frame: PageFrame
  let city: City?
  let source: IndicatorSource
  /// Headings and first rows.
  let rows: [[String]]
  let input: FormInput
  let problem: Message?
  /// What the mapping makes of the first rows; none before it was chosen.
  let preview: ObservationPreview?

  public init(
    frame: PageFrame, city: City?, source: IndicatorSource, rows: [[String]], input: FormInput,
    problem: Message? = nil, preview: ObservationPreview? = nil
  ) {
    self.frame = frame
    self.city = city
    self.source = source
    self.rows = rows
    self.input = input
    self.problem = problem
    self.preview = preview
  }

  private var texts: Texts { frame.texts }
  private var headings: [String] { rows.first ?? [] }

  /// The mapping as it was chosen.
  ///
  /// - Returns: A message when a choice is missing.
  public static func mapping(
    _ input: FormInput, headings: [String]
  ) -> Result<ObservationMapping, FeedMappingFault> {
    func column(_ name: String) -> ObservationMapping.Column? {
      guard let number = input[name].flatMap(Int.init), headings.indices.contains(number - 1)
      else { return nil }
      return .number(number)
    }
    let times = ObservationTime.Form(rawValue: input["times"] ?? "") ?? .automatic
    var parts: [ObservationMapping.Part] = []
    var constants: [ObservationMapping.Constant] = []
    if let place = column("place") {
      parts.append(
        ObservationMapping.Part(
          code: "place", role: .place, column: place, labels: column("placeLabel")))
    }
    if let indicator = column("indicator") {
      parts.append(
        ObservationMapping.Part(
          code: "indicator", role: .indicator, column: indicator,
          labels: column("indicatorLabel")))
    } else {
      constants.append(
        ObservationMapping.Constant(code: "indicator", role: .indicator, category: "value"))
    }
    for (index, other) in ["other1", "other2"].enumerated() {
      if let more = column(other) {
        parts.append(ObservationMapping.Part(code: "part\(index + 1)", column: more))
      }
    }
    let values: ObservationMapping.Values
    if input["layout"] == "wide" {
      guard let first = column("value") else { return .failure(FeedMappingFault(field: "value")) }
      values = .wide(
        first: first, last: nil, code: "time", role: ObservationDimension.Role.time.rawValue,
        times: times)
    } else {
      guard let time = column("time") else { return .failure(FeedMappingFault(field: "time")) }
      guard let value = column("value") else { return .failure(FeedMappingFault(field: "value")) }
      parts.append(
        ObservationMapping.Part(code: "time", role: .time, column: time, times: times))
      values = .long(value: value, status: column("status"))
    }
    var mapping = ObservationMapping(parts: parts, values: values)
    mapping.constants = constants
    mapping.numbers.hasDecimalComma = input["comma"] == "yes"
    mapping.numbers.mayGroup = input["groups"] == "yes"
    mapping.numbers.mayHavePercent = true
    mapping.numbers.mayHaveFlag = true
    return .success(mapping)
  }

  public var html: HTML {
    let title = texts(.mappingTitle, ["name": .text(source.title)])
    var setting = PageSetting(title: title)
    setting.isWide = true
    setting.crumbs = [
      Anchor(text: texts(.feedsTitle), href: frame.address(.feeds(of: city?.id))),
      Anchor(text: source.title, href: frame.address(.feed(source.id))),
    ]
    let items = [problem].compactMap { $0 }.map {
      ErrorSummary.Item(message: texts.sentence($0), field: nil)
    }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(title)</h1>\
      <p class="lead">\(texts(.mappingLead))</p>\(sample)\(form)\(tried)
      """)
  }

  private var sample: HTML {
    Table(
      id: "sample", caption: texts(.mappingSample),
      columns: headings.enumerated().map { index, heading in
        Table.Column(title: heading.isEmpty ? String(index + 1) : heading)
      },
      rows: rows.dropFirst().prefix(6).map { row in
        Table.Row(cells: headings.indices.map { row.indices.contains($0) ? "\(row[$0])" : "" })
      }, hasRowHeaders: false
    ).html
  }

  private func column(_ name: String, _ label: TextKey, guess: [String]) -> HTML {
    let chosen = input[name] ?? Self.guess(guess, headings)
    return Select(
      name: name, label: texts(label),
      choices: headings.enumerated().map { index, heading in
        Choice(
          value: String(index + 1), label: heading.isEmpty ? String(index + 1) : heading,
          isChosen: chosen == String(index + 1))
      }, placeholder: texts(.mappingNoColumn)
    ).html
  }

  /// The first heading that says one of the words.
  private static func guess(_ words: [String], _ headings: [String]) -> String? {
    for word in words {
      if let index = headings.firstIndex(where: { $0.lowercased() == word }) {
        return String(index + 1)
      }
    }
    return nil
  }

  private var form: HTML {
    let layout = input["layout"] ?? "long"
    let times = input["times"] ?? ObservationTime.Form.automatic.rawValue
    let fields: [HTML] = [
      Select(
        name: "layout", label: texts(.mappingLayout),
        choices: [
          Choice(value: "long", label: texts(.mappingLong), isChosen: layout == "long"),
          Choice(value: "wide", label: texts(.mappingWide), isChosen: layout == "wide"),
        ]
      ).html,
      column("place", .mappingPlace, guess: ["city_code", "geo", "place", "code"]),
      column("placeLabel", .mappingPlaceLabel, guess: ["city", "name", "place_name"]),
      column("indicator", .mappingIndicator, guess: ["indicator", "indic_ur", "indic", "measure"]),
      column("indicatorLabel", .mappingIndicatorLabel, guess: ["indicator_name", "label"]),
      column("time", .mappingTime, guess: ["year", "time", "time_period", "period", "date"]),
      column("value", .mappingValue, guess: ["value", "obs_value", "values"]),
      column("status", .mappingStatus, guess: ["flag", "status", "obs_status"]),
      column("other1", .mappingOther, guess: []), column("other2", .mappingOther, guess: []),
      Select(
        name: "times", label: texts(.mappingTimes),
        choices: ObservationTime.Form.allCases.filter { $0 != .asWritten }.map { form in
          Choice(
            value: form.rawValue, label: texts(Self.name(of: form)),
            isChosen: form.rawValue == times)
        }
      ).html,
      Checkbox(name: "comma", label: texts(.mappingComma), isChosen: input["comma"] == "yes").html,
      Checkbox(name: "groups", label: texts(.mappingGroups), isChosen: input["groups"] == "yes")
        .html,
    ]
    var buttons = [
      Button(label: texts(.mappingTry), act: .submit(name: "step", value: "try"), kind: .secondary)
    ]
    if preview != nil {
      buttons.insert(
        Button(label: texts(.mappingRun), act: .submit(name: "step", value: "run")), at: 0)
    }
    return Form(
      action: frame.address(.feedStep("mapping", source.id)), token: frame.csrfField,
      content: "<div class=\"mapping\">\(fields)</div>", buttons: buttons
    ).html
  }

  private static func name(of form: ObservationTime.Form) -> TextKey {
    switch form {
    case .asWritten, .automatic: .mappingYearFirst
    case .dayMonthYear: .mappingDayFirst
    case .monthDayYear: .mappingMonthFirst
    }
  }

  /// What the mapping makes of the first rows, faults included.
  private var tried: HTML? {
    guard let preview else { return nil }
    let rows = preview.rows.flatMap { row -> [Table.Row] in
      row.faults.map { fault in
        Table.Row(cells: ["\(row.line)", "", "", "\(texts.sentence(fault.message))"])
      }
        + row.observations.prefix(6).map { seen in
          Table.Row(cells: [
            "\(row.line)", "\(seen.codes.joined(separator: FigureSeries.separator))",
            seen.value.map { "\(texts.formats.number($0))" } ?? "–",
            seen.status.map { "\($0)" } ?? "",
          ])
        }
    }
    return """
      <section><h2>\(texts(.mappingPreview))</h2><p>\(texts(.mappingPreviewText))</p>\(Table(
        id: "preview", caption: texts(.mappingPreview), hidesCaption: true,
        columns: [
          Table.Column(title: texts(.mappingLine)),
          Table.Column(title: preview.dimensions.joined(separator: FigureSeries.separator)),
          Table.Column(title: texts(.measureValueField), isNumeric: true),
          Table.Column(title: texts(.mappingStatus)),
        ], rows: rows))</section>
      """
  }
}

/// A column that has to be named and is not.
public struct FeedMappingFault: Error, Sendable {
  public let field: String
}
