import Civic
import Database
import Exact
import Store
import Testing

@Suite struct `Sessions in the store` {
  @Test func `a session says who it is and what they may`() async throws {
    let sample = try await AccountSample()
    let digest = try await sample.signIn(sample.administrator, 1)
    let found = try #require(
      try await sample.store.session(tokenDigest: digest, at: sample.now))
    #expect(found.account == sample.administrator)
    #expect(found.viewer.isAdministrator)
    #expect(try await !sample.isSignedIn(sample.token(2).digest))
  }

  @Test func `the token itself is nowhere in the database`() async throws {
    let sample = try await AccountSample()
    _ = try await sample.signIn(sample.administrator, 1)
    let rows = try await sample.database.rows("SELECT * FROM session").description
    #expect(!rows.contains(sample.token(1).text))
  }

  @Test func `a session ends without use and by its age`() async throws {
    let sample = try await AccountSample()
    let digest = try await sample.signIn(sample.administrator, 1)
    var moment = sample.now
    for _ in 0..<30 {
      moment = moment.adding(seconds: 11 * 3600)
      guard moment < sample.now.adding(seconds: 14 * 86_400) else { break }
      #expect(try await sample.isSignedIn(digest, at: moment))
    }
    #expect(try await !sample.isSignedIn(digest, at: sample.now.adding(seconds: 14 * 86_400)))
    let idle = try await sample.signIn(sample.administrator, 2)
    #expect(try await !sample.isSignedIn(idle, at: sample.now.adding(seconds: 12 * 3600)))
  }

  @Test func `a new session takes the place of the browser's last one`() async throws {
    let sample = try await AccountSample()
    let first = try await sample.signIn(sample.administrator, 1)
    let session = AccountSession(
      id: ID(rawValue: "next"), account: sample.administrator.id, startedAt: sample.now)
    try await sample.store.start(
      session, tokenDigest: sample.token(2).digest, replacing: first)
    #expect(try await !sample.isSignedIn(first))
    #expect(try await sample.isSignedIn(sample.token(2).digest))
  }

  @Test func `who owes the second factor is not signed in`() async throws {
    let sample = try await AccountSample()
    let digest = try await sample.signIn(sample.administrator, 1, awaits: true)
    #expect(try await !sample.isSignedIn(digest))
    let pending = try await sample.store.pendingSession(tokenDigest: digest, at: sample.now)
    #expect(pending?.account == sample.administrator)
    let late = sample.now.adding(seconds: 600)
    #expect(try await sample.store.pendingSession(tokenDigest: digest, at: late) == nil)
    #expect(
      try await sample.store.sessions(of: sample.administrator.id, at: sample.now).isEmpty)
  }

  @Test func `one can end one's own sessions and nobody else's`() async throws {
    let sample = try await AccountSample()
    let (vera, _) = try await sample.person("vera")
    let digest = try await sample.signIn(vera, 1)
    let sessions = try await sample.store.sessions(of: vera.id, at: sample.now)
    let session = try #require(sessions.first)
    await #expect(throws: StoreError.self) {
      try await sample.store.endSession(
        session.id, of: sample.administrator.id, at: sample.now)
    }
    #expect(try await sample.isSignedIn(digest))
    try await sample.store.endSession(session.id, of: vera.id, at: sample.now)
    #expect(try await !sample.isSignedIn(digest))
  }

  @Test func `a new password ends the other sessions`() async throws {
    let sample = try await AccountSample()
    let one = try await sample.signIn(sample.administrator, 1)
    let two = try await sample.signIn(sample.administrator, 2)
    try await sample.store.changePassword(
      of: sample.administrator.id, to: "new", keeping: one, at: sample.now)
    #expect(try await sample.isSignedIn(one))
    #expect(try await !sample.isSignedIn(two))
    let credentials = try await sample.store.credentials(email: "ada@city.example")
    #expect(credentials?.passwordHash == "new")
    try await sample.store.rehash(of: sample.administrator.id, from: "old", to: "other")
    #expect(
      try await sample.store.credentials(of: sample.administrator.id)?.passwordHash == "new")
    try await sample.store.rehash(of: sample.administrator.id, from: "new", to: "costlier")
    #expect(
      try await sample.store.credentials(of: sample.administrator.id)?.passwordHash == "costlier")
  }
}

@Suite struct `Second factor in the store` {
  private func enabled() async throws -> (AccountSample, TOTP, [RecoveryCode]) {
    let sample = try await AccountSample()
    var random = SeededGenerator(seed: 3)
    let totp = TOTP(using: &random)
    let codes = (0..<3).map { _ in RecoveryCode(using: &random) }
    let id = sample.administrator.id
    try await sample.store.propose(totp, for: id)
    #expect(try await sample.store.proposedSecondFactor(of: id) == totp)
    await #expect(throws: AccountError.codeWrong) {
      try await sample.store.enableSecondFactor(
        of: id, code: "000000", recoveryCodes: codes, keeping: nil, at: sample.now)
    }
    try await sample.store.enableSecondFactor(
      of: id, code: totp.code(at: TOTP.step(at: sample.now)), recoveryCodes: codes,
      keeping: nil, at: sample.now)
    return (sample, totp, codes)
  }

  @Test func `a code works once`() async throws {
    let (sample, totp, _) = try await enabled()
    let id = sample.administrator.id
    #expect(try await sample.store.account(id).hasSecondFactor)
    let later = sample.now.adding(seconds: 60)
    let code = totp.code(at: TOTP.step(at: later))
    let used = totp.code(at: TOTP.step(at: sample.now))
    await #expect(throws: AccountError.codeWrong) {
      try await sample.store.acceptCode(used, of: id, at: sample.now)
    }
    try await sample.store.acceptCode(code, of: id, at: later)
    await #expect(throws: AccountError.codeWrong) {
      try await sample.store.acceptCode(code, of: id, at: later)
    }
  }

  @Test func `a recovery code works once, and new codes replace it`() async throws {
    let (sample, _, codes) = try await enabled()
    let id = sample.administrator.id
    #expect(try await sample.store.recoveryCodesLeft(of: id) == 3)
    try await sample.store.acceptCode(codes[0].text.uppercased(), of: id, at: sample.now)
    #expect(try await sample.store.recoveryCodesLeft(of: id) == 2)
    await #expect(throws: AccountError.codeWrong) {
      try await sample.store.acceptCode(codes[0].text, of: id, at: sample.now)
    }
    try await sample.store.replaceRecoveryCodes(of: id, with: [])
    await #expect(throws: AccountError.codeWrong) {
      try await sample.store.acceptCode(codes[1].text, of: id, at: sample.now)
    }
  }

  @Test func `once off, no code is right`() async throws {
    let (sample, totp, codes) = try await enabled()
    let id = sample.administrator.id
    try await sample.store.disableSecondFactor(of: id, at: sample.now)
    #expect(try await !sample.store.account(id).hasSecondFactor)
    let later = sample.now.adding(seconds: 60)
    for code in [totp.code(at: TOTP.step(at: later)), codes[0].text] {
      await #expect(throws: AccountError.codeWrong) {
        try await sample.store.acceptCode(code, of: id, at: later)
      }
    }
  }
}
