public import Civic
public import Exact
public import Maturity

/// What differs between two versions of a framework, question by question; questions are the same by
/// their identifier.
public struct FrameworkDifference: Sendable {
  /// In the order of the newer version, what was removed last.
  public let changes: [(question: ID<Question>, changes: [QuestionChange])]

  public init(from old: FrameworkFile, to new: FrameworkFile) {
    let before = Self.places(in: old.framework)
    let after = Self.places(in: new.framework)
    var changes: [(ID<Question>, [QuestionChange])] = []
    for question in new.framework.questions {
      guard let earlier = before[question.id], let now = after[question.id] else {
        changes.append((question.id, [.added]))
        continue
      }
      let found = Self.changes(from: earlier, in: old, to: now, in: new)
      if !found.isEmpty { changes.append((question.id, found)) }
    }
    for question in old.framework.questions where after[question.id] == nil {
      changes.append((question.id, [.removed]))
    }
    self.changes = changes
  }

  public subscript(question: ID<Question>) -> [QuestionChange] {
    changes.first { $0.question == question }?.changes ?? []
  }

  private struct Place {
    let question: Question
    let dimension: ID<Dimension>
  }

  private static func places(in framework: Framework) -> [ID<Question>: Place] {
    var places: [ID<Question>: Place] = [:]
    func take(_ dimension: Dimension) {
      for question in dimension.questions {
        places[question.id] = Place(question: question, dimension: dimension.id)
      }
      dimension.parts.forEach(take)
    }
    framework.dimensions.forEach(take)
    return places
  }

  private static func changes(
    from old: Place, in oldFile: FrameworkFile, to new: Place, in newFile: FrameworkFile
  ) -> [QuestionChange] {
    let id = new.question.id.rawValue
    var changes: [QuestionChange] = []
    if differ(oldFile.texts[id], newFile.texts[id]) { changes.append(.reworded) }
    if old.question.scale != new.question.scale {
      changes.append(.rescaled)
    } else {
      let levels = zip(oldFile.descriptions[id] ?? [], newFile.descriptions[id] ?? [])
      if levels.contains(where: { differ($0, $1) }) { changes.append(.levelsReworded) }
    }
    if old.question.weight != new.question.weight { changes.append(.reweighted) }
    if old.dimension != new.dimension { changes.append(.moved) }
    return changes
  }

  /// Whether a text differs in a language that both have; a translation that is new changes nothing.
  private static func differ(
    _ old: FrameworkFile.Translated?, _ new: FrameworkFile.Translated?
  ) -> Bool {
    guard let old, let new else { return (old ?? [:]).isEmpty != (new ?? [:]).isEmpty }
    return old.contains { language, text in new[language].map { $0 != text } ?? false }
  }
}

/// What a version of a framework changed of a question.
public enum QuestionChange: String, CaseIterable, Hashable, Sendable, Named {
  case added, removed
  case reworded
  /// Another number of levels: answers cannot be compared.
  case rescaled
  /// The same number of levels, described in other words.
  case levelsReworded
  case reweighted
  case moved

  public static let textPrefix = "questionChange"
}
