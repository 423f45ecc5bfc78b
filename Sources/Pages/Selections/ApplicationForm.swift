public import Civic
public import Exact

extension CityApplication: EditableFact {
  public static let words = FactWords(add: .applicationEdit, edit: .applicationEdit)

  public static let form = RecordForm<CityApplication>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .choice("applicant", .applicationApplicant, \.applicant),
          .several("themes", .callThemesField, \.themes) { _, context in
            (context.call?.themeNames ?? []).enumerated().map {
              FormOption(
                value: $0.offset, key: String($0.offset), label: context.words($0.element))
            }
          },
          .longText("challenges", .applicationChallenges, hint: .oneALine, \.challenges),
          .longText("offers", .applicationOffers, hint: .oneALine, \.offers),
          .longText("wishes", .applicationWishes, hint: .oneALine, \.wishes),
        ]),
      RecordForm.Group(
        .applicationCommitment,
        [
          .longText("commitment", .applicationCommitmentText, \.commitment),
          .flag("isCommitted", .applicationCommitted, \.isCommitted),
          .optional(
            "contact", .applicationContact, hint: .applicationContactHint, \.contact, .line()),
          .choice("partner", .applicationPartner, \.partner),
          .optional("partnerName", .applicationPartnerName, \.partnerName, .line()),
          .handedIn,
        ]),
    ], rules: { application, context in application.problems(in: context.atlas) })

  /// Applications start from their call, not from an empty form.
  public static func blank(
    id: Exact.ID<CityApplication>, parent: String?, in context: FormContext
  ) -> CityApplication? { nil }

  public func name(in context: FormContext) -> String {
    context.words(context.atlas.city(city)?.name)
  }

  public var page: Link { .application(id) }
}

extension FormField where Record == CityApplication {
  /// A line for each document that the call asks for.
  fileprivate static var handedIn: FormField {
    let names = { @Sendable (context: FormContext) in context.call?.documentNames ?? [] }
    return FormField(
      name: "documents", label: .applicationDocuments, hint: .applicationDocumentsHint,
      properties: ["documents"],
      read: { application, context in
        names(context).indices.map { number in
          let present = application.documents
          return (
            "documents-\(number)", present.indices.contains(number) ? present[number] : ""
          )
        }
      },
      write: { input, application, context in
        let typed = names(context).indices.map { (input["documents-\($0)"] ?? "").tidied }
        if let long = typed.firstIndex(where: { $0.count > 500 || $0.contains("\n") }) {
          return [FormLimits.tooLong("documents-\(long)", 500)]
        }
        application.documents = typed
        return []
      },
      shown: { application, _ in application.documents.joined(separator: "\n") },
      control: { state in
        let fields = names(state.context).enumerated().map { number, name in
          TextField(
            name: "documents-\(number)", label: state.context.words(name),
            value: state.values["documents-\(number)"] ?? "",
            notes: FieldNotes(error: state.problem(at: "documents-\(number)"))
          ).html
        }
        guard !fields.isEmpty else { return .empty }
        return Fieldset(
          id: "documents", legend: state.label, notes: state.notes(), content: fields.joined()
        ).html
      })
  }
}
