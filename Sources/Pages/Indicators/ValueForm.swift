import Civic
import Exact

/// Where the next value is typed in.
struct ValueForm: Component {
  let frame: PageFrame
  let city: City
  let indicator: CityIndicator
  let input: FormInput
  let problems: [FieldProblem]

  private var texts: Texts { frame.texts }

  private func notes(_ name: String, hint: String? = nil, isOptional: Bool = false) -> FieldNotes {
    FieldNotes(
      hint: hint,
      error: problems.first { $0.field == name }.map { texts.sentence($0.message) },
      mark: isOptional ? texts(.fieldOptional) : nil)
  }

  var html: HTML {
    let now = indicator.frequency.index(on: frame.today)
    let usual = indicator.frequency.period(at: max(now - 1, 0))
    var fields: [HTML] = [
      TextField(
        name: "period", label: texts(.measurePeriodField), value: input["period"] ?? usual,
        notes: notes("period", hint: texts(.measurePeriodHint, ["example": .text(usual)]))
      ).html,
      NumberField(
        name: "value", label: texts(.measureValueField), value: input["value"] ?? "",
        notes: notes("value"), unit: indicator.unit, allowsFraction: true
      ).html,
    ]
    if !indicator.breakdowns.isEmpty {
      fields.append(
        TextField(
          name: "part", label: texts(.measurePartField), value: input["part"] ?? "",
          notes: notes(
            "part",
            hint: texts(
              .measurePartHint, ["example": .text("\(indicator.breakdowns[0])=…")]),
            isOptional: true)
        ).html)
    }
    fields += [
      Select(
        name: "quality", label: texts(.measureQualityField),
        choices: ValueQuality.allCases.filter { $0 != .missing }.map {
          Choice(
            value: $0.rawValue, label: texts.name(of: $0),
            isChosen: $0.rawValue == (input["quality"] ?? ValueQuality.normal.rawValue))
        }
      ).html,
      TextField(
        name: "note", label: texts(.measureNoteField), value: input["note"] ?? "",
        notes: notes("note", isOptional: true)
      ).html,
    ]
    return """
      <section><h2>\(texts(.measureAddValue))</h2>\(Form(
        action: frame.address(.indicatorValues(indicator.id, of: city.id)),
        token: frame.csrfField, content: fields.joined(),
        buttons: [Button(label: texts(.formSave))]))</section>
      """
  }
}

/// Corrective actions, with what the figures did since.
struct CorrectionTable: Component {
  let frame: PageFrame
  let atlas: Atlas
  let corrections: [CorrectiveAction]
  let readings: [IndicatorReading]

  private var texts: Texts { frame.texts }

  var html: HTML {
    Table(
      id: "corrections", caption: texts(.correctionsTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.correctionNameField)),
        Table.Column(title: texts(.entryOwnerField)),
        Table.Column(title: texts(.correctionDueField)),
        Table.Column(title: texts(.measureStanding)),
        Table.Column(title: texts(.correctionEffect)),
      ], rows: corrections.map(row)
    ).html
  }

  private func row(_ correction: CorrectiveAction) -> Table.Row {
    let owner = atlas.organisations.first { $0.id == correction.owner }
    let who = [owner.map { frame.words($0.name) }, correction.person].compactMap { $0 }
    let state = correction.state(on: frame.today)
    let tone: Tone =
      switch state {
      case .planned: .neutral
      case .underWay: .progress
      case .late: .bad
      case .done: .good
      }
    let mayEdit = correction.mayBeChanged(by: frame.viewer)
    let name: HTML =
      mayEdit
      ? "<a href=\"\(frame.address(.fact(RecordReference(correction))))\">\(frame.content(correction.name))</a>"
      : frame.content(correction.name)
    return Table.Row(cells: [
      name, "\(who.joined(separator: ", "))",
      correction.due.map { "\(texts.formats.day($0, .medium))" } ?? "–",
      StatusTag(text: texts.name(of: state), tone: tone).html, effect(correction),
    ])
  }

  /// What the distance to the path did from the start on.
  private func effect(_ correction: CorrectiveAction) -> HTML {
    let words = frame.content(correction.outcome)
    guard let reading = readings.first(where: { $0.indicator.id == correction.indicator }),
      let start = correction.start ?? correction.due
    else { return words }
    return
      "\(words) \(EffectWords(frame: frame).sentence(reading.effect(since: start), unit: reading.indicator.unit))"
  }
}
