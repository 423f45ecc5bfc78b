public import Civic
public import Exact

/// How a plan is carried out: what is late or blocked and why, what comes next, what was spent.
public struct DeliveryPage: Sendable {
  let frame: PageFrame
  let delivery: PlanDelivery
  let city: City
  /// Requests for reports that were sent.
  let requests: [UpdateRequest]

  public init(
    frame: PageFrame, delivery: PlanDelivery, city: City, requests: [UpdateRequest]
  ) {
    self.frame = frame
    self.delivery = delivery
    self.city = city
    self.requests = requests
  }

  private var texts: Texts { frame.texts }
  private var plan: Plan { delivery.document.plan }

  public var html: HTML {
    var setting = PageSetting(title: texts(.deliveryTitle))
    setting.isWide = true
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: frame.words(plan.title), href: frame.address(.plan(plan.id)))
    ]
    return frame.page(
      setting,
      """
      <h1>\(texts(.deliveryTitle))</h1><p class="lead">\(texts(.deliveryLead))</p>\(links)\
      \(counts)<section><h2>\(texts(.deliveryTroubled))</h2>\(troubled)</section>\
      <section><h2>\(texts(.deliveryNext))</h2>\(next)</section>\
      <section><h2>\(texts(.deliveryMoney))</h2>\
      \(SpendingTables(frame: frame, delivery: delivery).html)</section>\
      \(asked)<section><h2>\(texts(.planViewActions))</h2>\(all)</section>
      """)
  }

  private var links: HTML {
    let items: [(TextKey, Link)] = [
      (.reportsTitle, .periodReports(of: plan.id)), (.outcomesTitle, .outcomes(of: plan.id)),
      (.weekTitle, .week),
    ]
    return """
      <ul class="link-list">\(items.map { key, link -> HTML in
        "<li><a href=\"\(frame.address(link))\">\(texts(key))</a></li>"
      })</ul>
      """
  }

  private var counts: HTML {
    let standings = delivery.standings
    let shown: [ActionStatus] = [.done, .ongoing, .late, .blocked, .paused, .upcoming]
    return KeyFigures(
      figures: shown.compactMap { status in
        let count = standings.count { $0.status == status }
        return count == 0
          ? nil
          : KeyFigures.Figure(value: texts.formats.number(count), label: texts.name(of: status))
      }
    ).html
  }

  private func name(_ action: Action) -> HTML {
    """
    <a href="\(frame.address(.actionDelivery(action.id, of: plan.id)))">\
    <span class="code">\(action.code)</span> \(frame.content(action.title))</a>
    """
  }

  private var troubled: HTML {
    Table(
      id: "troubled", caption: texts(.deliveryTroubled), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.planViewActions)),
        Table.Column(title: texts(.measureStanding)),
        Table.Column(title: texts(.deliveryEnd)), Table.Column(title: texts(.deliveryReason)),
      ],
      rows: delivery.troubled.map { standing in
        Table.Row(cells: [
          name(standing.action), DeliveryTag(frame: frame, status: standing.status).html,
          standing.action.end.map { "\(texts.formats.day($0, .medium))" } ?? "–",
          standing.reason(in: frame.language).map { "\($0)" } ?? "\(texts(.deliveryNoReason))",
        ])
      },
      empty: EmptyState(title: texts(.deliveryNoTrouble), text: texts(.deliveryNoTroubleText))
    ).html
  }

  private var next: HTML {
    TaskTable(
      frame: frame, plan: plan, tasks: delivery.dueTasks(by: frame.today.adding(days: 14))
    ).html
  }

  private var asked: HTML? {
    guard !requests.isEmpty else { return nil }
    let rows = requests.prefix(50).map { request -> Table.Row in
      let action = delivery.document.action(request.action)
      let state: HTML =
        request.answeredAt.map { "\(texts(.requestAnswered, ["at": .instant($0)]))" }
        ?? "\(texts(.requestOpen, ["day": .day(request.due)]))"
      let form: HTML? =
        request.answeredAt == nil
        ? ActionForm(
          action: frame.address(.withdrawRequest(request.id, of: plan.id)),
          token: frame.csrfField,
          button: Button(
            label: texts(.requestWithdraw), kind: .quiet,
            spoken: "\(texts(.requestWithdraw)): \(request.name)")
        ).html : nil
      return Table.Row(cells: [
        "\(request.name)", action.map(name) ?? "–", state, form ?? "–",
      ])
    }
    return """
      <section><h2>\(texts(.requestsTitle))</h2>\(Table(
        id: "requests", caption: texts(.requestsTitle), hidesCaption: true,
        columns: [
          Table.Column(title: texts(.requestName)), Table.Column(title: texts(.planViewActions)),
          Table.Column(title: texts(.measureStanding)),
          Table.Column(title: texts(.requestWithdraw), hidesTitle: true),
        ], rows: Array(rows)))</section>
      """
  }

  private var all: HTML {
    Table(
      id: "all", caption: texts(.planViewActions), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.planViewActions)),
        Table.Column(title: texts(.measureStanding)), Table.Column(title: texts(.updateLatest)),
      ],
      rows: delivery.standings.map { standing in
        let latest = delivery.updates(of: standing.action.id).first
        return Table.Row(cells: [
          name(standing.action), DeliveryTag(frame: frame, status: standing.status).html,
          latest.map { "\(texts.formats.instant($0.at, .medium)), \($0.author)" } ?? "–",
        ])
      }
    ).html
  }
}

/// The status of an action while it is carried out.
struct DeliveryTag: Component {
  let frame: PageFrame
  let status: ActionStatus

  var html: HTML {
    let tone: Tone =
      switch status {
      case .done: .good
      case .late, .blocked: .bad
      case .paused: .warning
      case .ongoing: .progress
      case .upcoming, .abandoned, .superseded: .neutral
      }
    return StatusTag(text: frame.texts.name(of: status), tone: tone).html
  }
}

/// Tasks that are due.
struct TaskTable: Component {
  let frame: PageFrame
  let plan: Plan
  let tasks: [(action: Action, task: ActionTask)]

  var html: HTML {
    let texts = frame.texts
    return Table(
      id: "due-\(plan.id.rawValue)", caption: texts(.deliveryNext), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.deliveryTask)), Table.Column(title: texts(.planViewActions)),
        Table.Column(title: texts(.deliveryEnd)),
      ],
      rows: tasks.map { entry in
        let end = entry.task.end
        let isLate = end.map { $0 < frame.today } ?? false
        let day: HTML? = end.map { "\(texts.formats.day($0, .medium))" }
        return Table.Row(cells: [
          frame.content(entry.task.title),
          """
          <a href="\(frame.address(.actionDelivery(entry.action.id, of: plan.id)))">\
          <span class="code">\(entry.action.code)</span> \(frame.content(entry.action.title))</a>
          """,
          "\(day) \(isLate ? DeliveryTag(frame: frame, status: .late).html : nil)",
        ])
      },
      empty: EmptyState(title: texts(.deliveryNothingDue), text: texts(.deliveryNothingDueText))
    ).html
  }
}

/// What was planned and spent, by year and by source.
struct SpendingTables: Component {
  let frame: PageFrame
  let delivery: PlanDelivery

  private var texts: Texts { frame.texts }

  private func money(_ amount: MinorUnits) -> HTML {
    "\(texts.formats.money(Money(minorUnits: amount, currency: delivery.document.plan.currency)))"
  }

  private func share(_ spent: MinorUnits, of planned: MinorUnits) -> HTML {
    guard planned > 0 else { return "–" }
    return "\(texts.formats.percent(Double(spent) / Double(planned) * 100, decimals: 0))"
  }

  private func columns(_ first: TextKey) -> [Table.Column] {
    [
      Table.Column(title: texts(first)),
      Table.Column(title: texts(.spendingPlanned), isNumeric: true),
      Table.Column(title: texts(.spendingSpent), isNumeric: true),
      Table.Column(title: texts(.spendingShare), isNumeric: true),
    ]
  }

  var html: HTML {
    let years = delivery.spendingByYear
    let (planned, spent) = years.reduce((0, 0)) { ($0.0 + $1.planned, $0.1 + $1.spent) }
    let byYear = Table(
      id: "by-year", caption: texts(.spendingByYear), columns: columns(.policyYear),
      rows: years.map { year in
        Table.Row(cells: [
          "\(String(year.year))", money(year.planned), money(year.spent),
          share(year.spent, of: year.planned),
        ])
      },
      foot: [
        Table.Row(
          cells: [
            "\(texts(.sumLabel))", money(planned), money(spent), share(spent, of: planned),
          ], isStrong: true)
      ])
    let bySource = Table(
      id: "by-source", caption: texts(.spendingBySource), columns: columns(.spendingSource),
      rows: delivery.spendingBySource.map { entry in
        Table.Row(cells: [
          entry.source.map { frame.content($0.name) } ?? "\(texts(.spendingNoSource))",
          money(entry.planned), money(entry.spent), share(entry.spent, of: entry.planned),
        ])
      })
    return "\(byYear)\(bySource)"
  }
}

extension Link {
  public static func delivery(of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "delivery")
  }

  public static func actionDelivery(_ action: ID<Action>, of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "delivery", "actions", action.rawValue)
  }

  /// What is posted about an action: `updates`, `expenditures`, `requests`.
  public static func deliveryStep(
    _ step: String, _ action: ID<Action>, of plan: ID<Plan>
  ) -> Link {
    Link("plans", plan.rawValue, "delivery", "actions", action.rawValue, step)
  }

  public static func cancelExpenditure(_ id: ID<Expenditure>, of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "delivery", "expenditures", id.rawValue)
  }

  public static func withdrawRequest(_ id: ID<UpdateRequest>, of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "delivery", "requests", id.rawValue)
  }

  /// What a letter's link opens.
  public static func update(_ token: SecretToken) -> Link { Link("updates", token.text) }

  public static let week = Link("work", "week")
  public static let digest = Link("account", "digest")

  public static func periodReports(of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "reports")
  }

  public static func periodReport(_ report: ID<FrozenReport>, of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "reports", report.rawValue)
  }

  /// What came of a plan, for everybody.
  public static func outcomes(of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "outcomes")
  }
}
