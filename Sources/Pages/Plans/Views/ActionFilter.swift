public import Civic
public import Exact

/// What a reader wants to see of the actions, and in which order.
public struct ActionFilter: Hashable, Sendable {
  public enum Order: String, CaseIterable, Hashable, Sendable, Named {
    case code, title, start, cost

    public static let textPrefix = "actionOrder"
  }

  public var words: String
  public var status: ActionStatus?
  public var objective: ID<Objective>?
  public var owner: ID<Organisation>?
  public var theme: String?
  public var order: Order

  public init() {
    words = ""
    order = .code
  }

  /// The actions that fit, in the order asked for; equal ones by position.
  func applied(
    to document: PlanDocument, on today: Day, costs: [ID<Action>: MinorUnits],
    formats: Formats, title: (Action) -> String
  ) -> [Action] {
    let wanted = Fold.folded(words)
    let found = document.actions.filter { action in
      (wanted.isEmpty
        || (action.title.texts.values + [action.code]).contains { Fold.folded($0).contains(wanted) })
        && (status == nil
          || action.status(on: today, tasks: document.tasks(of: action.id)) == status)
        && (objective.map { serves($0, action, document) } ?? true)
        && (owner == nil || action.owner == owner)
        && (theme == nil || action.themes.contains(theme ?? ""))
    }
    switch order {
    case .code: return found
    case .title: return formats.sorted(found, by: title)
    case .start:
      return found.enumerated().sorted {
        (document.span(of: $0.element)?.lowerBound ?? .last, $0.offset)
          < (document.span(of: $1.element)?.lowerBound ?? .last, $1.offset)
      }.map(\.element)
    case .cost:
      return found.enumerated().sorted {
        (-(costs[$0.element.id] ?? 0), $0.offset) < (-(costs[$1.element.id] ?? 0), $1.offset)
      }.map(\.element)
    }
  }

  /// A strategic objective is served by what serves its specific ones.
  private func serves(
    _ objective: ID<Objective>, _ action: Action, _ document: PlanDocument
  ) -> Bool {
    let below = document.objectives.filter { $0.parent == objective }.map(\.id)
    return !Set(action.objectives).isDisjoint(with: below + [objective])
  }
}
