import Civic
import Exact

/// Why each action is in the plan or not, and what would change that.
struct FundReasons: Component {
  let words: FundWords
  let findings: FundingFindings

  private var texts: Texts { words.texts }

  var html: HTML {
    guard !findings.reasons.isEmpty else { return .empty }
    let rows = findings.reasons.map { reason -> Table.Row in
      let isChosen = findings.isChosen(reason.action)
      return Table.Row(cells: [
        "\(words.name(reason.action))",
        "\(texts(isChosen ? .investChosen : .investNotChosen))", "\(loss(reason))",
        "\(exchange(reason))",
        "\(reason.binding.isEmpty ? "–" : reason.binding.map(words.rule).joined(separator: "; "))",
        "\(admission(reason))",
      ])
    }
    return """
      <section><h2>\(texts(.investReasons))</h2><p>\(texts(.investReasonsLead))</p>\
      \(Table(
        id: "reasons", caption: texts(.investReasons), hidesCaption: true,
        columns: [
          Table.Column(title: texts(.actionTitleLabel)),
          Table.Column(title: texts(.investInPlan)),
          Table.Column(title: texts(.investLoss), isNumeric: true),
          Table.Column(title: texts(.investExchange)),
          Table.Column(title: texts(.investBinding)),
          Table.Column(title: texts(.investAdmission)),
        ], rows: rows))</section>
      """
  }

  private func loss(_ reason: FundingReason) -> String {
    if reason.isImpossible { return texts(.investImpossible) }
    let least = words.points(reason.lossAtLeast, findings)
    guard let most = reason.lossAtMost else {
      return texts(.investAtLeast, ["points": .text(least)])
    }
    if most <= reason.lossAtLeast { return least }
    return "\(least) – \(words.points(most, findings))"
  }

  private func exchange(_ reason: FundingReason) -> String {
    var parts: [String] = []
    if !reason.displaced.isEmpty {
      parts.append(texts(.investDisplaces, ["actions": .text(words.codes(reason.displaced))]))
    }
    if !reason.admitted.isEmpty {
      parts.append(texts(.investAdmits, ["actions": .text(words.codes(reason.admitted))]))
    }
    return parts.isEmpty ? "–" : parts.joined(separator: "; ")
  }

  private func admission(_ reason: FundingReason) -> String {
    guard !findings.isChosen(reason.action) else { return "–" }
    var parts: [String] = []
    if let budget = reason.extraBudget, budget > 0 {
      parts.append(texts(.investExtraBudget, ["amount": .text(words.money(budget))]))
    }
    if let points = reason.extraPoints, points.significand > 0 {
      parts.append(texts(.investExtraPoints, ["points": .number(points)]))
    }
    return parts.isEmpty ? "–" : parts.joined(separator: "; ")
  }
}

/// Two runs side by side: what a change made.
struct FundComparison: Component {
  let words: FundWords
  let before: FundingRun
  let after: FundingRun

  private var texts: Texts { words.texts }

  var html: HTML {
    guard let old = before.findings, let new = after.findings else { return .empty }
    var rows = [
      row(texts(.investRunState), texts.name(of: old.status), texts.name(of: new.status)),
      row(texts(.investValue), value(old), value(new)),
      row(texts(.fundingCost), words.money(old.cost), words.money(new.cost)),
    ]
    for source in after.scenario.sources {
      let paid = { (findings: FundingFindings) in
        findings.funding.filter { $0.source == source.id }.reduce(0) { $0 + $1.amount }
      }
      guard paid(old) != paid(new) else { continue }
      rows.append(
        row(words.name(source.id), words.money(paid(old)), words.money(paid(new))))
    }
    for action in after.scenario.actions {
      let (from, to) = (old.start(of: action.id), new.start(of: action.id))
      guard from != to else { continue }
      rows.append(row(words.name(action.id), start(from), start(to)))
    }
    let link = words.frame.address(.fundRun(before.id, of: before.scenario.plan))
    return """
      \(Table(
        id: "comparison", caption: texts(.investComparison),
        columns: [
          Table.Column(title: texts(.investWhatDiffers)), Table.Column(title: texts(.investBefore)),
          Table.Column(title: texts(.investAfter)),
        ], rows: rows))<p><a href="\(link)">\(texts(.investToBase))</a></p>
      """
  }

  private func row(_ name: String, _ before: String, _ after: String) -> Table.Row {
    Table.Row(cells: ["\(name)", "\(before)", "\(after)"])
  }

  private func value(_ findings: FundingFindings) -> String {
    findings.value.map { words.points($0, findings) } ?? "–"
  }

  private func start(_ year: Int?) -> String {
    year.map { texts(.investFromYear, ["year": .text(String($0))]) } ?? texts(.investNotChosen)
  }
}
