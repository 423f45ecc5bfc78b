import Civic
import Database
import Exact
import Store
import Testing

@Suite struct `Files made beside the site` {
  /// The sample with orders of its working plan.
  private struct Desk {
    let sample: StoreSample
    let store: ExportStore
    var now: Instant { sample.now }

    init(_ change: (inout ExportStore.Limits) -> Void = { _ in }) async throws {
      sample = try await StoreSample()
      var limits = ExportStore.Limits()
      change(&limits)
      store = ExportStore(sample.database, limits: limits)
    }

    func order(_ format: ExportFormat = .xlsx) -> ExportOrder {
      ExportOrder(
        plan: sample.plan.id, version: nil, format: format, language: .english, audience: .city,
        title: sample.plan.title)
    }

    @discardableResult
    func start(_ id: String, by viewer: Viewer? = nil, after seconds: Int64 = 0) async throws
      -> ID<ExportJob>
    {
      let viewer = viewer ?? sample.coordinator
      let job = ExportJob(
        id: ID(rawValue: id), order: order(), account: viewer.account,
        at: now.adding(seconds: seconds))
      return try await store.start(job, by: viewer)
    }

    func claim(after seconds: Int64 = 0) async throws -> ExportJob? {
      try await store.claim(at: now.adding(seconds: seconds))
    }

    func state(_ id: String) async throws -> ExportJobState {
      try await store.job(ID(rawValue: id), for: .machine).state
    }

    static func file(
      _ parts: [[UInt8]], at now: Instant, digest: Digest? = nil, size: Int? = nil
    ) -> ExportedFile {
      ExportedFile(
        madeAt: now, expiresAt: now.adding(seconds: 1000),
        size: size ?? parts.map(\.count).reduce(0, +), chunks: parts.count,
        digest: digest ?? Digest(of: parts.joined()), source: .genesis,
        contents: ExportContents(
          parts: [.init(title: "Actions", count: 3)], omissions: [.init(.attachments, count: 2)]))
    }

    /// Makes a job done with bytes of its own.
    @discardableResult
    func finish(_ job: ExportJob, _ parts: [[UInt8]] = [[1, 2, 3], [4, 5]]) async throws
      -> ExportJobState?
    {
      for (number, part) in parts.enumerated() {
        #expect(try await store.keep(part, as: number, of: job, at: now))
      }
      return try await store.finish(
        job, Self.file(parts, at: now), sharedAs: nil, at: now)
    }
  }

  @Test func `go through every state, and say what they hold`() async throws {
    let desk = try await Desk()
    try await desk.start("a")
    #expect(try await desk.store.hasWork(at: desk.now))
    let job = try #require(try await desk.claim())
    #expect(job.state == .running && job.attempts == 1 && job.order == desk.order())
    let stops = try await desk.store.tell(
      ExportProgress(.writing, done: 3, of: 7), of: job, at: desk.now)
    #expect(!stops)
    let running = try await desk.store.job(job.id, for: desk.sample.coordinator)
    #expect(running.progress == ExportProgress(.writing, done: 3, of: 7))
    await #expect(throws: ExportJobError.notDone(.running)) {
      try await desk.store.file(job.id, for: desk.sample.coordinator, at: desk.now)
    }
    #expect(try await desk.finish(job) == .done)
    let (done, file) = try await desk.store.file(
      job.id, for: desk.sample.coordinator, at: desk.now)
    #expect(file.size == 5 && file.chunks == 2 && file.contents.parts[0].count == 3)
    #expect(file.contents.omissions == [.init(.attachments, count: 2)])
    #expect(
      try await desk.store.chunk(0, of: done) + desk.store.chunk(1, of: done) == [1, 2, 3, 4, 5])
    #expect(try await !desk.store.hasWork(at: desk.now))
    #expect(try await desk.store.jobs(of: desk.sample.plan.id, for: .machine).map(\.id) == [job.id])
  }

  @Test func `are taken by one worker each, the oldest first`() async throws {
    let desk = try await Desk { $0.ofOne = 10 }
    for number in 0..<6 { try await desk.start("j\(number)", after: Int64(number)) }
    let store = desk.store
    let now = desk.now
    let taken = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<2 {
        group.addTask {
          var own: [String] = []
          while let job = try await store.claim(at: now) { own.append(job.id.rawValue) }
          return own
        }
      }
      return try await group.reduce(into: [[String]]()) { $0.append($1) }
    }
    #expect(taken.joined().sorted() == (0..<6).map { "j\($0)" })
    for own in taken { #expect(own == own.sorted()) }
  }

  @Test func `are taken again when their process ends, and fail after the third time`() async throws
  {
    let desk = try await Desk()
    try await desk.start("a")
    let first = try #require(try await desk.claim())
    #expect(try await desk.claim(after: 60) == nil)
    let second = try #require(try await desk.claim(after: 130))
    #expect(second.id == first.id && second.attempts == 2)
    // Who comes back late is not listened to.
    #expect(try await desk.store.tell(first.progress, of: first, at: desk.now))
    #expect(try await !desk.store.keep([1], as: 0, of: first, at: desk.now))
    #expect(
      try await desk.store.finish(
        first, Desk.file([[1]], at: desk.now), sharedAs: nil, at: desk.now) == nil)
    #expect(try await desk.store.fail(first, .failed, now: desk.now) == nil)
    #expect(try await desk.claim(after: 260)?.attempts == 3)
    #expect(try await desk.claim(after: 400) == nil)
    let over = try await desk.store.job(first.id, for: .machine)
    #expect(over.state == .failed && over.fault == .interrupted)
  }

  @Test func `wait again when their process is stopped in order`() async throws {
    let desk = try await Desk()
    try await desk.start("a")
    let job = try #require(try await desk.claim())
    #expect(try await desk.store.keep([1, 2], as: 0, of: job, at: desk.now))
    try await desk.store.release(job, at: desk.now)
    #expect(try await desk.state("a") == .waiting)
    let again = try #require(try await desk.claim())
    #expect(again.attempts == 1)
    #expect(try await desk.finish(again) == .done)
  }

  @Test func `end when they are asked to, in whatever state they are`() async throws {
    let desk = try await Desk()
    let (store, now, ana) = (desk.store, desk.now, desk.sample.coordinator)
    try await desk.start("waits")
    try await store.cancel(ID(rawValue: "waits"), by: ana, at: now)
    #expect(try await desk.state("waits") == .cancelled)
    #expect(try await desk.claim() == nil)

    try await desk.start("runs")
    let runs = try #require(try await desk.claim())
    #expect(try await store.keep([1], as: 0, of: runs, at: now))
    try await store.cancel(runs.id, by: ana, at: now)
    #expect(try await store.tell(runs.progress, of: runs, at: now))
    #expect(try await !store.keep([2], as: 1, of: runs, at: now))
    // The last part came too late to be told: it is ended all the same.
    #expect(
      try await store.finish(runs, Desk.file([[1]], at: now), sharedAs: nil, at: now) == .cancelled)
    #expect(try await store.job(runs.id, for: ana).file == nil)

    try await desk.start("done")
    try await desk.finish(try #require(try await desk.claim()))
    try await desk.start("failed")
    let failed = try #require(try await desk.claim())
    #expect(try await store.fail(failed, .cellTooLong, at: "Risks, 3", now: now) == .failed)
    #expect(try await store.job(failed.id, for: ana).faultPlace == "Risks, 3")
    for id in ["waits", "runs", "done", "failed"] {
      await #expect(throws: ExportJobError.over) {
        try await store.cancel(ID(rawValue: id), by: ana, at: now)
      }
    }
    let left = try await desk.sample.database.rows(
      "SELECT DISTINCT job FROM export_chunk ORDER BY job")
    #expect(try left.map { try $0.value("job", as: String.self) } == ["done"])

    // A process that ended took the word with it.
    try await desk.start("lost")
    let lost = try #require(try await desk.claim())
    try await store.cancel(lost.id, by: ana, at: now)
    #expect(try await desk.claim(after: 200) == nil)
    #expect(try await desk.state("lost") == .cancelled)
  }

  @Test func `are not done while a part of them is missing`() async throws {
    let desk = try await Desk()
    try await desk.start("a")
    let job = try #require(try await desk.claim())
    #expect(try await desk.store.keep([1, 2], as: 0, of: job, at: desk.now))
    for file in [
      Desk.file([[1, 2], [3]], at: desk.now), Desk.file([[1, 2]], at: desk.now, size: 3),
    ] {
      await #expect(throws: StoreError.self) {
        try await desk.store.finish(job, file, sharedAs: nil, at: desk.now)
      }
    }
    #expect(try await desk.state("a") == .running)
  }

  @Test(arguments: ["changed", "shortened", "missing", "lengthened", "another digest"])
  func `are never handed out when they are not what was made`(damage: String) async throws {
    let desk = try await Desk()
    try await desk.start("a")
    let job = try #require(try await desk.claim())
    try await desk.finish(job)
    let database = desk.sample.database
    try await database.write { connection -> Void in
      switch damage {
      case "changed":
        try connection.execute(
          "UPDATE export_chunk SET bytes = \([4, 6] as [UInt8]) WHERE number = 1")
      case "shortened":
        try connection.execute(
          "UPDATE export_chunk SET bytes = \([4] as [UInt8]) WHERE number = 1")
      case "missing": try connection.execute("DELETE FROM export_chunk WHERE number = 1")
      case "lengthened":
        try connection.execute(
          """
          INSERT INTO export_chunk (job, attempt, number, bytes)
          VALUES ('a', 1, 2, \([6] as [UInt8]))
          """)
      default:
        try connection.execute("UPDATE export_job SET digest = \(Digest.genesis.rawValue)")
      }
    }
    await #expect(throws: ExportJobError.damaged) {
      try await desk.store.file(job.id, for: .machine, at: desk.now)
    }
    let now = try await desk.store.job(job.id, for: .machine)
    #expect(now.state == .failed && now.fault == .damaged)
    await #expect(throws: ExportJobError.notDone(.failed)) {
      try await desk.store.file(job.id, for: .machine, at: desk.now)
    }
  }

  @Test func `are taken away when their time is over, and forgotten in the end`() async throws {
    let desk = try await Desk()
    try await desk.start("a")
    let job = try #require(try await desk.claim())
    try await desk.finish(job)
    let later = desk.now.adding(seconds: 1000)
    await #expect(throws: ExportJobError.notDone(.expired)) {
      try await desk.store.file(job.id, for: .machine, at: later)
    }
    #expect(try await desk.store.hasWork(at: later))
    #expect(try await desk.store.tidy(at: later) == 1)
    #expect(try await desk.state("a") == .expired)
    #expect(try await desk.sample.database.rows("SELECT job FROM export_chunk").isEmpty)
    #expect(try await !desk.store.hasWork(at: later))
    let muchLater = later.adding(seconds: 31 * 86_400)
    #expect(try await desk.store.hasWork(at: muchLater))
    try await desk.store.tidy(at: muchLater)
    await #expect(throws: StoreError.self) { try await desk.store.job(job.id, for: .machine) }
  }

  @Test func `are limited: of one, of all, and in the room they take`() async throws {
    let desk = try await Desk { limits in (limits.ofOne, limits.ofAll, limits.room) = (2, 3, 12) }
    try await desk.start("a")
    try await desk.start("b", after: 1)
    await #expect(throws: ExportJobError.tooMany(limit: 2)) { try await desk.start("c") }
    let other = Viewer(
      account: ID(rawValue: "other"), name: "O",
      grants: [Grant(.cityViewer, in: .city(desk.sample.city.id))])
    try await desk.start("d", by: other, after: 2)
    await #expect(throws: ExportJobError.crowded) { try await desk.start("e", by: other) }
    for _ in 0..<2 { #expect(try await desk.finish(try #require(try await desk.claim())) == .done) }
    // Ten bytes are kept, and nothing of it may be taken away for five more.
    #expect(try await desk.finish(try #require(try await desk.claim())) == .failed)
    #expect(try await desk.store.job(ID(rawValue: "d"), for: .machine).fault == .noRoom)
  }

  @Test func `are for those alone who may read the plan when they ask`() async throws {
    let desk = try await Desk()
    let (store, now) = (desk.store, desk.now)
    let id = try await desk.start("a")
    for viewer in [desk.sample.stranger, .anonymous] {
      await #expect(throws: AccessError.self) { try await desk.start("b", by: viewer) }
    }
    await #expect(throws: StoreError.self) { try await store.job(id, for: desk.sample.stranger) }
    await #expect(throws: AccessError.self) { try await store.job(id, for: .anonymous) }
    let reader = Viewer(
      account: ID(rawValue: "reader"), name: "R",
      grants: [Grant(.cityViewer, in: .city(desk.sample.city.id))])
    #expect(try await store.job(id, for: reader).id == id)
    await #expect(throws: AccessError.self) { try await store.cancel(id, by: reader, at: now) }
    await #expect(throws: StoreError.self) {
      try await store.jobs(of: desk.sample.plan.id, for: desk.sample.stranger)
    }
    // Who asked and may no longer is told so.
    let former = Viewer(account: ID(rawValue: "coordinator"), name: "Cvetka", grants: [])
    await #expect(throws: AccessError.refused(.readWorking)) {
      try await store.job(id, for: former)
    }
    let job = try #require(try await desk.claim())
    await #expect(throws: AccessError.self) { try await store.reader(of: job, at: now) }
    #expect(try await store.open().running == 1)
  }
}
