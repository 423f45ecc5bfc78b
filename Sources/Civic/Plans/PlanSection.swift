public import Exact

/// A chapter of a plan: text of its own, and what the platform knows about its subject.
public struct PlanSection: PlanRecord {
  public static let entityName = "plan_section"

  public let id: Exact.ID<PlanSection>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  public var kind: SectionKind
  /// Replaces the name of the kind.
  public var title: Multilingual?
  /// Paragraphs parted by empty lines; a line that starts with `- ` is an item of a list.
  public var body: Multilingual?
  /// The order of the chapters; equal positions fall back to the identifier.
  public var position: Int
  public var isHidden: Bool

  public init(id: Exact.ID<PlanSection>, plan: Exact.ID<Plan>, kind: SectionKind, position: Int) {
    self.id = id
    revision = 1
    self.plan = plan
    self.kind = kind
    self.position = position
    isHidden = false
  }

  public var label: Multilingual { title ?? Multilingual(kind.rawValue, in: .english) }
}

/// What a chapter is about; all but `text` bring their own tables and charts.
public enum SectionKind: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case context, vision, challenges, objectives, actions, schedule, funding, risks, stakeholders
  case integration, governance, monitoring, text

  public static let textPrefix = "sectionKind"
}
