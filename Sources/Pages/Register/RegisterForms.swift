public import Civic
public import Exact

extension Strategy: EditableEntry {
  public static let words = FactWords(add: .strategyNew, edit: .strategyEdit)
  public static let entryKind = EntryKind.strategy

  public static let form = RecordForm<Strategy>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, \.name),
          .choice("kind", .strategyKindField, \.kind),
          .owner(\.owner),
          .optional("adoptedBy", .strategyAdoptedByField, \.adoptedBy, .line()),
          .optional("adoptedOn", .strategyAdoptedOnField, \.adoptedOn, .day),
          .optional("validUntil", .strategyValidUntilField, \.validUntil, .day),
          .longText(
            "commitments", .strategyCommitmentsField, hint: .strategyCommitmentsHint, \.commitments),
          .optional("url", .cityWebsite, \.url, .address),
          .isPublic(\.isPublic),
        ])
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["kind", "owner", "validUntil"]

  public static func blank(
    id: Exact.ID<Strategy>, city: City, in context: FormContext
  ) -> Strategy {
    Strategy(id: id, city: city.id, name: context.unwritten, kind: .strategy)
  }
}

extension InformationSystem: EditableEntry {
  public static let words = FactWords(add: .systemNew, edit: .systemEdit)
  public static let entryKind = EntryKind.system

  public static let form = RecordForm<InformationSystem>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, \.name),
          .longText("purpose", .systemPurposeField, \.purpose),
          .owner(\.owner),
          .optional("supplier", .systemSupplierField, \.supplier, .line()),
          .optional("sinceYear", .systemSinceField, \.sinceYear, .whole(1950...2100)),
          .choice("state", .systemStateField, \.state),
          .flag("hasPersonalData", .systemPersonalField, \.hasPersonalData),
          .flag("hasInterface", .systemInterfaceField, hint: .systemInterfaceHint, \.hasInterface),
          .selection("contract", .systemContractField, \.contract) { $1.contractOptions },
          .isPublic(\.isPublic),
        ])
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["owner", "state", "contract"]

  public static func blank(
    id: Exact.ID<InformationSystem>, city: City, in context: FormContext
  ) -> InformationSystem {
    InformationSystem(id: id, city: city.id, name: context.unwritten)
  }
}

extension Dataset: EditableEntry {
  public static let words = FactWords(add: .datasetNew, edit: .datasetEdit)
  public static let entryKind = EntryKind.dataset

  public static let form = RecordForm<Dataset>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, \.name),
          .longText("summary", .entrySummaryField, \.summary),
          .owner(\.owner),
          .choice("openness", .datasetOpennessField, \.openness),
          .optional("licence", .datasetLicenceField, hint: .datasetLicenceHint, \.licence, .line()),
          .choice("updates", .datasetUpdatesField, \.updates),
          .optional("url", .cityWebsite, \.url, .address),
          .selection("system", .serviceSystemField, \.system) { $1.systemOptions },
          .isPublic(\.isPublic),
        ])
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["owner", "openness", "updates"]

  public static func blank(
    id: Exact.ID<Dataset>, city: City, in context: FormContext
  ) -> Dataset {
    Dataset(id: id, city: city.id, name: context.unwritten)
  }
}
