/// Everything that can be set, by the name of its flag.
///
/// A flag goes before the environment, the environment before the file.
enum Setting: String, CaseIterable, Sendable {
  case address, port, data, database
  case publicAddress = "public-address"
  case trustedProxies = "trusted-proxies"
  case requestLimit = "request-limit"
  case participantLimit = "participant-limit"
  case metricsFrom = "metrics-from"
  case fetchFrom = "fetch-from"
  case smtpURL = "smtp-url"
  case smtpUser = "smtp-user"
  case smtpPassword = "smtp-password"
  case mailFrom = "mail-from"
  case voteKeys = "vote-keys"
  case logLevel = "log-level"
  case logFormat = "log-format"
  case installation, contact, demonstration

  /// How a value is written.
  enum Form: Sendable {
    case text, number, list, toggle
  }

  var form: Form {
    switch self {
    case .port, .requestLimit, .participantLimit: .number
    case .trustedProxies, .metricsFrom, .fetchFrom: .list
    case .demonstration: .toggle
    case .address, .data, .database, .voteKeys, .publicAddress, .smtpURL, .smtpUser, .smtpPassword,
      .mailFrom,
      .logLevel,
      .logFormat, .installation, .contact:
      .text
    }
  }

  /// Taken from the environment alone: flags stand in the list of processes, files in backups.
  var isSecret: Bool { self == .smtpPassword }

  /// `GRADNIK_SMTP_URL` of `smtp-url`.
  var variable: String {
    Self.variablePrefix + rawValue.uppercased().replacing("-", with: "_")
  }

  static let variablePrefix = "GRADNIK_"

  /// What holds when it is not set, as people read it.
  var fallback: String {
    switch self {
    case .address: "127.0.0.1"
    case .port: "8080"
    case .data: "data"
    case .requestLimit: "600"
    case .participantLimit: "60"
    case .metricsFrom: "127.0.0.1, ::1"
    case .logLevel: "info"
    case .logFormat: "text"
    case .installation: "Gradnik"
    case .demonstration: "false"
    case .database, .publicAddress, .trustedProxies, .fetchFrom, .smtpURL, .smtpUser, .smtpPassword,
      .mailFrom, .voteKeys, .contact:
      ""
    }
  }

  var summary: String {
    switch self {
    case .address: "Where to listen."
    case .port: "The port to listen on."
    case .data: "The folder of the database, gradnik.db; made when it is not there."
    case .database:
      "A PostgreSQL database in place of the file: postgres://user@host/name?sslmode=verify-full."
    case .publicAddress:
      "How people reach the site, such as https://plans.example.org; letters link to it."
    case .trustedProxies:
      "Addresses of the proxies in front, whose X-Forwarded-For and -Proto are believed."
    case .requestLimit: "Requests a minute from one address; 0 for no limit."
    case .participantLimit:
      "New participants an hour from one address in conversations, proposals and surveys; 0 for no limit."
    case .metricsFrom: "Addresses that may read /metrics."
    case .fetchFrom:
      "Machines that are not public and may be asked for figures all the same, such as 10.1.0.0/16."
    case .voteKeys:
      "The folder of the secret keys of open votes; empty: beside the data folder, its name with -keys."
    case .smtpURL:
      "The mail server: smtps://host (TLS), smtp://host (STARTTLS) or smtp+plain://host (neither)."
    case .smtpUser: "The name at the mail server."
    case .smtpPassword: "The password at the mail server; from the environment only."
    case .mailFrom: "The sender of letters."
    case .logLevel: "trace, debug, info, notice, warning, error or critical."
    case .logFormat: "text, or json: one object a line."
    case .installation: "What the site calls itself."
    case .contact: "An e-mail address for what is not accessible or not secure."
    case .demonstration: "Says on every page that the content is invented."
    }
  }
}
