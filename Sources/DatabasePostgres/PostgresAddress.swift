internal import CPostgres
internal import Database

/// Where the database is and how it is asked, read from a `postgres://` address.
///
/// The driver takes two words of the query for itself, `readers` and `waiting`; all others (such as
/// `sslmode` and `sslrootcert`) are those of libpq. Encryption by Kerberos is used only if the address
/// asks for it by `gssencmode`.
public struct PostgresAddress: Sendable {
  /// The most connections that read side by side; one more writes and one listens.
  public var readers = 8

  /// The most reads, and the most writes, that may wait for their turn.
  public var waiting = 2_000

  /// The longest a read waits for a connection, a write for the lock, and either for a server that
  /// is away for the moment.
  public var patience = Duration.seconds(10)

  /// The address as libpq takes it; it may hold the password.
  let connectionText: String

  /// The address as people may see it: without password and options.
  public let name: String

  /// - Throws: ``DatabaseError/other(_:)`` with libpq's reason when it is no such address.
  public init(_ text: String) throws {
    guard Self.isAddress(text) else {
      throw DatabaseError.other("the address must begin with postgres://")
    }
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var kept: [Substring] = []
    var (readers, waiting) = (readers, waiting)
    for word in parts.count > 1 ? parts[1].split(separator: "&") : [] {
      if let number = try Self.number(word, "readers", 1...500) {
        readers = number
      } else if let number = try Self.number(word, "waiting", 0...1_000_000) {
        waiting = number
      } else {
        kept.append(word)
      }
    }
    if !kept.contains(where: { $0.hasPrefix("gssencmode=") }) { kept.append(Self.withoutKerberos) }
    connectionText = parts[0] + "?" + kept.joined(separator: "&")
    name = try Self.name(of: connectionText)
    self.readers = readers
    self.waiting = waiting
  }

  /// Libpq looks for a Kerberos ticket before every connection, unless told otherwise. Kerberos frees
  /// its locks when a process ends, and aborts if a connection is being opened at that moment.
  private static let withoutKerberos: Substring = "gssencmode=disable"

  /// Whether a text is meant to be one, rather than a path.
  public static func isAddress(_ text: String) -> Bool {
    text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
  }

  private static func number(
    _ word: Substring, _ name: String, _ range: ClosedRange<Int>
  ) throws -> Int? {
    guard word.hasPrefix(name + "=") else { return nil }
    guard let number = Int(word.dropFirst(name.count + 1)), range.contains(number) else {
      throw DatabaseError.other(
        "\(name) must be from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private static func name(of text: String) throws -> String {
    var problem: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(text, &problem) else {
      defer { PQfreemem(problem) }
      throw DatabaseError.other(problem.map { String(cString: $0) } ?? "no address")
    }
    defer { PQconninfoFree(options) }
    var values: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val {
        values[String(cString: keyword)] = String(cString: value)
      }
      option += 1
    }
    let user = values["user"].map { $0 + "@" } ?? ""
    let port = values["port"].map { ":" + $0 } ?? ""
    let host = values["host"] ?? values["hostaddr"] ?? "localhost"
    return "postgres://\(user)\(host)\(port)/\(values["dbname"] ?? "")"
  }
}
