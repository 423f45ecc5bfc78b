import Civic
import Exact
import Exchange

extension PlanBook {
  /// What is counted, of the whole plan.
  var indicators: [BookBlock] {
    guard !document.indicators.isEmpty else { return [] }
    return [.table(table(of: document.indicators, texts(.indicatorsTitle)))]
  }

  /// What may go wrong: the nine fields, then each risk.
  var risks: [BookBlock] {
    let all = document.risks
    guard !all.isEmpty else { return [] }
    return [.table(matrix(all)), .table(table(of: all, texts(.planViewRisks), isNumbered: true))]
  }

  /// Risks by likelihood, down, and impact, across.
  private func matrix(_ risks: [Risk]) -> BookTable {
    let severities: [TextKey] = [.riskSlight, .riskModerate, .riskSerious, .riskGrave]
    let impact = texts(.riskImpactLabel)
    return BookTable(
      texts(.riskMatrixDescription),
      columns: [BookTable.Column(texts(.riskLikelihoodLabel), share: 16)]
        + RiskLevel.allCases.map {
          BookTable.Column("\(impact): \(texts.name(of: $0))", share: 28)
        },
      rows: RiskLevel.allCases.reversed().map { likelihood in
        let cells = RiskLevel.allCases.map { impact -> BookTable.Cell in
          let severity = RiskMatrix.Severity(weight: likelihood.weight * impact.weight)
          let found = risks.enumerated().filter {
            $0.element.likelihood == likelihood && $0.element.impact == impact
          }
          let lines = found.map { index, risk in
            BookText([BookRun("R\(index + 1) ", look: .code)]) + text(risk.title)
          }
          let word = BookText([BookRun(texts(severities[severity.rawValue]), look: .strong)])
          return BookTable.Cell([word] + lines, shade: severity.rawValue)
        }
        return BookTable.Row(
          cells: [BookTable.Cell([BookText(texts.name(of: likelihood))])] + cells)
      })
  }

  /// Who has a stake in the plan.
  var stakeholders: [BookBlock] {
    guard !document.stakeholders.isEmpty else { return [] }
    let table = BookTable(
      texts(.planViewStakeholders),
      columns: [
        BookTable.Column(texts(.stakeholderNameLabel), share: 30),
        BookTable.Column(texts(.stakeholderHelixLabel), share: 17),
        BookTable.Column(texts(.stakeholderPowerLabel), isNumeric: true, share: 11),
        BookTable.Column(texts(.stakeholderInterestLabel), isNumeric: true, share: 12),
        BookTable.Column(texts(.stakeholderRoleLabel), share: 30),
      ],
      rows: document.stakeholders.map { stakeholder in
        BookTable.Row([
          text(stakeholder.name), BookText(texts.name(of: stakeholder.helix)),
          BookText(texts.formats.number(stakeholder.power)),
          BookText(texts.formats.number(stakeholder.interest)), text(stakeholder.role),
        ])
      })
    return picture(charts.stakeholders) + [.table(table)]
  }

  /// The twelve aspects of integration, round by round.
  var integration: [BookBlock] {
    let rounds = document.integration
    guard let latest = rounds.last else { return [] }
    let score = { (value: Int?) in BookText(value.map { String($0) } ?? "–") }
    let columns = rounds.map { BookTable.Column(frame.words($0.title), isNumeric: true, share: 13) }
    let table = BookTable(
      texts(.planViewIntegration), note: texts(.integrationScale),
      columns: [BookTable.Column(texts(.integrationAspectLabel), share: 30)] + columns + [
        BookTable.Column(texts(.integrationAmbition), isNumeric: true, share: 12),
        BookTable.Column(texts(.integrationReason), share: 45),
      ],
      rows: IntegrationAspect.allCases.map { aspect in
        let given = latest.score(of: aspect)
        return BookTable.Row(
          [BookText(texts.name(of: aspect))] + rounds.map { score($0.score(of: aspect)?.now) }
            + [score(given?.ambition), text(given?.reason)])
      })
    return picture(charts.integration) + [.table(table)]
  }
}
