public import Civic
import Exact
import Maturity

/// The forms in which a framework is written, part by part.
enum FrameworkForms {
  static let settings = RecordForm<FrameworkDraft>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, \.name),
          .longText("help", .frameworkHelpField, \.help),
          .choice(
            "aggregation", .frameworkAggregationField, hint: .frameworkAggregationHint,
            \.aggregation),
          .choice(
            "redistribution", .frameworkRedistributionField, hint: .frameworkRedistributionHint,
            \.redistribution),
          .several(
            "languages", .frameworkLanguagesField, hint: .frameworkLanguagesHint, \.languages
          ) { _, context in
            Language.interface.map {
              FormOption(value: $0, key: $0.rawValue, label: context.texts.name(of: $0))
            }
          },
          .optional("source", .practiceSourceField, \.source, .line()),
          .optional("licence", .frameworkLicenceField, \.licence, .line()),
        ]),
      RecordForm.Group(.frameworkLevelsGroup, [.frameworkLevels]),
    ],
    rules: { draft, _ in
      draft.languages.isEmpty ? [("languages", Message("frameworkLanguageMissing"))] : []
    })

  static let dimension = RecordForm<DraftDimensionPart>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .entryNameField, \.dimension.name),
          .longText("help", .frameworkHelpField, \.dimension.help),
          .weight(\.dimension.weight),
          .selection(
            "parent", .frameworkParentField, hint: .frameworkParentHint, \.dimension.parent
          ) { part, context in
            part.draft.dimensions.filter { !part.isBelow($0.id) }.map {
              FormOption(value: $0.id, key: $0.id, label: context.words($0.name))
            }
          },
        ])
    ], rules: { part, _ in part.problems })

  static let question = RecordForm<DraftQuestionPart>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("text", .assessmentQuestion, \.question.text),
          .longText("help", .frameworkHelpField, \.question.help),
          .text("evidence", .frameworkEvidenceField, \.question.evidence),
          .selection("dimension", .assessmentDimension, required: \.dimension) { part, context in
            part.draft.dimensions.map {
              FormOption(value: $0.id, key: $0.id, label: context.words($0.name))
            }
          },
          .weight(\.question.weight),
          .words("roles", .frameworkRolesField, hint: .frameworkRolesHint, \.question.roles),
        ]),
      RecordForm.Group(
        .frameworkAnswersGroup,
        [
          .questionLevels,
          .optional(
            "ambition", .frameworkAmbitionField, hint: .frameworkAmbitionHint, \.question.ambition,
            .whole(0...20)),
          .questionTargets,
        ]),
      RecordForm.Group(.frameworkIndicatorGroup, FormField.indicator),
      RecordForm.Group(
        .frameworkSourceGroup,
        [
          .optional("source", .practiceSourceField, \.question.source, .line()),
          .optional("code", .frameworkCodeField, \.question.code, .line(60)),
        ]),
    ], rules: { part, _ in part.problems })
}

/// A dimension with the framework it is a part of.
public struct DraftDimensionPart: Sendable {
  public let draft: FrameworkDraft
  public var dimension: DraftDimension

  public init(draft: FrameworkDraft, dimension: DraftDimension) {
    self.draft = draft
    self.dimension = dimension
  }

  /// Whether another is this one or a part of it.
  func isBelow(_ other: String) -> Bool {
    var next: String? = other
    for _ in 0...draft.dimensions.count {
      guard let id = next else { return false }
      if id == dimension.id { return true }
      next = draft.dimension(id)?.parent
    }
    return true
  }

  var problems: [(field: String, message: Message)] {
    DraftProblems.weight(dimension.weight)
  }
}

/// A question with the framework and the dimension that asks it.
public struct DraftQuestionPart: Sendable {
  public let draft: FrameworkDraft
  public var dimension: String
  public var question: DraftQuestion

  public init(draft: FrameworkDraft, dimension: String, question: DraftQuestion) {
    self.draft = draft
    self.dimension = dimension
    self.question = question
  }

  var problems: [(field: String, message: Message)] {
    var problems = DraftProblems.weight(question.weight)
    if question.indicator == nil, question.levels.count < 2 {
      problems.append(("levels", Message("frameworkLevelsWanted")))
    }
    let range = question.first...(question.first + max(question.levels.count, 1) - 1)
    if let ambition = question.ambition, question.indicator == nil, !range.contains(ambition) {
      problems.append(("ambition", Message("frameworkAmbitionScale")))
    }
    let isKnown = question.targets.allSatisfy { target in
      TargetWord(rawValue: target) != nil || ExactDecimal(target) != nil
    }
    if !isKnown { problems.append(("targets", TargetWord.unknown)) }
    return problems
  }
}

enum DraftProblems {
  /// The reader of files takes no more than a million, and three decimals.
  static func weight(_ weight: ExactDecimal) -> [(field: String, message: Message)] {
    let thousandths = weight.rational * Rational(1000)
    let isFine =
      !weight.rational.isNegative && weight.rational <= Rational(1_000_000)
      && thousandths.floor == thousandths.ceiling
    return isFine ? [] : [("weight", Message("frameworkWeightWanted"))]
  }
}

extension FormField where Record == DraftQuestionPart {
  /// The described levels, lowest first; an empty row ends them.
  static var questionLevels: FormField {
    .rows(
      "levels", .frameworkLevelsField, hint: .frameworkLevelsHint, count: 10,
      \.question.levels)
  }

  static var indicator: [FormField] {
    [
      .flag("isIndicator", .frameworkIsIndicatorField, \.isIndicator),
      .optional("unit", .frameworkUnitField, \.unit, .line(60)),
      .flag("isLower", .frameworkLowerField, \.isLowerBetter),
      .optional("worst", .frameworkWorstField, \.worst, .decimal),
      .optional("target", .frameworkBenchmarkField, \.target, .decimal),
    ]
  }
}

extension DraftQuestionPart {
  var isIndicator: Bool {
    get { question.indicator != nil }
    set { question.indicator = newValue ? question.indicator ?? DraftIndicator() : nil }
  }

  var unit: String? {
    get { question.indicator?.unit }
    set { question.indicator?.unit = newValue }
  }

  var isLowerBetter: Bool {
    get { question.indicator?.direction == .lowerIsBetter }
    set { question.indicator?.direction = newValue ? .lowerIsBetter : .higherIsBetter }
  }

  var worst: ExactDecimal? {
    get { question.indicator?.worst }
    set { question.indicator?.worst = newValue }
  }

  var target: ExactDecimal? {
    get { question.indicator?.target }
    set { question.indicator?.target = newValue }
  }
}
