public import Civic
import Exact

/// Who may vote: the register and codes to hand out, for the people of the city.
public struct VoterRegisterPage: Sendable {
  let frame: PageFrame
  let city: City
  let consultation: Consultation
  let changes: [JSONValue]
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, city: City, consultation: Consultation, changes: [JSONValue],
    problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.city = city
    self.consultation = consultation
    self.changes = changes
    self.problems = problems
  }

  private var texts: Texts { frame.texts }

  private func address(_ part: Link.ConsultationPart) -> String {
    frame.address(.consultation(consultation.id, part))
  }

  private func error(_ field: String) -> String? {
    problems.first { $0.field == field }.map { texts.sentence($0.message) }
  }

  public var html: HTML {
    var setting = ConsultationHeading(frame: frame, city: city, consultation: consultation)
      .setting(title: texts(.voteRegisterTitle))
    setting.isPrivate = true
    let items = problems.map {
      ErrorSummary.Item(message: texts.sentence($0.message), field: $0.field)
    }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))\
      <h1>\(texts(.voteRegisterTitle))</h1><p class="lead">\(texts(.voteRegisterText))</p>\
      \(upload)\(codes)\(RegisterChanges(frame: frame, changes: changes))
      """)
  }

  private var upload: HTML {
    let hint: TextKey =
      switch consultation.entry {
      case .email: .voteRegisterEmailHint
      case .register: .voteRegisterNumberHint
      case .code: .voteRegisterCodeHint
      }
    return """
      <section><h2>\(texts(.voteRegisterUpload))</h2>\
      \(Form(
        action: address(.register), token: frame.csrfField,
        content: FileField(
          name: "file", label: texts(.voteRegisterFile),
          notes: FieldNotes(hint: texts(hint), error: error("file")), accept: ".csv,.txt",
          isRequired: true
        ).html,
        buttons: [
          Button(label: texts(.voteRegisterAdd), act: .submit(name: "step", value: "add")),
          Button(
            label: texts(.voteRegisterRemove), act: .submit(name: "step", value: "remove"),
            kind: .secondary),
        ], hasFiles: true))</section>
      """
  }

  private var codes: HTML? {
    guard consultation.entry == .code else { return nil }
    return """
      <section><h2>\(texts(.voteCodesTitle))</h2><p>\(texts(.voteCodesText))</p>\
      \(Form(
        action: address(.codes), token: frame.csrfField,
        content: NumberField(
          name: "count", label: texts(.voteCodesField),
          notes: FieldNotes(error: error("count")), isRequired: true
        ).html,
        buttons: [Button(label: texts(.voteCodesMake))]))</section>
      """
  }
}

/// Every change of a register, as the public log has its digest.
struct RegisterChanges: Component {
  let frame: PageFrame
  let changes: [JSONValue]

  var html: HTML {
    let texts = frame.texts
    let rows = changes.map { change -> Table.Row in
      let at = change["at"]?.string.flatMap { Instant($0) }
      let number = { (name: String) -> HTML in
        "\(change[name]?.string.flatMap { Int($0) }.map { texts.formats.number($0) } ?? "–")"
      }
      return Table.Row(cells: [
        "\(at.map { texts.formats.instant($0, .medium) } ?? "–")", number("added"),
        number("removed"), number("size"), number("paper"),
        "<code>\(Digest(of: change).rawValue.prefix(19))…</code>",
      ])
    }
    return Table(
      id: "register-changes", caption: texts(.voteRegisterChanges),
      columns: [
        Table.Column(title: texts(.decisionTime)),
        Table.Column(title: texts(.voteRegisterAdded), isNumeric: true),
        Table.Column(title: texts(.voteRegisterRemoved), isNumeric: true),
        Table.Column(title: texts(.voteRegisterSize), isNumeric: true),
        Table.Column(title: texts(.votePaperTitle), isNumeric: true),
        Table.Column(title: texts(.decisionDigest)),
      ], rows: rows,
      empty: EmptyState(
        title: texts(.voteRegisterNone), text: texts(.voteRegisterNoneText))
    ).html
  }
}
