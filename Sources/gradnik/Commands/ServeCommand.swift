import ArgumentParser
import Civic
import Database
import Exchange
import Foundation
import Logging
import Pages
import ServiceLifecycle
import Store
import Web

/// Serves the site.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the site until it is told to stop (SIGTERM, SIGINT).",
    discussion: SettingFlags.discussion)

  @OptionGroup(title: "Settings") var flags: SettingFlags

  mutating func run() async throws {
    let settings = try Self.settings(flags)
    Self.startLog(settings)
    try await Self.serve(settings, logger: Logger(label: "gradnik"))
  }

  private static func settings(_ flags: SettingFlags) throws -> ServerSettings {
    do {
      let sources = try SettingSources(
        flags: flags.values, environment: ProcessInfo.processInfo.environment, file: flags.config)
      return try ServerSettings(sources)
    } catch {
      throw CommandFailure(.wrongUse, "\(error)")
    }
  }

  private static func startLog(_ settings: ServerSettings) {
    let (level, format) = (settings.logLevel, settings.logFormat)
    LoggingSystem.bootstrap { label in
      switch format {
      case .json: return JSONLogHandler(label: label, level: level)
      case .text:
        var handler = StreamLogHandler.standardError(label: label)
        handler.logLevel = level
        return handler
      }
    }
  }

  /// Brings the database up to date and serves from it.
  static func serve(
    _ settings: ServerSettings, logger: Logger,
    onRunning: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws {
    let database = try await settings.place.make()
    do {
      for number in try await Schema.migrations.run(on: database) {
        logger.notice("migration applied", metadata: ["number": "\(number)"])
      }
    } catch {
      throw settings.place.failure(error)
    }
    let services = Services(
      database: database, catalogue: try TextCatalogue.bundled(), settings: site(settings),
      desk: AccountDesk(hasMailServer: settings.mail != nil), fetcher: fetcher(settings),
      frameworks: try FrameworkFiles.shipped(),
      voteKeys: VoteKeyFolder(path: settings.voteKeys)
    ) {
      Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
    }
    try await services.votes.tidy()
    if try await services.search.prepare() { logger.notice("search index made") }
    let needsSetUp = try await !AccountStore(database).hasAccounts()
    do {
      let workers = workers(services, settings, logger: logger)
      try await Server(services, workers: workers, logger: logger).run(
        on: settings.address, port: settings.port
      ) { port in
        logger.notice("serving", metadata: ["address": "http://\(settings.address):\(port)"])
        if needsSetUp {
          // The one secret that is logged: it shows at set-up who runs the server, and works once.
          logger.notice(
            "make the first account at /set-up",
            metadata: ["code": "\(services.desk.setUpCode.text)"])
        }
        onRunning(port)
      }
    } catch ServerError.addressInUse {
      throw CommandFailure(
        .wrongUse,
        "Port \(settings.port) of \(settings.address) is taken. Choose another with --port.")
    } catch ServerError.addressNotOurs {
      throw CommandFailure(.wrongUse, "\(settings.address) is no address of this machine.")
    }
  }

  /// What works beside the server.
  private static func workers(
    _ services: Services, _ settings: ServerSettings, logger: Logger
  ) -> [any Service] {
    let sources = SourceWorker(
      store: services.sources, fetcher: services.fetcher, clock: services.clock, logger: logger)
    let funds = FundWorker(
      store: services.funds, solver: (try? SolverLibrary.open(nil)).map { "HiGHS \($0)" },
      clock: services.clock, logger: logger)
    let exports = ExportWorker(services: services, logger: logger)
    guard let mail = settings.mail else { return [sources, funds, exports, Heap()] }
    let worker = MailWorker(
      store: MailStore(services.database), sender: SMTPSender(server: mail.server),
      from: mail.from, clock: services.clock, logger: logger)
    return [
      sources, funds, exports, worker, ReminderWorker(services: services, logger: logger), Heap(),
    ]
  }

  /// Who asks sources of figures, four at a time.
  private static func fetcher(_ settings: ServerSettings) -> SafeFetch {
    var fetcher = SafeFetch(gate: FetchGate())
    fetcher.allowed = settings.fetchFrom
    return fetcher
  }

  private static func site(_ settings: ServerSettings) -> SiteSettings {
    var site = SiteSettings()
    site.installation = settings.installation
    site.isDemonstration = settings.isDemonstration
    site.publicAddress = settings.publicAddress
    site.contact = settings.contact
    site.proxies = TrustedProxies(settings.trustedProxies)
    site.requestLimit = settings.requestLimit
    site.apiLimit = settings.apiLimit
    site.participantLimit = settings.participantLimit
    site.metricsFrom = Set(settings.metricsFrom)
    site.asksForSetUp = true
    return site
  }
}
