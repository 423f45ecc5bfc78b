public import ServiceLifecycle

/// Whether the process takes work. The last service to start and the first to be stopped, so that a
/// balancer sends no more before the server stops listening.
public actor Readiness: Service {
  public private(set) var isShuttingDown = false

  public init() {}

  public func run() async throws {
    try? await gracefulShutdown()
    isShuttingDown = true
  }
}
