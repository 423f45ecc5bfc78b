public import Civic
public import Exact

extension Practice: EditableEntry {
  public static let words = FactWords(add: .practiceNew, edit: .practiceEdit)
  public static let entryKind = EntryKind.practice

  public static let form = RecordForm<Practice>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, \.name),
          .choice("outcome", .practiceOutcomeField, hint: .practiceOutcomeHint, \.outcome),
          .choice("theme", .serviceThemeField, \.theme),
          .words("themes", .actionThemesField, hint: .actionThemesHint, \.themes),
          .goals("goals", .actionGoalsField, hint: .actionGoalsHint, \.goals),
          .policyCodes("policyCodes", .actionPolicyField, hint: .actionPolicyHint, \.policyCodes),
          .longText("context", .practiceContextField, hint: .practiceContextHint, \.context),
          .longText("problem", .policyProblemField, \.problem),
          .longText("done", .correctionNameField, \.done),
          .optional("startYear", .policyFrom, \.startYear, .whole(1950...2100)),
          .optional("cost", .pilotCostField, \.cost, .money),
          .longText("staff", .practiceStaffField, \.staff),
        ]),
      RecordForm.Group(
        .pilotResultLegend,
        [
          .longText("baseline", .pilotBaselineField, \.baseline),
          .longText("result", .practiceResultField, \.result),
          .longText("evidence", .practiceEvidenceField, \.evidence),
          .optional("evidenceURL", .feedAddressField, \.evidenceURL, .address),
          .longText("why", .practiceWhyField, \.why),
          .longText("avoid", .practiceAvoidField, \.avoid),
          .longText("conditions", .pilotTransferField, \.conditions),
        ]),
      RecordForm.Group(
        .practiceShareLegend,
        [
          .owner(\.owner),
          .optional(
            "contact", .practiceContactField, hint: .practiceContactHint, \.contact, .line()),
          .longText("source", .practiceSourceField, \.source),
          .choice(
            "visibility", .practiceVisibilityField, hint: .practiceVisibilityHint, \.visibility),
          .reviewAgain,
        ]),
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["outcome", "theme", "startYear", "visibility"]

  public static func blank(id: Exact.ID<Practice>, city: City, in context: FormContext) -> Practice
  {
    Practice(
      id: id, city: city.id, name: context.unwritten, currency: context.document.plan.currency)
  }

  public var page: Link { .practice(id) }
}

extension FormField where Record == Practice {
  /// What is written anew has to be reviewed anew.
  static var reviewAgain: FormField {
    FormField(
      name: "review", label: .practiceCheck, properties: [], read: { _, _ in [] },
      write: { _, practice, _ in
        practice.review = .draft
        return []
      }, shown: { practice, context in context.texts.name(of: practice.review) },
      control: { _ in .empty })
  }
}

extension Adoption: EditableEntry {
  public static let words = FactWords(add: .adoptionNew, edit: .adoptionEdit)
  public static let entryKind = EntryKind.adoption

  public static let form = RecordForm<Adoption>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, \.name),
          .selection("practice", .adoptionPracticeField, \.practice) { _, context in
            context.practices.map {
              FormOption(value: $0.id, key: $0.id.rawValue, label: context.words($0.name))
            }
          },
          .owner(\.owner),
          .optional("startYear", .policyFrom, \.startYear, .whole(1950...2100)),
          .longText("changed", .adoptionChangedField, \.changed),
          .choice(
            "outcome", .practiceOutcomeField, \.outcome, among: PracticeOutcome.judged),
          .longText("result", .correctionOutcomeField, \.result),
          .isPublic(\.isPublic),
        ])
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["practice", "startYear", "outcome"]

  public static func blank(id: Exact.ID<Adoption>, city: City, in context: FormContext) -> Adoption
  {
    Adoption(id: id, city: city.id, name: context.unwritten)
  }

  public var page: Link {
    practice.map { .practice($0) } ?? .register(of: city, .adoption)
  }
}

extension Link {
  public static let practices = Link("practices")

  public static func practice(_ practice: ID<Practice>) -> Link {
    Link("practices", practice.rawValue)
  }

  public static let practiceComparison = Link("practices", "compared")

  /// Where a practice becomes an action.
  public static func practiceAdoption(_ practice: ID<Practice>) -> Link {
    Link("practices", practice.rawValue, "adoptions")
  }

  /// What others did about something like a challenge.
  public static func similarPractices(_ challenge: ID<Challenge>, of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "work", "challenges", challenge.rawValue, "practices")
  }

  public static func practiceReview(_ practice: ID<Practice>) -> Link {
    Link("practices", practice.rawValue, "review")
  }

  /// The documents of a practice: where one is sent to, where one is, or a step with it: `removal`.
  public static func practiceFile(
    _ file: ID<HandedFile>?, of practice: ID<Practice>, _ part: String? = nil
  ) -> Link {
    let parts = ["practices", practice.rawValue, "files"]
    return Link(parts: parts + [file?.rawValue, part].compactMap { $0 })
  }
}
