import Civic
import Exact

/// The drawings of a plan, from its records.
struct PlanCharts {
  let frame: PageFrame
  let reading: PlanReading

  private var texts: Texts { frame.texts }
  private var document: PlanDocument { reading.document }

  private func words(_ title: TextKey, _ description: TextKey, note: String? = nil) -> ChartWords {
    ChartWords(
      title: texts(title), description: texts(description), table: texts(.chartTable),
      empty: texts(.chartEmpty), note: note)
  }

  /// Actions in groups by strategic objective, with what they wait for.
  var gantt: Gantt {
    let dated = document.actions.filter { document.span(of: $0) != nil }
    var placed: Set<ID<Action>> = []
    var groups: [Gantt.Group] = document.objectiveTree.compactMap { entry in
      let wanted = Set([entry.objective.id] + entry.specific.map(\.id))
      let rows = dated.filter {
        !wanted.isDisjoint(with: $0.objectives) && placed.insert($0.id).inserted
      }
      guard !rows.isEmpty else { return nil }
      return Gantt.Group(title: frame.words(entry.objective.label), rows: rows.map(row))
    }
    let others = dated.filter { !placed.contains($0.id) }
    if !others.isEmpty {
      groups.append(Gantt.Group(title: texts(.scheduleOthers), rows: others.map(row)))
    }
    let formats = texts.formats
    return Gantt(
      id: "gantt", words: words(.planViewSchedule, .scheduleDescription), groups: groups,
      dependencies: document.actions.flatMap { action in
        action.dependencies.map {
          Gantt.Dependency(before: $0.rawValue, after: action.id.rawValue)
        }
      }, today: frame.today,
      labels: Gantt.Labels(
        action: texts(.actionTitleLabel), start: texts(.startLabel), end: texts(.endLabel),
        status: texts(.actionStatusLabel), dependsOn: texts(.actionDependenciesLabel),
        today: texts(.scheduleToday), day: { formats.day($0, .medium) }, year: { String($0) },
        quarter: { [texts] in texts(.scheduleQuarter, ["number": .text(String($0))]) }))
  }

  private func row(_ action: Action) -> Gantt.Row {
    let tasks = document.tasks(of: action.id)
    let status = action.status(on: frame.today, tasks: tasks)
    let span = document.span(of: action)
    let done = tasks.count { $0.doneOn != nil }
    return Gantt.Row(
      id: action.id.rawValue, code: action.code, title: frame.words(action.title),
      href: frame.address(reading.link(action)), start: span?.lowerBound, end: span?.upperBound,
      status: status, statusText: texts.name(of: status),
      share: tasks.isEmpty ? nil : Double(done) / Double(tasks.count))
  }

  /// What is secured, applied for, identified and open, year by year.
  var years: StackedBars {
    let parts: [(TextKey, ChartFill)] = [
      (.fundingSecured, ChartFill(series: 1)),
      (.fundingApplied, ChartFill(series: 2, texture: .hatch)),
      (.fundingIdentified, ChartFill(series: 3, texture: .dots)),
      (.fundingUnfunded, ChartFill(series: 4, texture: .outline)),
    ]
    return StackedBars(
      id: "years-chart", words: words(.fundingByYear, .fundingYearDescription),
      parts: parts.map { StackedBars.Part(name: texts($0.0), fill: $0.1) },
      bars: document.fundingCheck().byYear.map { year in
        let totals = year.totals
        return StackedBars.Bar(
          name: String(year.year),
          amounts: [
            totals.secured, totals.applied, totals.identified, max(0, totals.unfunded),
          ].map(amount), total: amount(totals.cost))
      },
      barHeading: texts(.yearLabel), totalHeading: texts(.fundingCost), format: axis)
  }

  /// What each source gives, by how sure it is.
  var sources: StackedBars {
    let names = Dictionary(document.fundingSources.map { ($0.id, $0.name) }) { first, _ in first }
    let parts: [(TextKey, ChartFill)] = [
      (.fundingSecured, ChartFill(series: 1)),
      (.fundingApplied, ChartFill(series: 2, texture: .hatch)),
      (.fundingIdentified, ChartFill(series: 3, texture: .dots)),
    ]
    return StackedBars(
      id: "sources-chart", words: words(.fundingBySource, .fundingSourceDescription),
      parts: parts.map { StackedBars.Part(name: texts($0.0), fill: $0.1) },
      bars: document.fundingCheck().bySource.filter { $0.amount > 0 }.map { funding in
        StackedBars.Bar(
          name: frame.words(names[funding.source]),
          amounts: [funding.secured, funding.applied, funding.identified].map(amount),
          total: amount(funding.amount))
      },
      barHeading: texts(.fundSourceLabel), totalHeading: texts(.sumLabel), format: axis)
  }

  private func amount(_ value: MinorUnits) -> StackedBars.Amount {
    StackedBars.Amount(
      size: Double(value) / Double(reading.plan.currency.minorUnitsPerMajor),
      text: texts.formats.money(reading.money(value)))
  }

  private var axis: @Sendable (Double) -> String {
    let (formats, currency) = (texts.formats, reading.plan.currency)
    return { value in
      let units = Int64((value * Double(currency.minorUnitsPerMajor)).rounded())
      return formats.wholeMoney(Money(minorUnits: units, currency: currency))
    }
  }

  func risks(_ risks: [Risk]) -> RiskMatrix {
    RiskMatrix(
      id: "risk-matrix", words: words(.planViewRisks, .riskMatrixDescription),
      likelihood: texts(.riskLikelihoodLabel), impact: texts(.riskImpactLabel),
      levels: RiskLevel.allCases.map { texts.name(of: $0) },
      severities: [
        texts(.riskSlight), texts(.riskModerate), texts(.riskSerious), texts(.riskGrave),
      ],
      items: risks.enumerated().map { index, risk in
        RiskMatrix.Item(
          code: "R\(index + 1)", title: frame.words(risk.title), href: "#\(risk.id.rawValue)",
          likelihood: risk.likelihood.weight, impact: risk.impact.weight)
      })
  }

  var stakeholders: PowerInterestMap {
    let formats = texts.formats
    return PowerInterestMap(
      id: "stakeholder-map", words: words(.planViewStakeholders, .stakeholderMapDescription),
      labels: PowerInterestMap.Labels(
        power: texts(.stakeholderPowerLabel), interest: texts(.stakeholderInterestLabel),
        name: texts(.stakeholderNameLabel), helix: texts(.stakeholderHelixLabel),
        quadrants: [
          texts(.stakeholderSatisfy), texts(.stakeholderEngage), texts(.stakeholderMonitor),
          texts(.stakeholderInform),
        ]),
      helices: Helix.allCases.map { texts.name(of: $0) },
      items: document.stakeholders.map { stakeholder in
        PowerInterestMap.Item(
          name: frame.words(stakeholder.name),
          helix: Helix.allCases.firstIndex(of: stakeholder.helix) ?? 0, power: stakeholder.power,
          interest: stakeholder.interest)
      }, format: { formats.number($0) })
  }

  /// The latest round with the one before it and the ambition.
  var integration: Radar {
    let rounds = document.integration.suffix(2)
    let formats = texts.formats
    var series = rounds.enumerated().map { index, round in
      Radar.Series(
        name: frame.words(round.title),
        values: IntegrationAspect.allCases.map { round.score(of: $0).map { Double($0.now) } },
        colour: index + 1, isFilled: index == rounds.count - 1)
    }
    if let latest = rounds.last {
      series.append(
        Radar.Series(
          name: texts(.integrationAmbition),
          values: IntegrationAspect.allCases.map {
            latest.score(of: $0).map { Double($0.ambition) }
          }, colour: 4, stroke: .dashed))
    }
    return Radar(
      id: "integration-radar", words: words(.planViewIntegration, .integrationDescription),
      axes: IntegrationAspect.allCases.map { texts.name(of: $0) }, series: series,
      axisHeading: texts(.integrationAspectLabel), format: { formats.number($0, decimals: 0) })
  }

  func problemTree(_ challenge: Challenge) -> ProblemTree {
    let lines = { (text: Multilingual?) in (text?.lines ?? []).map { frame.words($0) } }
    return ProblemTree(
      id: "tree-\(challenge.id.rawValue)",
      words: ChartWords(
        title: frame.words(challenge.title), description: texts(.problemTreeDescription),
        table: texts(.chartTable), empty: texts(.chartEmpty)),
      labels: ProblemTree.Labels(
        effects: texts(.challengeEffects), problem: texts(.challengeTitleField),
        causes: texts(.challengeCauses)),
      problem: frame.words(challenge.title), effects: lines(challenge.effects),
      causes: lines(challenge.causes))
  }
}

/// The members of a network on the map.
struct NetworkMap: Component {
  let frame: PageFrame
  let network: Network
  let atlas: Atlas

  var html: HTML {
    let texts = frame.texts
    var seen: Set<ID<City>> = []
    let members = atlas.memberships(in: network.id).filter { seen.insert($0.city).inserted }
    let cities = members.compactMap { membership -> MapOfCities.City? in
      guard let city = atlas.city(membership.city), let latitude = city.latitude,
        let longitude = city.longitude
      else { return nil }
      return MapOfCities.City(
        name: frame.words(city.name), href: frame.address(.city(city.id)),
        place: MapOutline.Point(
          longitude: longitude.approximation, latitude: latitude.approximation),
        kind: membership.role == .lead ? 0 : 1,
        facts: [texts.formats.country(city.country), texts.name(of: membership.status)])
    }
    guard !cities.isEmpty else { return .empty }
    return MapOfCities(
      id: "network-map",
      words: ChartWords(
        title: texts(.networkMembers), description: texts(.networkMapDescription),
        table: texts(.chartTable), empty: texts(.chartEmpty), note: texts(.networkMapCredit)),
      outlines: MapOutline.europe, cities: cities,
      kinds: MembershipRole.allCases.map { texts.name(of: $0) },
      countries: Set(members.compactMap { atlas.city($0.city)?.country }),
      kindHeading: texts(.membershipRole), nameHeading: texts(.planCity),
      factHeadings: [texts(.cityCountry), texts(.membershipStatus)]
    ).html
  }
}
