import Civic
public import Exchange
import Exact
import Pages
import Store

/// What voting needs besides the database: the secret keys, the box, and the rules of open votes,
/// which never change and so are read once.
public actor VoteDesk {
  struct Open: Sendable {
    let rules: BudgetVoteRules
    let bytes: [UInt8]
    let openedAt: Instant
  }

  /// What the page of a receipt depends on besides the receipt.
  struct SheetName: Hashable {
    let consultation: ID<Consultation>
    let language: Language
    let isFirst: Bool
    let logHead: Digest?
  }

  nonisolated public let keys: VoteKeyFolder
  nonisolated let box: BallotBox
  private let store: ConsultationStore
  private var fixed: [ID<Consultation>: Open] = [:]
  private var places: [ID<Consultation>: (consultation: Consultation, city: City)] = [:]
  private var sheets: [SheetName: ReceiptSheet] = [:]

  init(keys: VoteKeyFolder, box: BallotBox, store: ConsultationStore) {
    self.keys = keys
    self.box = box
    self.store = store
  }

  /// The rules of a vote that was opened.
  ///
  /// - Throws: `StoreError.notFound`.
  func open(_ id: ID<Consultation>) async throws -> Open {
    if let found = fixed[id] { return found }
    let (rules, bytes, openedAt) = try await store.rules(of: id)
    let found = Open(rules: rules, bytes: bytes, openedAt: openedAt)
    if fixed.count > 200 { fixed = [:] }
    fixed[id] = found
    return found
  }

  /// A vote and its city as they were when somebody first voted: enough for the pages of a ballot,
  /// for whether it is still open the box itself asks.
  func place(
    _ id: ID<Consultation>, or load: @Sendable () async throws -> (Consultation, City)
  ) async throws -> (consultation: Consultation, city: City) {
    if let found = places[id] { return found }
    let (consultation, city) = try await load()
    guard consultation.phase == .open else { return (consultation, city) }
    if places.count > 200 { places = [:] }
    places[id] = (consultation, city)
    return (consultation, city)
  }

  func sheet(_ name: SheetName) -> ReceiptSheet? { sheets[name] }

  func keep(_ sheet: ReceiptSheet?, as name: SheetName) {
    if sheets.count > 200 { sheets = [:] }
    sheets[name] = sheet
  }

  /// The key of a vote.
  ///
  /// - Throws: `ConsultationError.keyLost`.
  func key(of id: ID<Consultation>) async throws -> VoteKey {
    guard let key = await keys.key(of: id) else { throw ConsultationError.keyLost }
    return key
  }

  /// Destroys keys that were left behind when the program stopped between close and destruction.
  public func tidy() async throws {
    for id in try await store.finished() { try await keys.destroy(id) }
  }
}
