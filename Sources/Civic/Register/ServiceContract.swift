public import Exact

/// A contract that binds the city: licences, maintenance, operation, supply.
public struct ServiceContract: RegisterEntry {
  public static let entityName = "service_contract"

  public let id: Exact.ID<ServiceContract>
  public var revision: Int
  public var city: Exact.ID<City>
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var isPublic: Bool
  public var supplier: String?
  public var start: Day?
  public var end: Day?
  /// For the whole term, in ``currency``.
  public var amount: MinorUnits?
  public var currency: Currency
  public var noticeMonths: Int?
  public var note: Multilingual?

  public init(
    id: Exact.ID<ServiceContract>, city: Exact.ID<City>, name: Multilingual, currency: Currency
  ) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    isPublic = true
    self.currency = currency
  }
}
