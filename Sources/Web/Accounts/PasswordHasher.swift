import CArgon2
import Dispatch
import Foundation

/// Why a password could not be hashed; a mistake of the program or a lack of memory.
public enum PasswordHashError: Error, Hashable, Sendable {
  /// The number libargon2 answered.
  case failed(code: Int32)
}

/// Hashes passwords with Argon2id, at most two at once and apart from the threads that serve pages.
///
/// Each takes 64 MiB and about a fifth of a second. Source: RFC 9106; OWASP ASVS 5.0, 11.4.2.
public struct PasswordHasher: Sendable {
  /// What a hash costs.
  public struct Cost: Hashable, Sendable {
    public var passes: UInt32
    public var mebibytes: UInt32

    public static let standard = Cost(passes: 3, mebibytes: 64)

    public init(passes: UInt32, mebibytes: UInt32) {
      self.passes = passes
      self.mebibytes = mebibytes
    }
  }

  /// What came of comparing a password with a hash.
  public enum Verdict: Hashable, Sendable {
    case wrong
    case right
    /// Right, and the hash is of an earlier, smaller cost: this one should be stored in its place.
    case outdated(replacement: String)
  }

  private let cost: Cost
  private let queue: OperationQueue

  public init(cost: Cost = .standard) {
    self.cost = cost
    queue = OperationQueue()
    queue.name = "gradnik.passwords"
    queue.maxConcurrentOperationCount = 2
  }

  /// The hash of a new password in PHC form, with a salt of its own.
  public func hash(_ password: String) async throws(PasswordHashError) -> String {
    let cost = cost
    return try await run { () throws(PasswordHashError) in
      try Self.hash(Self.bytes(of: password), cost: cost)
    }
  }

  /// Compares a password with a hash; takes the same time when there is none.
  public func verify(
    _ password: String, against hash: String?
  ) async throws(PasswordHashError) -> Verdict {
    let cost = cost
    return try await run { () throws(PasswordHashError) in
      let bytes = Self.bytes(of: password)
      guard let hash else {
        _ = try Self.hash(bytes, cost: cost)
        return .wrong
      }
      let code = bytes.withUnsafeBufferPointer { buffer in
        argon2id_verify(hash, buffer.baseAddress, buffer.count)
      }
      switch code {
      case ARGON2_OK.rawValue:
        let isCurrent = hash.hasPrefix(Self.prefix(of: cost))
        return isCurrent ? .right : .outdated(replacement: try Self.hash(bytes, cost: cost))
      case ARGON2_VERIFY_MISMATCH.rawValue: return .wrong
      default: throw .failed(code: code)
      }
    }
  }

  private func run<Answer: Sendable>(
    _ work: @Sendable @escaping () throws(PasswordHashError) -> Answer
  ) async throws(PasswordHashError) -> Answer {
    let queue = queue
    let result = await withCheckedContinuation { continuation in
      queue.addOperation {
        continuation.resume(
          returning: Result { () throws(PasswordHashError) in try work() })
      }
    }
    return try result.get()
  }

  /// The same letters typed on any keyboard are the same bytes.
  private static func bytes(of password: String) -> [UInt8] {
    Array(password.precomposedStringWithCanonicalMapping.utf8)
  }

  private static func prefix(of cost: Cost) -> String {
    "$argon2id$v=19$m=\(cost.mebibytes * 1024),t=\(cost.passes),p=1$"
  }

  private static func hash(_ password: [UInt8], cost: Cost) throws(PasswordHashError) -> String {
    var random = SystemRandomNumberGenerator()
    let salt = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
    let memory = cost.mebibytes * 1024
    let length = argon2_encodedlen(cost.passes, memory, 1, 16, 32, Argon2_id)
    var encoded = [CChar](repeating: 0, count: length)
    let code = argon2id_hash_encoded(
      cost.passes, memory, 1, password, password.count, salt, salt.count, 32, &encoded, length)
    guard code == ARGON2_OK.rawValue else { throw .failed(code: code) }
    return String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
