public import Civic
import Exact

/// What residents are asked: in one city or in all.
public struct ConsultationsPage: Sendable {
  let frame: PageFrame
  let atlas: Atlas
  let city: City?
  let consultations: [Consultation]

  public init(
    frame: PageFrame, atlas: Atlas, city: City?, consultations: [Consultation]
  ) {
    self.frame = frame
    self.atlas = atlas
    self.city = city
    self.consultations = consultations
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: texts(.consultationsTitle))
    setting.isPrivate = false
    setting.isDemonstration = city?.isDemonstration ?? false
    if let city {
      setting.crumbs = [Anchor(text: frame.words(city.name), href: frame.address(.city(city.id)))]
    }
    let list: HTML =
      consultations.isEmpty
      ? EmptyState(title: texts(.consultationsNone), text: texts(.consultationsNoneText)).html
      : CardGrid(cards: consultations.map(card)).html
    return frame.page(
      setting,
      """
      <h1>\(texts(.consultationsTitle))</h1>\
      <p class="lead">\(texts(.consultationsLead))</p>\(add)\(list)
      """)
  }

  private var add: HTML? {
    guard let city, frame.viewer.may(.editContent, .city(city.id)) else { return nil }
    return ButtonRow(buttons: [
      Button(
        label: texts(.consultationNew),
        act: .link(
          frame.address(.newFact(Consultation.entityName, parent: city.id.rawValue))))
    ]).html
  }

  private func card(_ consultation: Consultation) -> Card {
    Card(
      title: frame.words(consultation.name), href: frame.address(.consultation(consultation.id)),
      kicker: frame.words(atlas.city(consultation.city)?.name),
      content: """
        <p>\(ConsultationTag(frame: frame, consultation: consultation))</p>\
        <p>\(ConsultationDays(
          frame: frame, consultation: consultation, city: atlas.city(consultation.city)).words)</p>
        """, level: 2)
  }
}

/// Where a consultation stands, in a word.
struct ConsultationTag: Component {
  let frame: PageFrame
  let consultation: Consultation

  var html: HTML {
    if consultation.isVoting(at: frame.now) {
      return StatusTag(text: frame.texts(.voteOpenNow), tone: .progress).html
    }
    let tone: Tone =
      switch consultation.phase {
      case .draft: .neutral
      case .open: .info
      case .counting: .warning
      case .closed: .good
      }
    return StatusTag(text: frame.texts.name(of: consultation.phase), tone: tone).html
  }
}

/// When people can vote.
struct ConsultationDays {
  let frame: PageFrame
  let consultation: Consultation
  let city: City?

  /// The days, and by which clocks they are days.
  var words: String {
    guard let from = consultation.votingFrom, let until = consultation.votingUntil else {
      return frame.texts(.voteDaysUnknown)
    }
    let days = frame.texts(.voteDays, ["from": .day(from), "until": .day(until)])
    guard let city, let end = consultation.votingEnd else { return days }
    return "\(days) (\(consultation.civilTime(in: city).shown(at: end)))"
  }
}
