import ArgumentParser
import Civic
import Database
import Exchange
import Foundation
import Logging
import Store
import Web

/// Serves the demonstration: an invented city with its plan, beside real networks.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Serve the demonstration on this machine, with accounts to try every role.",
    discussion: """
      The demonstration has a database of its own, .start/demo unless --data says otherwise. It
      listens on loopback only; its accounts get new passwords at every start.
      """)

  @Option(help: "The port to listen on.")
  var port = 8080

  @Option(help: "The folder of the demonstration's database.")
  var data = ".start/demo"

  @Option(help: "An empty PostgreSQL database in place of the folder: postgres://.")
  var database: String?

  @Flag(help: "Begin again with an empty database.")
  var fresh = false

  @Flag(help: "Print the accounts as one JSON object.")
  var json = false

  mutating func run() async throws {
    if fresh { try? FileManager.default.removeItem(atPath: DatabaseFile.path(in: data)) }
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = .warning
      return handler
    }
    var flags: [Setting: String] = [
      .address: "127.0.0.1", .port: String(port), .data: data, .demonstration: "true",
      .requestLimit: "0",
    ]
    // By flag alone: a variable set for the site must not lead the demonstration there.
    flags[.database] = self.database
    let settings = try ServerSettings(
      SettingSources(flags: flags, environment: [:], file: nil))
    let database = try await settings.place.make()
    _ = try await Schema.migrations.run(on: database)
    let now = Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
    let accounts = try await Demonstration(
      database: database, now: now, keys: VoteKeyFolder(path: settings.voteKeys)
    ).prepare()
    try await database.close()
    try await ServeCommand.serve(settings, logger: Logger(label: "gradnik")) { [json] port in
      Self.announce(accounts, port: port, asJSON: json)
    }
  }

  private static func announce(
    _ accounts: [DemonstrationAccount], port: Int, asJSON: Bool
  ) {
    if asJSON {
      var object = JSONObject()
      object["address"] = .string("http://127.0.0.1:\(port)")
      object["accounts"] = .array(
        accounts.map { account in
          [
            "role": .string(account.role.rawValue), "email": .string(account.email),
            "password": .string(account.password),
          ]
        })
      print(CanonicalJSON.text(of: .object(object)))
    } else {
      print("Gradnik serves its demonstration on http://127.0.0.1:\(port)")
      print("Accounts, with passwords for this run:")
      for account in accounts {
        print(
          "  \(account.role.rawValue.padding(to: 20))\(account.email.padding(to: 32))\(account.password)"
        )
      }
      print("Stop it with Ctrl-C.")
    }
    fflush(nil)
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
