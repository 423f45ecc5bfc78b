import ArgumentParser
import Foundation
import Testing

@testable import gradnik

@Suite struct `The command for opinion groups` {
  private static let votes =
    "participant,1,2,3\n1,1,-1,1\n2,1,-1,1\n3,1,-1,1\n4,-1,1,1\n5,-1,1,1\n6,-1,1,1\n"

  /// Runs the command on a file with this text; further words may name another file `$FILE`.
  private static func failure(_ text: String, _ words: String...) async throws -> CommandFailure? {
    let file = FileManager.default.temporaryDirectory.appending(path: "gradnik-\(UUID()).csv").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    try Data(text.utf8).write(to: URL(filePath: file))
    let words = ["opinions", file] + words.map { $0.replacing("$FILE", with: file) }
    do {
      var command = try Gradnik.parseAsRoot(words)
      guard var asynchronous = command as? any AsyncParsableCommand else {
        try command.run()
        return nil
      }
      try await asynchronous.run()
      return nil
    } catch let failure as CommandFailure {
      return failure
    }
  }

  @Test func `answers in both formats and conventions`() async throws {
    for format in ["text", "json"] {
      for convention in ["polis", "red-dwarf"] {
        let failure = try await Self.failure(
          Self.votes, "--format", format, "--convention", convention, "--groups", "2", "--keep",
          "1,2,3")
        #expect(failure?.description == nil)
      }
    }
  }

  @Test func `says where a file is broken and what to do, and ends with 3`() async throws {
    let vote = try #require(try await Self.failure("tid,pid,vote\n1,1,1\n1,2,x\n"))
    #expect(vote.status == .badInput)
    #expect(
      vote.description.hasSuffix(
        #"line 3, field vote: "x" is not a vote. Write 1, 0 or -1."#))
    let header = try #require(try await Self.failure("tid,pid,vote\n"))
    #expect(header.status == .badInput)
    let statements = try #require(
      try await Self.failure(Self.votes, "--statements", "$FILE"))
    #expect(statements.status == .badInput)
    let centers = try #require(try await Self.failure(Self.votes, "--centers", "/nowhere"))
    #expect(centers.status == .badInput)
  }

  @Test func `refuses wrong use`() async throws {
    for words in [
      ["--groups", "0"], ["--convention", "other"], ["--seed", "-1"], ["--format", "xml"],
    ] {
      #expect(throws: (any Error).self) { try Gradnik.parseAsRoot(["opinions", "a.csv"] + words) }
    }
  }
}
