public import Civic
public import Exact

extension PublicService: EditableEntry {
  public static let words = FactWords(add: .serviceNew, edit: .serviceEdit)
  public static let entryKind = EntryKind.service

  public static let form = RecordForm<PublicService>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, hint: .serviceNameHint, \.name),
          .optional("code", .serviceCodeField, hint: .serviceCodeHint, \.code, .line(60)),
          .longText("summary", .entrySummaryField, \.summary),
          .choice("theme", .serviceThemeField, \.theme),
          .owner(\.owner),
          .several("channels", .serviceChannelsField, \.channels) { _, context in
            ServiceChannel.allCases.map {
              FormOption(value: $0, key: $0.rawValue, label: context.texts.name(of: $0))
            }
          },
          .choice(
            "digitalLevel", .serviceLevelField, hint: .serviceLevelHint, \.digitalLevel),
          .text("fee", .serviceFeeField, hint: .serviceFeeHint, \.fee),
          .optional("processingDays", .serviceDaysField, \.processingDays, .whole(0...3650)),
          .longText("requirements", .serviceRequirementsField, \.requirements),
          .longText("output", .serviceOutputField, \.output),
          .longText("legalBasis", .serviceLegalField, \.legalBasis),
          .optional("legalBasisURL", .serviceLegalURLField, \.legalBasisURL, .address),
          .optional("url", .serviceURLField, \.url, .address),
          .optional("contact", .serviceContactField, \.contact, .line()),
          .optional(
            "usersPerYear", .serviceUsersField, \.usersPerYear, .whole(0...1_000_000_000)),
          .optional("usersYear", .serviceUsersYearField, \.usersYear, .whole(1990...2100)),
          .selection("system", .serviceSystemField, \.system) { $1.systemOptions },
          .isPublic(\.isPublic),
        ])
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["digitalLevel", "owner", "usersPerYear"]

  public static func blank(
    id: Exact.ID<PublicService>, city: City, in context: FormContext
  ) -> PublicService {
    PublicService(id: id, city: city.id, name: context.unwritten)
  }
}
