import Testing

@testable import Web

@Suite(.timeLimit(.minutes(5))) struct `Limits of time` {
  @Test func `end what takes too long, also after a time without work`() async {
    let deadlines = Deadlines(limit: .milliseconds(20))
    for _ in 0..<2 {
      let (ended, end) = AsyncStream<Void>.makeStream()
      let ticket = deadlines.add { end.finish() }
      for await _ in ended {}
      #expect(deadlines.remove(ticket))
      // Now nobody watches any more.
      try? await Task.sleep(for: .milliseconds(100))
    }
  }

  @Test func `leave alone what is done and what has time`() async throws {
    let deadlines = Deadlines(limit: .seconds(600))
    let (ended, end) = AsyncStream<Void>.makeStream()
    let tickets = (0..<1000).map { _ in deadlines.add { end.yield() } }
    #expect(Set(tickets).count == 1000)
    for ticket in tickets { #expect(!deadlines.remove(ticket)) }
    end.finish()
    for await _ in ended { Issue.record("work that had time was ended") }
  }
}
