import Civic
import Exact
import HTTPTypes
import NIOCore

/// Public pages as they were made last, kept while nothing is written to the database.
///
/// A page that several ask for at once is made once. A page is never older than ``longest``, for
/// the time of day opens and closes things too.
actor PageCache {
  /// A page ready to be sent.
  struct Page: Sendable {
    var headers: HTTPFields
    var body: ByteBuffer
  }

  /// What a page was made from.
  struct Moment: Hashable, Sendable {
    var revision: Int64
    var day: Day
  }

  /// How long a page may be shown, in milliseconds.
  static let longest: Int64 = 5000
  /// All pages together, and the largest of them, in bytes.
  static let room = 12 << 20
  static let largest = 1 << 20

  /// What becomes of one who asks.
  enum Found: Sendable {
    case page(Page)
    /// Nobody is making it: whoever gets this makes it and tells ``made(_:of:at:now:)``.
    case make
    /// It was made at the same time and is not to be shared.
    case unshared
  }

  private var moment: Moment?
  private var pages: [String: (page: Page, madeAt: Instant)] = [:]
  private var waiting: [Key: [CheckedContinuation<Page?, Never>]] = [:]
  private var used = 0

  private struct Key: Hashable {
    var address: String
    var moment: Moment
  }

  /// The page of an address; waits while another makes it.
  func find(_ address: String, at moment: Moment, now: Instant) async -> Found {
    if self.moment != moment {
      self.moment = moment
      (pages, used) = ([:], 0)
    }
    if let found = pages[address] {
      if now.milliseconds - found.madeAt.milliseconds < Self.longest { return .page(found.page) }
      used -= found.page.body.readableBytes
      pages[address] = nil
    }
    let key = Key(address: address, moment: moment)
    guard waiting[key] != nil else {
      waiting[key] = []
      return .make
    }
    let page = await withCheckedContinuation { waiting[key]?.append($0) }
    return if let page { .page(page) } else { .unshared }
  }

  /// Keeps what was made, and gives it to those who wait for it; nil where it is not to be shared.
  func made(_ page: Page?, of address: String, at moment: Moment, now: Instant) {
    if let page, self.moment == moment { keep(page, as: address, at: now) }
    let key = Key(address: address, moment: moment)
    for continuation in waiting.removeValue(forKey: key) ?? [] {
      continuation.resume(returning: page)
    }
  }

  private func keep(_ page: Page, as address: String, at now: Instant) {
    let size = page.body.readableBytes
    guard size <= Self.largest else { return }
    if used + size > Self.room { (pages, used) = ([:], 0) }
    used += size - (pages[address]?.page.body.readableBytes ?? 0)
    pages[address] = (page, now)
  }
}
