import Civic
import Exact

/// The page on which a fact about cities and networks is added or changed.
public struct FactFormPage<Record: EditableFact>: Sendable {
  let frame: PageFrame
  let context: FormContext
  let record: Record
  let isNew: Bool
  let input: FormInput
  let problems: [FieldProblem]
  let theirs: Record?

  /// - Parameters:
  ///   - record: As it is saved, or a blank one.
  ///   - input: What was typed, where the form comes back; otherwise the record's own values.
  ///   - theirs: What somebody else saved while the form was open.
  public init(
    frame: PageFrame, context: FormContext, record: Record, isNew: Bool, input: FormInput? = nil,
    problems: [FieldProblem] = [], theirs: Record? = nil
  ) {
    self.frame = frame
    self.context = context
    self.record = record
    self.isNew = isNew
    self.input = input ?? Record.form.input(of: record, in: context)
    self.problems = problems
    self.theirs = theirs
  }

  private var texts: Texts { frame.texts }
  private var reference: RecordReference { RecordReference(record) }

  private var parent: String? { record.parent }

  private var link: Link {
    isNew ? .newFact(Record.entityName, parent: parent) : .fact(reference)
  }

  public var html: HTML {
    let title =
      isNew
      ? texts(Record.words.add)
      : texts(
        .recordEditTitle,
        ["act": .text(texts(Record.words.edit)), "name": .text(record.name(in: context))])
    var setting = PageSetting(title: title)
    setting.crumbs = FactCrumbs(frame: frame, atlas: context.atlas).steps(of: record, isNew: isNew)
    let work = WorkFrame(frame: frame, document: context.document)
    return frame.page(
      setting,
      """
      \(work.summary(problems))<h1>\(title)</h1>\
      \(theirs.map { _ in ConflictNotice(texts: texts) })\
      \(ContentLanguages(frame: frame, context: context, link: link))\(form)\(foot)
      """)
  }

  private var form: HTML {
    var state = FormState(record: record, values: input)
    state.problems = problems
    state.conflict = theirs.map { ($0, ConflictNotice.words(nil, texts)) }
    var hidden = [
      HiddenField(name: "content", value: context.contentLanguage.rawValue),
      HiddenField(name: "revision", value: String((theirs ?? record).revision)),
    ]
    if let parent { hidden.append(HiddenField(name: "parent", value: parent)) }
    return Form(
      action: frame.address(isNew ? .newFact(Record.entityName) : .fact(reference)),
      token: frame.csrfField, content: "\(hidden)\(Record.form.html(state, in: context))",
      buttons: [
        Button(label: texts(theirs == nil ? .formSave : .conflictSave)),
        Button(
          label: texts(.formCancel), act: .link(frame.address(isNew ? back : record.page)),
          kind: .quiet),
      ], warnsUnsaved: texts(.formUnsaved)
    ).html
  }

  /// A new fact has no page yet.
  private var back: Link { record is City ? .cities : record is Network ? .networks : record.page }

  private var foot: HTML? {
    guard !isNew, !(record is CityApplication) else { return nil }
    return """
      <p class="record-foot"><a href="\(frame.address(.factHistory(reference)))">\
      \(texts(.recordHistory))</a>\(removal)</p>
      """
  }
}

extension FactFormPage {
  /// Entries of a register can go; facts with sources stay, with another status.
  private var removal: HTML? {
    guard record is any RegisterEntry else { return nil }
    return """
       · <a href="\(frame.address(.factRemoval(RecordReference(record))))">\
      \(texts(.recordRemove))</a>
      """
  }
}

/// Where a fact stands among the pages of cities and networks.
struct FactCrumbs {
  let frame: PageFrame
  let atlas: Atlas

  func steps(of fact: any Fact, isNew: Bool) -> [Anchor] {
    switch fact {
    case let city as City:
      let list = [frame.anchor(.frameCities, .cities)]
      return isNew ? list : list + [Anchor(text: frame.words(city.name), href: address(city))]
    case let membership as Membership:
      return networks + [atlas.network(membership.network)].compactMap { $0 }.map(anchor)
    case let network as Network: return isNew ? networks : networks + [anchor(network)]
    case let entry as any RegisterEntry:
      let city = atlas.city(entry.city)
      let name = frame.words(city?.name)
      return [
        Anchor(text: name, href: frame.address(.city(entry.city))),
        Anchor(
          text: frame.texts(.registerTitle), href: frame.address(.register(of: entry.city))),
      ]
    case let profile as PartnerProfile:
      return [
        Anchor(
          text: frame.words(atlas.city(profile.city)?.name),
          href: frame.address(.city(profile.city)))
      ]
    case let partnership as Partnership:
      return networks + [atlas.network(partnership.network)].compactMap { $0 }.map(anchor)
    case is SelectionCall, is CityApplication: return [frame.anchor(.selectionCallsTitle, .calls)]
    case let consultation as Consultation: return city(consultation.city)
    case let project as VoteProject: return city(project.city)
    case is FactSource: return [frame.anchor(.sourcesOfFacts, .sources)]
    default: return networks
    }
  }

  private func city(_ id: ID<City>) -> [Anchor] {
    [
      Anchor(text: frame.words(atlas.city(id)?.name), href: frame.address(.city(id))),
      Anchor(
        text: frame.texts(.consultationsTitle), href: frame.address(.consultations(of: id))),
    ]
  }

  private var networks: [Anchor] { [frame.anchor(.frameNetworks, .networks)] }

  private func anchor(_ network: Network) -> Anchor {
    Anchor(text: network.name, href: frame.address(.network(network.id)))
  }

  private func address(_ city: City) -> String { frame.address(.city(city.id)) }
}
