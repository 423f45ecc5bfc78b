import Civic
import Exact
import Testing

@Suite("The decision log") struct DecisionLogTests {
  static func log(_ count: Int, seed: UInt64 = 1) -> DecisionLog {
    var random = SeededGenerator(seed: seed)
    let events: [LogEvent] = [.opened, .closed, .counted, .approved, .published, .corrected]
    var log = DecisionLog()
    for index in 0..<count {
      log.append(
        LogRecord(
          at: Instant(milliseconds: .random(in: 0...2_000_000_000_000, using: &random)),
          event: events[index % events.count], subject: "plan/\(index % 3)",
          digest: Digest(of: String(random.next()).utf8)))
    }
    return log
  }

  @Test func `starts from 64 zeros and numbers its entries from 1`() {
    #expect(DecisionLog().head == .genesis)
    #expect(Digest.genesis.rawValue == "sha256:" + String(repeating: "0", count: 64))
    let log = Self.log(3)
    #expect(log.lines.map(\.entry.sequence) == [1, 2, 3])
    #expect(log.lines[0].entry.previous == .genesis)
    #expect(log.lines[2].entry.previous == log.lines[1].head)
    #expect(log.head == log.lines[2].entry.head)
  }

  /// The digest was computed with `printf … | sha256sum`.
  @Test func `has a head that anyone can compute`() {
    var log = DecisionLog()
    let entry = log.append(
      LogRecord(
        at: Instant(milliseconds: 0), event: .approved, subject: "plan/1", digest: .genesis))
    let text =
      #"{"at":"1970-01-01T00:00:00.000Z","digest":"sha256:\#(String(repeating: "0", count: 64))","#
      + #""event":"approved","previous":"sha256:\#(String(repeating: "0", count: 64))","#
      + #""sequence":1,"subject":"plan/1"}"#
    #expect(CanonicalJSON.text(of: entry.json) == text)
    #expect(
      log.head.rawValue
        == "sha256:9427fa7065e0df9bce783fd203d1a1548f6e23f091c071760934925f6e6d9777")
  }

  @Test func `is a chain, and so is any extract`() {
    let log = Self.log(20)
    #expect(log.firstFault == nil)
    #expect(DecisionLog().firstFault == nil)
    for start in 1...21 as ClosedRange<Int64> {
      let extract = log.extract(from: start)
      #expect(extract.lines.count == 21 - Int(start))
      #expect(extract.firstFault == nil)
    }
  }

  @Test func `goes on from an extract`() {
    var extract = Self.log(5).extract(from: 5)
    extract.append(
      LogRecord(
        at: Instant(milliseconds: 0), event: .corrected, subject: "plan/1", digest: .genesis))
    #expect(extract.lines.last?.entry.sequence == 6)
    #expect(extract.firstFault == nil)
  }

  @Test(arguments: 0..<10)
  func `says which entry was removed or moved`(index: Int) {
    let lines = Self.log(12).lines
    var removed = lines
    removed.remove(at: index)
    let expected = index == 0 ? nil : LogFault.Problem.sequence(expected: Int64(index + 1))
    #expect(DecisionLog(lines: removed).firstFault?.problem == expected)
    var moved = lines
    moved.swapAt(index, index + 1)
    #expect(DecisionLog(lines: moved).firstFault != nil)
  }

  @Test func `refuses a first entry that follows something else`() throws {
    let record = LogRecord(
      at: Instant(milliseconds: 0), event: .opened, subject: "s", digest: .genesis)
    let other = Digest(of: "other".utf8)
    let entry = LogEntry(sequence: 1, record: record, previous: other)
    let log = DecisionLog(lines: [DecisionLog.Line(entry: entry, head: entry.head)])
    #expect(log.firstFault?.sequence == 1)
    #expect(log.firstFault?.problem == .previous(expected: .genesis, found: other))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `finds any field that was changed, and its entry`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let log = Self.log(8, seed: seed)
    var entries = try #require(log.json.array)
    let index = Int.random(in: entries.indices, using: &random)
    var object = try #require(entries[index].object)
    let name = try #require(object.names.randomElement(using: &random))
    object[name] =
      switch name {
      case "at":
        .string(Instant(milliseconds: Int64.random(in: 0...999, using: &random)).description)
      case "event": "Opened"
      case "sequence": .number(JSONNumber(Int32.random(in: 100...200, using: &random)))
      case "subject": .string("plan/" + JSONValue.randomText(using: &random) + "x")
      default: .string(Digest(of: String(random.next()).utf8).rawValue)
      }
    entries[index] = .object(object)
    let changed = try DecisionLog(json: .array(entries))
    let fault = try #require(changed.firstFault)
    #expect(fault.sequence == changed.lines[index].entry.sequence || name == "sequence")
  }

  @Test func `keeps its value through JSON`() throws {
    let log = Self.log(4)
    #expect(try DecisionLog(json: log.json) == log)
    let entry = log.lines[1].entry
    #expect(try LogEntry(json: entry.json) == entry)
  }

  @Test(
    arguments: [
      ("at", "2026-11-21", .invalid), ("at", "1970-01-01T00:00:00Z", .invalid),
      ("at", 5, .wrongType),
      ("sequence", 0, .invalid), ("sequence", "1", .wrongType), ("digest", "sha256:", .invalid),
      ("head", .null, .wrongType), ("extra", 1, .unexpected),
    ] as [(String, JSONValue, JSONFieldError.Problem)])
  func `says which field cannot be read`(
    name: String, value: JSONValue, problem: JSONFieldError.Problem
  ) throws {
    var entries = try #require(Self.log(2).json.array)
    var object = try #require(entries[1].object)
    object[name] = value
    entries[1] = .object(object)
    #expect(throws: JSONFieldError(pointer: "/log/1/\(name)", problem: problem)) {
      try DecisionLog(json: .array(entries), at: "/log")
    }
    object[name] = nil
    if name != "extra" {
      entries[1] = .object(object)
      #expect(throws: JSONFieldError(pointer: "/log/1/\(name)", problem: .missing)) {
        try DecisionLog(json: .array(entries), at: "/log")
      }
    }
  }

  @Test func `refuses what is not an array of entries`() {
    #expect(throws: JSONFieldError(pointer: "", problem: .wrongType)) {
      try DecisionLog(json: [:])
    }
    #expect(throws: JSONFieldError(pointer: "/0", problem: .wrongType)) {
      try DecisionLog(json: [1])
    }
  }
}
