public import Civic

/// The records of one kind, with the ways to add, change, move and remove them.
public struct RecordListPage<Record: EditableRecord>: Sendable {
  let frame: PageFrame
  let document: PlanDocument

  public init(frame: PageFrame, document: PlanDocument) {
    self.frame = frame
    self.document = document
  }

  private var texts: Texts { frame.texts }
  private var work: WorkFrame { WorkFrame(frame: frame, document: document) }

  public var html: HTML {
    let records = Record.all(in: document)
    return work.page(
      texts(Record.words.plural), isWide: true,
      """
      \(records.isEmpty ? nil : ButtonRow(buttons: buttons).html)\
      \(EditableTable(work: work, records: records, id: "records", emptyActs: buttons))
      """)
  }

  /// Parts of actions are added where their action is.
  private var needsAction: Bool {
    [ActionTask.entityName, CostLine.entityName, FundingLine.entityName]
      .contains(Record.entityName)
  }

  private var buttons: [Button] {
    guard work.mayEdit else { return [] }
    guard !needsAction else {
      return [
        Button(
          label: texts(.recordChooseAction),
          act: .link(frame.address(.records(Action.entityName, of: document.plan.id))))
      ]
    }
    let add = Button(
      label: texts(Record.words.add),
      act: .link(frame.address(.newRecord(Record.entityName, of: document.plan.id))))
    guard Record.entityName == Action.entityName else { return [add] }
    return [
      add,
      Button(
        label: texts(.actionsImportButton),
        act: .link(frame.address(.planWork(document.plan.id, .import))), kind: .secondary),
    ]
  }
}
