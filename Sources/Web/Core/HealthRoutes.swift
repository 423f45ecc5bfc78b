import Database
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Store

/// What the machine that watches over the process asks.
struct HealthRoutes: Sendable {
  let services: Services

  func add(to router: Router<AppContext>) {
    router.get("health") { _, _ in text("ok") }
    router.get("ready", use: ready)
  }

  @Sendable private func ready(_ request: Request, _ context: AppContext) async throws -> Response {
    if await services.readiness.isShuttingDown {
      return text("shutting down", status: .serviceUnavailable)
    }
    do {
      let pending = try await Schema.migrations.pending(on: services.database)
      return pending.isEmpty
        ? text("ready") : text("migrations are pending", status: .serviceUnavailable)
    } catch {
      context.logger.error("not ready", metadata: ["error": "\(error)"])
      return text("the database does not answer", status: .serviceUnavailable)
    }
  }

  private func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status,
      headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
  }
}
