import Civic
import Database
import Exact
import Store
import Testing

@Suite struct `The queue of letters` {
  private let lease: Int64 = 60_000

  @Test func `gives each letter to one of many workers`() async throws {
    let sample = try await AccountSample()
    for number in 0..<40 {
      try await sample.mail.put(sample.letter("letter \(number)"), at: sample.now)
    }
    let mail = sample.mail
    let now = sample.now
    let taken = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<8 {
        group.addTask {
          var mine: [String] = []
          while let claimed = try await mail.claim(1, lease: 60_000, at: now).first {
            mine.append(claimed.letter.id.rawValue)
            try await mail.sent(claimed, at: now)
          }
          return mine
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(taken.count == 40 && Set(taken).count == 40)
  }

  @Test func `gives a letter to another worker once its lease is over`() async throws {
    let sample = try await AccountSample()
    try await sample.mail.put(sample.letter("l"), at: sample.now)
    let first = try #require(
      try await sample.mail.claim(1, lease: lease, at: sample.now).first)
    let end = sample.now.adding(milliseconds: lease)
    #expect(
      try await sample.mail.claim(1, lease: lease, at: end.adding(milliseconds: -1)).isEmpty)
    let second = try #require(try await sample.mail.claim(1, lease: lease, at: end).first)
    // The first worker comes back too late: its word counts no more.
    try await sample.mail.failed(first, reason: "late", isFinal: true, at: end)
    try await sample.mail.sent(second, at: end)
    #expect(try await sample.mail.failures(for: sample.admin).isEmpty)
  }

  @Test func `tries five times again, and then tells administrators`() async throws {
    let sample = try await AccountSample()
    try await sample.mail.put(sample.letter("l"), at: sample.now)
    var now = sample.now
    for pause in [1, 5, 30, 120, 720] as [Int64] {
      let claimed = try #require(try await sample.mail.claim(1, lease: lease, at: now).first)
      try await sample.mail.failed(claimed, reason: "451 busy", isFinal: false, at: now)
      #expect(try await sample.mail.failures(for: sample.admin).first?.isFinal == false)
      now = now.adding(seconds: pause * 60)
      #expect(
        try await sample.mail.claim(1, lease: lease, at: now.adding(milliseconds: -1)).isEmpty)
    }
    let last = try #require(try await sample.mail.claim(1, lease: lease, at: now).first)
    #expect(last.attempts == 5)
    try await sample.mail.failed(last, reason: "451 busy", isFinal: false, at: now)
    let failures = try await sample.mail.failures(for: sample.admin)
    #expect(failures.map(\.isFinal) == [true])
    #expect(failures.first?.reason == "451 busy")
    let later = now.adding(seconds: 86_400)
    #expect(try await sample.mail.claim(1, lease: lease, at: later).isEmpty)
    try await sample.mail.retry(last.letter.id, by: sample.admin, at: later)
    #expect(try await sample.mail.claim(1, lease: lease, at: later).first?.attempts == 0)
  }

  @Test func `forgets the text of a letter that was sent, and later the letter`() async throws {
    let sample = try await AccountSample()
    try await sample.mail.put(sample.letter("l"), at: sample.now)
    let claimed = try #require(
      try await sample.mail.claim(1, lease: lease, at: sample.now).first)
    #expect(claimed.letter == sample.letter("l"))
    try await sample.mail.sent(claimed, at: sample.now)
    let rows = try await sample.database.rows("SELECT * FROM mail").description
    #expect(!rows.contains("secret"))
    try await sample.mail.forget(sentBefore: sample.now.adding(milliseconds: 1))
    #expect(try await sample.database.rows("SELECT * FROM mail").isEmpty)
  }

  @Test func `keeps its failures from all but administrators`() async throws {
    let sample = try await AccountSample()
    let (_, coordinator) = try await sample.person(
      "cvetka", Grant(.cityCoordinator, in: sample.here))
    await #expect(throws: AccessError.self) { try await sample.mail.failures(for: coordinator) }
    await #expect(throws: AccessError.self) {
      try await sample.mail.retry(ID(rawValue: "l"), by: coordinator, at: sample.now)
    }
  }
}
