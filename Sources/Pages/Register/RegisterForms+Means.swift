public import Civic
public import Exact

extension Infrastructure: EditableEntry {
  public static let words = FactWords(add: .infrastructureNew, edit: .infrastructureEdit)
  public static let entryKind = EntryKind.infrastructure

  public static let form = RecordForm<Infrastructure>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, \.name),
          .choice("kind", .infrastructureKindField, \.kind),
          .owner(\.owner),
          .optional("quantity", .infrastructureQuantityField, \.quantity, .decimal),
          .optional(
            "unit", .infrastructureUnitField, hint: .infrastructureUnitHint, \.unit, .line(40)),
          .optional(
            "condition", .infrastructureConditionField, hint: .infrastructureConditionHint,
            \.condition, .whole(1...5)),
          .optional("builtYear", .infrastructureYearField, \.builtYear, .whole(1800...2100)),
          .position("position", .actionPositionField, \.latitude, \.longitude),
          .longText("note", .membershipNoteField, \.note),
          .isPublic(\.isPublic),
        ])
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["kind", "owner", "condition"]

  public static func blank(
    id: Exact.ID<Infrastructure>, city: City, in context: FormContext
  ) -> Infrastructure {
    Infrastructure(id: id, city: city.id, name: context.unwritten, kind: .network)
  }
}

extension ServiceContract: EditableEntry {
  public static let words = FactWords(add: .contractNew, edit: .contractEdit)
  public static let entryKind = EntryKind.contract

  public static let form = RecordForm<ServiceContract>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, \.name),
          .owner(\.owner),
          .optional("supplier", .systemSupplierField, \.supplier, .line()),
          .optional("start", .contractStartField, \.start, .day),
          .optional("end", .contractEndField, \.end, .day),
          .optional("amount", .contractAmountField, hint: .contractAmountHint, \.amount, .money),
          .optional("noticeMonths", .contractNoticeField, \.noticeMonths, .whole(0...120)),
          .longText("note", .membershipNoteField, \.note),
          .isPublic(\.isPublic),
        ])
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["supplier", "owner", "end", "amount"]

  public static func blank(
    id: Exact.ID<ServiceContract>, city: City, in context: FormContext
  ) -> ServiceContract {
    ServiceContract(
      id: id, city: city.id, name: context.unwritten, currency: context.document.plan.currency)
  }
}

extension StaffSkill: EditableEntry {
  public static let words = FactWords(add: .skillNew, edit: .skillEdit)
  public static let entryKind = EntryKind.skill

  public static let form = RecordForm<StaffSkill>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, hint: .skillNameHint, \.name),
          .owner(\.owner),
          .optional("people", .skillPeopleField, hint: .skillPeopleHint, \.people, .decimal),
          .optional("needed", .skillNeededField, \.needed, .decimal),
          .longText("note", .membershipNoteField, \.note),
          .isPublic(\.isPublic),
        ])
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["owner", "people", "needed"]

  public static func blank(
    id: Exact.ID<StaffSkill>, city: City, in context: FormContext
  ) -> StaffSkill {
    StaffSkill(id: id, city: city.id, name: context.unwritten)
  }
}

extension BudgetLine: EditableEntry {
  public static let words = FactWords(add: .budgetNew, edit: .budgetEdit)
  public static let entryKind = EntryKind.budget

  public static let form = RecordForm<BudgetLine>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, \.name),
          .required("year", .yearLabel, \.year, .whole(1990...2100)),
          .choice("kind", .costKindLabel, \.kind),
          .owner(\.owner),
          .amount("planned", .costPlanned, \.planned),
          .optional("actual", .costActual, \.actual, .money),
          .isPublic(\.isPublic),
        ])
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["year", "kind", "planned", "actual"]

  public static func blank(
    id: Exact.ID<BudgetLine>, city: City, in context: FormContext
  ) -> BudgetLine {
    BudgetLine(
      id: id, city: city.id, name: context.unwritten,
      year: context.thisYear, kind: .capital, planned: 0, currency: context.document.plan.currency)
  }
}
