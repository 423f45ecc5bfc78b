import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import Investment
import NIOCore
import Store
import Testing

@testable import Web

@Suite(.enabled(if: FundSite.solver != nil), .serialized) struct `Funding a plan` {
  @Test func `A scenario is filled in from the plan, searched, accepted and verified`()
    async throws
  {
    let fund = try await FundSite()
    try await fund.site.test { client async throws in
      let hana = SignedInBrowser(client, fund.coordinator)
      let run = try await fund.search(hana)
      #expect(run.state == .finished)
      let findings = try #require(run.findings)
      #expect(findings.status == .optimal && findings.starts == ["bridge": 2027])
      #expect(findings.value == findings.bound)
      #expect(findings.value.map(findings.points)?.description == "11")
      #expect(findings.cost == 12_000)
      let path = "/plans/plan/work/fund-runs/\(run.id)"
      let page = try await hana.get(path)
      #expect(page.status == .ok && page.text.contains("id=\"gantt\""))
      #expect(page.text.contains("id=\"reasons\"") && page.text.contains("id=\"limits\""))
      #expect(page.text.contains("id=\"front\"") && page.text.contains("It is proved"))
      #expect(page.text.contains("id=\"front-chart\"") && page.text.contains("id=\"robustness\""))
      #expect(page.text.contains("id=\"robustness-table\""))
      // Acceptance: years and funding lines through the history, and a public decision.
      #expect(try await hana.get("\(path)/acceptance").status == .ok)
      let accepted = try await hana.post("\(path)/acceptance", ["by": "City council"])
      #expect(accepted.status == .seeOther)
      let document = try await fund.document
      let bridge = try #require(document.action(ID(rawValue: "bridge")))
      #expect(bridge.start?.description == "2027-01-01" && bridge.end?.description == "2028-12-31")
      let decision = try #require(try await fund.lastRun().decision)
      #expect(bridge.origin == RecordReference(kind: "decision", id: decision.rawValue))
      let lines = document.fundingLines(of: bridge.id)
      #expect(lines.reduce(0) { $0 + ($1.amount ?? 0) } == 12_000)
      #expect(document.fundingLines(of: ID(rawValue: "lamps")).isEmpty)
      let history = try await fund.site.services.plans.history(of: FundSite.plan, for: .machine)
      #expect(history.contains { $0.batch == "decision:\(decision)" })
      #expect(try await hana.get(path).text.contains("/decisions/\(decision)"))
      // Editing the action later keeps where it came from.
      let record = "/plans/plan/work/records/action/bridge"
      #expect(try await hana.get(record).text.contains("value=\"decision:\(decision)\" selected"))
      // Anyone can take the bundle and verify it.
      #expect(
        try await client.execute(uri: "/en/decisions/\(decision)", method: .get).status == .ok)
      let shown = try await client.execute(uri: "/en/decisions/\(decision)", method: .get) {
        String(buffer: $0.body)
      }
      #expect(!shown.contains("kept inside") && shown.contains("Bridge: from 2027, €120.00"))
      #expect(shown.contains("Actions that are done: 1") && shown.contains("It does not enter"))
      let bytes = try await client.execute(
        uri: "/en/decisions/\(decision)/bundle.zip", method: .get
      ) { [UInt8]($0.body.readableBytesView) }
      let bundle = try DecisionBundleFile.bundle(from: bytes)
      #expect(
        !bundle.files.values.contains {
          String(decoding: $0, as: UTF8.self).contains("kept inside")
        })
      let result = bundle.verify(
        recompute: Recomputations.all(BoundLimits(seconds: 20)), engineVersion: .current,
        knownHead: nil)
      #expect(result == .equal)
    }
  }
}
