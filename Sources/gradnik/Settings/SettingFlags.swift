import ArgumentParser

/// The settings as flags; each has its variable and its key in the file.
struct SettingFlags: ParsableArguments {
  @Option(help: "A file of settings: one JSON object, its keys named like the flags.")
  var config: String?

  @Option(name: Self.flag(.address), help: Self.help(.address)) var address: String?
  @Option(name: Self.flag(.port), help: Self.help(.port)) var port: String?
  @Option(name: Self.flag(.data), help: Self.help(.data)) var data: String?
  @Option(name: Self.flag(.database), help: Self.help(.database)) var database: String?
  @Option(name: Self.flag(.publicAddress), help: Self.help(.publicAddress))
  var publicAddress: String?
  @Option(name: Self.flag(.trustedProxies), help: Self.help(.trustedProxies))
  var trustedProxies: String?
  @Option(name: Self.flag(.requestLimit), help: Self.help(.requestLimit)) var requestLimit: String?
  @Option(name: Self.flag(.participantLimit), help: Self.help(.participantLimit))
  var participantLimit: String?
  @Option(name: Self.flag(.metricsFrom), help: Self.help(.metricsFrom)) var metricsFrom: String?
  @Option(name: Self.flag(.fetchFrom), help: Self.help(.fetchFrom)) var fetchFrom: String?
  @Option(name: Self.flag(.voteKeys), help: Self.help(.voteKeys)) var voteKeys: String?
  @Option(name: Self.flag(.smtpURL), help: Self.help(.smtpURL)) var smtpURL: String?
  @Option(name: Self.flag(.smtpUser), help: Self.help(.smtpUser)) var smtpUser: String?
  @Option(name: Self.flag(.mailFrom), help: Self.help(.mailFrom)) var mailFrom: String?
  @Option(name: Self.flag(.logLevel), help: Self.help(.logLevel)) var logLevel: String?
  @Option(name: Self.flag(.logFormat), help: Self.help(.logFormat)) var logFormat: String?
  @Option(name: Self.flag(.installation), help: Self.help(.installation)) var installation: String?
  @Option(name: Self.flag(.contact), help: Self.help(.contact)) var contact: String?
  @Option(name: Self.flag(.demonstration), help: Self.help(.demonstration))
  var demonstration: String?

  /// What was given, by setting.
  var values: [Setting: String] {
    let given: [Setting: String?] = [
      .address: address, .port: port, .data: data, .database: database,
      .publicAddress: publicAddress, .trustedProxies: trustedProxies,
      .requestLimit: requestLimit, .participantLimit: participantLimit, .metricsFrom: metricsFrom,
      .fetchFrom: fetchFrom, .voteKeys: voteKeys,
      .smtpURL: smtpURL, .smtpUser: smtpUser, .mailFrom: mailFrom, .logLevel: logLevel,
      .logFormat: logFormat, .installation: installation, .contact: contact,
      .demonstration: demonstration,
    ]
    return given.compactMapValues(\.self)
  }

  /// What is true of all settings, and the one that has no flag; stands below the flags.
  static let discussion = """
    Each setting is also a variable, \(Setting.address.variable) of --address, and a key of the \
    file named by --config or \(SettingSources.fileVariable). A flag goes before the environment, \
    the environment before the file. A variable or key that begins so but is not known is an error.
    \(Setting.smtpPassword.variable): \(Setting.smtpPassword.summary)
    """

  private static func flag(_ setting: Setting) -> NameSpecification {
    .customLong(setting.rawValue)
  }

  private static func help(_ setting: Setting) -> ArgumentHelp {
    let fallback = setting.fallback.isEmpty ? "" : " (default: \(setting.fallback))"
    let words = "\(setting.summary) \(setting.variable)\(fallback)"
    return ArgumentHelp(stringLiteral: words)
  }
}
