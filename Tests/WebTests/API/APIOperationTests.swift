import Civic
import Database
import Exact
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store
import Testing

@testable import Web

/// What holds for every operation there is, also for those that come later.
@Suite struct `Every operation of the API` {
  /// The address with parts that are there where the small site has them.
  private static func path(_ operation: APIOperation, _ known: [String: String]) -> String {
    operation.path.split(separator: "/").map { part in
      part.hasPrefix(":") ? known[String(part.dropFirst())] ?? "none" : String(part)
    }.map { "/" + $0 }.joined()
  }

  private static func query(_ operation: APIOperation) -> String {
    let wanted = operation.queries.filter(\.isRequired).map { query in
      "\(query.name)=\(query.schema == .text(APIText(form: .day)) ? "2026-01-01" : "x")"
    }
    return wanted.isEmpty ? "" : "?" + wanted.joined(separator: "&")
  }

  private static let known = [
    "plan": "plan", "city": "here", "kind": "action", "record": "first", "account": "bine",
  ]

  @Test func `is for those alone who have a token that goes far enough`() async throws {
    let sample = try await APISite { $0.apiLimit = 0 }
    try await sample.site.test { client in
      for operation in API.operations {
        let path = Self.path(operation, Self.known) + Self.query(operation)
        let body = operation.body == nil ? nil : "{}"
        let anonymous = try await Program(client: client).ask(operation.method, path, body)
        if operation.access == .open {
          // An order of a public file that says nothing is not in order.
          let answers = [200, 304, 404, 409] + (operation.body == nil ? [] : [422])
          #expect(answers.contains(anonymous.status), "\(operation.name) \(anonymous.status)")
        } else {
          #expect(anonymous.status == 401, "\(operation.name) \(anonymous.status)")
        }
        guard operation.access.least != nil else { continue }
        let writer = try await Program(client: client, token: sample.writer)
          .ask(operation.method, path, body)
        #expect(writer.status == 403, "\(operation.name) \(writer.text)")
        #expect(writer.json?["code"]?.string == "apiTokenAccess")
      }
    }
  }

  @Test func `changes nothing for a token that may only read`() async throws {
    let sample = try await APISite { $0.apiLimit = 0 }
    let reader = try await APISite.token(sample.site, of: "vida", TokenReach(.read))
    try await sample.site.test { client in
      let program = Program(client: client, token: reader)
      let before = try await Self.rows(sample.site)
      for operation in API.operations where operation.method != .get {
        let answer = try await program.ask(
          operation.method, Self.path(operation, Self.known), operation.body == nil ? nil : "{}",
          [.ifMatch: "*"])
        #expect((400..<500).contains(answer.status), "\(operation.name) \(answer.status)")
      }
      #expect(try await Self.rows(sample.site) == before)
    }
  }

  /// What the site holds of plans, cities and accounts.
  private static func rows(_ site: TestSite) async throws -> String {
    var text = ""
    text += try await site.database.rows("SELECT * FROM change").description
    text += try await site.database.rows("SELECT * FROM account_grant").description
    text += try await site.database.rows("SELECT * FROM decision").description
    return text
  }

  static let nonsense = [
    "", "{", "[]", "null", "7", #"{"__proto__":{}}"#, #"{"fields":7}"#, #"{"fields":{"a":{}}}"#,
    #"{"fields":{"../x":"y"}}"#, #"{"id":"mine","revision":9}"#, #"{"body":"\u0000"}"#,
    #"{"day":"2027-02-30"}"#, #"{"change":-1}"#, #"{"isShown":"yes"}"#,
  ]

  @Test func `answers nonsense and what is not there with a plain problem`() async throws {
    let sample = try await APISite { $0.apiLimit = 0 }
    let keeper = try await APISite.token(sample.site, of: "vida", TokenReach(.administer))
    try await sample.site.test { client in
      let program = Program(client: client, token: keeper)
      var count = 0
      for operation in API.operations {
        for known in [Self.known, [:]] {
          let path = Self.path(operation, known)
          if operation.method == .get {
            let answer = try await program.get(path + Self.query(operation))
            #expect(answer.status < 500, "\(operation.name) \(answer.text)")
            let wrong = try await program.get("\(path)?nothing=1")
            #expect(wrong.status == 400 || wrong.status == 404, "\(operation.name)")
            count += 2
            continue
          }
          let tried = known.isEmpty ? Array(Self.nonsense.prefix(2)) : Self.nonsense
          for body in operation.body == nil ? [""] : tried {
            let answer = try await program.ask(
              operation.method, path, operation.body == nil ? nil : body, [.ifMatch: "\"77\""])
            // A step without a body may well be taken; all else is refused.
            let isPlain = (400..<500).contains(answer.status) || operation.body == nil
            #expect(isPlain && answer.status < 500, "\(operation.name) \(body) \(answer.text)")
            count += 1
          }
        }
      }
      #expect(count > 2000)
    }
  }
}
