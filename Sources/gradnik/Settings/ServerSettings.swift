import DatabasePostgres
import Exchange
import Foundation
import Logging

/// What `gradnik serve` runs with.
struct ServerSettings: Sendable {
  enum LogFormat: String, CaseIterable, Sendable { case text, json }

  /// How letters leave.
  struct Mail: Sendable {
    let server: SMTPServer
    let from: MailAddress
  }

  let address: String
  let port: Int
  /// The folder of the database.
  let data: String
  /// The address of a PostgreSQL database; none: the file in ``data``.
  let database: PostgresAddress?
  /// The folder of the secret keys of open votes: never within that of the database.
  let voteKeys: String
  /// Without a slash at the end; none: as the request says.
  let publicAddress: String?
  let trustedProxies: [String]
  /// Requests a minute from one address; zero for no limit.
  let requestLimit: Int
  let participantLimit: Int
  let metricsFrom: [String]
  /// Machines that are not public and may be asked for figures.
  let fetchFrom: [NetworkRange]
  let mail: Mail?
  let logLevel: Logger.Level
  let logFormat: LogFormat
  let installation: String
  /// Where people write about the site.
  let contact: String?
  let isDemonstration: Bool

  init(_ sources: SettingSources) throws(SettingError) {
    address = try sources.text(.address) ?? Setting.address.fallback
    port = try sources.number(.port, in: 0...65_535) ?? 8080
    data = try sources.text(.data) ?? Setting.data.fallback
    database = try sources.database()
    let folder = data.hasSuffix("/") ? String(data.dropLast()) : data
    voteKeys = try sources.text(.voteKeys) ?? folder + "-keys"
    publicAddress = try Self.publicAddress(sources)
    trustedProxies = try sources.list(.trustedProxies) ?? []
    requestLimit = try sources.number(.requestLimit, in: 0...1_000_000) ?? 600
    participantLimit = try sources.number(.participantLimit, in: 0...1_000_000) ?? 60
    metricsFrom = try sources.list(.metricsFrom) ?? ["127.0.0.1", "::1"]
    fetchFrom = try Self.ranges(sources)
    mail = try Self.mail(sources)
    if mail != nil, publicAddress == nil { throw .missing(.publicAddress, for: .smtpURL) }
    logLevel = try sources.choice(.logLevel, as: Logger.Level.self) ?? .info
    logFormat = try sources.choice(.logFormat, as: LogFormat.self) ?? .text
    installation = try sources.text(.installation) ?? Setting.installation.fallback
    contact = try sources.text(.contact)
    isDemonstration = try sources.toggle(.demonstration) ?? false
  }

  /// Where the database is.
  var place: DatabasePlace { database.map(DatabasePlace.server) ?? .folder(data) }

  private static func ranges(_ sources: SettingSources) throws(SettingError) -> [NetworkRange] {
    var ranges: [NetworkRange] = []
    for text in try sources.list(.fetchFrom) ?? [] {
      guard let range = NetworkRange(text) else {
        throw .unreadable(
          name: sources.name(of: .fetchFrom), form: "addresses such as 10.1.0.0/16")
      }
      ranges.append(range)
    }
    return ranges
  }

  private static func publicAddress(_ sources: SettingSources) throws(SettingError) -> String? {
    guard let text = try sources.text(.publicAddress) else { return nil }
    guard let url = URL(string: text), ["http", "https"].contains(url.scheme ?? ""),
      url.host() != nil, url.path().isEmpty || url.path() == "/", url.query() == nil
    else {
      throw .unreadable(
        name: sources.name(of: .publicAddress), form: "an address such as https://plans.example.org"
      )
    }
    return text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  private static func mail(_ sources: SettingSources) throws(SettingError) -> Mail? {
    guard let text = try sources.text(.smtpURL) else { return nil }
    let schemes: [String: (SMTPServer.Security, Int)] = [
      "smtps": (.tls, 465), "smtp": (.startTLS, 587), "smtp+plain": (.none, 25),
    ]
    guard let url = URL(string: text), let host = url.host(),
      let (security, port) = schemes[url.scheme ?? ""]
    else {
      throw .unreadable(name: sources.name(of: .smtpURL), form: "smtps://host or smtp://host")
    }
    guard let from = try sources.text(.mailFrom).flatMap({ MailAddress($0) }) else {
      throw .unreadable(name: sources.name(of: .mailFrom), form: "an e-mail address")
    }
    var login: SMTPServer.Login?
    if let user = try sources.text(.smtpUser) {
      guard let password = try sources.text(.smtpPassword) else {
        throw .unreadable(name: Setting.smtpPassword.variable, form: "the password of \(user)")
      }
      login = SMTPServer.Login(user: user, password: password)
    }
    do {
      let server = try SMTPServer(
        host: host, port: url.port ?? port, security: security, login: login)
      return Mail(server: server, from: from)
    } catch {
      throw .unreadable(
        name: sources.name(of: .smtpURL), form: "smtps:// or smtp:// when there is a password")
    }
  }
}
