public import Civic
import Exact

/// The documents and pages that the facts on the site were taken from.
public struct SourcesPage: Sendable {
  let frame: PageFrame
  let atlas: Atlas

  public init(frame: PageFrame, atlas: Atlas) {
    self.frame = frame
    self.atlas = atlas
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: texts(.sourcesOfFacts))
    setting.isPrivate = false
    setting.isWide = true
    return frame.page(
      setting,
      "<h1>\(texts(.sourcesOfFacts))</h1><p class=\"lead\">\(texts(.sourcesOfFactsLead))</p>\(add)\(table)"
    )
  }

  private var blank: FactSource { FactSource(id: ID(rawValue: ""), title: "", publisher: "") }

  private var add: HTML? {
    guard blank.mayBeAdded(by: frame.viewer) else { return nil }
    return ButtonRow(buttons: [
      Button(
        label: texts(.factSourceNew), act: .link(frame.address(.newFact(FactSource.entityName))))
    ]).html
  }

  private var table: HTML {
    Table(
      id: "sources", caption: texts(.sourcesOfFacts), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.factSourceTitleField)),
        Table.Column(title: texts(.factSourcePublisherField)),
        Table.Column(title: texts(.factSourceDatedField)),
        Table.Column(title: texts(.factSourceUses), isNumeric: true),
      ],
      rows: texts.formats.sorted(atlas.sources) { $0.publisher + $0.title }.map(row),
      empty: EmptyState(title: texts(.sourcesOfFactsNone), text: texts(.sourcesOfFactsLead))
    ).html
  }

  private func row(_ source: FactSource) -> Table.Row {
    let title: HTML =
      source.url.map { ExternalLink(text: source.title, address: $0).html } ?? "\(source.title)"
    let edit: HTML? =
      source.mayBeChanged(by: frame.viewer)
      ? """
      <br><a href="\(frame.address(.fact(RecordReference(source))))">\
      \(texts(.factSourceEdit))<span class="unseen">: \(source.title)</span></a>
      """ : nil
    return Table.Row(cells: [
      "<span\(attribute: "lang", source.language?.tag)>\(title)</span>\(edit)",
      "\(source.publisher)", "\(source.dated.map { texts.formats.day($0) } ?? "–")",
      "\(texts.formats.number(atlas.uses(of: source.id)))",
    ])
  }
}
