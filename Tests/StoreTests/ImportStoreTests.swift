import Civic
import Exact
import Store
import Testing

@Suite struct `Uploaded tables` {
  private func draft(_ sample: StoreSample, _ key: String = "import") -> ImportDraft {
    let table = Table(
      name: "Actions", rows: [["Title", "Owner"].map(Cell.text), ["One", "x"].map(Cell.text)])
    var settings = ImportSettings(language: .english, unit: "number")
    settings.guess([table])
    return ImportDraft(
      id: ID(rawValue: key), plan: sample.plan.id, fileName: "a.csv", createdAt: sample.now,
      tables: [table], settings: settings)
  }

  @Test func `come back as they were put aside`() async throws {
    let sample = try await StoreSample()
    let store = ImportStore(sample.database)
    var draft = draft(sample)
    try await store.add(draft, by: sample.administrator, at: sample.now)
    draft.corrections[CellAddress(row: 1, column: 0)] = "Two"
    draft.settings.keepsOthers = true
    try await store.save(draft, by: sample.administrator)
    let found = try await store.draft(draft.id, of: sample.plan.id, for: sample.administrator)
    #expect(found == draft)
  }

  @Test func `are forgotten when nobody finishes them for a month`() async throws {
    let sample = try await StoreSample()
    let store = ImportStore(sample.database)
    try await store.add(draft(sample, "old"), by: sample.administrator, at: sample.now)
    let later = sample.now.adding(seconds: 31 * 86_400)
    var next = draft(sample, "new")
    next = ImportDraft(
      id: next.id, plan: next.plan, fileName: "b.csv", createdAt: later, tables: next.tables,
      settings: next.settings)
    try await store.add(next, by: sample.administrator, at: later)
    let entries = try await store.entries(of: sample.plan.id, for: sample.administrator)
    #expect(entries.map(\.fileName) == ["b.csv"])
  }

  @Test func `are seen only by those who may edit the plan`() async throws {
    let sample = try await StoreSample()
    let store = ImportStore(sample.database)
    try await store.add(draft(sample), by: sample.administrator, at: sample.now)
    let reader = Viewer(
      account: ID(rawValue: "reader"), name: "R",
      grants: [Grant(.cityViewer, in: .city(sample.city.id))])
    for viewer in [sample.stranger, .anonymous] {
      await #expect(throws: StoreError.self) {
        try await store.draft(ID(rawValue: "import"), of: sample.plan.id, for: viewer)
      }
      #expect(try await store.entries(of: sample.plan.id, for: viewer).isEmpty)
    }
    await #expect(throws: AccessError.self) {
      try await store.draft(ID(rawValue: "import"), of: sample.plan.id, for: reader)
    }
  }
}
