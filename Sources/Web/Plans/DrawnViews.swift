import Civic
import Exact
import Pages
import Synchronization

/// The views of published versions as they were drawn last, without the frame around them.
///
/// A version never changes, so a view of it looks the same to everybody for a day: until then a page
/// is the frame of who asks, with the drawn view in it. At most ``room`` bytes are kept, those asked
/// for last.
final class DrawnViews: Sendable {
  struct Key: Hashable, Sendable {
    let plan: ID<Plan>
    let digest: String
    let edition: Link.PlanEdition
    let view: Link.PlanView
    let language: Language
    /// What is late changes with the day.
    let day: Day
    /// The city's people are shown the way to the delivery.
    let isOfCity: Bool

    /// - Returns: nil for the working state, which changes.
    init?(_ reading: PlanReading, _ view: Link.PlanView, in frame: PageFrame) {
      guard let version = reading.version else { return nil }
      plan = version.plan
      digest = version.digest.rawValue
      edition = reading.edition
      self.view = view
      language = frame.language
      day = frame.today
      isOfCity = frame.viewer.may(.readWorking, .city(reading.document.city.id))
    }
  }

  private struct Drawing {
    var html: HTML
    var asked: Int
  }

  private struct Drawings {
    var all: [Key: Drawing] = [:]
    var used = 0
    var turn = 0
  }

  private let room: Int
  private let drawings = Mutex(Drawings())

  init(room: Int = 6 << 20) {
    self.room = room
  }

  /// The view as it was drawn, or drawn now.
  func view(_ key: Key, draw: () -> HTML) -> HTML {
    let known = drawings.withLock { drawings -> HTML? in
      drawings.turn += 1
      drawings.all[key]?.asked = drawings.turn
      return drawings.all[key]?.html
    }
    if let known { return known }
    let html = draw()
    keep(html, key)
    return html
  }

  private func keep(_ html: HTML, _ key: Key) {
    let size = html.rendered.utf8.count
    guard size <= room / 2 else { return }
    drawings.withLock { drawings in
      guard drawings.all[key] == nil else { return }
      while drawings.used + size > room,
        let oldest = drawings.all.min(by: { $0.value.asked < $1.value.asked })
      {
        drawings.used -= oldest.value.html.rendered.utf8.count
        drawings.all[oldest.key] = nil
      }
      drawings.turn += 1
      drawings.all[key] = Drawing(html: html, asked: drawings.turn)
      drawings.used += size
    }
  }
}
