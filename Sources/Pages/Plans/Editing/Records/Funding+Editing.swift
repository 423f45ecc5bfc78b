public import Civic
public import Exact

extension CostLine: EditableRecord {
  public static let form = RecordForm<CostLine>([
    RecordForm.Group(
      nil,
      [
        .planYear("year", .costYearField, \.year),
        .choice("kind", .costKindField, hint: .costKindHint, \.kind),
        .choice("category", .costCategoryField, hint: .costCategoryHint, \.category),
        .text("title", .costTitleField, hint: .costTitleHint, \.title),
        .required("planned", .costPlannedField, hint: .fieldMoneyHint, \.planned, .money),
        .optional("actual", .costActualField, hint: .costActualHint, \.actual, .money),
      ])
  ])

  public static let words = RecordWords(
    plural: .costLinesTitle, add: .costLineAdd, edit: .costLineEdit, none: .costLinesNoneYet,
    noneText: .costLinesTeach)

  public static let columns = [
    RecordColumn<CostLine>(.costYearField) { line, _ in "\(String(line.year))" },
    RecordColumn<CostLine>(.costKindField) { line, context in
      "\(context.texts.name(of: line.kind))"
    },
    RecordColumn<CostLine>(.costPlannedField, isNumeric: true) { line, context in
      "\(context.texts.formats.money(context.money(line.planned)))"
    },
    RecordColumn<CostLine>(.costActualField, isNumeric: true) { line, context in
      line.actual.map { "\(context.texts.formats.money(context.money($0)))" } ?? "–"
    },
  ]

  public var actionOfRecord: Exact.ID<Action>? { action }

  public static func all(in document: PlanDocument) -> [CostLine] { document.costLines }

  public static func blank(
    id: Exact.ID<CostLine>, parent: String?, in document: PlanDocument
  ) -> CostLine? {
    document.action(named: parent).map {
      CostLine(
        id: id, plan: document.plan.id, action: $0, year: document.plan.firstYear, planned: 0)
    }
  }

  public func title(in context: FormContext) -> String {
    title.map { context.words($0) } ?? "\(context.texts.name(of: category)) \(year)"
  }
}

extension FundingCall: EditableRecord {
  public static let form = RecordForm<FundingCall>([
    RecordForm.Group(
      nil,
      [
        .text("name", .callNameField, hint: .callNameHint, \.name),
        .required("version", .callVersionField, hint: .callVersionHint, \.version, .line()),
        .ceilings("ceilings", .callCeilingsField, hint: .callCeilingsHint, \.ceilings),
        .optional("url", .callURLField, hint: .fieldAddressHint, \.url, .address),
      ])
  ])

  public static let words = RecordWords(
    plural: .callsTitle, add: .callAdd, edit: .callEdit, none: .callsNoneYet, noneText: .callsTeach)

  public static let columns = [
    RecordColumn<FundingCall>(.callVersionField) { call, _ in "\(call.version)" },
    RecordColumn<FundingCall>(.callCeilingColumn, isNumeric: true) { call, context in
      call.ceiling(for: context.document.city.regionCategory).map {
        "\(context.texts.formats.percent($0))"
      } ?? "–"
    },
  ]

  public static func all(in document: PlanDocument) -> [FundingCall] { document.fundingCalls }

  public static func blank(
    id: Exact.ID<FundingCall>, parent: String?, in document: PlanDocument
  ) -> FundingCall? {
    FundingCall(id: id, plan: document.plan.id, name: document.unwritten, version: "")
  }
}

extension FundingSource: EditableRecord {
  public static let form = RecordForm<FundingSource>([
    RecordForm.Group(
      nil,
      [
        .text("name", .sourceNameField, hint: .sourceNameHint, \.name),
        .choice("kind", .sourceKindField, hint: .sourceKindHint, \.kind),
        .reference("call", .sourceCallField, hint: .sourceCallHint, \.call) { _, document in
          document.fundingCalls.map { ($0.id, $0.name) }
        },
        .optional(
          "available", .sourceAvailableField, hint: .sourceAvailableHint, \.available, .money),
      ])
  ])

  public static let words = RecordWords(
    plural: .sourcesTitle, add: .sourceAdd, edit: .sourceEdit, none: .sourcesNoneYet,
    noneText: .sourcesTeach)

  public static let columns = [
    RecordColumn<FundingSource>(.sourceKindField) { source, context in
      "\(context.texts.name(of: source.kind))"
    },
    RecordColumn<FundingSource>(.sourceAvailableField, isNumeric: true) { source, context in
      source.available.map { "\(context.texts.formats.money(context.money($0)))" } ?? "–"
    },
  ]

  public static func all(in document: PlanDocument) -> [FundingSource] { document.fundingSources }

  public static func blank(
    id: Exact.ID<FundingSource>, parent: String?, in document: PlanDocument
  ) -> FundingSource? {
    FundingSource(id: id, plan: document.plan.id, name: document.unwritten, kind: .ownBudget)
  }
}

extension FundingLine: EditableRecord {
  public static let form = RecordForm<FundingLine>([
    RecordForm.Group(
      nil,
      [
        .reference("source", .fundingSourceField, hint: .fundingSourceHint, required: \.source) {
          _, document in document.fundingSources.map { ($0.id, $0.name) }
        },
        .choice("status", .fundingStatusField, hint: .fundingStatusHint, \.status),
        .choice("share", .fundingShareField, hint: .fundingShareHint, \.share),
        .optional("percent", .fundingPercentField, hint: .fundingPercentHint, \.percent, .percent),
        .optional("amount", .fundingAmountField, hint: .fundingAmountHint, \.amount, .money),
        .planYear("year", .fundingYearField, hint: .fundingYearHint, \.year),
        .longText("note", .fundingNoteField, \.note),
      ])
  ])

  public static let words = RecordWords(
    plural: .fundingLinesTitle, add: .fundingLineAdd, edit: .fundingLineEdit,
    none: .fundingLinesNoneYet, noneText: .fundingLinesTeach)

  public static let columns = [
    RecordColumn<FundingLine>(.fundingStatusField) { line, context in
      "\(context.texts.name(of: line.status))"
    },
    RecordColumn<FundingLine>(.fundingShareField) { line, context in
      switch line.share {
      case .rate: "\(line.percent.map { context.texts.formats.percent($0) } ?? "–")"
      case .amount:
        "\(line.amount.map { context.texts.formats.money(context.money($0)) } ?? "–")"
      case .rest: "\(context.texts.name(of: line.share))"
      }
    },
  ]

  public var actionOfRecord: Exact.ID<Action>? { action }

  public static func all(in document: PlanDocument) -> [FundingLine] { document.fundingLines }

  /// The first source stands until another is chosen; there has to be one to name.
  public static func blank(
    id: Exact.ID<FundingLine>, parent: String?, in document: PlanDocument
  ) -> FundingLine? {
    document.action(named: parent).map {
      FundingLine(
        id: id, plan: document.plan.id, action: $0,
        source: document.fundingSources.first?.id ?? Exact.ID(rawValue: ""), status: .identified,
        share: .amount)
    }
  }

  public func title(in context: FormContext) -> String {
    context.document.fundingSources.first { $0.id == source }.map { context.words($0.name) } ?? "–"
  }
}
