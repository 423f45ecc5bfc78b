import Civic
import Database
import Exact
import Store
import Testing

@Suite struct `Invitations in the store` {
  private func account(_ email: String, _ sample: AccountSample) -> Account {
    Account(
      id: ID(rawValue: email), name: "New", email: email, language: .slovene,
      createdAt: sample.now)
  }

  @Test func `an invitation is accepted once, with its role`() async throws {
    let sample = try await AccountSample()
    let grant = Grant(.cityContributor, in: sample.here)
    let token = sample.token(1).digest
    let letter = sample.letter("invitation", to: "new@x.example")
    try await sample.store.invite(
      sample.invitation("new@x.example", grant), tokenDigest: token, letter: letter,
      by: sample.admin)
    #expect(try await sample.mail.claim(5, lease: 1, at: sample.now).map(\.letter) == [letter])
    #expect(try await sample.store.invitation(tokenDigest: token, at: sample.now).grant == grant)
    let new = account("new@x.example", sample)
    await #expect(throws: AccountError.linkInvalid) {
      try await sample.store.accept(
        token, as: account("thief@x.example", sample), passwordHash: "h")
    }
    try await sample.store.accept(token, as: new, passwordHash: "h")
    #expect(try await sample.store.viewer(of: new, at: sample.now).grants == [grant])
    #expect(
      try await sample.store.roles(of: new.id).first?.givenBy == sample.administrator.id)
    await #expect(throws: AccountError.linkInvalid) {
      try await sample.store.accept(token, as: new, passwordHash: "h")
    }
  }

  @Test func `an invitation expires after seven days`() async throws {
    let sample = try await AccountSample()
    let token = sample.token(1).digest
    try await sample.store.invite(
      sample.invitation("new@x.example", Grant(.cityViewer, in: sample.here)),
      tokenDigest: token, letter: nil, by: sample.admin)
    let last = sample.now.adding(seconds: 7 * 86_400)
    _ = try await sample.store.invitation(tokenDigest: token, at: last.adding(milliseconds: -1))
    await #expect(throws: AccountError.linkInvalid) {
      try await sample.store.invitation(tokenDigest: token, at: last)
    }
  }

  @Test func `inviting again voids the first link`() async throws {
    let sample = try await AccountSample()
    let invitation = sample.invitation(
      "new@x.example", Grant(.cityViewer, in: sample.here))
    try await sample.store.invite(
      invitation, tokenDigest: sample.token(1).digest, letter: nil, by: sample.admin)
    let again = Invitation(
      id: ID(rawValue: "again"), email: invitation.email, language: .slovene,
      grant: invitation.grant, invitedBy: nil, createdAt: sample.now)
    try await sample.store.invite(
      again, tokenDigest: sample.token(2).digest, letter: nil, by: sample.admin)
    await #expect(throws: AccountError.linkInvalid) {
      try await sample.store.invitation(tokenDigest: sample.token(1).digest, at: sample.now)
    }
    #expect(
      try await sample.store.invitations(for: sample.admin, at: sample.now).map(\.id)
        == [again.id])
    try await sample.store.withdraw(again.id, by: sample.admin, at: sample.now)
    await #expect(throws: AccountError.linkInvalid) {
      try await sample.store.invitation(tokenDigest: sample.token(2).digest, at: sample.now)
    }
  }

  @Test func `a coordinator invites to the own city alone`() async throws {
    let sample = try await AccountSample()
    let (_, coordinator) = try await sample.person(
      "cvetka", Grant(.cityCoordinator, in: sample.here))
    for grant in [
      Grant(.cityViewer, in: sample.elsewhere), Grant(.administrator, in: .platform),
      Grant(.networkLead, in: .network(ID(rawValue: "n"))),
    ] {
      await #expect(throws: AccessError.refused(.manageAccounts)) {
        try await sample.store.invite(
          sample.invitation("new@x.example", grant), tokenDigest: sample.token(1).digest,
          letter: nil, by: coordinator)
      }
    }
    await #expect(throws: AccountError.roleElsewhere(.administrator)) {
      try await sample.store.invite(
        sample.invitation("new@x.example", Grant(.administrator, in: sample.here)),
        tokenDigest: sample.token(1).digest, letter: nil, by: coordinator)
    }
    await #expect(throws: AccountError.emailTaken) {
      try await sample.store.invite(
        sample.invitation("ada@city.example", Grant(.cityViewer, in: sample.here)),
        tokenDigest: sample.token(1).digest, letter: nil, by: coordinator)
    }
    try await sample.store.invite(
      sample.invitation("new@x.example", Grant(.cityViewer, in: sample.here)),
      tokenDigest: sample.token(1).digest, letter: nil, by: coordinator)
    #expect(try await sample.store.invitations(for: coordinator, at: sample.now).count == 1)
  }
}

@Suite struct `Recovery in the store` {
  private func recovery(
    _ kind: Recovery.Kind, of account: Account, _ sample: AccountSample
  ) -> Recovery {
    Recovery(
      account: account.id, kind: kind, madeBy: nil,
      expiresAt: sample.now.adding(milliseconds: Recovery.lifetimeByMail))
  }

  @Test func `a link sets the password once and ends every session`() async throws {
    let sample = try await AccountSample()
    let session = try await sample.signIn(sample.administrator, 9)
    let (first, second) = (sample.token(1).digest, sample.token(2).digest)
    for token in [first, second] {
      try await sample.store.startRecovery(
        recovery(.password, of: sample.administrator, sample), tokenDigest: token,
        letter: sample.letter("\(token)"), address: nil, at: sample.now)
    }
    await #expect(throws: AccountError.linkInvalid) {
      try await sample.store.recoverSecondFactor(tokenDigest: first, at: sample.now)
    }
    try await sample.store.recoverPassword(tokenDigest: first, to: "new", at: sample.now)
    #expect(try await !sample.isSignedIn(session))
    #expect(
      try await sample.store.credentials(of: sample.administrator.id)?.passwordHash == "new")
    for token in [first, second] {
      await #expect(throws: AccountError.linkInvalid) {
        try await sample.store.recoverPassword(tokenDigest: token, to: "again", at: sample.now)
      }
    }
  }

  @Test func `a link expires`() async throws {
    let sample = try await AccountSample()
    let token = sample.token(1).digest
    try await sample.store.startRecovery(
      recovery(.password, of: sample.administrator, sample), tokenDigest: token,
      letter: sample.letter("l"), address: nil, at: sample.now)
    let end = sample.now.adding(milliseconds: Recovery.lifetimeByMail)
    _ = try await sample.store.recovery(tokenDigest: token, at: end.adding(milliseconds: -1))
    await #expect(throws: AccountError.linkInvalid) {
      try await sample.store.recoverPassword(tokenDigest: token, to: "new", at: end)
    }
  }

  @Test func `nothing is sent for a closed account`() async throws {
    let sample = try await AccountSample()
    let (vera, _) = try await sample.person("vera", Grant(.cityViewer, in: sample.here))
    try await sample.store.deactivate(vera.id, by: sample.admin, at: sample.now)
    try await sample.store.startRecovery(
      recovery(.password, of: vera, sample), tokenDigest: sample.token(1).digest,
      letter: sample.letter("l"), address: nil, at: sample.now)
    #expect(try await sample.mail.claim(5, lease: 1, at: sample.now).isEmpty)
  }

  @Test func `a coordinator cannot make a link for somebody with more rights`() async throws {
    let sample = try await AccountSample()
    let (_, coordinator) = try await sample.person(
      "cvetka", Grant(.cityCoordinator, in: sample.here))
    let (vera, _) = try await sample.person("vera", Grant(.cityViewer, in: sample.here))
    try await sample.store.give(
      Grant(.cityViewer, in: sample.here), to: sample.administrator.id, by: coordinator,
      at: sample.now)
    await #expect(throws: AccessError.refused(.manageAccounts)) {
      try await sample.store.makeRecovery(
        recovery(.password, of: sample.administrator, sample),
        tokenDigest: sample.token(1).digest, by: coordinator, at: sample.now)
    }
    try await sample.store.makeRecovery(
      recovery(.password, of: vera, sample), tokenDigest: sample.token(2).digest,
      by: coordinator, at: sample.now)
    _ = try await sample.store.recovery(tokenDigest: sample.token(2).digest, at: sample.now)
  }
}
