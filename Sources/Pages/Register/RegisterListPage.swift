public import Civic
import Exact

/// One list of a city's register.
public struct RegisterListPage: Sendable {
  let frame: PageFrame
  let context: FormContext
  let city: City
  let kind: EntryKind
  /// Whether an import can be undone.
  let mayUndo: Bool

  public init(
    frame: PageFrame, context: FormContext, city: City, kind: EntryKind, mayUndo: Bool = false
  ) {
    self.frame = frame
    self.context = context
    self.city = city
    self.kind = kind
    self.mayUndo = mayUndo
  }

  private var texts: Texts { frame.texts }
  private var mayEdit: Bool { frame.viewer.may(.editContent, .city(city.id)) }

  public var html: HTML {
    var setting = PageSetting(title: texts(kind.title))
    setting.isPrivate = false
    setting.isWide = true
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
      Anchor(text: texts(.registerTitle), href: frame.address(.register(of: city.id))),
    ]
    return frame.page(
      setting,
      """
      <h1>\(texts(kind.title))</h1><p class="lead">\(texts(kind.lead))</p>\(acts)\
      \(table(kind.type))
      """)
  }

  private var acts: HTML? {
    guard mayEdit else { return nil }
    let type = kind.type
    let buttons = ButtonRow(buttons: [
      Button(
        label: texts(type.words.add),
        act: .link(frame.address(.newFact(type.entityName, parent: city.id.rawValue)))),
      Button(
        label: texts(.registerImport),
        act: .link(frame.address(.registerImport(of: city.id, kind))), kind: .secondary),
    ])
    let undo: HTML? =
      mayUndo
      ? ActionForm(
        action: frame.address(.registerUndo(of: city.id, kind)), token: frame.csrfField,
        button: Button(label: texts(.entryImportUndo), kind: .quiet)
      ).html : nil
    return "\(buttons)\(undo)"
  }

  private func table<Entry: EditableEntry>(_ type: Entry.Type) -> HTML {
    let fields = Entry.columns.compactMap { name in
      Entry.form.fields.first { $0.name == name }
    }
    let entries = kind.entries(of: context.register).compactMap { $0 as? Entry }
    let sorted = texts.formats.sorted(entries) { $0.name(in: context) }
    return Table(
      id: "entries", caption: texts(kind.title), hidesCaption: true,
      columns: [Table.Column(title: texts(.entryNameField))]
        + fields.map { Table.Column(title: texts($0.label)) },
      rows: sorted.map { entry in
        Table.Row(cells: [name(entry)] + fields.map { "\(shown($0.shown(entry, context)))" })
      },
      empty: EmptyState(title: texts(.registerNone), text: texts(kind.lead))
    ).html
  }

  private func shown(_ text: String) -> String { text.isEmpty ? "–" : text }

  private func name<Entry: EditableEntry>(_ entry: Entry) -> HTML {
    let name = frame.content(entry.name)
    if !EntryKind.facts.contains(Entry.entryKind) {
      return "<a href=\"\(frame.address(entry.page))\">\(name)</a>"
    }
    if mayEdit {
      return "<a href=\"\(frame.address(.fact(RecordReference(entry))))\">\(name)</a>"
    }
    guard let service = entry as? PublicService else { return name }
    return "<a href=\"\(frame.address(.service(service.id, of: city.id)))\">\(name)</a>"
  }
}

/// Asks before an entry is taken out.
public struct EntryRemovalPage: Sendable {
  let frame: PageFrame
  let context: FormContext
  let entry: any EditableEntry

  public init(frame: PageFrame, context: FormContext, entry: any EditableEntry) {
    self.frame = frame
    self.context = context
    self.entry = entry
  }

  public var html: HTML {
    let texts = frame.texts
    let title = texts(.registerRemoveTitle, ["name": .text(entry.name(in: context))])
    var setting = PageSetting(title: title)
    setting.crumbs = FactCrumbs(frame: frame, atlas: context.atlas).steps(of: entry, isNew: false)
    let reference = RecordReference(kind: Swift.type(of: entry).entityName, id: entry.entryID)
    return frame.page(
      setting,
      """
      <h1>\(title)</h1><p>\(texts(.registerRemoveText))</p>\
      \(Form(
        action: frame.address(.factRemoval(reference)), token: frame.csrfField, content: .empty,
        buttons: [
          Button(label: texts(.recordRemove), kind: .danger),
          Button(label: texts(.formCancel), act: .link(frame.address(entry.page)), kind: .quiet),
        ]))
      """)
  }
}

extension EditableEntry {
  fileprivate var entryID: String { id.rawValue }
}
