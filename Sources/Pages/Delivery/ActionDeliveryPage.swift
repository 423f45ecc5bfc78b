public import Civic
import Exact

/// One action while it is carried out: report, enter spending, ask somebody by e-mail.
public struct ActionDeliveryPage: Sendable {
  let frame: PageFrame
  let delivery: PlanDelivery
  let city: City
  let action: Action
  let input: FormInput
  let problems: [FieldProblem]
  /// The link of a request that no letter could carry, to be handed over by other means.
  let handedLink: String?

  public init(
    frame: PageFrame, delivery: PlanDelivery, city: City, action: Action,
    input: FormInput = FormInput([]), problems: [FieldProblem] = [], handedLink: String? = nil
  ) {
    self.frame = frame
    self.delivery = delivery
    self.city = city
    self.action = action
    self.input = input
    self.problems = problems
    self.handedLink = handedLink
  }

  private var texts: Texts { frame.texts }
  private var plan: Plan { delivery.document.plan }

  public var html: HTML {
    var setting = PageSetting(title: "\(action.code) \(frame.words(action.title))")
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: frame.words(plan.title), href: frame.address(.plan(plan.id))),
      Anchor(text: texts(.deliveryTitle), href: frame.address(.delivery(of: plan.id))),
    ]
    let items = problems.map {
      ErrorSummary.Item(message: texts.sentence($0.message), field: $0.field)
    }
    let standing = delivery.standing(of: action)
    let handed: HTML? = handedLink.map { link in
      Notice(
        tone: .info,
        content: "<p>\(texts(.requestNoMail))</p><p><code class=\"digest\">\(link)</code></p>"
      ).html
    }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<p class="kicker">\(action.code)</p>\
      <h1>\(frame.content(action.title))</h1>\
      <p>\(DeliveryTag(frame: frame, status: standing.status))</p>\(handed)\
      <section><h2>\(texts(.updateTitle))</h2>\(Form(
        action: frame.address(.deliveryStep("updates", action.id, of: plan.id)),
        token: frame.csrfField,
        content: UpdateFields(
          frame: frame, tasks: delivery.tasks(of: action.id), input: input, problems: problems
        ).html,
        buttons: [Button(label: texts(.updateSend))]))</section>\
      \(history)<section><h2>\(texts(.deliveryMoney))</h2>\(spent)\(spendingForm)</section>\
      <section><h2>\(texts(.requestTitle))</h2><p>\(texts(.requestLead))</p>\(requestForm)</section>
      """)
  }

  private var history: HTML? {
    let updates = delivery.updates(of: action.id)
    guard !updates.isEmpty else { return nil }
    return """
      <section><h2>\(texts(.updatesTitle))</h2>\
      \(UpdateTimeline(frame: frame, updates: updates))</section>
      """
  }

  private func notes(_ name: String, hint: TextKey? = nil, isOptional: Bool = false) -> FieldNotes {
    FieldNotes(
      hint: hint.map { texts($0) },
      error: problems.first { $0.field == name }.map { texts.sentence($0.message) },
      mark: isOptional ? texts(.fieldOptional) : nil)
  }

  private var spent: HTML? {
    let mine = delivery.expenditures.filter { $0.action == action.id }
    guard !mine.isEmpty else { return nil }
    return Table(
      id: "spent", caption: texts(.spendingSpent), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.spendingDay)), Table.Column(title: texts(.spendingSource)),
        Table.Column(title: texts(.spendingAmount), isNumeric: true),
        Table.Column(title: texts(.measureNoteField)),
        Table.Column(title: texts(.spendingCancel), hidesTitle: true),
      ],
      rows: mine.map { entry in
        let source = delivery.document.fundingSources.first { $0.id == entry.source }
        let money = Money(minorUnits: entry.amount, currency: plan.currency)
        return Table.Row(cells: [
          "\(texts.formats.day(entry.day, .medium))",
          source.map { frame.content($0.name) } ?? "–", "\(texts.formats.money(money))",
          entry.note.map { "\($0)" } ?? "–",
          ActionForm(
            action: frame.address(.cancelExpenditure(entry.id, of: plan.id)),
            token: frame.csrfField,
            button: Button(
              label: texts(.spendingCancel), kind: .quiet,
              spoken: "\(texts(.spendingCancel)): \(texts.formats.money(money))")
          ).html,
        ])
      }
    ).html
  }

  private var spendingForm: HTML {
    let sources = delivery.document.fundingSources
    let content: [HTML] = [
      MoneyField(
        name: "amount", label: texts(.spendingAmount), value: input["amount"] ?? "",
        currency: texts.formats.symbol(of: plan.currency), notes: notes("amount")
      ).html,
      DateField(
        name: "day", label: texts(.spendingDay),
        value: input["day"] ?? frame.today.description, notes: notes("day")
      ).html,
      Select(
        name: "source", label: texts(.spendingSource),
        choices: sources.map { source in
          Choice(
            value: source.id.rawValue, label: frame.words(source.name),
            isChosen: input["source"] == source.id.rawValue)
        }, notes: notes("source", isOptional: true), placeholder: texts(.fieldNotStated)
      ).html,
      TextField(
        name: "spendingNote", label: texts(.measureNoteField), value: input["spendingNote"] ?? "",
        notes: notes("spendingNote", isOptional: true)
      ).html,
    ]
    return Form(
      action: frame.address(.deliveryStep("expenditures", action.id, of: plan.id)),
      token: frame.csrfField, content: content.joined(),
      buttons: [Button(label: texts(.spendingAdd), kind: .secondary)]
    ).html
  }

  private var requestForm: HTML {
    let language = input["language"] ?? frame.language.rawValue
    let content: [HTML] = [
      TextField(
        name: "name", label: texts(.requestName), value: input["name"] ?? "", notes: notes("name")
      ).html,
      TextField(
        name: "email", label: texts(.requestEmail), value: input["email"] ?? "",
        notes: notes("email", hint: .requestEmailHint)
      ).html,
      Select(
        name: "language", label: texts(.requestLanguage),
        choices: frame.languages.map { entry in
          Choice(
            value: entry.language.rawValue, label: entry.name,
            isChosen: entry.language.rawValue == language)
        }
      ).html,
      DateField(
        name: "due", label: texts(.requestDue),
        value: input["due"] ?? frame.today.adding(days: 7).description, notes: notes("due")
      ).html,
    ]
    return Form(
      action: frame.address(.deliveryStep("requests", action.id, of: plan.id)),
      token: frame.csrfField, content: content.joined(),
      buttons: [Button(label: texts(.requestSend), kind: .secondary)]
    ).html
  }
}

/// What a report asks: two clicks are enough when all goes well.
struct UpdateFields: Component {
  let frame: PageFrame
  let tasks: [ActionTask]
  let input: FormInput
  let problems: [FieldProblem]

  var html: HTML {
    let texts = frame.texts
    let error = { (name: String) in
      problems.first { $0.field == name }.map { texts.sentence($0.message) }
    }
    let chosen = input["status"] ?? ""
    let open = tasks.filter { $0.doneOn == nil }
    let boxes = open.map { task -> HTML in
      let name = "task-\(task.id.rawValue)"
      return Checkbox(
        name: name, label: frame.words(task.title), isChosen: input[name] == "yes"
      ).html
    }
    let list: HTML? =
      boxes.isEmpty
      ? nil
      : Fieldset(id: "tasks", legend: texts(.updateTasks), content: boxes.joined()).html
    return """
      \(Radios(
        name: "status", legend: texts(.updateStatus),
        choices: StatusUpdate.reportable.map {
          Choice(value: $0.rawValue, label: texts.name(of: $0), isChosen: chosen == $0.rawValue)
        }, notes: FieldNotes(error: error("status"))))\
      \(list)\(TextArea(
        name: "note", label: texts(.updateNote), value: input["note"] ?? "",
        notes: FieldNotes(
          hint: texts(.updateNoteHint), error: error("note"), mark: texts(.fieldOptional))))
      """
  }
}

/// Reports one after the other, newest first.
struct UpdateTimeline: Component {
  let frame: PageFrame
  let updates: [StatusUpdate]

  var html: HTML {
    let texts = frame.texts
    return Timeline(
      entries: updates.map { update in
        let by = texts(
          update.isByLink ? .updateByLink : .updateBy, ["name": .text(update.author)])
        let status: HTML? = update.status.map { DeliveryTag(frame: frame, status: $0).html }
        let note: HTML? = update.note.map { note in
          let lang: HTML =
            update.language == frame.language ? .empty : " lang=\"\(update.language.tag)\""
          return "<p\(lang)>\(note)</p>"
        }
        return Timeline.Entry(
          time: texts.formats.instant(update.at, .medium), machineTime: update.at.description,
          title: "\(status) \(by)", details: "\(note)")
      }
    ).html
  }
}

/// What a link in a letter opens: a form for one action, for somebody without an account. Opening
/// it changes nothing.
public struct UpdateLinkPage: Sendable {
  let frame: PageFrame
  let request: UpdateRequest
  let token: SecretToken
  let plan: Plan
  let action: Action
  let tasks: [ActionTask]
  let updates: [StatusUpdate]
  let input: FormInput
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, request: UpdateRequest, token: SecretToken, delivery: PlanDelivery,
    action: Action, input: FormInput = FormInput([]), problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.request = request
    self.token = token
    plan = delivery.document.plan
    self.action = action
    tasks = delivery.tasks(of: action.id)
    updates = delivery.updates(of: action.id)
    self.input = input
    self.problems = problems
  }

  public var html: HTML {
    let texts = frame.texts
    let title = texts(
      .updateLinkTitle, ["action": .text("\(action.code) \(frame.words(action.title))")])
    let items = problems.map {
      ErrorSummary.Item(message: texts.sentence($0.message), field: $0.field)
    }
    let answered: HTML? = request.answeredAt.map {
      Notice(tone: .good, content: "<p>\(texts(.updateThanks, ["at": .instant($0)]))</p>").html
    }
    let before: HTML? =
      updates.isEmpty
      ? nil
      : "<h2>\(texts(.updatesTitle))</h2>\(UpdateTimeline(frame: frame, updates: Array(updates.prefix(5))))"
    return frame.page(
      PageSetting(title: title),
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(title)</h1>\(answered)\
      <p class="lead">\(texts(
        .updateLinkLead,
        [
          "name": .text(request.name), "plan": .text(frame.words(plan.title)),
          "asker": .text(request.askedBy), "day": .day(request.due),
        ]))</p>\(Form(
        action: frame.address(.update(token)), token: frame.csrf.isEmpty ? nil : frame.csrfField,
        content: UpdateFields(frame: frame, tasks: tasks, input: input, problems: problems).html,
        buttons: [Button(label: texts(.updateSend))]))\(before)
      """)
  }
}
