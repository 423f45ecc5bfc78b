/// Where and how mail is handed over.
public struct SMTPServer: Hashable, Sendable {
  /// How the connection is protected.
  public enum Security: String, Hashable, Sendable, CaseIterable {
    /// Not at all; only a server on this machine gets a password so.
    case none
    /// By STARTTLS before anything else; without it nothing is sent.
    case startTLS
    /// From the first byte (`smtps`).
    case tls
  }

  public struct Login: Hashable, Sendable {
    public let user: String
    public let password: String

    public init(user: String, password: String) {
      self.user = user
      self.password = password
    }
  }

  public let host: String
  public let port: Int
  public let security: Security
  public let login: Login?
  /// A file of certificates (PEM) to trust instead of the system's.
  public var certificates: String?
  /// Seconds until the connection must stand.
  public var connectTimeout = 10
  /// Seconds until the server must have taken the message.
  public var timeout = 60

  /// - Parameters:
  ///   - host: A name or an address; letters, digits, `.`, `-` and `:` alone.
  ///   - port: 1 to 65535.
  /// - Throws: ``SMTPError/badServer(host:port:)`` or ``SMTPError/passwordWithoutEncryption``.
  public init(
    host: String, port: Int, security: Security, login: Login? = nil
  ) throws(SMTPError) {
    let isName = host.utf8.allSatisfy {
      (48...58).contains($0) || (65...90).contains($0) || (97...122).contains($0)
        || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
    guard isName, !host.isEmpty, (1...65_535).contains(port) else {
      throw .badServer(host: host, port: port)
    }
    let isLocal = ["localhost", "::1", "127.0.0.1"].contains(host)
    guard login == nil || security != .none || isLocal else { throw .passwordWithoutEncryption }
    self.host = host
    self.port = port
    self.security = security
    self.login = login
  }

  var address: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return "\(security == .tls ? "smtps" : "smtp")://\(name):\(port)"
  }
}
