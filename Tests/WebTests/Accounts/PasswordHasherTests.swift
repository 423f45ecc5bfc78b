import Testing

@testable import Web

@Suite struct `Password hasher` {
  private let hasher = PasswordHasher(cost: AccountSite.cheap)

  @Test func `tells the right password from others`() async throws {
    let hash = try await hasher.hash("maple river otter")
    #expect(hash.hasPrefix("$argon2id$v=19$m=1024,t=1,p=1$"))
    #expect(try await hasher.verify("maple river otter", against: hash) == .right)
    #expect(try await hasher.verify("maple river Otter", against: hash) == .wrong)
    #expect(try await hasher.verify("", against: hash) == .wrong)
    #expect(try await hasher.verify("maple river otter", against: nil) == .wrong)
  }

  @Test func `salts each hash anew`() async throws {
    let first = try await hasher.hash("maple river otter")
    #expect(try await hasher.hash("maple river otter") != first)
  }

  @Test func `takes composed and decomposed letters for the same`() async throws {
    let hash = try await hasher.hash("caf\u{e9} au lait 12")
    #expect(try await hasher.verify("cafe\u{301} au lait 12", against: hash) == .right)
  }

  @Test func `hashes anew what was hashed at another cost`() async throws {
    let hash = try await hasher.hash("maple river otter")
    let costlier = PasswordHasher(cost: .init(passes: 2, mebibytes: 2))
    let verdict = try await costlier.verify("maple river otter", against: hash)
    guard case .outdated(let replacement) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(replacement.hasPrefix("$argon2id$v=19$m=2048,t=2,p=1$"))
    #expect(try await costlier.verify("maple river otter", against: replacement) == .right)
  }

  @Test func `refuses what is no hash`() async throws {
    await #expect(throws: PasswordHashError.self) {
      try await hasher.verify("maple river otter", against: "hash")
    }
  }

  @Test func `has the cost that was agreed`() async throws {
    let hash = try await PasswordHasher().hash("maple river otter")
    #expect(hash.hasPrefix("$argon2id$v=19$m=65536,t=3,p=1$"))
  }
}

@Suite struct `Passwords of the demonstration` {
  @Test func `are made of 256 words and two digits`() {
    #expect(PasswordWords.all.count == 256 && Set(PasswordWords.all).count == 256)
    var random = SystemRandomNumberGenerator()
    let password = PasswordWords.password(using: &random)
    #expect(password.wholeMatch(of: /([a-z]+-){5}[0-9]{2}/) != nil)
  }
}
