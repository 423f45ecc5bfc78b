import Civic
import Exchange

extension PlanBook {
  /// The city's own chapters in its order, then what else the plan has; hidden ones are left out.
  var chapters: [BookChapter] {
    let own = document.sections.filter { !$0.isHidden }.compactMap(chapter)
    let named = Set(document.sections.map(\.kind))
    let others: [SectionKind] = [
      .challenges, .objectives, .actions, .schedule, .funding, .monitoring, .risks, .stakeholders,
      .integration,
    ]
    return own
      + others.filter { !named.contains($0) }.compactMap { kind in
        let blocks = matter(of: kind)
        guard !blocks.isEmpty else { return nil }
        return BookChapter(
          title: BookText(texts.name(of: kind)), blocks: blocks, isWide: Self.isWide(kind))
      }
  }

  /// None where neither the city nor the platform has anything to say.
  private func chapter(_ section: PlanSection) -> BookChapter? {
    let title = section.title.map(text) ?? BookText(texts.name(of: section.kind))
    let blocks = prose(section.body) + matter(of: section.kind)
    guard !blocks.isEmpty else { return nil }
    return BookChapter(title: title, blocks: blocks, isWide: Self.isWide(section.kind))
  }

  private static func isWide(_ kind: SectionKind) -> Bool { kind == .schedule || kind == .funding }

  private func matter(of kind: SectionKind) -> [BookBlock] {
    switch kind {
    case .challenges: challenges
    case .objectives: objectives
    case .actions: actions
    case .schedule: schedule
    case .funding: funding
    case .monitoring: indicators
    case .risks: risks
    case .stakeholders: stakeholders
    case .integration: integration
    case .context, .vision, .governance, .text: []
    }
  }

  /// A part of a chapter.
  func part(_ title: String, _ id: String, level: Int = 2, isListed: Bool = true) -> BookBlock {
    .heading(BookHeading(level: level, id: id, text: BookText(title), isListed: isListed))
  }

  func picture(_ chart: some Chart, caption: String? = nil) -> [BookBlock] {
    chart.picture(caption: caption).map { [.picture($0)] } ?? []
  }

  var charts: PlanCharts { PlanCharts(frame: frame, reading: reading) }
}
