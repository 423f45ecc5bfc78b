@testable import Pages

/// A page with every component, to look at and to check as a whole.
enum ComponentSamples {
  static let languages = [("en", "English"), ("mk", "Македонски"), ("sl", "Slovenščina")]

  static func page(_ content: HTML) -> PageShell {
    PageShell(
      language: "en", title: "Gallery", summary: "Every component",
      words: PageShell.Words(
        skipToContent: "Skip to the content", navigation: "Main", languages: "Language",
        account: "Account", footer: "About this site"),
      navigation: [
        Anchor(text: "Cities", href: "/cities"), Anchor(text: "Networks", href: "/networks"),
        Anchor(text: "Plans", href: "/plans", isCurrent: true),
        Anchor(text: "My work", href: "/work"),
      ],
      scope: Anchor(text: "Нова Речица", href: "/cities/1"),
      demonstration: "Demonstration: this city and its plan are invented.",
      alternates: languages.map {
        PageShell.Alternate(
          language: $0.0, name: $0.1, href: "/\($0.0)/gallery", isCurrent: $0.0 == "en",
          choice: "/language/\($0.0)")
      },
      account: .signedIn(
        name: "Ana Petrovska", links: [Anchor(text: "My account", href: "/account")],
        signOut: ActionForm(
          action: "/sign-out", token: HiddenField(name: "csrf", value: "t"),
          button: Button(label: "Sign out", kind: .quiet))),
      flash: Notice(tone: .good, content: "<p>The plan is published.</p>", isLive: true),
      footer: PageShell.Footer(
        links: [
          Anchor(text: "About", href: "/about"),
          Anchor(text: "Accessibility", href: "/accessibility"),
          Anchor(text: "Languages", href: "/languages"),
        ],
        logHead: (
          "Head of the public log:", "sha256:8d3f0a61c2b94e75f0d1a2b3c4d5e6f708192a3b4c5d6e7f8091"
        )),
      lead: Breadcrumbs(
        label: "Where you are",
        steps: [Anchor(text: "Plans", href: "/plans"), Anchor(text: "Digital city", href: "/p/1")],
        current: "Gallery"
      ).html + tabs, isWide: true, content: content)
  }

  static let tabs = Tabs(
    label: "Views of the plan",
    tabs: [
      Tabs.Tab(text: "Overview", href: "?v=1", isCurrent: true),
      Tabs.Tab(text: "Actions", href: "?v=2", count: "45"),
      Tabs.Tab(text: "Financiranje", href: "?v=3"),
      Tabs.Tab(text: "Ризици", href: "?v=4", count: "7"),
    ]
  ).html

  static let facts: HTML = """
    <h1>Local Digital Action Plan of Нова Речица</h1>\
    <p class="lead">From registers on paper to services that answer within a day: 45 actions over \
    five years, costed and funded.</p>\
    \(KeyFigures(figures: [
      KeyFigures.Figure(value: "45", label: "actions", note: "in 6 objectives", href: "/a"),
      KeyFigures.Figure(value: "€4.82m", label: "cost 2026–2030"),
      KeyFigures.Figure(value: "71 %", label: "secured", note: "€1.40m to find"),
      KeyFigures.Figure(value: "3", label: "late actions", href: "/late"),
    ]))\
    <section><h2>The problem in one paragraph</h2><p>A resident who moves within the city visits \
    four counters with the same papers. Работиме за да исчезне тоа патување: еднаш дадениот податок \
    не се бара повторно. <a href="/more">How we found out</a></p>\
    \(ProgressBar(id: "progress", label: "Tasks", share: 0.58, text: "7 of 12 done"))\
    \(TagList(tags: [Tag(text: "SDG 11", href: "/sdg/11"), Tag(text: "RSO1.2"), Tag(text: "Mobility")]))</section>
    """

  static let states: HTML = """
    <section><h2>States and notices</h2><p>\
    \(Tone.allCases.map { StatusTag(text: $0.rawValue, tone: $0).html }.joined(separator: " ")) \
    \(StatusTag(text: "paused", tone: .neutral, icon: .pause))</p>\
    \(Notice(title: "Two sources disagree", content: "<p>One counts four capitals, one five.</p>"))\
    \(Notice(tone: .warning, content: "<p>Unsaved since 12:04.</p>"))\
    \(Notice(tone: .bad, title: "The file is not a workbook", content: "<p>Save it as .xlsx.</p>"))\
    \(EmptyState(title: "No challenges yet", text: "Begin with what residents complain about most; objectives answer challenges.", acts: [Button(label: "Add a challenge", act: .link("/new"), icon: .plus)]))\
    \(Details(summary: "Where these figures come from", content: "<p>City budget 2026.</p>"))</section>
    """

  static let lists: HTML = """
    <section><h2>Lists</h2>\(SummaryList(rows: [
      SummaryList.Row(
        name: "Owner", value: "City of Нова Речица",
        acts: [Button(label: "Change", act: .link("/edit"), kind: .quiet, spoken: "Change owner")]),
      SummaryList.Row(name: "Period", value: "2026–2030"),
    ]))\(CardGrid(cards: [
      Card(
        title: "Една адреса за сите услуги", href: "/a/1", kicker: "A1",
        content: "<p>One form, one place, one answer.</p>",
        foot: StatusTag(text: "ongoing", tone: .progress).html, language: "mk"),
      Card(title: "Open data portal", href: "/a/2", kicker: "A4", foot: "<span>€90,000</span>"),
      Card(title: "Sensors in the river", kicker: "A5", content: "<p>Levels every ten minutes.</p>"),
    ]))<h3>History</h3>\(Timeline(entries: [
      Timeline.Entry(
        time: "3 March 2026", machineTime: "2026-03-03", title: "Approved by the council",
        icon: .check),
      Timeline.Entry(time: "1 February 2026", machineTime: "2026-02-01", title: "Sent to review"),
    ]))<h3>Why</h3>\(DefinitionTree(nodes: [
      DefinitionTree.Node(
        title: "Slow services", text: "Weeks for a decision",
        children: [
          DefinitionTree.Node(title: "Registers on paper"),
          DefinitionTree.Node(
            title: "No sign-in", children: [DefinitionTree.Node(title: "No budget line")]),
        ])
    ]))</section>
    """

  static let table: HTML = """
    <section><h2>Tables</h2>\(FilterBar(
      action: "/actions", label: "Filter actions",
      fields: [
        TextField(name: "q", label: "Words", kind: .search).html,
        Select(
          name: "state", label: "Status",
          choices: [
            Choice(value: "late", label: "Late", isChosen: true), Choice(value: "done", label: "Done"),
          ], placeholder: "All").html,
      ], submit: "Show", clear: Anchor(text: "Clear", href: "/actions"), count: "3 of 45 actions"))\
    \(Table(
      id: "actions", caption: "Actions",
      columns: [
        Table.Column(title: "Action", sort: Table.Sort(href: "?s=a", current: .ascending)),
        Table.Column(title: "Status"),
        Table.Column(title: "Cost", isNumeric: true, sort: Table.Sort(href: "?s=c")),
        Table.Column(title: "Buttons", hidesTitle: true),
      ],
      rows: [("A1 Една адреса", "€120,000.00"), ("A2 Sign in once", "€72,075.00")].map {
        Table.Row(cells: [
          "<a href=\"/a\">\($0.0)</a>", StatusTag(text: "late", tone: .bad).html, "\($0.1)",
          Button(label: "Edit", act: .link("/e"), kind: .quiet, spoken: "Edit \($0.0)").html,
        ])
      }, foot: [Table.Row(cells: ["Sum", "", "€192,075.00", ""])], note: "In euro, to the cent"))\
    \(RowTemplate(
      id: "new-row",
      row: "<tr><th scope=\"row\"><label for=\"row-NUMBER\">New</label></th><td><input id=\"row-NUMBER\" name=\"rows[NUMBER]\"></td><td></td><td></td></tr>"
    ))<p>\(Button(label: "Add a row", act: .submit(name: "add"), kind: .secondary, adds: "new-row"))</p>\
    \(Pagination(
      label: "Pages of actions", previous: Anchor(text: "Previous", href: "?p=1"),
      next: Anchor(text: "Next", href: "?p=3"),
      steps: [
        .page(number: "1", href: "?p=1", spoken: "Page 1", isCurrent: false),
        .page(number: "2", href: "?p=2", spoken: "Page 2", isCurrent: true), .gap,
        .page(number: "9", href: "?p=9", spoken: "Page 9", isCurrent: false),
      ]))</section>
    """

  static let form: HTML = """
    <section><h2>Forms</h2>\(ErrorSummary(
      title: "Two things to mend",
      items: [
        ErrorSummary.Item(message: "Give the action a title", field: "title"),
        ErrorSummary.Item(message: "The end lies before the start", field: "end"),
      ]))\(Form(
        action: "/actions", token: HiddenField(name: "csrf", value: "t"), content: fields,
        buttons: [
          Button(label: "Save the action"), Button(label: "Preview", kind: .secondary),
          Button(label: "Delete", kind: .danger), Button(label: "Cancel", act: .link("/"), kind: .quiet),
        ], warnsUnsaved: "yes"))</section>
    """

  static let fields: HTML = """
    \(TextField(
      name: "title", label: "Title",
      notes: FieldNotes(hint: "What people will call it.", error: "Give the action a title"),
      isRequired: true))\
    \(TextArea(
      name: "about", label: "Description", value: "Line\none",
      notes: FieldNotes(
        conflict: ConflictNote(text: "Saved meanwhile by Marko, 12:04", value: "Другиот текст"),
        mark: "optional")))\
    \(FieldRow(fields: [
      DateField(name: "start", label: "Start", value: "2026-01-15").html,
      DateField(
        name: "end", label: "End", value: "2025-01-15",
        notes: FieldNotes(error: "The end lies before the start")).html,
      NumberField(name: "staff", label: "Staff", value: "1,5", unit: "FTE", allowsFraction: true).html,
      MoneyField(name: "cost", label: "Cost", value: "72.075,00", currency: "EUR").html,
    ]))\
    \(Select(
      name: "owner", label: "Owner",
      choices: [Choice(value: "1", label: "City"), Choice(value: "2", label: "Water works")],
      placeholder: "Choose…"))\
    \(Radios(
      name: "kind", legend: "What kind of plan is it?",
      choices: [
        Choice(
          value: "l", label: "Local Digital Action Plan", hint: "As in the Western Balkans network",
          isChosen: true),
        Choice(value: "i", label: "Integrated Action Plan"),
      ], isQuestion: true))\
    \(Checkboxes(
      name: "themes", legend: "Themes",
      choices: ["Mobility", "Енергија", "Data"].map { Choice(value: $0, label: $0) }, isInline: true))\
    \(Checkbox(name: "public", label: "Show on the public page", isChosen: true))\
    \(FileField(name: "file", label: "Workbook", accept: ".xlsx,.csv"))
    """

  static let all: HTML = "\(facts)\(states)\(lists)\(table)\(form)"
}
