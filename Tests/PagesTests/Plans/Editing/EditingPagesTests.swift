import Civic
import Exact
import Testing

@testable import Pages

@Suite struct `Pages of editing` {
  private let catalogue: TextCatalogue

  init() throws { catalogue = try TextSources.catalogue() }

  private static let documents = [EditingSample.empty, EditingSample.full]

  @Test(arguments: Language.interface)
  func `have one main heading, unique ids and no inline code`(language: Language) throws {
    let texts = catalogue.texts(for: language)
    for document in Self.documents {
      for (name, page) in try pages(document, texts) {
        let html = page.rendered
        #expect(html.matches(of: /<h1/).count == 1, "\(name)")
        let ids = html.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(
          Set(ids).count == ids.count, "\(name): \(ids.filter { id in ids.count { $0 == id } > 1 })"
        )
        for match in html.matches(of: /(?:aria-describedby|aria-labelledby|for)="([^"]+)"/) {
          for id in match.1.split(separator: " ") {
            #expect(ids.contains(String(id)), "\(name): \(id)")
          }
        }
        #expect(!html.contains(" style=") && !html.contains(" onclick="), "\(name)")
      }
    }
  }

  @Test func `post only with the token`() throws {
    let texts = catalogue.texts(for: .english)
    for document in Self.documents {
      for (name, page) in try pages(document, texts) {
        let form = #/<form [^>]*method="post".*?</form>/#.dotMatchesNewlines()
        for match in page.rendered.matches(of: form) {
          #expect(match.0.contains("name=\"csrf\" value=\"token\""), "\(name)")
        }
      }
    }
  }

  private func pages(
    _ document: PlanDocument, _ texts: Texts
  ) throws -> [(name: String, html: HTML)] {
    let frame = EditingSample.frame(texts)
    let changes = [
      try EditingSample.change(nil, EditingSample.challenge, .added),
      try EditingSample.change(nil, EditingSample.fundingLine, .removed),
    ]
    var comment = ReviewComment(
      id: ID(rawValue: "k1"), plan: document.plan.id, author: ID(rawValue: "b"),
      authorName: "Boris",
      writtenAt: .first, body: "Why so late?\nSooner!")
    comment.recordKind = "action"
    comment.record = "a1"
    let context = EditingSample.context(texts, document)
    var pages: [(name: String, html: HTML)] = [
      (
        "work",
        PlanWorkPage(
          frame: frame, document: document, versions: [], openComments: 2, changes: changes
        ).html
      ),
      ("check", CheckPage(frame: frame, document: document).html),
      ("review", ReviewPage(frame: frame, document: document, comments: [comment]).html),
      ("approval", ApprovalPage(frame: frame, document: document).html),
      ("publication", PublicationPage(frame: frame, document: document, previous: nil).html),
      (
        "history",
        HistoryPage(frame: frame, document: document, changes: changes, record: nil).html
      ),
      ("settings", PlanSettingsPage(frame: frame, context: context).html),
      ("new", PlanSettingsPage(frame: frame, context: context, cities: [document.city]).html),
      ("organisations", OrganisationsPage(frame: frame, document: document).html),
    ]
    for type in EditableKinds.all { pages += recordPages(type, frame, context) }
    if let action = document.actions.first {
      let costs = QuickCosts(action: action, context: context)
      pages.append(("costs", QuickCostPage(frame: frame, costs: costs).html))
    }
    return pages
  }

  private func recordPages<Record: EditableRecord>(
    _ type: Record.Type, _ frame: PageFrame, _ context: FormContext
  ) -> [(name: String, html: HTML)] {
    var pages: [(name: String, html: HTML)] = [
      (
        "list \(Record.entityName)",
        RecordListPage<Record>(frame: frame, document: context.document).html
      )
    ]
    let parent = context.document.actions.first?.id.rawValue
    let needsParent = Record.blank(id: ID(rawValue: "n"), parent: nil, in: context.document) == nil
    if let blank = Record.blank(
      id: ID(rawValue: "n"), parent: needsParent ? parent : nil, in: context.document)
    {
      pages.append(
        (
          "new \(Record.entityName)",
          RecordFormPage(frame: frame, context: context, record: blank, isNew: true, parent: parent)
            .html
        ))
    }
    for record in Record.all(in: context.document) {
      pages.append(
        (
          "edit \(Record.entityName)",
          RecordFormPage(
            frame: frame, context: context, record: record, isNew: false, parent: nil,
            conflict: .init(theirs: record, change: nil)
          ).html
        ))
      pages.append(
        (
          "removal \(Record.entityName)",
          RemovalPage(
            frame: frame, document: context.document, record: RecordReference(record),
            label: record.label, revision: record.revision
          ).html
        ))
    }
    return pages
  }

  @Test func `show both versions where two people saved`() throws {
    let texts = catalogue.texts(for: .english)
    let context = EditingSample.context(texts)
    var theirs = EditingSample.challenge
    theirs.title = EditingSample.text("Queues everywhere")
    theirs.revision = 5
    let mine = Challenge.form.input(of: EditingSample.challenge, in: context)
    let change = try EditingSample.change(EditingSample.challenge, theirs, .changed)
    let html = RecordFormPage(
      frame: EditingSample.frame(texts), context: context, record: theirs, isNew: false,
      parent: nil, input: mine, conflict: .init(theirs: theirs, change: change)
    ).html.rendered
    #expect(html.contains("value=\"Queues\""))
    #expect(html.contains("Queues everywhere"))
    #expect(html.contains("Boris"))
    #expect(html.contains("name=\"revision\" value=\"5\""))
    #expect(html.matches(of: /class="conflict"/).count == 1)
  }

  @Test func `tell what changed by field, in words`() throws {
    let texts = catalogue.texts(for: .english)
    let before = EditingSample.risk
    var after = before
    after.impact = .high
    after.mitigation = EditingSample.text("Train five")
    let html = HistoryPage(
      frame: EditingSample.frame(texts), document: EditingSample.full,
      changes: [try EditingSample.change(before, after, .changed)], record: nil
    ).html.rendered
    for words in [texts(.riskImpactField), "Low", "High", "Train two", "Train five", "Boris"] {
      #expect(html.contains(words), "\(words)")
    }
    #expect(!html.contains(texts(.riskLikelihoodField)))
  }

  @Test func `lead from a finding to the field`() {
    let texts = catalogue.texts(for: .english)
    let html = CheckPage(frame: EditingSample.frame(texts), document: EditingSample.full)
      .html.rendered
    #expect(html.contains("records/action/a2#owner"))
    #expect(html.contains("records/action/a2#cost_line"))
  }

  @Test func `offer one next step`() {
    let texts = catalogue.texts(for: .english)
    for phase in PlanPhase.allCases {
      var document = EditingSample.full
      document.plan.phase = phase
      let html = PlanWorkPage(
        frame: EditingSample.frame(texts), document: document, versions: [], openComments: 0
      ).html.rendered
      #expect(html.matches(of: /class="button primary"/).count == 1, "\(phase)")
    }
  }

  @Test func `are these, to the letter`() throws {
    let texts = catalogue.texts(for: .english)
    let context = EditingSample.context(texts)
    var state = FormState(
      record: EditingSample.attachment,
      values: FormInput([("title", "A <b> file"), ("isPublic", "yes")]))
    state.problems = [FieldProblem(field: "title", message: Message("problemTitle"))]
    #expect(Attachment.form.html(state, in: context).rendered == Self.golden)
  }

  private static let golden = """
    <div class="field invalid"><label for="title">Title</label>\
    <p class="hint" id="title-hint">What the file is, not how it is called.</p>\
    <p class="error" id="title-error">\(Icon.late.html.rendered)<span>Enter a title.</span></p>\
    <input class="w-full" type="text" id="title" name="title" value="A &lt;b&gt; file" required \
    aria-describedby="title-hint title-error" aria-invalid="true"></div>\
    <fieldset id="action" class="group" tabindex="-1"><legend>Action \
    <span class="mark">optional</span></legend><div class="choices">\
    <div class="choice"><input type="radio" id="action-1" name="action" value="" checked>\
    <label for="action-1">Not stated</label></div>\
    <div class="choice"><input type="radio" id="action-2" name="action" value="a1">\
    <label for="action-2">A1 Open the portal</label></div>\
    <div class="choice"><input type="radio" id="action-3" name="action" value="a2">\
    <label for="action-3">A2 Action 2</label></div>\
    <div class="choice"><input type="radio" id="action-4" name="action" value="a3">\
    <label for="action-4">A3 Action 3</label></div></div></fieldset>\
    <div class="field"><div class="choice"><input type="checkbox" id="isPublic" name="isPublic" \
    value="yes" checked aria-describedby="isPublic-hint">\
    <label for="isPublic">Publish the file with the plan</label>\
    <p class="hint" id="isPublic-hint">Files that are not published stay among those who work on \
    the plan.</p></div></div>
    """
}
