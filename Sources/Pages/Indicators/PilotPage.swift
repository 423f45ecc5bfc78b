public import Civic
import Exact

/// A pilot: what was expected, what was fixed beforehand, what happened, what came of it.
public struct PilotPage: Sendable {
  let frame: PageFrame
  let city: City
  let atlas: Atlas
  let pilot: Pilot
  let indicator: CityIndicator?
  let problems: [Message]
  let input: FormInput

  public init(
    frame: PageFrame, city: City, atlas: Atlas, pilot: Pilot, indicator: CityIndicator?,
    problems: [Message] = [], input: FormInput = FormInput([])
  ) {
    self.frame = frame
    self.city = city
    self.atlas = atlas
    self.pilot = pilot
    self.indicator = indicator
    self.problems = problems
    self.input = input
  }

  private var texts: Texts { frame.texts }
  private var mayEdit: Bool { pilot.mayBeChanged(by: frame.viewer) }
  private var state: PilotState { pilot.state(on: frame.today) }

  public var html: HTML {
    var setting = PageSetting(title: frame.words(pilot.name))
    setting.isPrivate = !pilot.isPublic
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
      Anchor(text: texts(.pilotsTitle), href: frame.address(.register(of: city.id, .pilot))),
    ]
    let items = problems.map { ErrorSummary.Item(message: texts.sentence($0), field: nil) }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(frame.content(pilot.name))</h1>\
      <p>\(tag)</p>\(result)\(acts)\(expectation)\(rules)\(log)
      """)
  }

  private var tag: HTML {
    if let result = pilot.result {
      let tone: Tone =
        switch result {
        case .scaled: .good
        case .changed: .warning
        case .failed, .stopped: .bad
        }
      return StatusTag(text: texts.name(of: result), tone: tone).html
    }
    return StatusTag(text: texts.name(of: state), tone: state == .running ? .progress : .neutral)
      .html
  }

  /// Stands first, whether it worked or not.
  private var result: HTML? {
    guard pilot.result != nil else { return nil }
    let direction = indicator?.direction ?? .increase
    let verdict = pilot.verdict(direction).map { isMet in
      """
      <p><strong>\(texts(isMet ? .pilotRuleMet : .pilotRuleMissed))</strong> \
      \(texts(
        .pilotNumbers,
        [
          "found": .text(number(pilot.resultValue)), "wanted": .text(number(pilot.successValue)),
          "unit": .text(indicator?.unit ?? ""),
        ]))</p>
      """ as HTML
    }
    let transfer: HTML? = pilot.transferability.map {
      "<h3>\(texts(.pilotTransferField))</h3>\(frame.prose($0))"
    }
    return """
      <section><h2>\(texts(.pilotResultLegend))</h2>\(verdict)\(frame.prose(pilot.resultText))\
      \(transfer)</section>
      """
  }

  private func number(_ value: ExactDecimal?) -> String {
    value.map { texts.formats.number($0) } ?? "–"
  }

  private var acts: HTML? {
    guard mayEdit else { return nil }
    let edit = Button(
      label: texts(.pilotEdit), act: .link(frame.address(.fact(RecordReference(pilot)))),
      kind: .secondary)
    if pilot.result != nil {
      let practice = Link.pilotStep("practice", pilot.id, of: city.id)
      return """
        <div class="buttons">\(ActionForm(
          action: frame.address(practice), token: frame.csrfField,
          button: Button(label: texts(.pilotToPractice))))\(edit)</div>
        """
    }
    guard pilot.fixedAt == nil else { return ButtonRow(buttons: [edit]).html }
    return """
      <div class="buttons">\(ActionForm(
        action: frame.address(.pilotStep("rules", pilot.id, of: city.id)),
        token: frame.csrfField, button: Button(label: texts(.pilotFix))))\(edit)</div>\
      <p class="hint">\(texts(.pilotFixHint))</p>
      """
  }

  private var expectation: HTML {
    let texts = self.texts
    var rows: [SummaryList.Row] = []
    func add(_ key: TextKey, _ text: Multilingual?) {
      if let text { rows.append(SummaryList.Row(name: texts(key), value: frame.prose(text))) }
    }
    add(.pilotHypothesisField, pilot.hypothesis)
    if let indicator {
      let link = frame.address(.indicator(indicator.id, of: city.id))
      rows.append(
        SummaryList.Row(
          name: texts(.correctionIndicatorField),
          value: "<a href=\"\(link)\">\(frame.content(indicator.name))</a>"))
    }
    add(.pilotBaselineField, pilot.baseline)
    add(.pilotComparatorField, pilot.comparator)
    add(.pilotSizeField, pilot.size)
    if let cost = pilot.cost {
      let money = Money(minorUnits: cost, currency: pilot.currency)
      rows.append(
        SummaryList.Row(name: texts(.pilotCostField), value: "\(texts.formats.money(money))"))
    }
    if let start = pilot.start, let end = pilot.end {
      rows.append(
        SummaryList.Row(
          name: texts(.pilotTime),
          value: "\(texts.formats.day(start, .medium)) – \(texts.formats.day(end, .medium))"))
    }
    if let owner = atlas.organisations.first(where: { $0.id == pilot.owner }) {
      rows.append(
        SummaryList.Row(name: texts(.entryOwnerField), value: frame.content(owner.name)))
    }
    return "<section><h2>\(texts(.pilotExpectation))</h2>\(SummaryList(rows: rows))</section>"
  }

  private var rules: HTML {
    let fixed: HTML =
      pilot.fixedAt.map { at in
        """
        <p class="note">\(texts(.pilotFixedAt, ["at": .instant(at)])) \
        <code class="digest">\(pilot.fixedDigest?.rawValue ?? "")</code></p>
        """ as HTML
      } ?? "<p class=\"note\">\(texts(.pilotNotFixed))</p>"
    return """
      <section><h2>\(texts(.pilotRulesLegend))</h2><h3>\(texts(.pilotStopField))</h3>\
      \(frame.prose(pilot.stopRule))<h3>\(texts(.pilotScaleField))</h3>\
      \(frame.prose(pilot.scaleRule))\(fixed)</section>
      """
  }

  private var log: HTML? {
    let entries = pilot.log.sorted { $0.day > $1.day }.map { note in
      Timeline.Entry(
        time: texts.formats.day(note.day, .medium), machineTime: note.day.description,
        title: frame.content(note.text))
    }
    let list: HTML? = entries.isEmpty ? nil : Timeline(entries: entries).html
    guard list != nil || mayEdit else { return nil }
    let form: HTML? =
      mayEdit && pilot.fixedAt != nil && pilot.result == nil
      ? Form(
        action: frame.address(.pilotStep("notes", pilot.id, of: city.id)),
        token: frame.csrfField,
        content: TextArea(
          name: "text", label: texts(.pilotNoteField), value: input["text"] ?? ""
        ).html,
        buttons: [Button(label: texts(.pilotNoteAdd), kind: .secondary)]
      ).html : nil
    return "<section><h2>\(texts(.pilotLog))</h2>\(list)\(form)</section>"
  }
}
