import Civic
import Exact
import Exchange
import Hummingbird
import Pages
import Store

/// Public decisions, and what anyone needs to take them again.
struct DecisionRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/decisions", use: list)
    routes.get("/decisions/:decision", use: show)
    routes.get("/decisions/:decision/bundle.zip", use: bundle)
  }

  @Sendable private func list(_ request: Request, _ context: AppContext) async throws -> Response {
    let page = DecisionsPage(
      frame: try await services.frame(context, at: .decisions),
      decisions: try await services.decisions.decisions().map(\.decision))
    return services.page(page.html)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    let id = ID<Decision>(rawValue: try context.parameters.require("decision"))
    let decision = try await services.decisions.decision(id).decision
    let page = DecisionPage(
      frame: try await services.frame(context, at: .decision(id)), decision: decision,
      place: try await services.decisions.place(of: decision),
      atlas: try await services.cities.atlas())
    return services.page(page.html)
  }

  @Sendable private func bundle(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let id = ID<Decision>(rawValue: try context.parameters.require("decision"))
    if let version = try await services.decisions.approvedVersion(by: id) {
      return services.redirect(
        context, to: .decisionBundle(of: version.plan, version: version.number))
    }
    let bytes = try await services.bundle(
      of: id, inputs: try await services.decisions.inputs(of: id))
    return services.download(bytes, type: "application/zip", name: "decision-\(id.rawValue).zip")
  }
}

extension Services {
  /// The ZIP file of a decision with its inputs and the log.
  func bundle(of id: ID<Decision>, inputs: [String: [UInt8]]) async throws -> [UInt8] {
    let found = try await decisions.decision(id)
    let texts = catalogue.texts(for: .english)
    let bundle = try DecisionBundle(
      found.decision, inputs: inputs, log: found.log,
      readme: texts(
        .decisionBundleReadme, ["address": .text(settings.publicAddress ?? "")]))
    return try DecisionBundleFile.bytes(of: bundle)
  }
}
