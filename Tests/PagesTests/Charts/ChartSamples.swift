import Civic
import Tracking

@testable import Pages

/// One full instance of every chart, with words long enough to try their labels.
enum ChartSamples {
  static func words(_ title: String) -> ChartWords {
    ChartWords(
      title: title, description: "\(title), drawn and described in a sentence.",
      table: "Show as a table", empty: "Nothing to draw yet.")
  }

  static let decimals: @Sendable (Double) -> String = { $0.drawn }
  static let thousands: @Sendable (Double) -> String = { "\(($0 / 1000).drawn)k" }

  static func day(_ text: String) -> Day {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return Day(year: parts[0], month: parts[1], day: parts[2])!
  }

  static let radar = Radar(
    id: "radar", words: words("Integration: twelve aspects"),
    axes: [
      "Вклученост на засегнатите страни", "Coherence with existing strategies",
      "Sustainable urban development", "Integration over time", "Stakeholders in implementation",
      "Sectoral integration", "Spatial integration", "Territorial integration",
      "Меѓуопштинско и прекугранично соработување", "Hard and soft measures",
      "Complementary funding", "Усогласеност",
    ],
    series: [
      Radar.Series(
        name: "March 2026", values: [3, 4, 2, 3, 4, 3, 1, 2, 3, 5, 2, 3], colour: 1,
        isFilled: true),
      Radar.Series(
        name: "Autumn 2024", values: [2, 3, 1, 2, nil, 2, 1, 1, 2, 4, 1, 2], colour: 8,
        stroke: .dotted),
      Radar.Series(
        name: "Ambition", values: [5, 5, 4, 4, 5, 4, 4, 4, 4, 5, 5, 4], colour: 2, stroke: .dashed),
    ], axisHeading: "Aspect", format: decimals)

  static let funding: StackedBars = {
    let parts = [
      ("Own budget, secured", ChartFill(series: 1)), ("ERDF, secured", ChartFill(series: 4)),
      ("ERDF, applied for", ChartFill(series: 4, texture: .hatch)),
      ("Horizon Europe, identified", ChartFill(series: 3, texture: .dots)),
    ].map { StackedBars.Part(name: $0.0, fill: $0.1) }
    let bars = (0..<5).map { index in
      let sizes = [60_000.0, 120_000, Double(index) * 30_000, index > 2 ? 80_000 : 0]
      let total = sizes.reduce(0, +)
      return StackedBars.Bar(
        name: String(2026 + index),
        amounts: sizes.map { StackedBars.Amount(size: $0, text: "€\($0.drawn).00") },
        total: StackedBars.Amount(size: total, text: "€\(total.drawn).00"),
        mark: StackedBars.Amount(size: 260_000 + Double(index) * 20_000, text: "€260,000.00"))
    }
    return StackedBars(
      id: "funding", words: words("Funding by year and source"), parts: parts, bars: bars,
      barHeading: "Year", totalHeading: "Total", markHeading: "Cost", format: thousands)
  }()

  static let plainBars = StackedBars(
    id: "plain", words: words("Cost by objective"),
    parts: [StackedBars.Part(name: "Cost", fill: ChartFill(series: 1))],
    bars: [
      ("Достапни дигитални услуги за сите граѓани и посетители", 420_000.0), ("Open data", 90_000),
      ("Mobility without queues", 0),
    ].map {
      let amount = StackedBars.Amount(size: $0.1, text: "\($0.1.drawn) €")
      return StackedBars.Bar(name: $0.0, amounts: [amount], total: amount)
    }, barHeading: "Objective", totalHeading: "Cost", format: thousands)

  static let gantt: Gantt = {
    func row(
      _ code: String, _ title: String, _ start: String, _ end: String, _ status: ActionStatus,
      share: Double? = nil, isTask: Bool = false
    ) -> Gantt.Row {
      Gantt.Row(
        id: code, code: isTask ? "" : code, title: title, href: isTask ? nil : "/actions/\(code)",
        start: day(start), end: day(end), status: status, statusText: status.rawValue,
        share: share, isTask: isTask)
    }
    return Gantt(
      id: "gantt", words: words("Actions over time"),
      groups: [
        Gantt.Group(
          title: "O1 Services that people can use from home",
          rows: [
            row("A1", "Една адреса за сите општински услуги", "2026-01-15", "2026-09-30", .done),
            row("A1.1", "Survey of services", "2026-01-15", "2026-03-31", .done, isTask: true),
            row("A2", "Sign in once", "2026-10-10", "2027-06-30", .ongoing, share: 0.4),
            row("A3", "Payments of local taxes on the phone", "2027-02-01", "2027-04-30", .late),
          ]),
        Gantt.Group(
          title: "O2 Data that the city and its people share",
          rows: [
            row("A4", "Open data portal", "2027-03-01", "2027-12-31", .blocked),
            row("A5", "Sensors in the river", "2027-09-01", "2029-12-31", .upcoming),
            row("A6", "Paper forms", "2026-01-01", "2026-06-30", .abandoned),
          ]),
      ],
      dependencies: [
        Gantt.Dependency(before: "A1", after: "A2"), Gantt.Dependency(before: "A2", after: "A3"),
        Gantt.Dependency(before: "A4", after: "A5"),
      ],
      today: day("2027-05-20"),
      labels: Gantt.Labels(
        action: "Action", start: "Start", end: "End", status: "Status", dependsOn: "Waits for",
        today: "Today", day: { "\($0.day).\($0.month).\($0.year)" }, year: { String($0) },
        quarter: { "Q\($0)" }))
  }()

  static let risks = RiskMatrix(
    id: "risks", words: words("Risks"), likelihood: "Likelihood", impact: "Impact",
    levels: ["Low", "Medium", "High"], severities: ["Slight", "Moderate", "Serious", "Grave"],
    items: [
      RiskMatrix.Item(
        code: "R1", title: "Procurement takes longer", href: "/r/1", likelihood: 3, impact: 2),
      RiskMatrix.Item(
        code: "R2", title: "Недостаток на ИТ кадар", href: "/r/2", likelihood: 3, impact: 3),
      RiskMatrix.Item(code: "R3", title: "Law changes", likelihood: 1, impact: 3),
    ])

  static let stakeholders = PowerInterestMap(
    id: "stakeholders", words: words("Stakeholders"),
    labels: PowerInterestMap.Labels(
      power: "Power", interest: "Interest", name: "Name", helix: "Helix",
      quadrants: ["Watch", "Keep informed", "Keep satisfied", "Work closely"]),
    helices: ["Government", "Business", "Science", "Civil society"],
    items: [
      ("Mayor's office", 0, 5, 5), ("Совет на општината", 0, 5, 5),
      ("IT companies' chamber", 1, 3, 4),
      ("University", 2, 3, 5), ("Neighbourhood associations", 3, 2, 5), ("Water works", 0, 4, 2),
      ("Youth council", 3, 1, 4), ("Shops in the old town", 1, 2, 3), ("Regional agency", 0, 4, 3),
    ].map { PowerInterestMap.Item(name: $0.0, helix: $0.1, power: $0.2, interest: $0.3) },
    format: { String($0) })

  static let tree = ProblemTree(
    id: "tree", words: words("Why services are slow"),
    labels: ProblemTree.Labels(effects: "Effects", problem: "Problem", causes: "Causes"),
    problem: "Residents wait weeks for decisions that other cities give within a day",
    effects: [
      "People take half a day off for one stamp", "Граѓаните губат доверба во општината",
      "Firms invest elsewhere",
    ],
    causes: [
      "Registers on paper", "No single sign-in", "Staff learn each system by themselves",
      "Договори за одржување без рокови за интероперабилност", "Rules ask for originals",
    ])

  static let causes = CausalMap(
    id: "causes", words: words("What leads to what"),
    columns: ["Actions", "Indicators", "Objectives"], heads: ["Link", "How sure"],
    nodes: [
      .action("Meters"), .action("Поправка на водоводната мрежа во старите населби"),
      .indicator("Read by radio"), .indicator("Water lost"), .objective("Less waste of water"),
      .objective("A green city"),
    ],
    links: [
      .init(from: .action("Meters"), to: .indicator("Read by radio"), confidence: 0.95),
      .init(from: .indicator("Read by radio"), to: .indicator("Water lost"), confidence: 0.5),
      .init(
        from: .action("Поправка на водоводната мрежа во старите населби"),
        to: .indicator("Water lost"), confidence: 0.75),
      .init(from: .indicator("Water lost"), to: .objective("Less waste of water"), confidence: 1),
      .init(
        from: .objective("Less waste of water"), to: .objective("A green city"), confidence: 0.25),
    ],
    share: { "\(Int($0 * 100)) %" },
    text: { node in
      switch node {
      case .action(let text), .objective(let text): text
      case .indicator(let code): code.text
      }
    })

  static let flow = FundingFlow(
    id: "flow", words: words("From sources to objectives"),
    sources: [
      FundingFlow.Node(name: "Own budget", text: "€300k"),
      FundingFlow.Node(name: "ERDF", text: "€620k"),
      FundingFlow.Node(name: "Horizon Europe", text: "€80k"),
    ],
    targets: [
      FundingFlow.Node(name: "Достапни дигитални услуги за сите", text: "€520k"),
      FundingFlow.Node(name: "Open data", text: "€480k"),
    ],
    flows: [
      FundingFlow.Flow(source: 0, target: 0, size: 200, text: "€200k"),
      FundingFlow.Flow(source: 0, target: 1, size: 100, text: "€100k"),
      FundingFlow.Flow(source: 1, target: 0, size: 320, text: "€320k"),
      FundingFlow.Flow(source: 1, target: 1, size: 300, text: "€300k"),
      FundingFlow.Flow(source: 2, target: 1, size: 80, text: "€80k"),
    ], sourceHeading: "Source", targetHeading: "Objective", amountHeading: "Amount")

  static let line = TargetLine(
    id: "line", words: words("Households online, %"),
    points: [(2024.0, 58.0), (2025, 61), (2026, 67), (2027, 66)].map {
      TargetLine.Point(
        time: $0.0, value: $0.1, timeText: $0.0.drawn, valueText: "\($0.1.drawn) %")
    },
    baseline: TargetLine.Point(time: 2023, value: 52, timeText: "2023", valueText: "52 %"),
    target: TargetLine.Band(low: 75, high: 80, text: "75–80 %"),
    labels: TargetLine.Labels(
      time: "Year", value: "Measured", target: "Target", baseline: "Baseline"), format: decimals)

  static let map = MapOfCities(
    id: "map", words: words("Cities of the network"), outlines: MapOutline.europe,
    cities: [
      ("Скопје", 21.43, 42.0, 1), ("Ljubljana", 14.51, 46.05, 0), ("Sarajevo", 18.41, 43.86, 1),
      ("Podgorica", 19.26, 42.44, 1), ("Tirana", 19.82, 41.33, 1), ("Prishtina", 21.17, 42.66, 1),
      ("Oulu", 25.47, 65.01, 2), ("Lisboa", -9.14, 38.72, 1),
    ].map {
      MapOfCities.City(
        name: $0.0, href: "/cities/\($0.0)",
        place: MapOutline.Point(longitude: $0.1, latitude: $0.2), kind: $0.3, facts: ["–"])
    },
    kinds: ["Lead", "Partner", "Observer"],
    countries: ["MK", "SI", "BA", "ME", "AL", "XK", "FI", "PT"],
    kindHeading: "Role", nameHeading: "City", factHeadings: ["Country"])

  static let all: [(name: String, html: HTML)] = [
    ("radar", radar.html), ("funding", funding.html), ("plain", plainBars.html),
    ("gantt", gantt.html), ("risks", risks.html), ("stakeholders", stakeholders.html),
    ("tree", tree.html), ("flow", flow.html), ("line", line.html), ("map", map.html),
    ("causes", causes.html),
  ]
}
