import Civic
import HTTPTypes
import Hummingbird
import Pages

/// The description of the API for people.
struct APIPageRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let topics = APITopic.allCases.map { topic in
      APIPage.Topic(
        title: topic.title,
        operations: API.operations.filter { $0.topic == topic }.map { operation in
          APIPage.Operation(
            method: operation.method.rawValue, path: operation.template,
            summary: operation.summary, needsToken: operation.access != .open)
        })
    }
    let services = services
    routes.get("/api") { _, context in
      let site = services.settings.publicAddress ?? ""
      let page = APIPage(
        frame: try await services.frame(context, at: .api), root: site + API.root,
        perMinute: services.settings.apiLimit, topics: topics)
      return services.page(page.html)
    }
  }
}

extension APITopic {
  fileprivate var title: TextKey {
    switch self {
    case .cities: .apiTopicCities
    case .plans: .apiTopicPlans
    case .records: .apiTopicRecords
    case .register: .apiTopicRegister
    case .learning: .apiTopicLearning
    case .participation: .apiTopicParticipation
    case .calls: .apiTopicCalls
    case .choosing: .apiTopicChoosing
    case .delivery: .apiTopicDelivery
    case .accounts: .apiTopicAccounts
    case .decisions: .apiTopicDecisions
    }
  }
}
