import Civic
import Exact

/// Records of one kind with the ways to change, move and remove them.
struct EditableTable<Record: EditableRecord>: Component {
  let work: WorkFrame
  let records: [Record]
  /// Unique in the page.
  let id: String
  var hidesCaption = true
  /// Extra acts in place of the usual empty state's.
  var emptyActs: [Button] = []

  private var frame: PageFrame { work.frame }
  private var texts: Texts { work.texts }

  var html: HTML {
    Table(
      id: id, caption: texts(Record.words.plural), hidesCaption: hidesCaption,
      columns: [Table.Column(title: texts(.recordNameColumn))]
        + Record.columns.map { Table.Column(title: texts($0.title), isNumeric: $0.isNumeric) }
        + [Table.Column(title: texts(.recordActs), hidesTitle: true)],
      rows: records.map(row),
      empty: EmptyState(
        title: texts(Record.words.none), text: texts(Record.words.noneText), acts: emptyActs)
    ).html
  }

  private func row(_ record: Record) -> Table.Row {
    let label = work.title(of: record)
    let address = frame.address(.record(RecordReference(record), of: work.plan.id))
    return Table.Row(
      cells: ["<a href=\"\(address)\">\(label)</a>"]
        + Record.columns.map { $0.cell(record, work.context) } + [acts(record, label)],
      id: record.id.rawValue)
  }

  private func acts(_ record: Record, _ label: String) -> HTML {
    guard work.mayEdit else { return .empty }
    let reference = RecordReference(record)
    let edit = Button(
      label: texts(.recordEditShort),
      act: .link(frame.address(.record(reference, of: work.plan.id))),
      kind: .quiet,
      spoken: texts(
        .recordSpokenAct, ["act": .text(texts(.recordEditShort)), "name": .text(label)]))
    let remove = Button(
      label: texts(.recordRemove),
      act: .link(frame.address(.record(reference, of: work.plan.id, .removal))), kind: .quiet,
      spoken: texts(.recordSpokenAct, ["act": .text(texts(.recordRemove)), "name": .text(label)]))
    return """
      <div class="row-acts">\(edit)\(move(record, .recordUp, "up", label))\
      \(move(record, .recordDown, "down", label))\(remove)</div>
      """
  }

  /// A step up or down in the list, left out at its ends.
  private func move(_ record: Record, _ text: TextKey, _ way: String, _ label: String) -> HTML? {
    guard Record.self is any PositionedRecord.Type,
      (way == "up" ? records.first : records.last)?.id != record.id
    else { return nil }
    return ActionForm(
      action: frame.address(.record(RecordReference(record), of: work.plan.id, .position)),
      token: frame.csrfField,
      button: Button(
        label: texts(text), kind: .quiet,
        icon: way == "up" ? .arrowUp : .arrowDown,
        spoken: texts(.recordSpokenAct, ["act": .text(texts(text)), "name": .text(label)])),
      fields: [HiddenField(name: "way", value: way)]
    ).html
  }
}
