import ArgumentParser
import Exchange
import Foundation
import Logging
import Testing

@testable import gradnik

@Suite struct `Settings` {
  private static func settings(
    flags: [Setting: String] = [:], environment: [String: String] = [:], file: String? = nil
  ) throws -> ServerSettings {
    var path: String?
    if let file {
      let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).json")
      try Data(file.utf8).write(to: url)
      path = url.path
    }
    defer { if let path { try? FileManager.default.removeItem(atPath: path) } }
    return try ServerSettings(
      SettingSources(flags: flags, environment: environment, file: path))
  }

  @Test func `have the defaults that are documented`() throws {
    let settings = try Self.settings()
    #expect(settings.address == Setting.address.fallback)
    #expect(String(settings.port) == Setting.port.fallback)
    #expect(settings.data == Setting.data.fallback)
    #expect(String(settings.requestLimit) == Setting.requestLimit.fallback)
    #expect(String(settings.participantLimit) == Setting.participantLimit.fallback)
    #expect(settings.metricsFrom.joined(separator: ", ") == Setting.metricsFrom.fallback)
    #expect(settings.logLevel.rawValue == Setting.logLevel.fallback)
    #expect(settings.logFormat.rawValue == Setting.logFormat.fallback)
    #expect(settings.installation == Setting.installation.fallback)
    #expect(String(settings.isDemonstration) == Setting.demonstration.fallback)
    #expect(settings.mail == nil)
    #expect(settings.publicAddress == nil)
  }

  @Test func `by flag go before the environment, and that before the file`() throws {
    let file = #"{"port": 1, "installation": "File", "log-level": "debug", "demonstration": true}"#
    let settings = try Self.settings(
      flags: [.port: "3"], environment: ["GRADNIK_PORT": "2", "GRADNIK_INSTALLATION": "Variable"],
      file: file)
    #expect(settings.port == 3)
    #expect(settings.installation == "Variable")
    #expect(settings.logLevel == .debug)
    #expect(settings.isDemonstration)
  }

  @Test func `with several values are parted by commas, in a file by an array`() throws {
    let given = try Self.settings(
      flags: [.metricsFrom: "10.0.0.1, 10.0.0.2"],
      file: #"{"trusted-proxies": ["10.0.0.3", "10.0.0.4"]}"#)
    #expect(given.metricsFrom == ["10.0.0.1", "10.0.0.2"])
    #expect(given.trustedProxies == ["10.0.0.3", "10.0.0.4"])
  }

  @Test(arguments: [
    ("GRADNIK_PROT", "GRADNIK_PORT"), ("GRADNIK_LOGLEVEL", "GRADNIK_LOG_LEVEL"),
    ("GRADNIK_SMTP_PASWORD", "GRADNIK_SMTP_PASSWORD"), ("GRADNIK_CONFIGS", "GRADNIK_CONFIG"),
  ])
  func `that are not known are refused with the nearest that is`(name: String, nearest: String) {
    #expect(throws: SettingError.unknown(name: name, nearest: nearest)) {
      try Self.settings(environment: [name: "1", "PATH": "/bin"])
    }
  }

  @Test func `that are not known in the file are refused too`() {
    #expect(throws: SettingError.unknown(name: "adress", nearest: "address")) {
      try Self.settings(file: #"{"adress": "::1"}"#)
    }
  }

  @Test(arguments: [
    (Setting.port, "x"), (.port, "70000"), (.port, "-1"), (.requestLimit, "many"),
    (.logLevel, "loud"), (.logFormat, "xml"), (.demonstration, "perhaps"),
    (.publicAddress, "plans.example.org"), (.publicAddress, "https://example.org/plans"),
    (.publicAddress, "javascript:alert(1)"), (.smtpURL, "mail.example.org"),
    (.smtpURL, "smtp://mail.example.org"),
  ])
  func `that cannot be read are refused by their name`(setting: Setting, value: String) {
    let error = #expect(throws: SettingError.self) {
      try Self.settings(environment: [setting.variable: value])
    }
    guard case .unreadable(let name, _)? = error else {
      Issue.record("another error")
      return
    }
    // A mail server without a sender is refused by the sender.
    let isSender = setting == .smtpURL && name == Setting.mailFrom.variable
    #expect(name == setting.variable || isSender)
  }

  @Test func `that are secret come from the environment alone`() {
    #expect(
      throws: SettingError.secretInFile(name: "smtp-password", variable: "GRADNIK_SMTP_PASSWORD")
    ) {
      try Self.settings(file: #"{"smtp-password": "x"}"#)
    }
  }

  @Test func `of mail name server, sender and login`() throws {
    let settings = try Self.settings(
      flags: [
        .smtpURL: "smtps://mail.example.org", .mailFrom: "plan@example.org",
        .publicAddress: "https://plans.example.org",
      ],
      environment: ["GRADNIK_SMTP_USER": "plan", "GRADNIK_SMTP_PASSWORD": "secret"])
    let mail = try #require(settings.mail)
    #expect(mail.server.host == "mail.example.org")
    #expect(mail.server.port == 465)
    #expect(mail.server.security == .tls)
    #expect(mail.server.login?.password == "secret")
    #expect(mail.from.address == "plan@example.org")
  }

  @Test func `of mail need the address that letters lead to`() {
    #expect(throws: SettingError.missing(.publicAddress, for: .smtpURL)) {
      try Self.settings(
        flags: [.smtpURL: "smtps://mail.example.org", .mailFrom: "plan@example.org"])
    }
  }

  @Test func `never send a password in the clear`() {
    #expect(throws: SettingError.self) {
      try Self.settings(
        flags: [.smtpURL: "smtp+plain://mail.example.org", .mailFrom: "plan@example.org"],
        environment: ["GRADNIK_SMTP_USER": "plan", "GRADNIK_SMTP_PASSWORD": "secret"])
    }
  }

  @Test(arguments: ["[]", "", "{", "7"])
  func `of a file that is not one object are refused`(file: String) {
    #expect(throws: SettingError.self) { try Self.settings(file: file) }
  }

  @Test func `of a file that is not there are refused`() {
    #expect(throws: SettingError.noFile(path: "/nowhere/at/all")) {
      try SettingSources(flags: [:], environment: [:], file: "/nowhere/at/all")
    }
  }

  @Test(arguments: [("", "", 0), ("a", "", 1), ("port", "prot", 2), ("kitten", "sitting", 3)])
  func `that are near are found by the letters to change`(
    first: String, second: String, distance: Int
  ) {
    #expect(Spelling.distance(first, second) == distance)
    #expect(Spelling.distance(second, first) == distance)
  }
}

@Suite struct `Documents of the settings` {
  private static let help = ServeCommand.helpMessage(columns: 10_000)

  private static func guide() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "Guides/running.md"), encoding: .utf8)
  }

  @Test(arguments: Setting.allCases)
  func `name every setting in the help`(setting: Setting) {
    #expect(Self.help.contains(setting.variable))
    #expect(Self.help.contains(setting.summary))
    #expect(Self.help.contains("--\(setting.rawValue) <") == !setting.isSecret)
  }

  @Test(arguments: Setting.allCases)
  func `name every setting in the guide, with its default`(setting: Setting) throws {
    let flag = setting.isSecret ? "" : "`--\(setting.rawValue)`"
    let fallback = setting.fallback.isEmpty ? "" : "`\(setting.fallback)`"
    let line = "| `\(setting.variable)` | \(flag) | \(fallback) | \(setting.summary) |"
    #expect(try Self.guide().contains(line))
  }

  @Test func `name no setting in the guide that there is not`() throws {
    let named = try Self.guide().matches(of: /GRADNIK_[A-Z_]+/).map { String($0.output) }
    let known = Set(Setting.allCases.map(\.variable) + [SettingSources.fileVariable])
    #expect(Set(named).subtracting(known).isEmpty)
  }
}
