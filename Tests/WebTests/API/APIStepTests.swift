import Civic
import Exact
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store
import Testing

@testable import Web

@Suite struct `Steps of a plan over the API` {
  @Test func `lead from a draft to the public, with comments and history`() async throws {
    let sample = try await APISite()
    let token = try await APISite.token(sample.site, of: "vida", TokenReach(.decide))
    try await sample.site.test { client in
      let program = Program(client: client, token: token)
      let said = try await program.post(
        "/plans/plan/comments", #"{"body":" Too late? ","recordKind":"action","record":"first"}"#)
      #expect(said.status == 201 && said.json?["body"]?.string == "Too late?", "\(said.text)")
      #expect(try await program.post("/plans/plan/comments", #"{"body":" "}"#).status == 422)
      let done = try await program.post(
        "/plans/plan/comments/\(said.id)/resolution", #"{"isResolved":true}"#)
      #expect(done.status == 204)
      let comments = try await program.get("/plans/plan/comments")
      #expect(comments.items.first?["resolvedBy"]?.string?.isEmpty == false)
      #expect(try await program.post("/plans/plan/publication").status == 409)
      #expect(try await program.post("/plans/plan/submission").status == 204)
      let wrong = try await program.post(
        "/plans/plan/approval", #"{"body":"Council","day":"2026-05-01","reference":" "}"#)
      #expect(wrong.status == 422 && wrong.places == ["/reference"], "\(wrong.text)")
      let approved = try await program.post(
        "/plans/plan/approval", #"{"body":"Council","day":"2026-05-01","reference":"2/2026"}"#)
      #expect(approved.status == 204, "\(approved.text)")
      let published = try await program.post("/plans/plan/publication")
      #expect(published.status == 201, "\(published.text)")
      #expect(published.headers[.location] == "/api/v1/plans/plan/versions/2")
      let state = try await program.get("/plans/plan")
      #expect(state.json?["phase"]?.string == "published")
      #expect(try await program.post("/plans/plan/revision").status == 204)
      let history = try await program.get("/plans/plan/history/action/first")
      let number = try #require(history.items.first?["change"])
      _ = try await program.change(
        "/plans/plan/records/action/first", #"{"code":"Z1"}"#, from: "*")
      let body = String(decoding: CanonicalJSON.bytes(of: ["change": number]), as: UTF8.self)
      #expect(try await program.post("/plans/plan/restoration", body).status == 204)
      let action = try await program.get("/plans/plan/records/action/first")
      #expect(action.json?["code"]?.string == "A1")
      let workbook = try await program.get("/plans/plan/working/tables.xlsx")
      #expect(workbook.status == 200 && workbook.text.hasPrefix("PK"))
    }
  }

  @Test func `are refused to others, and a plan is started by those who may`() async throws {
    let sample = try await APISite()
    let stranger = try await APISite.token(sample.site, of: "tone", TokenReach(.administer))
    let viewer = try await APISite.token(sample.site, of: "bine", TokenReach(.administer))
    try await sample.site.test { client in
      for step in ["submission", "revision", "reopening", "publication"] {
        let path = "/plans/plan/\(step)"
        #expect(try await Program(client: client, token: stranger).post(path).status == 404)
        let status = try await Program(client: client, token: viewer).post(path).status
        #expect(status == 403 || status == 409, "\(step)")
      }
      let body = #"{"city":"here","title":{"original":"en","texts":{"en":"Second"}}}"#
      for (token, status) in [(stranger, 403), (viewer, 403), (sample.writer, 201)] {
        let made = try await Program(client: client, token: token).post("/plans", body)
        #expect(made.status == status, "\(made.text)")
      }
      let found = try await Program(client: client, token: sample.writer)
        .get("/search?q=Second&in=working")
      #expect(found.json?["hits"]?.array?.first?["kind"]?.string == "plan", "\(found.text)")
      let public_ = try await Program(client: client).get("/search?q=Second&in=working")
      #expect(public_.json?["hits"]?.array?.isEmpty == true)
    }
  }

  @Test func `of facts tell their history and put back`() async throws {
    let sample = try await APISite()
    try await sample.site.test { client in
      let program = Program(client: client, token: sample.writer)
      let made = try await program.post(
        "/cities/here/register/skills", #"{"name":{"original":"en","texts":{"en":"Data"}}}"#)
      let skill = "/cities/here/register/skills/\(made.id)"
      let changed = try await program.change(
        skill, #"{"name":{"texts":{"en":"Maps"}}}"#, from: "\"1\"")
      #expect(changed.status == 200)
      let history = try await program.get("/facts/staff_skill/\(made.id)/history")
      let items = try #require(history.json?["items"]?.array)
      #expect(items.count == 2 && items[0]["operation"]?.string == "changed", "\(history.text)")
      let body = String(
        decoding: CanonicalJSON.bytes(of: ["change": items[1]["change"] ?? .null]), as: UTF8.self)
      #expect(
        try await program.post("/facts/staff_skill/\(made.id)/restoration", body).status == 204)
      #expect(try await program.get(skill).text.contains("Data"))
      #expect(try await program.get("/facts/account/vida/history").status == 404)
    }
  }
}

@Suite struct `What residents are asked, over the API` {
  private static func token(_ site: TestSite, of name: String) async throws -> SecretToken {
    try await APISite.token(site, of: name, TokenReach(.decide), days: 365)
  }

  private static let vote = #"""
    {"city":"here","name":{"original":"en","texts":{"en":"Green streets"}},
     "about":{"original":"en","texts":{"en":"Choose."}}}
    """#

  @Test func `is a vote from its draft to its count, while ballots stay with people`() async throws
  {
    let sample = try await VoteSite()
    let token = try await Self.token(sample.site, of: "hana")
    let stranger = try await Self.token(sample.site, of: "toma")
    try await sample.site.test { client in
      let program = Program(client: client, token: token)
      let browser = SignedInBrowser(client, sample.here)
      let draft = try await sample.draft(browser)
      let path = "/consultations/\(draft.id)"
      let tag = try #require(try await program.get(path).headers[.eTag])
      let renamed = try await program.change(
        path, #"{"name":{"texts":{"en":"Greener streets"}}}"#, from: tag)
      #expect(renamed.status == 200, "\(renamed.text)")
      #expect(try await program.change(path, "{}", from: tag).status == 412)
      let project = try await program.post(
        "/vote-projects",
        #"{"city":"here","consultation":"\#(draft.id)","cost":2000,"name":{"original":"en","texts":{"en":"Bench"}}}"#
      )
      #expect(project.status == 201, "\(project.text)")
      #expect(
        try await program.delete("/vote-projects/\(project.id)", from: "\"1\"").status == 204)
      let register = #"{"voters":["CODE-ONE","CODE-TWO"]}"#
      #expect(
        try await Program(client: client, token: stranger).post("\(path)/register", register)
          .status == 404)
      #expect(try await program.post("\(path)/register", register).status == 204)
      #expect(try await program.post("\(path)/register", #"{"voters":[" "]}"#).status == 422)
      #expect(
        try await Program(client: client, token: stranger).post("\(path)/opening").status >= 403)
      let opened = try await program.post("\(path)/opening")
      #expect(opened.status == 204, "\(opened.text)")
      let told = try await Program(client: client).get("\(path)/register")
      #expect(told.status == 200 && !told.text.contains("CODE"), "\(told.text)")
      #expect(try await program.post("\(path)/closure").status == 409)
      let voter = Voter(client: client, vote: draft)
      #expect(try await voter.cast(code: "CODE-ONE", [1]).receipt != nil)
      sample.site.clock.wait(seconds: 8 * 86_400)
      let closed = try await program.post("\(path)/closure")
      #expect(closed.status == 201, "\(closed.text)")
      let decision = try await program.get("/decisions/\(closed.id)")
      #expect(decision.status == 200 && decision.text.contains("budget_vote"))
      for word in ["vote", "entry", "ballot", "codes", "desk", "paper"] {
        #expect(try await program.post("\(path)/\(word)", "{}").status == 404)
      }
    }
  }

  @Test func `says all that is missing before a vote can open`() async throws {
    let sample = try await VoteSite()
    let token = try await Self.token(sample.site, of: "hana")
    try await sample.site.test { client in
      let program = Program(client: client, token: token)
      let made = try await program.post("/consultations", Self.vote)
      #expect([201, 422].contains(made.status), "\(made.text)")
      guard made.status == 201 else { return }
      let refused = try await program.post("/consultations/\(made.id)/opening")
      #expect(refused.status == 422 && (refused.json?["errors"]?.array?.count ?? 0) > 1)
    }
  }

  @Test func `is a conversation with its statements, opened and closed`() async throws {
    let sample = try await ConversationSite()
    let token = try await Self.token(sample.site, of: "hana")
    let reader = try await Self.token(sample.site, of: "vera")
    try await sample.site.test { client in
      let (program, anybody) = (
        Program(client: client, token: token), Program(client: client)
      )
      let path = ConversationSite.path
      let seeds = JSONValue.array(ConversationSite.seeds.map { .string($0) })
      let body = String(decoding: CanonicalJSON.bytes(of: ["statements": seeds]), as: UTF8.self)
      #expect(
        try await Program(client: client, token: reader).post("\(path)/statements", body).status
          == 403)
      #expect(try await program.post("\(path)/statements", body).status == 204)
      #expect(try await program.post("\(path)/statements", body).status == 422)
      let refusal = #"{"isShown":false,"reason":"Twice the same"}"#
      #expect(try await program.post("\(path)/statements/8/moderation", refusal).status == 204)
      #expect(try await anybody.get("\(path)/statements").status == 404)
      #expect(try await program.post("\(path)/opening").status == 204)
      let shown = try await anybody.get("\(path)/statements")
      #expect(shown.json?["items"]?.array?.count == 7, "\(shown.text)")
      #expect(!shown.text.contains("Twice the same"))
      #expect(try await program.get("\(path)/statements").text.contains("Twice the same"))
      let again = #"{"isShown":true}"#
      #expect(try await program.post("\(path)/statements/8/moderation", again).status == 204)
      #expect(try await anybody.post("\(path)/closing").status == 401)
      _ = try await sample.vote(client)
      sample.site.clock.wait(seconds: 12 * 86_400)
      let closed = try await program.post("\(path)/closing")
      #expect(closed.status == 201, "\(closed.text)")
      #expect(try await anybody.get("/decisions/\(closed.id)").status == 200)
    }
  }
}
