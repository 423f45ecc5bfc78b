import Civic
import Exact
import Synchronization

/// Published versions as they were read last: they never change, and reading one again costs more
/// than the page that is made of it.
///
/// At most ``room`` bytes of documents are kept, those asked for last; in memory a document is about
/// five times its text.
final class VersionShelf: Sendable {
  struct Key: Hashable, Sendable {
    var plan: ID<Plan>
    var number: Int
    var digest: String
  }

  private struct Place {
    var version: PlanVersion
    var size: Int
    var asked: Int
  }

  private struct Places {
    var all: [Key: Place] = [:]
    var used = 0
    var turn = 0
  }

  /// Bytes of text that all documents together may have been.
  private let room: Int
  private let places = Mutex(Places())

  init(room: Int = 4 << 20) {
    self.room = room
  }

  /// The version, if it is still here.
  func version(_ key: Key) -> PlanVersion? {
    places.withLock { places in
      places.turn += 1
      places.all[key]?.asked = places.turn
      return places.all[key]?.version
    }
  }

  /// Puts a version up and takes down what nobody asked for the longest; one too large for the
  /// shelf is not kept.
  func put(_ version: PlanVersion, _ key: Key, size: Int) {
    guard size <= room else { return }
    places.withLock { places in
      guard places.all[key] == nil else { return }
      while places.used + size > room,
        let oldest = places.all.min(by: { $0.value.asked < $1.value.asked })
      {
        places.used -= oldest.value.size
        places.all[oldest.key] = nil
      }
      places.turn += 1
      places.all[key] = Place(version: version, size: size, asked: places.turn)
      places.used += size
    }
  }
}
