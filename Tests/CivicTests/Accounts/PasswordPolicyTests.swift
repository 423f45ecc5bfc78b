import Exact
import Testing

@testable import Civic

@Suite struct `Password policy` {
  private func fault(_ password: String) -> PasswordFault? {
    do {
      try PasswordPolicy.check(password, name: "Ana Kovač", email: "ana.kovac@city.example")
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    "maple river otter", "Ћирилица је лепа", "12 monkeys in a pond", "k4$Tz9!qLm2w",
    String(repeating: "ab1 cd2 ", count: 32),
  ])
  func `takes what is long and not known`(password: String) {
    #expect(fault(password) == nil)
  }

  @Test(arguments: [
    ("short", PasswordFault.tooShort(minimum: 12)), ("elevenchars", .tooShort(minimum: 12)),
    ("éééééééééé", .tooShort(minimum: 12)),
    (String(repeating: "ab1 cd2 e", count: 32), .tooLong(maximum: 256)),
    ("e" + String(repeating: "\u{301}", count: 2_000) + "bcdefghijkl", .tooLong(maximum: 256)),
    ("passwordpassword", .common), ("PasswordPassword", .common), ("qwertyuiop123", .common),
    ("Correct Horse Battery Staple", .common), ("лозинка123456", .common),
    ("aaaaaaaaaaaa", .common), ("xyzxyzxyzxyz", .common), ("abcdefghijklm", .common),
    ("9876543210/.", .common),
    ("AnaKovač1234", .personal), ("ana.kovac@city.example", .personal),
    ("Gradnik-2026", .personal), ("gradnikgradnik", .personal),
  ])
  func `says what is wrong`(password: String, expected: PasswordFault) {
    #expect(fault(password) == expected)
  }

  @Test func `knows at least two hundred common passwords, all long enough to matter`() {
    #expect(CommonPasswords.all.count >= 200)
    for password in CommonPasswords.all {
      #expect(password.count >= PasswordPolicy.minimum && password == password.lowercased())
    }
  }
}

@Suite struct `Names and e-mail addresses of accounts` {
  @Test(arguments: [
    (" Ana@City.Example ", "ana@city.example"), ("a+b@x-y.si", "a+b@x-y.si"),
  ])
  func `an e-mail address is kept in lower case`(typed: String, kept: String) throws {
    #expect(try Account.email(typed) == kept)
  }

  @Test(arguments: [
    "", "ana", "ana@", "@city.example", "ana@city", "a@b@c.si", "a..b@c.si", ".a@c.si",
    "ana@city.example\r\nBcc: x@y.si", "ána@city.example", "<ana@city.example>", "a@-.s i,b.si",
    String(repeating: "a", count: 65) + "@c.si",
  ])
  func `what mail servers refuse is none`(typed: String) {
    #expect(throws: AccountError.emailInvalid) { try Account.email(typed) }
  }

  @Test func `a name loses what cannot be seen`() throws {
    #expect(try Account.name("  Ana\t\u{202e} Kovač\n") == "Ana Kovač")
    #expect(throws: AccountError.nameMissing) { try Account.name(" \u{200b}\n") }
    #expect(throws: AccountError.nameTooLong(maximum: 100)) {
      try Account.name(String(repeating: "a", count: 101))
    }
  }
}

@Suite struct `Letters` {
  @Test func `are tried again five times, ever later`() {
    let now = Instant(milliseconds: 0)
    let minutes = (1...6).map { Letter.nextAttempt(after: $0, at: now)?.milliseconds }
    #expect(minutes == [1, 5, 30, 120, 720].map { $0 * 60_000 } + [nil])
  }
}

@Suite struct `Sessions of accounts` {
  private let start = Instant(milliseconds: 1_790_000_000_000)

  private func session(seenAfter: Int64 = 0, awaits: Bool = false) -> AccountSession {
    AccountSession(
      id: ID(rawValue: "s"), account: ID(rawValue: "a"), startedAt: start,
      seenAt: start.adding(milliseconds: seenAfter), device: String(repeating: "x", count: 500),
      awaitsSecondFactor: awaits)
  }

  @Test func `end after twelve hours without use`() {
    #expect(session().isLive(at: start.adding(seconds: 12 * 3600 - 1)))
    #expect(!session().isLive(at: start.adding(seconds: 12 * 3600)))
  }

  @Test func `end after fourteen days however they are used`() {
    let last = session(seenAfter: 14 * 86_400_000 - 1000)
    #expect(last.isLive(at: start.adding(seconds: 14 * 86_400 - 1)))
    #expect(!last.isLive(at: start.adding(seconds: 14 * 86_400)))
  }

  @Test func `wait ten minutes for the second factor`() {
    #expect(session(awaits: true).isLive(at: start.adding(seconds: 599)))
    #expect(!session(awaits: true).isLive(at: start.adding(seconds: 600)))
  }

  @Test func `keep the first 200 characters of what a browser calls itself`() {
    #expect(session().device.count == 200)
  }
}
