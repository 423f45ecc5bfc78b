public import Civic
import Crypto

/// What the routes of accounts share besides the database.
public struct AccountDesk: Sendable {
  public let hasher: PasswordHasher
  /// Shows at set-up that somebody reads the server's log; new with every start.
  public let setUpCode: RecoveryCode
  /// Whether there is a mail server to which letters are handed.
  public let hasMailServer: Bool
  /// Makes signs of addresses for the security log; gone when the process ends.
  private let addressKey: SymmetricKey

  public init(hasher: PasswordHasher = PasswordHasher(), hasMailServer: Bool = false) {
    var random = SystemRandomNumberGenerator()
    self.hasher = hasher
    setUpCode = RecoveryCode(using: &random)
    self.hasMailServer = hasMailServer
    addressKey = SymmetricKey(size: .bits256)
  }

  /// Eight digits by which equal addresses can be seen to be equal, and nothing else.
  func sign(of address: String) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: Array(address.utf8), using: addressKey)
    return code.prefix(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
