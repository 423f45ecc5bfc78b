/// Why a message was not taken; `reply` is the server's last line.
public enum SMTPError: Error, Hashable, Sendable {
  case badServer(host: String, port: Int)
  case passwordWithoutEncryption
  case noRecipients
  /// The name is unknown or nothing listens there.
  case unreachable
  case timedOut
  case connectionLost
  /// The server offers no encryption, or its certificate is not to be trusted.
  case encryptionFailed
  case loginRefused(code: Int, reply: String)
  /// A reply from 400 to 499: the same may succeed later.
  case deferred(code: Int, reply: String)
  /// A reply from 500 to 599: the same will fail again.
  case rejected(code: Int, reply: String)
  /// Anything else, by libcurl's number.
  case failed(code: Int)

  /// Whether sending the same message again later may succeed.
  public var isTransient: Bool {
    switch self {
    case .unreachable, .timedOut, .connectionLost, .deferred: true
    case .badServer, .passwordWithoutEncryption, .noRecipients, .encryptionFailed, .loginRefused,
      .rejected, .failed:
      false
    }
  }
}
