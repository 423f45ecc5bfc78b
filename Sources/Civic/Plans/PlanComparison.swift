import Exact

/// What changed from one version of a plan to the next.
public struct PlanComparison: Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable, Named {
    case added, removed, changed

    public static let textPrefix = "changeKind"
  }

  public struct Entry: Hashable, Sendable {
    public let kind: Kind
    public let record: RecordReference
    public let label: Multilingual
    /// The names of the properties that differ; empty for what was added or removed.
    public let properties: [String]
  }

  public let entries: [Entry]
  public let before: FundingTotals
  public let after: FundingTotals

  /// - Complexity: O(records).
  public init(from old: PlanDocument, to new: PlanDocument) {
    before = old.fundingCheck().total
    after = new.fundingCheck().total
    entries =
      Self.compare(old.challenges, new.challenges) + Self.compare(old.objectives, new.objectives)
      + Self.compare(old.actions, new.actions) + Self.compare(old.tasks, new.tasks)
      + Self.compare(old.costLines, new.costLines)
      + Self.compare(old.fundingLines, new.fundingLines) + Self.compare(old.risks, new.risks)
      + Self.compare(old.indicators, new.indicators)
      + Self.compare(old.stakeholders, new.stakeholders)
      + Self.compare(old.sections, new.sections)
  }

  private static func compare<Record: PlanRecord>(_ old: [Record], _ new: [Record]) -> [Entry] {
    let before = Dictionary(old.map { ($0.id, $0) }) { first, _ in first }
    let after = Set(new.map(\.id))
    let present = new.compactMap { record -> Entry? in
      guard let earlier = before[record.id] else { return entry(.added, record, []) }
      let changed = differences(earlier, record)
      return changed.isEmpty ? nil : entry(.changed, record, changed)
    }
    return present + old.filter { !after.contains($0.id) }.map { entry(.removed, $0, []) }
  }

  private static func entry<Record: PlanRecord>(
    _ kind: Kind, _ record: Record, _ properties: [String]
  ) -> Entry {
    Entry(kind: kind, record: RecordReference(record), label: record.label, properties: properties)
  }

  /// The properties of the coded forms that differ, apart from the revision.
  private static func differences<Record: PlanRecord>(_ old: Record, _ new: Record) -> [String] {
    guard old != new, let before = try? JSONValue(encoding: old).object,
      let after = try? JSONValue(encoding: new).object
    else { return [] }
    return Set(before.names + after.names).subtracting(["revision"])
      .filter { before[$0] != after[$0] }.sorted()
  }
}
