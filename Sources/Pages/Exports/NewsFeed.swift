public import Civic
public import Exchange
import Exact

/// What was published, as a feed.
public struct NewsFeed: Sendable {
  /// Something that was published.
  public struct Item: Sendable {
    public enum Matter: Sendable {
      case plan(Plan, version: Int, city: Multilingual?)
      case decision(Decision)
      case practice(Practice)
    }

    let matter: Matter
    let at: Instant

    public init(matter: Matter, at: Instant) {
      self.matter = matter
      self.at = at
    }
  }

  let items: [Item]
  /// Whose news they are; none for all.
  let city: City?
  let texts: Texts
  /// Where the site is reached, without a slash at the end.
  let base: String
  let installation: String

  public init(items: [Item], city: City?, texts: Texts, base: String, installation: String) {
    self.items = items
    self.city = city
    self.texts = texts
    self.base = base
    self.installation = installation
  }

  private var language: Language { texts.language }

  private func words(_ text: Multilingual?) -> String { text?.text(for: language).text ?? "" }

  private func address(_ link: Link) -> String { base + link.address(in: language) }

  public var feed: AtomFeed {
    let title =
      city.map { texts(.newsOf, ["city": .text(words($0.name))]) } ?? texts(.newsAll)
    return AtomFeed(
      id: address(.news(of: city?.id)), title: title, author: installation, language: language,
      address: address(.news(of: city?.id)),
      page: address(city.map { Link.city($0.id) } ?? Link.plans),
      begun: Instant(milliseconds: 0), entries: items.map(entry))
  }

  private func entry(_ item: Item) -> AtomFeed.Entry {
    switch item.matter {
    case .plan(let plan, let version, let city):
      let link = Link.plan(plan.id, .version(version))
      return AtomFeed.Entry(
        id: address(link), title: "\(words(city)): \(words(plan.title))", updated: item.at,
        address: address(link),
        summary: texts(.newsPlan, ["number": .text(String(version))]), category: "plan")
    case .decision(let decision):
      return AtomFeed.Entry(
        id: address(.decision(decision.id)), title: texts.name(of: decision.kind),
        updated: item.at, address: address(.decision(decision.id)),
        summary: texts(.newsDecision), category: "decision")
    case .practice(let practice):
      return AtomFeed.Entry(
        id: address(.practice(practice.id)), title: words(practice.name), updated: item.at,
        address: address(.practice(practice.id)), summary: texts(.newsPractice),
        category: "practice")
    }
  }
}
