public import Civic
import Exact

/// The way to a page that residents take part in.
enum ListenCrumbs {
  static func of(_ city: City, _ frame: PageFrame) -> [Anchor] {
    [
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
      Anchor(text: frame.texts(.listenTitle), href: frame.address(.listen(of: city.id))),
    ]
  }
}

extension PageFrame {
  /// Proves that a form is ours, where somebody is signed in.
  var ownToken: HiddenField? { csrf.isEmpty ? nil : csrfField }
}

/// Whether residents can take part now, in a word.
struct ListeningTag: Component {
  let frame: PageFrame
  let state: ListeningState

  var html: HTML {
    let tone: Tone =
      switch state {
      case .draft, .waiting: .neutral
      case .collecting, .voting: .progress
      case .ended: .info
      case .closed: .good
      }
    return StatusTag(text: frame.texts.name(of: state), tone: tone).html
  }
}

/// The first and the last day.
struct ListeningDays: Component {
  let frame: PageFrame
  let from: Day?
  let to: Day?
  /// Whether it says by which clocks the days are days.
  var tellsTime = true

  var html: HTML {
    guard let from, let to else { return .empty }
    let formats = frame.texts.formats
    let days: HTML = "\(formats.day(from, .medium)) – \(formats.day(to, .medium))"
    guard tellsTime, let time = formats.civilTime else { return days }
    return "\(days) (\(time.shown(at: Instant(startOf: to))))"
  }
}

/// What is kept of somebody who takes part, why, and until when.
struct ListenPrivacy: Component {
  enum Kind { case conversation, proposals, survey }

  let frame: PageFrame
  let entry: ParticipationEntry
  var kind = Kind.conversation

  var html: HTML {
    let texts = frame.texts
    let letter: [TextKey] = entry == .letter ? [.privacyLetter] : []
    let others: [TextKey] =
      switch kind {
      case .conversation: [.privacyUntil, .privacySealed]
      case .proposals: [.privacyProposals]
      case .survey: [.privacySurvey, .privacySealed]
      }
    let lines = [.privacyCookie] + letter + others
    return Details(
      summary: texts(.privacyTitle),
      content: "<ul>\(lines.map { "<li>\(texts($0))</li>" as HTML })</ul>"
    ).html
  }
}

/// The way in: a button, or an address to which a link is sent.
struct ParticipationForm: Component {
  let frame: PageFrame
  let action: String
  let entry: ParticipationEntry
  let sendsMail: Bool
  let input: FormInput
  let problems: [FieldProblem]

  var html: HTML {
    let texts = frame.texts
    if entry == .letter, !sendsMail {
      return Notice(tone: .warning, content: "<p>\(texts(.participateNoMail))</p>").html
    }
    let error = problems.first { $0.field == "email" }.map { texts.sentence($0.message) }
    let field: HTML =
      entry == .letter
      ? TextField(
        name: "email", label: texts(.accountEmail), value: input["email"] ?? "",
        notes: FieldNotes(hint: texts(.participateEmailHint), error: error), kind: .email,
        isRequired: true, autocomplete: "email"
      ).html : "<p>\(texts(.privacyCookie))</p>"
    return """
      <section><h2>\(texts(.participateTitle))</h2>\(Form(
        action: action, token: frame.ownToken, content: field,
        buttons: [
          Button(label: texts(entry == .letter ? .participateSend : .participateTitle))
        ]))</section>
      """
  }
}

/// Where a link in a letter leads; opening it changes nothing.
public struct ParticipationLinkPage: Sendable {
  let frame: PageFrame
  let city: City
  let name: Multilingual
  let action: Link

  public init(frame: PageFrame, city: City, name: Multilingual, action: Link) {
    self.frame = frame
    self.city = city
    self.name = name
    self.action = action
  }

  public var html: HTML {
    let texts = frame.texts
    var setting = PageSetting(title: texts(.participateTitle))
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = ListenCrumbs.of(city, frame)
    return frame.page(
      setting,
      """
      <h1>\(texts(.participateTitle))</h1>\
      <p class="lead">\(texts(.participateLinkLead, ["name": .text(frame.words(name))]))</p>\
      <p>\(texts(.privacyCookie))</p>\(Form(
        action: frame.address(action), token: frame.ownToken, content: .empty,
        buttons: [Button(label: texts(.participateTitle))]))
      """)
  }
}
