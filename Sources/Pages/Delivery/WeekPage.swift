public import Civic
public import Exact

/// What the signed-in person has to look after this week, over all their plans.
public struct WeekPage: Sendable {
  let frame: PageFrame
  let deliveries: [PlanDelivery]
  /// Corrective actions that are late or due.
  let corrections: [CorrectiveAction]
  let digest: (weekday: Weekday, onlyTroubled: Bool)?

  public init(
    frame: PageFrame, deliveries: [PlanDelivery], corrections: [CorrectiveAction],
    digest: (weekday: Weekday, onlyTroubled: Bool)?
  ) {
    self.frame = frame
    self.deliveries = deliveries
    self.corrections = corrections
    self.digest = digest
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    let title = texts(.weekTitle)
    var setting = PageSetting(title: title)
    setting.crumbs = [frame.anchor(.frameWork, .work)]
    let plans = deliveries.map(section).joined()
    let none: HTML? =
      deliveries.isEmpty
      ? EmptyState(title: texts(.weekNone), text: texts(.weekNoneText)).html : nil
    return frame.page(
      setting,
      """
      <h1>\(title)</h1><p class="lead">\(texts(
        .weekLead,
        [
          "from": .day(frame.today), "until": .day(frame.today.adding(days: 7)),
        ]))</p>\(none)\(plans)\(mending)\(letters)
      """)
  }

  private func section(_ delivery: PlanDelivery) -> HTML {
    let plan = delivery.document.plan
    let troubled = delivery.troubled
    let list: HTML? =
      troubled.isEmpty
      ? nil
      : """
      <h3>\(texts(.deliveryTroubled))</h3><ul class="findings">\(troubled.map { standing -> HTML in
        """
        <li>\(DeliveryTag(frame: frame, status: standing.status)) \
        <a href="\(frame.address(.actionDelivery(standing.action.id, of: plan.id)))">\
        \(standing.action.code) \(frame.content(standing.action.title))</a></li>
        """
      })</ul>
      """
    return """
      <section><h2><a href="\(frame.address(.delivery(of: plan.id)))">\(frame.content(plan.title))\
      </a></h2>\(TaskTable(
        frame: frame, plan: plan, tasks: delivery.dueTasks(by: frame.today.adding(days: 7))))\
      \(list)</section>
      """
  }

  private var mending: HTML? {
    guard !corrections.isEmpty else { return nil }
    let items = corrections.map { correction -> HTML in
      """
      <li><a href="\(frame.address(.fact(RecordReference(correction))))">\
      \(frame.content(correction.name))</a> \(correction.due.map { texts.formats.day($0, .medium) } ?? "")</li>
      """
    }
    return """
      <section><h2>\(texts(.correctionsTitle))</h2><ul class="findings">\(items)</ul></section>
      """
  }

  private var letters: HTML {
    let chosen = digest.map { String($0.weekday.rawValue) } ?? ""
    let days = Weekday.allCases.map { day in
      Choice(
        value: String(day.rawValue), label: texts.formats.weekday(day),
        isChosen: chosen == String(day.rawValue))
    }
    return """
      <section><h2>\(texts(.digestTitle))</h2><p>\(texts(.digestLead))</p>\(Form(
        action: frame.address(.digest), token: frame.csrfField,
        content: """
          \(Select(
            name: "weekday", label: texts(.digestDay), choices: days,
            placeholder: texts(.digestNever)))\(Checkbox(
            name: "troubled", label: texts(.digestTroubled),
            isChosen: digest?.onlyTroubled ?? false))
          """,
        buttons: [Button(label: texts(.formSave), kind: .secondary)]))</section>
      """
  }
}

/// The letters of delivery, in the language of whom they are for.
public struct DeliveryLetters: Sendable {
  public let texts: Texts
  public let installation: String

  public init(texts: Texts, installation: String) {
    self.texts = texts
    self.installation = installation
  }

  private func words(_ text: Multilingual) -> String { text.text(for: texts.language).text }

  /// Asks for a report.
  ///
  /// - Parameters:
  ///   - address: The whole address of the link.
  ///   - isReminder: Whether it was asked before.
  public func request(
    _ request: UpdateRequest, id: ID<Letter>, to email: String, plan: Plan, action: Action,
    address: String, isReminder: Bool
  ) -> Letter {
    let arguments: [String: Message.Argument] = [
      "name": .text(request.name), "action": .text("\(action.code) \(words(action.title))"),
      "plan": .text(words(plan.title)), "asker": .text(request.askedBy), "day": .day(request.due),
    ]
    return Letter(
      id: id, to: email,
      subject: texts(isReminder ? .letterRemindSubject : .letterUpdateSubject, arguments),
      paragraphs: [texts(.letterUpdateText, arguments), texts(.letterUpdateLink)],
      address: address, end: texts(.letterUpdateEnd), in: texts)
  }

  /// Tells the one who asked that nobody answered.
  public func silence(
    _ request: UpdateRequest, id: ID<Letter>, to email: String, plan: Plan, action: Action,
    address: String
  ) -> Letter {
    let arguments: [String: Message.Argument] = [
      "name": .text(request.name), "action": .text("\(action.code) \(words(action.title))"),
      "plan": .text(words(plan.title)), "day": .day(request.due),
    ]
    return Letter(
      id: id, to: email, subject: texts(.letterSilenceSubject, arguments),
      paragraphs: [texts(.letterSilenceText, arguments)], address: address,
      end: texts(.letterDigestEnd), in: texts)
  }

  /// The week in a letter; none where nothing is to be told.
  public func digest(
    _ deliveries: [PlanDelivery], id: ID<Letter>, to email: String, onlyTroubled: Bool,
    today: Day, address: String
  ) -> Letter? {
    let troubled = deliveries.flatMap { delivery in
      delivery.troubled.map { standing in
        "\(texts.name(of: standing.status)): \(standing.action.code) \(words(standing.action.title))"
      }
    }
    let due = deliveries.flatMap { delivery in
      delivery.dueTasks(by: today.adding(days: 7)).map { entry in
        let day = entry.task.end.map { texts.formats.day($0, .medium) } ?? ""
        return "\(day): \(entry.action.code) \(words(entry.task.title))"
      }
    }
    guard !(troubled.isEmpty && (onlyTroubled || due.isEmpty)) else { return nil }
    var paragraphs = [
      texts(
        .letterDigestText, ["count": .count(troubled.count), "due": .text(String(due.count))])
    ]
    paragraphs += troubled.prefix(40)
    if !due.isEmpty {
      paragraphs.append(texts(.deliveryNext))
      paragraphs += due.prefix(40)
    }
    return Letter(
      id: id, to: email, subject: texts(.letterDigestSubject, ["day": .day(today)]),
      paragraphs: paragraphs, address: address, end: texts(.letterDigestEnd), in: texts)
  }
}
