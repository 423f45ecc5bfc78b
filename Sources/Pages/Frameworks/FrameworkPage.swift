public import Civic
import Exact
import Exchange
import Maturity

/// A framework that was written here: its parts, what is still missing, and the steps it can take.
public struct FrameworkPage: Sendable {
  let frame: PageFrame
  let atlas: Atlas
  let framework: WrittenFramework
  let check: FrameworkCheck
  /// All versions of it that the reader may see.
  let versions: [WrittenFramework]
  let problems: [Message]

  public init(
    frame: PageFrame, atlas: Atlas, framework: WrittenFramework, versions: [WrittenFramework],
    problems: [Message] = []
  ) {
    self.frame = frame
    self.atlas = atlas
    self.framework = framework
    self.versions = versions
    self.problems = problems
    check = FrameworkCheck(framework)
  }

  private var texts: Texts { frame.texts }
  private var draft: FrameworkDraft { framework.draft }
  private var mayWrite: Bool {
    !framework.isPublished && framework.mayBeWritten(by: frame.viewer)
  }

  public var html: HTML {
    var setting = PageSetting(title: frame.words(draft.name))
    setting.isPrivate = !framework.isPublished
    setting.crumbs = [Anchor(text: texts(.frameworksTitle), href: frame.address(.frameworks))]
    let owner = FrameworkOwnerName(frame: frame, atlas: atlas).words(framework.owner)
    let items = problems.map { ErrorSummary.Item(message: texts.sentence($0), field: nil) }
    let state = texts(framework.isPublished ? .frameworkPublished : .frameworkDraft)
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))\
      <p class="kicker">\(owner)</p><h1>\(frame.content(draft.name))</h1>\
      <p>\(StatusTag(text: state, tone: framework.isPublished ? .good : .neutral)) \
      \(texts(.frameworkVersion)) \(framework.version) · <code>\(framework.key)</code></p>\
      \(frame.prose(draft.help))\(acts)\(mayWrite ? checks : nil)\(facts)\(parts)\(history)
      """)
  }

  private var acts: HTML {
    let id = framework.id
    var buttons: [HTML] = []
    let revision = HiddenField(name: "revision", value: String(framework.revision))
    if mayWrite {
      if check.errors.isEmpty {
        buttons.append(
          ActionForm(
            action: frame.address(.framework(id, .publication)), token: frame.csrfField,
            button: Button(label: texts(.frameworkPublish)), fields: [revision]
          ).html)
      }
      buttons.append(
        Button(
          label: texts(.frameworkSettings), act: .link(frame.address(.framework(id, .settings))),
          kind: .secondary
        ).html)
    } else if framework.mayBeWritten(by: frame.viewer), versions.allSatisfy(\.isPublished) {
      buttons.append(
        ActionForm(
          action: frame.address(.framework(id, .versions)), token: frame.csrfField,
          button: Button(label: texts(.frameworkNewVersion), kind: .secondary)
        ).html)
    }
    buttons.append(
      Button(
        label: texts(.frameworkExport), act: .link(frame.address(.framework(id, .file))),
        kind: .quiet
      ).html)
    if mayWrite {
      buttons.append(
        ActionForm(
          action: frame.address(.framework(id, .removal)), token: frame.csrfField,
          button: Button(label: texts(.frameworkDiscard), kind: .quiet)
        ).html)
    }
    return "<div class=\"buttons\">\(buttons)</div>"
  }

  private var checks: HTML {
    let missing = check.untranslated.map { language, count in
      texts(
        .frameworkUntranslated,
        ["count": .count(count), "language": .text(texts.name(of: language))])
    }
    let errors = check.errors.map { texts.sentence(draft.naming($0) { frame.words($0) }) }
    let list = { (items: [String]) -> HTML? in
      items.isEmpty ? nil : "<ul>\(items.map { "<li>\($0)</li>" as HTML })</ul>"
    }
    let notice =
      errors.isEmpty
      ? Notice(tone: .good, title: texts(.frameworkReady), content: "\(list(missing))")
      : Notice(
        tone: .warning, title: texts(.frameworkNotReady),
        content: "\(list(errors))\(list(missing))")
    return notice.html
  }

  private var facts: HTML {
    var rows = [
      SummaryList.Row(
        name: texts(.frameworkAggregationField), value: "\(texts.name(of: draft.aggregation))"),
      SummaryList.Row(
        name: texts(.frameworkLanguagesField),
        value: "\(texts.formats.list(draft.languages.map { texts.name(of: $0) }))"),
    ]
    if !draft.levels.isEmpty {
      let names = draft.levels.map { level in
        frame.words(level.name) + (level.from.map { " (\($0))" } ?? "")
      }
      rows.append(
        SummaryList.Row(
          name: texts(.frameworkStepsField), value: "\(names.joined(separator: " · "))"))
    }
    return SummaryList(rows: rows).html
  }

  private var parts: HTML {
    let add: HTML? =
      mayWrite
      ? ButtonRow(buttons: [
        Button(
          label: texts(.frameworkAddDimension),
          act: .link(frame.address(.frameworkPart(.dimension, "new", of: framework.id))),
          kind: .secondary)
      ]).html : nil
    let sections = draft.dimensions.filter { $0.parent == nil }.map { section($0, level: 2) }
    return "\(sections)\(add)"
  }

  private func section(_ dimension: DraftDimension, level: Int) -> HTML {
    let heading = min(level, 5)
    let below = draft.dimensions.filter { $0.parent == dimension.id && $0.id != dimension.id }
    let inner: [HTML] = level < 8 ? below.map { section($0, level: level + 1) } : []
    let questions = dimension.questions.map(question)
    let list: HTML? = questions.isEmpty ? nil : "<ol>\(questions)</ol>"
    let name: HTML =
      mayWrite
      ? """
      <a href="\(frame.address(.frameworkPart(.dimension, dimension.id, of: framework.id)))">\
      \(frame.content(dimension.name))</a>
      """ : frame.content(dimension.name)
    let weight: HTML? =
      dimension.weight.rational == .one
      ? nil
      : " <span class=\"hint\">\(texts(.assessmentWeight)) \(dimension.weight.description)</span>"
    return """
      <section><h\(heading)>\(name)\(weight)</h\(heading)>\
      \(frame.prose(dimension.help))\(list)\(add(to: dimension))\(inner)</section>
      """
  }

  private func add(to dimension: DraftDimension) -> HTML? {
    guard mayWrite else { return nil }
    let link = Link.frameworkPart(.question, "new", of: framework.id)
      .with(query: ["dimension": dimension.id])
    return """
      <p><a href="\(frame.address(link))">\(texts(.frameworkAddQuestion))<span class="unseen">: \
      \(frame.words(dimension.name))</span></a></p>
      """
  }

  private func question(_ question: DraftQuestion) -> HTML {
    let levels = question.levels.map { "<li>\(frame.content($0))</li>" as HTML }
    let details: HTML? =
      levels.isEmpty
      ? nil
      : Details(
        summary: texts(.frameworkLevelCount, ["count": .count(levels.count)]),
        content: "<ol start=\"\(String(question.first))\">\(levels)</ol>"
      ).html
    let name: HTML =
      mayWrite
      ? """
      <a href="\(frame.address(.frameworkPart(.question, question.id, of: framework.id)))">\
      \(frame.content(question.text))</a>
      """ : frame.content(question.text)
    let unit: HTML? = question.indicator.map { " (\($0.unit ?? texts(.frameworkIndicatorGroup)))" }
    return "<li>\(name)\(unit)\(details)</li>"
  }

  private var history: HTML? {
    guard versions.count > 1 else { return nil }
    let items = versions.map { version -> HTML in
      let state = texts(version.isPublished ? .frameworkPublished : .frameworkDraft)
      let day = version.publishedAt.map { " (\(texts.formats.instant($0, .medium)))" } ?? ""
      return """
        <li><a href="\(frame.address(.framework(version.id)))">\(texts(.frameworkVersion)) \
        \(version.version)</a> \(state)\(day)</li>
        """
    }
    return "<section><h2>\(texts(.frameworkVersions))</h2><ul>\(items)</ul></section>"
  }
}
