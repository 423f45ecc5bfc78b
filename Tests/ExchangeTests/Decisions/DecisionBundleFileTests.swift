import Civic
import Exact
import Exchange
import Foundation
import Testing

@Suite("A decision bundle as a file") struct DecisionBundleFileTests {
  static let kind = DecisionKind(rawValue: "example-length")
  static let version = EngineVersion(0, 1, 0)

  /// A decision whose outcome is the number of bytes of its one input.
  static func bundle(input: [UInt8]) throws -> (bundle: DecisionBundle, head: Digest) {
    var content = Decision.Content(
      kind: kind, method: Decision.Method(name: "length", version: "1"), settings: [:],
      conclusion: try length(input), engineVersion: version)
    content.inputs = [
      try #require(Decision.Input(name: "input.bin", digest: Digest(of: input)))
    ]
    let author = try #require(Decision.Author(role: "council", label: "Council of Exampleton"))
    let decision = Decision(
      id: ID(rawValue: "1"), content: content, at: Instant(milliseconds: 0), by: author)
    var log = DecisionLog()
    log.append(
      LogRecord(
        at: decision.decidedAt, event: .approved, subject: "plan/1", digest: decision.digest))
    let bundle = try DecisionBundle(
      decision, inputs: ["input.bin": input], log: log, readme: "Read me.\n")
    return (bundle, log.head)
  }

  static func length(_ input: [UInt8]) throws -> Decision.Conclusion {
    let count = try #require(JSONNumber(exactly: Int64(input.count)))
    return Decision.Conclusion(outcome: ["bytes": .number(count)], explanation: [:])
  }

  static func verify(_ bundle: DecisionBundle, _ head: Digest) -> Verification {
    bundle.verify(
      recompute: [kind: { _, inputs in try length(inputs["input.bin"] ?? []) }],
      engineVersion: version, knownHead: head)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `keeps every byte and always has the same bytes`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 0...3000, using: &random)
    let input = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    let (bundle, head) = try Self.bundle(input: input)
    let bytes = try DecisionBundleFile.bytes(of: bundle)
    #expect(try DecisionBundleFile.bytes(of: bundle) == bytes)
    let copy = try DecisionBundleFile.bundle(from: bytes)
    #expect(copy == bundle)
    #expect(Self.verify(copy, head) == .equal)
  }

  @Test func `has the decision first, then the others by name`() throws {
    let bytes = try DecisionBundleFile.bytes(of: try Self.bundle(input: [1]).bundle)
    #expect(
      try ZipArchive(bytes).entries.map(\.name) == [
        "decision.json", "README.txt", "inputs/input.bin",
      ])
  }

  @Test func `is the one that the guide works through by hand`() throws {
    let (bundle, head) = try Self.bundle(input: Array("Park,12\n".utf8))
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
    let guide = try String(
      contentsOf: root.appending(path: "Guides/decisions.md"), encoding: .utf8)
    let json = String(decoding: try #require(bundle.files["decision.json"]), as: UTF8.self)
    #expect(guide.contains("\n\(json)\n"))
    #expect(guide.contains(head.rawValue.dropFirst("sha256:".count)))
    #expect(guide.contains(try bundle.contents().decision.digest.rawValue.dropFirst(7)))
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `never confirms other contents after a byte was changed`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (bundle, head) = try Self.bundle(input: Array("name,votes\nPark,12\n".utf8))
    var bytes = try DecisionBundleFile.bytes(of: bundle)
    let index = Int.random(in: bytes.indices, using: &random)
    bytes[index] ^= UInt8.random(in: 1...255, using: &random)
    guard let copy = try? DecisionBundleFile.bundle(from: bytes) else { return }
    // A time or attribute in the ZIP's directory may change; a file and its name may not.
    #expect((Self.verify(copy, head) == .equal) == (copy == bundle))
  }

  @Test func `is refused when it is too large or no archive`() throws {
    let bytes = try DecisionBundleFile.bytes(of: try Self.bundle(input: [1]).bundle)
    var limits = DecisionBundleFile.Limits()
    limits.fileSize = bytes.count - 1
    #expect(throws: ZipError.tooLarge(limit: bytes.count - 1)) {
      try DecisionBundleFile.bundle(from: bytes, limits: limits)
    }
    limits = DecisionBundleFile.Limits()
    limits.totalSize = 100
    #expect(throws: ZipError.tooLarge(limit: 100)) {
      try DecisionBundleFile.bundle(from: bytes, limits: limits)
    }
    limits = DecisionBundleFile.Limits()
    limits.entries = 2
    #expect(throws: ZipError.tooManyEntries(limit: 2)) {
      try DecisionBundleFile.bundle(from: bytes, limits: limits)
    }
    #expect(throws: ZipError.self) { try DecisionBundleFile.bundle(from: Array("text".utf8)) }
  }
}
