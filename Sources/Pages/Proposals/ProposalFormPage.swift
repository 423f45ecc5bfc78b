public import Civic
import Exact

/// The form with which a resident proposes something.
public struct ProposalFormPage: Sendable {
  let frame: PageFrame
  let city: City
  let round: ProposalRound
  let input: FormInput
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, city: City, round: ProposalRound, input: FormInput = FormInput([]),
    problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.city = city
    self.round = round
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: texts(.proposalNew))
    setting.isDemonstration = city.isDemonstration
    setting.crumbs =
      ListenCrumbs.of(city, frame) + [
        Anchor(
          text: frame.words(round.name),
          href: frame.address(.proposalRound(round.id, of: city.id)))
      ]
    let items = problems.map {
      ErrorSummary.Item(
        message: texts.sentence($0.message), field: $0.field.isEmpty ? nil : $0.field)
    }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(texts(.proposalNew))</h1>\
      \(Form(
        action: frame.address(.proposalRound(round.id, of: city.id, "proposals")),
        token: frame.ownToken, content: fields,
        buttons: [Button(label: texts(.proposalSend))], hasFiles: true))\
      \(ListenPrivacy(frame: frame, entry: .open, kind: .proposals))
      """)
  }

  private func notes(
    _ name: String, _ hint: TextKey? = nil, isOptional: Bool = true
  ) -> FieldNotes {
    FieldNotes(
      hint: hint.map { texts($0) },
      error: problems.first { $0.field == name }.map { texts.sentence($0.message) },
      mark: isOptional ? texts(.fieldOptional) : nil)
  }

  private func value(_ name: String) -> String { input[name] ?? "" }

  private var fields: HTML {
    let currency = texts.formats.symbol(of: .usual(in: city.country))
    let all: [HTML] = [
      TextField(
        name: "title", label: texts(.proposalTitleField), value: value("title"),
        notes: notes("title", isOptional: false), isRequired: true, maxLength: 150
      ).html,
      TextArea(
        name: "text", label: texts(.proposalTextField), value: value("text"),
        notes: notes("text", .proposalTextHint, isOptional: false), isRequired: true
      ).html,
      TextField(
        name: "district", label: texts(.actionDistrictField), value: value("district"),
        notes: notes("district"), maxLength: 100
      ).html,
      FieldRow(fields: [
        NumberField(
          name: "latitude", label: texts(.fieldLatitude), value: value("latitude"),
          notes: notes("latitude"), allowsFraction: true
        ).html,
        NumberField(
          name: "longitude", label: texts(.fieldLongitude), value: value("longitude"),
          notes: notes("longitude"), allowsFraction: true
        ).html,
      ]).html,
      MoneyField(
        name: "cost", label: texts(.proposalCostField), value: value("cost"), currency: currency,
        notes: notes("cost")
      ).html,
      FileField(
        name: "file", label: texts(.proposalPictureField),
        notes: notes("file", .proposalPictureHint), accept: "image/jpeg,image/png"
      ).html,
      TextField(
        name: "picture", label: texts(.proposalPictureText), value: value("picture"),
        notes: notes("picture"), maxLength: 300
      ).html,
      TextField(
        name: "credit", label: texts(.proposalCreditField), value: value("credit"),
        notes: notes("credit", .proposalCreditHint), maxLength: 100
      ).html,
    ]
    return all.joined()
  }
}
