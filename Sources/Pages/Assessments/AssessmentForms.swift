public import Civic
public import Exact
import Exchange
import Maturity

extension SelfAssessment: EditableEntry {
  public static let words = FactWords(add: .assessmentNew, edit: .assessmentEdit)
  public static let entryKind = EntryKind.assessment

  public static let form = RecordForm<SelfAssessment>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("name", .assessmentRoundField, hint: .assessmentRoundHint, \.name),
          .selection("framework", .assessmentFrameworkField, required: \.chosenFramework) {
            entry, context in context.frameworkOptions(for: entry)
          },
          .optional("day", .assessmentDayField, \.day, .day),
          .optional(
            "wantedLevel", .assessmentWantedField, hint: .assessmentWantedHint, \.wantedLevel,
            .whole(1...10)),
          .owner(\.owner),
          .flag(
            "sharesWithPeers", .assessmentShareField, hint: .assessmentShareHint, \.sharesWithPeers),
          .isPublic(\.isPublic),
        ])
    ], rules: { entry, context in entry.problems(in: context.atlas) })

  public static let columns = ["framework", "day"]

  public static func blank(
    id: Exact.ID<SelfAssessment>, city: City, in context: FormContext
  ) -> SelfAssessment {
    var blank = SelfAssessment(id: id, city: city.id, name: context.unwritten)
    blank.framework = context.frameworks.first?.framework.id.rawValue ?? ""
    blank.frameworkVersion = context.frameworks.first?.framework.version ?? ""
    return blank
  }

  public var page: Link { .assessment(id, of: city) }
}

extension Link {
  public static func assessment(_ assessment: ID<SelfAssessment>, of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "assessments", assessment.rawValue)
  }

  /// All rounds by the framework of one, question by question.
  public static func assessmentHistory(
    _ assessment: ID<SelfAssessment>, of city: ID<City>
  ) -> Link {
    Link("cities", city.rawValue, "assessments", assessment.rawValue, "history")
  }

  /// Where a gap becomes a challenge.
  public static func gapChallenge(
    _ question: String, of assessment: ID<SelfAssessment>, in city: ID<City>
  ) -> Link {
    Link(
      "cities", city.rawValue, "assessments", assessment.rawValue, "gaps", question, "challenge")
  }

  /// The questions of one dimension.
  public static func assessmentQuestions(
    _ assessment: ID<SelfAssessment>, of city: ID<City>, dimension: String
  ) -> Link {
    Link("cities", city.rawValue, "assessments", assessment.rawValue, "dimensions", dimension)
  }
}

extension FormContext {
  /// The frameworks in their newest versions; the one that a round has already stays in its own.
  fileprivate func frameworkOptions(for entry: SelfAssessment) -> [FormOption<FrameworkChoice>] {
    let options = frameworks.map { file in
      let id = file.framework.id.rawValue
      return FormOption(
        value: FrameworkChoice(id: id, version: file.framework.version), key: id,
        label: FrameworkFile.pick(file.name, texts.language.rawValue) ?? id)
    }
    let present = entry.chosenFramework
    guard !present.id.isEmpty, !options.contains(where: { $0.value == present }) else {
      return options
    }
    return options + [FormOption(value: present, key: present.id, label: present.id)]
  }
}

/// The texts of a framework in the reader's language, marked where they are in another.
struct FrameworkWords {
  let frame: PageFrame
  let file: FrameworkFile

  private var language: String { frame.language.rawValue }

  func content(_ text: FrameworkFile.Translated?) -> HTML {
    guard let text, let words = FrameworkFile.pick(text, language) else { return .empty }
    guard text[language] == nil, text["en"] != nil else { return "\(words)" }
    return "<span lang=\"en\">\(words)</span>"
  }

  func plain(_ text: FrameworkFile.Translated?) -> String {
    FrameworkFile.pick(text, language) ?? ""
  }

  func name(_ id: String) -> HTML { content(file.texts[id]) }
}
