import Civic
import Exact

/// What hangs on an action, each with the way to change it and to add more, and what it comes to.
struct ActionPartLists: Component {
  let work: WorkFrame
  let action: Action

  private var document: PlanDocument { work.document }
  private var texts: Texts { work.texts }
  private var plan: ID<Plan> { work.plan.id }

  var html: HTML {
    """
    <section><h2>\(texts(.actionPartsTitle))</h2>\
    <p>\(texts(.actionPartsHint))</p>\
    \(list(document.tasks(of: action.id)))\
    \(list(document.costLines(of: action.id), more: costTable))\
    \(list(document.fundingLines(of: action.id)))\(funding)\
    \(list(document.indicators(of: action.id)))\
    \(list(document.risks(of: action.id)))\
    \(list(document.attachments.filter { $0.action == action.id }))</section>
    """
  }

  private var costTable: [Button] {
    [
      Button(
        label: texts(.quickCostsButton),
        act: .link(work.frame.address(.costs(of: action.id, of: plan))), kind: .secondary)
    ]
  }

  private func list<Record: EditableRecord>(_ records: [Record], more: [Button] = []) -> HTML {
    let add = Button(
      label: texts(Record.words.add),
      act: .link(
        work.frame.address(
          .newRecord(Record.entityName, of: plan, parent: action.id.rawValue))),
      kind: .secondary, icon: .plus)
    let acts = work.mayEdit ? [add] + more : []
    return """
      <section class="parts" id="\(Record.entityName)"><h3>\(texts(Record.words.plural))</h3>\
      \(EditableTable(work: work, records: records, id: "\(Record.entityName)-table", emptyActs: acts))\
      \(records.isEmpty || acts.isEmpty ? nil : ButtonRow(buttons: acts).html)</section>
      """
  }

  /// Cost, money and gap of the action, and what the check says of its funding.
  private var funding: HTML? {
    guard
      let check = document.fundingCheck().byAction.first(where: { $0.action == action.id }),
      check.totals.cost > 0 || !check.lines.isEmpty
    else { return nil }
    let rows: [(TextKey, MinorUnits)] = [
      (.fundingCost, check.totals.cost), (.fundingSecured, check.totals.secured),
      (.fundingApplied, check.totals.applied), (.fundingIdentified, check.totals.identified),
      (.fundingGap, check.totals.gap),
    ]
    let findings = document.check().filter {
      $0.record == RecordReference(action) && $0.message.key.hasPrefix("checkFunding")
    }
    return """
      <section class="parts" id="funding-check"><h3>\(texts(.fundingCheckTitle))</h3>\
      \(SummaryList(rows: rows.map { SummaryList.Row(name: texts($0.0), value: "\(work.money($0.1))") }))\
      \(findings.map { Notice(tone: $0.severity.tone, content: "<p>\(texts.sentence($0.message))</p>") })\
      </section>
      """
  }
}

extension Finding.Severity {
  var tone: Tone {
    switch self {
    case .error: .bad
    case .warning: .warning
    }
  }
}
