public import Civic
import Exact

/// What sources say about a network as a whole, also where they do not agree.
public struct ClaimsPage: Sendable {
  let frame: PageFrame
  let context: FormContext
  let network: Network
  let input: FormInput
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, context: FormContext, network: Network, input: FormInput = FormInput([]),
    problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.context = context
    self.network = network
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { frame.texts }
  private var link: Link { .claims(about: network.id) }

  /// Takes over what was typed into the form of a new statement.
  ///
  /// Written as one that is there already, it is the same statement, so that both stand side by side.
  public static func read(
    _ input: FormInput, about network: Network, in context: FormContext
  ) -> (network: Network, problems: [FieldProblem]) {
    let (claim, problems) = ClaimForm.form.read(input, into: blank(context), in: context)
    guard problems.isEmpty else { return (network, problems) }
    var written = network
    var next = claim
    let typed = claim.statement.text(for: context.contentLanguage).text
    let same = network.claims.first {
      $0.statement.texts.values.contains(typed)
    }
    if let same { next.statement = same.statement }
    written.claims.append(next)
    return (written, [])
  }

  private static func blank(_ context: FormContext) -> Claim {
    Claim(
      statement: Multilingual(original: context.contentLanguage, texts: [:]), value: "",
      source: ID(rawValue: ""))
  }

  public var html: HTML {
    var setting = PageSetting(title: texts(.claimsTitle))
    setting.crumbs = FactCrumbs(frame: frame, atlas: context.atlas).steps(
      of: network, isNew: false)
    let work = WorkFrame(frame: frame, document: context.document)
    return frame.page(
      setting,
      """
      \(work.summary(problems))<h1>\(texts(.claimsTitle))</h1>\
      <p class="lead">\(texts(.claimsLead))</p>\(table)<section><h2>\(texts(.claimAdd))</h2>\
      \(ContentLanguages(frame: frame, context: context, link: link))\(form)</section>
      """)
  }

  private var table: HTML {
    Table(
      id: "claims", caption: texts(.claimsTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.claimStatementField)),
        Table.Column(title: texts(.claimValueField)), Table.Column(title: texts(.factSource)),
        Table.Column(title: texts(.recordRemove)),
      ],
      rows: network.claims.enumerated().map { index, claim in
        Table.Row(cells: [
          frame.content(claim.statement), "\(claim.value)",
          SourceLine(frame: frame, source: context.atlas.source(claim.source)).html,
          removal(index, claim),
        ])
      },
      empty: EmptyState(title: texts(.claimsNone), text: texts(.claimsLead))
    ).html
  }

  private func removal(_ index: Int, _ claim: Claim) -> HTML {
    ActionForm(
      action: frame.address(link), token: frame.csrfField,
      button: Button(
        label: texts(.recordRemove), kind: .quiet,
        spoken: texts(
          .recordSpokenAct,
          [
            "act": .text(texts(.recordRemove)),
            "name": .text("\(frame.words(claim.statement)), \(claim.value)"),
          ])),
      fields: [
        HiddenField(name: "removed", value: String(index)),
        HiddenField(name: "revision", value: String(network.revision)),
      ]
    ).html
  }

  private var form: HTML {
    let blank = Self.blank(context)
    let values = input.names.isEmpty ? ClaimForm.form.input(of: blank, in: context) : input
    var state = FormState(record: blank, values: values)
    state.problems = problems
    let hidden = [
      HiddenField(name: "content", value: context.contentLanguage.rawValue),
      HiddenField(name: "revision", value: String(network.revision)),
    ]
    return Form(
      action: frame.address(link), token: frame.csrfField,
      content: "\(hidden)\(ClaimForm.form.html(state, in: context))",
      buttons: [
        Button(label: texts(.claimAdd)),
        Button(
          label: texts(.formCancel), act: .link(frame.address(.network(network.id))), kind: .quiet),
      ], warnsUnsaved: texts(.formUnsaved)
    ).html
  }
}
