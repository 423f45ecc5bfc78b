import Civic
import Exact

/// What the pages for working on a plan share: their setting, crumbs and menu.
struct WorkFrame {
  let frame: PageFrame
  let document: PlanDocument

  var plan: Plan { document.plan }
  var texts: Texts { frame.texts }

  /// How records are read where nothing is written.
  var context: FormContext {
    FormContext(document: document, texts: texts, contentLanguage: plan.language)
  }

  func setting(_ title: String, crumbs: [Anchor] = []) -> PageSetting {
    var setting = PageSetting(title: title)
    setting.isDemonstration = plan.isDemonstration
    setting.crumbs =
      [
        Anchor(text: texts(.frameWork), href: frame.address(.work)),
        Anchor(text: planTitle, href: frame.address(.plan(plan.id, .working))),
      ] + crumbs
    return setting
  }

  var planTitle: String { plan.title.isEmpty ? texts(.recordUntitled) : frame.words(plan.title) }

  /// A page below the working plan, with its heading.
  func page(
    _ title: String, crumbs: [Anchor] = [], isWide: Bool = false,
    problems: [FieldProblem] = [], _ content: HTML
  ) -> HTML {
    var setting = setting(title, crumbs: crumbs)
    setting.isWide = isWide
    return frame.page(setting, "\(summary(problems))<h1>\(title)</h1>\(content)")
  }

  func summary(_ problems: [FieldProblem]) -> HTML {
    ErrorSummary(
      title: texts(.formErrors),
      items: problems.enumerated().filter { index, problem in
        problems.firstIndex(of: problem) == index
      }.map(\.element).map {
        ErrorSummary.Item(
          message: texts.sentence($0.message), field: $0.field.isEmpty ? nil : $0.field)
      }
    ).html
  }

  /// A form of one button that takes a step.
  func step(_ label: TextKey, _ link: Link, kind: Button.Kind = .primary) -> HTML {
    ActionForm(
      action: frame.address(link), token: frame.csrfField,
      button: Button(label: texts(label), kind: kind)
    ).html
  }

  func listAnchor<Record: EditableRecord>(_ type: Record.Type) -> Anchor {
    Anchor(
      text: texts(Record.words.plural),
      href: frame.address(.records(Record.entityName, of: plan.id)))
  }

  func title<Record: EditableRecord>(of record: Record) -> String {
    let title = record.title(in: context)
    return title.isEmpty ? texts(.recordUntitled) : title
  }

  /// Whether the viewer may change the content of the plan as it is.
  var mayEdit: Bool { frame.viewer.may(.editContent, .plan(plan)) && plan.phase.isOpen }

  func money(_ amount: MinorUnits) -> String {
    texts.formats.money(Money(minorUnits: amount, currency: plan.currency))
  }
}
