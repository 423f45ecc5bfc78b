import Foundation
import Database
import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle
import UnixSignals

/// Everything that runs while the site is served, and the order in which it stops: first no more
/// work is taken, then the requests under way are answered, then the workers finish what they do,
/// and last the database is closed.
public struct Server: Sendable {
  let services: Services
  let workers: [any Service]
  let logger: Logger

  /// - Parameter workers: What works beside the server, such as the sending of letters.
  public init(_ services: Services, workers: [any Service] = [], logger: Logger) {
    self.services = services
    self.workers = workers
    self.logger = logger
  }

  /// Serves until it is told to stop.
  ///
  /// - Parameter onRunning: Called with the port once connections are accepted.
  /// - Throws: ``ServerError/addressInUse``, or what made a part of it fail.
  public func run(
    on address: String, port: Int, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
  ) async throws {
    do {
      try await group(on: address, port: port, onRunning: onRunning).run()
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
      throw ServerError.addressInUse
    } catch let error as IOError where error.errnoCode == EADDRNOTAVAIL {
      throw ServerError.addressNotOurs
    }
  }

  /// The parts in the order in which they start; they stop in the reverse.
  func group(
    on address: String, port: Int, onRunning: @escaping @Sendable (Int) async -> Void
  ) -> ServiceGroup {
    ServiceGroup(configuration: configuration(on: address, port: port, onRunning: onRunning))
  }

  func configuration(
    on address: String, port: Int, onRunning: @escaping @Sendable (Int) async -> Void
  ) -> ServiceGroupConfiguration {
    let application = buildApplication(
      services, address: address, port: port, logger: logger
    ) { channel in
      await onRunning(channel.localAddress?.port ?? port)
    }
    let parts: [any Service] =
      [ClosingDatabase(database: services.database)] + workers + [application, services.readiness]
    // Without a name each part would be described with all that it holds: megabytes, and passwords.
    let named = parts.map {
      ServiceGroupConfiguration.ServiceConfiguration(
        service: $0, serviceName: String(describing: type(of: $0)))
    }
    var configuration = ServiceGroupConfiguration(
      services: named, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(40)
    return configuration
  }
}

/// Why the site cannot be served.
public enum ServerError: Error, Equatable, Sendable {
  case addressInUse
  /// The address belongs to no network of this machine.
  case addressNotOurs
}

/// Closes the database when all that uses it has stopped.
struct ClosingDatabase: Service {
  let database: any Database

  func run() async throws {
    try? await gracefulShutdown()
    try await database.close()
  }
}
