import HTTPTypes
import Hummingbird
import NIOCore

/// What Prometheus reads, for the addresses that may; for others there is no such page.
struct MeasureRoutes: Sendable {
  let services: Services

  func add(to router: Router<AppContext>) {
    router.get("metrics") { _, context in
      guard services.settings.metricsFrom.contains(context.client) else {
        throw HTTPError(.notFound)
      }
      return Response(
        status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: await services.measures.text())))
    }
  }
}
