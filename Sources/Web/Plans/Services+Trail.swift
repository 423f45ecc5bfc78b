import Civic
import Exact
import Pages
import Store

extension Services {
  /// The way back from an action, as far as the viewer may go it.
  func trail(
    of action: Action, in document: PlanDocument, _ context: AppContext
  ) async throws -> ActionTrail {
    let taken = try await practices.adoption(as: action.id, for: context.viewer)
    return ActionTrail(
      sources: try await gaps(of: document, context), adoption: taken?.adoption,
      practice: taken?.practice)
  }

  /// The gaps that raised the challenges of a plan; none that the viewer may not read.
  private func gaps(
    of document: PlanDocument, _ context: AppContext
  ) async throws -> [ID<Challenge>: ActionTrail.Source] {
    var sources: [ID<Challenge>: ActionTrail.Source] = [:]
    let raised = document.challenges.filter { $0.gap != nil }
    guard !raised.isEmpty else { return [:] }
    let register = try await register.register(of: document.plan.city, for: context.viewer)
    for challenge in raised {
      let found = register.assessments.first { RecordReference($0) == challenge.origin }
      guard let found, let question = challenge.gap else { continue }
      sources[challenge.id] = ActionTrail.Source(
        assessment: found, question: question,
        file: try await framework(found.framework, version: found.frameworkVersion))
    }
    return sources
  }
}
