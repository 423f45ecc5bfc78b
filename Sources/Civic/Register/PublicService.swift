public import Exact

/// A service that the city or its companies give to residents or businesses.
///
/// The properties are those of CPSV-AP 3.2 that cities fill in, and the digital level.
public struct PublicService: RegisterEntry {
  public static let entityName = "public_service"

  public let id: Exact.ID<PublicService>
  public var revision: Int
  public var city: Exact.ID<City>
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var isPublic: Bool
  /// The city's own identifier of the service.
  public var code: String?
  public var summary: Multilingual?
  public var theme: ServiceTheme?
  public var channels: [ServiceChannel]
  public var digitalLevel: DigitalLevel?
  /// What it costs those who use it, in words: "20 €, free for pupils".
  public var fee: Multilingual?
  /// From the complete request to the answer.
  public var processingDays: Int?
  /// What one has to bring.
  public var requirements: Multilingual?
  /// What one gets.
  public var output: Multilingual?
  public var legalBasis: Multilingual?
  public var legalBasisURL: String?
  /// Where it is used or described on the web.
  public var url: String?
  public var contact: String?
  public var usersPerYear: Int?
  public var usersYear: Int?
  /// The system that carries it.
  public var system: Exact.ID<InformationSystem>?

  public init(id: Exact.ID<PublicService>, city: Exact.ID<City>, name: Multilingual) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    isPublic = true
    channels = []
  }
}

/// What a service is about.
public enum ServiceTheme: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case civilStatus, taxes, building, transport, environment, utilities
  case socialCare, education, culture, business, participation, other

  public static let textPrefix = "serviceTheme"
}

/// A way to use a service.
public enum ServiceChannel: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case counter, online, app, phone, email, post

  public static let textPrefix = "serviceChannel"
}

/// How far a service is digital, from information only to proactive.
public enum DigitalLevel: String, Codable, CaseIterable, Hashable, Sendable, Named {
  /// It is described on the web.
  case information
  /// Forms can be downloaded.
  case download
  /// It can be requested and paid on the web.
  case transaction
  /// It needs no paper the administration has already.
  case integrated
  /// It comes without being asked for.
  case proactive

  public static let textPrefix = "digitalLevel"

  /// From 0 to 4.
  public var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
