extension Decision {
  /// The fingerprint of one file that the decision was taken from, and where it is published.
  public struct Input: Hashable, Sendable {
    /// The name of the file under `inputs/`.
    public let name: String
    public let digest: Digest
    /// An address, or `nil` when the file is published in the bundle alone.
    public let publishedAt: String?

    /// - Returns: `nil` for a name that is not 1 to 100 of `a-z 0-9 . _ -`, the first a letter
    ///   or digit: anything else could leave the folder or collide on another system.
    public init?(name: String, digest: Digest, publishedAt: String? = nil) {
      guard Self.isSafe(name) else { return nil }
      self.name = name
      self.digest = digest
      self.publishedAt = publishedAt
    }

    static func isSafe(_ name: String) -> Bool {
      let alphanumeric = { (byte: UInt8) in
        (48...57).contains(byte) || (97...122).contains(byte)
      }
      guard let first = name.utf8.first, alphanumeric(first), name.utf8.count <= 100 else {
        return false
      }
      return name.utf8.allSatisfy { alphanumeric($0) || ".-_".utf8.contains($0) }
    }
  }

  /// Who decided, as the public may know them: a role, and a label such as "Council of Celje".
  public struct Author: Hashable, Sendable {
    public let role: String
    public let label: String

    /// - Returns: `nil` for a label or role with an `@`: an e-mail address is not published.
    public init?(role: String, label: String) {
      let at = UInt8(ascii: "@")
      guard !role.utf8.contains(at), !label.utf8.contains(at) else { return nil }
      self.role = role
      self.label = label
    }
  }
}
